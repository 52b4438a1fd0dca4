// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/tasks/taskrunner.h"

namespace angee::test {

//! \brief The task of an action that nobody is asked about; null when somebody is.
[[nodiscard]] inline Task *requested(TaskRunner *runner, const TaskSpec &spec)
{
    Task *made = nullptr;
    runner->request(spec, runner, [&made](Task *task) { made = task; });
    return made;
}

} // namespace angee::test
