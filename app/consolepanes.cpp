// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/consolepanes.h"

#include "app/panelist.h"
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "core/session/stackwatch.h"
#include "core/settings/objectaddress.h"
#include "core/tasks/activityjournal.h"
#include "core/tasks/taskrunner.h"
#include "ui/panes/pane.h"
#include "ui/panes/questionpresenter.h"
#include "ui/settings/settingscontroller.h"
#include "ui/shell/headerbar.h"
#include "ui/shell/keysdialog.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/manifestnotice.h"
#include "ui/shell/outputnotices.h"
#include "ui/shell/palettecontroller.h"
#include "ui/shell/sidebar.h"
#include "ui/stack/stackcontroller.h"
#include "ui/tasks/taskstrip.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/noticebar.h"

#include <QClipboard>
#include <QGuiApplication>

namespace angee {

using namespace Qt::StringLiterals;

ConsolePanes::ConsolePanes(Session *session, MainWindow *window, Theme *theme, QSettings *settings,
                           QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
    , m_settings(settings)
    , m_stack(new StackController(session, window, this))
    , m_watch(new StackWatch(session, this))
{
    SettingsController::restoreZoom(theme, *settings);
    new QuestionPresenter(session->tasks()->gate(), window);
    new ManifestNotice(session, window, this);
    m_context = {
        .session = session,
        .watch = m_watch,
        .theme = theme,
        .settings = settings,
        .window = window,
        .windowNotices = window->notices(),
        .controllers = this,
        .panes = paneList(),
        .rowActions = [this](const ObjectRef &object) { return rowActions(object); },
        .showProfiles = [this] { emit profilesRequested(); },
        .showKeys = [window] { emit window->helpRequested(); },
    };
    build();
    connectWindow();
    connect(session, &Session::daemonChanged, this, &ConsolePanes::restoreStates);
}

ConsolePanes::~ConsolePanes() = default;

// Each is built when it is first needed, its controllers with it.
void ConsolePanes::build()
{
    for (const PaneDescriptor &descriptor : std::as_const(m_context.panes)) {
        m_window->addPane(descriptor, [this, id = descriptor.id, make = descriptor.make] {
            Pane *pane = make(m_context);
            Q_ASSERT(pane->id() == id);
            connectPane(pane);
            return pane;
        });
    }
    m_window->addPreparation([this](const std::function<void()> &done) { whenSafe(done); });
    m_window->addConcern([this] {
        QuitConcern all;
        for (Pane *pane : std::as_const(m_panes)) { // one that was never built has nothing to lose
            const QuitConcern concern = pane->concern();
            all.lost += concern.lost;
            all.kept += concern.kept;
        }
        return all;
    });
}

void ConsolePanes::whenSafe(const std::function<void()> &done)
{
    whenSafeFrom(0, done);
}

//! One pane after the other.
void ConsolePanes::whenSafeFrom(qsizetype first, const std::function<void()> &done)
{
    if (first == m_panes.size())
        return done();
    m_panes.at(first)->whenSafe([this, first, done] { whenSafeFrom(first + 1, done); });
}

void ConsolePanes::connectPane(Pane *pane)
{
    m_panes.append(pane);
    connect(m_session, &Session::daemonChanged, pane->notices(), &NoticeBars::clearDone);
    const auto mark = [this, id = pane->id()](int count, bool attention) {
        m_window->sidebar()->setMark(id, count < 0 ? QString() : QString::number(count), attention);
    };
    connect(pane, &Pane::badgeChanged, m_window->sidebar(), mark);
    mark(pane->count(), pane->needsAttention()); // it may have been counted while it was made
    connect(pane, &Pane::openRequested, this, &ConsolePanes::open);
    connect(pane, &Pane::addressRequested, this, &ConsolePanes::copyAddress);
    connect(pane, &Pane::creationRequested, this, &ConsolePanes::create);
    connect(pane, &Pane::navigateRequested, this, [this](const QString &id, const QString &filter) {
        m_window->showPane(id);
        if (Pane *target = m_window->pane(id))
            target->setFilter(filter);
    });
    restoreState(pane);
}

void ConsolePanes::open(const ObjectRef &object)
{
    const ObjectRef shown = shownBy(object);
    const PaneDescriptor *descriptor = paneOfKind(m_context.panes, shown.kind);
    if (!descriptor)
        return;
    m_window->enterPane(descriptor->id);
    m_window->pane(descriptor->id)->showObject(shown);
}

void ConsolePanes::copyAddress(const ObjectRef &object)
{
    if (m_session->daemon())
        QGuiApplication::clipboard()->setText(
            ObjectAddress(m_session->daemon()->base(), object).display());
}

QList<QAction *> ConsolePanes::rowActions(const ObjectRef &object)
{
    const PaneDescriptor *descriptor = paneOfKind(m_context.panes, object.kind);
    return descriptor ? m_window->pane(descriptor->id)->rowActions(object) : QList<QAction *>();
}

void ConsolePanes::create(ObjectKind kind, const ObjectRef &from)
{
    const PaneDescriptor *descriptor = paneOfKind(m_context.panes, kind);
    if (!descriptor)
        return;
    m_window->showPane(descriptor->id);
    m_window->pane(descriptor->id)->create(kind, from);
}

void ConsolePanes::connectWindow()
{
    m_stack->fillMenu(m_window->header()->stackMenu());
    const auto state = [this] { m_stack->setWhyNoChanges(m_session->whyNoChanges()); };
    connect(m_session, &Session::stateChanged, this, state);
    state();
    auto *outputs = new OutputNotices(m_session, m_window, this);
    connect(outputs, &OutputNotices::openRequested, this, &ConsolePanes::open);
    connect(outputs, &OutputNotices::downRequested, m_stack, &StackController::down);
    connect(m_window, &MainWindow::buildRequested, m_stack, [this, outputs] {
        outputs->expectBuild();
        m_stack->build();
    });
    connect(m_window, &MainWindow::refreshRequested, this, [this] {
        if (m_session->live())
            m_session->live()->refresh();
    });
    m_palette = new PaletteController(m_session, m_window, this);
    connect(m_palette, &PaletteController::openRequested, this, &ConsolePanes::open);
    connect(m_window, &MainWindow::settingsRequested, this,
            [this] { m_window->enterPane(u"settings"_s); });
    connect(m_window, &MainWindow::helpRequested, this, [this] {
        auto *keys = new KeysDialog(m_window->pane(m_window->currentPane()), m_window);
        keys->open();
    });
    TaskStrip *strip = m_window->taskStrip();
    connect(strip, &TaskStrip::findOutRequested, m_session->tasks(), &TaskRunner::findOut);
    connect(strip, &TaskStrip::cancelRequested, this, [this](Task *task) {
        m_window->taskStrip()->show(task);
        askToCancel(task);
    });
    connect(strip, &TaskStrip::copyCurlRequested, this, [this](Task *task) {
        if (m_session->daemon())
            QGuiApplication::clipboard()->setText(
                asCurl(*task, m_session->daemon()->base().restBase()));
    });
    connect(m_window, &MainWindow::cancelTaskRequested, this,
            [this] { askToCancel(m_window->taskStrip()->cancellable()); });
    m_window->addConcern([this] {
        QuitConcern concern;
        concern.lost = m_session->tasks()->cutOffByClosing();
        return concern;
    });
}

void ConsolePanes::askToCancel(Task *task)
{
    if (!task || !task->canCancel())
        return;
    if (task->state() == Task::State::Queued) {
        m_session->tasks()->cancel(task);
        return;
    }
    Confirmation question;
    question.title = tr("Cancel: %1").arg(task->spec().title);
    question.profile = m_session->profileName();
    question.colour = m_session->settings().profileColour;
    question.stack = m_session->stackName();
    question.text = task->spec().cancelWarning;
    question.verb = tr("Cancel the task");
    auto *dialog = new ConfirmDialog(question, m_window);
    connect(dialog, &ConfirmDialog::confirmed, task, [this, dialog, task] {
        dialog->close();
        m_session->tasks()->cancel(task);
    });
    connect(task, &Task::finished, dialog, &QDialog::close);
    dialog->open();
}

void ConsolePanes::saveState()
{
    if (m_stateProfile.isEmpty())
        return;
    for (const Pane *pane : std::as_const(m_panes))
        m_settings->setValue(u"panes/%1/%2"_s.arg(m_stateProfile, pane->id()), pane->saveState());
}

void ConsolePanes::restoreStates()
{
    saveState();
    m_stateProfile = m_session->isConnected() ? m_session->settings().profileId : QString();
    if (m_stateProfile.isEmpty())
        return;
    for (Pane *pane : std::as_const(m_panes))
        restoreState(pane);
}

void ConsolePanes::restoreState(Pane *pane)
{
    if (m_stateProfile.isEmpty())
        return;
    const QByteArray state =
        m_settings->value(u"panes/%1/%2"_s.arg(m_stateProfile, pane->id())).toByteArray();
    if (!state.isEmpty())
        pane->restoreState(state);
}

} // namespace angee
