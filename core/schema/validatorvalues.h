// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/validatorreport.h"

#include <optional>
#include <vector>

namespace angee {

//! \brief A variable where a value is expected.
struct VariableUse
{
    const GraphQlValue *value = nullptr;
    std::optional<TypeRef> expected; //!< Nothing where the position itself is unknown.
    bool positionHasDefault = false; //!< A default that is not null.
};

//! \brief Checks written values against the types of their positions.
class ValueChecker final
{
public:
    ValueChecker(const Schema &schema, ProblemList &problems);

    //! Reports what does not fit, and adds the variables in \a value to \a uses. A value whose
    //! position is unknown is only searched for variables.
    void check(const GraphQlValue &value, const std::optional<TypeRef> &expected,
               bool positionHasDefault, std::vector<VariableUse> &uses);

    //! Checks a list of arguments against its definitions: unknown, doubled and missing ones, and
    //! each value. \a definitions is null where the owner itself is unknown.
    struct ArgumentOwner
    {
        std::string unknownSuffix; //!< `field "Query.services"`, `directive "@skip"`.
        std::string requiredPrefix; //!< `Field "services"`, `Directive "@skip"`.
        std::string coordinate; //!< `Query.services`, `@skip`.
        std::size_t offset = 0; //!< Where unknown and missing arguments are reported.
    };
    void checkArguments(const GraphQlArguments &arguments,
                        const std::optional<std::span<const InputValueDef>> &definitions,
                        const ArgumentOwner &owner, std::vector<VariableUse> &uses);

private:
    void checkList(const GraphQlValue &value, const TypeRef &expected,
                   std::vector<VariableUse> &uses);
    void checkNamed(const GraphQlValue &value, const TypeRef &expected, const TypeDef &type,
                    std::vector<VariableUse> &uses);
    void checkScalar(const GraphQlValue &value, const TypeRef &expected, const TypeDef &type);
    void checkEnum(const GraphQlValue &value, const TypeRef &expected, const TypeDef &type);
    void checkObject(const GraphQlValue &value, const TypeRef &expected, const TypeDef &type,
                     std::vector<VariableUse> &uses);
    void searchChildren(const GraphQlValue &value, std::vector<VariableUse> &uses);
    void refuse(const GraphQlValue &value, const TypeRef &expected);

    const Schema &m_schema;
    ProblemList &m_problems;
};

//! \brief A default that is there and not null.
[[nodiscard]] bool hasNonNullDefault(const InputValueDef &definition);

//! \brief True if a variable of type \a variable, with a default or not, may stand where \a use is.
[[nodiscard]] bool variableFits(const TypeRef &variable, bool variableHasDefault,
                                const VariableUse &use);

} // namespace angee
