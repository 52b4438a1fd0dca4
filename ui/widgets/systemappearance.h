// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDBusAbstractInterface>
#include <QDBusVariant>

namespace angee {

//! \brief The settings portal as a proxy object: its signal has the name it has on the bus.
class SettingsPortal final : public QDBusAbstractInterface
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsPortal)

public:
    explicit SettingsPortal(const QDBusConnection &bus, QObject *parent = nullptr);
    ~SettingsPortal() override;

signals:
    // NOLINTNEXTLINE(readability-identifier-naming)
    void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);
};

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

private:
    void onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);
    void take(const QVariant &value);

    SettingsPortal m_portal;
};

} // namespace angee
