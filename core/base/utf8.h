// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace angee {

//! \brief True when \a bytes are valid UTF-8: no overlong forms, no surrogates, nothing above
//! U+10FFFF.
[[nodiscard]] bool isValidUtf8(const QByteArray &bytes);

//! \brief Replaces each byte that is not part of valid UTF-8 by U+FFFD. The daemon copies some
//! texts byte for byte (contract.md, section 13, Q31), and a JSON parser would refuse all of it.
[[nodiscard]] QByteArray replaceInvalidUtf8(const QByteArray &bytes);

//! \brief The one way to what a parser may see: the same bytes when they are valid, which copies
//! nothing, else repaired.
[[nodiscard]] QByteArray utf8Repaired(const QByteArray &bytes);

//! \brief Replaces each escaped surrogate without its partner by \\uFFFD, in place; true when it
//! found one. Parsers of ECMAScript and Go let them pass, ours does not.
bool replaceLoneSurrogates(QByteArray &json);

} // namespace angee
