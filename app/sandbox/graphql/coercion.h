// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/document.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>
#include <span>

namespace angee::sandbox {

//! \brief Why a variable does not fit, and where: ["variable", "where", "name", …].
struct VariableFault
{
    QString message;
    QJsonArray path;
};

//! \brief Checks the values that came for an operation's variables and fills defaults in
//! (specification 6.1.2). A variable that has neither is absent from the result.
[[nodiscard]] std::optional<VariableFault> coerceVariables(const Schema &schema,
                                                           const GraphQlOperation &operation,
                                                           const QJsonObject &given,
                                                           QJsonObject &coerced);

//! \brief The arguments of a field as JSON, by their definitions: variables put in, single values
//! made lists, defaults filled in. What was not given and has no default is absent; what was given
//! as null is null. The document must be valid.
[[nodiscard]] QJsonObject coerceArguments(const Schema &schema, const GraphQlArguments &arguments,
                                          std::span<const InputValueDef> definitions,
                                          const QJsonObject &variables);

//! \brief The `if` of @skip or @include.
[[nodiscard]] bool directiveCondition(const GraphQlDirective &directive,
                                      const QJsonObject &variables);

} // namespace angee::sandbox
