// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace angee {

//! Makes libgit2 usable, once a process; any thread. It is never shut down: an abandoned merge may
//! still be computing while the program ends.
void initGitLibrary();

} // namespace angee
