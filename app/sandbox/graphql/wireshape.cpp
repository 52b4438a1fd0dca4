// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/graphql/wireshape.h"

#include "core/schema/documenttypes.h"
#include "core/schema/schematext.h"

#include <QJsonArray>
#include <QStringList>

#include <algorithm>
#include <array>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

//! The nullable fields that the daemon answers with null; all others have their zero value.
bool isNullWhenMissing(std::string_view type, std::string_view field)
{
    using Name = std::pair<std::string_view, std::string_view>;
    static constexpr std::array<Name, 7> names{
        Name{"LogStream", "expiresAt"},          Name{"LogStream", "token"},
        Name{"MutationResult", "message"},       Name{"MutationResult", "name"},
        Name{"SourceState", "commits"},          Name{"WorkspaceRef", "ttlExpiresAt"},
        Name{"WorkspaceStatus", "ttlExpiresAt"},
    };
    return std::find(names.begin(), names.end(), Name{type, field}) != names.end();
}

QStringList keysByBytes(const QJsonObject &map)
{
    QStringList keys = map.keys();
    std::sort(keys.begin(), keys.end(),
              [](const QString &a, const QString &b) { return a.toUtf8() < b.toUtf8(); });
    return keys;
}

//! The members of one struct under the names that its file has; maps below keep their keys.
QJsonObject withFileNames(const QJsonObject &wire)
{
    QJsonObject out;
    for (auto it = wire.begin(); it != wire.end(); ++it) {
        const QJsonValue value = it.value();
        const bool empty = value.isNull() || (value.isObject() && value.toObject().isEmpty())
            || (value.isArray() && value.toArray().isEmpty()) || value.toString(u"x"_s).isEmpty();
        if (!empty)
            out.insert(snakeCase(it.key()), value);
    }
    return out;
}

//! A map of structs; its keys are names that people chose.
QJsonObject withFileNamesInside(const QJsonObject &map)
{
    QJsonObject out;
    for (auto it = map.begin(); it != map.end(); ++it) {
        QJsonValue value = it.value();
        if (value.isObject()) {
            QJsonObject entry = withFileNames(value.toObject());
            if (const QJsonValue needs = entry.value(u"depends_on"_s); needs.isObject())
                entry.insert(u"depends_on"_s, withFileNamesInside(needs.toObject()));
            value = entry;
        }
        out.insert(it.key(), value);
    }
    return out;
}

//! A file's top level: its maps hold structs.
QJsonObject fileBody(const QJsonObject &wire)
{
    QJsonObject out = withFileNames(wire);
    for (auto it = out.begin(); it != out.end(); ++it) {
        if (it.value().isObject())
            it.value() = withFileNamesInside(it.value().toObject());
    }
    return out;
}

} // namespace

QString snakeCase(const QString &name)
{
    QString out;
    for (const QChar c : name) {
        if (c.isUpper() && !out.isEmpty())
            out += u'_';
        out += c.toLower();
    }
    return out;
}

WireShape::WireShape(const Schema &schema)
    : m_schema(schema)
{
    for (const TypeDef &type : schema.types) {
        for (const FieldDef &field : schema.fieldsOf(type))
            m_names.emplace(&field, namesOf(type, field));
    }
}

WireShape::FieldNames WireShape::namesOf(const TypeDef &type, const FieldDef &field) const
{
    FieldNames names;
    names.field = toQString(field.name);
    names.member = snakeCase(names.field);
    if (field.name == "id" && field.type.name == "ID")
        names.member = type.name == "TemplateDescriptor" ? u"ref"_s : u"name"_s;
    names.missing = QJsonValue(QJsonValue::Null);
    if (isNullWhenMissing(type.name, field.name))
        return names;
    if (field.type.isList())
        names.missing = QJsonArray();
    else if (field.type.name == "String" || field.type.name == "ID")
        names.missing = QString();
    else if (field.type.name == "Int")
        names.missing = 0;
    else if (field.type.name == "Boolean")
        names.missing = false;
    return names;
}

QJsonValue WireShape::shape(const QJsonValue &wire, std::string_view typeName) const
{
    const TypeDef *type = m_schema.type(typeName);
    return type ? shapeObject(wire.toObject(), *type) : QJsonValue(QJsonValue::Null);
}

QJsonValue WireShape::shape(const QJsonValue &wire, const TypeRef &type) const
{
    if (type.isList())
        return shapeList(wire, type);
    if (wire.isNull() || wire.isUndefined())
        return QJsonValue(QJsonValue::Null);
    const TypeDef *named = namedType(m_schema, type);
    return named && isCompositeType(*named) ? shapeObject(wire.toObject(), *named) : wire;
}

QJsonValue WireShape::shapeList(const QJsonValue &wire, const TypeRef &type) const
{
    const TypeRef item = type.item();
    QJsonArray list;
    if (wire.isObject()) {
        const QJsonObject map = wire.toObject();
        for (const QString &key : keysByBytes(map)) {
            if (item.name == "KeyValue")
                list += QJsonObject{{u"key"_s, key}, {u"value"_s, map.value(key)}};
            else
                list += shape(map.value(key), item);
        }
        return list;
    }
    for (const QJsonValue &value : wire.toArray())
        list += shape(value, item);
    return list;
}

QJsonValue WireShape::shapeObject(const QJsonObject &wire, const TypeDef &type) const
{
    QJsonObject object;
    for (const FieldDef &field : m_schema.fieldsOf(type)) {
        const FieldNames &names = m_names.at(&field);
        const QJsonValue value = wire.value(names.member);
        const bool missing = value.isNull() || value.isUndefined();
        object.insert(names.field, missing ? names.missing : shape(value, field.type));
    }
    return object;
}

QJsonObject requestBody(const QJsonObject &input)
{
    QJsonObject body;
    for (auto it = input.begin(); it != input.end(); ++it) {
        const QString key = snakeCase(it.key());
        const QJsonArray list = it.value().toArray();
        const bool isMap = key == "inputs"_L1 || key == "env"_L1;
        if (it.value().isNull() || (isMap && list.isEmpty()))
            continue;
        if (!isMap) {
            body.insert(key, it.value());
            continue;
        }
        QJsonObject map;
        for (const QJsonValue &entry : list) {
            const QString name = entry[u"key"].toString();
            if (!name.isEmpty())
                map.insert(name, entry[u"value"]);
        }
        body.insert(key, map);
    }
    return body;
}

QJsonObject compiledStackBody(const QJsonObject &wire)
{
    return {{u"compose"_s, fileBody(wire.value(u"Compose"_s).toObject())},
            {u"process_compose"_s, fileBody(wire.value(u"ProcessCompose"_s).toObject())},
            {u"secret_env_vars"_s, wire.value(u"SecretEnvVars"_s)}};
}

} // namespace angee::sandbox
