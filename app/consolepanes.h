// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/widgets/icon.h"

#include <QObject>
#include <QSettings>

#include <functional>

namespace angee {

class FilesController;
class MainWindow;
class Pane;
class Session;
class ServicesController;
class StackController;
class SettingsPane;
class StackWatch;
class Task;
class Theme;
class WorkspacesController;

//! \brief Every pane with its controller, in the order of the sidebar, and the ways between them.
class ConsolePanes final : public QObject
{
    Q_OBJECT

public:
    ConsolePanes(Session *session, MainWindow *window, Theme *theme, QSettings *settings,
                 QObject *parent = nullptr);
    ~ConsolePanes() override;

    //! Columns, splitters and filters, for each profile.
    void saveState();
    //! Calls \a done, at once or later, when every unsaved text is on the disk or cannot get there.
    void whenDrafted(const std::function<void()> &done);
    //! Shows an object in the pane of its kind.
    void open(const QString &kind, const QString &name);

signals:
    void profilesRequested();

private:
    void build();
    void addObjects();
    void addTemplates();
    void add(const QString &id, const QString &title, Icon::Name icon,
             const std::function<Pane *()> &make);
    template <typename SomePane>
    SomePane *adopt(SomePane *pane);
    //! A pane that nothing but its controller has to do with.
    template <typename SomePane, typename Controller>
    std::function<Pane *()> pair();
    void connectPane(Pane *pane);
    void connectWindow();
    SettingsPane *makeSettings();
    void addNotices(SettingsPane *pane);
    void askToCancel(Task *task);
    void restoreStates();
    void tellOfDrafts(const QString &words);
    void restoreState(Pane *pane);

    Session *m_session;
    MainWindow *m_window;
    Theme *m_theme;
    QSettings *m_settings;
    StackController *m_stack;
    StackWatch *m_watch;
    // Built with their panes.
    WorkspacesController *m_workspaces = nullptr;
    ServicesController *m_services = nullptr;
    FilesController *m_files = nullptr;
    QList<Pane *> m_panes; // those that are built
    QString m_stateProfile; // whose states are on screen
};

} // namespace angee
