// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/gitwork.h"
#include "core/model/workspace.h"

#include <QHash>
#include <QString>

namespace angee {

//! \brief A slot together with the workspace that it belongs to: enough to act on it.
struct SlotRecord
{
    QString workspace;
    WorkspaceSlot slot;

    //! What snapshots, tasks and journals call it.
    [[nodiscard]] QString id() const { return workspace + u':' + slot.slot; }
    //! Whether a git tree stands behind it, and no link.
    [[nodiscard]] bool isGit() const { return slot.kind == QLatin1StringView("git"); }
    [[nodiscard]] bool isOnWrongBranch() const
    {
        return slot.state == QLatin1StringView("branch-mismatch");
    }
    //! Holds changes that are not committed, or commits that are on no remote.
    [[nodiscard]] bool isUnpushed() const
    {
        return isGit() && slot.exists && (slot.dirty || !slot.pushed);
    }

    friend bool operator==(const SlotRecord &, const SlotRecord &) = default;
};

//! \brief What it stands on, or should: the current branch or commit, else what is declared.
[[nodiscard]] inline QString slotReference(const WorkspaceSlot &slot)
{
    if (!slot.currentRef.isEmpty())
        return slot.currentRef;
    return slot.branch.isEmpty() ? slot.ref : slot.branch;
}

//! What git is in the middle of in a working tree.
enum class GitMidst {
    None,
    Merging,
    Rebasing,
    Unknown, //!< it could not be read
};

//! What git is in the middle of, by the ids of slots; only those that were looked at.
using SlotMidsts = QHash<QString, GitMidst>;

//! \brief Commits of a working tree that are on no remote, as far as they can be told.
struct UnpushedWork
{
    QList<Commit> commits; //!< newest first
    int count = 0; //!< as the daemon counts them; 0 while it does not
    bool isWhole = false; //!< commits are all there are
    bool isUncommitted = false; //!< files are changed beside them

    [[nodiscard]] bool isEmpty() const { return commits.isEmpty() && count == 0 && !isUncommitted; }
    friend bool operator==(const UnpushedWork &, const UnpushedWork &) = default;
};

//! How a branch stands to the newest state of its base that was fetched.
enum class BaseStanding {
    Unknown,
    OnIt,
    Behind, //!< the base has moved on; by how much is not told
};

//! \brief What git keeps beside a slot and the daemon's lists do not tell.
struct SlotInsight
{
    GitMidst midst = GitMidst::Unknown;
    QString midstWith; //!< the commit that is merged in or rebased onto
    QStringList conflictFiles; //!< of a merge; git notes none for a rebase
    UnpushedWork work;
    BaseStanding standing = BaseStanding::Unknown;

    friend bool operator==(const SlotInsight &, const SlotInsight &) = default;
};

} // namespace angee
