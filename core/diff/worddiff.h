// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>

namespace angee {

//! \brief Bytes of a line.
struct ByteRun
{
    qsizetype first = 0;
    qsizetype count = 0;

    [[nodiscard]] qsizetype end() const { return first + count; }
    friend bool operator==(const ByteRun &, const ByteRun &) = default;
};

//! \brief What differs between a line and the one that it became.
struct WordMarks
{
    QList<ByteRun> before;
    QList<ByteRun> after;

    friend bool operator==(const WordMarks &, const WordMarks &) = default;
};

//! Words, blanks and signs that stand in one line alone, in order, never half a character. Nothing
//! where the lines have too little in common for marks to say anything. Bounded: of lines with very
//! many words all between the first and the last difference is marked.
[[nodiscard]] WordMarks wordMarks(QByteArrayView before, QByteArrayView after);

} // namespace angee
