// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

namespace angee {

//! \brief How a piece of a line is to be drawn, as its escapes ask for it.
struct LogStyle
{
    enum Attribute : quint8 {
        Bold = 1,
        Faint = 2,
        Italic = 4,
        Underline = 8,
        Inverse = 16,
        Strike = 32,
        Mark = 64, //!< not of the line: stands for a character that has no shape
    };
    //! What a colour is made of: nothing asked for, a number of the 256, or red, green and blue.
    enum class Kind : quint8 { Default, Indexed, True };
    struct Color
    {
        Kind kind = Kind::Default;
        quint32 value = 0; //!< 0 to 255, or 0xRRGGBB

        friend bool operator==(const Color &, const Color &) = default;
    };

    Color foreground;
    Color background;
    quint8 attributes = 0;

    friend bool operator==(const LogStyle &, const LogStyle &) = default;
};

//! \brief UTF-16 units of one style. Pieces in the plain style have no run.
struct LogRun
{
    qsizetype start = 0;
    qsizetype length = 0;
    LogStyle style;

    friend bool operator==(const LogRun &, const LogRun &) = default;
};

//! \brief A line as it is seen.
struct LogText
{
    QString text;
    QList<LogRun> runs; //!< in order, apart from each other
};

//! \brief Bytes that need no reading: printable ASCII alone, a cell each.
[[nodiscard]] bool isPlainAscii(QByteArrayView bytes);

//! \brief A line of a program as a terminal would show it in the end, and never more than that.
//!
//! Colours and weights (SGR) become styles. Carriage returns, backspaces and "erase to the end"
//! are folded, so that a progress bar is its last state. Every other sequence (links, titles,
//! cursor moves, device strings) is left out; one that never ends is no sequence. Characters
//! without a shape, or that turn the direction of reading, become marks like [U+202E], and bytes
//! that are no UTF-8 become \\xNN. Linear; any thread.
[[nodiscard]] LogText styledText(QByteArrayView bytes);

//! \brief The same without styles and without marks: what is copied, saved and searched. Invalid
//! bytes and hidden characters stay as they are, folded lines are folded.
[[nodiscard]] QByteArray plainLine(QByteArrayView bytes);

//! \brief Cells of a grid that a character takes: 0 for what stands on the one before, 2 for wide
//! ones. A tab is 1 here; see cellsBehind().
[[nodiscard]] int cellsOf(char32_t character);

//! \brief The column behind \a text that begins at \a column; tabs go to the next multiple of 8.
[[nodiscard]] qsizetype cellsBehind(QStringView text, qsizetype column = 0);

} // namespace angee
