// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <string_view>

namespace angee {

//! \brief Ms since the epoch of an RFC 3339 time as Go prints it (up to nanoseconds, any offset),
//! or 0 when it is none.
[[nodiscard]] qint64 parseRfc3339(std::string_view text);

//! \brief The same for people's values: UTC; invalid when \a text is no such time.
[[nodiscard]] QDateTime rfc3339Time(const QString &text);

} // namespace angee
