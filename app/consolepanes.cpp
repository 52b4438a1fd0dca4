// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/consolepanes.h"

#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/live/session.h"
#include "core/live/stackwatch.h"
#include "core/tasks/activityjournal.h"
#include "core/tasks/taskrunner.h"
#include "ui/files/filescontroller.h"
#include "ui/files/fileshost.h"
#include "ui/jobs/jobscontroller.h"
#include "ui/jobs/jobspane.h"
#include "ui/logs/logscontroller.h"
#include "ui/logs/logspane.h"
#include "ui/overview/overviewpane.h"
#include "ui/schema/schemacontroller.h"
#include "ui/schema/schemapane.h"
#include "ui/secrets/secretscontroller.h"
#include "ui/secrets/secretspane.h"
#include "ui/services/servicescontroller.h"
#include "ui/services/servicespane.h"
#include "ui/shell/desktopnotices.h"
#include "ui/shell/headerbar.h"
#include "ui/shell/keysdialog.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/noticescontroller.h"
#include "ui/shell/palettecontroller.h"
#include "ui/shell/settingspane.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/stackcontroller.h"
#include "ui/sources/sourcescontroller.h"
#include "ui/sources/sourcespane.h"
#include "ui/tasks/activitycontroller.h"
#include "ui/tasks/activitypane.h"
#include "ui/tasks/taskstrip.h"
#include "ui/templates/templatescontroller.h"
#include "ui/templates/templatespane.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/pane.h"
#include "ui/widgets/theme.h"
#include "ui/workspaces/workspacescontroller.h"
#include "ui/workspaces/workspacespane.h"

#include <QClipboard>
#include <QGuiApplication>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView themeKey("window/theme");
constexpr QLatin1StringView zoomKey("window/zoom");

QString schemeWord(Theme::Scheme scheme)
{
    switch (scheme) {
    case Theme::Scheme::System:
        return u"system"_s;
    case Theme::Scheme::Light:
        return u"light"_s;
    case Theme::Scheme::Dark:
        return u"dark"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

ConsolePanes::ConsolePanes(Session *session, MainWindow *window, Theme *theme, QSettings *settings,
                           QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
    , m_theme(theme)
    , m_settings(settings)
    , m_stack(new StackController(session, window, this))
    , m_watch(new StackWatch(session, this))
{
    build();
    connectWindow();
    connect(session, &Session::daemonChanged, this, &ConsolePanes::restoreStates);
}

ConsolePanes::~ConsolePanes() = default;

void ConsolePanes::build()
{
    add(new OverviewPane(m_session, m_watch));
    auto *workspaces = new WorkspacesPane;
    add(workspaces);
    auto *workspacesController = new WorkspacesController(m_session, workspaces, this);
    auto *services = new ServicesPane;
    add(services);
    auto *servicesController = new ServicesController(m_session, services, this);
    auto *files = new FilesHost;
    add(files);
    m_files = new FilesController(m_session, files, this);
    m_window->addConcern([this] {
        m_files->flush();
        return QuitConcern{m_files->unsavedTexts(), m_files->draftedTexts()};
    });
    auto *secrets = new SecretsPane;
    add(secrets);
    new SecretsController(m_session, secrets, this);
    auto *templates = new TemplatesPane;
    add(templates);
    new TemplatesController(m_session, templates, this);
    auto *sources = new SourcesPane;
    add(sources);
    new SourcesController(m_session, sources, this);
    auto *jobs = new JobsPane;
    add(jobs);
    new JobsController(m_session, jobs, this);
    auto *logs = new LogsPane;
    add(logs);
    new LogsController(m_session, logs, this);
    auto *schema = new SchemaPane;
    add(schema);
    new SchemaController(m_session, schema, this);
    auto *activity = new ActivityPane;
    add(activity);
    new ActivityController(m_session, activity, this);
    addSettings();

    connect(templates, &TemplatesPane::createWorkspaceRequested, workspacesController,
            [=, this](const QString &templateRef) {
                m_window->showPane(workspaces->id());
                workspacesController->createWorkspace(templateRef);
            });
    connect(templates, &TemplatesPane::createServiceRequested, servicesController,
            [=, this](const QString &templateRef) {
                m_window->showPane(services->id());
                servicesController->createService(templateRef);
            });
    connect(workspaces, &WorkspacesPane::createServiceRequested, servicesController,
            [=, this](const QString &workspace) {
                m_window->showPane(services->id());
                servicesController->createService({}, workspace);
            });
    connect(sources, &SourcesPane::filesRequested, this,
            [this](const QString &source) { open(u"file"_s, source); });
    connect(services, &ServicesPane::logsRequested, this,
            [this](const QString &service) { open(u"log"_s, service); });
}

void ConsolePanes::addSettings()
{
    auto *pane = new SettingsPane;
    add(pane);
    pane->setScheme(m_theme->scheme());
    m_theme->setZoom(m_settings->value(zoomKey, 100).toInt());
    pane->setZoom(m_theme->zoom());
    connect(pane, &SettingsPane::schemeChosen, this, [this](Theme::Scheme scheme) {
        m_theme->setScheme(scheme);
        m_settings->setValue(themeKey, schemeWord(scheme));
    });
    connect(pane, &SettingsPane::zoomChosen, this, [this](int percent) {
        m_theme->setZoom(percent);
        m_settings->setValue(zoomKey, percent);
    });
    connect(pane, &SettingsPane::profilesRequested, this, &ConsolePanes::profilesRequested);
    connect(pane, &SettingsPane::keysRequested, m_window, &MainWindow::helpRequested);
    const auto tell = [this, pane] {
        const ConnectionSettings &settings = m_session->settings();
        pane->setFolder(m_session->isConnected() ? m_session->profileFolder() : QString());
        pane->setSources(
            tr("Address: %1 (%2)\nToken: %3\nWorks as: %4 (%5)")
                .arg(settings.url.value, settingSourceName(settings.url.source),
                     settingSourceName(settings.token.source),
                     settings.actor.value.isEmpty() ? tr("admin") : settings.actor.value,
                     settingSourceName(settings.actor.source)));
    };
    connect(m_session, &Session::daemonChanged, pane, tell);
    tell();
    // Reaching for the desktop's bus can wait for the first frame.
    connect(
        m_window, &MainWindow::firstPainted, this, [this, pane] { addNotices(pane); },
        Qt::SingleShotConnection);
    connect(m_window, &MainWindow::settingsRequested, this,
            [this, pane] { m_window->showPane(pane->id()); });
}

void ConsolePanes::addNotices(SettingsPane *pane)
{
    auto *desktop = new DesktopNotices(QDBusConnection::sessionBus(), this);
    auto *controller = new NoticesController(m_session, m_watch->notices(), desktop, pane,
                                             m_settings, m_window, this);
    connect(controller, &NoticesController::openRequested, this,
            [this](const QString &kind, const QString &name) {
                m_window->show();
                m_window->raise();
                m_window->activateWindow();
                open(kind, name);
            });
}

void ConsolePanes::add(Pane *pane)
{
    m_panes.append(pane);
    m_window->addPane(pane->id(), pane->title(), pane->icon(), pane);
    connect(pane, &Pane::badgeChanged, m_window->sidebar(),
            [this, id = pane->id()](int count, bool attention) {
                m_window->sidebar()->setMark(id, count < 0 ? QString() : QString::number(count),
                                             attention);
            });
    connect(pane, &Pane::openRequested, this, &ConsolePanes::open);
    connect(pane, &Pane::navigateRequested, this, [this](const QString &id, const QString &filter) {
        m_window->showPane(id);
        if (auto *target = qobject_cast<Pane *>(m_window->pane(id)))
            target->setFilter(filter);
    });
}

void ConsolePanes::open(const QString &kind, const QString &name)
{
    const QString id = kind == "stack"_L1 ? u"overview"_s : kind + u's';
    auto *pane = qobject_cast<Pane *>(m_window->pane(id));
    if (!pane)
        return;
    m_window->enterPane(id);
    pane->showObject(kind, name);
}

void ConsolePanes::connectWindow()
{
    m_stack->fillMenu(m_window->header()->stackMenu());
    const auto state = [this] { m_stack->setWhyNoChanges(m_session->whyNoChanges()); };
    connect(m_session, &Session::stateChanged, this, state);
    state();
    connect(m_window, &MainWindow::buildRequested, m_stack, [this] { m_stack->build(); });
    connect(m_window, &MainWindow::refreshRequested, this, [this] {
        if (m_session->live())
            m_session->live()->refresh();
    });
    auto *palette = new PaletteController(m_session, m_window, this);
    connect(palette, &PaletteController::openRequested, this, &ConsolePanes::open);
    connect(m_window, &MainWindow::helpRequested, this, [this] {
        auto *keys =
            new KeysDialog(qobject_cast<Pane *>(m_window->pane(m_window->currentPane())), m_window);
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
                asCurl(*task, m_session->daemon()->base().display()));
    });
    connect(m_window, &MainWindow::cancelTaskRequested, this,
            [this] { askToCancel(m_window->taskStrip()->cancellable()); });
    m_window->addConcern([this] {
        QuitConcern concern;
        for (const Task *task : m_session->tasks()->activeTasks()) {
            if (!task->spec().quitWarning.isEmpty())
                concern.lost.append(tr("%1: %2").arg(task->spec().title, task->spec().quitWarning));
        }
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
    for (Pane *pane : std::as_const(m_panes)) {
        const QByteArray state =
            m_settings->value(u"panes/%1/%2"_s.arg(m_stateProfile, pane->id())).toByteArray();
        if (!state.isEmpty())
            pane->restoreState(state);
    }
}

} // namespace angee
