// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/panes/taskfailure.h"

#include "core/tasks/task.h"

namespace angee {

OperatorDaemonError failureOf(const Task &task)
{
    if (task.error())
        return *task.error();
    OperatorDaemonError error;
    error.kind = OperatorDaemonError::Kind::Blocked; // its summary is its words
    error.words = task.words();
    return error;
}

} // namespace angee
