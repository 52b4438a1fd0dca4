// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/session/serviceobserver.h"

#include "core/base/ansi.h"
#include "core/daemon/daemonstreams.h"
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"

#include <QRegularExpression>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

using SightState = ServiceSight::State;
using SightCause = ServiceSight::Cause;

// What was started and does not run by then, does not run (see ServiceWatch).
constexpr std::chrono::milliseconds LookAgainAfter{7000};
// The backlog comes at once; a service that runs meanwhile would be followed for ever.
constexpr std::chrono::milliseconds LongestLook{8000};
// An engine that is back does not say so.
constexpr std::chrono::seconds BlindInterval{30};
constexpr int MostLooks = 12; // each costs the daemon a process
constexpr qsizetype LongestLogLine = 2000;

// Compose's own words among the service's: time="…" level=warning msg="…"
bool isComposeWarning(const QString &line)
{
    static const QRegularExpression warning(u"^time=\"[^\"]*\" level="_s);
    return warning.match(line.left(LongestLogLine)).hasMatch();
}

SightCause causeFor(StuckCause::Kind kind)
{
    const bool engine =
        kind == StuckCause::Kind::EngineUnreachable || kind == StuckCause::Kind::EngineMissing;
    return engine ? SightCause::EngineGone : SightCause::StackRefused;
}

} // namespace

std::optional<int> exitCodeIn(const QString &line)
{
    static const QRegularExpression ended(u"^\\S+-\\d+ exited with code (\\d{1,3})$"_s);
    if (line.size() > LongestLogLine)
        return std::nullopt;
    const auto match = ended.match(withoutAnsi(line).trimmed());
    return match.hasMatch() ? std::optional(match.captured(1).toInt()) : std::nullopt;
}

ServiceObserver::ServiceObserver(Session *session)
    : QObject(session)
    , m_session(session)
{
    m_limit.setSingleShot(true);
    m_lookAgain.setSingleShot(true);
    m_limit.setInterval(LongestLook);
    m_lookAgain.setInterval(LookAgainAfter);
    m_blind.setInterval(BlindInterval);
    connect(&m_limit, &QTimer::timeout, this, [this] { finish({}); });
    connect(&m_lookAgain, &QTimer::timeout, this, [this] {
        if (m_live)
            m_live->refresh();
    });
    connect(&m_blind, &QTimer::timeout, this, [this] {
        if (m_live && m_live->lastUpdate())
            lookWhereBlind(*m_live->lastUpdate());
    });
    connect(session, &Session::daemonChanged, this, &ServiceObserver::onDaemonChanged);
    connect(session->tasks(), &TaskRunner::taskAdded, this, &ServiceObserver::onTask);
    connect(session->tasks(), &TaskRunner::taskFinished, this, &ServiceObserver::onTask);
}

ServiceObserver::~ServiceObserver() = default;

void ServiceObserver::onDaemonChanged()
{
    if (m_live)
        m_live->disconnect(this);
    delete m_log;
    m_service.clear();
    m_waiting.clear();
    m_words.clear();
    m_lookedFor.clear();
    m_unsetSecrets.clear();
    m_limit.stop();
    m_blind.stop();
    m_live = m_session->live();
    if (!m_live)
        return;
    connect(m_live, &LiveStore::updated, this, &ServiceObserver::onUpdated);
    m_blind.start();
}

void ServiceObserver::onTask(const Task *task)
{
    if (!m_live)
        return;
    expectEffects(task);
    if (task->state() == Task::State::Failed || task->state() == Task::State::DoneAnyway)
        readFailure(task);
}

void ServiceObserver::expectEffects(const Task *task)
{
    const TaskSpec &spec = task->spec();
    const bool ofStack = spec.object.kind == ObjectKind::Stack;
    if (!ofStack && spec.object.kind != ObjectKind::Service)
        return;
    const QString service = ofStack ? QString() : spec.object.name;
    using Verb = ActionVerb;
    const bool ends =
        spec.verb == Verb::Stop || spec.verb == Verb::Down || spec.verb == Verb::Destroy;
    const bool begins = spec.verb == Verb::Start || spec.verb == Verb::Restart
        || spec.verb == Verb::Up || spec.verb == Verb::Run || spec.verb == Verb::BuildAndApply;
    const bool succeeded = task->succeeded();
    if (ends) {
        // While the outcome is open or unknown the stop may have happened; so may one of the whole
        // stack that failed, since it fails after the containers are gone (contract.md, section
        // 15).
        const bool may = task->isActive() || succeeded || task->state() == Task::State::Unknown
            || (ofStack && task->state() == Task::State::Failed);
        m_live->expect(service, may ? ServiceExpectation::End : ServiceExpectation::Nothing);
    } else if (begins) {
        m_live->expect(service,
                       task->isActive() ? ServiceExpectation::Begin
                           : succeeded  ? ServiceExpectation::Begun
                                        : ServiceExpectation::Nothing);
        if (!task->isActive())
            m_lookAgain.start();
    }
}

void ServiceObserver::readFailure(const Task *task)
{
    const auto cause = findStuckCause(withoutAnsi(task->words()));
    if (!cause || !blocksStack(cause->kind))
        return;
    m_live->noteCause(*cause);
    if (task->spec().object.kind == ObjectKind::Service)
        m_live->learn(
            task->spec().object.name,
            {ServiceEvidence::Kind::NothingSeen, causeFor(cause->kind), {}, cause->words});
}

void ServiceObserver::onUpdated(const LiveUpdatePtr &update)
{
    if (!isCurrent(m_live->state()) && m_live->state() != LiveState::Connecting
        && m_live->state() != LiveState::Reconnecting)
        return; // what the disk says needs no look
    lookAtNew(*update);
}

//! What ended, or does not run beside others, once for each time that it did.
void ServiceObserver::lookAtNew(const LiveUpdate &update)
{
    bool blindLooked = false;
    for (auto it = update.sights.cbegin(); it != update.sights.cend(); ++it) {
        const ServiceSight &sight = it.value();
        const bool blind = sight.state == SightState::NotObserved;
        // Of a stack that was never seen to run a log tells nothing.
        if ((!needsLook(sight.state) && !blind) || sight.cause == SightCause::StackDown)
            continue;
        if (blind && std::exchange(blindLooked, true))
            continue; // one tells for all
        const qint64 before = m_lookedFor.value(it.key(), -1);
        if (before == sight.sinceMs)
            continue;
        m_lookedFor.insert(it.key(), sight.sinceMs);
        look(it.key());
    }
    // A used secret without a value stops every log (contract.md, section 15), whatever the daemon
    // calls required: one log tells whether one is.
    QSet<QString> unset;
    for (const SecretRow &secret : update.snapshot->secrets()) {
        if (!secret.hasValue && !secret.generated) // the daemon makes those itself
            unset.insert(toText(secret.name));
    }
    const bool more = !(unset - m_unsetSecrets).isEmpty();
    m_unsetSecrets = unset;
    if (more && !update.snapshot->services().empty())
        look(toText(update.snapshot->services().front().name));
}

//! Whether what stood in the way still does.
void ServiceObserver::lookWhereBlind(const LiveUpdate &update)
{
    for (auto it = update.sights.cbegin(); it != update.sights.cend(); ++it) {
        const SightCause cause = it->cause;
        if (it->state == SightState::NotObserved
            && (cause == SightCause::EngineGone || cause == SightCause::StackRefused))
            return look(it.key());
    }
}

void ServiceObserver::look(const QString &service)
{
    // The daemon prepares the stack before it opens a log (contract.md, 5.1): that is work on the
    // stack, and not for a profile that only reads.
    if (m_session->protection() == Protection::ReadOnly)
        return;
    if (service == m_service || m_waiting.contains(service) || m_waiting.size() >= MostLooks)
        return;
    m_words.remove(service); // of an end before
    m_waiting.append(service);
    next();
}

void ServiceObserver::next()
{
    if (m_log || m_waiting.isEmpty() || !m_session->daemon())
        return;
    m_service = m_waiting.takeFirst();
    m_lines.clear();
    m_said = false;
    m_log = m_session->daemon()->openLog(m_service, shownLines, this);
    connect(m_log, &DaemonLog::linesReceived, this, &ServiceObserver::onLines);
    connect(m_log, &DaemonLog::stateChanged, this, &ServiceObserver::onState);
    m_limit.start();
}

void ServiceObserver::onLines(const QList<LogLine> &lines)
{
    std::optional<int> code;
    for (const LogLine &line : lines) {
        const QString message = QString::fromUtf8(line.message.left(4 * LongestLogLine));
        if (const auto told = exitCodeIn(message))
            code = told;
        const QString plain = withoutAnsi(message.left(LongestLogLine));
        if (isComposeWarning(plain))
            continue;
        m_said = m_said || !findStuckCause(plain);
        m_lines.append(plain);
    }
    if (m_lines.size() > shownLines)
        m_lines.remove(0, m_lines.size() - shownLines);
    if (code)
        noteEnd(m_service, code);
}

void ServiceObserver::onState(LogSocket::State state)
{
    switch (state) {
    case LogSocket::State::Idle:
    case LogSocket::State::Connecting:
    case LogSocket::State::Open:
        return;
    case LogSocket::State::Ended:
        return finish({});
    case LogSocket::State::Refused:
    case LogSocket::State::Lost:
        return finish(m_log->words());
    }
    Q_UNREACHABLE();
}

std::optional<StuckCause> ServiceObserver::causeSeen(const QString &problem) const
{
    if (!problem.isEmpty())
        return findStuckCause(problem);
    // A log holds whatever its service says. Compose's own words come in it alone: where it cannot
    // reach the engine, and where it refuses the stack (contract.md, section 15).
    const auto cause = m_said ? std::nullopt : findStuckCause(m_lines.join(u'\n'));
    if (!cause || causeFor(cause->kind) == SightCause::EngineGone)
        return cause;
    // Those about the stack are one line, and nothing of the service comes with it.
    using Kind = StuckCause::Kind;
    const bool refused = m_lines.size() == 1
        && (cause->kind == Kind::DependsOnUndefined || cause->kind == Kind::NameRefused
            || cause->kind == Kind::ComposeFileInvalid || cause->kind == Kind::SecretBreaksStack);
    return refused ? cause : std::nullopt;
}

ServiceEvidence ServiceObserver::evidenceOf(const QString &problem) const
{
    ServiceEvidence evidence;
    if (const auto cause = causeSeen(problem)) {
        evidence.kind = ServiceEvidence::Kind::NothingSeen;
        evidence.cause = causeFor(cause->kind);
        evidence.words = cause->words;
        return evidence;
    }
    evidence.kind = m_said ? ServiceEvidence::Kind::Ended : ServiceEvidence::Kind::NoContainer;
    return evidence;
}

void ServiceObserver::finish(const QString &problem)
{
    const bool ended = m_log && m_log->state() == LogSocket::State::Ended;
    m_limit.stop();
    if (m_log) {
        m_log->disconnect(this);
        m_log->deleteLater(); // this may be one of its own signals
        m_log.clear();
    }
    const QString service = std::exchange(m_service, {});
    m_words.insert(service, {m_lines, withoutAnsi(problem), QDateTime::currentDateTimeUtc()});
    const auto cause = causeSeen(problem);
    if (m_live && cause && blocksStack(cause->kind))
        m_live->noteCause(*cause);
    // One that was still open says nothing of an end, and a refusal nothing known.
    if (m_live && (cause || (ended && problem.isEmpty())))
        m_live->learn(service, evidenceOf(problem));
    emit told(service);
    next();
}

std::optional<ServiceObserver::LastWords> ServiceObserver::lastWords(const QString &service) const
{
    const auto found = m_words.constFind(service);
    return found == m_words.cend() ? std::nullopt : std::optional(*found);
}

void ServiceObserver::noteEnd(const QString &service, std::optional<int> code)
{
    if (!code || !m_live)
        return;
    ServiceEvidence evidence;
    evidence.exitCode = code;
    m_live->learn(service, evidence);
}

} // namespace angee
