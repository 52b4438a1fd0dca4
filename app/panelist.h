// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/panedescriptor.h"

namespace angee {

//! \brief Every pane of the console, in the order of the sidebar.
[[nodiscard]] QList<PaneDescriptor> paneList();

} // namespace angee
