// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/manifest/manifestcheck.h"

namespace YAML {
class Node;
}

namespace angee {

//! \brief What a manifest that the daemon reads points at in vain, what docker compose makes of its
//! containers, and which signs do not arrive as they are written.
[[nodiscard]] ManifestProblems checkManifestReferences(const YAML::Node &document,
                                                       const ManifestContext &context);

} // namespace angee
