// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/schemacalls.h"
#include "core/tasks/task.h"

namespace angee {

//! \brief Runs a mutation that somebody wrote. \a answered gets the daemon's reply, also of one
//! that failed, before the task ends, unless \a context has gone. \a stackName has to be typed for
//! what nothing brings back.
[[nodiscard]] TaskSpec runMutationTask(const PreparedQuery &query, const QString &stackName,
                                       const QObject *context,
                                       const std::function<void(const QueryReply &)> &answered);

} // namespace angee
