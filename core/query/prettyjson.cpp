// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/query/prettyjson.h"

#include <algorithm>

namespace angee {

namespace {

// Deeper than any real answer; the indentation of a hostile one would grow with the square.
constexpr qsizetype deepest = 512;

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

qsizetype skipBlanks(QByteArrayView json, qsizetype at)
{
    while (at < json.size() && isBlank(json[at]))
        ++at;
    return at;
}

//! Behind the string that starts at \a at; -1 when it does not end.
qsizetype skipString(QByteArrayView json, qsizetype at)
{
    for (++at; at < json.size(); ++at) {
        if (json[at] == '\\')
            ++at;
        else if (json[at] == '"')
            return at + 1;
    }
    return -1;
}

//! Behind the value that starts at \a at; -1 when it does not end.
qsizetype skipValue(QByteArrayView json, qsizetype at)
{
    qsizetype depth = 0;
    while (at >= 0 && at < json.size()) {
        const char c = json[at];
        if (c == '"') {
            at = skipString(json, at);
            if (depth == 0)
                return at;
            continue;
        }
        if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (depth == 0)
                return at; // of the object around a plain value
            if (--depth == 0)
                return at + 1;
        } else if (depth == 0 && (c == ',' || isBlank(c))) {
            return at;
        }
        ++at;
    }
    return -1;
}

//! Writes the tokens of one JSON text anew.
class PrettyWriter final
{
public:
    PrettyWriter(QByteArrayView json, qsizetype limit)
        : m_json(json)
        , m_limit(limit)
    { }

    PrettyJson run()
    {
        m_out.reserve(std::min(m_json.size() + m_json.size() / 2, m_limit));
        while (true) {
            m_at = skipBlanks(m_json, m_at);
            if (m_at >= m_json.size())
                return m_open.isEmpty() && m_rootSeen ? result(false) : untouched();
            if (m_out.size() > m_limit)
                return result(true);
            if (m_open.isEmpty() && m_rootSeen)
                return untouched(); // something follows the value
            if (!token())
                return untouched();
        }
    }

private:
    bool token()
    {
        const char c = m_json[m_at];
        switch (c) {
        case '{':
        case '[':
            return open(c);
        case '}':
        case ']':
            return close(c);
        case ',':
            if (m_open.isEmpty())
                return false;
            m_out += ',';
            newLine();
            ++m_at;
            return true;
        case ':':
            if (!m_open.endsWith('{'))
                return false;
            m_out += ": ";
            ++m_at;
            return true;
        case '"':
            return take(skipString(m_json, m_at));
        default:
            return take(std::find_if(m_json.begin() + m_at, m_json.end(),
                                     [](char b) {
                                         return isBlank(b) || b == ',' || b == ':' || b == '}'
                                             || b == ']' || b == '{' || b == '[' || b == '"';
                                     })
                        - m_json.begin());
        }
    }

    bool open(char bracket)
    {
        if (m_open.size() >= deepest)
            return false;
        m_out += bracket;
        const char end = bracket == '{' ? '}' : ']';
        const qsizetype next = skipBlanks(m_json, m_at + 1);
        if (next < m_json.size() && m_json[next] == end) {
            m_out += end;
            m_at = next + 1;
            m_rootSeen = true;
            return true;
        }
        m_open += bracket;
        ++m_at;
        newLine();
        return true;
    }

    bool close(char bracket)
    {
        if (!m_open.endsWith(bracket == '}' ? '{' : '['))
            return false;
        m_open.chop(1);
        newLine();
        m_out += bracket;
        ++m_at;
        m_rootSeen = true;
        return true;
    }

    bool take(qsizetype end)
    {
        if (end < 0)
            return false;
        const QByteArrayView token = m_json.sliced(m_at, end - m_at);
        // A plain word at the top may be any text: HTML, a sentence of a proxy.
        if (m_open.isEmpty() && token.front() != '"' && token != "null" && token != "true"
            && token != "false" && token.front() != '-'
            && (token.front() < '0' || token.front() > '9'))
            return false;
        m_out.append(token.data(), token.size());
        m_at = end;
        if (m_open.isEmpty())
            m_rootSeen = true;
        return true;
    }

    void newLine()
    {
        m_out += '\n';
        m_out.append(2 * m_open.size(), ' ');
    }

    PrettyJson result(bool cut) { return {std::move(m_out), true, cut}; }
    PrettyJson untouched() const
    {
        return {m_json.first(std::min(m_json.size(), m_limit)).toByteArray(), false,
                m_json.size() > m_limit};
    }

    QByteArrayView m_json;
    qsizetype m_limit;
    qsizetype m_at = 0;
    QByteArray m_out;
    QByteArray m_open; // the brackets around the place
    bool m_rootSeen = false;
};

//! Cuts at most so far that no character of UTF-8 is halved.
qsizetype wholeCharacters(QByteArrayView text, qsizetype size)
{
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80)
        --size;
    return size;
}

} // namespace

PrettyJson prettyJson(QByteArrayView json, qsizetype limit)
{
    return PrettyWriter(json, limit).run();
}

QByteArrayView jsonMember(QByteArrayView object, QByteArrayView name)
{
    qsizetype at = skipBlanks(object, 0);
    if (at >= object.size() || object[at] != '{')
        return {};
    ++at;
    while (true) {
        at = skipBlanks(object, at);
        if (at >= object.size() || object[at] != '"')
            return {};
        const qsizetype keyEnd = skipString(object, at);
        if (keyEnd < 0)
            return {};
        const QByteArrayView key = object.sliced(at + 1, keyEnd - at - 2);
        at = skipBlanks(object, keyEnd);
        if (at >= object.size() || object[at] != ':')
            return {};
        at = skipBlanks(object, at + 1);
        const qsizetype end = skipValue(object, at);
        if (end < 0)
            return {};
        if (key == name)
            return object.sliced(at, end - at);
        at = skipBlanks(object, end);
        if (at >= object.size() || object[at] != ',')
            return {};
        ++at;
    }
}

ShownText shownPart(const QByteArray &text, qsizetype limit, qsizetype lineLimit)
{
    ShownText shown;
    qsizetype end = text.size();
    if (end > limit) {
        const qsizetype lineEnd = text.lastIndexOf('\n', limit - 1);
        end = lineEnd >= 0 ? lineEnd + 1 : wholeCharacters(text, limit);
        shown.isCut = true;
    }
    for (qsizetype from = 0; from < end;) {
        qsizetype next = text.indexOf('\n', from);
        next = next < 0 || next >= end ? end : next + 1;
        if (next - from > lineLimit) {
            const qsizetype kept = wholeCharacters(text, from + lineLimit);
            shown.text.append(text.constData() + from, kept - from);
            shown.text += "\xE2\x80\xA6"; // an ellipsis
            if (text.at(next - 1) == '\n')
                shown.text += '\n';
            shown.isCut = true;
        } else {
            shown.text.append(text.constData() + from, next - from);
        }
        from = next;
    }
    return shown;
}

} // namespace angee
