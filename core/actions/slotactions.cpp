// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/slotactions.h"

#include "core/actions/slotoutcome.h"
#include "core/daemon/operatordaemon.h"

#include <QCoreApplication>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct SlotActions
{
    Q_DECLARE_TR_FUNCTIONS(angee::SlotActions)
};

QString titleOf(const SlotRecord &slot, const SlotOrder &order)
{
    const QString id = slot.id();
    switch (order.action) {
    case SlotAction::Fetch:
        return SlotActions::tr("Fetch slot \"%1\"").arg(id);
    case SlotAction::Pull:
        return SlotActions::tr("Pull slot \"%1\"").arg(id);
    case SlotAction::Push:
        return SlotActions::tr("Push slot \"%1\"").arg(id);
    case SlotAction::Merge:
        return SlotActions::tr("Merge %2 into slot \"%1\"").arg(id, order.ref);
    case SlotAction::Rebase:
        return SlotActions::tr("Rebase slot \"%1\" onto %2").arg(id, order.ref);
    case SlotAction::MergeAbort:
        return SlotActions::tr("Abort the merge in slot \"%1\"").arg(id);
    case SlotAction::RebaseAbort:
        return SlotActions::tr("Abort the rebase in slot \"%1\"").arg(id);
    case SlotAction::RebaseContinue:
        return SlotActions::tr("Continue the rebase in slot \"%1\"").arg(id);
    case SlotAction::Publish:
        return SlotActions::tr("Publish slot \"%1\"").arg(id);
    }
    Q_UNREACHABLE();
}

QString textOf(SlotAction action)
{
    switch (action) {
    case SlotAction::Fetch:
        return SlotActions::tr("The daemon asks the remote for new commits. No file changes.");
    case SlotAction::Pull:
        return SlotActions::tr("The daemon brings the files up to the remote's commits, by "
                               "fast-forward alone.");
    case SlotAction::Push:
        return SlotActions::tr("The daemon sends the slot's commits to the remote.");
    case SlotAction::Merge:
        return SlotActions::tr("The daemon merges with a merge commit of its own. In a conflict "
                               "the slot stays in the middle of it.");
    case SlotAction::Rebase:
        return SlotActions::tr("The daemon makes the slot's commits anew on top of the other "
                               "branch. In a conflict the slot stays in the middle of it.");
    case SlotAction::MergeAbort:
    case SlotAction::RebaseAbort:
        return SlotActions::tr("The slot goes back to where it stood before.");
    case SlotAction::RebaseContinue:
        return SlotActions::tr(
            "The daemon goes on with the next commit; what is resolved has to be "
            "staged on the daemon's machine.");
    case SlotAction::Publish:
        return SlotActions::tr("The daemon pushes the branch and makes the remote's its upstream.");
    }
    Q_UNREACHABLE();
}

void askAboutLoss(Question &question, const SlotRecord &slot, SlotAction action)
{
    const bool aborts = action == SlotAction::MergeAbort || action == SlotAction::RebaseAbort;
    if (!aborts && !(action == SlotAction::Rebase && isRebaseOfPushed(slot)))
        return;
    question.asked = Question::Asked::Always;
    question.tone = Question::Tone::Destructive;
    if (aborts) {
        question.lost = {SlotActions::tr("what was resolved so far in the conflicting files"),
                         SlotActions::tr("changes to files that the other side changes too, if any "
                                         "were not committed before")};
        question.kept = {
            SlotActions::tr("the commits of the slot's branch, and of the other side")};
        return;
    }
    question.lost = {
        SlotActions::tr("the commits as %1 has them: the rebased ones are others. The next push is "
                        "rejected, since the daemon never forces one, and whoever has them has to "
                        "sort it out.")
            .arg(slot.slot.upstream)};
    question.kept = {SlotActions::tr("what the commits change"),
                     SlotActions::tr("the branch on the remote, as it is")};
}

DaemonCall *startOf(OperatorDaemon &daemon, const SlotName &name, const SlotOrder &order)
{
    switch (order.action) {
    case SlotAction::Fetch:
    case SlotAction::Pull:
    case SlotAction::Push:
        return daemon.run(new SlotTransferCall(name, order.action, order.ref));
    default:
        return daemon.run(new SlotGitCall(name, order.action, order.ref, order.remote));
    }
}

QString adviceOn(const SlotRecord &slot, const SlotOrder &order, const OperatorDaemonError &error)
{
    const bool rejected =
        error.words.contains("[rejected]"_L1) || error.words.contains("non-fast-forward"_L1);
    if (rejected)
        return SlotActions::tr("The remote has commits that the slot lacks. Fetch, then merge or "
                               "rebase onto %1, and push again.")
            .arg(slot.slot.upstream.isEmpty() ? SlotActions::tr("its branch") : slot.slot.upstream);
    if (error.words.contains("could not read Username"_L1)
        || error.words.contains("terminal prompts disabled"_L1)
        || error.words.contains("Permission denied (publickey"_L1))
        return SlotActions::tr("The remote asks for a login that the daemon's machine does not "
                               "have.");
    if (error.words.contains("Could not read from remote repository"_L1)
        || error.words.contains("Could not resolve host"_L1)
        || error.words.contains("unable to access"_L1))
        return SlotActions::tr("The daemon's machine does not reach the remote, or may not read "
                               "it.");
    if (error.words.contains("hook declined"_L1))
        return SlotActions::tr("A hook of the remote refused it; what it said stands below.");
    if (error.words.contains("already used by worktree"_L1)
        || error.words.contains("already checked out at"_L1))
        return SlotActions::tr("The branch is checked out in another working tree.");
    if (error.kind == OperatorDaemonError::Kind::Conflict) {
        return order.action == SlotAction::Merge
            ? SlotActions::tr("The slot is in the middle of the merge. Resolve it, or abort the "
                              "merge.")
            : SlotActions::tr(
                "The slot is in the middle of the rebase. Resolve and continue it, or "
                "abort it.");
    }
    return {};
}

QString whyNotTransfer(SlotAction action, const SlotRecord &record)
{
    const WorkspaceSlot &slot = record.slot;
    if (action == SlotAction::Fetch)
        return {};
    if (record.isOnWrongBranch())
        return SlotActions::tr("It stands on %1 and not on %2; the daemon then refuses to pull and "
                               "to push.")
            .arg(slot.currentRef, slot.branch);
    if (slot.dirty)
        return SlotActions::tr("It has changes that are not committed; the daemon pulls and pushes "
                               "clean trees only.");
    if (action == SlotAction::Pull && slot.upstream.isEmpty())
        return SlotActions::tr(
            "Its branch has no upstream to pull from. Publish it, or bring it up "
            "to its base by Merge or Rebase.");
    return {};
}

QString whyNotMidst(SlotAction action, const SlotRecord &record, GitMidst midst)
{
    const bool isMerge = action == SlotAction::MergeAbort;
    const GitMidst wanted = isMerge ? GitMidst::Merging : GitMidst::Rebasing;
    if (midst == wanted)
        return {};
    // A merge that stopped has changes, a rebase stands on no branch.
    const bool couldBe = record.slot.dirty
        || (!isMerge && (record.isOnWrongBranch() || record.slot.branch.isEmpty()));
    if (midst == GitMidst::Unknown && couldBe)
        return {};
    return isMerge ? SlotActions::tr("No merge is under way here.")
                   : SlotActions::tr("No rebase is under way here.");
}

} // namespace

QString slotActionName(SlotAction action)
{
    switch (action) {
    case SlotAction::Fetch:
        return SlotActions::tr("Fetch");
    case SlotAction::Pull:
        return SlotActions::tr("Pull");
    case SlotAction::Push:
        return SlotActions::tr("Push");
    case SlotAction::Merge:
        return SlotActions::tr("Merge");
    case SlotAction::Rebase:
        return SlotActions::tr("Rebase");
    case SlotAction::MergeAbort:
        return SlotActions::tr("Abort merge");
    case SlotAction::RebaseAbort:
        return SlotActions::tr("Abort rebase");
    case SlotAction::RebaseContinue:
        return SlotActions::tr("Continue rebase");
    case SlotAction::Publish:
        return SlotActions::tr("Publish");
    }
    Q_UNREACHABLE();
}

QString slotActionId(SlotAction action)
{
    switch (action) {
    case SlotAction::Fetch:
        return u"Fetch"_s;
    case SlotAction::Pull:
        return u"Pull"_s;
    case SlotAction::Push:
        return u"Push"_s;
    case SlotAction::Merge:
        return u"Merge"_s;
    case SlotAction::Rebase:
        return u"Rebase"_s;
    case SlotAction::MergeAbort:
        return u"MergeAbort"_s;
    case SlotAction::RebaseAbort:
        return u"RebaseAbort"_s;
    case SlotAction::RebaseContinue:
        return u"RebaseContinue"_s;
    case SlotAction::Publish:
        return u"Publish"_s;
    }
    Q_UNREACHABLE();
}

ActionVerb verbOf(SlotAction action)
{
    switch (action) {
    case SlotAction::Fetch:
        return ActionVerb::Fetch;
    case SlotAction::Pull:
        return ActionVerb::Pull;
    case SlotAction::Push:
        return ActionVerb::Push;
    case SlotAction::Merge:
        return ActionVerb::Merge;
    case SlotAction::Rebase:
        return ActionVerb::Rebase;
    case SlotAction::MergeAbort:
        return ActionVerb::AbortMerge;
    case SlotAction::RebaseAbort:
        return ActionVerb::AbortRebase;
    case SlotAction::RebaseContinue:
        return ActionVerb::ContinueRebase;
    case SlotAction::Publish:
        return ActionVerb::Publish;
    }
    Q_UNREACHABLE();
}

QString slotsActionTitle(SlotAction action, int count)
{
    switch (action) {
    case SlotAction::Fetch:
        return SlotActions::tr("Fetch %n slot(s)", nullptr, count);
    case SlotAction::Pull:
        return SlotActions::tr("Pull %n slot(s)", nullptr, count);
    case SlotAction::Push:
        return SlotActions::tr("Push %n slot(s)", nullptr, count);
    case SlotAction::Merge:
        return SlotActions::tr("Merge into %n slot(s)", nullptr, count);
    case SlotAction::Rebase:
        return SlotActions::tr("Rebase %n slot(s)", nullptr, count);
    case SlotAction::MergeAbort:
        return SlotActions::tr("Abort the merge in %n slot(s)", nullptr, count);
    case SlotAction::RebaseAbort:
        return SlotActions::tr("Abort the rebase in %n slot(s)", nullptr, count);
    case SlotAction::RebaseContinue:
        return SlotActions::tr("Continue the rebase in %n slot(s)", nullptr, count);
    case SlotAction::Publish:
        return SlotActions::tr("Publish %n slot(s)", nullptr, count);
    }
    Q_UNREACHABLE();
}

Question slotsActionQuestion(SlotAction action, const QList<SlotRecord> &records)
{
    Question question;
    question.title = slotsActionTitle(action, int(records.size()));
    question.verb = slotActionName(action);
    question.weight = Question::Weight::Bulk;
    QStringList names;
    QStringList lost;
    for (const SlotRecord &record : records) {
        names.append(record.id());
        Question one;
        askAboutLoss(one, record, action);
        if (one.asked != Question::Asked::Always)
            continue;
        question.asked = one.asked;
        question.tone = one.tone;
        question.kept = one.kept;
        for (const QString &line : std::as_const(one.lost))
            lost.append(u"%1: %2"_s.arg(record.id(), line));
    }
    question.text = textOf(action) + u'\n' + names.join(u", "_s);
    question.lost = lost;
    return question;
}

TaskSpec slotActionTask(const SlotRecord &slot, const SlotOrder &order)
{
    TaskSpec spec;
    spec.title = titleOf(slot, order);
    spec.verb = verbOf(order.action);
    spec.object = {ObjectKind::Slot, slot.id()};
    spec.lanes = Lane::Object;
    spec.repositories = {slot.slot.source};
    spec.question.verb = slotActionName(order.action);
    spec.question.text = textOf(order.action);
    askAboutLoss(spec.question, slot, order.action);
    spec.cancelWarning =
        SlotActions::tr("The daemon ends git where it is. What git has done stays done; a merge or "
                        "rebase stays in the middle.");
    spec.quitWarning = spec.cancelWarning;
    spec.advice = [slot, order](const OperatorDaemonError &error) {
        return adviceOn(slot, order, error);
    };
    const SlotName name{slot.workspace, slot.slot.slot};
    spec.start = [=](OperatorDaemon &daemon) { return startOf(daemon, name, order); };
    spec.findOut = findOutSlot(slot, order);
    return spec;
}

QString whyNotNow(SlotAction action, const SlotRecord &record, GitMidst midst)
{
    if (!record.isGit())
        return SlotActions::tr("A link to a local folder, not a git tree.");
    if (!record.slot.exists)
        return SlotActions::tr(
            "Its folder is gone. The daemon makes it again when it next prepares "
            "the stack.");
    const bool isInMiddle = midst == GitMidst::Merging || midst == GitMidst::Rebasing;
    switch (action) {
    case SlotAction::Fetch:
    case SlotAction::Pull:
    case SlotAction::Push:
        if (action != SlotAction::Fetch && isInMiddle)
            return SlotActions::tr("It is in the middle of a merge or a rebase: finish or abort "
                                   "that first.");
        return whyNotTransfer(action, record);
    case SlotAction::Merge:
    case SlotAction::Rebase:
        if (isInMiddle)
            return SlotActions::tr("It is in the middle of a merge or a rebase: finish or abort "
                                   "that first.");
        if (action == SlotAction::Rebase && record.slot.dirty)
            return SlotActions::tr("It has changes that are not committed; git rebases clean trees "
                                   "only.");
        return {};
    case SlotAction::MergeAbort:
    case SlotAction::RebaseAbort:
    case SlotAction::RebaseContinue:
        return whyNotMidst(action, record, midst);
    case SlotAction::Publish:
        return {};
    }
    Q_UNREACHABLE();
}

QString whyPassOver(SlotAction action, const SlotRecord &record)
{
    const WorkspaceSlot &slot = record.slot;
    const bool isUpToUpstream = !slot.upstream.isEmpty() && slot.ahead == 0;
    if (action == SlotAction::Push && isUpToUpstream && slot.pushed)
        return SlotActions::tr("All its commits are on %1.").arg(slot.upstream);
    if (action == SlotAction::Push && slot.upstream.isEmpty() && slot.pushed && slot.ahead == 0)
        return SlotActions::tr("It has no commits of its own.");
    return {};
}

QString pullOutlook(const SlotRecord &record)
{
    const WorkspaceSlot &slot = record.slot;
    if (const QString why = whyNotNow(SlotAction::Pull, record, GitMidst::None); !why.isEmpty())
        return why;
    if (slot.ahead > 0 && slot.behind > 0)
        return SlotActions::tr("No fast-forward: %1 ahead of %3 and %2 behind. The daemon would "
                               "refuse; merge or rebase onto %3 instead.")
            .arg(slot.ahead)
            .arg(slot.behind)
            .arg(slot.upstream);
    if (slot.behind > 0)
        return SlotActions::tr("Fast-forward by %n commit(s) of %1.", nullptr, slot.behind)
            .arg(slot.upstream);
    return SlotActions::tr("As of the last fetch there is nothing new on %1.").arg(slot.upstream);
}

bool isRebaseOfPushed(const SlotRecord &slot)
{
    return !slot.slot.upstream.isEmpty();
}

} // namespace angee
