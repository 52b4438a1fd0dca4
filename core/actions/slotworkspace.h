// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/slotrecord.h"
#include "core/tasks/task.h"

namespace angee {

//! \brief Pushes the slots of a workspace in their order; the daemon stops at the first that fails,
//! and leaves those before it pushed. \a records are its slots as they were last seen.
[[nodiscard]] TaskSpec pushWorkspaceTask(const QString &workspace, const QList<SlotRecord> &records,
                                         const QString &ref);

//! \brief Brings the slots of a workspace up to their bases, in their order. A conflict is a
//! failure that leaves its slot in the middle (contract.md, Q22).
[[nodiscard]] TaskSpec syncWorkspaceTask(const QString &workspace, const QList<SlotRecord> &records,
                                         SyncMethod method);

//! \brief "Push 3 workspaces", and what is asked before that.
[[nodiscard]] Question pushWorkspacesQuestion(const QStringList &workspaces);
[[nodiscard]] Question syncWorkspacesQuestion(const QStringList &workspaces, SyncMethod method);

//! \brief Why the daemon would refuse to push, or to sync, the workspace at once, or nothing: it
//! looks at every slot before it begins.
[[nodiscard]] QString whyNotPush(const QList<SlotRecord> &records);
[[nodiscard]] QString whyNotSync(const QList<SlotRecord> &records);

//! \brief Whether bringing the slot up to its base can end in a conflict, as far as where it stands
//! tells.
[[nodiscard]] QString syncOutlook(const SlotRecord &slot, const SlotInsight &insight);

} // namespace angee
