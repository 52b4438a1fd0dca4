// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace angee {

struct CommandLine;

//! \brief Opens the sandbox's sample stack in a temporary folder, visits every pane in light and
//! dark, and writes NAME-light.png and NAME-dark.png at 1440x900 and NAME-small-….png at 1024x700.
//!
//! Touches neither the user's settings nor his data. Runs the event loop of the QApplication;
//! answers 0 when every picture was written, otherwise 1 with the reason on stderr.
[[nodiscard]] int takeScreenshots(const CommandLine &commandLine);

} // namespace angee
