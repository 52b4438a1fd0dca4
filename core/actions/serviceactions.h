// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/servicecalls.h"
#include "core/tasks/task.h"

namespace angee {

//! \brief How an action on one service is sent, what cancelling or quitting does to it, and how to
//! find out what became of it.
//!
//! Start, stop, restart and up of one service run one after the other; a local up has no lane,
//! since it may stay open for as long as the service lives and would block its own stop
//! (contract.md, Q1). Destroying waits in the lane of everything that rewrites the manifest.
[[nodiscard]] TaskSpec serviceActionTask(ServiceAction action, const QString &name,
                                         const QString &runtime);

//! \brief Creates a service from a template. With an empty name there is no way to find out
//! afterwards, since only the daemon knows what the template calls it.
[[nodiscard]] TaskSpec createServiceTask(const ServiceRequest &request, TaskSpec::Start start);

//! \brief Renders a service anew from its template.
[[nodiscard]] TaskSpec updateServiceTask(const QString &name, TaskSpec::Start start);

//! \brief True when a failed stop means that nothing of it runs any more (contract.md, Q13, Q15):
//! the process is not running, or there is no supervisor to ask.
[[nodiscard]] bool saysNotRunning(const QString &words);

} // namespace angee
