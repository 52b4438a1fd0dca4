// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/merge.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace angee {

//! \brief One conflict as git has marked it in a file: lines of the marked text.
struct MarkedConflict
{
    LineRange lines; //!< with all markers
    LineRange ours;
    LineRange base;
    LineRange theirs;
    bool hasBase = false; //!< written in the style diff3 or zdiff3
    //! Another line within looks like the one between the sides, such as the underline of a
    //! heading: git's own format does not tell which it is. The first is taken.
    bool isAmbiguous = false;

    friend bool operator==(const MarkedConflict &, const MarkedConflict &) = default;
};

//! \brief A text with git's conflict markers, taken apart into its sides.
//!
//! Markers are of any length from seven on, one length in each conflict. What is nested in a side,
//! whether longer (as the merge of several bases writes it) or as long, belongs to that side and
//! can be resolved in a second round. Line ends stay as they are.
struct MarkedText
{
    QByteArray base; //!< where no base is marked, nothing stands in its place
    QByteArray ours;
    QByteArray theirs;
    QList<MarkedConflict> conflicts;
    QList<LineChange> ourChanges; //!< from base to ours, one for each conflict
    QList<LineChange> theirChanges;
    QString ourLabel; //!< of the first conflict: "HEAD"
    QString theirLabel; //!< "main", "1234abc (summary)"
    //! The line, from 1, of a conflict that begins and does not end; 0 for none. Sides are then
    //! not to be trusted.
    qsizetype brokenAt = 0;

    [[nodiscard]] bool isEmpty() const { return conflicts.isEmpty() && brokenAt == 0; }
    friend bool operator==(const MarkedText &, const MarkedText &) = default;
};

//! Linear; any thread.
[[nodiscard]] MarkedText parseConflictMarkers(const QByteArray &text);
//! Exactly the marked conflicts, to be chosen one by one; what stands between them is stable. The
//! result of it is \a text with the markers resolved.
[[nodiscard]] MergeResult mergeOfMarkers(const MarkedText &text);

} // namespace angee
