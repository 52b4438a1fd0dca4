// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace angee {

//! \brief From now on each LogView is a list to readers of the screen, with an item for each line
//! in sight; lines that come are not announced. May be called more than once.
void installLogAccessibility();

} // namespace angee
