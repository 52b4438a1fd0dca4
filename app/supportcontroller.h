// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSettings>

namespace angee {

class LogFile;
class MainWindow;
class Session;

//! \brief What helps when something does not work: About with its diagnostics, the level of the log
//! file, and the offer to look at what a crash has left.
class SupportController final : public QObject
{
    Q_OBJECT

public:
    //! All must outlive it. \a formerEnd is what RunMarker tells.
    SupportController(Session *session, MainWindow *window, LogFile *log,
                      const QString &settingsFile, QString formerEnd, QObject *parent = nullptr);
    ~SupportController() override;

    void showAbout();

private:
    Session *m_session;
    MainWindow *m_window;
    LogFile *m_log;
    QSettings m_settings;
    QString m_formerEnd;
};

} // namespace angee
