// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSettings>

namespace angee {

class FilesController;
class MainWindow;
class Pane;
class Session;
class StackController;
class SettingsPane;
class StackWatch;
class Task;
class Theme;

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
    //! Shows an object in the pane of its kind.
    void open(const QString &kind, const QString &name);

signals:
    void profilesRequested();

private:
    void build();
    void connectWindow();
    void add(Pane *pane);
    void addSettings();
    void addNotices(SettingsPane *pane);
    void askToCancel(Task *task);
    void restoreStates();

    Session *m_session;
    MainWindow *m_window;
    Theme *m_theme;
    QSettings *m_settings;
    StackController *m_stack;
    StackWatch *m_watch;
    FilesController *m_files = nullptr;
    QList<Pane *> m_panes;
    QString m_stateProfile; // whose states are on screen
};

} // namespace angee
