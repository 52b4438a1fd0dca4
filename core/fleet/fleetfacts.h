// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/attention.h"
#include "core/settings/connectionsettings.h"

#include <QDateTime>
#include <QString>

namespace angee {

struct ActivityRecord;

//! \brief A build that was made from here, as the profile's journal tells it.
struct FleetBuild
{
    QDateTime at; //!< invalid: none is known
    QString title;
    QString state; //!< as the journal writes it: "Succeeded"

    [[nodiscard]] bool succeeded() const;
    friend bool operator==(const FleetBuild &, const FleetBuild &) = default;
};

//! \brief The newest build in \a records, oldest first.
[[nodiscard]] FleetBuild lastBuildOf(const QList<ActivityRecord> &records);

//! \brief What is known of one stack of the fleet, as plain values.
struct FleetFacts
{
    enum class State {
        Waiting, //!< for its token, or for the first answer
        Current,
        Stale, //!< what is shown is older: the last question failed
        Unreachable, //!< and nothing was ever seen
        Refused, //!< the daemon answers, but does not tell
        TokenNeeded, //!< nothing is sent until somebody gives one
        NotConnected, //!< by ssh, which is not opened for an overview
        Unusable, //!< the profile names no address that can be connected to
    };

    QString id; //!< of the profile, or of the connection that a window shows
    QString name;
    QString address;
    QString colour;
    Protection protection = Protection::Normal;
    bool isOpen = false; //!< a window shows it: what is told here is what is told there
    State state = State::Waiting;
    QString words; //!< why the state is what it is; the daemon's, where it has any
    QDateTime seenAt; //!< when the daemon last told; invalid for never
    QString stack;
    QString root;
    bool hasServices = false;
    int services = 0;
    int running = 0;
    int ended = 0; //!< by the daemon's word, or seen to have ended
    int unhealthy = 0;
    int bad = 0; //!< objects that do not work
    int warnings = 0; //!< objects that need attention beyond those
    QString version; //!< what the daemon says it is
    QString runsNow; //!< the tasks from here that are under way
    FleetBuild lastBuild;

    friend bool operator==(const FleetFacts &, const FleetFacts &) = default;
};

//! \brief The state in a word or two, for people.
[[nodiscard]] QString fleetStateName(FleetFacts::State state);
//! \brief True when the stack can be asked to change something: somebody answered last time.
[[nodiscard]] bool answers(FleetFacts::State state);

//! \brief Fills in the counts of \a facts from \a snapshot and what was seen of its services.
void countServices(FleetFacts *facts, const Snapshot &snapshot, const ServiceSights &sights);
//! \brief Fills in the counts of what needs attention.
void countAttention(FleetFacts *facts, const QList<AttentionItem> &attention);

} // namespace angee
