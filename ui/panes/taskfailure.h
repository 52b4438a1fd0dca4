// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/operatordaemonerror.h"

namespace angee {

class Task;

//! \brief Why an ended task did not succeed, in the form that dialogs put beside their fields. A
//! task that failed without an error of its own is told by its words.
[[nodiscard]] OperatorDaemonError failureOf(const Task &task);

} // namespace angee
