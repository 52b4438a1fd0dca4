// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <limits>

namespace angee {

//! \brief JSON as a person reads it.
struct PrettyJson
{
    QByteArray text; //!< without a final line end
    bool isJson = false; //!< false: the text is what came, untouched
    bool isCut = false; //!< it goes on, but the limit was reached
};

//! \brief Puts each member on a line of its own, two spaces for each level. Order, numbers and
//! escapes stay as they were sent, which a parse into a tree would not give. Stops behind \a limit
//! bytes of output. Checks brackets and quotes, not the rest of the grammar. Linear; any thread.
[[nodiscard]] PrettyJson prettyJson(QByteArrayView json,
                                    qsizetype limit = std::numeric_limits<qsizetype>::max());

//! \brief The bytes of a member's value in a JSON object; empty when there is none of that name or
//! the text is no object. Looks no further than the member.
[[nodiscard]] QByteArrayView jsonMember(QByteArrayView object, QByteArrayView name);

//! \brief A text that a window can show without stalling.
struct ShownText
{
    QByteArray text;
    bool isCut = false; //!< its end, or the end of a line, is missing
};

//! \brief At most \a limit bytes, cut behind a line, and no line longer than \a lineLimit bytes;
//! characters stay whole.
[[nodiscard]] ShownText shownPart(const QByteArray &text, qsizetype limit, qsizetype lineLimit);

} // namespace angee
