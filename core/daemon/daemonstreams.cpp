// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/daemonstreams.h"

#include "core/daemon/operatordaemon.h"

namespace angee {

DaemonEvents::DaemonEvents(OperatorDaemon *daemon, QByteArray body, qsizetype largestEvent,
                           QObject *parent)
    : QObject(parent)
    , m_daemon(daemon)
    , m_body(std::move(body))
    , m_largestEvent(largestEvent)
{
    begin();
}

DaemonEvents::~DaemonEvents() = default;

void DaemonEvents::begin()
{
    m_daemon->whenAuthorised(
        this, [this] { open(); },
        [this](const OperatorDaemonError &error) {
            HttpResult result;
            result.status = error.status;
            result.detail = error.summary();
            result.failure = error.status == 0 ? HttpFailure::Unreachable : HttpFailure::None;
            QMetaObject::invokeMethod(
                this,
                [this, result] {
                    if (!std::exchange(m_closed, true))
                        emit ended(EventStream::End::Refused, result);
                },
                Qt::QueuedConnection);
        });
}

void DaemonEvents::open()
{
    if (m_closed)
        return;
    m_stream = new EventStream(m_daemon->http(), m_body, this);
    m_stream->setLargestEvent(m_largestEvent);
    connect(m_stream, &EventStream::opened, this, &DaemonEvents::opened);
    connect(m_stream, &EventStream::eventReceived, this, &DaemonEvents::eventReceived);
    connect(m_stream, &EventStream::ended, this, &DaemonEvents::onEnded);
}

void DaemonEvents::close()
{
    m_closed = true;
    if (m_stream)
        m_stream->close();
}

void DaemonEvents::onEnded(EventStream::End end, const HttpResult &result)
{
    m_stream->deleteLater(); // we are in its signal
    m_stream = nullptr;
    if (result.isAnswer() && result.status == 401
        && m_daemon->askAgainAfter401(OperatorDaemon::Effect::Reads, &m_askedAgain))
        return begin();
    m_closed = true;
    emit ended(end, result);
}

DaemonLog::DaemonLog(OperatorDaemon *daemon, QString service, int tail, QObject *parent)
    : QObject(parent)
    , m_daemon(daemon)
    , m_service(std::move(service))
    , m_tail(tail)
    , m_socket(daemon->http())
{
    connect(&m_socket, &LogSocket::stateChanged, this, &DaemonLog::onState);
    connect(&m_socket, &LogSocket::linesReceived, this, &DaemonLog::linesReceived);
    begin();
}

DaemonLog::~DaemonLog() = default;

void DaemonLog::begin()
{
    m_daemon->whenAuthorised(
        this, [this] { m_socket.open(m_service, m_tail); },
        [this](const OperatorDaemonError &error) {
            const auto state =
                error.isTransient() ? LogSocket::State::Lost : LogSocket::State::Refused;
            QMetaObject::invokeMethod(
                this, [this, state, words = error.summary()] { finish(state, words); },
                Qt::QueuedConnection);
        });
}

void DaemonLog::onState(LogSocket::State state)
{
    if (state == LogSocket::State::Refused && m_socket.refusedStatus() == 401
        && m_daemon->askAgainAfter401(OperatorDaemon::Effect::Reads, &m_askedAgain))
        return begin();
    m_refusedStatus = m_socket.refusedStatus();
    finish(state, m_socket.words());
}

void DaemonLog::finish(LogSocket::State state, const QString &words)
{
    m_state = state;
    m_words = words;
    emit stateChanged(state);
}

} // namespace angee
