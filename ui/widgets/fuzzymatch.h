// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

namespace angee {

//! \brief How well \a query fits, the higher the better; 0 if it does not. Every word of the query
//! has to be found, in \a title (whole, as the start of words, or letter by letter in order) or as
//! a part of \a rest. Case does not matter; both texts are given in lower case. Any thread.
[[nodiscard]] int fuzzyScore(const QString &query, const QString &title, const QString &rest);

} // namespace angee
