// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/graphql/introspection.h"

#include "core/schema/documenttypes.h"
#include "core/schema/schematext.h"

#include <QJsonArray>

#include <algorithm>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

using Nodes = std::vector<IntrospectionNode>;

const QJsonValue noValue(QJsonValue::Null);

FieldValue text(OptionalText text)
{
    return text.valueOr({}).empty() ? noValue : QJsonValue(toQString(*text));
}

QString kindWord(TypeKind kind)
{
    switch (kind) {
    case TypeKind::Scalar:
        return u"SCALAR"_s;
    case TypeKind::Object:
        return u"OBJECT"_s;
    case TypeKind::Interface:
        return u"INTERFACE"_s;
    case TypeKind::Union:
        return u"UNION"_s;
    case TypeKind::Enum:
        return u"ENUM"_s;
    case TypeKind::InputObject:
        return u"INPUT_OBJECT"_s;
    }
    return {};
}

class Introspector final
{
public:
    Introspector(const Schema &schema, std::string_view field, const QJsonObject &arguments)
        : m_schema(schema)
        , m_field(field)
        , m_deprecatedToo(arguments.value(u"includeDeprecated"_s).toBool())
    { }

    FieldValue operator()(const Schema *schema) const
    {
        if (m_field == "types")
            return sortedTypes();
        if (m_field == "directives")
            return sortedDirectives();
        if (m_field == "queryType")
            return named(schema->queryType);
        if (m_field == "mutationType")
            return named(schema->mutationType);
        if (m_field == "subscriptionType")
            return named(schema->subscriptionType);
        return text(schema->description);
    }

    FieldValue operator()(const TypeRef &reference) const
    {
        if (reference.isNonNull() || reference.isList())
            return wrapped(reference);
        const TypeDef *type = namedType(m_schema, reference);
        if (!type)
            return noValue;
        if (m_field == "kind")
            return kindWord(type->kind);
        if (m_field == "name")
            return text(type->name);
        if (m_field == "description")
            return text(type->description);
        if (m_field == "specifiedByURL")
            return text(type->specifiedByUrl);
        if (m_field == "isOneOf")
            return QJsonValue(type->oneOf);
        if (m_field == "ofType")
            return noValue;
        return members(*type);
    }

    FieldValue operator()(const FieldDef *field) const
    {
        if (m_field == "name")
            return text(field->name);
        if (m_field == "description")
            return text(field->description);
        if (m_field == "args")
            return inputs(m_schema.argsOf(*field));
        if (m_field == "type")
            return IntrospectionNode(field->type);
        return deprecation(field->deprecationReason);
    }

    FieldValue operator()(const InputValueDef *input) const
    {
        if (m_field == "name")
            return text(input->name);
        if (m_field == "description")
            return text(input->description);
        if (m_field == "type")
            return IntrospectionNode(input->type);
        if (m_field == "defaultValue")
            return input->defaultValue ? QJsonValue(toQString(*input->defaultValue)) : noValue;
        return deprecation(input->deprecationReason);
    }

    FieldValue operator()(const EnumValueDef *value) const
    {
        if (m_field == "name")
            return text(value->name);
        if (m_field == "description")
            return text(value->description);
        return deprecation(value->deprecationReason);
    }

    FieldValue operator()(const DirectiveDef *directive) const
    {
        if (m_field == "name")
            return text(directive->name);
        if (m_field == "description")
            return text(directive->description);
        if (m_field == "isRepeatable")
            return QJsonValue(directive->repeatable);
        if (m_field == "args")
            return inputs(m_schema.argsOf(*directive));
        QJsonArray locations;
        for (const std::string_view location : m_schema.locationsOf(*directive))
            locations += toQString(location);
        return QJsonValue(locations);
    }

private:
    static IntrospectionNode typeNode(std::string_view name, std::uint32_t index)
    {
        return TypeRef{.name = name, .index = index};
    }

    FieldValue named(OptionalText name) const
    {
        return name ? introspectType(m_schema, *name) : FieldValue(noValue);
    }

    //! A list or a non-null has a kind and what it is of; everything else is null or empty.
    FieldValue wrapped(const TypeRef &reference) const
    {
        if (m_field == "kind")
            return QJsonValue(reference.isNonNull() ? u"NON_NULL"_s : u"LIST"_s);
        if (m_field == "ofType")
            return IntrospectionNode(reference.isNonNull() ? reference.nullable()
                                                           : reference.item());
        if (m_field == "isOneOf")
            return QJsonValue(false);
        if (m_field == "name" || m_field == "description" || m_field == "specifiedByURL")
            return noValue;
        return Nodes();
    }

    FieldValue members(const TypeDef &type) const
    {
        const bool hasFields = type.kind == TypeKind::Object || type.kind == TypeKind::Interface;
        Nodes nodes;
        if (m_field == "fields" && hasFields) {
            for (const FieldDef &field : m_schema.fieldsOf(type)) {
                if (!field.name.starts_with("__") && isShown(field.deprecationReason))
                    nodes.emplace_back(&field);
            }
        } else if (m_field == "inputFields" && type.kind == TypeKind::InputObject) {
            return inputs(m_schema.inputFieldsOf(type));
        } else if (m_field == "enumValues" && type.kind == TypeKind::Enum) {
            for (const EnumValueDef &value : m_schema.enumValuesOf(type)) {
                if (isShown(value.deprecationReason))
                    nodes.emplace_back(&value);
            }
        } else if (m_field == "interfaces" && hasFields) {
            for (const TypeName &entry : m_schema.interfacesOf(type))
                nodes.push_back(typeNode(entry.name, entry.index));
        } else if (m_field == "possibleTypes") {
            return possibleTypes(type);
        }
        return nodes;
    }

    FieldValue possibleTypes(const TypeDef &type) const
    {
        Nodes nodes;
        if (type.kind != TypeKind::Interface && type.kind != TypeKind::Union)
            return nodes;
        for (const TypeDef &other : m_schema.types) {
            if (other.kind == TypeKind::Object && typeSatisfies(m_schema, other, type))
                nodes.push_back(typeNode(other.name, m_schema.typeIndex(other.name)));
        }
        return nodes;
    }

    FieldValue inputs(std::span<const InputValueDef> definitions) const
    {
        Nodes nodes;
        for (const InputValueDef &definition : definitions) {
            if (isShown(definition.deprecationReason))
                nodes.emplace_back(&definition);
        }
        return nodes;
    }

    FieldValue deprecation(OptionalText reason) const
    {
        if (m_field == "isDeprecated")
            return QJsonValue(reason.hasValue());
        return reason ? QJsonValue(toQString(*reason)) : noValue;
    }

    bool isShown(OptionalText deprecationReason) const
    {
        return m_deprecatedToo || !deprecationReason;
    }

    FieldValue sortedTypes() const
    {
        std::vector<const TypeDef *> types;
        for (const TypeDef &type : m_schema.types)
            types.push_back(&type);
        std::sort(types.begin(), types.end(),
                  [](const TypeDef *a, const TypeDef *b) { return a->name < b->name; });
        Nodes nodes;
        for (const TypeDef *type : types)
            nodes.push_back(typeNode(type->name, m_schema.typeIndex(type->name)));
        return nodes;
    }

    FieldValue sortedDirectives() const
    {
        std::vector<const DirectiveDef *> directives;
        for (const DirectiveDef &directive : m_schema.directives)
            directives.push_back(&directive);
        std::sort(directives.begin(), directives.end(),
                  [](const DirectiveDef *a, const DirectiveDef *b) { return a->name < b->name; });
        return Nodes(directives.begin(), directives.end());
    }

    const Schema &m_schema;
    std::string_view m_field;
    bool m_deprecatedToo;
};

} // namespace

FieldValue introspect(const Schema &schema, const IntrospectionNode &node, std::string_view field,
                      const QJsonObject &arguments)
{
    return std::visit(Introspector(schema, field, arguments), node);
}

FieldValue introspectType(const Schema &schema, std::string_view name)
{
    const std::uint32_t index = schema.typeIndex(name);
    if (index == NoType)
        return QJsonValue(QJsonValue::Null);
    return IntrospectionNode(TypeRef{.name = schema.types[index].name, .index = index});
}

} // namespace angee::sandbox
