// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/yamljson.h"

#include "app/sandbox/engine/reply.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <yaml-cpp/yaml.h>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestYaml = 64;

QJsonValue toJson(const YAML::Node &node, int depth)
{
    if (depth > deepestYaml)
        throw EngineError::failed(u"yaml: document nests too deeply"_s);
    switch (node.Type()) {
    case YAML::NodeType::Scalar:
        return QString::fromStdString(node.Scalar());
    case YAML::NodeType::Sequence: {
        QJsonArray array;
        for (const YAML::Node &element : node)
            array.append(toJson(element, depth + 1));
        return array;
    }
    case YAML::NodeType::Map: {
        QJsonObject object;
        for (const auto &entry : node)
            object.insert(QString::fromStdString(entry.first.Scalar()),
                          toJson(entry.second, depth + 1));
        return object;
    }
    default:
        return QJsonValue(QJsonValue::Null);
    }
}

void emitText(const QString &text, YAML::Emitter *out)
{
    static const QRegularExpression plain(
        u"^[A-Za-z/.][A-Za-z0-9 _/.:@-]*[A-Za-z0-9_/.]$|^[A-Za-z/.]$"_s);
    static const QRegularExpression word(u"^(true|false|yes|no|on|off|null|y|n|[.](inf|nan))$"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const bool safe =
        plain.match(text).hasMatch() && !word.match(text).hasMatch() && !text.contains(": "_L1);
    *out << (safe ? YAML::Auto : YAML::DoubleQuoted) << text.toStdString();
}

void emitValue(const QJsonValue &value, const QStringList &keyOrder, YAML::Emitter *out)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        *out << value.toBool();
        break;
    case QJsonValue::Double:
        *out << qlonglong(value.toInteger());
        break;
    case QJsonValue::String:
        emitText(value.toString(), out);
        break;
    case QJsonValue::Array: {
        const QJsonArray array = value.toArray();
        const bool flat = std::none_of(array.begin(), array.end(), [](const QJsonValue &element) {
            return element.isObject() || element.isArray();
        });
        *out << (flat ? YAML::Flow : YAML::Block) << YAML::BeginSeq;
        for (const QJsonValue &element : array)
            emitValue(element, {}, out);
        *out << YAML::EndSeq;
        break;
    }
    case QJsonValue::Object: {
        const QJsonObject object = value.toObject();
        *out << (object.isEmpty() ? YAML::Flow : YAML::Block) << YAML::BeginMap;
        QStringList keys;
        for (const QString &key : keyOrder) {
            if (object.contains(key))
                keys += key;
        }
        for (const QString &key : object.keys()) {
            if (!keyOrder.contains(key))
                keys += key;
        }
        for (const QString &key : keys) {
            *out << YAML::Key;
            emitText(key, out);
            *out << YAML::Value;
            emitValue(object.value(key), {}, out);
        }
        *out << YAML::EndMap;
        break;
    }
    default:
        *out << YAML::Null;
    }
}

} // namespace

QJsonValue yamlToJson(const QByteArray &yaml, const QString &shownPath)
{
    try {
        return toJson(YAML::Load(yaml.toStdString()), 0);
    } catch (const YAML::Exception &e) {
        throw EngineError::failed(u"parse %1: yaml: line %2: %3"_s.arg(
            shownPath, QString::number(e.mark.line + 1), QString::fromStdString(e.msg)));
    }
}

QByteArray jsonToYaml(const QJsonValue &value, const QStringList &keyOrder)
{
    YAML::Emitter out;
    out.SetIndent(2);
    emitValue(value, keyOrder, &out);
    return QByteArray::fromStdString(std::string(out.c_str(), out.size())) + '\n';
}

} // namespace angee::sandbox
