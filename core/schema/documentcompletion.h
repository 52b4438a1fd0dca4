// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/schema.h"

#include <string>
#include <string_view>
#include <vector>

namespace angee {

//! \brief One thing that could stand at a place of a GraphQL document.
struct GraphQlCompletion
{
    enum class Kind {
        Keyword,
        Field,
        Argument,
        InputField,
        EnumValue, //!< true and false, too
        Variable,
        Type,
        Fragment,
        Directive,
    };

    Kind kind = Kind::Keyword;
    std::string text; //!< What to insert; a variable with its '$'.
    std::string type; //!< `[Int!]`; empty where there is none.
    std::string description;
    bool deprecated = false;
    bool required = false; //!< An argument or input field that must be given.
};

//! \brief What could stand at a place, and which text it replaces.
struct GraphQlCompletions
{
    std::size_t replaceFrom = 0; //!< Start of the word before the place; the place itself if none.
    std::vector<GraphQlCompletion> items;
};

//! \brief The candidates at byte \a offset of \a text, which need not be complete or valid. Only
//! those that start with the word before the place (without case), in schema order; nothing inside
//! strings and comments. Linear in \a offset; what stands behind it does not count, but for the
//! names of fragments.
[[nodiscard]] GraphQlCompletions completionsAt(std::string_view text, std::size_t offset,
                                               const Schema &schema);

} // namespace angee
