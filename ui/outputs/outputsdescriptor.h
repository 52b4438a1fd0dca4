// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/panedescriptor.h"

namespace angee {

//! \brief What the window knows of the history of outputs.
[[nodiscard]] PaneDescriptor outputsDescriptor();

} // namespace angee
