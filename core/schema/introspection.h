// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/jsonstructure.h"
#include "core/schema/schema.h"
#include "core/schema/schemamessage.h"

#include <optional>
#include <string_view>
#include <vector>

namespace angee {

//! \brief The query whose answer IntrospectionReader reads: everything that can be printed, nine
//! levels of lists and "!".
[[nodiscard]] std::string_view introspectionQuery();

//! \brief A schema, or why there is none. Exactly one of the two is set.
struct IntrospectionResult
{
    std::optional<Schema> schema;
    SchemaMessage error; //!< Its place is a JSON path or a schema coordinate.
    std::vector<SchemaMessage> notices; //!< What was repaired or looks wrong; never fatal.
};

//! \brief Turns the bytes of an introspection answer into a Schema.
//!
//! Reads {"data":{"__schema":…}} and {"__schema":…}; an answer with "errors" and no schema gives
//! the server's own words. It takes what graphql-js 16 buildClientSchema takes, keys missing from
//! older servers included, and refuses what that refuses, with the place. Bad UTF-8 and lone
//! surrogates become U+FFFD with a notice. Time and memory are linear in the input, whatever it
//! holds; texts over JsonStructure::MaxBytes are refused. No I/O, no Qt. One reader can be used
//! again and again, which is faster; not by two threads at once.
class IntrospectionReader final
{
public:
    [[nodiscard]] IntrospectionResult read(std::string_view bytes);
    //! Takes over the bytes instead of copying them.
    [[nodiscard]] IntrospectionResult read(PaddedBytes bytes);

private:
    JsonStructure m_structure;
};

//! \brief For a single use.
[[nodiscard]] IntrospectionResult readIntrospection(std::string_view bytes);

} // namespace angee
