// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

namespace angee {

//! \brief What can be asked of one slot's checkout.
enum class SlotAction {
    Fetch,
    Pull,
    Push,
    Merge,
    Rebase,
    MergeAbort,
    RebaseAbort,
    RebaseContinue,
    Publish,
};

//! \brief How a workspace is brought up to its bases.
enum class SyncMethod {
    Merge,
    Rebase,
};

//! \brief What git answered to a merge, a rebase or a publication. A conflict is an answer and no
//! failure of the request (contract.md, 5.5).
struct GitResult
{
    bool ok = false;
    bool conflicted = false;
    QStringList conflictFiles;
    QString message; //!< git's own words; plain text

    friend bool operator==(const GitResult &, const GitResult &) = default;
};

//! \brief A commit of a source, as the topology tells it.
struct Commit
{
    QString sha;
    QStringList parents;
    QStringList refs; //!< full names: refs/heads/…, refs/remotes/…
    QDateTime time;
    QString summary;
    QString author;

    friend bool operator==(const Commit &, const Commit &) = default;
};

//! \brief The newest commits of one source, of all its branches.
struct SourceCommits
{
    QString source;
    QList<Commit> commits;

    friend bool operator==(const SourceCommits &, const SourceCommits &) = default;
};

} // namespace angee
