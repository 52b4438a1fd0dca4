// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace angee {

//! \brief A run of lines, counted from 0; empty runs say where lines would stand.
struct LineRange
{
    qsizetype first = 0;
    qsizetype count = 0;

    [[nodiscard]] qsizetype end() const { return first + count; }
    friend bool operator==(const LineRange &, const LineRange &) = default;
};

//! \brief Where the lines of a text start. Lines end after LF, as git counts them: a CR belongs to
//! its line. Keeps a copy (shared) of the text.
class LineIndex final
{
public:
    LineIndex() = default;
    explicit LineIndex(const QByteArray &text);

    [[nodiscard]] qsizetype count() const { return m_starts.size(); }
    [[nodiscard]] const QByteArray &text() const { return m_text; }
    //! The bytes of these lines, line ends included. Valid as long as this object.
    [[nodiscard]] QByteArrayView lines(LineRange range) const;
    [[nodiscard]] QByteArrayView line(qsizetype number) const { return lines({number, 1}); }
    //! Offset of a line; the size of the text for count().
    [[nodiscard]] qsizetype offset(qsizetype line) const;

private:
    QByteArray m_text;
    QList<qsizetype> m_starts;
};

//! \brief Lines of the old text that became lines of the new one. Everything between two changes is
//! equal on both sides.
struct LineChange
{
    LineRange before;
    LineRange after;

    friend bool operator==(const LineChange &, const LineChange &) = default;
};

enum class DiffStyle {
    ForReading, //!< Moves the ends of changes to where a reader expects them.
    ForMerge, //!< The plain changes that `git merge-file` works with.
};

//! The differences of two texts, line by line, in order, by libgit2. Any thread; can take seconds
//! for texts of megabytes with little in common.
[[nodiscard]] QList<LineChange> diffLines(const QByteArray &before, const QByteArray &after,
                                          DiffStyle style = DiffStyle::ForReading);

} // namespace angee
