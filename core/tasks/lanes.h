// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/objectref.h"

#include <QFlags>
#include <QStringList>

namespace angee {

//! What an action needs for itself while the daemon works on it (contract.md, section 15;
//! contract.md, Q1 and Q12).
enum class Lane {
    Object = 1, //!< its object: no other action on that object meanwhile
    Manifest = 2, //!< the stack's manifest, whose writes race each other in the daemon
    Build = 4, //!< the builder
    Containers = 8, //!< the stack's runtime files and the making and removing of its containers
    Stack = 16, //!< everything: nothing else that changes the stack goes on meanwhile
    //! Its request stays open for as long as what it started lives. It waits for others; nobody
    //! waits for it, since it would block its own stop.
    Held = 32,
};
//! Combined as Lanes(Lane::Object) | Lane::Held: operators for the enum itself would hide those of
//! Qt in this namespace.
Q_DECLARE_FLAGS(Lanes, Lane)

//! \brief The lanes that an action on an object needs.
struct LaneUse
{
    Lanes lanes; //!< none: goes out at once, whatever else goes on
    ObjectRef object;
    //! The sources whose clones it writes to. Working trees of one clone share what git locks, so
    //! two that share one go one after the other, whatever else they are about.
    QStringList repositories = {};
};

//! \brief True when the action that was asked for later must not be sent before the earlier one has
//! ended.
[[nodiscard]] bool mustWaitFor(const LaneUse &later, const LaneUse &earlier);

} // namespace angee
