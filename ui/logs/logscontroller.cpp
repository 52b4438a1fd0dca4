// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/logs/logscontroller.h"

#include "core/base/statefile.h"
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/session/serviceobserver.h"
#include "core/session/session.h"
#include "ui/logs/logmodel.h"
#include "ui/logs/logspane.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/statepage.h"

#include <QFileDialog>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! The words of a divider; the lines beside it make it one.
QString wordsOf(const LogDivider &divider)
{
    switch (divider.kind) {
    case LogDivider::Kind::OlderMissing:
        return LogsController::tr("older lines are not shown: of a local service the daemon gives "
                                  "the last %n only",
                                  nullptr, LogFollower::longestLocalTail);
    case LogDivider::Kind::Missing:
        return LogsController::tr("connected again; lines may be missing here");
    case LogDivider::Kind::Ended:
        return LogsController::tr("the service ended with code %1").arg(divider.code.value_or(0));
    case LogDivider::Kind::Recreated:
        return LogsController::tr("another container goes on; its first lines may be missing");
    case LogDivider::Kind::Closed:
        return LogsController::tr("the log ended");
    case LogDivider::Kind::Removed:
        return LogsController::tr("the stack has no such service any more");
    case LogDivider::Kind::EngineGone:
        return LogsController::tr("the daemon cannot reach its container engine");
    case LogDivider::Kind::Resumed:
        return LogsController::tr("the service runs again");
    }
    Q_UNREACHABLE();
}

} // namespace

LogsController::LogsController(Session *session, LogsPane *pane, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_pane(pane)
{
    connect(pane, &LogsPane::serviceChosen, this, &LogsController::follow);
    connect(pane, &LogsPane::reconnectRequested, this, [this] {
        if (m_follower)
            m_follower->retryNow();
    });
    connect(pane, &LogsPane::clearRequested, this, [this] {
        if (!m_service.isEmpty())
            modelOf(m_service)->clear();
    });
    connect(pane, &LogsPane::markRequested, this, [this] {
        if (!m_service.isEmpty())
            modelOf(m_service)->addDivider(
                tr("——— marker, %1 ———").arg(QTime::currentTime().toString(u"HH:mm:ss"_s)));
    });
    connect(pane, &LogsPane::saveRequested, this, &LogsController::save);
    connect(session, &Session::daemonChanged, this, &LogsController::onDaemonChanged);
    onDaemonChanged();
}

LogsController::~LogsController() = default;

void LogsController::fill(const Snapshot &snapshot)
{
    QStringList services;
    services.reserve(qsizetype(snapshot.services().size()));
    for (const ServiceRow &service : snapshot.services())
        services.append(toText(service.name));
    m_pane->setServices(services);
}

void LogsController::onDaemonChanged()
{
    m_follower.reset();
    m_pane->setModel(nullptr);
    m_models.clear();
    m_memories.clear();
    m_service.clear();
    m_pane->setServices({});
    m_pane->setConnection({}, true);
    m_pane->statePage()->showEmpty(
        tr("No service is chosen"),
        tr("Choose a service above, or press Ctrl+L on one in Services."));
    LiveStore *live = m_session->live();
    if (!live)
        return;
    connect(live, &LiveStore::updated, this, [this](const LiveUpdatePtr &update) {
        if (!update->previous || !update->services.sameRows())
            fill(*update->snapshot);
    });
    m_follower = std::make_unique<LogFollower>(m_session->daemon(), live);
    connect(m_follower.get(), &LogFollower::stateChanged, this, &LogsController::onState);
    connect(m_follower.get(), &LogFollower::linesReceived, this,
            [this](const QList<LogLine> &lines) { modelOf(m_service)->append(lines); });
    connect(m_follower.get(), &LogFollower::divided, this, [this](const LogDivider &divider) {
        if (divider.kind == LogDivider::Kind::Ended)
            m_session->observer()->noteEnd(m_service, divider.code);
        modelOf(m_service)->addDivider(
            tr("——— %1, %2 ———")
                .arg(wordsOf(divider), divider.time.toLocalTime().toString(u"HH:mm:ss"_s)));
    });
    if (live->snapshot())
        fill(*live->snapshot());
}

LogModel *LogsController::modelOf(const QString &service)
{
    auto &model = m_models[service];
    if (!model)
        model = std::make_unique<LogModel>();
    return model.get();
}

void LogsController::follow(const QString &service)
{
    if (!m_follower
        || (m_service == service && m_follower->state() == LogFollower::State::Following))
        return;
    m_service = service;
    LogModel *model = modelOf(service);
    m_pane->setModel(model);
    if (!m_follower->service().isEmpty())
        m_memories[m_follower->service()] = m_follower->memory();
    m_follower->follow(service, m_memories.value(service));
}

void LogsController::onState(LogFollower::State state)
{
    const QString words = m_follower->words();
    switch (state) {
    case LogFollower::State::Idle:
        return;
    case LogFollower::State::Connecting:
        return m_pane->setConnection(tr("connecting"), true);
    case LogFollower::State::Following:
        return m_pane->setConnection(tr("following"), true);
    case LogFollower::State::Waiting:
        return m_pane->setConnection(tr("waiting: %1").arg(words), false);
    case LogFollower::State::Refused:
        m_pane->setConnection(tr("refused"), false);
        return modelOf(m_service)->addDivider(tr("The daemon refused: %1").arg(words));
    }
    Q_UNREACHABLE();
}

void LogsController::save(const QStringList &lines)
{
    auto *dialog = new QFileDialog(m_pane->window(), tr("Save log"));
    dialog->setObjectName(u"logSaveDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(m_service + u".log"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, lines](const QString &path) {
        const QByteArray text = lines.join(u'\n').toUtf8() + '\n';
        const QString problem = saveFile(path, text, FileUse::Export);
        const bool saved = problem.isEmpty();
        m_pane->notices()->show(
            {u"saved"_s,
             saved ? Notice::Kind::Success : Notice::Kind::Warning,
             saved ? tr("%n line(s) saved to %1.", nullptr, int(lines.size())).arg(path)
                   : tr("The log could not be saved: %1").arg(problem),
             {},
             true});
    });
    dialog->open();
}

} // namespace angee
