// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/commandline.h"

#include <QObject>

#include <memory>
#include <vector>

namespace angee {

class Application;
class CredentialStore;
class FleetController;
class LogFile;
class SupportController;
class Theme;

//! \brief The windows of the process, each an Application of its own: its session, its panes, its
//! place. They share the look, the log and the files.
class WindowSet final : public QObject
{
    Q_OBJECT

public:
    //! \a log must outlive it. \a formerEnd is told in the first window.
    WindowSet(QString dataFolder, QString settingsFile, LogFile *log, QString formerEnd,
              QObject *parent = nullptr);
    ~WindowSet() override;

    //! Opens another window and connects it as \a line says.
    Application *open(const CommandLine &line);
    //! A second start of the program: a window that already shows what it asks for is raised,
    //! anything else gets a window of its own. Returns it.
    Application *receive(const CommandLine &line, const QByteArray &activation);
    //! Shows the window before all others.
    static void raise(Application *application);
    [[nodiscard]] std::vector<Application *> windows() const;

    //! The window of all stacks; there is one.
    [[nodiscard]] FleetController *fleet() const { return m_fleet.get(); }

    //! Quits without a question, as Application does it: all windows are safe before.
    void quitUnasked();

signals:
    //! One has come or gone, or shows another stack.
    void windowsChanged();

private:
    struct Window;

    [[nodiscard]] Application *showing(const CommandLine &line) const;
    void close(Application *application);
    void whenSafeFrom(std::size_t first);

    QString m_dataFolder;
    QString m_settingsFile;
    LogFile *m_log;
    QString m_formerEnd;
    Theme *m_theme;
    std::shared_ptr<CredentialStore> m_credentials; // a token for this run is one for all windows
    std::vector<std::unique_ptr<Window>> m_windows;
    std::unique_ptr<FleetController> m_fleet; // goes first: it knows the windows
};

} // namespace angee
