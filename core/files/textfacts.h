// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include <cstdint>

namespace angee {

//! The daemon's cap on a request body, and on a file (contract.md, sections 1 and 6).
inline constexpr qsizetype maxRequestBytes = qsizetype(1024) * 1024;

enum class LineEnd : std::uint8_t {
    None, //!< At most one line.
    Lf,
    CrLf,
    Cr,
    Mixed,
};

//! \brief What must survive in a text beside its words. One pass over the bytes, about 1 ms per
//! MiB.
struct TextFacts
{
    qsizetype bytes = 0;
    qsizetype lines = 0; //!< As an editor counts them: one more than there are line ends.
    qsizetype lf = 0; //!< Lone LF.
    qsizetype crLf = 0;
    qsizetype cr = 0; //!< Lone CR.
    qsizetype nul = 0;
    qsizetype tabs = 0;
    qsizetype trailingSpaceLines = 0; //!< Lines that end in a space or a tab.
    qsizetype escapedBytes = 0; //!< As the content of a JSON string.
    bool bom = false;
    bool validUtf8 = true;
    bool ascii = true;
    bool lastNewline = false; //!< The last byte ends a line.

    static TextFacts of(QByteArrayView text);
    [[nodiscard]] LineEnd lineEnd() const;
    //! What Enter should insert: the most frequent line end, LF when there is none.
    [[nodiscard]] LineEnd dominantLineEnd() const;

    friend bool operator==(const TextFacts &, const TextFacts &) = default;
};

//! "LF", "CRLF", "mixed: 12 LF, 3 CRLF" and so on, for people.
[[nodiscard]] QString describeLineEnds(const TextFacts &facts);
//! One sentence for each byte fact that differs between \a before and \a after, for the review:
//! line ends, byte order mark, last newline, NUL bytes, trailing space, encoding.
[[nodiscard]] QStringList describeChanges(const TextFacts &before, const TextFacts &after);

//! True if \a text is well-formed UTF-8: no overlong forms, no surrogates, nothing past U+10FFFF.
[[nodiscard]] bool isValidUtf8(QByteArrayView text);
//! Lower-case hex SHA-256: the etag that the daemon gives these bytes.
[[nodiscard]] QByteArray etagOf(QByteArrayView text);
//! How long \a text gets between the quotes of a JSON string. Additive: the sum over the parts of a
//! text is the size of the whole, so an editor may add and subtract what a keystroke changes.
[[nodiscard]] qsizetype escapedSize(QByteArrayView text);
//! The body of a save, exactly: {"content":"…","etag":"…"}; an empty etag is left out.
[[nodiscard]] qsizetype requestSize(qsizetype escapedContent, const QByteArray &etag);

} // namespace angee
