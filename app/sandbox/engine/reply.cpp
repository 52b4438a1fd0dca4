// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/reply.h"

#include <QJsonObject>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

const char *EngineError::what() const noexcept
{
    return "the engine refused";
}

QJsonObject EngineError::toJson() const
{
    QJsonObject body{{u"error"_s, error}};
    const auto add = [&body](const QString &key, const QString &value) {
        if (!value.isEmpty())
            body.insert(key, value);
    };
    add(u"kind"_s, kind);
    add(u"name"_s, name);
    add(u"field"_s, field);
    add(u"reason"_s, reason);
    return body;
}

EngineError EngineError::notFound(const QString &kind, const QString &name)
{
    EngineError e;
    e.status = 404;
    e.kind = kind;
    e.name = name;
    e.error = name.isEmpty() ? u"%1 not found"_s.arg(kind)
                             : u"%1 %2 is not declared"_s.arg(kind, goQuote(name));
    return e;
}

EngineError EngineError::conflict(const QString &kind, const QString &name, const QString &reason)
{
    EngineError e;
    e.status = 409;
    e.kind = kind;
    e.name = name;
    e.reason = reason;
    e.error = u"%1 %2 conflicts: %3"_s.arg(kind, name, reason);
    return e;
}

EngineError EngineError::invalid(const QString &field, const QString &reason)
{
    EngineError e;
    e.status = 400;
    e.field = field;
    e.reason = reason;
    e.error = u"%1: %2"_s.arg(field, reason);
    return e;
}

EngineError EngineError::badRequest(const QString &text)
{
    EngineError e;
    e.status = 400;
    e.error = text;
    return e;
}

EngineError EngineError::failed(const QString &text)
{
    EngineError e;
    e.error = text;
    return e;
}

Reply Reply::json(const QJsonValue &body, int status)
{
    Reply reply;
    reply.status = status;
    reply.body = body;
    return reply;
}

Reply Reply::plain(const QByteArray &text)
{
    Reply reply;
    reply.text = text;
    return reply;
}

Reply Reply::word(const QString &word)
{
    return json(QJsonObject{{u"status"_s, word}});
}

Reply Reply::failure(const EngineError &error)
{
    Reply reply;
    reply.status = error.status;
    reply.error = error;
    return reply;
}

QString goQuote(const QString &text)
{
    QString out = u"\""_s;
    for (const char32_t c : text.toStdU32String()) {
        switch (c) {
        case U'"':
            out += u"\\\""_s;
            break;
        case U'\\':
            out += u"\\\\"_s;
            break;
        case U'\n':
            out += u"\\n"_s;
            break;
        case U'\r':
            out += u"\\r"_s;
            break;
        case U'\t':
            out += u"\\t"_s;
            break;
        default:
            if (c < 0x20 || c == 0x7f)
                out += u"\\x%1"_s.arg(uint(c), 2, 16, QChar(u'0'));
            else if (c != U' ' && (!QChar::isPrint(c) || QChar::isSpace(c)))
                out += (c < 0x10000 ? u"\\u%1"_s : u"\\U%1"_s)
                           .arg(uint(c), c < 0x10000 ? 4 : 8, 16, QChar(u'0'));
            else
                out += QStringView(QChar::fromUcs4(c));
        }
    }
    return out + u'"';
}

} // namespace angee::sandbox
