// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

namespace angee {

//! \brief What a character is to somebody who reads a text.
enum class CharacterKind {
    Visible, //!< Drawn, or a plain blank, or shapes what it stands beside.
    Blank, //!< A blank other than U+0020 and the tab, such as U+00A0: takes room, looks like one.
    LineBreak, //!< Ends a line somewhere: LF, CR, VT, FF, U+0085, U+2028, U+2029.
    Control, //!< C0 and C1 without the above, DEL, what is no character at all.
    Bidi, //!< Changes the order in which what stands beside it is read.
    Invisible, //!< Draws nothing: zero width, soft hyphen, BOM, tags, fillers.
};

//! \brief The kind of \a character by itself. Joiners and variation selectors are Invisible here;
//! the functions below let them pass where they do what they are for.
[[nodiscard]] CharacterKind characterKind(char32_t character);
//! \brief The kind has no shape of its own or acts on its neighbours: never drawn as it is.
[[nodiscard]] bool isHidden(CharacterKind kind);
//! \brief "U+202E": four digits at least.
[[nodiscard]] QString characterCode(char32_t character);
//! \brief How the functions below draw a hidden character: "[U+202E]".
[[nodiscard]] QString characterMark(char32_t character);

//! \brief What the texts below are cut to unless told otherwise, in UTF-16 units.
constexpr qsizetype longestName = 200;
constexpr qsizetype longestLine = 1'000;
constexpr qsizetype longestText = 16'000;

// Words that others wrote, made fit to be seen. What is hidden is marked, marks stacked on one
// letter are cut after the fourth, and what is longer than \a atMost ends in "…". Doing it twice
// changes nothing more. Linear in \a atMost, not in the length of the text; a text that needs
// nothing is shared. For showing only: what is sent, compared or copied stays as it is.

//! \brief A name within a sentence, a title or a tab: one line, line breaks are marked.
[[nodiscard]] QString shownName(const QString &name, qsizetype atMost = longestName);
//! \brief The same in quotation marks, which tell where it begins and ends.
[[nodiscard]] QString quotedName(const QString &name, qsizetype atMost = longestName);
//! \brief What a cell or another place of one line holds: line breaks and tabs become blanks.
[[nodiscard]] QString shownLine(const QString &text, qsizetype atMost = longestLine);
//! \brief Prose of several lines: LF, CR LF and tabs stay.
[[nodiscard]] QString shownText(const QString &text, qsizetype atMost = longestText);

} // namespace angee
