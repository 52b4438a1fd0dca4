// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/logs/logscontroller.h"

#include "core/actions/serviceactions.h"
#include "core/base/visibletext.h"
#include "core/live/livestore.h"
#include "core/session/serviceobserver.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"
#include "ui/logs/logsheet.h"

#include <QFileInfo>
#include <QSettings>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

LogsController::LogsController(Session *session, LogsPane *pane, QSettings *settings,
                               QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_pane(pane)
    , m_settings(settings)
{
    loadLook();
    connect(pane, &LogsPane::lookChanged, this, &LogsController::storeLook);
    connect(pane, &LogsPane::serviceChosen, this,
            [this](const QString &service) { openServices({service}, Kind::Services); });
    connect(pane, &LogsPane::wholeStackRequested, this,
            [this] { openServices(m_allServices, Kind::WholeStack); });
    connect(pane, &LogsPane::mergeRequested, this, &LogsController::merge);
    connect(pane, &LogsPane::sheetChosen, this, &LogsController::updateConnection);
    connect(pane, &LogsPane::closeRequested, this, &LogsController::close);
    connect(pane, &LogsPane::sheetsChanged, this, &LogsController::storeTabs);
    connect(pane, &LogsPane::reconnectRequested, this, [this] {
        if (Open *open = current(); open && open->intake)
            open->intake->retryNow();
    });
    connect(pane, &LogsPane::markRequested, this, [this] {
        const QString words = tr("marked at %1").arg(QTime::currentTime().toString(u"HH:mm:ss"_s));
        if (const Open *open = current(); open && open->intake)
            open->intake->mark(words);
    });
    connect(pane, &LogsPane::saveRequested, this, &LogsController::save);
    connect(pane, &LogsPane::openFileRequested, this, &LogsController::chooseFile);
    connect(pane, &LogsPane::recordRequested, this, &LogsController::record);
    connect(pane, &LogsPane::actionRequested, this, &LogsController::act);
    connect(session, &Session::daemonChanged, this, &LogsController::onDaemonChanged);
    connect(session, &Session::stateChanged, this, &LogsController::updateConnection);
    onDaemonChanged();
}

LogsController::~LogsController()
{
    // The sheets go with the pane, and the intakes write into their stores.
    for (const auto &open : m_open) {
        open->intake.reset();
        open->reader.reset();
    }
}

void LogsController::onDaemonChanged()
{
    LiveStore *live = m_session->live();
    const QString profile = live ? m_session->profileFolder() : QString();
    for (const auto &open : m_open) {
        if (!open->intake)
            continue;
        const bool own = live && open->profile == profile;
        open->intake->setDaemon(own ? m_session->daemon() : nullptr, own ? live : nullptr);
    }
    m_allServices.clear();
    m_pane->setServices({});
    if (live) {
        connect(live, &LiveStore::updated, this, [this](const LiveUpdatePtr &update) {
            if (!update->previous || !update->services.sameRows())
                fill(*update->snapshot);
        });
        if (live->snapshot())
            fill(*live->snapshot());
    }
    updateConnection();
}

void LogsController::fill(const Snapshot &snapshot)
{
    QStringList services;
    services.reserve(qsizetype(snapshot.services().size()));
    for (const ServiceRow &service : snapshot.services())
        services.append(toText(service.name));
    m_allServices = services;
    m_pane->setServices(services);
    const QString profile = m_session->profileFolder();
    for (const auto &open : m_open) {
        if (open->kind == Kind::WholeStack && open->profile == profile)
            open->intake->setServices(services);
    }
    restoreTabs();
    updateConnection();
}

LogsController::Open &LogsController::add(Kind kind)
{
    auto made = std::make_unique<Open>();
    made->kind = kind;
    made->profile = m_session->live() ? m_session->profileFolder() : QString();
    made->profileName = m_session->profileName();
    made->sheet = new LogSheet(made->profile.isEmpty() ? QString() : made->profile + u"/logs"_s);
    connectFilters(made->sheet);
    connect(made->sheet->recorder(), &LogRecorder::failed, this, [this](const QString &problem) {
        m_pane->setRecording(false);
        tell(u"recording"_s, false, tr("The recording ended: %1").arg(problem));
    });
    m_open.push_back(std::move(made));
    return *m_open.back();
}

LogSheet *LogsController::openServices(const QStringList &services, Kind kind, Bring bring)
{
    if (services.isEmpty() || !m_session->live())
        return nullptr;
    const QString profile = m_session->profileFolder();
    const auto same = std::find_if(m_open.cbegin(), m_open.cend(), [&](const auto &open) {
        return open->intake && open->profile == profile && open->kind == kind
            && (kind == Kind::WholeStack || open->intake->services() == services);
    });
    if (same != m_open.cend()) {
        m_pane->showSheet((*same)->sheet);
        return (*same)->sheet;
    }
    Open &open = add(kind);
    open.intake = std::make_unique<LogIntake>(open.sheet->store());
    connect(open.intake.get(), &LogIntake::stateChanged, this, &LogsController::updateConnection);
    connect(open.intake.get(), &LogIntake::ended, m_session->observer(), &ServiceObserver::noteEnd);
    m_pane->addSheet(open.sheet, {}, {});
    open.intake->setDaemon(m_session->daemon(), m_session->live());
    open.intake->setServices(services);
    open.sheet->view()->setServicesShown(services.size() > 1);
    updateTitle(open);
    updateConnection();
    if (bring == Bring::ToFront)
        m_pane->showSheet(open.sheet);
    return open.sheet;
}

void LogsController::merge(const QString &service, bool shown)
{
    Open *open = current();
    if (!open || !open->intake)
        return void(openServices({service}, Kind::Services));
    QStringList services = open->intake->services();
    if (shown && !services.contains(service))
        services.append(service);
    else if (!shown && services.size() > 1)
        services.removeAll(service);
    open->kind = Kind::Services;
    open->intake->setServices(services);
    open->sheet->view()->setServicesShown(services.size() > 1
                                          || open->sheet->store()->services().size() > 1);
    updateTitle(*open);
    updateConnection();
}

void LogsController::openFile(const QString &path)
{
    Open &open = add(Kind::File);
    open.fileName = QFileInfo(path).fileName();
    open.reader = std::make_unique<LogFileReader>(open.sheet->store());
    LogSheet *sheet = open.sheet;
    connect(open.reader.get(), &LogFileReader::finished, this,
            [this, sheet, path](const QString &problem) {
                if (!problem.isEmpty())
                    tell(u"opened"_s, false,
                         tr("%1 could not be read: %2").arg(shownLine(path), problem));
                sheet->view()->setServicesShown(sheet->store()->services().size() > 1);
                updateConnection();
            });
    m_pane->addSheet(sheet, open.fileName, shownLine(path));
    open.reader->read(path);
    m_pane->showSheet(sheet);
}

void LogsController::close(LogSheet *sheet)
{
    const auto found = std::find_if(m_open.begin(), m_open.end(),
                                    [sheet](const auto &open) { return open->sheet == sheet; });
    if (found == m_open.end())
        return;
    const std::unique_ptr<Open> gone = std::move(*found);
    m_open.erase(found);
    sheet->setParent(nullptr); // out of the tabs, and others come to the front
    gone->intake.reset();
    gone->reader.reset();
    sheet->deleteLater();
    storeTabs();
}

LogsController::Open *LogsController::current()
{
    const LogSheet *sheet = m_pane->currentSheet();
    const auto found = std::find_if(m_open.begin(), m_open.end(),
                                    [sheet](const auto &open) { return open->sheet == sheet; });
    return found == m_open.end() ? nullptr : found->get();
}

QStringList LogsController::servicesOf(const Open &open)
{
    return open.intake ? open.intake->services() : QStringList();
}

void LogsController::updateTitle(const Open &open)
{
    const QStringList services = servicesOf(open);
    QString title =
        open.kind == Kind::WholeStack ? tr("Whole stack") : shownName(services.value(0));
    if (open.kind == Kind::Services && services.size() > 1)
        title = tr("%1 and %n more", nullptr, int(services.size() - 1)).arg(title);
    m_pane->setSheetTitle(open.sheet, title,
                          shownLine(services.join(u", "_s)) + u'\n'
                              + tr("Profile: %1").arg(open.profileName));
}

//! How all followers of the tab in front are, in few words.
void LogsController::updateConnection()
{
    using State = LogFollower::State;
    const Open *open = current();
    if (!open || !open->intake) {
        m_pane->setSubject({}, {});
        const bool reading = open && open->reader && open->reader->isReading();
        return m_pane->setConnection(reading ? tr("reading") : QString(), LogsPane::Link::None);
    }
    const QStringList services = open->intake->services();
    m_pane->setSubject(services, m_session->whyNoChanges());
    if (!m_session->live() || open->profile != m_session->profileFolder())
        return m_pane->setConnection(tr("not connected to %1").arg(open->profileName),
                                     LogsPane::Link::None);
    int following = 0;
    QString waiting;
    bool refused = false;
    bool connecting = false;
    for (const QString &service : services) {
        const State state = open->intake->state(service);
        following += state == State::Following ? 1 : 0;
        connecting = connecting || state == State::Connecting;
        refused = refused || state == State::Refused;
        if (state == State::Waiting && waiting.isEmpty())
            waiting = open->intake->words(service);
    }
    const bool all = following == services.size();
    QString words = all ? tr("following")
        : connecting    ? tr("connecting")
        : refused       ? tr("refused")
                        : tr("waiting: %1").arg(waiting);
    if (services.size() > 1)
        words = tr("%1 of %n: %2", nullptr, int(services.size())).arg(following).arg(words);
    m_pane->setConnection(words, all || connecting ? LogsPane::Link::Open : LogsPane::Link::Broken);
}

QString LogsController::runtimeOf(const QString &service) const
{
    const SnapshotPtr snapshot = m_session->live() ? m_session->live()->snapshot() : nullptr;
    const QByteArray name = service.toUtf8();
    const ServiceRow *row = snapshot ? snapshot->service(viewOf(name)) : nullptr;
    return row ? toText(row->runtime) : QString();
}

void LogsController::act(ServiceAction action, const QStringList &services)
{
    for (const QString &service : services)
        m_session->tasks()->request(serviceActionTask(action, service, runtimeOf(service)), this);
}

} // namespace angee
