// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/validatorvalues.h"

#include "core/schema/documenttypes.h"

#include <algorithm>
#include <charconv>
#include <unordered_set>

namespace angee {

using ValueKind = GraphQlValue::Kind;

namespace {

std::string quotedName(std::string_view name)
{
    return '"' + std::string(name) + '"';
}

//! Servers keep Int in 64 bits here; the wire has byte counts that may pass 32.
bool fitsInt64(std::string_view digits)
{
    long long number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc() && end == digits.data() + digits.size();
}

bool scalarTakes(std::string_view scalar, const GraphQlValue &value)
{
    switch (value.kind) {
    case ValueKind::Int:
        if (scalar == "Int" || scalar == "ID")
            return fitsInt64(value.text);
        return scalar == "Float";
    case ValueKind::Float:
        return scalar == "Float";
    case ValueKind::String:
        return scalar == "String" || scalar == "ID";
    case ValueKind::Boolean:
        return scalar == "Boolean";
    case ValueKind::Variable:
    case ValueKind::Null:
    case ValueKind::Enum:
    case ValueKind::List:
    case ValueKind::Object:
        break;
    }
    return false;
}

std::string scalarRefusal(std::string_view scalar, const GraphQlValue &value)
{
    const std::string found = value.toString();
    if (scalar == "Int" && value.kind == ValueKind::Int)
        return "Int cannot represent non 32-bit signed integer value: " + found;
    if (scalar == "Int")
        return "Int cannot represent non-integer value: " + found;
    if (scalar == "Float")
        return "Float cannot represent non numeric value: " + found;
    if (scalar == "String")
        return "String cannot represent a non string value: " + found;
    if (scalar == "Boolean")
        return "Boolean cannot represent a non boolean value: " + found;
    return "ID cannot represent a non-string and non-integer value: " + found;
}

} // namespace

ValueChecker::ValueChecker(const Schema &schema, ProblemList &problems)
    : m_schema(schema)
    , m_problems(problems)
{ }

void ValueChecker::check(const GraphQlValue &value, const std::optional<TypeRef> &expected,
                         bool positionHasDefault, std::vector<VariableUse> &uses)
{
    if (m_problems.isFull())
        return;
    if (value.kind == ValueKind::Variable) {
        uses.push_back({&value, expected, positionHasDefault});
        return;
    }
    const TypeDef *type = expected ? namedType(m_schema, *expected) : nullptr;
    if (!type) {
        searchChildren(value, uses);
        return;
    }
    if (value.kind == ValueKind::Null) {
        if (expected->isNonNull())
            refuse(value, *expected);
        return;
    }
    if (expected->isList() && value.kind == ValueKind::List) {
        checkList(value, *expected, uses);
        return;
    }
    // A single value stands for a list of one (specification 3.11).
    checkNamed(value, *expected, *type, uses);
}

void ValueChecker::checkList(const GraphQlValue &value, const TypeRef &expected,
                             std::vector<VariableUse> &uses)
{
    const TypeRef item = expected.item();
    for (const GraphQlValue &child : value.children)
        check(child, item, false, uses);
}

void ValueChecker::checkNamed(const GraphQlValue &value, const TypeRef &expected,
                              const TypeDef &type, std::vector<VariableUse> &uses)
{
    switch (type.kind) {
    case TypeKind::Scalar:
        if (isSpecifiedScalar(type.name))
            checkScalar(value, expected, type);
        searchChildren(value, uses);
        return;
    case TypeKind::Enum:
        checkEnum(value, expected, type);
        searchChildren(value, uses);
        return;
    case TypeKind::InputObject:
        checkObject(value, expected, type, uses);
        return;
    case TypeKind::Object:
    case TypeKind::Interface:
    case TypeKind::Union:
        // An output type in an input position is reported where it is declared.
        searchChildren(value, uses);
        return;
    }
}

void ValueChecker::checkScalar(const GraphQlValue &value, const TypeRef &expected,
                               const TypeDef &type)
{
    if (scalarTakes(type.name, value))
        return;
    if (expected.isList())
        refuse(value, expected);
    else
        m_problems.add(scalarRefusal(type.name, value), value.offset, std::string(type.name));
}

void ValueChecker::checkEnum(const GraphQlValue &value, const TypeRef &expected,
                             const TypeDef &type)
{
    const std::vector<std::string_view> names = namesOf(m_schema.enumValuesOf(type));
    const std::string enumName = expected.toString();
    const std::string hint = didYouMean(value.text, names, "Did you mean the enum value");
    if (value.kind != ValueKind::Enum) {
        const bool text = value.kind == ValueKind::String;
        m_problems.add("Enum " + quotedName(enumName) + " cannot represent non-enum value: "
                           + value.toString() + '.' + (text ? hint : std::string()),
                       value.offset, std::string(type.name));
    } else if (std::find(names.begin(), names.end(), value.text) == names.end()) {
        m_problems.add("Value " + quotedName(value.text) + " does not exist in "
                           + quotedName(enumName) + " enum." + hint,
                       value.offset, std::string(type.name) + '.' + value.text);
    }
}

void ValueChecker::checkObject(const GraphQlValue &value, const TypeRef &expected,
                               const TypeDef &type, std::vector<VariableUse> &uses)
{
    if (value.kind != ValueKind::Object) {
        refuse(value, expected);
        searchChildren(value, uses);
        return;
    }
    const std::string typeName(type.name);
    for (const InputValueDef &field : m_schema.inputFieldsOf(type)) {
        if (field.type.isNonNull() && !field.defaultValue && !value.child(field.name))
            m_problems.add("Field " + quotedName(typeName + '.' + std::string(field.name))
                               + " of required type " + quotedName(field.type.toString())
                               + " was not provided.",
                           value.offset, typeName + '.' + std::string(field.name));
    }
    if (type.oneOf
        && (value.children.size() != 1 || value.children.front().kind == ValueKind::Null))
        m_problems.add("OneOf Input Object " + quotedName(typeName)
                           + " must specify exactly one key.",
                       value.offset, typeName);
    std::unordered_set<std::string_view> seen;
    for (const GraphQlValue &child : value.children) {
        if (!seen.insert(child.name).second)
            m_problems.add("There can be only one input field named " + quotedName(child.name)
                               + '.',
                           child.nameOffset, typeName + '.' + child.name);
        const InputValueDef *field = m_schema.inputField(type, child.name);
        if (!field)
            m_problems.add("Field " + quotedName(child.name) + " is not defined by type "
                               + quotedName(typeName) + '.'
                               + didYouMean(child.name, namesOf(m_schema.inputFieldsOf(type))),
                           child.nameOffset, typeName + '.' + child.name);
        check(child, field ? std::optional(field->type) : std::nullopt,
              field && hasNonNullDefault(*field), uses);
    }
}

void ValueChecker::searchChildren(const GraphQlValue &value, std::vector<VariableUse> &uses)
{
    for (const GraphQlValue &child : value.children)
        check(child, std::nullopt, false, uses);
}

void ValueChecker::refuse(const GraphQlValue &value, const TypeRef &expected)
{
    m_problems.add("Expected value of type " + quotedName(expected.toString()) + ", found "
                       + value.toString() + '.',
                   value.offset, std::string(expected.name));
}

void ValueChecker::checkArguments(const GraphQlArguments &arguments,
                                  const std::optional<std::span<const InputValueDef>> &definitions,
                                  const ArgumentOwner &owner, std::vector<VariableUse> &uses)
{
    std::unordered_set<std::string_view> given;
    for (const GraphQlValue &argument : arguments) {
        if (!given.insert(argument.name).second)
            m_problems.add("There can be only one argument named " + quotedName(argument.name)
                               + '.',
                           argument.nameOffset, owner.coordinate);
        const InputValueDef *definition = nullptr;
        if (definitions) {
            const auto found = std::find_if(definitions->begin(), definitions->end(),
                                            [&](const auto &d) { return d.name == argument.name; });
            definition = found == definitions->end() ? nullptr : &*found;
            if (!definition)
                m_problems.add("Unknown argument " + quotedName(argument.name) + " on "
                                   + owner.unknownSuffix + '.'
                                   + didYouMean(argument.name, namesOf(*definitions)),
                               owner.offset, owner.coordinate + '(' + argument.name + ":)");
        }
        check(argument, definition ? std::optional(definition->type) : std::nullopt,
              definition && hasNonNullDefault(*definition), uses);
    }
    if (!definitions)
        return;
    for (const InputValueDef &definition : *definitions) {
        if (definition.type.isNonNull() && !definition.defaultValue
            && !given.contains(definition.name))
            m_problems.add(owner.requiredPrefix + " argument " + quotedName(definition.name)
                               + " of type " + quotedName(definition.type.toString())
                               + " is required, but it was not provided.",
                           owner.offset,
                           owner.coordinate + '(' + std::string(definition.name) + ":)");
    }
}

bool hasNonNullDefault(const InputValueDef &definition)
{
    return definition.defaultValue && *definition.defaultValue != "null";
}

bool variableFits(const TypeRef &variable, bool variableHasDefault, const VariableUse &use)
{
    TypeRef wanted = *use.expected;
    if (wanted.isNonNull() && !variable.isNonNull()) {
        if (!variableHasDefault && !use.positionHasDefault)
            return false;
        wanted = wanted.nullable();
    }
    return variable.name == wanted.name && variable.lists == wanted.lists
        && (wanted.nonNull & ~variable.nonNull) == 0;
}

} // namespace angee
