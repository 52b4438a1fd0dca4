// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/graphql/coercion.h"

#include "core/schema/documentcursor.h"
#include "core/schema/documenttypes.h"
#include "core/schema/schematext.h"

#include <algorithm>
#include <cmath>

namespace angee::sandbox {

using namespace Qt::StringLiterals;
using ValueKind = GraphQlValue::Kind;

namespace {

//! A written value as JSON; nothing for a variable that has no value.
std::optional<QJsonValue> literalToJson(const Schema &schema, const GraphQlValue &value,
                                        const TypeRef *type, const QJsonObject &variables);

std::optional<QJsonValue> defaultToJson(const Schema &schema, const InputValueDef &definition)
{
    if (!definition.defaultValue)
        return std::nullopt;
    GraphQlCursor cursor(*definition.defaultValue);
    const GraphQlValue value = cursor.readValue(true);
    if (cursor.failed())
        return std::nullopt;
    return literalToJson(schema, value, &definition.type, {});
}

QJsonValue scalarToJson(const GraphQlValue &value, const TypeRef *type)
{
    const QString text = toQString(value.text);
    switch (value.kind) {
    case ValueKind::Int:
        if (type && type->name == "ID")
            return text;
        return QJsonValue(text.toLongLong());
    case ValueKind::Float:
        return text.toDouble();
    case ValueKind::Boolean:
        return value.text == "true";
    case ValueKind::String:
    case ValueKind::Enum:
        return text;
    case ValueKind::Variable:
    case ValueKind::Null:
    case ValueKind::List:
    case ValueKind::Object:
        break;
    }
    return QJsonValue(QJsonValue::Null);
}

QJsonObject objectToJson(const Schema &schema, const GraphQlValue &value, const TypeRef *type,
                         const QJsonObject &variables)
{
    QJsonObject object;
    const TypeDef *definition = type ? namedType(schema, *type) : nullptr;
    if (!definition || definition->kind != TypeKind::InputObject) {
        for (const GraphQlValue &field : value.children) {
            if (const auto json = literalToJson(schema, field, nullptr, variables))
                object.insert(toQString(field.name), *json);
        }
        return object;
    }
    return coerceArguments(schema, value.children, schema.inputFieldsOf(*definition), variables);
}

std::optional<QJsonValue> literalToJson(const Schema &schema, const GraphQlValue &value,
                                        const TypeRef *type, const QJsonObject &variables)
{
    if (value.kind == ValueKind::Variable) {
        const QJsonValue given = variables.value(toQString(value.text));
        return given.isUndefined() ? std::nullopt : std::optional(given);
    }
    if (value.kind == ValueKind::Null)
        return QJsonValue(QJsonValue::Null);
    if (type && type->isList()) {
        const TypeRef item = type->item();
        QJsonArray list;
        if (value.kind != ValueKind::List)
            return QJsonArray{*literalToJson(schema, value, &item, variables)};
        for (const GraphQlValue &child : value.children)
            list += literalToJson(schema, child, &item, variables)
                        .value_or(QJsonValue(QJsonValue::Null));
        return list;
    }
    if (value.kind == ValueKind::List) {
        QJsonArray list;
        for (const GraphQlValue &child : value.children)
            list += literalToJson(schema, child, nullptr, variables)
                        .value_or(QJsonValue(QJsonValue::Null));
        return list;
    }
    if (value.kind == ValueKind::Object)
        return objectToJson(schema, value, type, variables);
    return scalarToJson(value, type);
}

QString kindWord(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return u"bool"_s;
    case QJsonValue::Array:
        return u"slice"_s;
    case QJsonValue::Object:
        return u"map"_s;
    default:
        return u"string"_s; // numbers arrive as text
    }
}

bool isWhole(const QJsonValue &value)
{
    const double number = value.toDouble();
    return value.isDouble() && std::floor(number) == number && std::abs(number) < 9.2e18;
}

//! Fits JSON into the input types of a schema, with the words of the daemon.
class VariableCoercer final
{
public:
    explicit VariableCoercer(const Schema &schema)
        : m_schema(schema)
    { }

    std::optional<VariableFault> fault;

    QJsonValue coerce(const QJsonValue &value, const TypeRef &type, const QJsonArray &path)
    {
        if (fault)
            return value;
        if (value.isNull() || value.isUndefined()) {
            if (type.isNonNull())
                refuse(path, u"cannot be null"_s);
            return QJsonValue(QJsonValue::Null);
        }
        if (type.isList())
            return coerceList(value, type, path);
        const TypeDef *definition = namedType(m_schema, type);
        if (!definition)
            return value;
        switch (definition->kind) {
        case TypeKind::InputObject:
            return coerceObject(value, *definition, path);
        case TypeKind::Enum:
            checkEnum(value, *definition, path);
            return value;
        case TypeKind::Scalar:
        case TypeKind::Object:
        case TypeKind::Interface:
        case TypeKind::Union:
            break;
        }
        return coerceScalar(value, definition->name, path);
    }

private:
    void refuse(const QJsonArray &path, const QString &message)
    {
        if (!fault)
            fault = VariableFault{message, path};
    }

    static QJsonArray below(const QJsonArray &path, const QJsonValue &step)
    {
        QJsonArray longer = path;
        longer += step;
        return longer;
    }

    QJsonValue coerceList(const QJsonValue &value, const TypeRef &type, const QJsonArray &path)
    {
        const TypeRef item = type.item();
        const QJsonArray given = value.isArray() ? value.toArray() : QJsonArray{value};
        QJsonArray list;
        for (qsizetype i = 0; i < given.size() && !fault; ++i)
            list += coerce(given[i], item, below(path, i));
        return list;
    }

    QJsonValue coerceScalar(const QJsonValue &value, std::string_view name, const QJsonArray &path)
    {
        const bool number = value.isDouble();
        const QString text = value.toString();
        bool fits = true;
        if (name == "Int") {
            if (number && !isWhole(value)) {
                refuse(path, u"cannot use value 0 as Int"_s);
                return value;
            }
            const qint64 whole = text.toLongLong(&fits);
            if (fits)
                return whole;
            fits = number;
        } else if (name == "Float") {
            const double real = text.toDouble(&fits);
            if (fits)
                return real;
            fits = number;
        } else if (name == "String" || name == "ID") {
            if (number)
                return isWhole(value) ? QString::number(value.toInteger())
                                      : QString::number(value.toDouble(), 'g', 17);
            fits = value.isString();
        } else if (name == "Boolean") {
            fits = value.isBool();
        }
        if (!fits)
            refuse(path, u"cannot use %1 as %2"_s.arg(kindWord(value), toQString(name)));
        return value;
    }

    void checkEnum(const QJsonValue &value, const TypeDef &type, const QJsonArray &path)
    {
        if (!value.isString()) {
            refuse(path, u"enums must be ints or strings"_s);
            return;
        }
        const std::string word = value.toString().toStdString();
        const auto values = m_schema.enumValuesOf(type);
        const bool known = std::any_of(values.begin(), values.end(),
                                       [&](const EnumValueDef &v) { return v.name == word; });
        if (!known)
            refuse(path, u"%1 is not a valid %2"_s.arg(value.toString(), toQString(type.name)));
    }

    QJsonValue coerceObject(const QJsonValue &value, const TypeDef &type, const QJsonArray &path)
    {
        if (!value.isObject()) {
            refuse(path, u"must be a %1, not a %2"_s.arg(toQString(type.name), kindWord(value)));
            return value;
        }
        const QJsonObject given = value.toObject();
        for (auto it = given.begin(); it != given.end(); ++it) {
            if (!m_schema.inputField(type, it.key().toStdString()))
                refuse(below(path, it.key()), u"unknown field"_s);
        }
        QJsonObject object;
        for (const InputValueDef &field : m_schema.inputFieldsOf(type)) {
            const QString name = toQString(field.name);
            const auto found = given.find(name);
            if (found != given.end())
                object.insert(name, coerce(found.value(), field.type, below(path, name)));
            else if (const auto json = defaultToJson(m_schema, field))
                object.insert(name, *json);
            else if (field.type.isNonNull())
                refuse(below(path, name), u"must be defined"_s);
        }
        return object;
    }

    const Schema &m_schema;
};

} // namespace

std::optional<VariableFault> coerceVariables(const Schema &schema,
                                             const GraphQlOperation &operation,
                                             const QJsonObject &given, QJsonObject &coerced)
{
    VariableCoercer coercer(schema);
    for (const GraphQlVariableDefinition &variable : operation.variables) {
        const QString name = toQString(variable.name);
        const TypeRef type = variable.type.ref();
        const QJsonArray path{u"variable"_s, name};
        const auto found = given.find(name);
        if (found != given.end())
            coerced.insert(name, coercer.coerce(found.value(), type, path));
        else if (variable.defaultValue)
            coerced.insert(name, *literalToJson(schema, *variable.defaultValue, &type, {}));
        else if (type.isNonNull())
            return VariableFault{u"must be defined"_s, path};
        if (coercer.fault)
            return coercer.fault;
    }
    return std::nullopt;
}

QJsonObject coerceArguments(const Schema &schema, const GraphQlArguments &arguments,
                            std::span<const InputValueDef> definitions,
                            const QJsonObject &variables)
{
    QJsonObject object;
    for (const InputValueDef &definition : definitions) {
        const GraphQlValue *given = graphQlArgument(arguments, definition.name);
        std::optional<QJsonValue> json =
            given ? literalToJson(schema, *given, &definition.type, variables) : std::nullopt;
        if (!json)
            json = defaultToJson(schema, definition);
        if (json)
            object.insert(toQString(definition.name), *json);
    }
    return object;
}

bool directiveCondition(const GraphQlDirective &directive, const QJsonObject &variables)
{
    const GraphQlValue *condition = graphQlArgument(directive.arguments, "if");
    if (!condition)
        return false;
    if (condition->kind == ValueKind::Variable)
        return variables.value(toQString(condition->text)).toBool();
    return condition->text == "true";
}

} // namespace angee::sandbox
