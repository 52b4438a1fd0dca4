// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace angee {

enum class LiteralKind : std::uint8_t {
    Variable,
    Int,
    Float,
    String,
    Boolean,
    Null,
    Enum,
    List,
    Object,
};

//! \brief A value as it stands in GraphQL text. Children follow their parent in the list.
struct LiteralNode
{
    LiteralKind kind = LiteralKind::Null;
    std::uint32_t end = 0; //!< Index behind the last descendant.
    std::string_view name; //!< Of an object's field.
    std::string_view text; //!< A string's value; the source of any other leaf.
};

//! \brief Reads one GraphQL value, variables allowed, as graphql-js 16 parseValue does: its escapes
//! (\u{…} included) and its tolerance of control characters in strings.
//!
//! Reused from literal to literal; the nodes view the source and this object, until the next parse.
//! Nesting is limited to MaxDepth.
class Literal final
{
public:
    static constexpr unsigned MaxDepth = 400;

    //! False when \a source is not exactly one value.
    [[nodiscard]] bool parse(std::string_view source);
    //! The value is the first node.
    [[nodiscard]] const std::vector<LiteralNode> &nodes() const { return m_nodes; }

private:
    friend class LiteralParser;

    std::vector<LiteralNode> m_nodes;
    std::string m_strings; // never reallocated during a parse
};

} // namespace angee
