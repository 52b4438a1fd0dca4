// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/logs/logscontroller.h"

#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "ui/logs/logmodel.h"
#include "ui/logs/logspane.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/statepage.h"

#include <QFileDialog>
#include <QSaveFile>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int firstTail = 1000;
constexpr int againTail = 1; // the daemon replays; one line is the least it can be asked for
constexpr int longestWaitMs = 30'000;

} // namespace

LogsController::LogsController(Session *session, LogsPane *pane, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_pane(pane)
{
    connect(pane, &LogsPane::serviceChosen, this, &LogsController::follow);
    connect(pane, &LogsPane::reconnectRequested, this, [this] { connectSocket(true); });
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
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, [this] { connectSocket(true); });
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
    m_retry.stop();
    m_socket.reset();
    m_pane->setModel(nullptr);
    m_models.clear();
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
    // A daemon that goes ends its logs without a word; once it is back, so are they.
    connect(live, &LiveStore::stateChanged, this, [this, live] {
        if (!isCurrent(live->state()))
            m_daemonWasAway = true;
        else if (std::exchange(m_daemonWasAway, false) && m_ended)
            connectSocket(true);
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
    if (m_service == service && m_socket && m_socket->state() == LogSocket::State::Open)
        return;
    const bool known = modelOf(service)->rowCount() > 0;
    m_service = service;
    m_failures = 0;
    m_pane->setModel(modelOf(service));
    connectSocket(known);
}

void LogsController::connectSocket(bool again)
{
    if (m_service.isEmpty() || !m_session->daemon())
        return;
    m_retry.stop();
    m_socket = std::make_unique<LogSocket>(m_session->daemon()->http());
    connect(m_socket.get(), &LogSocket::stateChanged, this, &LogsController::onState);
    connect(m_socket.get(), &LogSocket::linesReceived, modelOf(m_service), &LogModel::append);
    m_pane->setConnection(tr("connecting"), true);
    m_again = again;
    m_ended = false;
    m_socket->open(m_service, again ? againTail : firstTail);
}

void LogsController::onState(LogSocket::State state)
{
    switch (state) {
    case LogSocket::State::Idle:
    case LogSocket::State::Connecting:
        return;
    case LogSocket::State::Open:
        m_failures = 0;
        m_pane->setConnection(tr("following"), true);
        if (m_again)
            modelOf(m_service)->addDivider(
                tr("——— connected again at %1; lines may be missing or shown twice ———")
                    .arg(QTime::currentTime().toString(u"HH:mm:ss"_s)));
        return;
    case LogSocket::State::Ended:
        m_ended = true;
        m_pane->setConnection(tr("ended"), false);
        modelOf(m_service)->addDivider(
            tr("——— the log ended at %1 ———").arg(QTime::currentTime().toString(u"HH:mm:ss"_s)));
        return;
    case LogSocket::State::Refused:
        m_pane->setConnection(tr("refused"), false);
        modelOf(m_service)->addDivider(tr("The daemon refused: %1").arg(m_socket->words()));
        return;
    case LogSocket::State::Lost: {
        const int wait = qMin(longestWaitMs, 1000 << qMin(m_failures++, 5));
        m_pane->setConnection(tr("lost; again in %1 s").arg(wait / 1000), false);
        m_retry.start(wait);
        return;
    }
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
        QSaveFile file(path);
        const QByteArray text = lines.join(u'\n').toUtf8() + '\n';
        const bool saved =
            file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
        m_pane->notices()->show(
            {u"saved"_s,
             saved ? Notice::Kind::Success : Notice::Kind::Warning,
             saved ? tr("%n line(s) saved to %1.", nullptr, int(lines.size())).arg(path)
                   : tr("The log could not be saved: %1").arg(file.errorString()),
             {},
             true});
    });
    dialog->open();
}

} // namespace angee
