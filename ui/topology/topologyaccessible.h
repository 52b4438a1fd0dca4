// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace angee {

//! \brief From now on each TopologyView is a list to readers of the screen, with an item for each
//! node that can be opened and has a menu. May be called more than once.
void installTopologyAccessibility();

} // namespace angee
