// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/sourcecalls.h"
#include "core/tasks/task.h"

namespace angee {

//! \brief The action as it stands on a button.
[[nodiscard]] QString sourceActionName(SourceAction action);
[[nodiscard]] ActionVerb verbOf(SourceAction action);

//! \brief "Pull 3 sources", and what is asked before that.
[[nodiscard]] QString sourcesActionTitle(SourceAction action, int count);
[[nodiscard]] Question sourcesActionQuestion(SourceAction action, const QStringList &names);

//! \brief How an action on one source is sent and how to find out what became of it. Actions on one
//! source run one after the other, since they share its git tree. \a ref goes with push only.
[[nodiscard]] TaskSpec sourceActionTask(SourceAction action, const QString &name,
                                        const QString &ref = {});

//! \brief Why the action cannot work on the source as it was last seen, or nothing.
[[nodiscard]] QString whyNotNow(SourceAction action, const Source &source);

} // namespace angee
