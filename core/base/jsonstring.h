// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace angee {

//! \brief JSON strings from and to UTF-8 bytes, without QString in between: that way a leading BOM
//! and every other byte of a file survive.

//! Appends \a utf8 as a quoted JSON string. Only what JSON demands is escaped: quotes, backslashes
//! and controls; everything else goes out raw, which keeps a body under the daemon's cap for
//! longest.
void appendJsonString(QByteArray &json, QByteArrayView utf8);

//! What appendJsonString() would add, quotes included.
[[nodiscard]] qsizetype jsonStringSize(QByteArrayView utf8);

} // namespace angee
