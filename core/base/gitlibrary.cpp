// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/gitlibrary.h"

#include <git2.h>

namespace angee {

void initGitLibrary()
{
    [[maybe_unused]] static const int users = git_libgit2_init();
}

} // namespace angee
