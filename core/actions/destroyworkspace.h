// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/workspace.h"
#include "core/tasks/question.h"

namespace angee {

inline constexpr QLatin1StringView keepFilesChoice{"keepFiles"};
inline constexpr QLatin1StringView deleteFilesChoice{"deleteFiles"};

//! With those services destroyed first that use the workspace.
inline constexpr QLatin1StringView usersFirstChoice{"usersFirst"};

//! \brief The services that use the workspace, each once, in the daemon's order. What is declared
//! to use one that is gone stops every build, start, stop and log of the stack.
[[nodiscard]] QStringList servicesUsing(const WorkspaceStatus &status);

//! \brief Why the daemon will refuse to destroy this workspace, a line for each slot: uncommitted,
//! unpushed or on another branch (contract.md, 5.5). Empty when it will not.
[[nodiscard]] QStringList destroyObstacles(const WorkspaceStatus &status);

//! \brief What destroying the workspace takes away and what stays, for both ways: forgetting the
//! record, and deleting the files too. Deleting asks for the name where work or users are at stake.
[[nodiscard]] Question destroyWorkspaceQuestion(const WorkspaceStatus &status);

} // namespace angee
