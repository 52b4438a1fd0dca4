// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/panes/closewhendone.h"

#include "core/tasks/task.h"
#include "ui/widgets/confirmdialog.h"

namespace angee {

void closeWhenDone(ConfirmDialog *dialog, Task *task)
{
    dialog->setBusy(true);
    QObject::connect(task, &Task::finished, dialog, [task, dialog] {
        if (task->state() == Task::State::Succeeded)
            dialog->close();
        else
            dialog->setFailure(task->words());
    });
}

} // namespace angee
