// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/servicecalls.h"
#include "core/tasks/task.h"

namespace angee {

// What an answer of the daemon is worth: it says done where nothing was started, and fails after
// the deed (contract.md, section 15). Each of these looks at the list of services, which is there
// at once and changes nothing.

//! \brief Reads the services and answers by them; CannotKnow, with the reason, where they cannot be
//! read.
[[nodiscard]] TaskSpec::FindOut
lookAtServices(const std::function<FindOutAnswer(const QList<Service> &)> &judge);

//! \brief Whether the service runs after a start, restart or up, does not after a stop, and is no
//! longer declared after it was destroyed.
[[nodiscard]] TaskSpec::Verify serviceCameTrue(ServiceAction action, const QString &name,
                                               const QString &runtime);

//! \brief Whether a service whose creation was refused stands in the stack all the same. An empty
//! name is read from the daemon's words, where they tell it.
[[nodiscard]] TaskSpec::Verify serviceWasSaved(const QString &name);

//! \brief Whether the containers that were brought up are seen: those of \a services, or all.
[[nodiscard]] TaskSpec::Verify containersCameUp(const QStringList &services);

//! \brief Whether nothing of the stack runs any more.
[[nodiscard]] TaskSpec::Verify stackCameDown();

enum class StackData {
    Kept,
    Deleted,
};
//! \brief How far destroying the stack went: it is taken down before anything is deleted.
[[nodiscard]] TaskSpec::Verify stackWasDestroyed(StackData data);

} // namespace angee
