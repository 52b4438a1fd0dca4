// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/destroyworkspace.h"

#include <QCoreApplication>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct DestroyWorkspace
{
    Q_DECLARE_TR_FUNCTIONS(angee::DestroyWorkspace)
};

QStringList describeSlots(const WorkspaceStatus &status)
{
    QStringList lines;
    for (const WorkspaceSlot &slot : status.slotStates) {
        if (slot.kind == "local"_L1)
            continue; // a link; what it points to stays
        lines.append(DestroyWorkspace::tr("the working tree of slot %1 (%2, %3)")
                         .arg(slot.slot, slot.currentRef.isEmpty() ? slot.branch : slot.currentRef,
                              slot.unpushedReason.isEmpty() ? slot.state : slot.unpushedReason));
    }
    return lines;
}

QStringList describeBranches(const WorkspaceStatus &status)
{
    QStringList lines;
    for (const WorkspaceSlot &slot : status.slotStates) {
        if (slot.kind == "git"_L1 && !slot.branch.isEmpty())
            lines.append(DestroyWorkspace::tr("the branch %1 in the clone of source %2")
                             .arg(slot.branch, slot.source));
    }
    return lines;
}

QStringList describeUsers(const WorkspaceStatus &status)
{
    QStringList lines;
    for (const WorkspaceMount &mount : status.mountedBy)
        lines.append(
            DestroyWorkspace::tr("%1 \"%2\" uses it (%3): while it is declared so, every build, "
                                 "start, stop and log of the whole stack fails")
                .arg(mount.kind, mount.name, mount.field));
    return lines;
}

//! The way that leaves a stack which works.
Question::Choice usersFirst(const WorkspaceStatus &status, const QStringList &services)
{
    Question::Choice first;
    first.id = usersFirstChoice;
    first.label = DestroyWorkspace::tr("Stop and destroy what uses it first (%1), then forget the "
                                       "record")
                      .arg(services.join(u", "_s));
    for (const QString &service : services)
        first.lost.append(
            DestroyWorkspace::tr("service \"%1\": its entry, its ports and its folder "
                                 "services/%1")
                .arg(service));
    first.kept = {DestroyWorkspace::tr("all files in %1").arg(status.path)};
    first.typedName = status.name;
    first.weight = Question::Weight::Purge;
    return first;
}

Question::Choice keepFiles(const WorkspaceStatus &status)
{
    Question::Choice keep;
    keep.id = keepFilesChoice;
    keep.label = DestroyWorkspace::tr("Forget the record, keep the files");
    keep.kept = {
        DestroyWorkspace::tr("all files in %1").arg(status.path),
        DestroyWorkspace::tr(
            "its worktrees: they block a new workspace of this name and branch until it is "
            "created with \"take over\"")};
    return keep;
}

Question::Choice deleteFiles(const WorkspaceStatus &status)
{
    Question::Choice purge;
    purge.id = deleteFilesChoice;
    purge.label = DestroyWorkspace::tr("Delete the files too");
    purge.lost = QStringList{DestroyWorkspace::tr("all files in %1").arg(status.path)}
        + describeSlots(status);
    purge.kept = describeBranches(status);
    if (!status.innerStackRoot.isEmpty())
        purge.lost.append(DestroyWorkspace::tr("its own stack in %1, volumes included")
                              .arg(status.innerStackRoot));
    purge.weight = Question::Weight::Purge;
    if (!destroyObstacles(status).isEmpty() || !status.mountedBy.isEmpty())
        purge.typedName = status.name;
    return purge;
}

} // namespace

QStringList servicesUsing(const WorkspaceStatus &status)
{
    QStringList names;
    for (const WorkspaceMount &mount : status.mountedBy) {
        if (mount.kind == "service"_L1 && !names.contains(mount.name))
            names.append(mount.name);
    }
    return names;
}

QStringList destroyObstacles(const WorkspaceStatus &status)
{
    QStringList lines;
    for (const WorkspaceSlot &slot : status.slotStates) {
        const bool blocks = slot.kind == "git"_L1 && slot.exists
            && (slot.dirty || !slot.pushed || slot.state == "branch-mismatch"_L1);
        if (blocks)
            lines.append(
                DestroyWorkspace::tr("slot %1: %2")
                    .arg(slot.slot,
                         slot.unpushedReason.isEmpty() ? slot.state : slot.unpushedReason));
    }
    return lines;
}

Question destroyWorkspaceQuestion(const WorkspaceStatus &status)
{
    Question question;
    question.asked = Question::Asked::Always;
    question.tone = Question::Tone::Destructive;
    question.afterwards = Question::Afterwards::Kept;
    question.title = DestroyWorkspace::tr("Destroy workspace \"%1\"").arg(status.name);
    question.objectName = status.name;
    question.verb = DestroyWorkspace::tr("Destroy");
    question.text = DestroyWorkspace::tr(
        "The daemon takes the workspace out of the stack, the way you choose.");
    const QStringList obstacles = destroyObstacles(status);
    if (!obstacles.isEmpty())
        question.text = DestroyWorkspace::tr(
                            "The daemon refuses while there is work that is nowhere else. Commit "
                            "and push it first:\n%1")
                            .arg(obstacles.join(u'\n'));
    QStringList record{DestroyWorkspace::tr("its record in the stack, with its inputs")};
    if (!status.allocations.isEmpty())
        record.append(DestroyWorkspace::tr("its leased ports (%1)").arg(status.allocations.size()));
    question.lost = record + describeUsers(status);
    question.kept = {
        DestroyWorkspace::tr("the sources it was made from, and what was pushed to them")};

    Question::Choice keep = keepFiles(status);
    const Question::Choice purge = deleteFiles(status);
    question.choices = {keep, purge};
    const QStringList users = servicesUsing(status);
    if (!users.isEmpty()) {
        question.text = DestroyWorkspace::tr("Something uses this workspace. Without it the stack "
                                             "is stuck until that is destroyed too, or a workspace "
                                             "of this name is created again.")
            + u'\n' + question.text;
        keep.typedName = status.name;
        question.choices = {usersFirst(status, users), keep, purge};
    }
    return question;
}

} // namespace angee
