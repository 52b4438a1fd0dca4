// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <string_view>

namespace angee {

//! \brief How much of a text of the wire is taken in. Whatever is longer is cut where it is decoded
//! and says so itself, so that nothing behind it has to fear its length; what is shown in one line
//! is cut again by whoever paints it.
namespace textlimit {
constexpr qsizetype cell = qsizetype(4) * 1024; //!< bytes of a name, a state or a path in a list
constexpr qsizetype line = qsizetype(16) * 1024; //!< characters of one line
constexpr qsizetype words = qsizetype(64) * 1024; //!< characters of an error or an explanation
} // namespace textlimit

//! \brief At most \a longest characters, then "…" and how many there were more. Never half a
//! character.
[[nodiscard]] QString boundedLine(const QString &text, qsizetype longest = textlimit::line);

//! \brief The same of UTF-8, or of bytes that are none: at most \a longest of them.
[[nodiscard]] QByteArray boundedBytes(const QByteArray &text, qsizetype longest);

//! \brief Many lines for a person: each bounded, and of a text longer than \a longest its beginning
//! and its end, since tools give their reason last.
[[nodiscard]] QString boundedWords(const QString &text, qsizetype longest = textlimit::words);

//! \brief How many of the bytes of \a utf8 make up whole characters within \a longest.
[[nodiscard]] size_t boundedSize(std::string_view utf8, size_t longest);

} // namespace angee
