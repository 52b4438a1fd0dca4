// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/tokenizer.h"

#include "core/base/codepoint.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace angee {

namespace {

using Kind = GraphQlTokenKind;
using Error = GraphQlTokenError;

constexpr std::string_view blockQuote = "\"\"\"";
constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isNameStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

constexpr bool isNameByte(char c)
{
    return isNameStart(c) || isDigit(c);
}

//! The specification's SourceCharacter leaves out the control characters but tab and line ends.
constexpr bool isForbiddenControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

constexpr Kind punctuator(char c)
{
    switch (c) {
    case '!':
        return Kind::Bang;
    case '$':
        return Kind::Dollar;
    case '&':
        return Kind::Amp;
    case '(':
        return Kind::ParenLeft;
    case ')':
        return Kind::ParenRight;
    case ':':
        return Kind::Colon;
    case '=':
        return Kind::Equals;
    case '@':
        return Kind::At;
    case '[':
        return Kind::BracketLeft;
    case ']':
        return Kind::BracketRight;
    case '{':
        return Kind::BraceLeft;
    case '|':
        return Kind::Pipe;
    case '}':
        return Kind::BraceRight;
    default:
        return Kind::Invalid;
    }
}

constexpr bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

int hexDigit(char c)
{
    if (isDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

//! The four hex digits at the start of \a digits, or -1.
int readHex4(std::string_view digits)
{
    if (digits.size() < 4)
        return -1;
    int value = 0;
    for (const char c : digits.substr(0, 4)) {
        const int digit = hexDigit(c);
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

void appendUtf8(std::string &out, std::uint32_t codePoint)
{
    encodeUtf8(codePoint, [&out](char byte) { out.push_back(byte); });
}

void markError(GraphQlToken &token, Error error, std::size_t offset)
{
    if (token.error != Error::None)
        return;
    token.error = error;
    token.errorOffset = offset;
}

} // namespace

GraphQlTokenizer::GraphQlTokenizer(std::string_view text, GraphQlLineState state)
    : m_text(text)
    , m_state(state)
{ }

GraphQlToken GraphQlTokenizer::next()
{
    if (m_state == GraphQlLineState::InBlockString && m_offset == 0 && !m_text.empty()) {
        m_state = GraphQlLineState::Normal;
        return readBlockString(0, 0);
    }
    skipIgnored();
    const std::size_t start = m_offset;
    if (start >= m_text.size())
        return {Kind::EndOfText, Error::None, m_text.size(), 0, 0};

    const char c = m_text[start];
    if (isNameStart(c)) {
        const auto last = std::find_if_not(m_text.begin() + start, m_text.end(), isNameByte);
        return take(Kind::Name, start, static_cast<std::size_t>(last - m_text.begin()));
    }
    if (const Kind kind = punctuator(c); kind != Kind::Invalid)
        return take(kind, start, start + 1);
    if (isDigit(c) || c == '-')
        return readNumber(start);
    if (c == '#')
        return readComment(start);
    if (startsWith(start, "..."))
        return take(Kind::Spread, start, start + 3);
    if (startsWith(start, blockQuote))
        return readBlockString(start, start + blockQuote.size());
    if (c == '"')
        return readString(start);
    return readInvalid(start);
}

GraphQlToken GraphQlTokenizer::nextSignificant()
{
    GraphQlToken token = next();
    while (token.kind == Kind::Comment && token.error == Error::None)
        token = next();
    return token;
}

std::string_view GraphQlTokenizer::text(const GraphQlToken &token) const
{
    if (token.offset > m_text.size())
        return {};
    return m_text.substr(token.offset, token.length);
}

void GraphQlTokenizer::skipIgnored()
{
    while (m_offset < m_text.size()) {
        const char c = m_text[m_offset];
        if (c == ' ' || c == '\t' || c == ',' || c == '\n' || c == '\r')
            ++m_offset;
        else if (startsWith(m_offset, byteOrderMark))
            m_offset += byteOrderMark.size();
        else
            return;
    }
}

GraphQlToken GraphQlTokenizer::readBlockString(std::size_t start, std::size_t contentStart)
{
    GraphQlToken token{Kind::BlockString, Error::None, start, 0, 0};
    std::size_t at = contentStart;
    while (at < m_text.size()) {
        const char c = m_text[at];
        if (c == '"' && startsWith(at, blockQuote)) {
            m_offset = at + blockQuote.size();
            token.length = m_offset - start;
            return token;
        }
        if (c == '\\' && startsWith(at + 1, blockQuote)) {
            at += 1 + blockQuote.size();
            continue;
        }
        if (isForbiddenControl(c))
            markError(token, Error::ControlCharacter, at);
        ++at;
    }
    m_offset = m_text.size();
    m_state = GraphQlLineState::InBlockString;
    token.length = m_offset - start;
    markError(token, Error::UnterminatedString, m_offset);
    return token;
}

GraphQlToken GraphQlTokenizer::readString(std::size_t start)
{
    GraphQlToken token{Kind::String, Error::None, start, 0, 0};
    std::size_t offset = start + 1;
    while (offset < m_text.size()) {
        const char c = m_text[offset];
        if (c == '"') {
            m_offset = offset + 1;
            token.length = m_offset - start;
            return token;
        }
        if (c == '\n' || c == '\r')
            break;
        if (c == '\\') {
            const char escaped = at(offset + 1);
            if (escaped == 'u') {
                if (readHex4(m_text.substr(offset + 2)) < 0)
                    markError(token, Error::BadEscape, offset);
            } else if (escaped == '\0'
                       || std::string_view("\"\\/bfnrt").find(escaped) == std::string_view::npos) {
                markError(token, Error::BadEscape, offset);
            }
            // A line end after the backslash still ends the string.
            offset += escaped == '"' || escaped == '\\' ? 2 : 1;
            continue;
        }
        if (isForbiddenControl(c))
            markError(token, Error::ControlCharacter, offset);
        ++offset;
    }
    m_offset = std::min(offset, m_text.size());
    token.length = m_offset - start;
    markError(token, Error::UnterminatedString, m_offset);
    return token;
}

GraphQlToken GraphQlTokenizer::readNumber(std::size_t start)
{
    GraphQlToken token{Kind::Int, Error::None, start, 0, 0};
    std::size_t offset = start;
    const auto digits = [this, &offset] {
        const std::size_t first = offset;
        while (isDigit(at(offset)))
            ++offset;
        return offset > first;
    };
    if (at(offset) == '-')
        ++offset;
    const bool leadingZero = at(offset) == '0';
    const std::size_t whole = offset;
    if (!digits())
        markError(token, Error::BadNumber, offset);
    else if (leadingZero && offset - whole > 1)
        markError(token, Error::BadNumber, whole + 1);
    if (at(offset) == '.') {
        token.kind = Kind::Float;
        ++offset;
        if (!digits())
            markError(token, Error::BadNumber, offset);
    }
    if (at(offset) == 'e' || at(offset) == 'E') {
        token.kind = Kind::Float;
        ++offset;
        if (at(offset) == '+' || at(offset) == '-')
            ++offset;
        if (!digits())
            markError(token, Error::BadNumber, offset);
    }
    // A number may not run into a name or another dot; the rest of the run belongs to the fault.
    if (isNameByte(at(offset)) || at(offset) == '.') {
        markError(token, Error::BadNumber, offset);
        while (isNameByte(at(offset)) || at(offset) == '.')
            ++offset;
    }
    m_offset = offset;
    token.length = offset - start;
    return token;
}

GraphQlToken GraphQlTokenizer::readComment(std::size_t start)
{
    GraphQlToken token{Kind::Comment, Error::None, start, 0, 0};
    std::size_t offset = start;
    while (offset < m_text.size() && m_text[offset] != '\n' && m_text[offset] != '\r') {
        if (isForbiddenControl(m_text[offset]))
            markError(token, Error::ControlCharacter, offset);
        ++offset;
    }
    m_offset = offset;
    token.length = offset - start;
    return token;
}

GraphQlToken GraphQlTokenizer::readInvalid(std::size_t start)
{
    std::size_t end = start + 1;
    if (m_text[start] == '.') {
        while (at(end) == '.')
            ++end;
    } else {
        // One whole code point, so that a message can quote it.
        while (end < m_text.size() && end < start + 4 && isContinuation(m_text[end]))
            ++end;
    }
    GraphQlToken token = take(Kind::Invalid, start, end);
    const bool control = isForbiddenControl(m_text[start]);
    markError(token, control ? Error::ControlCharacter : Error::UnexpectedCharacter, start);
    return token;
}

GraphQlToken GraphQlTokenizer::take(GraphQlTokenKind kind, std::size_t start, std::size_t end)
{
    m_offset = end;
    return {kind, Error::None, start, end - start, 0};
}

char GraphQlTokenizer::at(std::size_t offset) const
{
    return offset < m_text.size() ? m_text[offset] : '\0';
}

bool GraphQlTokenizer::startsWith(std::size_t offset, std::string_view part) const
{
    return offset <= m_text.size() && m_text.substr(offset, part.size()) == part;
}

GraphQlPlace graphQlPlace(std::string_view text, std::size_t offset)
{
    GraphQlPlace place;
    const std::size_t end = std::min(offset, text.size());
    for (std::size_t i = 0; i < end; ++i) {
        const char c = text[i];
        const bool crBeforeLf = c == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if (c == '\n' || (c == '\r' && !crBeforeLf)) {
            ++place.line;
            place.column = 1;
        } else if (!isContinuation(c)) {
            ++place.column;
        }
    }
    return place;
}

namespace {

//! Decodes the escape that starts at \a offset (a backslash) and returns the offset after it.
std::size_t appendEscape(std::string &out, std::string_view body, std::size_t offset)
{
    const char escaped = offset + 1 < body.size() ? body[offset + 1] : '\\';
    switch (escaped) {
    case 'b':
        out.push_back('\b');
        return offset + 2;
    case 'f':
        out.push_back('\f');
        return offset + 2;
    case 'n':
        out.push_back('\n');
        return offset + 2;
    case 'r':
        out.push_back('\r');
        return offset + 2;
    case 't':
        out.push_back('\t');
        return offset + 2;
    case 'u':
        break;
    default:
        out.push_back(escaped);
        return offset + 2;
    }
    constexpr std::uint32_t replacement = 0xFFFD;
    const int first = readHex4(body.substr(offset + 2));
    if (first < 0) {
        out.push_back('u');
        return offset + 2;
    }
    const auto unit = static_cast<std::uint32_t>(first);
    if (unit < 0xD800 || unit > 0xDFFF) {
        appendUtf8(out, unit);
        return offset + 6;
    }
    if (unit < 0xDC00 && body.substr(offset + 6, 2) == "\\u") {
        const int second = readHex4(body.substr(offset + 8));
        if (second >= 0xDC00 && second <= 0xDFFF) {
            const auto low = static_cast<std::uint32_t>(second);
            appendUtf8(out, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
            return offset + 12;
        }
    }
    appendUtf8(out, replacement);
    return offset + 6;
}

std::string stringValue(std::string_view body)
{
    std::string out;
    out.reserve(body.size());
    for (std::size_t offset = 0; offset < body.size();) {
        if (body[offset] == '\\')
            offset = appendEscape(out, body, offset);
        else
            out.push_back(body[offset++]);
    }
    return out;
}

std::vector<std::string_view> splitLines(std::string_view text)
{
    std::vector<std::string_view> lines;
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\n' && text[i] != '\r')
            continue;
        lines.push_back(text.substr(start, i - start));
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n')
            ++i;
        start = i + 1;
    }
    lines.push_back(text.substr(start));
    return lines;
}

void appendUnescapedBlock(std::string &out, std::string_view line)
{
    std::size_t offset = 0;
    while (true) {
        const std::size_t found = line.find("\\\"\"\"", offset);
        if (found == std::string_view::npos)
            break;
        out.append(line.substr(offset, found - offset)).append(blockQuote);
        offset = found + 1 + blockQuote.size();
    }
    out.append(line.substr(offset));
}

std::string blockStringValue(std::string_view body)
{
    const std::vector<std::string_view> lines = splitLines(body);
    const auto indentOf = [](std::string_view line) {
        return std::min(line.find_first_not_of(" \t"), line.size());
    };
    std::size_t common = std::string_view::npos;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const std::size_t indent = indentOf(lines[i]);
        if (indent < lines[i].size())
            common = std::min(common, indent);
    }
    std::size_t first = 0;
    std::size_t last = lines.size();
    while (first < last && indentOf(lines[first]) == lines[first].size())
        ++first;
    while (last > first && indentOf(lines[last - 1]) == lines[last - 1].size())
        --last;
    std::string out;
    out.reserve(body.size());
    for (std::size_t i = first; i < last; ++i) {
        if (i > first)
            out.push_back('\n');
        std::string_view line = lines[i];
        if (i > 0)
            line.remove_prefix(std::min(common, line.size()));
        appendUnescapedBlock(out, line);
    }
    return out;
}

} // namespace

std::string graphQlStringValue(std::string_view token)
{
    const bool block = token.substr(0, blockQuote.size()) == blockQuote;
    const std::string_view quote = block ? blockQuote : std::string_view("\"");
    if (token.substr(0, quote.size()) == quote)
        token.remove_prefix(quote.size());
    if (token.size() >= quote.size() && token.substr(token.size() - quote.size()) == quote)
        token.remove_suffix(quote.size());
    return block ? blockStringValue(token) : stringValue(token);
}

std::string graphQlTokenName(GraphQlTokenKind kind)
{
    static constexpr std::array<std::string_view, 22> names{
        "<EOF>", "Name", "Int", "Float", "String", "BlockString", "Comment", "!",
        "$",     "&",    "(",   ")",     "...",    ":",           "=",       "@",
        "[",     "]",    "{",   "|",     "}",      "<Invalid>",
    };
    return std::string(names.at(static_cast<std::size_t>(kind)));
}

} // namespace angee
