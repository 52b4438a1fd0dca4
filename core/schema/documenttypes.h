// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/document.h"

#include <span>

namespace angee {

//! \brief What a field name means on a type. The introspection fields (`__typename` anywhere,
//! `__schema` and `__type` on the query root) are in no schema, yet every server answers them.
struct SelectedField
{
    const FieldDef *definition = nullptr; //!< Null if the type has no such field.
    std::span<const InputValueDef> arguments;

    [[nodiscard]] explicit operator bool() const { return definition != nullptr; }
    [[nodiscard]] const InputValueDef *argument(std::string_view name) const;
};

[[nodiscard]] SelectedField selectField(const Schema &schema, const TypeDef &type,
                                        std::string_view name);

//! \brief The named type inside \a reference; null if the schema lacks it.
[[nodiscard]] const TypeDef *namedType(const Schema &schema, const TypeRef &reference);

//! \brief True for scalars and enums.
[[nodiscard]] bool isLeafType(const TypeDef &type);
//! \brief True for objects, interfaces and unions.
[[nodiscard]] bool isCompositeType(const TypeDef &type);
//! \brief True for scalars, enums and input objects.
[[nodiscard]] bool isInputType(const TypeDef &type);

//! \brief True if objects of type \a object may stand where \a condition is asked for.
[[nodiscard]] bool typeSatisfies(const Schema &schema, const TypeDef &object,
                                 const TypeDef &condition);
//! \brief True if some object type satisfies both.
[[nodiscard]] bool typesOverlap(const Schema &schema, const TypeDef &a, const TypeDef &b);

//! \brief The root type for an operation; null if the schema has none.
[[nodiscard]] const TypeDef *rootType(const Schema &schema, GraphQlOperationType operation);
//! \brief `query`, `mutation` or `subscription`.
[[nodiscard]] std::string_view operationKeyword(GraphQlOperationType operation);

} // namespace angee
