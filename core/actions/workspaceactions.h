// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/actions/destroyworkspace.h"
#include "core/actions/updateedited.h"
#include "core/daemon/workspacecalls.h"
#include "core/tasks/task.h"

namespace angee {

//! \brief Creates a workspace and hands it to \a created unless \a context has gone. With an empty
//! name there is no way to find out afterwards, since only the daemon knows what the template calls
//! it. All tasks here wait in the lane of everything that rewrites the manifest.
[[nodiscard]] TaskSpec createWorkspaceTask(const WorkspaceRequest &request, const QObject *context,
                                           const std::function<void(const Workspace &)> &created);

//! \brief Changes inputs or lifetime, and renders the workspace anew.
[[nodiscard]] TaskSpec updateWorkspaceTask(const QString &name,
                                           const QMap<QString, QString> &inputs, const QString &ttl,
                                           UpdateEdited edited);

//! \brief Lets a workspace live \a more longer. One that has no end gets one by that, which nothing
//! takes away again: asks in any case.
[[nodiscard]] TaskSpec extendWorkspaceTask(const QString &name, const QDateTime &expiresAt,
                                           std::chrono::seconds more, const QDateTime &now);

//! \brief Destroys the record, or the files too: the question asks which.
[[nodiscard]] TaskSpec destroyWorkspaceTask(const WorkspaceStatus &status);

//! \brief The lifetime to ask for so that a workspace lives \a more longer than it would now: the
//! daemon counts a new lifetime from now on.
[[nodiscard]] QString extendedTtl(const QDateTime &expiresAt, std::chrono::seconds more,
                                  const QDateTime &now);

//! \brief The paths in the daemon's refusal to overwrite: "locally modified paths: a, b; use …".
[[nodiscard]] QStringList conflictingPaths(const QString &reason);

} // namespace angee
