// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/settings/connectionsettings.h"

namespace angee {

//! \brief Asks the daemon that flags or environment name for its schema and prints it as SDL.
//!
//! Runs the event loop of the QCoreApplication. Answers 0 when printed, 1 when the daemon's answer
//! is no schema, 2 when there is no daemon to ask or it cannot be asked; the reason goes to stderr.
[[nodiscard]] int printDaemonSdl(const GivenConnection &given);

} // namespace angee
