// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace angee {

//! \brief What an object is doing. Each state has a shape of its own, so that it can be told
//! without its colour.
enum class Status {
    Running, //!< filled disc
    Declared, //!< ring
    Starting, //!< half-filled ring
    Restarting, //!< circling arrow
    Paused, //!< two bars
    Stopping, //!< square in a ring
    Unhealthy, //!< triangle
    Failed, //!< cross
    Stopped, //!< square
    Done, //!< tick
    Unknown, //!< question mark
    Unseen, //!< struck-out eye: nothing can be observed
    Idle, //!< ring with a bar: does not run while others do
};

} // namespace angee
