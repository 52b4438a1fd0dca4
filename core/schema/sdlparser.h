// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/document.h"
#include "core/schema/schema.h"

#include <optional>
#include <string_view>

namespace angee {

//! \brief Reads a type system document (SDL): definitions and extensions, with descriptions.
//!
//! The result is complete in itself: what every server has without saying so (the five scalars, the
//! directives of the specification, the introspection types) is added behind the text's own
//! definitions, which win. Every reference is resolved. On failure returns nothing and, if \a error
//! is given, the first fault: of syntax, a name defined twice, or a reference to no type.
//!
//! Does not check that objects fulfil their interfaces, nor that defaults fit their types.
[[nodiscard]] std::optional<Schema> parseSdl(std::string_view sdl,
                                             GraphQlSyntaxError *error = nullptr);

} // namespace angee
