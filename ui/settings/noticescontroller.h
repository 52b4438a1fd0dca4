// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/notices.h"

#include <QObject>

QT_BEGIN_NAMESPACE
class QSettings;
QT_END_NAMESPACE

namespace angee {

class DesktopNotices;
class Session;
class SettingsPane;
class Task;

//! \brief Tells the desktop what newly needs attention, and that a long action has ended, while
//! nobody looks at the window. Each kind can be switched off in the settings, and is remembered.
class NoticesController final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoticesController)

public:
    //! Actions that took at least as long are worth a notice.
    static constexpr std::chrono::seconds longAction{10};

    //! All must outlive the controller. \a window is what has to be out of sight.
    NoticesController(Session *session, Notices *notices, DesktopNotices *desktop,
                      SettingsPane *pane, QSettings *settings, QWidget *window,
                      QObject *parent = nullptr);
    ~NoticesController() override;

signals:
    //! Somebody clicked a notice: bring the window up and show this object.
    void openRequested(const angee::ObjectRef &object);

private:
    void setMuted(const QString &id, bool muted);
    void onTaskFinished(const Task *task);
    void show(const QString &kind, const QString &name, const QString &title, const QString &text);

    Session *m_session;
    Notices *m_notices;
    DesktopNotices *m_desktop;
    QSettings *m_settings;
    QWidget *m_window;
    bool m_tellTasks = true;
};

} // namespace angee
