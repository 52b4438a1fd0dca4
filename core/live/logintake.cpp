// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/logintake.h"

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

using Kind = LogDivider::Kind;

namespace {

constexpr int killed = 137; // 128 + SIGKILL

QString clock(const QDateTime &time)
{
    return time.toLocalTime().toString(u"HH:mm:ss"_s);
}

QString endedWords(int code)
{
    if (code == 0)
        return LogIntake::tr("the service stopped (code 0)");
    if (code == killed)
        return LogIntake::tr("the service was killed (code 137)");
    return LogIntake::tr("the service ended with code %1").arg(code);
}

QString missingWords(const LogDivider &divider)
{
    if (!divider.since.isValid())
        return LogIntake::tr("connected again; lines may be missing here");
    return LogIntake::tr("connected again; lines may be missing from %1 to %2")
        .arg(clock(divider.since), clock(divider.time));
}

//! The words of a divider; how it is drawn makes it one.
QString wordsOf(const LogDivider &divider)
{
    switch (divider.kind) {
    case Kind::OlderMissing:
        return LogIntake::tr("older lines are not shown: of a local service the daemon gives the "
                             "last %n only",
                             nullptr, LogFollower::longestLocalTail);
    case Kind::Missing:
        return missingWords(divider);
    case Kind::Ended:
        return endedWords(divider.code.value_or(0));
    case Kind::Recreated:
        return LogIntake::tr("another container goes on; its first lines may be missing");
    case Kind::Closed:
        return LogIntake::tr("the log ended");
    case Kind::Removed:
        return LogIntake::tr("the stack has no such service any more");
    case Kind::EngineGone:
        return LogIntake::tr("the daemon cannot reach its container engine");
    case Kind::Resumed:
        return LogIntake::tr("the service runs again");
    }
    Q_UNREACHABLE();
}

LogLevel levelOf(const LogDivider &divider)
{
    switch (divider.kind) {
    case Kind::Ended:
        return divider.code.value_or(0) == 0 ? LogLevel::Info : LogLevel::Error;
    case Kind::EngineGone:
        return LogLevel::Error;
    case Kind::Missing:
    case Kind::Recreated:
    case Kind::Removed:
        return LogLevel::Warn;
    case Kind::OlderMissing:
    case Kind::Closed:
    case Kind::Resumed:
        break;
    }
    return LogLevel::Info;
}

} // namespace

LogIntake::LogIntake(LogStore *store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{ }

LogIntake::~LogIntake() = default;

void LogIntake::setDaemon(OperatorDaemon *daemon, LiveStore *live)
{
    while (!m_followers.empty())
        leave(m_followers.begin()->first);
    m_daemon = daemon;
    m_live = live;
    for (const QString &service : std::as_const(m_services)) {
        if (m_daemon)
            follow(service);
        emit stateChanged(service);
    }
}

void LogIntake::setServices(const QStringList &services)
{
    m_services = services.mid(0, mostServices);
    QStringList gone;
    for (const auto &[name, follower] : m_followers) {
        if (!m_services.contains(name))
            gone.append(name);
    }
    for (const QString &name : std::as_const(gone))
        leave(name);
    for (const QString &name : std::as_const(m_services)) {
        if (m_daemon && !m_followers.contains(name))
            follow(name);
    }
}

void LogIntake::follow(const QString &service)
{
    auto made = std::make_unique<LogFollower>(m_daemon, m_live, m_timings);
    LogFollower *follower = made.get();
    m_followers[service] = std::move(made);
    const int id = m_store->serviceId(service);
    connect(follower, &LogFollower::linesReceived, this,
            [this, id](const QList<LogLine> &lines) { onLines(id, lines); });
    connect(follower, &LogFollower::divided, this,
            [this, service, id](const LogDivider &divider) { onDivided(service, id, divider); });
    connect(follower, &LogFollower::stateChanged, this,
            [this, service, id] { onState(service, id); });
    follower->follow(service, m_memories.take(service));
}

void LogIntake::leave(const QString &service)
{
    const auto found = m_followers.find(service);
    if (found == m_followers.end())
        return;
    m_memories.insert(service, found->second->memory());
    found->second->disconnect(this);
    found->second->stop();
    found->second.release()->deleteLater(); // it may be in a signal of it that we are asked to
    m_followers.erase(found);
}

void LogIntake::retryNow()
{
    for (const auto &[name, follower] : m_followers)
        follower->retryNow();
}

LogFollower::State LogIntake::state(const QString &service) const
{
    const auto found = m_followers.find(service);
    return found == m_followers.end() ? LogFollower::State::Idle : found->second->state();
}

QString LogIntake::words(const QString &service) const
{
    const auto found = m_followers.find(service);
    return found == m_followers.end() ? QString() : found->second->words();
}

void LogIntake::mark(const QString &words)
{
    m_store->append({.bytes = words.toUtf8(),
                     .entry = LogEntry::Mark,
                     .arrivedMs = QDateTime::currentMSecsSinceEpoch()});
    m_store->commit();
}

void LogIntake::onLines(int id, const QList<LogLine> &lines)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (const LogLine &line : lines) {
        m_store->append({.bytes = line.message,
                         .service = id,
                         .level = line.level,
                         .entry = line.isTools ? LogEntry::Tools : LogEntry::Line,
                         .isBacklog = line.isBacklog,
                         .arrivedMs = line.isBacklog ? 0 : now});
    }
    m_store->commit();
}

void LogIntake::onDivided(const QString &service, int id, const LogDivider &divider)
{
    QString words = wordsOf(divider);
    if (divider.kind != Kind::Missing && divider.kind != Kind::OlderMissing)
        words += u", "_s + clock(divider.time);
    divide(id, words, levelOf(divider), divider.time);
    if (divider.kind == Kind::Ended)
        emit ended(service, divider.code);
}

void LogIntake::onState(const QString &service, int id)
{
    if (state(service) == LogFollower::State::Refused)
        divide(id, tr("The daemon refused: %1").arg(words(service)), LogLevel::Error,
               QDateTime::currentDateTimeUtc());
    emit stateChanged(service);
}

void LogIntake::divide(int id, const QString &words, LogLevel level, const QDateTime &time)
{
    m_store->append({.bytes = words.toUtf8().replace('\n', ' '),
                     .service = id,
                     .level = level,
                     .entry = LogEntry::Divider,
                     .arrivedMs = time.toMSecsSinceEpoch()});
    m_store->commit();
}

} // namespace angee
