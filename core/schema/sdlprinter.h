// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/schema.h"
#include "core/schema/schemamessage.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace angee {

//! \brief Where a definition stands in printed SDL, in bytes. All zero for what is not printed.
struct SdlPlace
{
    std::uint32_t begin = 0; //!< With its description.
    std::uint32_t name = 0;
    std::uint32_t end = 0;

    [[nodiscard]] bool isPrinted() const { return end > begin; }
};

//! \brief The place of every definition, each list parallel to the Schema's list of that name.
struct SdlPlaces
{
    std::vector<SdlPlace> types;
    std::vector<SdlPlace> fields;
    std::vector<SdlPlace> inputValues;
    std::vector<SdlPlace> enumValues;
    std::vector<SdlPlace> directives;
};

//! \brief Printed SDL: UTF-8 without a final line end.
struct PrintedSdl
{
    std::unique_ptr<char[]> data;
    std::size_t size = 0;
    SdlPlaces places; //!< Empty unless asked for.
    std::vector<SchemaMessage> notices; //!< Defaults that were dropped or kept as they came.

    [[nodiscard]] std::string_view text() const { return {data.get(), size}; }
};

enum class SdlOption {
    TextOnly,
    WithPlaces,
};

//! \brief Prints a resolved schema: the same bytes as graphql-js 16.15
//! printSchema(buildClientSchema(…)), in the order of the introspection answer.
//!
//! Where graphql-js throws (an object or list as the default of a custom scalar, a number too large
//! for a double) the literal is printed as the server gave it, with a notice. Pure and thread-safe.
[[nodiscard]] PrintedSdl printSdl(const Schema &schema, SdlOption option = SdlOption::TextOnly);

} // namespace angee
