// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fleet/fleet.h"

#include "core/model/servicestatus.h"
#include "core/session/session.h"

#include <QTimer>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

template <typename Row, typename Status>
void addFleetObjects(QList<FleetObject> *all, const FleetObject &pattern,
                     const std::vector<Row> &rows, ObjectKind kind, Status status)
{
    for (const Row &row : rows) {
        FleetObject object = pattern;
        object.object = {kind, toText(row.key())};
        object.status = status(row);
        all->append(object);
    }
}

} // namespace

Fleet::Fleet(CredentialStore *credentials, const QString &dataFolder, const FleetTimings &timings,
             QObject *parent)
    : QObject(parent)
    , m_house{&m_reader, credentials, dataFolder, timings}
{ }

Fleet::~Fleet()
{
    for (const auto &member : m_members)
        member->disconnect(this);
}

FleetMember *Fleet::adopt(std::unique_ptr<FleetMember> member)
{
    FleetMember *const raw = member.get();
    connect(raw, &FleetMember::askDue, this, [this, raw] { onDue(raw); });
    connect(raw, &FleetMember::answered, this, [this, raw] { onAnswered(raw); });
    connect(raw, &FleetMember::changed, this, [this, raw] { emit memberChanged(raw->id()); });
    m_members.push_back(std::move(member));
    return raw;
}

void Fleet::setProfiles(const QList<Profile> &profiles)
{
    if (profiles == m_profiles)
        return;
    m_profiles = profiles;
    std::vector<std::unique_ptr<FleetMember>> before;
    std::swap(before, m_members);
    for (const Profile &profile : profiles) {
        const auto found =
            std::find_if(before.begin(), before.end(), [&profile](const auto &member) {
                return member && member->id() == profile.id;
            });
        if (found != before.end()) {
            m_members.push_back(std::move(*found));
            m_members.back()->setProfile(profile);
            continue;
        }
        FleetMember *member = adopt(std::make_unique<FleetMember>(&m_house, profile));
        if (m_watched)
            member->wake();
    }
    for (const auto &member : before) {
        if (member)
            m_asking.remove(member.get());
    }
    before.clear();
    matchSessions();
    askNext();
}

void Fleet::setSessions(const QList<Session *> &sessions)
{
    m_sessions = {sessions.cbegin(), sessions.cend()};
    matchSessions();
}

//! A window's session stands for the profile that it shows; one without a saved profile is a member
//! as long as it is shown.
void Fleet::matchSessions()
{
    QHash<QString, Session *> shown;
    for (const QPointer<Session> &session : std::as_const(m_sessions)) {
        if (session && session->isConnected() && !session->settings().profileId.isEmpty())
            shown.insert(session->settings().profileId, session);
    }
    std::erase_if(m_members, [this, &shown](const std::unique_ptr<FleetMember> &member) {
        const bool goes = !member->profile() && !shown.contains(member->id());
        if (goes)
            m_asking.remove(member.get());
        return goes;
    });
    for (const auto &member : m_members)
        member->setSession(shown.take(member->id()));
    for (auto it = shown.cbegin(); it != shown.cend(); ++it)
        adopt(std::make_unique<FleetMember>(&m_house, it.value()));
    if (!m_watched) {
        for (const auto &member : m_members)
            member->rest();
    }
    emit membersChanged();
}

void Fleet::setWatched(bool watched)
{
    if (m_watched == watched)
        return;
    m_watched = watched;
    for (const auto &member : m_members)
        watched ? member->wake() : member->rest();
    if (!watched)
        m_queue.clear();
}

void Fleet::askAgain()
{
    for (const auto &member : m_members)
        member->askAgain();
}

void Fleet::onDue(FleetMember *member)
{
    if (!m_asking.contains(member) && !m_queue.contains(member))
        m_queue.enqueue(member);
    askNext();
}

void Fleet::onAnswered(FleetMember *member)
{
    m_asking.remove(member);
    // Not from inside whatever ended it.
    QMetaObject::invokeMethod(this, &Fleet::askNext, Qt::QueuedConnection);
}

void Fleet::askNext()
{
    while (!m_queue.isEmpty() && m_asking.size() < mostAtOnce) {
        const QPointer<FleetMember> next = m_queue.dequeue();
        if (!next)
            continue;
        m_asking.insert(next);
        // One that is silent waits by itself: others are not to wait for it.
        QTimer::singleShot(m_house.timings.giveWay, next, [this, raw = next.data()] {
            m_asking.remove(raw);
            askNext();
        });
        next->ask();
    }
}

QList<FleetMember *> Fleet::members() const
{
    QList<FleetMember *> all;
    all.reserve(qsizetype(m_members.size()));
    for (const auto &member : m_members)
        all.append(member.get());
    return all;
}

FleetMember *Fleet::member(const QString &id) const
{
    for (const auto &member : m_members) {
        if (member->id() == id)
            return member.get();
    }
    return nullptr;
}

QList<FleetObject> Fleet::objects() const
{
    QList<FleetObject> all;
    const auto none = [](const auto &) { return QString(); };
    for (const auto &member : m_members) {
        const SnapshotPtr snapshot = member->snapshot();
        if (!snapshot)
            continue;
        const FleetObject pattern{
            member->id(), member->facts().name, member->facts().stack, {}, {}};
        addFleetObjects(&all, pattern, snapshot->services(), ObjectKind::Service,
                        [](const ServiceRow &row) {
                            return serviceStatusText(toText(row.status), toText(row.health));
                        });
        addFleetObjects(&all, pattern, snapshot->workspaces(), ObjectKind::Workspace,
                        [](const WorkspaceRow &row) { return toText(row.state); });
        addFleetObjects(&all, pattern, snapshot->sources(), ObjectKind::Source,
                        [](const SourceRow &row) { return toText(row.state); });
        addFleetObjects(
            &all, pattern, snapshot->secrets(), ObjectKind::Secret,
            [](const SecretRow &row) { return row.hasValue ? tr("set") : tr("without a value"); });
        addFleetObjects(&all, pattern, snapshot->jobs(), ObjectKind::Job, none);
        addFleetObjects(&all, pattern, snapshot->templates(), ObjectKind::Template, none);
    }
    return all;
}

QList<FleetInnerStack> Fleet::innerStacks(const QString &id) const
{
    QList<FleetInnerStack> all;
    const FleetMember *const of = member(id);
    const SnapshotPtr snapshot = of ? of->snapshot() : nullptr;
    if (!snapshot)
        return all;
    for (const WorkspaceRow &row : snapshot->workspaces()) {
        if (!row.hasInnerStack && row.innerError.empty())
            continue;
        const auto running = std::count_if(
            row.innerServices.cbegin(), row.innerServices.cend(),
            [](const ServiceRow &service) { return isUp(serviceState(service.status)); });
        all.append({id, toText(row.name), toText(row.innerName), toText(row.innerRoot),
                    toText(row.innerError), int(row.innerServices.size()), int(running)});
    }
    return all;
}

} // namespace angee
