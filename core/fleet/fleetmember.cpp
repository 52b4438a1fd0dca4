// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fleet/fleetmember.h"

#include "core/base/boundedtext.h"
#include "core/base/clocks.h"
#include "core/base/statefile.h"
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/live/stackquestions.h"
#include "core/schema/ownoperations.h"
#include "core/session/session.h"
#include "core/tasks/activityjournal.h"
#include "core/tasks/taskrunner.h"

#include <QDir>
#include <QMetaEnum>
#include <QRandomGenerator>

#include <utility>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

FleetFacts::State stateOf(LiveState state)
{
    switch (state) {
    case LiveState::Stopped:
    case LiveState::Connecting:
        return FleetFacts::State::Waiting;
    case LiveState::Live:
    case LiveState::Resting:
        return FleetFacts::State::Current;
    case LiveState::Stale:
    case LiveState::Reconnecting:
    case LiveState::OfflineCache:
        return FleetFacts::State::Stale;
    case LiveState::Unauthorized:
        return FleetFacts::State::TokenNeeded;
    case LiveState::Incompatible:
        return FleetFacts::State::Refused;
    }
    Q_UNREACHABLE();
}

QString ownWords(const OperatorDaemonError &error)
{
    return boundedWords(error.summary());
}

} // namespace

FleetMember::FleetMember(const FleetHouse *house, const Profile &profile, QObject *parent)
    : QObject(parent)
    , m_house(house)
{
    init();
    setProfile(profile);
}

FleetMember::FleetMember(const FleetHouse *house, Session *session, QObject *parent)
    : QObject(parent)
    , m_house(house)
{
    init();
    m_facts.id = session->settings().profileId;
    setSession(session);
}

FleetMember::~FleetMember()
{
    disconnectFromDaemon();
}

void FleetMember::init()
{
    m_memory = std::make_shared<FleetMemory>();
    m_due.setSingleShot(true);
    m_due.setTimerType(Qt::CoarseTimer); // neighbours may fall due together
    connect(&m_due, &QTimer::timeout, this, &FleetMember::askDue);
}

QString FleetMember::folder() const
{
    return QDir(m_house->dataFolder).filePath(u"profiles/"_s + m_facts.id);
}

void FleetMember::setProfile(const Profile &profile)
{
    if (m_profile == profile)
        return;
    const bool isNew = !m_profile;
    m_profile = profile;
    m_facts.id = profile.id;
    m_facts.name = profile.name;
    m_facts.address = profile.url;
    m_facts.colour = profile.colour;
    m_facts.protection = profile.protection;
    if (isNew) {
        m_memory->sightsPath = QDir(folder()).filePath(u"seen.json"_s);
    } else if (!m_session) {
        disconnectFromDaemon();
        if (m_own)
            m_own->gate()->setProfile({profile.protection, profile.name, profile.colour});
        updateGate();
        m_refused = false;
        if (std::exchange(m_awake, false))
            wake();
    }
    tell();
}

void FleetMember::setSession(Session *session)
{
    if (m_session == session && m_facts.isOpen == (session != nullptr))
        return; // one that is gone has to be let go of all the same
    if (m_session) {
        disconnect(m_session, nullptr, this, nullptr);
        disconnect(m_session->tasks(), nullptr, this, nullptr);
        if (m_session->live())
            disconnect(m_session->live(), nullptr, this, nullptr);
    }
    m_session = session;
    m_facts.isOpen = session;
    if (session) {
        rest();
        connect(session, &Session::stateChanged, this, &FleetMember::takeFromSession);
        watchTasks(session->tasks());
        takeFromSession();
        readLastBuild();
        return;
    }
    // What was given in the window holds here as well.
    disconnectFromDaemon();
    m_refused = false;
    m_wholeAt = 0;
    if (m_profile) {
        m_facts.name = m_profile->name;
        m_facts.address = m_profile->url;
        m_facts.protection = m_profile->protection;
        wake();
    }
    tell();
}

//! What the window knows; it is never asked for anything.
void FleetMember::takeFromSession()
{
    if (!m_session || !m_session->live())
        return;
    // What needs attention changes with time alone, and that nothing changed is news of its age.
    connect(m_session->live(), &LiveStore::updated, this, &FleetMember::takeFromSession,
            Qt::UniqueConnection);
    connect(m_session->live(), &LiveStore::confirmed, this, &FleetMember::takeFromSession,
            Qt::UniqueConnection);
    const ConnectionSettings &settings = m_session->settings();
    m_facts.name = m_session->profileName();
    m_facts.address = settings.url.value;
    m_facts.colour = settings.profileColour;
    m_facts.protection = settings.protection;
    const LiveStore *live = m_session->live();
    m_facts.state = stateOf(live->state());
    m_facts.words = boundedWords(live->reason());
    if (const LiveUpdatePtr update = live->lastUpdate()) {
        m_snapshot = update->snapshot;
        m_attention = update->attention;
        countServices(&m_facts, *m_snapshot, update->sights);
        countAttention(&m_facts, m_attention);
        if (isCurrent(live->state()))
            askVersion(m_session->daemon());
        if (const auto age = live->age())
            m_facts.seenAt = QDateTime::currentDateTimeUtc().addMSecs(-age->count());
    }
    updateTasks();
    tell();
}

void FleetMember::wake()
{
    if (std::exchange(m_awake, true) || m_session || !m_profile)
        return;
    readLastBuild();
    if (!m_refused && !m_asking)
        dueIn({});
}

void FleetMember::readLastBuild()
{
    m_house->reader->readLastBuild(QDir(folder()).filePath(u"activity.jsonl"_s), this,
                                   [this](const FleetBuild &build) {
                                       if (build.at <= m_facts.lastBuild.at)
                                           return;
                                       m_facts.lastBuild = build;
                                       tell();
                                   });
}

void FleetMember::setHeld(bool held)
{
    m_held = held;
    if (!held && !m_awake)
        rest();
}

void FleetMember::rest()
{
    m_awake = false;
    m_due.stop();
    if (!m_held && (!m_own || m_own->activeTasks().isEmpty()))
        disconnectFromDaemon();
}

void FleetMember::askAgain()
{
    m_refused = false;
    m_wholeAt = 0;
    if (m_session)
        return m_session->live() ? m_session->live()->refresh() : void();
    // The token may be another by now.
    if (m_facts.state == FleetFacts::State::TokenNeeded)
        disconnectFromDaemon();
    if (m_awake && !m_asking)
        dueIn({});
}

void FleetMember::dueIn(FleetTimings::Ms wait)
{
    // A coarse timer may be a twentieth early: together never more than a tenth.
    const double share = 0.95 + 0.15 * QRandomGenerator::global()->generateDouble();
    m_due.start(FleetTimings::Ms(qint64(double(wait.count()) * share)));
}

void FleetMember::ask()
{
    m_due.stop();
    if (!m_awake || m_session || !m_profile || m_asking || m_refused)
        return void(emit answered());
    m_asking = true;
    if (SshAddress::isMeantBy(m_profile->url))
        return settle(FleetFacts::State::NotConnected,
                      tr("It is reached by ssh, which is not opened for the overview. Open it in a "
                         "window, and it is told here."));
    if (m_daemon)
        return askWith({});
    readProfileSecrets(
        m_house->credentials, *m_profile, this,
        [this, epoch = m_epoch](const Profile &whole, const CredentialStore::Answer &token) {
            if (epoch == m_epoch)
                askWith(ConnectionSettings::ofProfile(whole, token.bearer));
        });
}

void FleetMember::askWith(const ConnectionSettings &settings)
{
    if (!m_daemon) {
        if (const QString problem = settings.problem(); !problem.isEmpty())
            return settle(FleetFacts::State::Unusable, problem);
        m_daemon = OperatorDaemon::fromSettings(settings, this);
        if (m_own) {
            m_own->setDaemon(m_daemon);
            updateGate();
        }
    }
    const bool wholeIsDue =
        m_wholeAt == 0 || bootClockMs() - m_wholeAt >= m_house->timings.whole.count();
    const Extent extent = wholeIsDue ? Extent::Whole : Extent::Services;
    const QString name = extent == Extent::Whole ? u"snapshot"_s : u"fleet"_s;
    auto *call = m_daemon->run(
        new SnapshotCall(QString::fromUtf8(ownOperation(name)), m_house->timings.patience));
    connect(call, &DaemonCall::finished, this, [this, extent, call, epoch = m_epoch] {
        if (epoch == m_epoch)
            onFinished(extent, *call);
    });
}

void FleetMember::onFinished(Extent extent, const SnapshotCall &call)
{
    if (!call.holdsGraphQl())
        return onFailed(call.failure().value_or(OperatorDaemonError()));
    SnapshotParts asked = everyPart;
    if (extent == Extent::Services)
        asked = SnapshotParts(SnapshotPart::Stack) | SnapshotPart::Services;
    m_house->reader->read(m_memory, call.reply().body, call.reply().clockSkewMs, asked, this,
                          [this, extent, epoch = m_epoch](const FleetReading &reading) {
                              if (epoch != m_epoch)
                                  return;
                              if (extent == Extent::Whole
                                  && reading.kind == DecodedAnswer::Kind::Snapshot)
                                  m_wholeAt = bootClockMs();
                              onRead(reading);
                          });
}

void FleetMember::onRead(const FleetReading &reading)
{
    if (reading.kind != DecodedAnswer::Kind::Snapshot) {
        const QString words = reading.messages.join(u'\n');
        return settle(FleetFacts::State::Refused,
                      words.isEmpty() ? tr("What answers there is no daemon that is known here.")
                                      : boundedWords(words));
    }
    m_snapshot = reading.snapshot;
    m_attention = reading.attention;
    m_facts.seenAt = m_snapshot->receivedAt();
    countServices(&m_facts, *m_snapshot, reading.sights);
    countAttention(&m_facts, m_attention);
    askVersion(m_daemon);
    // A stack that cannot be read has no name: then its words are all there is.
    const bool isRead = m_snapshot->knows(SnapshotPart::Stack) && !m_facts.root.isEmpty();
    settle(isRead ? FleetFacts::State::Current : FleetFacts::State::Refused,
           boundedWords(m_snapshot->problems().join(u'\n')));
}

//! Once a connection; it costs the daemon nothing.
void FleetMember::askVersion(OperatorDaemon *daemon)
{
    if (!daemon || m_versionAskedOf == daemon)
        return;
    m_versionAskedOf = daemon;
    auto *call = daemon->run(new DaemonVersionCall);
    call->whenDone(this, [this](const Result<QString> &version) {
        if (!version.ok())
            return;
        m_facts.version = version.value();
        tell();
    });
}

void FleetMember::onFailed(const OperatorDaemonError &error)
{
    using Kind = OperatorDaemonError::Kind;
    if (error.kind == Kind::Unauthorized) {
        m_refused = true;
        return settle(
            FleetFacts::State::TokenNeeded,
            !m_tokenWords.isEmpty()
                ? m_tokenWords
                : tr("The daemon does not accept the token, or none is saved. Nothing is sent "
                     "until you open the profile and give one."));
    }
    const bool heard = error.status != 0;
    settle(heard                       ? FleetFacts::State::Refused
               : m_snapshot != nullptr ? FleetFacts::State::Stale
                                       : FleetFacts::State::Unreachable,
           ownWords(error));
}

//! The end of a question, however it went.
void FleetMember::settle(FleetFacts::State state, const QString &words)
{
    m_asking = false;
    m_facts.state = state;
    m_facts.words = words;
    updateGate();
    tell();
    const bool asksOn = state != FleetFacts::State::NotConnected
        && state != FleetFacts::State::Unusable && !m_refused;
    if (m_awake && asksOn)
        dueIn(m_house->timings.between);
    emit answered();
}

void FleetMember::disconnectFromDaemon()
{
    ++m_epoch;
    if (m_own)
        m_own->setDaemon(nullptr);
    delete m_daemon.data();
    if (std::exchange(m_asking, false))
        emit answered();
}

TaskRunner *FleetMember::tasks()
{
    if (m_session)
        return m_session->tasks();
    if (m_own)
        return m_own;
    m_own = new TaskRunner(this);
    m_own->setDaemon(m_daemon);
    // The folder may not be there: no window has shown this profile yet.
    const QDir profiles(QDir(m_house->dataFolder).filePath(u"profiles"_s));
    for (const QString &path : {m_house->dataFolder, profiles.path(), folder()})
        (void)makePrivateFolder(path); // told by the journal, which writes there
    m_journal = new ActivityJournal(QDir(folder()).filePath(u"activity.jsonl"_s), m_facts.name,
                                    m_profile ? m_profile->actor : QString(), this);
    m_own->setJournal(m_journal);
    m_own->gate()->setProfile({m_facts.protection, m_facts.name, m_facts.colour});
    watchTasks(m_own);
    updateGate();
    return m_own;
}

void FleetMember::watchTasks(TaskRunner *runner)
{
    connect(runner, &TaskRunner::taskAdded, this, &FleetMember::updateTasks);
    connect(runner, &TaskRunner::taskChanged, this, &FleetMember::updateTasks);
    connect(runner, &TaskRunner::taskFinished, this, [this](const Task *task) {
        if (buildsImages(task->spec().verb) && task->state() != Task::State::Blocked)
            m_facts.lastBuild = {QDateTime::currentDateTimeUtc(), task->spec().title,
                                 QString::fromLatin1(QMetaEnum::fromType<Task::State>().valueToKey(
                                     int(task->state())))};
        updateTasks();
        if (!m_session && m_own && m_own->activeTasks().isEmpty())
            m_awake ? askAgain() : rest();
    });
}

void FleetMember::updateTasks()
{
    const TaskRunner *runner = m_session ? m_session->tasks() : m_own;
    QStringList titles;
    if (runner) {
        const QList<Task *> active = runner->activeTasks();
        for (const Task *task : active)
            titles.append(task->spec().title);
    }
    m_facts.runsNow = boundedLine(titles.join(u", "_s));
    tell();
}

QString FleetMember::whyNoChanges() const
{
    if (m_session)
        return m_session->whyNoChanges();
    if (m_facts.protection == Protection::ReadOnly)
        return tr("This profile is read-only.");
    if (!m_daemon || !answers(m_facts.state))
        return m_facts.words.isEmpty() ? tr("Not connected to a daemon.") : m_facts.words;
    return {};
}

void FleetMember::updateGate()
{
    if (!m_own)
        return;
    m_own->gate()->setObstacle(whyNoChanges());
    m_own->gate()->setStackName(m_facts.stack);
}

QStringList FleetMember::cutOffByClosing() const
{
    return m_own ? m_own->cutOffByClosing() : QStringList();
}

void FleetMember::tell()
{
    if (m_facts == m_told)
        return;
    m_told = m_facts;
    emit changed();
}

} // namespace angee
