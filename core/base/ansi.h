// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

namespace angee {

//! \brief Text as a person reads it: without terminal escapes (colours, cursor moves, titles,
//! links) and without other control characters than tab and newline.
//!
//! The tools behind the daemon colour their words; nothing of an escape is ever carried out. A
//! carriage return before a newline goes, a lone one becomes a newline, as progress bars mean it.
[[nodiscard]] QString withoutAnsi(const QString &text);

} // namespace angee
