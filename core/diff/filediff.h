// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/linediff.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>

namespace angee {

//! \brief One file of a difference as the daemon tells it, with its lines.
//!
//! Names are bytes of UTF-8 (the daemon has undone git's quotes); what was no UTF-8 is U+FFFD in
//! them. A value; the lines are shared.
struct FileDiff
{
    struct Hunk
    {
        qint64 oldStart = 0; //!< from 1; 0 for a side without lines
        qint64 oldLines = 0;
        qint64 newStart = 0;
        qint64 newLines = 0;
        QByteArray header; //!< what stands behind "@@", such as the function
        qsizetype offset = 0; //!< of its first line in body
        qsizetype size = 0; //!< bytes in body

        friend bool operator==(const Hunk &, const Hunk &) = default;
    };
    enum class Kind { Changed, Added, Deleted, Renamed };
    //! What its lines are.
    enum class Content {
        Lines,
        Binary, //!< none are told
        Submodule, //!< two lines that name commits
        Link, //!< the text of a symbolic link
        Unchanged, //!< none changed: a new mode, a new name, or an empty file
    };
    //! Which of its lines are kept here.
    enum class Kept {
        All,
        Beginning, //!< the file is longer than is kept of one
        None, //!< the files before it fill what is kept in all, or names alone were wanted
    };

    QByteArray oldPath; //!< empty for an added file
    QByteArray newPath; //!< empty for a deleted one
    QByteArray mode; //!< octal, as git writes it: 100644
    bool isBinary = false;
    bool isNew = false;
    bool isDeleted = false;
    bool isRename = false;
    QList<Hunk> hunks;
    QByteArray body; //!< the lines of all hunks, each with its sign and a LF
    // Of all lines, kept or not.
    qint64 added = 0;
    qint64 removed = 0;
    qint64 bytes = 0; //!< without the signs
    Kept kept = Kept::All;

    [[nodiscard]] Kind kind() const;
    [[nodiscard]] Content content() const;
    //! The name it has now, or had last.
    [[nodiscard]] const QByteArray &path() const { return newPath.isEmpty() ? oldPath : newPath; }
    //! The name holds bytes that are no UTF-8 and were replaced: it names no file.
    [[nodiscard]] bool isNameDamaged() const;
    friend bool operator==(const FileDiff &, const FileDiff &) = default;
};

//! \brief A whole difference, and what was left out of it.
struct DiffSet
{
    QList<FileDiff> files;
    qint64 added = 0;
    qint64 removed = 0;
    qint64 filesLeftOut = 0; //!< behind the last one that is kept
    qint64 filesCut = 0; //!< of which not all lines are kept
    bool isWhole = true; //!< false: the daemon was asked to stop, and there may be more files

    friend bool operator==(const DiffSet &, const DiffSet &) = default;
};

using DiffSetPtr = std::shared_ptr<const DiffSet>;

//! In which direction a difference is read.
enum class DiffDirection {
    AsTold,
    Reversed, //!< what was removed is what was added
};

//! \brief A stretch of lines that the difference leaves out, since they are equal on both sides.
struct DiffGap
{
    qsizetype before = 0; //!< index of the first line behind it in the old text
    qsizetype after = 0; //!< and in the new one
    qint64 oldNumber = 1; //!< the number of that line in the whole file, from 1
    qint64 newNumber = 1;
    qint64 hidden = 0; //!< how many lines are left out; negative where that is not known
    QByteArray header; //!< of the hunk behind it

    friend bool operator==(const DiffGap &, const DiffGap &) = default;
};

//! \brief One file's difference as two texts that hold the lines told, and the gaps between them.
struct DiffPatch
{
    QByteArray before;
    QByteArray after;
    QList<LineChange> changes;
    QList<DiffGap> gaps;
    //! The last lines told are equal on both sides of a change. So one of them has no newline at
    //! the end of the file; the daemon does not say which.
    bool onlyLineEndDiffers = false;

    friend bool operator==(const DiffPatch &, const DiffPatch &) = default;
};

//! Any thread; linear in the lines kept. Never more gaps than hunks.
[[nodiscard]] DiffPatch patchOf(const FileDiff &file,
                                DiffDirection direction = DiffDirection::AsTold);
//! \a file read in the other direction: names, kind and counts.
[[nodiscard]] FileDiff reversed(FileDiff file);

} // namespace angee
