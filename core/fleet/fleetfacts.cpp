// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/fleet/fleetfacts.h"

#include "core/model/servicestatus.h"
#include "core/tasks/actionverb.h"
#include "core/tasks/activityjournal.h"

#include <QCoreApplication>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct FleetWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::Fleet)
};

} // namespace

bool FleetBuild::succeeded() const
{
    return state == "Succeeded"_L1 || state == "DoneAnyway"_L1;
}

FleetBuild lastBuildOf(const QList<ActivityRecord> &records)
{
    for (auto it = records.crbegin(); it != records.crend(); ++it) {
        if (buildsImages(it->verb))
            return {it->time, it->title, it->state};
    }
    return {};
}

QString fleetStateName(FleetFacts::State state)
{
    switch (state) {
    case FleetFacts::State::Waiting:
        return FleetWords::tr("asking…");
    case FleetFacts::State::Current:
        return FleetWords::tr("current");
    case FleetFacts::State::Stale:
        return FleetWords::tr("stale");
    case FleetFacts::State::Unreachable:
        return FleetWords::tr("unreachable");
    case FleetFacts::State::Refused:
        return FleetWords::tr("refused");
    case FleetFacts::State::TokenNeeded:
        return FleetWords::tr("token needed");
    case FleetFacts::State::NotConnected:
        return FleetWords::tr("not connected");
    case FleetFacts::State::Unusable:
        return FleetWords::tr("unusable");
    }
    Q_UNREACHABLE();
}

bool answers(FleetFacts::State state)
{
    return state == FleetFacts::State::Current || state == FleetFacts::State::Refused;
}

void countServices(FleetFacts *facts, const Snapshot &snapshot, const ServiceSights &sights)
{
    facts->stack = toText(snapshot.stackName());
    facts->root = toText(snapshot.stackRoot());
    facts->hasServices = snapshot.knows(SnapshotPart::Services);
    facts->services = int(snapshot.services().size());
    facts->running = facts->ended = facts->unhealthy = 0;
    for (const ServiceRow &row : snapshot.services()) {
        const ServiceState state = serviceState(row.status);
        if (isUp(state)) {
            ++facts->running;
            facts->unhealthy += serviceHealth(row.health) == ServiceHealth::Unhealthy;
            continue;
        }
        const auto sight = sights.constFind(toText(row.name));
        const bool seenToEnd =
            sight != sights.cend() && sight->state == ServiceSight::State::EndedUnseen;
        facts->ended += hasEnded(state) || seenToEnd;
    }
}

void countAttention(FleetFacts *facts, const QList<AttentionItem> &attention)
{
    facts->bad = facts->warnings = 0;
    for (const AttentionItem &item : attention)
        ++(item.severity == Severity::Bad ? facts->bad : facts->warnings);
}

} // namespace angee
