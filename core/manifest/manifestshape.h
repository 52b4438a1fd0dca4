// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/manifest/manifestproblem.h"

namespace YAML {
class Node;
}

namespace angee {

//! \brief What in \a document has a key or a type that the daemon does not accept, in the order of
//! the text. Its words are those that the daemon uses.
[[nodiscard]] ManifestProblems checkManifestShape(const YAML::Node &document);

} // namespace angee
