// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/gitwork.h"

#include <QHash>

namespace angee {

//! \brief Questions to a source's commits: what would go with a push, what a pull would bring,
//! whether it would be a fast-forward.
//!
//! The daemon tells a bounded number of commits, so every answer says whether it is whole. A value;
//! any thread.
class CommitGraph final
{
public:
    struct Reach
    {
        QList<Commit> commits; //!< in the order of the topology: newest first
        //! False when the walk came to a commit that was not told: there may be more.
        bool isWhole = true;
    };

    explicit CommitGraph(QList<Commit> commits = {});

    //! The commit that a ref stands on; null when the ref is not among what was told. A short name
    //! is a branch first, then a branch of a remote.
    [[nodiscard]] const Commit *at(const QString &ref) const;
    //! Branches by their short names, remote ones as "origin/main", sorted.
    [[nodiscard]] QStringList branches() const;
    //! What is reachable from \a ref and from none of the branches of \a remote: what a push of it
    //! would send.
    [[nodiscard]] Reach notOnRemote(const QString &ref, const QString &remote) const;
    //! What is reachable from \a ref and not from \a base.
    [[nodiscard]] Reach between(const QString &base, const QString &ref) const;
    //! True when \a ref is reachable from \a base's tip backwards, so that moving \a ref to \a base
    //! loses nothing.
    [[nodiscard]] bool isFastForward(const QString &ref, const QString &base) const;

private:
    [[nodiscard]] QString resolve(const QString &ref) const;
    [[nodiscard]] Reach reach(const QString &from, const QStringList &without) const;

    QList<Commit> m_commits;
    QHash<QString, qsizetype> m_bySha;
    QHash<QString, QString> m_byRef; // full ref to sha
};

} // namespace angee
