// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/wirejson.h"

#include <QJsonArray>
#include <QStringConverter>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxDepth = 512;

//! A reader for the first value of a text: QJsonDocument refuses trailing bytes, which the daemon
//! ignores, and names its errors differently.
class Reader final
{
public:
    explicit Reader(const QString &text)
        : m_text(text)
    { }

    QJsonValue first()
    {
        skipSpace();
        if (atEnd())
            return QJsonValue(QJsonValue::Null);
        return value(0);
    }

private:
    bool atEnd() const { return m_at >= m_text.size(); }

    [[noreturn]] void refuse(const QString &where) const
    {
        if (atEnd())
            throw EngineError::badRequest(u"unexpected EOF"_s);
        const QChar c = m_text.at(m_at);
        QString shown =
            c.isPrint() ? QString(c) : u"\\x%1"_s.arg(uint(c.unicode()), 2, 16, QChar(u'0'));
        if (c == u'\'')
            shown = u"\\'"_s;
        throw EngineError::badRequest(u"invalid character '%1' %2"_s.arg(shown, where));
    }

    void skipSpace()
    {
        while (!atEnd()) {
            const QChar c = m_text.at(m_at);
            if (c != u' ' && c != u'\t' && c != u'\n' && c != u'\r')
                return;
            ++m_at;
        }
    }

    QJsonValue value(int depth)
    {
        if (depth > maxDepth)
            throw EngineError::badRequest(u"exceeded max depth"_s);
        skipSpace();
        if (atEnd())
            refuse({});
        switch (m_text.at(m_at).unicode()) {
        case u'{':
            return object(depth);
        case u'[':
            return array(depth);
        case u'"':
            return string();
        case u't':
            return literal(u"true"_s, true);
        case u'f':
            return literal(u"false"_s, false);
        case u'n':
            return literal(u"null"_s, QJsonValue(QJsonValue::Null));
        default:
            return number();
        }
    }

    QJsonValue literal(const QString &word, const QJsonValue &meaning)
    {
        for (qsizetype i = 0; i < word.size(); ++i, ++m_at) {
            if (atEnd() || m_text.at(m_at) != word.at(i))
                refuse(u"in literal %1 (expecting '%2')"_s.arg(word, QString(word.at(i))));
        }
        return meaning;
    }

    QJsonValue object(int depth)
    {
        QJsonObject out;
        ++m_at;
        skipSpace();
        if (!atEnd() && m_text.at(m_at) == u'}') {
            ++m_at;
            return out;
        }
        while (true) {
            skipSpace();
            if (atEnd() || m_text.at(m_at) != u'"')
                refuse(u"looking for beginning of object key string"_s);
            const QString key = string();
            skipSpace();
            if (atEnd() || m_text.at(m_at) != u':')
                refuse(u"after object key"_s);
            ++m_at;
            out.insert(key, value(depth + 1));
            skipSpace();
            if (atEnd() || (m_text.at(m_at) != u',' && m_text.at(m_at) != u'}'))
                refuse(u"after object key:value pair"_s);
            if (m_text.at(m_at++) == u'}')
                return out;
        }
    }

    QJsonValue array(int depth)
    {
        QJsonArray out;
        ++m_at;
        skipSpace();
        if (!atEnd() && m_text.at(m_at) == u']') {
            ++m_at;
            return out;
        }
        while (true) {
            out.append(value(depth + 1));
            skipSpace();
            if (atEnd() || (m_text.at(m_at) != u',' && m_text.at(m_at) != u']'))
                refuse(u"after array element"_s);
            if (m_text.at(m_at++) == u']')
                return out;
        }
    }

    QString string()
    {
        QString out;
        ++m_at;
        while (true) {
            if (atEnd())
                refuse({});
            const QChar c = m_text.at(m_at);
            if (c == u'"') {
                ++m_at;
                return wellFormed(out);
            }
            if (c.unicode() < 0x20)
                refuse(u"in string literal"_s);
            ++m_at;
            out += c == u'\\' ? escape() : c;
        }
    }

    QChar escape()
    {
        if (atEnd())
            refuse({});
        switch (const char16_t c = m_text.at(m_at++).unicode(); c) {
        case u'b':
            return u'\b';
        case u'f':
            return u'\f';
        case u'n':
            return u'\n';
        case u'r':
            return u'\r';
        case u't':
            return u'\t';
        case u'"':
        case u'\\':
        case u'/':
            return c;
        case u'u':
            return hexEscape();
        default:
            --m_at;
            refuse(u"in string escape code"_s);
        }
    }

    QChar hexEscape()
    {
        char16_t unit = 0;
        for (int i = 0; i < 4; ++i, ++m_at) {
            if (atEnd())
                refuse({});
            const int digit = QStringView(m_text).mid(m_at, 1).toInt(nullptr, 16);
            if (digit == 0 && m_text.at(m_at) != u'0')
                refuse(u"in \\u hexadecimal character escape"_s);
            unit = char16_t(unit * 16 + digit);
        }
        return unit;
    }

    //! Lone surrogates become U+FFFD, as in the daemon: nothing else could be stored as UTF-8.
    static QString wellFormed(const QString &text)
    {
        QString out = text;
        for (qsizetype i = 0; i < out.size(); ++i) {
            if (!out.at(i).isSurrogate())
                continue;
            const bool pair =
                out.at(i).isHighSurrogate() && i + 1 < out.size() && out.at(i + 1).isLowSurrogate();
            if (pair)
                ++i;
            else
                out[i] = QChar::ReplacementCharacter;
        }
        return out;
    }

    QJsonValue number()
    {
        const qsizetype begin = m_at;
        if (!atEnd() && m_text.at(m_at) == u'-')
            ++m_at;
        if (atEnd() || !isDigit())
            refuse(m_at == begin ? u"looking for beginning of value"_s : u"in numeric literal"_s);
        while (!atEnd() && (isDigit() || u".eE+-"_s.contains(m_text.at(m_at))))
            ++m_at;
        const QString token = m_text.mid(begin, m_at - begin);
        bool whole = false;
        const qint64 integer = token.toLongLong(&whole);
        return whole ? QJsonValue(integer) : QJsonValue(token.toDouble());
    }

    bool isDigit() const { return m_text.at(m_at) >= u'0' && m_text.at(m_at) <= u'9'; }

    const QString &m_text;
    qsizetype m_at = 0;
};

void encodeString(const QString &text, QByteArray *out)
{
    static constexpr char digits[] = "0123456789abcdef";
    const auto unicode = [out](char16_t c) {
        *out += "\\u";
        for (int shift = 12; shift >= 0; shift -= 4)
            *out += digits[(c >> shift) & 15];
    };
    *out += '"';
    qsizetype plainFrom = 0;
    const auto flush = [&](qsizetype end) {
        *out += QStringView(text).mid(plainFrom, end - plainFrom).toUtf8();
        plainFrom = end + 1;
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text.at(i).unicode();
        const char *brief = c == u'"' ? "\\\""
            : c == u'\\'              ? "\\\\"
            : c == u'\n'              ? "\\n"
            : c == u'\r'              ? "\\r"
            : c == u'\t'              ? "\\t"
            : c == u'\b'              ? "\\b"
            : c == u'\f'              ? "\\f"
                                      : nullptr;
        if (brief) {
            flush(i);
            *out += brief;
        } else if (c < 0x20 || c == u'<' || c == u'>' || c == u'&' || c == 0x2028 || c == 0x2029) {
            flush(i);
            unicode(c);
        }
    }
    flush(text.size());
    *out += '"';
}

void encodeInto(const QJsonValue &value, QByteArray *out)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        *out += "null";
        break;
    case QJsonValue::Bool:
        *out += value.toBool() ? "true" : "false";
        break;
    case QJsonValue::Double: {
        const double number = value.toDouble();
        const qint64 integer = value.toInteger();
        *out += double(integer) == number ? QByteArray::number(integer)
                                          : QByteArray::number(number, 'g', 17);
        break;
    }
    case QJsonValue::String:
        encodeString(value.toString(), out);
        break;
    case QJsonValue::Array: {
        *out += '[';
        bool first = true;
        for (const QJsonValue &element : value.toArray()) {
            if (!std::exchange(first, false))
                *out += ',';
            encodeInto(element, out);
        }
        *out += ']';
        break;
    }
    case QJsonValue::Object: {
        *out += '{';
        bool first = true;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (!std::exchange(first, false))
                *out += ',';
            encodeString(it.key(), out);
            *out += ':';
            encodeInto(it.value(), out);
        }
        *out += '}';
        break;
    }
    }
}

QString goTypeOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return u"bool"_s;
    case QJsonValue::Double:
        return u"number"_s;
    case QJsonValue::Array:
        return u"array"_s;
    case QJsonValue::Object:
        return u"object"_s;
    default:
        return u"string"_s;
    }
}

} // namespace

QString textOfUtf8(QByteArrayView bytes)
{
    QStringDecoder decoder(QStringConverter::Utf8,
                           QStringConverter::Flag::Stateless
                               | QStringConverter::Flag::ConvertInitialBom);
    return decoder(bytes);
}

QJsonValue decodeWireJson(const QByteArray &bytes)
{
    const QString text = textOfUtf8(bytes);
    return Reader(text).first();
}

QByteArray encodeWireJson(const QJsonValue &value)
{
    QByteArray out;
    encodeInto(value, &out);
    return out;
}

RequestFields::RequestFields(const QJsonValue &body, QString structName)
    : m_structName(std::move(structName))
{
    if (body.isNull() || body.isUndefined())
        return;
    if (!body.isObject())
        throw EngineError::badRequest(
            u"json: cannot unmarshal %1 into Go value of type api.%2"_s.arg(goTypeOf(body),
                                                                            m_structName));
    m_members = body.toObject();
}

QJsonValue RequestFields::value(const QString &key) const
{
    if (QJsonValue exact = m_members.value(key); !exact.isUndefined())
        return exact;
    for (auto it = m_members.begin(); it != m_members.end(); ++it) {
        if (it.key().compare(key, Qt::CaseInsensitive) == 0)
            return it.value();
    }
    return QJsonValue(QJsonValue::Undefined);
}

void RequestFields::refuse(const QString &key, const QJsonValue &found, const QString &goType) const
{
    throw EngineError::badRequest(
        u"json: cannot unmarshal %1 into Go struct field %2.%3 of type %4"_s.arg(
            goTypeOf(found), m_structName, key, goType));
}

bool RequestFields::has(const QString &key) const
{
    const QJsonValue found = value(key);
    return !found.isUndefined() && !found.isNull();
}

QString RequestFields::text(const QString &key) const
{
    const QJsonValue found = value(key);
    if (!found.isString() && has(key))
        refuse(key, found, u"string"_s);
    return found.toString();
}

bool RequestFields::flag(const QString &key) const
{
    const QJsonValue found = value(key);
    if (!found.isBool() && has(key))
        refuse(key, found, u"bool"_s);
    return found.toBool();
}

std::optional<QStringList> RequestFields::texts(const QString &key) const
{
    if (!has(key))
        return std::nullopt;
    const QJsonValue found = value(key);
    if (!found.isArray())
        refuse(key, found, u"[]string"_s);
    QStringList out;
    for (const QJsonValue &element : found.toArray()) {
        if (!element.isString())
            refuse(key, element, u"string"_s);
        out += element.toString();
    }
    return out;
}

std::optional<std::map<QString, QString>> RequestFields::textMap(const QString &key) const
{
    if (!has(key))
        return std::nullopt;
    const QJsonValue found = value(key);
    if (!found.isObject())
        refuse(key, found, u"map[string]string"_s);
    std::map<QString, QString> out;
    const QJsonObject object = found.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!it.value().isString())
            refuse(key, it.value(), u"string"_s);
        out.emplace(it.key(), it.value().toString());
    }
    return out;
}

} // namespace angee::sandbox
