// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace angee::bench {

//! \brief An introspection answer of about \a bytes, the same each time: entities with connections,
//! edges, orders, filters, mutations with inputs and payloads, descriptions on nearly everything,
//! as the large public schemas have them.
[[nodiscard]] std::string generatedIntrospection(std::size_t bytes);

} // namespace angee::bench
