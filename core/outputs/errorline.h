// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

namespace angee {

//! \brief The line, from 1, at which reading a failed build begins: the first that a compiler, a
//! container tool, a package manager or an interpreter marks as an error; else the first that
//! speaks of one; else the last that is not empty. 0 for a text without any words.
//!
//! \a plain is without terminal escapes, as withoutAnsi() leaves it. A guess for people: nothing is
//! decided by it.
[[nodiscard]] int firstErrorLine(const QString &plain);

//! \brief A compiler, a container tool, a package manager or an interpreter marks this line as an
//! error; the same guess.
[[nodiscard]] bool isMarkedError(QStringView line);

} // namespace angee
