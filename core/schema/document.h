// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/schema.h"
#include "core/schema/tokenizer.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace angee {

//! \brief How deep selections, values and types may nest. Far above any real document, low enough
//! that recursive code cannot exhaust a worker thread's stack.
inline constexpr int graphQlMaxDepth = 200;

//! \brief Why a text is no GraphQL document, in the words GraphQL servers use, and where.
struct GraphQlSyntaxError
{
    std::string message; //!< English: the wording is part of the protocol.
    std::size_t offset = 0;
    GraphQlPlace place;
};

//! \brief A type as written: `[Name!]!`.
struct GraphQlTypeReference
{
    std::string name; //!< Inside all the lists.
    TypeRef shape; //!< Its own name and index are not set: see ref().

    //! The whole reference; its name is a view of this object's.
    [[nodiscard]] TypeRef ref() const;
};

//! \brief A literal or a variable. Arguments and object fields are values with a name.
struct GraphQlValue
{
    enum class Kind {
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

    std::string name; //!< Of the argument or object field; empty elsewhere.
    std::size_t nameOffset = 0;
    Kind kind = Kind::Null;
    std::string text; //!< Variable or enum name, number as written, string with escapes resolved.
    std::vector<GraphQlValue> children; //!< List items, or object fields with their names.
    std::size_t offset = 0; //!< Of the value itself.

    //! As GraphQL text on one line: strings quoted, objects as `{a:1,b:2}`.
    [[nodiscard]] std::string toString() const;
    //! The child of that name, or null.
    [[nodiscard]] const GraphQlValue *child(std::string_view childName) const;

    //! Compares what is written, not where; object fields in any order.
    [[nodiscard]] bool sameAs(const GraphQlValue &other) const;
};

using GraphQlArguments = std::vector<GraphQlValue>;

//! \brief The argument of that name, or null.
[[nodiscard]] const GraphQlValue *graphQlArgument(const GraphQlArguments &arguments,
                                                  std::string_view name);

//! \brief `@name(arguments)` on any element.
struct GraphQlDirective
{
    std::string name;
    GraphQlArguments arguments;
    std::size_t offset = 0; //!< Of the name.
};

using GraphQlDirectives = std::vector<GraphQlDirective>;

//! \brief One entry of a selection set.
struct GraphQlSelection
{
    enum class Kind {
        Field,
        FragmentSpread,
        InlineFragment,
    };

    Kind kind = Kind::Field;
    std::string name; //!< The field's, the fragment's, or the type condition (may be empty).
    std::string alias; //!< Empty when the field has none.
    GraphQlArguments arguments;
    GraphQlDirectives directives;
    std::vector<GraphQlSelection> selections;
    std::size_t offset = 0;
    std::size_t nameOffset = 0;

    //! The key under which a field's value is answered.
    [[nodiscard]] const std::string &responseKey() const { return alias.empty() ? name : alias; }
};

using GraphQlSelections = std::vector<GraphQlSelection>;

//! \brief `$name: type = default`.
struct GraphQlVariableDefinition
{
    std::string name;
    GraphQlTypeReference type;
    std::optional<GraphQlValue> defaultValue;
    GraphQlDirectives directives;
    std::size_t offset = 0;
};

//! \brief What an operation does.
enum class GraphQlOperationType {
    Query,
    Mutation,
    Subscription,
};

//! \brief A query, mutation or subscription.
struct GraphQlOperation
{
    GraphQlOperationType type = GraphQlOperationType::Query;
    std::string name; //!< Empty for an anonymous operation.
    std::vector<GraphQlVariableDefinition> variables;
    GraphQlDirectives directives;
    GraphQlSelections selections;
    std::size_t offset = 0;

    [[nodiscard]] const GraphQlVariableDefinition *variable(std::string_view variableName) const;
};

//! \brief A named fragment.
struct GraphQlFragment
{
    std::string name;
    std::string typeCondition;
    GraphQlDirectives directives;
    GraphQlSelections selections;
    std::size_t offset = 0;
};

//! \brief An executable document: a plain value that keeps its own copy of the text.
//!
//! Parsing checks syntax alone; core/schema/validator.h checks it against a schema. A parsed
//! document never nests deeper than graphQlMaxDepth, fragments not expanded.
struct GraphQlDocument
{
    std::string text;
    std::vector<GraphQlOperation> operations;
    std::vector<GraphQlFragment> fragments;

    [[nodiscard]] const GraphQlFragment *fragment(std::string_view name) const;
    //! The operation of that name; for an empty name the only operation there is. Null otherwise.
    [[nodiscard]] const GraphQlOperation *operation(std::string_view name = {}) const;
    [[nodiscard]] GraphQlPlace place(std::size_t offset) const;

    //! Reads UTF-8 text. On failure returns nothing and, if \a error is given, the first fault.
    static std::optional<GraphQlDocument> parse(std::string_view text,
                                                GraphQlSyntaxError *error = nullptr);
};

} // namespace angee
