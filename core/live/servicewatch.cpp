// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/servicewatch.h"

#include "core/live/snapshot.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

using SightState = ServiceSight::State;
using SightCause = ServiceSight::Cause;

// Snapshots lag behind by some seconds, and a service can take its time to end; the answer to the
// stop comes after that and counts anew.
constexpr qint64 StopPatienceMs = 30'000;
// A start is answered before the daemon sees the container run.
constexpr qint64 BegunPatienceMs = 6'000;
constexpr qint64 LongestBeginMs = 120'000;
constexpr qint64 FreshMs = 15'000;
// One service that is gone may have crashed; several at once had one reason.
constexpr int FewestVanished = 2;

} // namespace

ServiceWatch::ServiceWatch() = default;
ServiceWatch::~ServiceWatch() = default;

void ServiceWatch::expect(const std::string &service, ServiceExpectation expectation, qint64 nowMs)
{
    if (service.empty()) {
        for (auto &[name, seen] : m_seen) {
            // What the stack takes down was up: one that never ran was not stopped by it.
            const bool concerned = expectation != ServiceExpectation::End || seen.isUp || seen.wasUp
                || seen.stopAsked || seen.begins > 0;
            if (!name.empty() && concerned)
                expect(name, expectation, nowMs);
        }
        return;
    }
    Seen &seen = m_seen[service];
    switch (expectation) {
    case ServiceExpectation::End:
        seen.stopAsked = true;
        seen.stopAtMs = nowMs;
        break;
    case ServiceExpectation::Begin:
        ++seen.begins;
        seen.beginAtMs = nowMs;
        break;
    case ServiceExpectation::Begun:
        seen.begins = std::max(0, seen.begins - 1);
        seen.begunAtMs = nowMs;
        seen.stopAsked = seen.stopSeen = false;
        break;
    case ServiceExpectation::Nothing:
        if (seen.begins > 0)
            --seen.begins;
        else if (!seen.stopSeen)
            seen.stopAsked = false;
        break;
    }
}

void ServiceWatch::learn(const std::string &service, const ServiceEvidence &evidence, qint64 nowMs)
{
    Seen &seen = m_seen[service];
    std::optional<int> code = evidence.exitCode;
    if (!code && seen.evidence)
        code = seen.evidence->exitCode; // told while it ended; what is read later does not say
    seen.evidence = evidence;
    seen.evidence->exitCode = code;
    seen.learntAtMs = nowMs;
}

bool ServiceWatch::itsLogEnded(const Seen &seen)
{
    return seen.evidence && seen.evidence->kind == ServiceEvidence::Kind::Ended;
}

bool ServiceWatch::isBeginning(const Seen &seen, qint64 nowMs) const
{
    // A request that starts local services stays open while they run: it excuses nothing later.
    return (seen.begins > 0 && nowMs - seen.beginAtMs < LongestBeginMs)
        || (seen.begunAtMs > 0 && nowMs - seen.begunAtMs < BegunPatienceMs);
}

void ServiceWatch::observe(Seen &seen, ServiceState state, qint64 nowMs)
{
    const bool wasUp = std::exchange(seen.isUp, isUp(state));
    if (!seen.isUp) {
        if (seen.stopAsked) {
            seen.stopSeen = true;
            seen.wasUp = false;
        }
        return;
    }
    seen.wasUp = true;
    // An end is heard of before the snapshot shows it.
    if (!wasUp || nowMs - seen.learntAtMs > FreshMs)
        seen.evidence.reset();
    if (seen.stopAsked && (seen.stopSeen || nowMs - seen.stopAtMs > StopPatienceMs)) {
        seen.stopAsked = false;
        seen.stopSeen = false;
    }
    if (seen.begins == 0)
        seen.begunAtMs = 0;
}

void ServiceWatch::count(Group &group, const Seen &seen, ServiceState state) const
{
    group.anySeen = group.anySeen || state != ServiceState::Declared;
    if (state != ServiceState::Declared || seen.stopAsked)
        return;
    group.vanished += seen.wasUp;
    // What was found out while others were still seen tells nothing of why they are gone.
    if (!seen.evidence || seen.learntAtMs < group.lastSeenMs)
        return;
    switch (seen.evidence->kind) {
    case ServiceEvidence::Kind::Ended:
        group.readable = true;
        break;
    case ServiceEvidence::Kind::NoContainer:
        group.removed = true;
        break;
    case ServiceEvidence::Kind::NothingSeen:
        group.blind = seen.evidence;
        break;
    }
}

ServiceSight ServiceWatch::unseen(const Seen &seen, const Group &group,
                                  ServiceRuntime runtime) const
{
    ServiceSight sight;
    if (group.anySeen) {
        sight.state =
            seen.wasUp || itsLogEnded(seen) ? SightState::EndedUnseen : SightState::NotRunning;
        return sight;
    }
    sight.state = SightState::NotObserved;
    if (group.blind) {
        sight.cause = group.blind->cause;
        sight.words = group.blind->words;
    } else if (group.vanished == 0) {
        sight.cause = SightCause::StackDown;
    } else if (runtime == ServiceRuntime::Local) {
        sight.cause = SightCause::SupervisorGone;
    } else if (group.readable || group.vanished < FewestVanished) {
        sight.state =
            seen.wasUp || itsLogEnded(seen) ? SightState::EndedUnseen : SightState::NotRunning;
    } else {
        sight.cause = group.removed ? SightCause::TakenDown : SightCause::Vanished;
    }
    return sight;
}

ServiceSight ServiceWatch::judge(const Seen &seen, ServiceState state, const Group &group,
                                 ServiceRuntime runtime, qint64 nowMs) const
{
    ServiceSight sight;
    if (state == ServiceState::Disabled)
        sight.state = SightState::Idle;
    else if (isUp(state) || state == ServiceState::Other || state == ServiceState::Pending)
        sight.state = seen.stopAsked ? SightState::Ending : SightState::Running;
    else if (isBeginning(seen, nowMs) || state == ServiceState::Stopping)
        sight.state = SightState::Changing;
    else if (seen.stopAsked)
        sight.state = SightState::StoppedHere;
    else if (hasEnded(state))
        sight.state = SightState::EndedUnseen;
    else
        sight = unseen(seen, group, runtime);
    if (seen.evidence && sight.state == SightState::EndedUnseen)
        sight.exitCode = seen.evidence->exitCode;
    const bool same = sight.state == seen.sight.state && sight.cause == seen.sight.cause;
    sight.sinceMs = same ? seen.sight.sinceMs : nowMs;
    return sight;
}

void ServiceWatch::review(const Snapshot &snapshot)
{
    review(snapshot, snapshot.receivedAt().toMSecsSinceEpoch());
}

void ServiceWatch::review(const Snapshot &snapshot, qint64 nowMs)
{
    if (!snapshot.knows(SnapshotPart::Services))
        return;
    std::array<Group, 3> groups;
    for (size_t i = 0; i < groups.size(); ++i)
        groups.at(i).lastSeenMs = m_lastSeenMs.at(i);
    QHash<qint64, int> cameBack; // by the moment at which they were stopped
    const auto groupOf = [&groups](ServiceRuntime runtime) -> Group & {
        return groups.at(size_t(runtime));
    };
    for (const ServiceRow &service : snapshot.services()) {
        auto found = m_seen.find(service.name);
        if (found == m_seen.end())
            found = m_seen.emplace(std::string(service.name), Seen()).first;
        const ServiceState state = serviceState(service.status);
        Seen &seen = found->second;
        const bool wasStopped = seen.stopAsked && seen.stopSeen;
        observe(seen, state, nowMs);
        if (wasStopped && seen.isUp)
            ++cameBack[seen.stopAtMs];
        count(groupOf(serviceRuntime(service.runtime)), seen, state);
    }
    // What was stopped by one command and came back together was brought up as a whole, by
    // whomever: one that is missing then is not down because of that command.
    for (auto &[name, seen] : m_seen) {
        if (seen.stopAsked && !seen.isUp && cameBack.value(seen.stopAtMs) >= FewestVanished)
            seen.stopAsked = seen.stopSeen = false;
    }
    for (size_t i = 0; i < groups.size(); ++i) {
        if (groups.at(i).anySeen)
            m_lastSeenMs.at(i) = nowMs;
    }
    ServiceSights sights;
    for (const ServiceRow &service : snapshot.services()) {
        Seen &seen = m_seen.find(service.name)->second;
        const ServiceRuntime runtime = serviceRuntime(service.runtime);
        seen.sight = judge(seen, serviceState(service.status), groupOf(runtime), runtime, nowMs);
        if (seen.sight.state != SightState::Running)
            sights.insert(toText(service.name), seen.sight);
    }
    if (sights != m_sights)
        m_sights = sights;
    if (m_seen.size() > snapshot.services().size())
        forgetMissing(snapshot);
}

void ServiceWatch::forgetMissing(const Snapshot &snapshot)
{
    std::unordered_set<std::string_view> present;
    for (const ServiceRow &service : snapshot.services())
        present.insert(service.name);
    std::erase_if(m_seen, [&present](const auto &entry) {
        const Seen &seen = entry.second;
        return !present.contains(entry.first) && seen.begins == 0;
    });
}

QByteArray ServiceWatch::save() const
{
    QJsonArray list;
    for (const auto &[name, seen] : m_seen) {
        const bool ended = seen.sight.state == SightState::EndedUnseen;
        if (!seen.stopSeen && !ended)
            continue;
        QJsonObject entry{{u"name"_s, toText(name)},
                          {u"stopped"_s, seen.stopSeen},
                          {u"since"_s, seen.sight.sinceMs}};
        if (seen.evidence && seen.evidence->exitCode)
            entry.insert("code"_L1, *seen.evidence->exitCode);
        list.append(entry);
    }
    return list.isEmpty() ? QByteArray() : QJsonDocument(list).toJson(QJsonDocument::Compact);
}

void ServiceWatch::restore(const QByteArray &saved)
{
    const QJsonArray list = QJsonDocument::fromJson(saved).array();
    for (const QJsonValue &value : list) {
        const QJsonObject entry = value.toObject();
        const std::string name = entry.value("name"_L1).toString().toStdString();
        if (name.empty())
            continue;
        Seen &seen = m_seen[name];
        seen.sight.sinceMs = entry.value("since"_L1).toInteger();
        if (entry.value("stopped"_L1).toBool()) {
            seen.stopAsked = seen.stopSeen = true;
            seen.sight.state = SightState::StoppedHere;
            continue;
        }
        seen.wasUp = true;
        seen.sight.state = SightState::EndedUnseen;
        if (entry.contains("code"_L1)) {
            ServiceEvidence evidence;
            evidence.exitCode = entry.value("code"_L1).toInt();
            seen.evidence = evidence;
        }
    }
}

} // namespace angee
