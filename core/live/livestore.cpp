// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/livestore.h"

#include "core/net/httpclient.h"

#include <QFile>

#include <functional>

namespace angee {

using namespace Qt::StringLiterals;
using Ms = std::chrono::milliseconds;
using Kind = OperatorDaemonError::Kind;

namespace {

constexpr qint64 ShortStreamMs = 5000; // a stream that ends sooner may never work
constexpr int MostBrokenStreams = 3;
constexpr int MostMissedEvents = 2;
constexpr qint64 ShortestGapMs = 5000; // the daemon itself looks for changes each 2 s
constexpr qint64 LargestSnapshot = qint64(256) * 1024 * 1024;

QString readQuery(const QString &name)
{
    QFile file(u":/queries/%1.graphql"_s.arg(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "LiveStore", "a query is missing from the resources");
    return QString::fromUtf8(file.readAll());
}

HttpRequest queryRequest(const QString &query, Ms timeout)
{
    HttpRequest request;
    request.verb = HttpVerb::Post;
    request.path = "/graphql"_ba;
    request.body = graphQlBody(query);
    request.accept = "application/json"_ba;
    request.idleTimeout = timeout;
    request.maxBody = LargestSnapshot;
    return request;
}

HttpRequest healthRequest(Ms timeout)
{
    HttpRequest request;
    request.path = "/healthz"_ba;
    request.anonymous = true;
    request.idleTimeout = timeout;
    request.maxBody = qint64(64) * 1024;
    return request;
}

//! GraphQL puts its errors into the body of a 400 or 422.
bool mayHoldGraphQl(const HttpResult &result)
{
    return result.isSuccess()
        || (result.isAnswer() && (result.status == 400 || result.status == 422)
            && result.contentType.contains("json"));
}

} // namespace

LiveStore::LiveStore(HttpClient *client, const QString &cachePath, const LiveTimings &timings,
                     QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_timings(timings)
    , m_worker(SnapshotCache(cachePath, client->base().display().toUtf8()), timings.frame)
    , m_query(readQuery(u"snapshot"_s))
    , m_subscription(readQuery(u"onstacksnapshotchange"_s))
{
    qRegisterMetaType<LiveUpdatePtr>();
    qRegisterMetaType<SnapshotPtr>();
    connect(&m_worker, &SnapshotWorker::done, this, &LiveStore::onDecoded);
    for (QTimer *timer : {&m_queryTimer, &m_healthTimer, &m_streamTimer, &m_retryTimer})
        timer->setSingleShot(true);
    connect(&m_queryTimer, &QTimer::timeout, this, [this] {
        m_periodic = true;
        ask();
    });
    connect(&m_healthTimer, &QTimer::timeout, this, &LiveStore::checkHealth);
    connect(&m_streamTimer, &QTimer::timeout, this, &LiveStore::onStreamTimer);
    connect(&m_retryTimer, &QTimer::timeout, this, [this] {
        m_retryAt.reset();
        std::invoke(m_retryAction, this);
    });
    connect(&m_tickTimer, &QTimer::timeout, this, &LiveStore::tick);
}

LiveStore::~LiveStore()
{
    closeConnections();
}

std::optional<Ms> LiveStore::age() const
{
    if (m_fromCache)
        return Ms(
            std::max<qint64>(0, snapshot()->receivedAt().msecsTo(QDateTime::currentDateTimeUtc())));
    if (!m_confirmedAt)
        return std::nullopt;
    return Ms(now() - *m_confirmedAt);
}

std::optional<Ms> LiveStore::retryIn() const
{
    if (!m_retryAt)
        return std::nullopt;
    return Ms(std::max<qint64>(0, *m_retryAt - now()));
}

void LiveStore::start()
{
    if (m_state != LiveState::Stopped)
        return;
    m_lastTick = now();
    m_tickTimer.start(m_timings.tick);
    if (!m_update)
        m_worker.loadCache(m_epoch);
    connectNow();
}

void LiveStore::stop()
{
    if (m_state == LiveState::Stopped)
        return;
    closeConnections();
    m_tickTimer.stop();
    m_error.reset();
    setState(LiveState::Stopped, tr("Disconnected."));
}

void LiveStore::retryNow()
{
    if (m_state == LiveState::Stopped)
        return start();
    m_backoff.reset();
    m_brokenStreams = 0;
    m_client->dropConnections();
    connectNow();
}

void LiveStore::refresh()
{
    if (isCurrent(m_state) || m_state == LiveState::Stale)
        ask();
}

void LiveStore::connectNow()
{
    closeConnections();
    if (m_state == LiveState::Stopped || !m_update)
        setState(LiveState::Connecting, tr("Asking the daemon for the stack."));
    else if (m_state != LiveState::OfflineCache)
        setState(LiveState::Reconnecting, tr("Asking the daemon for the stack."));
    openStream();
    // A query that is answered after the subscription stands cannot miss a change in between.
    m_queryTimer.start(m_timings.streamGrace);
    m_healthTimer.start(m_timings.health);
}

void LiveStore::closeConnections()
{
    ++m_epoch;
    closeStream();
    for (const QPointer<HttpExchange> &exchange : {m_queryExchange, m_healthExchange}) {
        if (exchange) {
            disconnect(exchange, nullptr, this, nullptr);
            exchange->abort();
        }
    }
    m_queryExchange = nullptr;
    m_healthExchange = nullptr;
    for (QTimer *timer : {&m_queryTimer, &m_healthTimer, &m_retryTimer})
        timer->stop();
    m_retryAt.reset();
    m_askAgain = false;
    m_followUp = false;
    m_periodic = false;
    m_probing = false;
    m_confirmedHere = false;
    m_polling = false;
    m_missedEvents = 0;
}

void LiveStore::openStream()
{
    closeStream();
    m_stream = new EventStream(m_client, m_subscription, this);
    m_stream->setLargestEvent(LargestSnapshot);
    connect(m_stream, &EventStream::opened, this, &LiveStore::onStreamOpened);
    connect(m_stream, &EventStream::eventReceived, this, &LiveStore::onStreamEvent);
    connect(m_stream, &EventStream::ended, this, &LiveStore::onStreamEnded);
    m_streamTimer.start(m_timings.streamOpen);
}

void LiveStore::closeStream()
{
    m_streamTimer.stop();
    m_askedSinceOpen = false;
    if (!m_stream)
        return;
    disconnect(m_stream, nullptr, this, nullptr);
    m_stream->close();
    m_stream->deleteLater(); // often called from one of its own signals
    m_stream = nullptr;
}

void LiveStore::ask()
{
    if (m_queryExchange) {
        m_askAgain = true;
        return;
    }
    m_queryTimer.stop();
    m_askedSinceOpen = m_stream && m_stream->isOpen();
    m_queryExchange = m_client->send(queryRequest(m_query, m_timings.queryTimeout), this);
    connect(m_queryExchange, &HttpExchange::finished, this, &LiveStore::onQueryFinished);
}

void LiveStore::checkHealth()
{
    if (m_healthExchange)
        return;
    const Ms timeout = m_probing ? m_timings.probeTimeout : m_timings.healthTimeout;
    m_healthExchange = m_client->send(healthRequest(timeout), this);
    connect(m_healthExchange, &HttpExchange::finished, this, &LiveStore::onHealthFinished);
}

void LiveStore::probe()
{
    m_probing = true;
    checkHealth();
}

void LiveStore::tick()
{
    const qint64 last = std::exchange(m_lastTick, now());
    const qint64 gap = m_lastTick - last;
    if (gap < m_timings.wakeGap.count() || m_state == LiveState::Unauthorized)
        return;
    // The machine slept: every connection may be half-open, and every wait is over.
    if (isCurrent(m_state)) {
        m_awaySince = last;
        m_watchedUntil = QDateTime::currentDateTimeUtc().addMSecs(-gap);
    }
    retryNow();
}

void LiveStore::onStreamOpened()
{
    m_streamTimer.stop();
    m_streamOpenedAt = now();
    if (!m_askedSinceOpen)
        ask();
}

void LiveStore::onStreamEvent(const QByteArray &type, const QByteArray &data)
{
    if (type != "next")
        return;
    m_missedEvents = 0;
    // Which of the two is the newer cannot be told: ask once more.
    if (m_queryExchange && !m_followUp) {
        m_askAgain = true;
        m_followUp = true;
    }
    m_worker.submit(SnapshotWorker::Origin::Event, m_epoch, data, m_client->clock().skewMs());
}

void LiveStore::onStreamEnded(EventStream::End end, const HttpResult &result)
{
    const bool wasOpen = m_stream->isOpen();
    const bool lived = wasOpen && now() - m_streamOpenedAt >= ShortStreamMs;
    closeStream();
    const OperatorDaemonError error =
        OperatorDaemonError::fromHttp(queryRequest(m_subscription, Ms(0)), result);
    switch (end) {
    case EventStream::End::Refused:
        if (error.kind == Kind::Unauthorized || error.kind == Kind::Unreachable)
            return fail(error);
        return poll(tr("This daemon gives no event stream (%1)").arg(error.summary()));
    case EventStream::End::TooLarge:
        return poll(tr("The event stream sent more than this program keeps in memory."));
    case EventStream::End::Complete:
    case EventStream::End::Lost:
        break;
    }
    if (!wasOpen && end == EventStream::End::Lost && result.failure != HttpFailure::Lost)
        return fail(error);
    m_brokenStreams = lived ? 1 : m_brokenStreams + 1;
    if (m_brokenStreams >= MostBrokenStreams)
        return poll(tr("The event stream breaks off again and again."));
    if (m_polling)
        return poll(m_pollingReason); // it was an attempt beside the polling
    closeConnections();
    noteAway();
    setState(m_fromCache ? LiveState::OfflineCache : LiveState::Reconnecting,
             tr("The connection to the daemon was lost."));
    scheduleRetry(m_backoff.next(Ms(0), true), &LiveStore::connectNow);
}

void LiveStore::onStreamTimer()
{
    if (!m_stream)
        return openStream(); // polling, and time for another attempt
    poll(tr("The event stream does not get through; a proxy may hold it back."));
}

void LiveStore::onQueryFinished(const HttpResult &result)
{
    m_queryExchange = nullptr;
    if (!mayHoldGraphQl(result))
        return fail(OperatorDaemonError::fromHttp(queryRequest(m_query, Ms(0)), result));
    m_worker.submit(SnapshotWorker::Origin::Query, m_epoch, result.body, result.clockSkewMs);
    if (std::exchange(m_askAgain, false))
        ask();
    else
        m_followUp = false;
}

void LiveStore::onHealthFinished(const HttpResult &result)
{
    m_healthExchange = nullptr;
    const bool probing = std::exchange(m_probing, false);
    const OperatorDaemonError error =
        OperatorDaemonError::fromHttp(healthRequest(m_timings.healthTimeout), result);
    const bool answers = result.isAnswer() && error.kind != Kind::Unreachable;
    if (answers && probing)
        return connectNow();
    if (answers) {
        m_healthTimer.start(m_timings.health);
        return;
    }
    fail(error);
}

void LiveStore::onDecoded(const SnapshotWorker::Result &result)
{
    const bool fromCache = result.origin == SnapshotWorker::Origin::Cache;
    if (fromCache) {
        // The daemon's own answer may have been quicker.
        if (result.answer.kind != DecodedAnswer::Kind::Snapshot || m_update)
            return;
        m_fromCache = true;
        m_watchedUntil = result.answer.snapshot->receivedAt();
        show(result.update);
        if (m_state == LiveState::Reconnecting)
            setState(LiveState::OfflineCache, m_reason);
        return;
    }
    if (result.answer.kind == DecodedAnswer::Kind::Snapshot)
        return onSnapshot(result);
    if (result.epoch == m_epoch)
        onDecodeFailed(result);
}

void LiveStore::onSnapshot(const SnapshotWorker::Result &result)
{
    // The chain of updates has no holes, so one of a connection that has ended is shown as well;
    // it only confirms nothing.
    const bool present = result.epoch == m_epoch;
    const bool missed = result.origin == SnapshotWorker::Origin::Query && m_periodic
        && m_confirmedHere && !result.unchanged && m_stream && m_stream->isOpen();
    m_fromCache = false;
    if (present)
        confirm();
    if (result.update)
        show(result.update);
    if (!present)
        return;
    if (result.origin == SnapshotWorker::Origin::Query)
        m_periodic = false;
    m_missedEvents += missed;
    if (m_missedEvents >= MostMissedEvents)
        return poll(tr("The event stream is open but tells no changes."));
    settle();
}

void LiveStore::onDecodeFailed(const SnapshotWorker::Result &result)
{
    const QString words = result.answer.messages.join(u"\n"_s);
    if (result.origin == SnapshotWorker::Origin::Event)
        return poll(tr("The daemon refuses the subscription: %1").arg(words));
    OperatorDaemonError error;
    error.words = words;
    error.detail = words;
    switch (result.answer.kind) {
    case DecodedAnswer::Kind::Refused:
        error.kind = Kind::Refused;
        return troubled(error, tr("The daemon cannot tell the state of the stack: %1").arg(words));
    case DecodedAnswer::Kind::Incompatible:
        error.kind = Kind::InvalidResponse;
        return incompatible(
            error, tr("This daemon does not know what the console asks for: %1").arg(words));
    case DecodedAnswer::Kind::Malformed:
        error.kind = Kind::InvalidResponse;
        return incompatible(error,
                            tr("The address answers, but not as a daemon does: %1").arg(words));
    case DecodedAnswer::Kind::Snapshot:
    case DecodedAnswer::Kind::Cancelled:
        break;
    }
}

void LiveStore::show(const LiveUpdatePtr &update)
{
    const bool sameSnapshot = update->snapshot == snapshot();
    m_update = update;
    emit updated(update);
    if (!sameSnapshot)
        emit snapshotChanged(update->snapshot);
}

void LiveStore::confirm()
{
    m_confirmedAt = now();
    m_confirmedHere = true;
    m_error.reset();
    m_backoff.reset();
    const QDateTime wall = QDateTime::currentDateTimeUtc();
    // The first time nobody watched since the snapshot on disk, however short that was.
    const bool gap = m_everConfirmed ? m_awaySince && now() - *m_awaySince >= ShortestGapMs
                                     : m_watchedUntil.isValid();
    m_awaySince.reset();
    m_everConfirmed = true;
    if (gap)
        emit watchResumed(m_watchedUntil, wall);
    emit confirmed();
}

void LiveStore::settle()
{
    const bool open = m_stream && m_stream->isOpen();
    if (open)
        m_polling = false;
    if (open || m_polling) {
        m_retryTimer.stop();
        m_retryAt.reset();
        m_probing = false; // it is back, whatever a check that is under way will say
        setState(open ? LiveState::Live : LiveState::Polling, open ? QString() : m_pollingReason);
        if (!m_healthExchange && !m_healthTimer.isActive())
            m_healthTimer.start(m_timings.health);
    }
    if (!m_queryExchange)
        m_queryTimer.start(m_polling ? m_timings.poll : m_timings.requery);
}

void LiveStore::poll(const QString &reason)
{
    closeStream();
    m_polling = true;
    m_pollingReason = tr("%1 Asking every %2 seconds instead.")
                          .arg(reason.endsWith(u'.') ? reason : reason + u'.')
                          .arg(double(m_timings.poll.count()) / 1000.0);
    m_streamTimer.start(m_timings.streamRetry);
    if (m_confirmedHere)
        settle();
    else
        ask();
}

void LiveStore::fail(const OperatorDaemonError &error)
{
    switch (error.kind) {
    case Kind::Unauthorized:
    case Kind::Blocked:
        return unauthorized(error);
    case Kind::NotFound:
    case Kind::NoSuchRoute:
    case Kind::Redirected:
        return incompatible(error, error.summary());
    case Kind::Timeout:
        return silent(error);
    case Kind::Refused:
    case Kind::Conflict:
    case Kind::InvalidInput:
    case Kind::InvalidResponse:
        return troubled(error, error.summary());
    case Kind::Unreachable:
    case Kind::Tls:
    case Kind::Cancelled:
    case Kind::OutcomeUnknown:
        return away(error);
    }
}

void LiveStore::away(const OperatorDaemonError &error)
{
    closeConnections();
    noteAway();
    m_error = error;
    scheduleRetry(nextWait(error), &LiveStore::probe);
    setState(m_fromCache ? LiveState::OfflineCache : LiveState::Reconnecting, error.summary());
}

void LiveStore::silent(const OperatorDaemonError &error)
{
    // A frozen daemon keeps its connections: when it thaws, the stream may go on at once.
    if (!m_confirmedHere)
        return away(error);
    noteAway();
    m_error = error;
    m_healthTimer.stop();
    scheduleRetry(nextWait(error), &LiveStore::probe);
    setState(LiveState::Stale, error.summary());
}

void LiveStore::troubled(const OperatorDaemonError &error, const QString &reason)
{
    m_error = error;
    noteAway();
    m_queryTimer.stop();
    scheduleRetry(m_backoff.next(Backoff::QuickPhase, false), &LiveStore::ask);
    setState(m_update ? LiveState::Stale : LiveState::Reconnecting, reason);
}

void LiveStore::incompatible(const OperatorDaemonError &error, const QString &reason)
{
    m_error = error;
    closeConnections();
    noteAway();
    scheduleRetry(m_timings.slowRetry, &LiveStore::connectNow);
    setState(LiveState::Incompatible, reason);
}

void LiveStore::unauthorized(const OperatorDaemonError &error)
{
    closeConnections();
    noteAway();
    m_error = error;
    setState(LiveState::Unauthorized, error.summary());
}

void LiveStore::noteAway()
{
    if (!m_awaySince)
        m_awaySince = now();
}

void LiveStore::scheduleRetry(Ms wait, void (LiveStore::*action)())
{
    m_retryAction = action;
    m_retryAt = now() + wait.count();
    m_retryTimer.start(wait);
}

Ms LiveStore::nextWait(const OperatorDaemonError &error)
{
    const bool cheap = error.kind == Kind::Unreachable && m_client->base().isLoopback();
    return m_backoff.next(Ms(now() - m_awaySince.value_or(now())), cheap);
}

void LiveStore::setState(LiveState state, const QString &reason)
{
    if (isCurrent(m_state) && !isCurrent(state))
        m_watchedUntil = QDateTime::currentDateTimeUtc();
    const bool same = m_state == state && m_reason == reason && m_toldRetryAt == m_retryAt;
    m_state = state;
    m_reason = reason;
    m_toldRetryAt = m_retryAt;
    if (!same)
        emit stateChanged(state, reason);
}

} // namespace angee
