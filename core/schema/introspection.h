// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/jsonbytes.h"
#include "core/schema/schema.h"
#include "core/schema/schemamessage.h"

#include <optional>
#include <string_view>
#include <vector>

namespace angee {

//! \brief The query whose answer readIntrospection() reads: everything that can be printed, nine
//! levels of lists and "!".
[[nodiscard]] std::string_view introspectionQuery();

//! \brief The largest answer that is read.
inline constexpr std::size_t MaxIntrospectionBytes = std::size_t(64) * 1024 * 1024;

//! \brief A schema, or why there is none. Exactly one of \a schema and \a error says something.
struct IntrospectionResult
{
    std::optional<Schema> schema;
    SchemaMessage error; //!< Its place is a JSON path with a byte offset, or a schema coordinate.
    std::vector<SchemaMessage> notices; //!< What was repaired or looks wrong; never fatal.
};

//! \brief Turns the bytes of an introspection answer into a Schema.
//!
//! Reads {"data":{"__schema":…}} and {"__schema":…}; an answer with "errors" and no schema gives
//! the server's own words. It takes what graphql-js 16 buildClientSchema takes, keys missing from
//! older servers included, and refuses what that refuses, with the place. Bad UTF-8 and lone
//! surrogates become U+FFFD with a notice. Time and memory are linear in the input, whatever it
//! holds; answers over MaxIntrospectionBytes are refused. Pure and thread-safe; no Qt.
[[nodiscard]] IntrospectionResult readIntrospection(std::string_view bytes);
//! The same, taking over the bytes instead of copying them.
[[nodiscard]] IntrospectionResult readIntrospection(PaddedBytes bytes);

} // namespace angee
