// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/net/httptypes.h"

namespace angee {

//! \brief What a request holds that the daemon hands to git as an argument (ref, branch, remote)
//! and that git would take for something else, as a sentence; empty when it may be sent.
//!
//! A field has checked it before; this stands in the way of whoever did not.
[[nodiscard]] QString problemWithToolArguments(const HttpRequest &request);

} // namespace angee
