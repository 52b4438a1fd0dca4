// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/tasks/task.h"

namespace angee {

//! \brief Builds the images of \a services, or of all. Nothing is restarted.
[[nodiscard]] TaskSpec buildTask(const QStringList &services);
//! \brief Builds, then recreates the containers that changed, with live output.
[[nodiscard]] TaskSpec buildAndApplyTask(const QStringList &services);
//! \brief Starts containers, local services and local jobs; may not end while they run
//! (contract.md, Q1).
[[nodiscard]] TaskSpec runTask();
//! \brief The same, attached to what all of it prints, live: it ends when one of the runtimes does,
//! and ends them when it is closed.
[[nodiscard]] TaskSpec runAttachedTask();
//! \brief Starts the container services.
[[nodiscard]] TaskSpec upTask();
//! \brief Stops and removes every container, and stops the local services.
[[nodiscard]] TaskSpec downTask();
//! \brief Fetches sources, fills in secrets and writes the runtime files.
[[nodiscard]] TaskSpec prepareTask();
//! \brief The same work as prepareTask(), as the daemon's other route for it.
[[nodiscard]] TaskSpec updateStackTask();

//! \brief Takes the stack down, and on demand deletes its data. \a unsavedWork are the places with
//! work that is nowhere else. Asks which way; the stack's name has to be typed to delete.
[[nodiscard]] TaskSpec destroyStackTask(const QString &stackName, const QStringList &unsavedWork);

} // namespace angee
