// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/livestore.h"

#include "core/base/boundedtext.h"
#include "core/base/logging.h"
#include "core/daemon/operatordaemon.h"

#include <functional>

namespace angee {

using namespace Qt::StringLiterals;
using Ms = std::chrono::milliseconds;
using Kind = OperatorDaemonError::Kind;

namespace {

//! For the log, which is read by those who read the source.
const char *stateWord(LiveState state)
{
    switch (state) {
    case LiveState::Stopped:
        return "stopped";
    case LiveState::Connecting:
        return "connecting";
    case LiveState::Live:
        return "live";
    case LiveState::Resting:
        return "resting";
    case LiveState::Stale:
        return "stale";
    case LiveState::Reconnecting:
        return "reconnecting";
    case LiveState::Unauthorized:
        return "unauthorized";
    case LiveState::Incompatible:
        return "incompatible";
    case LiveState::OfflineCache:
        return "offline";
    }
    Q_UNREACHABLE();
}

constexpr qint64 ShortestGapMs = 5000; // what is asked every few seconds has no gaps in between

} // namespace

LiveStore::LiveStore(OperatorDaemon *daemon, const QString &cachePath, const LiveTimings &timings,
                     QObject *parent)
    : QObject(parent)
    , m_daemon(daemon)
    , m_timings(timings)
    , m_worker(SnapshotCache(cachePath, daemon->base().display().toUtf8()), timings.frame)
    , m_questions(daemon, timings)
    , m_pulse(daemon, timings)
{
    qRegisterMetaType<LiveUpdatePtr>();
    qRegisterMetaType<SnapshotPtr>();
    connect(&m_worker, &SnapshotWorker::done, this, &LiveStore::onDecoded);
    connect(&m_worker, &SnapshotWorker::reviewed, this, &LiveStore::show);
    connect(&m_questions, &StackQuestions::answered, this, &LiveStore::onAnswered);
    connect(&m_pulse, &DaemonPulse::returned, this, &LiveStore::connectNow);
    connect(&m_pulse, &DaemonPulse::failed, this, &LiveStore::fail);
    m_retryTimer.setSingleShot(true);
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
    m_daemon->dropConnections();
    if (m_state == LiveState::Unauthorized)
        m_daemon->renewAuthorisation();
    connectNow();
}

void LiveStore::refresh()
{
    if (isCurrent(m_state) || m_state == LiveState::Stale)
        m_questions.askWhole();
}

void LiveStore::setPace(LivePace pace)
{
    m_questions.setPace(pace);
    if (isCurrent(m_state))
        settle();
}

void LiveStore::connectNow()
{
    closeConnections();
    if (m_state == LiveState::Stopped || !m_update)
        setState(LiveState::Connecting, tr("Asking the daemon for the stack."));
    else if (m_state != LiveState::OfflineCache)
        setState(LiveState::Reconnecting, tr("Asking the daemon for the stack."));
    m_questions.begin();
    m_pulse.watch();
}

void LiveStore::closeConnections()
{
    ++m_epoch;
    m_questions.stop();
    m_pulse.stop();
    m_retryTimer.stop();
    m_retryAt.reset();
    m_confirmedHere = false;
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

void LiveStore::onAnswered(StackQuestions::Extent extent, const SnapshotCall &call)
{
    if (call.reply().failure == HttpFailure::TooLarge)
        return troubled(*call.failure(),
                        tr("The daemon's answer is larger than %1 MB, more than this program takes "
                           "in.")
                            .arg(call.request().maxBody / (1024 * 1024)),
                        m_timings.slowRetry);
    if (!call.holdsGraphQl() || (call.failure() && call.failure()->isWebPage))
        return fail(call.failure().value_or(OperatorDaemonError()));
    const bool whole = extent == StackQuestions::Extent::Whole;
    m_worker.submit(whole ? SnapshotWorker::Origin::Whole : SnapshotWorker::Origin::Part, m_epoch,
                    call.reply().body, call.reply().clockSkewMs);
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
    m_fromCache = false;
    if (present)
        confirm();
    if (result.update)
        show(result.update);
    if (present)
        settle();
}

void LiveStore::onDecodeFailed(const SnapshotWorker::Result &result)
{
    const QString words = boundedWords(result.answer.messages.join(u"\n"_s));
    OperatorDaemonError error;
    error.words = words;
    error.detail = words;
    switch (result.answer.kind) {
    case DecodedAnswer::Kind::Refused:
        error.kind = Kind::Refused;
        return troubled(error, tr("The daemon cannot tell the state of the stack: %1").arg(words),
                        m_backoff.next(Backoff::QuickPhase, false));
    case DecodedAnswer::Kind::Incompatible:
        error.kind = Kind::InvalidResponse;
        return incompatible(
            error, tr("This daemon does not know what the console asks for: %1").arg(words));
    case DecodedAnswer::Kind::Malformed:
        error.kind = Kind::InvalidResponse;
        return incompatible(error,
                            tr("The address answers, but not as a daemon does (%1).")
                                .arg(words.endsWith(u'.') ? words.chopped(1) : words));
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
    m_retryTimer.stop();
    m_retryAt.reset();
    m_pulse.heard();
    const bool resting = m_questions.pace() == LivePace::Resting;
    // While nobody looks the questions are pulse enough.
    if (resting)
        m_pulse.stop();
    else
        m_pulse.watch();
    setState(resting ? LiveState::Resting : LiveState::Live,
             resting ? tr("Nobody looks, so the daemon is asked every %1 seconds only.")
                           .arg(m_timings.resting.count() / 1000)
                     : QString());
    m_questions.goOn();
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
        if (error.isWebPage)
            return incompatible(error, error.summary());
        return troubled(error, error.summary(), m_backoff.next(Backoff::QuickPhase, false));
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
    scheduleRetry(nextWait(error), &LiveStore::probe);
    setState(LiveState::Stale, error.summary());
}

void LiveStore::troubled(const OperatorDaemonError &error, const QString &reason, Ms wait)
{
    m_error = error;
    noteAway();
    m_questions.pause();
    scheduleRetry(wait, &LiveStore::askWhole);
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
    const bool cheap = error.kind == Kind::Unreachable && m_daemon->base().isLoopback();
    return m_backoff.next(Ms(now() - m_awaySince.value_or(now())), cheap);
}

void LiveStore::setState(LiveState state, const QString &reason)
{
    if (isCurrent(m_state) && !isCurrent(state))
        m_watchedUntil = QDateTime::currentDateTimeUtc();
    if (m_state != state)
        qCInfo(liveLog) << stateWord(m_state) << "to" << stateWord(state);
    const bool same = m_state == state && m_reason == reason && m_toldRetryAt == m_retryAt;
    m_state = state;
    m_reason = reason;
    m_toldRetryAt = m_retryAt;
    if (!same)
        emit stateChanged(state, reason);
}

} // namespace angee
