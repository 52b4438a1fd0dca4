// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/literal.h"
#include "core/schema/outputbuffer.h"
#include "core/schema/schema.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace angee {

//! \brief Prints default values as graphql-js 16 does: the literal is parsed, coerced to its type
//! (valueFromAST) and printed again (astFromValue).
//!
//! The schema must be resolved and outlive this object. Work and output are bounded, also for
//! input types whose defaults nest in each other.
class DefaultValues final
{
public:
    enum class Outcome {
        None, //!< There is no default.
        Printed, //!< Coerced.
        Dropped, //!< The literal does not fit its type; nothing is printed, as graphql-js does.
        Kept, //!< graphql-js would throw; the literal is printed as the server gave it.
        Unreadable, //!< No GraphQL constant at all; nothing is printed.
    };

    explicit DefaultValues(const Schema &schema);

    //! Appends what stands behind " = ".
    Outcome append(OutputBuffer &out, const InputValueDef &input);

private:
    enum class Scalar : std::uint8_t {
        None,
        Int,
        Float,
        String,
        Boolean,
        Id,
        Custom,
    };
    // The default of an input type's field, kept for the literals that leave the field out.
    struct Memo
    {
        enum State {
            Computing,
            Absent,
            Value,
            Throws,
        };
        State state = Computing;
        bool isNull = false;
        std::string text;
    };
    // One literal on its way: its nodes, and whether graphql-js would throw in the end.
    struct Job
    {
        const std::vector<LiteralNode> &nodes;
        OutputBuffer &out;
        bool throws = false;
    };

    bool appendSimple(OutputBuffer &out, std::string_view literal, const TypeRef &type,
                      Outcome *outcome) const;
    Outcome keep(OutputBuffer &out, const Literal &literal, std::string_view source) const;
    bool coerce(Job &job, std::uint32_t node, const TypeRef &type);
    bool coerceList(Job &job, std::uint32_t node, const TypeRef &item);
    bool coerceObject(Job &job, std::uint32_t node, const TypeDef &type);
    bool coerceField(Job &job, std::uint32_t node, const InputValueDef &field, bool *present,
                     bool *isNull);
    bool coerceEnum(Job &job, const LiteralNode &node, const TypeDef &type);
    bool coerceScalar(Job &job, const LiteralNode &node, Scalar scalar) const;
    bool coerceNumber(Job &job, const LiteralNode &node, bool asInt) const;
    const Memo &defaultOf(const InputValueDef &field);
    bool spend(Job &job, std::size_t work);
    [[nodiscard]] bool hasEnumValue(const TypeDef &type, std::string_view name) const;

    const Schema &m_schema;
    std::vector<Scalar> m_scalars; // by type
    std::unordered_map<std::uint32_t, Memo> m_memos; // by input value
    Literal m_literal;
    std::size_t m_work = 0;
    unsigned m_depth = 0;
};

} // namespace angee
