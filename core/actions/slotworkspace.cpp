// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/slotworkspace.h"

#include "core/actions/slotactions.h"
#include "core/daemon/operatordaemon.h"
#include "core/daemon/workspacecalls.h"

#include <QCoreApplication>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

using Verdict = FindOutAnswer::Verdict;

struct SlotWorkspace
{
    Q_DECLARE_TR_FUNCTIONS(angee::SlotWorkspace)
};

QStringList repositoriesOf(const QList<SlotRecord> &records)
{
    QStringList names;
    for (const SlotRecord &record : records) {
        if (record.isGit() && !names.contains(record.slot.source))
            names.append(record.slot.source);
    }
    return names;
}

TaskSpec workspaceTask(const QString &title, ActionVerb verb, const QString &workspace,
                       const QList<SlotRecord> &records)
{
    TaskSpec spec;
    spec.title = title;
    spec.verb = verb;
    spec.object = {ObjectKind::Workspace, workspace};
    spec.lanes = Lane::Object;
    spec.repositories = repositoriesOf(records);
    return spec;
}

//! Reads the workspace and hands its slots to \a judge.
TaskSpec::FindOut lookAt(const QString &workspace,
                         const std::function<FindOutAnswer(const QList<WorkspaceSlot> &)> &judge)
{
    return [=](OperatorDaemon &daemon, QObject *context, const TaskSpec::Answer &answer) {
        daemon.run(new WorkspaceStatusCall(workspace))
            ->whenDone(context, [=](const Result<WorkspaceStatus> &result) {
                answer(result ? judge(result.value().slotStates)
                              : FindOutAnswer{Verdict::CannotKnow, result.error().summary()});
            });
    };
}

FindOutAnswer judgePush(const QList<WorkspaceSlot> &states)
{
    QStringList left;
    for (const WorkspaceSlot &slot : states) {
        if (slot.kind == "git"_L1 && slot.exists && !(slot.pushed && slot.ahead == 0))
            left.append(slot.slot);
    }
    if (left.isEmpty())
        return {Verdict::Happened, SlotWorkspace::tr("No slot has commits that are not pushed.")};
    return {Verdict::DidNotHappen,
            SlotWorkspace::tr("Not pushed yet: %1.").arg(left.join(u", "_s))};
}

FindOutAnswer judgeSync(const QList<WorkspaceSlot> &states)
{
    QStringList behind;
    QStringList unclear;
    for (const WorkspaceSlot &slot : states) {
        if (slot.mode != "worktree"_L1)
            continue;
        if (slot.dirty)
            return {Verdict::CannotKnow,
                    SlotWorkspace::tr("Slot %1 has changes: it may be in the middle of it.")
                        .arg(slot.slot)};
        if (!slot.upstream.isEmpty())
            unclear.append(slot.slot);
        else if (slot.behind > 0)
            behind.append(slot.slot);
    }
    if (!behind.isEmpty())
        return {Verdict::DidNotHappen,
                SlotWorkspace::tr("Still behind the base: %1.").arg(behind.join(u", "_s))};
    if (!unclear.isEmpty())
        return {Verdict::CannotKnow,
                SlotWorkspace::tr("The daemon tells the distance to their upstream, and not to "
                                  "their base, of %1. Syncing again does no harm.")
                    .arg(unclear.join(u", "_s))};
    return {Verdict::Happened, SlotWorkspace::tr("No slot is behind its base.")};
}

QString firstOnWrongBranch(const QList<SlotRecord> &records)
{
    const auto found = std::find_if(records.cbegin(), records.cend(), [](const SlotRecord &record) {
        return record.isGit() && record.isOnWrongBranch();
    });
    return found == records.cend()
        ? QString()
        : SlotWorkspace::tr("Slot %1 stands on %2 and not on %3: the daemon then touches no slot.")
              .arg(found->slot.slot, found->slot.currentRef, found->slot.branch);
}

QString syncText(SyncMethod method)
{
    return method == SyncMethod::Rebase
        ? SlotWorkspace::tr("The daemon fetches, and makes the commits of each slot anew on top of "
                            "its base. It stops at the first conflict, in the middle of it.")
        : SlotWorkspace::tr("The daemon fetches, and merges the base into each slot. It stops at "
                            "the first conflict, in the middle of it.");
}

QString pushText()
{
    return SlotWorkspace::tr("The daemon pushes each slot in turn and stops at the first that "
                             "fails; those before it stay pushed.");
}

QStringList rebasedAlthoughPushed(const QList<SlotRecord> &records)
{
    QStringList lines;
    for (const SlotRecord &record : records) {
        if (record.isGit() && record.slot.mode == "worktree"_L1 && isRebaseOfPushed(record))
            lines.append(SlotWorkspace::tr("slot %1: its commits as %2 has them; the next push is "
                                           "rejected, since the daemon never forces one")
                             .arg(record.slot.slot, record.slot.upstream));
    }
    return lines;
}

} // namespace

TaskSpec pushWorkspaceTask(const QString &workspace, const QList<SlotRecord> &records,
                           const QString &ref)
{
    TaskSpec spec = workspaceTask(SlotWorkspace::tr("Push workspace \"%1\"").arg(workspace),
                                  ActionVerb::Push, workspace, records);
    spec.question.verb = SlotWorkspace::tr("Push");
    spec.question.text = pushText();
    spec.cancelWarning = SlotWorkspace::tr(
        "The daemon ends git where it is. Slots that are pushed stay pushed, the others are not.");
    spec.quitWarning = spec.cancelWarning;
    spec.start = [=](OperatorDaemon &daemon) {
        return daemon.run(new WorkspacePushCall(workspace, ref));
    };
    spec.findOut = lookAt(workspace, judgePush);
    return spec;
}

TaskSpec syncWorkspaceTask(const QString &workspace, const QList<SlotRecord> &records,
                           SyncMethod method)
{
    TaskSpec spec =
        workspaceTask(SlotWorkspace::tr("Sync workspace \"%1\" with its base").arg(workspace),
                      ActionVerb::SyncBase, workspace, records);
    spec.question.verb = SlotWorkspace::tr("Sync");
    spec.question.text = syncText(method);
    if (method == SyncMethod::Rebase)
        spec.question.lost = rebasedAlthoughPushed(records);
    if (!spec.question.lost.isEmpty()) {
        spec.question.asked = Question::Asked::Always;
        spec.question.tone = Question::Tone::Destructive;
        spec.question.kept = {SlotWorkspace::tr("what the commits change"),
                              SlotWorkspace::tr("the branches on the remote, as they are")};
    }
    spec.cancelWarning =
        SlotWorkspace::tr("The daemon ends git where it is. Slots that are done stay so, one can "
                          "stay in the middle, the others are as before.");
    spec.quitWarning = spec.cancelWarning;
    spec.advice = [](const OperatorDaemonError &error) {
        return error.words.contains("CONFLICT"_L1)
            ? SlotWorkspace::tr("A slot stopped in a conflict and is in the middle of it; those "
                                "after it were not touched. Resolve or abort it there.")
            : QString();
    };
    spec.start = [=](OperatorDaemon &daemon) {
        return daemon.run(new WorkspaceSyncBaseCall(workspace, method));
    };
    spec.findOut = lookAt(workspace, judgeSync);
    return spec;
}

Question pushWorkspacesQuestion(const QStringList &workspaces)
{
    Question question;
    question.title = SlotWorkspace::tr("Push %n workspace(s)", nullptr, int(workspaces.size()));
    question.text = pushText() + u'\n' + workspaces.join(u", "_s);
    question.verb = SlotWorkspace::tr("Push");
    question.weight = Question::Weight::Bulk;
    return question;
}

Question syncWorkspacesQuestion(const QStringList &workspaces, SyncMethod method)
{
    Question question;
    question.title =
        SlotWorkspace::tr("Sync %n workspace(s) with their base", nullptr, int(workspaces.size()));
    question.text = syncText(method) + u'\n' + workspaces.join(u", "_s);
    question.verb = SlotWorkspace::tr("Sync");
    question.weight = Question::Weight::Bulk;
    return question;
}

QString whyNotPush(const QList<SlotRecord> &records)
{
    if (const QString why = firstOnWrongBranch(records); !why.isEmpty())
        return why;
    const bool hasGit = std::any_of(records.cbegin(), records.cend(), [](const SlotRecord &record) {
        return record.isGit() && !record.slot.mode.isEmpty();
    });
    return hasGit ? QString() : SlotWorkspace::tr("None of its slots is a git tree.");
}

QString whyNotSync(const QList<SlotRecord> &records)
{
    if (const QString why = firstOnWrongBranch(records); !why.isEmpty())
        return why;
    const bool hasTree =
        std::any_of(records.cbegin(), records.cend(), [](const SlotRecord &record) {
            return record.isGit() && record.slot.mode == "worktree"_L1;
        });
    return hasTree ? QString()
                   : SlotWorkspace::tr("None of its slots is a working tree of a source.");
}

QString syncOutlook(const SlotRecord &record, const SlotInsight &insight)
{
    const WorkspaceSlot &slot = record.slot;
    if (!record.isGit() || slot.mode != "worktree"_L1)
        return SlotWorkspace::tr("left alone: no working tree of a source");
    if (!slot.exists)
        return SlotWorkspace::tr("its folder is gone: the daemon stops here");
    if (slot.dirty)
        return SlotWorkspace::tr("has changes that are not committed: the daemon stops here");
    if (insight.standing == BaseStanding::OnIt)
        return SlotWorkspace::tr("stands on the newest base that was fetched");
    // Without an upstream the daemon counts from the base.
    const int own = slot.upstream.isEmpty() ? slot.ahead : int(insight.work.commits.size());
    const bool hasNone = own == 0 && slot.upstream.isEmpty();
    if (insight.standing == BaseStanding::Behind && hasNone)
        return SlotWorkspace::tr("its base has moved on; no commits of its own: no conflict");
    if (insight.standing == BaseStanding::Behind && own > 0)
        return SlotWorkspace::tr("its base has moved on; %n commit(s) of its own: can conflict",
                                 nullptr, own);
    if (insight.standing == BaseStanding::Behind)
        return SlotWorkspace::tr("its base has moved on: can conflict");
    if (slot.behind > 0 && slot.upstream.isEmpty())
        return SlotWorkspace::tr("%1 ahead, %2 behind its base: can conflict")
            .arg(slot.ahead)
            .arg(slot.behind);
    return SlotWorkspace::tr("how far its base has moved on is not known before the fetch");
}

} // namespace angee
