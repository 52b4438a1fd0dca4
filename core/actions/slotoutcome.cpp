// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/slotoutcome.h"

#include "core/actions/slotactions.h"
#include "core/actions/slotreader.h"
#include "core/daemon/operatordaemon.h"
#include "core/daemon/workspacecalls.h"

#include <QCoreApplication>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

using Verdict = FindOutAnswer::Verdict;

struct SlotOutcome
{
    Q_DECLARE_TR_FUNCTIONS(angee::SlotOutcome)
};

FindOutAnswer afterPush(const SlotRecord &now, const QString &ref)
{
    const WorkspaceSlot &slot = now.slot;
    const bool isOwnBranch = ref.isEmpty() || ref == slot.currentRef;
    if (!isOwnBranch)
        return {
            Verdict::CannotKnow,
            SlotOutcome::tr("The daemon does not tell where %1 stands on the remote. Pushing it "
                            "again does no harm.")
                .arg(ref)};
    if (slot.upstream.isEmpty())
        return {Verdict::DidNotHappen, SlotOutcome::tr("Its branch has no upstream.")};
    if (slot.ahead == 0 && slot.pushed)
        return {Verdict::Happened, SlotOutcome::tr("Its commits are on %1.").arg(slot.upstream)};
    return {Verdict::DidNotHappen,
            SlotOutcome::tr("It is still %n commit(s) ahead of %1.", nullptr, slot.ahead)
                .arg(slot.upstream)};
}

FindOutAnswer afterPull(const SlotRecord &now)
{
    if (now.slot.behind == 0)
        return {Verdict::Happened, SlotOutcome::tr("It is not behind its upstream.")};
    return {Verdict::DidNotHappen, SlotOutcome::tr("It is still behind its upstream.")};
}

FindOutAnswer afterMidst(GitMidst midst, SlotAction action)
{
    const bool isMerge = action == SlotAction::MergeAbort || action == SlotAction::Merge;
    const bool begins = action == SlotAction::Merge || action == SlotAction::Rebase;
    if (midst == GitMidst::Unknown)
        return {Verdict::CannotKnow,
                SlotOutcome::tr("What git is in the middle of cannot be read here.")};
    if (midst == (isMerge ? GitMidst::Merging : GitMidst::Rebasing))
        return {begins ? Verdict::CannotKnow : Verdict::DidNotHappen,
                begins
                    ? SlotOutcome::tr("It stopped in a conflict: the slot is in the middle of it.")
                    : SlotOutcome::tr("The slot is still in the middle of it.")};
    if (begins)
        return {Verdict::CannotKnow,
                SlotOutcome::tr("Nothing is under way in the slot: it is done, or never began. Its "
                                "commits tell.")};
    return {Verdict::Happened, SlotOutcome::tr("Nothing is under way in the slot any more.")};
}

//! The slot as it is now, or nothing when the workspace no longer has it.
std::optional<SlotRecord> slotIn(const WorkspaceStatus &status, const QString &name)
{
    const auto found = std::find_if(status.slotStates.cbegin(), status.slotStates.cend(),
                                    [&](const WorkspaceSlot &slot) { return slot.slot == name; });
    if (found == status.slotStates.cend())
        return std::nullopt;
    return SlotRecord{status.name, *found};
}

} // namespace

TaskSpec::FindOut findOutSlot(const SlotRecord &slot, const SlotOrder &order)
{
    return [=](OperatorDaemon &daemon, QObject *context, const TaskSpec::Answer &answer) {
        auto *call = daemon.run(new WorkspaceStatusCall(slot.workspace));
        call->whenDone(context, [=, &daemon](const Result<WorkspaceStatus> &result) {
            if (!result)
                return answer({Verdict::CannotKnow, result.error().summary()});
            const std::optional<SlotRecord> now = slotIn(result.value(), slot.slot.slot);
            if (!now)
                return answer({Verdict::CannotKnow,
                               SlotOutcome::tr("The workspace no longer has this slot.")});
            if (!now->slot.error.isEmpty())
                return answer({Verdict::CannotKnow, now->slot.error});
            switch (order.action) {
            case SlotAction::Fetch:
                return answer(
                    {Verdict::CannotKnow, SlotOutcome::tr("Fetching again does no harm.")});
            case SlotAction::Pull:
                return answer(afterPull(*now));
            case SlotAction::Push:
            case SlotAction::Publish:
                return answer(afterPush(*now, order.ref));
            default:
                break;
            }
            auto *reader = new SlotReader(&daemon, context);
            reader->ask(*now, context, [=](const SlotInsight &insight) {
                reader->deleteLater();
                answer(afterMidst(insight.midst, order.action));
            });
        });
    };
}

} // namespace angee
