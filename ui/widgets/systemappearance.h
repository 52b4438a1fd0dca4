// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QDBusVariant>
#include <QObject>

namespace angee {

//! \brief Whether the desktop asks for dark windows, by the XDG settings portal
//! (org.freedesktop.appearance, color-scheme). Without a portal it stays silent.
class SystemAppearance final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SystemAppearance)

public:
    //! \brief Asks over \a bus without waiting for the answer, and listens for changes from then
    //! on.
    explicit SystemAppearance(const QDBusConnection &bus, QObject *parent = nullptr);
    ~SystemAppearance() override;

signals:
    //! \brief The desktop's answer, the first one and each change of it.
    void darkChanged(bool dark);
    //! \brief The portal's own signal, passed on as it is.
    void settingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);
    void take(const QVariant &value);
};

} // namespace angee
