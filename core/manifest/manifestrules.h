// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/manifest/manifestproblem.h"

namespace YAML {
class Node;
}

namespace angee {

//! \brief The rules of a manifest whose shape is right: what the daemon asks of a stack, its
//! services, jobs and ingress before it reads it. All of these lock.
[[nodiscard]] ManifestProblems checkManifestRules(const YAML::Node &document);

} // namespace angee
