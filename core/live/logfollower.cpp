// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/logfollower.h"

#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/model/servicestatus.h"

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;
using Ms = std::chrono::milliseconds;
using Kind = LogDivider::Kind;

namespace {

constexpr int mostDoublings = 6;
constexpr qsizetype largeBacklog = qsizetype(4) * 1024 * 1024;
constexpr qsizetype largestBacklog = 8 * largeBacklog;
constexpr int mostSettleTries = 12; // three seconds
constexpr qint64 longestStart = 5000; // milliseconds from the open socket to the first line

} // namespace

LogFollower::LogFollower(OperatorDaemon *daemon, LiveStore *live, QObject *parent)
    : LogFollower(daemon, live, Timings(), parent)
{ }

LogFollower::LogFollower(OperatorDaemon *daemon, LiveStore *live, const Timings &timings,
                         QObject *parent)
    : QObject(parent)
    , m_daemon(daemon)
    , m_live(live)
    , m_timings(timings)
{
    m_retry.setSingleShot(true);
    m_settle.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &LogFollower::connectNow);
    connect(&m_settle, &QTimer::timeout, this, &LogFollower::onSettled);
    connect(live, &LiveStore::stateChanged, this, &LogFollower::onLive);
    connect(live, &LiveStore::snapshotChanged, this, &LogFollower::onLive);
}

LogFollower::~LogFollower() = default;

void LogFollower::follow(const QString &service, const LogMemory &memory)
{
    stop();
    m_service = service;
    m_reader.emplace(service);
    m_memory = memory;
    m_ran = runs().value_or(false);
    m_statusSeen = status();
    if (m_live->snapshot())
        return connectNow();
    // How much may be asked for depends on what runs it.
    m_awaitsStack = true;
    setState(State::Waiting, tr("The stack is not known yet."));
}

void LogFollower::stop()
{
    delete m_log;
    m_retry.stop();
    m_settle.stop();
    m_service.clear();
    m_backlog.clear();
    m_backlogBytes = 0;
    m_memory = {};
    m_emptyTries = 0;
    m_inBacklog = false;
    m_toldEnd = false;
    m_awaitsStack = false;
    m_statusSeen.clear();
    m_state = State::Idle;
    m_words.clear();
}

void LogFollower::retryNow()
{
    if (m_service.isEmpty() || m_state == State::Following)
        return;
    m_emptyTries = 0;
    connectNow();
}

int LogFollower::tail() const
{
    // Of a service that nobody knows yet the shorter tail loses nothing that is new.
    return runtime() == "container"_L1 ? longestTail : longestLocalTail;
}

QString LogFollower::runtime() const
{
    const SnapshotPtr snapshot = m_live->snapshot();
    const QByteArray name = m_service.toUtf8();
    const ServiceRow *row = snapshot ? snapshot->service(viewOf(name)) : nullptr;
    return row ? toText(row->runtime) : QString();
}

bool LogFollower::isLocal() const
{
    return runtime() == "local"_L1;
}

void LogFollower::connectNow()
{
    delete m_log;
    m_awaitsStack = false;
    m_retry.stop();
    m_settle.stop();
    m_backlog.clear();
    m_backlogBytes = 0;
    m_inBacklog = true;
    m_settleTries = 0;
    m_hadLines = false;
    m_asked = tail();
    m_log = m_daemon->openLog(m_service, m_asked, this);
    connect(m_log, &DaemonLog::stateChanged, this, &LogFollower::onLogState);
    connect(m_log, &DaemonLog::linesReceived, this, &LogFollower::onLines);
    setState(State::Connecting, {});
}

void LogFollower::onLogState(LogSocket::State state)
{
    switch (state) {
    case LogSocket::State::Idle:
    case LogSocket::State::Connecting:
        return;
    case LogSocket::State::Open:
        m_open.start(); // the first line may take its time: tools are started for it
        return setState(State::Following, {});
    case LogSocket::State::Ended:
    case LogSocket::State::Refused:
    case LogSocket::State::Lost:
        break;
    }
    const QPointer<DaemonLog> log = m_log;
    const QString words = m_log->words();
    deliverBacklog();
    if (!log || log != m_log) // a slot stopped us or began anew
        return;
    if (state == LogSocket::State::Refused)
        setState(State::Refused, words);
    else if (state == LogSocket::State::Lost)
        retryLater(words);
    else
        onEnded(words);
}

void LogFollower::onLines(const QList<LogLine> &lines)
{
    // After a silence what comes is new, unless there is something that must be given again.
    if (m_backlog.isEmpty() && m_memory.isEmpty() && m_open.hasExpired(longestStart))
        m_inBacklog = false;
    if (!m_inBacklog)
        return deliver(lines);
    m_backlog += lines;
    for (const LogLine &line : lines)
        m_backlogBytes += line.message.size();
    // More than was there before: the rest is live. Taking in very long lines all at once would
    // hold the window up, so of those as well; where they have to be joined to what is known,
    // later.
    const bool isLarge = m_backlogBytes > (m_memory.isEmpty() ? largeBacklog : largestBacklog);
    if (m_backlog.size() > m_asked || isLarge)
        deliverBacklog();
    else
        m_settle.start(m_timings.settle);
}

LogFollower::BacklogJoin LogFollower::joinOf(const QList<LogLine> &lines) const
{
    // What the tool says it says on each connection: only the program's lines can be compared.
    std::vector<quint64> hashes;
    std::vector<qsizetype> places; // of theirs
    for (qsizetype at = 0; at < lines.size(); ++at) {
        if (m_reader->isToolsOwn(lines.at(at)))
            continue;
        hashes.push_back(LogMemory::hashOf(lines.at(at).message));
        places.push_back(at);
    }
    BacklogJoin found;
    found.lines = hashes.size();
    // The daemon gives as much as it gave before, unless it began anew.
    found.beganAnew = hashes.size() < std::min(m_memory.size(), size_t(m_asked));
    if (found.beganAnew)
        return found;
    const LogMemory::Join join = m_memory.join(hashes, size_t(m_asked));
    found.isProven = join.isProven;
    if (join.known > 0)
        found.place = places[join.known - 1] + 1;
    return found;
}

//! It may be a pause in the middle: then what is known is not all there yet.
void LogFollower::onSettled()
{
    const bool waits = !m_memory.isEmpty() && m_settleTries++ < mostSettleTries;
    if (waits && !joinOf(m_backlog).isProven)
        return m_settle.start(m_timings.settle);
    deliverBacklog();
}

void LogFollower::deliverBacklog()
{
    m_settle.stop();
    if (!std::exchange(m_inBacklog, false))
        return;
    const QPointer<LogFollower> alive(this);
    QList<LogLine> lines = std::exchange(m_backlog, {});
    m_backlogBytes = 0;
    for (LogLine &line : lines)
        line.isBacklog = true;
    const bool again = !m_memory.isEmpty();
    const BacklogJoin join = joinOf(lines);
    const size_t few = join.lines;
    const bool beganAnew = join.beganAnew;
    if (join.place > 0)
        lines.remove(0, join.place);
    const QDateTime since = m_memory.lastAt();
    if (join.place == 0 && few > 0) { // another log from here on
        m_memory = {};
        m_memory.setWhole(few < size_t(m_asked));
    }
    if (again && few > 0 && !join.isProven && !(beganAnew && m_toldEnd))
        divide({.kind = Kind::Missing, .time = {}, .since = since, .code = {}, .words = {}});
    else if (!again && few >= size_t(longestLocalTail) && lines.constFirst().runtime == "local"_L1)
        divide({.kind = Kind::OlderMissing, .time = {}, .since = {}, .code = {}, .words = {}});
    if (alive)
        deliver(lines);
}

void LogFollower::deliver(const QList<LogLine> &lines)
{
    if (lines.isEmpty())
        return;
    m_hadLines = true;
    m_emptyTries = 0;
    const QPointer<LogFollower> alive(this);
    QList<LogLine> good;
    for (const LogLine &line : lines) {
        if (!m_reader->isToolsOwn(line))
            m_memory.add(line.message);
        const auto read = m_reader->read(line);
        if (const auto *own = std::get_if<LogLine>(&read)) {
            good.append(*own);
            continue;
        }
        if (!good.isEmpty())
            emit linesReceived(std::exchange(good, {}));
        if (!alive)
            return;
        divide(std::get<LogDivider>(read));
        if (!alive)
            return;
    }
    if (good.isEmpty())
        return;
    if (std::exchange(m_toldEnd, false))
        divide({.kind = Kind::Resumed, .time = {}, .since = {}, .code = {}, .words = {}});
    if (alive)
        emit linesReceived(good);
}

void LogFollower::divide(LogDivider divider)
{
    const bool ends = divider.kind == Kind::Ended || divider.kind == Kind::Closed
        || divider.kind == Kind::EngineGone || divider.kind == Kind::Removed;
    if (ends && std::exchange(m_toldEnd, true) && divider.kind != Kind::Removed)
        return; // the same end, told once more by another try
    if (divider.kind == Kind::Recreated) {
        m_toldEnd = false; // the same socket goes on with the new one
        m_memory = {}; // the old one's lines are not given again
    }
    if (!divider.time.isValid())
        divider.time = QDateTime::currentDateTimeUtc();
    emit divided(divider);
}

void LogFollower::onEnded(const QString &words)
{
    if (!isCurrent(m_live->state()))
        return setState(State::Waiting, tr("The daemon is away."));
    if (runs().value_or(false))
        return retryLater(tr("The log ended; the service runs."));
    const QPointer<LogFollower> alive(this);
    if (!m_toldEnd)
        divide({.kind = Kind::Closed, .time = {}, .since = {}, .code = {}, .words = words});
    if (!alive || m_state == State::Idle)
        return;
    m_ran = false;
    setState(State::Waiting, tr("The service does not run."));
}

void LogFollower::retryLater(const QString &words)
{
    if (!isCurrent(m_live->state()))
        return setState(State::Waiting, words); // onLive() goes on
    if (!m_hadLines)
        ++m_emptyTries;
    const Ms wait =
        std::min(m_timings.longest, m_timings.first * (1 << std::min(m_emptyTries, mostDoublings)));
    m_retry.start(wait);
    setState(State::Waiting, words);
}

QString LogFollower::status() const
{
    const SnapshotPtr snapshot = m_live->snapshot();
    const QByteArray name = m_service.toUtf8();
    const ServiceRow *row = snapshot ? snapshot->service(viewOf(name)) : nullptr;
    return row ? toText(row->status) : QString();
}

std::optional<bool> LogFollower::runs() const
{
    const QString word = status();
    if (word.isEmpty())
        return std::nullopt;
    // A word of a later daemon is no reason to wait.
    const ServiceState state = serviceState(word);
    return isUp(state) || state == ServiceState::Pending || state == ServiceState::Stopping
        || state == ServiceState::Other;
}

void LogFollower::onLive()
{
    if (m_service.isEmpty() || !isCurrent(m_live->state()))
        return;
    const QString seen = status();
    if (m_awaitsStack && m_live->snapshot()) {
        m_statusSeen = seen;
        m_ran = runs().value_or(false);
        return connectNow();
    }
    const bool changed = std::exchange(m_statusSeen, seen) != seen;
    if (changed && seen.isEmpty()) {
        const QPointer<LogFollower> alive(this);
        divide({.kind = Kind::Removed, .time = {}, .since = {}, .code = {}, .words = {}});
        if (alive && m_state != State::Following)
            setState(State::Waiting, tr("The stack has no such service."));
        return;
    }
    const bool ran = std::exchange(m_ran, runs().value_or(false));
    // The socket of a local service stays open when it stops, and nothing on it tells.
    if (m_state == State::Following && ran && !m_ran && isLocal()) {
        const QPointer<LogFollower> alive(this);
        divide({.kind = Kind::Closed, .time = {}, .since = {}, .code = {}, .words = seen});
        if (!alive)
            return;
    }
    if (m_state == State::Refused && changed)
        return connectNow();
    // It runs again, or the daemon is back; a try that is due anyway keeps its time.
    if (m_state != State::Waiting || !m_ran || m_retry.isActive())
        return;
    if (!ran)
        m_emptyTries = 0;
    retryLater(m_words);
}

void LogFollower::setState(State state, const QString &words)
{
    if (m_state == state && m_words == words)
        return;
    m_state = state;
    m_words = words;
    emit stateChanged(state);
}

} // namespace angee
