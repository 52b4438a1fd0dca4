// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/slotcalls.h"
#include "core/model/slotrecord.h"
#include "core/tasks/task.h"

#include <array>

namespace angee {

//! All that can be asked of a slot, in the order of its buttons.
inline constexpr std::array allSlotActions{
    SlotAction::Fetch,      SlotAction::Pull,        SlotAction::Push,
    SlotAction::Publish,    SlotAction::Merge,       SlotAction::Rebase,
    SlotAction::MergeAbort, SlotAction::RebaseAbort, SlotAction::RebaseContinue,
};

//! \brief What is asked of one slot.
struct SlotOrder
{
    SlotAction action = SlotAction::Fetch;
    QString ref; //!< the other side of Merge and Rebase, what Push sends, the branch of Publish
    QString remote; //!< of Publish; empty for the daemon's own choice
};

//! \brief The action as it stands on a button.
[[nodiscard]] QString slotActionName(SlotAction action);
//! \brief A stable word for object names.
[[nodiscard]] QString slotActionId(SlotAction action);
[[nodiscard]] ActionVerb verbOf(SlotAction action);

//! \brief "Pull 3 slots", and what is asked before that.
[[nodiscard]] QString slotsActionTitle(SlotAction action, int count);
[[nodiscard]] Question slotsActionQuestion(SlotAction action, const QList<SlotRecord> &records);

//! \brief How an action on one slot is sent and how to find out what became of it. What writes to
//! one clone goes one after the other, whichever slot of it is meant. Rebasing what is pushed, and
//! giving up a merge or rebase, say what is lost.
[[nodiscard]] TaskSpec slotActionTask(const SlotRecord &slot, const SlotOrder &order);

//! \brief Why the action cannot work on the slot as it was last seen, or nothing. \a midst may be
//! Unknown: then what it could be decides.
[[nodiscard]] QString whyNotNow(SlotAction action, const SlotRecord &slot, GitMidst midst);
//! \brief Why a run over many passes the slot over though it could be asked: there is nothing to
//! do. Nothing where there is.
[[nodiscard]] QString whyPassOver(SlotAction action, const SlotRecord &slot);

//! \brief What a pull would do to the slot, as far as the last fetch tells.
[[nodiscard]] QString pullOutlook(const SlotRecord &slot);
//! \brief True when a rebase would make other commits of some that others may have.
[[nodiscard]] bool isRebaseOfPushed(const SlotRecord &slot);

} // namespace angee
