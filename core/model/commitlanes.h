// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/gitwork.h"

#include <QMetaType>

namespace angee {

//! \brief How one commit is drawn in a picture of many: the lane that it stands in, and the lines
//! through the two halves of its row.
struct CommitLanes
{
    struct Line
    {
        int from = 0; //!< a lane
        int to = 0;
        friend bool operator==(const Line &, const Line &) = default;
    };

    int lane = 0;
    QList<Line> above; //!< from the row's upper edge to its middle
    QList<Line> below; //!< from its middle to its lower edge

    //! \brief How many lanes the row takes.
    [[nodiscard]] int width() const;
    friend bool operator==(const CommitLanes &, const CommitLanes &) = default;
};

//! \brief Lines beyond this many run in the last lane: nobody can follow so many, and every row
//! would be as wide as the widest.
inline constexpr int mostCommitLanes = 32;

//! \brief Lays \a commits, the newest first, into lanes. The first parent goes on in its child's
//! lane, others take a free one; where several children wait for one commit, their lines end in it.
//! The line to a parent that is not told leaves at the bottom, one to a parent that stands above
//! its child (clocks differ) is left out. A pure function; any thread.
[[nodiscard]] QList<CommitLanes> layCommits(const QList<Commit> &commits);

} // namespace angee

Q_DECLARE_METATYPE(angee::CommitLanes)
