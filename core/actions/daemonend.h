// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/tasks/task.h"

namespace angee {

//! \brief \a spec where the stack runs the daemon that would answer as its service \a ownService:
//! asks in any case, says that the daemon ends with it and how it comes back, and takes the loss of
//! the connection for the success that it then is. A Run, and destroying the stack, only say so.
[[nodiscard]] TaskSpec endingDaemon(TaskSpec spec, const QString &ownService);

} // namespace angee
