// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/panedescriptor.h"

#include <QObject>
#include <QSettings>

#include <functional>

namespace angee {

class MainWindow;
class PaletteController;
class Pane;
class Session;
class StackController;
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
    //! What Ctrl+K offers in this window.
    [[nodiscard]] PaletteController *palette() const { return m_palette; }
    //! Shows an object in the pane of its kind.
    void open(const ObjectRef &object);
    //! Calls \a done, at once or later, when every unsaved text is on the disk or cannot get there.
    void whenSafe(const std::function<void()> &done);

signals:
    void profilesRequested();

private:
    void build();
    void whenSafeFrom(qsizetype first, const std::function<void()> &done);
    void connectPane(Pane *pane);
    void copyAddress(const ObjectRef &object);
    [[nodiscard]] QList<QAction *> rowActions(const ObjectRef &object);
    void create(ObjectKind kind, const ObjectRef &from);
    void connectWindow();
    void askToCancel(Task *task);
    void restoreStates();
    void restoreState(Pane *pane);

    Session *m_session;
    MainWindow *m_window;
    QSettings *m_settings;
    StackController *m_stack;
    PaletteController *m_palette = nullptr;
    StackWatch *m_watch;
    PaneContext m_context;
    QList<Pane *> m_panes; // those that are built
    QString m_stateProfile; // whose states are on screen
};

} // namespace angee
