// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace angee {

class ConfirmDialog;
class Task;

//! \brief Keeps \a dialog busy until \a task ended: it closes when that succeeded and else shows
//! the task's words, so that what was typed can be sent again. Closing it earlier changes nothing.
void closeWhenDone(ConfirmDialog *dialog, Task *task);

} // namespace angee
