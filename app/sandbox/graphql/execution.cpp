// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/graphql/execution.h"

#include "app/sandbox/engine/wirejson.h"
#include "app/sandbox/graphql/coercion.h"
#include "core/schema/schematext.h"

#include <cmath>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

//! No answer about a real stack comes near; a query that multiplies itself does.
constexpr qsizetype maxAnswer = qsizetype(64) * 1024 * 1024;

bool isNull(const FieldValue &value)
{
    const QJsonValue *json = std::get_if<QJsonValue>(&value);
    return json && (json->isNull() || json->isUndefined());
}

} // namespace

QByteArray encodeGraphQlError(const QString &message, const QJsonArray &path,
                              const std::optional<GraphQlPlace> &place,
                              const QJsonObject &extensions)
{
    QByteArray out = R"({"message":)" + encodeWireJson(message);
    if (!path.isEmpty())
        out += R"(,"path":)" + encodeWireJson(path);
    if (place)
        out += R"(,"locations":[{"line":)" + QByteArray::number(place->line) + R"(,"column":)"
            + QByteArray::number(place->column) + "}]";
    if (!extensions.isEmpty())
        out += R"(,"extensions":)" + encodeWireJson(extensions);
    return out + '}';
}

Execution::Execution(const Schema &schema, const GraphQlDocument &document,
                     const QJsonObject &variables)
    : m_schema(schema)
    , m_document(document)
    , m_variables(variables)
    , m_planner(schema, document, variables)
{ }

QByteArray Execution::run(const GraphQlOperation &operation, const RootValue &rootValue)
{
    const TypeDef *root = rootType(m_schema, operation.type);
    if (!root || !writeRoot(m_planner.rootFields(operation, *root), *root, rootValue))
        m_data = "null"_ba;
    QByteArray answer = "{"_ba;
    if (!m_errors.isEmpty())
        answer += R"("errors":[)" + m_errors + "],";
    return answer + R"("data":)" + m_data + '}';
}

bool Execution::writeRoot(const PlanFields &fields, const TypeDef &root, const RootValue &rootValue)
{
    m_data += '{';
    bool allThere = true;
    for (const PlanField &field : fields) {
        if (m_data.size() > 1)
            m_data += ',';
        m_data += field.encodedKey;
        m_path.emplace_back(field.key);
        std::optional<FieldValue> value;
        if (field.name == "__typename"_L1)
            value = QJsonValue(toQString(root.name));
        else if (field.name == "__schema"_L1)
            value = IntrospectionNode(&m_schema);
        else if (field.name == "__type"_L1)
            value = introspectType(m_schema,
                                   argumentsOf(field).value(u"name"_s).toString().toStdString());
        else
            value = rootValue(field);
        // The other fields still run: their effects and errors belong to the answer.
        allThere = writeField(value, field) && allThere;
        m_path.pop_back();
    }
    m_data += '}';
    return allThere;
}

bool Execution::writeObject(const FieldValue &object, const TypeDef &type, const PlanField &field)
{
    if (!withinLimits(field))
        return false;
    const PlanFields &fields = m_planner.fieldsBelow(field, type);
    ++m_depth;
    m_data += '{';
    bool first = true;
    bool allThere = true;
    for (const PlanField &child : fields) {
        if (!std::exchange(first, false))
            m_data += ',';
        m_data += child.encodedKey;
        m_path.emplace_back(child.key);
        allThere = writeField(member(object, type, child), child);
        m_path.pop_back();
        if (!allThere)
            break;
    }
    m_data += '}';
    --m_depth;
    return allThere;
}

FieldValue Execution::member(const FieldValue &object, const TypeDef &type,
                             const PlanField &field) const
{
    if (field.name == "__typename"_L1)
        return QJsonValue(toQString(type.name));
    if (const auto *node = std::get_if<IntrospectionNode>(&object))
        return introspect(m_schema, *node, field.nodes.front()->name, argumentsOf(field));
    const QJsonValue *json = std::get_if<QJsonValue>(&object);
    return json ? json->toObject().value(field.name) : QJsonValue(QJsonValue::Null);
}

bool Execution::writeField(const std::optional<FieldValue> &value, const PlanField &field)
{
    const qsizetype mark = m_data.size();
    if (!field.selected)
        return false;
    const TypeRef &type = field.selected.definition->type;
    if (value && complete(*value, type, field))
        return true;
    m_data.truncate(mark);
    if (type.isNonNull())
        return false;
    m_data += "null";
    return !m_overLimit;
}

bool Execution::complete(const FieldValue &value, const TypeRef &type, const PlanField &field)
{
    if (isNull(value)) {
        if (type.isNonNull()) {
            fail(field, u"must not be null"_s);
            return false;
        }
        m_data += "null";
        return true;
    }
    return type.isList() ? completeList(value, type, field) : completeNamed(value, field);
}

bool Execution::completeList(const FieldValue &value, const TypeRef &type, const PlanField &field)
{
    const TypeRef item = type.item();
    m_data += '[';
    if (const auto *nodes = std::get_if<std::vector<IntrospectionNode>>(&value)) {
        for (std::size_t i = 0; i < nodes->size(); ++i) {
            if (!completeItem((*nodes)[i], static_cast<qsizetype>(i), item, field))
                return false;
        }
    } else {
        const QJsonValue json = std::get<QJsonValue>(value);
        if (!json.isArray()) {
            fail(field, u"internal system error"_s);
            return false;
        }
        const QJsonArray list = json.toArray();
        for (qsizetype i = 0; i < list.size(); ++i) {
            if (!completeItem(QJsonValue(list[i]), i, item, field))
                return false;
        }
    }
    m_data += ']';
    return true;
}

bool Execution::completeItem(const FieldValue &item, qsizetype index, const TypeRef &type,
                             const PlanField &field)
{
    if (index > 0)
        m_data += ',';
    const qsizetype mark = m_data.size();
    m_path.emplace_back(index);
    bool written = complete(item, type, field);
    m_path.pop_back();
    if (!written && !type.isNonNull() && !m_overLimit) {
        m_data.truncate(mark);
        m_data += "null";
        written = true;
    }
    return written;
}

bool Execution::completeNamed(const FieldValue &value, const PlanField &field)
{
    if (!field.type)
        return false;
    if (isLeafType(*field.type)) {
        const QJsonValue *json = std::get_if<QJsonValue>(&value);
        return json && completeLeaf(*json, field);
    }
    const TypeDef *object = field.type;
    if (object->kind != TypeKind::Object) {
        const QJsonValue *json = std::get_if<QJsonValue>(&value);
        const QString name = json ? json->toObject().value(u"__typename"_s).toString() : QString();
        object = m_schema.type(name.toStdString());
    }
    if (!object || object->kind != TypeKind::Object) {
        fail(field, u"internal system error"_s);
        return false;
    }
    return writeObject(value, *object, field);
}

bool Execution::completeLeaf(const QJsonValue &value, const PlanField &field)
{
    const std::string_view name = field.type->name;
    bool fits = true;
    if (name == "Int")
        fits = value.isDouble() && std::floor(value.toDouble()) == value.toDouble();
    else if (name == "Float")
        fits = value.isDouble();
    else if (name == "Boolean")
        fits = value.isBool();
    else if (name == "String" || name == "ID" || field.type->kind == TypeKind::Enum)
        fits = value.isString();
    if (!fits) {
        fail(field, u"internal system error"_s);
        return false;
    }
    m_data += encodeWireJson(value);
    return withinLimits(field);
}

bool Execution::withinLimits(const PlanField &field)
{
    if (m_overLimit)
        return false;
    if (m_depth < graphQlMaxDepth && !m_planner.isExhausted() && m_data.size() <= maxAnswer
        && m_errors.size() <= maxAnswer)
        return true;
    fail(field, u"the answer is too deep or too large"_s);
    m_overLimit = true;
    return false;
}

void Execution::fail(const PlanField &field, const QString &message, const QJsonObject &extensions)
{
    QJsonArray path;
    for (const QJsonValue &step : m_path)
        path += step;
    if (!m_errors.isEmpty())
        m_errors += ',';
    m_errors += encodeGraphQlError(message, path, m_document.place(field.nodes.front()->offset),
                                   extensions);
}

QJsonObject Execution::argumentsOf(const PlanField &field) const
{
    return coerceArguments(m_schema, field.nodes.front()->arguments, field.selected.arguments,
                           m_variables);
}

} // namespace angee::sandbox
