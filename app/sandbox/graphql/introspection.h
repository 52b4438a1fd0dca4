// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/schema.h"

#include <QJsonObject>
#include <QJsonValue>

#include <string_view>
#include <variant>
#include <vector>

namespace angee::sandbox {

//! \brief An element of a schema as `__schema` and `__type` show it. Points into the schema.
using IntrospectionNode =
    std::variant<const Schema *, TypeRef, const FieldDef *, const InputValueDef *,
                 const EnumValueDef *, const DirectiveDef *>;

//! \brief What a field is answered from: plain JSON, or elements of the schema, which refer to one
//! another without end and are therefore looked up one step at a time.
using FieldValue = std::variant<QJsonValue, IntrospectionNode, std::vector<IntrospectionNode>>;

//! \brief The value of \a field on \a node (specification 4.2). Lists that do not apply to a kind
//! are empty, texts that are absent or empty are null, types and directives are sorted by name.
[[nodiscard]] FieldValue introspect(const Schema &schema, const IntrospectionNode &node,
                                    std::string_view field, const QJsonObject &arguments);

//! \brief `__type(name:)`: null for an unknown name.
[[nodiscard]] FieldValue introspectType(const Schema &schema, std::string_view name);

} // namespace angee::sandbox
