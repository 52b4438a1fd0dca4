// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "core/base/logging.h"
#include "core/base/visibletext.h"
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"
#include "ui/logs/logsdescriptor.h"
#include "ui/logs/logspane.h"
#include "ui/shell/attendance.h"
#include "ui/shell/headerbar.h"
#include "ui/shell/logdrawer.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/windowparts.h"
#include "ui/tasks/taskstrip.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/noticebar.h"

#include <QAbstractScrollArea>
#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QPointer>
#include <QScreen>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

// While the data is current its age says little: it is asked for anew every minute.
constexpr std::chrono::milliseconds whileLive{5'000};
constexpr std::chrono::milliseconds whileWaiting{1'000};
constexpr QSize usualSize{1440, 900};
constexpr double mostOfTheScreen = 0.9;
constexpr int narrowerThan = 1100; // the sidebar then shows icons alone

} // namespace

MainWindow::MainWindow(Session *session, QWidget *parent)
    : QMainWindow(parent)
    , m_session(session)
    , m_header(new HeaderBar(this))
    , m_notices(new NoticeBars(this))
    , m_sidebar(new Sidebar(this))
    , m_stack(new QStackedWidget(this))
    , m_drawer(new LogDrawer([this] { return qobject_cast<LogsPane *>(pane(logsDescriptor().id)); },
                             this))
    , m_body(makeBody())
    , m_tasks(new TaskStrip(session->tasks(), this))
    , m_attendance(new Attendance(this, this))
{
    setObjectName(u"mainWindow"_s);
    m_notices->setObjectName(u"windowNotices"_s);
    m_stack->setObjectName(u"paneStack"_s);
    auto *middle = new QHBoxLayout;
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    middle->addWidget(m_sidebar);
    middle->addWidget(m_body, 1);
    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_notices);
    layout->addLayout(middle, 1);
    layout->addWidget(m_tasks);
    setCentralWidget(central);
    resize(usualSize);
    setMinimumSize(800, 500);

    connect(m_sidebar, &Sidebar::paneChosen, this, &MainWindow::showPane);
    connect(m_header, &HeaderBar::buildRequested, this, &MainWindow::buildRequested);
    connect(m_header, &HeaderBar::paletteRequested, this, &MainWindow::paletteRequested);
    connect(m_header, &HeaderBar::retryRequested, this, [this] {
        if (m_session->live())
            m_session->live()->retryNow();
    });
    connect(m_session, &Session::daemonChanged, this, &MainWindow::updatePace);
    connect(m_attendance, &Attendance::paceChanged, this, &MainWindow::updatePace);
    connect(m_session, &Session::daemonChanged, this, &MainWindow::updateHeader);
    connect(m_session, &Session::stateChanged, this, &MainWindow::updateHeader);
    connect(m_session->tasks(), &TaskRunner::taskChanged, this, [this] {
        const TaskRunner *tasks = m_session->tasks();
        m_header->setBuilding(tasks->active(ActionVerb::Build, {})
                              || tasks->active(ActionVerb::BuildAndApply, {}));
    });

    addShortcuts();
    connect(&m_idle, &QTimer::timeout, this, &MainWindow::buildNext);
    m_age.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_age, &QTimer::timeout, this, &MainWindow::updateHeader);
    updateHeader();
}

QSplitter *MainWindow::makeBody()
{
    auto *body = new QSplitter(Qt::Vertical, this);
    body->setObjectName(u"windowBody"_s);
    body->setChildrenCollapsible(false);
    body->addWidget(m_stack);
    body->addWidget(m_drawer);
    body->setStretchFactor(0, 1);
    connect(m_drawer, &LogDrawer::logsRequested, this, [this] { enterPane(logsDescriptor().id); });
    auto *toggle = new QAction(tr("Log drawer"), this);
    toggle->setObjectName(u"toggleLogDrawer"_s);
    toggle->setStatusTip(tr("One log in sight below every pane"));
    toggle->setShortcut(QKeySequence(u"Ctrl+`"_s));
    connect(toggle, &QAction::triggered, this, &MainWindow::toggleDrawer);
    addAction(toggle);
    return body;
}

//! To the drawer; from there: closes it and goes back.
void MainWindow::toggleDrawer()
{
    const QWidget *focus = QApplication::focusWidget();
    if (m_drawer->isOpen() && focus && m_drawer->isAncestorOf(focus)) {
        m_drawer->setOpen(false);
        if (m_beforeDrawer && m_beforeDrawer->isVisible())
            m_beforeDrawer->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    m_beforeDrawer = QApplication::focusWidget();
    m_drawer->setOpen(true);
    if (m_drawer->isVisible())
        m_drawer->enter();
}

void MainWindow::addShortcuts()
{
    addShortcut(u"shortcutPalette"_s, QKeySequence(u"Ctrl+K"_s),
                [this] { emit paletteRequested(); });
    addShortcut(u"shortcutBuild"_s, QKeySequence(u"Ctrl+B"_s), [this] { emit buildRequested(); });
    addShortcut(u"shortcutCancel"_s, QKeySequence(u"Ctrl+."_s),
                [this] { emit cancelTaskRequested(); });
    addShortcut(u"shortcutHelp"_s, QKeySequence(u"F1"_s), [this] { emit helpRequested(); });
    addShortcut(u"shortcutSettings"_s, QKeySequence(u"Ctrl+,"_s),
                [this] { emit settingsRequested(); });
    addShortcut(u"shortcutFleet"_s, QKeySequence(u"Ctrl+Shift+A"_s),
                [this] { emit m_header->fleetRequested(); });
    addShortcut(u"shortcutTasks"_s, QKeySequence(u"Ctrl+J"_s), [this] { toggleTasks(); });
    auto *parts = new WindowParts(
        [this] { return QWidgetList{m_header, m_notices, m_sidebar, m_stack, m_drawer, m_tasks}; },
        [this] { return m_stack; }, this);
    addShortcut(u"shortcutNextPart"_s, QKeySequence(Qt::Key_F6),
                [parts] { parts->go(WindowParts::Way::Next); });
    addShortcut(u"shortcutPreviousPart"_s, QKeySequence(Qt::SHIFT | Qt::Key_F6),
                [parts] { parts->go(WindowParts::Way::Previous); });

    addShortcut(u"shortcutQuit"_s, QKeySequence(u"Ctrl+Q"_s), [this] { close(); });
}

MainWindow::~MainWindow()
{
    delete m_attendance; // closing hides the window, and nobody here can hear of it any more
}

void MainWindow::addShortcut(const QString &objectName, const QKeySequence &keys,
                             const std::function<void()> &action)
{
    auto *shortcut = new QShortcut(keys, this);
    shortcut->setObjectName(objectName);
    connect(shortcut, &QShortcut::activated, this, action);
}

void MainWindow::addPane(const PaneDescriptor &descriptor, const MakePane &make)
{
    const QString id = descriptor.id;
    m_makers.insert(id, make);
    m_descriptors.append(descriptor);
    m_sidebar->addPane(descriptor);
    const auto number = m_descriptors.size();
    if (number <= 9)
        addShortcut(u"shortcutPane"_s + QString::number(number),
                    QKeySequence(u"Ctrl+%1"_s.arg(number)), [this, id] { enterPane(id); });
    if (number == 1)
        m_sidebar->setCurrent(id);
}

Pane *MainWindow::pane(const QString &id)
{
    if (const MakePane make = m_makers.take(id)) {
        Pane *pane = make();
        m_panes.insert(id, pane);
        m_stack->addWidget(pane);
    }
    return m_panes.value(id);
}

void MainWindow::showPane(const QString &id)
{
    if (std::none_of(m_descriptors.cbegin(), m_descriptors.cend(),
                     [&id](const PaneDescriptor &descriptor) { return descriptor.id == id; }))
        return;
    m_sidebar->setCurrent(id);
    if (m_current == id)
        return;
    m_current = id;
    if (m_painted)
        presentCurrent();
}

void MainWindow::presentCurrent()
{
    m_stack->setCurrentWidget(pane(m_current));
    m_drawer->setCovered(m_current == logsDescriptor().id);
}

void MainWindow::buildNext()
{
    const auto next = std::find_if(
        m_descriptors.cbegin(), m_descriptors.cend(),
        [this](const PaneDescriptor &descriptor) { return m_makers.contains(descriptor.id); });
    if (next == m_descriptors.cend())
        m_idle.stop();
    else
        (void)pane(next->id);
}

void MainWindow::enterPane(const QString &id)
{
    showPane(id);
    const QWidget *pane = this->pane(id);
    if (!pane)
        return;
    // The pane gives the focus back to whoever had it last, which is good for an editor or a table;
    // nobody comes back for a button or a filter.
    const QWidget *focus = QApplication::focusWidget();
    const bool stays = pane->isAncestorOf(focus) && qobject_cast<const QAbstractScrollArea *>(focus)
        && !focus->property("readOnly").toBool();
    if (QWidget *target = stays ? nullptr : keyboardTarget(pane))
        target->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::updatePace()
{
    // A window that was never shown is looked at by a test, if by anybody.
    if (m_session->live() && m_painted)
        m_session->live()->setPace(m_attendance->pace());
}

void MainWindow::toggleTasks()
{
    if (m_tasks->isOpen() && m_tasks->isAncestorOf(QApplication::focusWidget())) {
        m_tasks->setOpen(false);
        if (m_beforeTasks && m_beforeTasks->isVisible())
            m_beforeTasks->setFocus(Qt::ShortcutFocusReason);
        else
            enterPane(m_current);
        return;
    }
    m_beforeTasks = QApplication::focusWidget();
    m_tasks->enter();
}

void MainWindow::updateHeader()
{
    const OperatorDaemon *daemon = m_session->daemon();
    const LiveStore *live = m_session->live();
    m_header->setConnection(m_session->isConnected() ? m_session->profileName() : QString(),
                            m_session->stackName(), daemon ? daemon->base().display() : QString(),
                            m_session->protection(), m_session->settings().profileColour);
    QStringList why{live ? live->reason() : QString()};
    if (daemon)
        why.append(daemon->clock().sentence());
    why.removeAll(QString());
    m_header->setLive(live ? live->state() : LiveState::Stopped, why.join(u' '),
                      live ? live->age() : std::nullopt);
    m_header->setRetryIn(live ? live->retryIn() : std::nullopt);
    m_header->setDaemonOpen(m_session->isDaemonOpen() && m_session->isConnected());
    m_header->setWhyNoChanges(m_session->whyNoChanges());
    if (m_session->isConnected()) {
        const Authenticator *auth = m_session->daemon()->authenticator();
        const QString actor = auth->identity().actor;
        m_header->setIdentity(
            actor.isEmpty() ? tr("as admin")
                : auth->expiresAt().isValid()
                ? tr("as %1 until %2")
                      .arg(actor,
                           QLocale().toString(auth->expiresAt().toLocalTime().time(),
                                              QLocale::ShortFormat))
                : tr("as %1").arg(actor));
    } else {
        m_header->setIdentity({});
    }
    updateTitle();
    // With nobody looking there is no age to move on: an idle console sleeps.
    if (m_session->isConnected() && isVisible() && !isMinimized())
        m_age.start(isCurrent(live->state()) ? whileLive : whileWaiting);
    else
        m_age.stop();
}

void MainWindow::updateTitle()
{
    QString title = tr("Angee Console");
    if (m_session->isConnected()) {
        const QString stack = m_session->stackName();
        const QString profile = shownName(m_session->profileName());
        const QString where =
            stack.isEmpty() ? profile : tr("%1 @ %2").arg(shownName(stack), profile);
        title = where + u" — "_s + title;
    }
    if (windowTitle() != title)
        setWindowTitle(title);
}

void MainWindow::addConcern(Concerns concerns)
{
    m_concerns.append(std::move(concerns));
}

void MainWindow::addPreparation(Preparation preparation)
{
    m_preparations.append(std::move(preparation));
}

void MainWindow::guard(const QString &title, const QString &verb,
                       const std::function<void()> &proceed)
{
    prepare(0, ++m_guards, [this, title, verb, proceed] { ask(title, verb, proceed); });
}

void MainWindow::prepare(qsizetype step, quint64 guard, const std::function<void()> &ready)
{
    if (guard != m_guards)
        return; // something else was asked for meanwhile
    if (step == m_preparations.size())
        return ready();
    m_preparations.at(step)([this, step, guard, ready, alive = QPointer<MainWindow>(this)] {
        if (alive)
            prepare(step + 1, guard, ready);
    });
}

void MainWindow::ask(const QString &title, const QString &verb,
                     const std::function<void()> &proceed)
{
    QuitConcern all;
    for (const Concerns &concerns : std::as_const(m_concerns)) {
        const QuitConcern concern = concerns();
        all.lost += concern.lost;
        all.kept += concern.kept;
    }
    if (all.lost.isEmpty()) {
        proceed();
        return;
    }
    if (auto *open = findChild<ConfirmDialog *>(u"quitDialog"_s)) {
        open->activateWindow();
        return;
    }
    Confirmation question;
    question.title = title;
    question.profile = m_session->profileName();
    question.colour = m_session->settings().profileColour;
    question.stack = m_session->stackName();
    question.verb = verb;
    question.lost = all.lost;
    question.kept = all.kept;
    auto *dialog = new ConfirmDialog(question, this);
    dialog->setObjectName(u"quitDialog"_s);
    connect(dialog, &ConfirmDialog::confirmed, this, [dialog, proceed] {
        dialog->close();
        proceed();
    });
    dialog->open();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_agreedToClose) {
        event->accept();
        emit closed();
        return;
    }
    event->ignore();
    guard(tr("Quit Angee Console"), tr("Quit"), [this] {
        m_agreedToClose = true;
        // Not from inside the event that asks.
        QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
    });
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    // Panes have shortcuts of their own for these; here they work while the focus is elsewhere.
    auto *pane = qobject_cast<Pane *>(m_stack->currentWidget());
    if (event->key() == Qt::Key_F5) {
        emit refreshRequested();
    } else if (event->key() == Qt::Key_Slash && event->modifiers() == Qt::NoModifier && pane) {
        pane->focusFilter();
    } else if (const PaneDescriptor *found = foundBy(QKeySequence(event->keyCombination()))) {
        enterPane(found->id);
        this->pane(found->id)->focusFilter();
    } else {
        QMainWindow::keyPressEvent(event);
    }
}

const PaneDescriptor *MainWindow::foundBy(const QKeySequence &key) const
{
    const auto found = std::find_if(
        m_descriptors.cbegin(), m_descriptors.cend(), [&key](const PaneDescriptor &descriptor) {
            return !descriptor.findKey.isEmpty() && descriptor.findKey == key;
        });
    return found == m_descriptors.cend() ? nullptr : &*found;
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    m_sidebar->setCollapsed(event->size().width() < narrowerThan);
    QMainWindow::resizeEvent(event);
}

bool MainWindow::event(QEvent *event)
{
    const bool handled = QMainWindow::event(event);
    switch (event->type()) {
    case QEvent::Paint:
        if (!m_painted) {
            m_painted = true;
            qCDebug(startupLog) << "first paint";
            QMetaObject::invokeMethod(this, &MainWindow::firstPainted, Qt::QueuedConnection);
            // After what waits for that signal: a connection can be on its way meanwhile.
            QTimer::singleShot(0, this, [this] {
                if (!m_current.isEmpty())
                    presentCurrent();
                m_idle.start(0);
            });
        }
        break;
    case QEvent::Show:
    case QEvent::WindowStateChange:
        updateHeader();
        break;
    default:
        break;
    }
    return handled;
}

bool MainWindow::focusNextPrevChild(bool next)
{
    putTasksLast();
    return QMainWindow::focusNextPrevChild(next);
}

//! What is made later comes later on the way of Tab, and panes and their notices are made after the
//! task strip, which stands below them.
void MainWindow::putTasksLast()
{
    QWidget *last = nullptr; // that is not of the strip
    QWidgetList early; // of the strip, and not at the end
    QWidgetList late;
    for (QWidget *at = nextInFocusChain(); at != this; at = at->nextInFocusChain()) {
        if (at->focusPolicy() == Qt::NoFocus)
            continue;
        if (m_tasks->isAncestorOf(at)) {
            late.append(at);
            continue;
        }
        early.append(std::exchange(late, {}));
        last = at;
    }
    for (QWidget *widget : std::as_const(early)) {
        setTabOrder(last, widget);
        last = widget;
    }
}

void MainWindow::saveState(QSettings &settings) const
{
    settings.setValue("window/geometry"_L1, saveGeometry());
    settings.setValue("window/pane"_L1, currentPane());
    settings.setValue("window/tasksOpen"_L1, m_tasks->isOpen());
    settings.setValue("window/logDrawerOpen"_L1, m_drawer->isOpen());
    settings.setValue("window/body"_L1, m_body->saveState());
}

void MainWindow::restoreState(QSettings &settings)
{
    // The first time the frame, of a size that is not known yet, has to fit the screen too.
    if (!restoreGeometry(settings.value("window/geometry"_L1).toByteArray()))
        resize(usualSize.boundedTo(screen()->availableSize() * mostOfTheScreen));
    showPane(settings.value("window/pane"_L1).toString());
    m_tasks->setOpen(settings.value("window/tasksOpen"_L1).toBool());
    m_body->restoreState(settings.value("window/body"_L1).toByteArray());
    // The pane behind it is not built before there is something to see.
    if (settings.value("window/logDrawerOpen"_L1).toBool())
        connect(this, &MainWindow::firstPainted, m_drawer, [this] { m_drawer->setOpen(true); });
}

} // namespace angee
