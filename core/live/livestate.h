// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/clocks.h"

#include <QMetaType>
#include <QObject>

#include <chrono>
#include <functional>

namespace angee {

//! \brief How far what is on screen can be trusted.
//!
//!     Stopped -> Connecting -> Live <-> Stale        the daemon is silent or refuses to tell
//!                              Live <-> Resting      nobody looks: asked seldom
//!                           -> Reconnecting          away; tried again by itself
//!                           -> OfflineCache          away since the start; yesterday's snapshot
//!                           -> Unauthorized          waits for a person
//!                           -> Incompatible          another schema; tried again slowly
enum class LiveState {
    Stopped,
    Connecting,
    Live,
    Resting,
    Stale,
    Reconnecting,
    Unauthorized,
    Incompatible,
    OfflineCache,
};

//! \brief How often a change is looked for: as often as somebody looks.
enum class LivePace {
    Active, //!< no change is seen later than 5 s after it
    Resting,
};

//! True when the data on screen is the daemon's present state.
[[nodiscard]] constexpr bool isCurrent(LiveState state)
{
    return state == LiveState::Live || state == LiveState::Resting;
}

//! \brief The store's waits, so that a test need not sit through them.
struct LiveTimings
{
    using Ms = std::chrono::milliseconds;

    Ms health{15000}; //!< between health checks
    Ms healthTimeout{5000};
    Ms probeTimeout{2500}; //!< of a health check while the daemon is away
    Ms active{3500}; //!< from one question to the next while somebody looks
    Ms resting{45000}; //!< while nobody does
    Ms requery{60000}; //!< the whole snapshot again while somebody looks; ten times that otherwise
    Ms queryTimeout{60000}; //!< a question during which no byte moves
    Ms slowRetry{30000}; //!< with an incompatible daemon
    Ms tick{2000}; //!< between looks at the clock
    Ms wakeGap{10000}; //!< a longer pause between two looks means that the machine slept
    Ms frame{16}; //!< snapshots closer than this are one
    std::function<qint64()> clock = bootClockMs;
};

} // namespace angee
