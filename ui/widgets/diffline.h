// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

namespace angee {

//! \brief Whether what cannot be seen of a line's end is drawn.
enum class LineEndMarks {
    Hidden,
    Shown, //!< a CR as "␍", a missing line end as "∅"
};

//! \brief A line of a file as it is drawn, and which of its characters each byte became. Tabs are
//! four blanks, hidden and bidirectional characters are marked, what is no UTF-8 is U+FFFD; of a
//! very long line a part is drawn.
class DiffLine final
{
public:
    //! Bytes of a line that are drawn.
    static constexpr qsizetype longest = 2'000;

    //! \a interesting is a byte that must be within the part that is drawn.
    DiffLine(QByteArrayView line, LineEndMarks marks, qsizetype interesting = 0);

    [[nodiscard]] const QString &text() const { return m_text; }
    //! Where a byte of the line is in text(); clamped to what is drawn.
    [[nodiscard]] int columnOf(qsizetype byte) const;

private:
    void put(QByteArrayView bytes, qsizetype at, qsizetype until);
    void putCharacter(char32_t character);

    QString m_text;
    QList<int> m_columns; // of each byte that is drawn, and of the end
    qsizetype m_from = 0;
};

} // namespace angee
