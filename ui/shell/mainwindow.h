// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/pane.h"
#include "ui/panes/panedescriptor.h"

#include <QHash>
#include <QMainWindow>
#include <QPointer>
#include <QTimer>

#include <functional>

QT_BEGIN_NAMESPACE
class QSettings;
class QSplitter;
class QStackedWidget;
QT_END_NAMESPACE

namespace angee {

class Attendance;
class HeaderBar;
class NoticeBars;
class LogDrawer;
class Session;
class Sidebar;
class TaskStrip;

//! \brief The one window: header, list of panes, the current pane, task strip.
//!
//! Knows where things are and which keys move between them; what they do is the controllers' work.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    using Concerns = std::function<QuitConcern()>;
    //! Builds a pane; never gives null.
    using MakePane = std::function<Pane *()>;

    explicit MainWindow(Session *session, QWidget *parent = nullptr);
    ~MainWindow() override;

    //! Panes are numbered for Ctrl+1 … Ctrl+9 in this order. They are built after the first paint:
    //! the current one at once, the others one by one while nothing else is to be done, or when
    //! they are needed. The window takes them over.
    void addPane(const PaneDescriptor &descriptor, const MakePane &make);
    //! Builds it if need be; null for an id that was not added.
    [[nodiscard]] Pane *pane(const QString &id);
    //! In the order of the sidebar.
    [[nodiscard]] const QList<PaneDescriptor> &panes() const { return m_descriptors; }
    [[nodiscard]] QString currentPane() const { return m_current; }
    void showPane(const QString &id);
    //! Shows the pane and gives it the keyboard.
    void enterPane(const QString &id);

    [[nodiscard]] HeaderBar *header() const { return m_header; }
    [[nodiscard]] Sidebar *sidebar() const { return m_sidebar; }
    [[nodiscard]] TaskStrip *taskStrip() const { return m_tasks; }
    //! One log below the panes.
    [[nodiscard]] LogDrawer *logDrawer() const { return m_drawer; }
    //! Bars below the header, for what concerns the whole window.
    [[nodiscard]] NoticeBars *notices() const { return m_notices; }

    //! What takes a moment before the concerns can be told, as writing drafts does. It calls what
    //! it is given once, at once or later.
    using Preparation = std::function<void(const std::function<void()> &)>;
    void addPreparation(Preparation preparation);
    //! Asked before the window closes and by guard().
    void addConcern(Concerns concerns);
    //! Calls \a proceed as soon as nothing would be lost, else once somebody has agreed to it. Of
    //! two calls the later one counts, as long as the first has not been answered.
    void guard(const QString &title, const QString &verb, const std::function<void()> &proceed);

    void saveState(QSettings &settings) const;
    void restoreState(QSettings &settings);

signals:
    void buildRequested();
    void paletteRequested();
    void refreshRequested();
    void helpRequested();
    void settingsRequested();
    void cancelTaskRequested();
    void firstPainted();
    //! The window has been closed for good.
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void addShortcuts();
    [[nodiscard]] QSplitter *makeBody();
    void toggleDrawer();
    void putTasksLast();
    void toggleTasks();
    void addShortcut(const QString &objectName, const QKeySequence &keys,
                     const std::function<void()> &action);
    [[nodiscard]] const PaneDescriptor *foundBy(const QKeySequence &key) const;
    void presentCurrent();
    void buildNext();
    void updateHeader();
    void updatePace();
    void updateTitle();
    void prepare(qsizetype step, quint64 guard, const std::function<void()> &ready);
    void ask(const QString &title, const QString &verb, const std::function<void()> &proceed);

    Session *m_session;
    HeaderBar *m_header;
    NoticeBars *m_notices;
    Sidebar *m_sidebar;
    QStackedWidget *m_stack;
    LogDrawer *m_drawer;
    QSplitter *m_body;
    TaskStrip *m_tasks;
    Attendance *m_attendance;
    QHash<QString, MakePane> m_makers; // of panes that are not built yet
    QHash<QString, Pane *> m_panes;
    QList<PaneDescriptor> m_descriptors;
    QString m_current;
    QList<Preparation> m_preparations;
    QList<Concerns> m_concerns;
    quint64 m_guards = 0;
    QPointer<QWidget> m_beforeTasks; // had the focus when they were gone to
    QPointer<QWidget> m_beforeDrawer;
    QTimer m_age;
    QTimer m_idle; // builds what is left
    bool m_agreedToClose = false;
    bool m_painted = false;
};

} // namespace angee
