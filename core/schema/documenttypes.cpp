// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/documenttypes.h"

#include <algorithm>
#include <array>

namespace angee {

namespace {

constexpr FieldDef typenameField{
    .name = "__typename",
    .description = {},
    .deprecationReason = {},
    .type = {.name = "String", .nonNull = 1},
    .args = {},
};
constexpr FieldDef schemaField{
    .name = "__schema",
    .description = {},
    .deprecationReason = {},
    .type = {.name = "__Schema", .nonNull = 1},
    .args = {},
};
constexpr FieldDef typeField{
    .name = "__type",
    .description = {},
    .deprecationReason = {},
    .type = {.name = "__Type"},
    .args = {},
};
constexpr std::array<InputValueDef, 1> typeFieldArguments{InputValueDef{
    .name = "name",
    .description = {},
    .defaultValue = {},
    .deprecationReason = {},
    .type = {.name = "String", .nonNull = 1},
}};

bool listsType(std::span<const TypeName> names, std::string_view name)
{
    return std::any_of(names.begin(), names.end(),
                       [name](const TypeName &entry) { return entry.name == name; });
}

} // namespace

const InputValueDef *SelectedField::argument(std::string_view name) const
{
    const auto found = std::find_if(arguments.begin(), arguments.end(),
                                    [name](const InputValueDef &arg) { return arg.name == name; });
    return found == arguments.end() ? nullptr : &*found;
}

SelectedField selectField(const Schema &schema, const TypeDef &type, std::string_view name)
{
    if (name == typenameField.name)
        return {&typenameField, {}};
    if (name.starts_with("__") && schema.queryType && *schema.queryType == type.name) {
        if (name == schemaField.name)
            return {&schemaField, {}};
        if (name == typeField.name)
            return {&typeField, typeFieldArguments};
    }
    if (type.kind != TypeKind::Object && type.kind != TypeKind::Interface)
        return {};
    const FieldDef *field = schema.field(type, name);
    return field ? SelectedField{field, schema.argsOf(*field)} : SelectedField{};
}

const TypeDef *namedType(const Schema &schema, const TypeRef &reference)
{
    if (reference.index < schema.types.size())
        return &schema.types[reference.index];
    return schema.type(reference.name);
}

bool isLeafType(const TypeDef &type)
{
    return type.kind == TypeKind::Scalar || type.kind == TypeKind::Enum;
}

bool isCompositeType(const TypeDef &type)
{
    return type.kind == TypeKind::Object || type.kind == TypeKind::Interface
        || type.kind == TypeKind::Union;
}

bool isInputType(const TypeDef &type)
{
    return isLeafType(type) || type.kind == TypeKind::InputObject;
}

bool typeSatisfies(const Schema &schema, const TypeDef &object, const TypeDef &condition)
{
    if (object.name == condition.name)
        return true;
    if (condition.kind == TypeKind::Interface)
        return listsType(schema.interfacesOf(object), condition.name);
    if (condition.kind == TypeKind::Union)
        return listsType(schema.possibleTypesOf(condition), object.name);
    return false;
}

bool typesOverlap(const Schema &schema, const TypeDef &a, const TypeDef &b)
{
    if (a.kind == TypeKind::Object)
        return typeSatisfies(schema, a, b);
    if (b.kind == TypeKind::Object)
        return typeSatisfies(schema, b, a);
    return std::any_of(schema.types.begin(), schema.types.end(), [&](const TypeDef &type) {
        return type.kind == TypeKind::Object && typeSatisfies(schema, type, a)
            && typeSatisfies(schema, type, b);
    });
}

const TypeDef *rootType(const Schema &schema, GraphQlOperationType operation)
{
    OptionalText name;
    switch (operation) {
    case GraphQlOperationType::Query:
        name = schema.queryType;
        break;
    case GraphQlOperationType::Mutation:
        name = schema.mutationType;
        break;
    case GraphQlOperationType::Subscription:
        name = schema.subscriptionType;
        break;
    }
    return name ? schema.type(*name) : nullptr;
}

std::string_view operationKeyword(GraphQlOperationType operation)
{
    switch (operation) {
    case GraphQlOperationType::Query:
        return "query";
    case GraphQlOperationType::Mutation:
        return "mutation";
    case GraphQlOperationType::Subscription:
        return "subscription";
    }
    return {};
}

} // namespace angee
