// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/tasks/task.h"

#include <QMap>

namespace angee {

//! \brief Runs a job with these inputs. What it printed is the task's output, once it has ended.
[[nodiscard]] TaskSpec runJobTask(const QString &job, const QMap<QString, QString> &inputs);

} // namespace angee
