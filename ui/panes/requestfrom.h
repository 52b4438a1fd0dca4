// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/tasks/taskrunner.h"
#include "ui/panes/taskfailure.h"

namespace angee {

//! \brief Requests what a form dialog was filled in for: it closes when the task has succeeded,
//! says why when not, and has its input back where the answer to a question was no. Closing it
//! earlier ends the question, but not the task.
template <typename Dialog>
void requestFrom(Dialog *dialog, TaskRunner *runner, const TaskSpec &spec)
{
    const auto follow = [dialog](Task *task) {
        QObject::connect(task, &Task::finished, dialog, [task, dialog] {
            if (task->succeeded())
                dialog->accept();
            else
                dialog->setFailure(failureOf(*task));
        });
    };
    runner->request(spec, dialog, follow, [dialog] { dialog->setBusy({}); });
}

} // namespace angee
