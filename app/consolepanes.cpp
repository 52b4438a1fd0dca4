// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/consolepanes.h"

#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "core/session/stackwatch.h"
#include "core/tasks/activityjournal.h"
#include "core/tasks/taskrunner.h"
#include "ui/activity/activitycontroller.h"
#include "ui/activity/activitypane.h"
#include "ui/files/filescontroller.h"
#include "ui/files/fileshost.h"
#include "ui/jobs/jobscontroller.h"
#include "ui/jobs/jobspane.h"
#include "ui/logs/logscontroller.h"
#include "ui/logs/logspane.h"
#include "ui/overview/overviewpane.h"
#include "ui/panes/pane.h"
#include "ui/schema/schemacontroller.h"
#include "ui/schema/schemapane.h"
#include "ui/secrets/secretscontroller.h"
#include "ui/secrets/secretspane.h"
#include "ui/services/servicescontroller.h"
#include "ui/services/servicespane.h"
#include "ui/settings/settingspane.h"
#include "ui/shell/desktopnotices.h"
#include "ui/shell/headerbar.h"
#include "ui/shell/keysdialog.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/manifestnotice.h"
#include "ui/shell/noticescontroller.h"
#include "ui/shell/palettecontroller.h"
#include "ui/shell/sidebar.h"
#include "ui/sources/sourcescontroller.h"
#include "ui/sources/sourcespane.h"
#include "ui/stack/stackcontroller.h"
#include "ui/tasks/taskstrip.h"
#include "ui/templates/templatescontroller.h"
#include "ui/templates/templatespane.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/theme.h"
#include "ui/workspaces/workspacescontroller.h"
#include "ui/workspaces/workspacespane.h"

#include <QClipboard>
#include <QGuiApplication>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

const auto draftsNotice = u"draftsLeft"_s;
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
    m_theme->setZoom(m_settings->value(zoomKey, 100).toInt());
    new ManifestNotice(session, window, this);
    build();
    connectWindow();
    connect(session, &Session::daemonChanged, this, &ConsolePanes::restoreStates);
}

ConsolePanes::~ConsolePanes() = default;

template <typename SomePane>
SomePane *ConsolePanes::adopt(SomePane *pane)
{
    connectPane(pane);
    return pane;
}

void ConsolePanes::add(const QString &id, const QString &title, Icon::Name icon,
                       const std::function<Pane *()> &make)
{
    m_window->addPane(id, title, icon, [this, id, title, make] {
        Pane *pane = make();
        Q_ASSERT(pane->id() == id && pane->title() == title);
        return pane;
    });
}

template <typename SomePane, typename Controller>
std::function<Pane *()> ConsolePanes::pair()
{
    return [this] {
        auto *pane = adopt(new SomePane);
        new Controller(m_session, pane, this);
        return pane;
    };
}

// In the order of the sidebar. Each is built when it is first needed, its controllers with it.
void ConsolePanes::build()
{
    add(u"overview"_s, OverviewPane::tr("Overview"), Icon::Name::Overview,
        [this] { return adopt(new OverviewPane(m_session, m_watch)); });
    addObjects();
    add(u"files"_s, FilesHost::tr("Files"), Icon::Name::File, [this] {
        auto *pane = adopt(new FilesHost);
        m_files = new FilesController(m_session, pane, this);
        connect(m_files, &FilesController::draftsLeftBehind, this, &ConsolePanes::tellOfDrafts);
        m_files->tellOfDrafts(); // of the profile that is connected already
        return pane;
    });
    add(u"secrets"_s, SecretsPane::tr("Secrets"), Icon::Name::Secret,
        pair<SecretsPane, SecretsController>());
    addTemplates();
    add(u"sources"_s, SourcesPane::tr("Sources"), Icon::Name::Source, [this] {
        auto *pane = adopt(new SourcesPane);
        new SourcesController(m_session, pane, this);
        connect(pane, &SourcesPane::filesRequested, this,
                [this](const QString &source) { open(u"file"_s, source); });
        return pane;
    });
    add(u"jobs"_s, JobsPane::tr("Jobs"), Icon::Name::Job, pair<JobsPane, JobsController>());
    add(u"logs"_s, LogsPane::tr("Logs"), Icon::Name::Log, pair<LogsPane, LogsController>());
    add(u"schema"_s, SchemaPane::tr("Schema"), Icon::Name::Schema,
        pair<SchemaPane, SchemaController>());
    add(u"activity"_s, ActivityPane::tr("Activity"), Icon::Name::Activity,
        pair<ActivityPane, ActivityController>());
    add(u"settings"_s, SettingsPane::tr("Settings"), Icon::Name::Settings,
        [this] { return makeSettings(); });
    m_window->addPreparation([this](const std::function<void()> &done) { whenDrafted(done); });
    m_window->addConcern([this] {
        if (!m_files) // never built: nothing was opened
            return QuitConcern{};
        return QuitConcern{m_files->unsavedTexts(), m_files->draftedTexts()};
    });
}

void ConsolePanes::whenDrafted(const std::function<void()> &done)
{
    if (m_files)
        m_files->whenDrafted(done);
    else
        done();
}

//! Said by the window too: after a crash nobody thinks of looking into Files first.
void ConsolePanes::tellOfDrafts(const QString &words)
{
    NoticeBars *notices = m_window->notices();
    if (words.isEmpty()
        || (m_window->currentPane() == "files"_L1 && !notices->contains(draftsNotice)))
        return notices->clear(draftsNotice);
    notices->show(
        {draftsNotice, Notice::Kind::Warning, words, {{u"showDrafts"_s, tr("Show drafts")}}, true});
}

void ConsolePanes::addObjects()
{
    add(u"workspaces"_s, WorkspacesPane::tr("Workspaces"), Icon::Name::Workspace, [this] {
        auto *pane = adopt(new WorkspacesPane);
        m_workspaces = new WorkspacesController(m_session, pane, this);
        connect(pane, &WorkspacesPane::createServiceRequested, this,
                [this](const QString &workspace) {
                    m_window->showPane(u"services"_s);
                    m_services->createService({}, workspace);
                });
        return pane;
    });
    add(u"services"_s, ServicesPane::tr("Services"), Icon::Name::Service, [this] {
        auto *pane = adopt(new ServicesPane);
        m_services = new ServicesController(m_session, pane, this);
        connect(pane, &ServicesPane::logsRequested, this,
                [this](const QString &service) { open(u"log"_s, service); });
        return pane;
    });
}

void ConsolePanes::addTemplates()
{
    add(u"templates"_s, TemplatesPane::tr("Templates"), Icon::Name::Template, [this] {
        auto *pane = adopt(new TemplatesPane);
        new TemplatesController(m_session, pane, this);
        // Showing a pane builds it and its controller.
        connect(pane, &TemplatesPane::createWorkspaceRequested, this,
                [this](const QString &templateRef) {
                    m_window->showPane(u"workspaces"_s);
                    m_workspaces->createWorkspace(templateRef);
                });
        connect(pane, &TemplatesPane::createServiceRequested, this,
                [this](const QString &templateRef) {
                    m_window->showPane(u"services"_s);
                    m_services->createService(templateRef);
                });
        return pane;
    });
}

SettingsPane *ConsolePanes::makeSettings()
{
    auto *pane = adopt(new SettingsPane);
    pane->setScheme(m_theme->scheme());
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
    addNotices(pane);
    return pane;
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
    connect(pane, &Pane::navigateRequested, this, [this](const QString &id, const QString &filter) {
        m_window->showPane(id);
        if (auto *target = qobject_cast<Pane *>(m_window->pane(id)))
            target->setFilter(filter);
    });
    restoreState(pane);
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
    connect(m_window->notices(), &NoticeBars::actionTriggered, this, [this](const QString &notice) {
        if (notice != draftsNotice)
            return;
        m_window->notices()->clear(draftsNotice);
        m_window->enterPane(u"files"_s);
        m_files->showDrafts();
    });
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
    connect(m_window, &MainWindow::settingsRequested, this,
            [this] { m_window->enterPane(u"settings"_s); });
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
