// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

namespace angee {

//! \brief Text of a tool as a person should see it: terminal escape sequences and other control
//! characters are taken out, line ends and tabs stay. The rest is untouched; show it as plain text.
[[nodiscard]] QString withoutAnsi(const QString &text);

} // namespace angee
