// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/logs/logtext.h"

#include <QByteArrayView>

namespace angee {

//! \brief A control sequence of a terminal (ECMA-48), as far as this console cares.
struct Sequence
{
    enum class Kind {
        Other, //!< to be left out
        Style, //!< SGR
        EraseLine, //!< EL
    };

    Kind kind = Kind::Other;
    QByteArrayView parameters; //!< between the introducer and the final byte
    qsizetype size = 0; //!< 0: what begins here is no sequence, or one that never ends
};

//! \brief The sequence that begins with the escape, or its form of one character in UTF-8 (U+0090,
//! U+0098, U+009B, U+009D to U+009F), at \a at. Reads at most 4096 bytes.
[[nodiscard]] Sequence sequenceAt(QByteArrayView bytes, qsizetype at);

//! \brief Changes \a style as the parameters of an SGR sequence ask. What is concealed is drawn
//! faint, since nothing in a log may hide; blinking is left out.
void applySgr(QByteArrayView parameters, LogStyle *style);

//! \brief 0 erases to the end, 1 from the start, 2 all.
[[nodiscard]] int eraseParameter(QByteArrayView parameters);

} // namespace angee
