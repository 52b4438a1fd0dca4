// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/sandboxserver.h"

namespace angee::sandbox {

//! \brief The sandbox as a program of its own: `angee-console --sandbox-only`.
//!
//! Needs no event loop. When it listens it prints one line {"url":…,"token":…} on stdout, and runs
//! until SIGINT or SIGTERM; then it ends the children and answers 0. If it cannot start it says why
//! on stderr and answers 1. To be called before
//! other threads exist: they would take the signals.
int runSandboxOnly(const SandboxServer::Options &options);

} // namespace angee::sandbox
