// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/yamljson.h"

#include "app/sandbox/engine/reply.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>
#include <QRegularExpression>

#include <yaml-cpp/yaml.h>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestYaml = 64;

//! What a scalar without quotes means to Go, printed.
QJsonValue printedScalar(const QString &text)
{
    static const QRegularExpression boolean(u"^(true|True|TRUE|false|False|FALSE)\\z"_s);
    static const QRegularExpression null(u"^(|~|null|Null|NULL)\\z"_s);
    static const QRegularExpression number(u"^[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?\\z"_s);
    static const QRegularExpression other(u"^0(x[0-9a-fA-F]+|o?[0-7]+|b[01]+)\\z"_s);
    if (null.match(text).hasMatch())
        return QJsonValue(QJsonValue::Null);
    if (boolean.match(text).hasMatch())
        return text.toLower();
    if (other.match(text).hasMatch()) {
        const QString digits = QString(text).replace(u'o', QString());
        const bool isBinary = digits.startsWith("0b"_L1);
        return QString::number(isBinary ? digits.mid(2).toLongLong(nullptr, 2)
                                        : digits.toLongLong(nullptr, 0));
    }
    if (!number.match(text).hasMatch())
        return text;
    bool isWhole = false;
    const qlonglong whole = text.toLongLong(&isWhole);
    return isWhole ? QString::number(whole)
                   : QString::number(text.toDouble(), 'g', QLocale::FloatingPointShortest);
}

QJsonValue toJson(const YAML::Node &node, YamlScalars scalars, int depth)
{
    if (depth > deepestYaml)
        throw EngineError::failed(u"yaml: document nests too deeply"_s);
    switch (node.Type()) {
    case YAML::NodeType::Scalar:
        if (scalars == YamlScalars::AsGoPrints && node.Tag() == "?")
            return printedScalar(QString::fromStdString(node.Scalar()));
        return QString::fromStdString(node.Scalar());
    case YAML::NodeType::Sequence: {
        QJsonArray array;
        for (const YAML::Node &element : node)
            array.append(toJson(element, scalars, depth + 1));
        return array;
    }
    case YAML::NodeType::Map: {
        QJsonObject object;
        for (const auto &entry : node)
            object.insert(QString::fromStdString(entry.first.Scalar()),
                          toJson(entry.second, scalars, depth + 1));
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

QJsonValue yamlToJson(const QByteArray &yaml, const QString &shownPath, YamlScalars scalars)
{
    try {
        return toJson(YAML::Load(yaml.toStdString()), scalars, 0);
    } catch (const YAML::Exception &e) {
        throw EngineError::failed(u"parse %1: yaml: line %2: %3"_s.arg(
            shownPath, QString::number(e.mark.line + 1), QString::fromStdString(e.msg)));
    }
}

QString goPrinted(const QJsonValue &value)
{
    QStringList parts;
    if (value.isArray()) {
        for (const QJsonValue &element : value.toArray())
            parts += goPrinted(element);
        return u'[' + parts.join(u' ') + u']';
    }
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            parts += it.key() + u':' + goPrinted(it.value());
        return u"map["_s + parts.join(u' ') + u']';
    }
    return value.isString() ? value.toString() : u"<nil>"_s;
}

QByteArray jsonToYaml(const QJsonValue &value, const QStringList &keyOrder)
{
    YAML::Emitter out;
    out.SetIndent(2);
    emitValue(value, keyOrder, &out);
    return QByteArray::fromStdString(std::string(out.c_str(), out.size())) + '\n';
}

} // namespace angee::sandbox
