// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

namespace angee {

//! True when \a words, the daemon's answer to a question about the whole stack, say that it cannot
//! read the stack's manifest. In that state every route but /healthz fails with them.
[[nodiscard]] bool saysManifestIsBroken(const QString &words);

} // namespace angee
