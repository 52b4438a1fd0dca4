// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/panedescriptor.h"

namespace angee {

//! \brief The routes of the ingress, and the tokens that open the stack to others.
[[nodiscard]] PaneDescriptor endpointsDescriptor();

} // namespace angee
