// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/gitwork.h"

#include <QByteArray>
#include <QHash>
#include <QSet>

namespace angee {

//! \brief What git noted of the moves of a branch: the one place where the first lines of commits
//! can be read that nobody has pushed yet, since the daemon tells only those that its own clone
//! stands on.
//!
//! A value; any thread. Lines that are none of git's are passed over.
class Reflog final
{
public:
    //! Adds a log. Of a branch that was rebased, the commits stand in that of its working tree.
    void add(const QByteArray &log);

    //! Where the log that was added last ends; empty for an empty one.
    [[nodiscard]] const QString &tip() const { return m_tip; }
    [[nodiscard]] bool contains(const QString &sha) const { return m_steps.contains(sha); }

    struct Walk
    {
        QList<Commit> commits; //!< newest first
        //! The first one that is not noted, or was to stop at: what the commits stand on. Empty
        //! when the walk ended because there were too many.
        QString base;
    };
    //! The commits from \a tip back along first parents, to one of \a stops or to one that no log
    //! tells of; at most \a most.
    [[nodiscard]] Walk walk(const QString &tip, const QSet<QString> &stops, int most) const;

private:
    struct Step
    {
        Commit commit; //!< its first parent alone
        bool replaces = false; //!< the parent is the commit in whose place it came
    };

    void addLine(const QByteArray &line);
    [[nodiscard]] QString parentOf(const QString &sha) const;

    QHash<QString, Step> m_steps; // by the commit that came of it
    QString m_tip;
};

} // namespace angee
