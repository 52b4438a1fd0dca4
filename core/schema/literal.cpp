// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/literal.h"

#include "core/schema/tokenizer.h"

#include <algorithm>

namespace angee {

namespace {

using Kind = GraphQlTokenKind;
using Error = GraphQlTokenError;

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// The hex number in \a digits; -1 if it is none or too long to be a code point.
std::int64_t hexNumber(std::string_view digits)
{
    std::int64_t value = digits.empty() || digits.size() > 8 ? -1 : 0;
    for (std::size_t i = 0; i < digits.size() && value >= 0; ++i) {
        const int digit = hexValue(digits[i]);
        value = digit < 0 ? -1 : value * 16 + digit;
    }
    return value;
}

bool isScalarValue(std::int64_t code)
{
    return (code >= 0 && code < 0xd800) || (code >= 0xe000 && code <= 0x10ffff);
}

void appendUtf8(std::string &out, std::int64_t code)
{
    const auto put = [&](std::int64_t byte) { out += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
        return;
    }
    if (code < 0x800) {
        put(0xc0 | (code >> 6));
    } else {
        if (code < 0x10000) {
            put(0xe0 | (code >> 12));
        } else {
            put(0xf0 | (code >> 18));
            put(0x80 | ((code >> 12) & 0x3f));
        }
        put(0x80 | ((code >> 6) & 0x3f));
    }
    put(0x80 | (code & 0x3f));
}

// Reads "\u…" at the start of \a text; the number of bytes read, 0 if it is not valid.
std::size_t appendUnicodeEscape(std::string &out, std::string_view text)
{
    if (text.substr(2, 1) == "{") {
        const std::size_t close = text.find('}');
        if (close == std::string_view::npos)
            return 0;
        const std::int64_t code = hexNumber(text.substr(3, close - 3));
        if (!isScalarValue(code))
            return 0;
        appendUtf8(out, code);
        return close + 1;
    }
    const auto unitAt = [&](std::size_t at) {
        return text.size() >= at + 4 ? hexNumber(text.substr(at, 4)) : -1;
    };
    const std::int64_t unit = unitAt(2);
    if (isScalarValue(unit)) {
        appendUtf8(out, unit);
        return 6;
    }
    if (unit < 0xd800 || unit >= 0xdc00 || text.substr(6, 2) != "\\u")
        return 0;
    const std::int64_t low = unitAt(8);
    if (low < 0xdc00 || low >= 0xe000)
        return 0;
    appendUtf8(out, 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
    return 12;
}

// The value of a quoted string's body; false after a bad escape.
bool appendStringValue(std::string &out, std::string_view body)
{
    static constexpr std::string_view Names = "\"\\/bfnrt";
    static constexpr std::string_view Values = "\"\\/\b\f\n\r\t";
    while (!body.empty()) {
        const std::size_t plain = std::min(body.find('\\'), body.size());
        out.append(body.substr(0, plain));
        body.remove_prefix(plain);
        if (body.empty())
            break;
        if (body.size() < 2)
            return false;
        std::size_t used = 2;
        if (body[1] == 'u')
            used = appendUnicodeEscape(out, body);
        else if (const std::size_t at = Names.find(body[1]); at != std::string_view::npos)
            out += Values[at];
        else
            used = 0;
        if (used == 0)
            return false;
        body.remove_prefix(used);
    }
    return true;
}

} // namespace

class LiteralParser final
{
public:
    LiteralParser(Literal &literal, std::string_view source)
        : m_literal(literal)
        , m_tokenizer(source)
    {
        advance();
    }

    bool run() { return value({}, 0) && m_token.kind == Kind::EndOfText; }

private:
    void advance()
    {
        do
            m_token = m_tokenizer.next();
        while (m_token.kind == Kind::Comment);
    }

    [[nodiscard]] std::string_view tokenText() const { return m_tokenizer.text(m_token); }

    bool leaf(LiteralKind kind, std::string_view name, std::string_view text)
    {
        m_literal.m_nodes.push_back(
            {kind, static_cast<std::uint32_t>(m_literal.m_nodes.size() + 1), name, text});
        advance();
        return true;
    }

    bool value(std::string_view name, unsigned depth)
    {
        const std::string_view text = tokenText();
        switch (m_token.kind) {
        case Kind::Int:
        case Kind::Float:
            return m_token.error == Error::None
                && leaf(m_token.kind == Kind::Int ? LiteralKind::Int : LiteralKind::Float, name,
                        text);
        case Kind::String:
        case Kind::BlockString:
            return string(name, text);
        case Kind::Name:
            if (text == "true" || text == "false")
                return leaf(LiteralKind::Boolean, name, text);
            return leaf(text == "null" ? LiteralKind::Null : LiteralKind::Enum, name, text);
        case Kind::Dollar:
            advance();
            return m_token.kind == Kind::Name && leaf(LiteralKind::Variable, name, tokenText());
        case Kind::BracketLeft:
            return group(LiteralKind::List, Kind::BracketRight, name, depth);
        case Kind::BraceLeft:
            return group(LiteralKind::Object, Kind::BraceRight, name, depth);
        default:
            return false;
        }
    }

    bool string(std::string_view name, std::string_view text)
    {
        // Which escapes are good is decided here; control characters are.
        if (m_token.error == Error::UnterminatedString)
            return false;
        std::string &strings = m_literal.m_strings;
        const std::size_t begin = strings.size();
        if (m_token.kind == Kind::BlockString)
            strings += graphQlStringValue(text);
        else if (!appendStringValue(strings, text.substr(1, text.size() - 2)))
            return false;
        return leaf(LiteralKind::String, name,
                    std::string_view(strings.data() + begin, strings.size() - begin));
    }

    bool group(LiteralKind kind, Kind close, std::string_view name, unsigned depth)
    {
        if (depth == Literal::MaxDepth)
            return false;
        const std::size_t self = m_literal.m_nodes.size();
        m_literal.m_nodes.push_back({kind, 0, name, {}});
        advance();
        while (m_token.kind != close) {
            std::string_view field;
            if (kind == LiteralKind::Object) {
                field = tokenText();
                if (m_token.kind != Kind::Name)
                    return false;
                advance();
                if (m_token.kind != Kind::Colon)
                    return false;
                advance();
            }
            if (!value(field, depth + 1))
                return false;
        }
        advance();
        m_literal.m_nodes[self].end = static_cast<std::uint32_t>(m_literal.m_nodes.size());
        return true;
    }

    Literal &m_literal;
    GraphQlTokenizer m_tokenizer;
    GraphQlToken m_token;
};

bool Literal::parse(std::string_view source)
{
    m_nodes.clear();
    m_strings.clear();
    m_strings.reserve(source.size()); // a value is never longer than its source
    return LiteralParser(*this, source).run();
}

} // namespace angee
