// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/linediff.h"

#include <QList>

#include <cstdint>
#include <optional>

namespace angee {

//! \brief A stretch of a three-way merge. Its lines are in the texts of the MergeResult.
struct MergeHunk
{
    enum class Kind : std::uint8_t {
        Stable, //!< Equal on all three sides.
        Mine, //!< Changed on my side only; taken.
        Theirs, //!< Changed on their side only; taken.
        Both, //!< The same change on both sides; taken once.
        Conflict, //!< Changed on both sides, differently: must be chosen.
    };
    enum class Choice : std::uint8_t { None, Mine, Theirs, MineThenTheirs, TheirsThenMine, Edited };

    Kind kind = Kind::Stable;
    Choice choice = Choice::None;
    LineRange base;
    LineRange mine;
    LineRange theirs;
    QByteArray edited; //!< What the user typed, with Choice::Edited.

    [[nodiscard]] bool isOpen() const { return kind == Kind::Conflict && choice == Choice::None; }
};

//! \brief A three-way merge in order: what was merged, and what must be chosen.
//!
//! Without conflicts, result() is what `git merge-file` writes, byte for byte. Nothing of the texts
//! is normalised: line ends, byte order mark and a missing last newline come out as they went in.
class MergeResult final
{
public:
    MergeResult() = default;
    //! The three texts and the line changes of each side against the base.
    MergeResult(LineIndex base, LineIndex mine, LineIndex theirs,
                const QList<LineChange> &myChanges, const QList<LineChange> &theirChanges);

    [[nodiscard]] const QList<MergeHunk> &hunks() const { return m_hunks; }
    [[nodiscard]] QByteArrayView baseText(const MergeHunk &hunk) const;
    [[nodiscard]] QByteArrayView mineText(const MergeHunk &hunk) const;
    [[nodiscard]] QByteArrayView theirText(const MergeHunk &hunk) const;
    //! What this hunk adds to the result; for an open conflict my side, as a preview.
    [[nodiscard]] QByteArray resultText(const MergeHunk &hunk) const;

    [[nodiscard]] int conflictCount() const;
    [[nodiscard]] int openCount() const;
    //! Index of the next (previous) conflict from \a index on, itself excluded; -1 if there is
    //! none.
    [[nodiscard]] int nextConflict(int index, bool openOnly = false) const;
    [[nodiscard]] int previousConflict(int index, bool openOnly = false) const;

    //! \a index names a conflict. Choosing None opens it again.
    void choose(int index, MergeHunk::Choice choice);
    //! Chooses \a text, typed by the user.
    void edit(int index, const QByteArray &text);
    //! For all conflicts still open.
    void chooseOpen(MergeHunk::Choice choice);

    //! The merged text; nothing while a conflict is open.
    [[nodiscard]] std::optional<QByteArray> result() const;
    //! The merged text with my side in the open conflicts.
    [[nodiscard]] QByteArray preview() const;

    [[nodiscard]] const QByteArray &base() const { return m_base.text(); }
    [[nodiscard]] const QByteArray &mine() const { return m_mine.text(); }
    [[nodiscard]] const QByteArray &theirs() const { return m_theirs.text(); }

private:
    void appendStable(qsizetype untilBaseLine);
    void appendChanged(LineRange base, LineRange mine, LineRange theirs, MergeHunk::Kind kind);
    void appendConflict(LineRange base, LineRange mine, LineRange theirs);
    [[nodiscard]] QByteArray joined(QByteArrayView first, QByteArrayView second) const;

    LineIndex m_base;
    LineIndex m_mine;
    LineIndex m_theirs;
    QList<MergeHunk> m_hunks;
};

//! Texts beyond this are not merged: the time is quadratic for texts that have nothing in common.
inline constexpr qsizetype maxMergeBytes = qsizetype(8) * 1024 * 1024;

//! Merges with the line differences of libgit2. Any thread; may use a second one while it runs.
//! Returns nothing if a text is over maxMergeBytes.
[[nodiscard]] std::optional<MergeResult> mergeTexts(const QByteArray &base, const QByteArray &mine,
                                                    const QByteArray &theirs);

} // namespace angee
