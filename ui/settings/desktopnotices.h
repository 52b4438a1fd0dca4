// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QHash>
#include <QObject>

namespace angee {

//! \brief Short messages outside of the window, by the desktop's own notification service
//! (org.freedesktop.Notifications). Nothing waits for an answer.
//!
//! There is one message for each tag: a later one with the same tag takes its place.
class DesktopNotices final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DesktopNotices)

public:
    explicit DesktopNotices(const QDBusConnection &bus, QObject *parent = nullptr);
    ~DesktopNotices() override;

    //! \brief Both texts are plain, whatever they contain.
    void show(const QString &tag, const QString &title, const QString &text);

signals:
    //! \brief Somebody clicked the message.
    void activated(const QString &tag);
    //! \brief The desktop shows no messages, for this reason.
    void refused(const QString &reason);
    //! \brief The service's own signals, passed on as they are.
    void actionInvoked(uint id, const QString &action);
    void closed(uint id, uint reason);

private:
    void onActionInvoked(uint id, const QString &action);
    void onClosed(uint id);

    QDBusConnection m_bus;
    QHash<QString, uint> m_ids; // of the messages that are still there
};

} // namespace angee
