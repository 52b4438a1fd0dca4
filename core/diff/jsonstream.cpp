// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/diff/jsonstream.h"

#include "core/base/codepoint.h"

#include <algorithm>

namespace angee {

namespace {

constexpr std::uint32_t replacement = 0xFFFD;

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool endsScalar(char c)
{
    return isBlank(c) || c == ',' || c == ']' || c == '}';
}

bool isHighSurrogate(std::uint32_t unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

bool isLowSurrogate(std::uint32_t unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

} // namespace

JsonStream::JsonStream(JsonSink *sink)
    : m_sink(sink)
{ }

bool JsonStream::feed(std::string_view bytes)
{
    std::size_t at = 0;
    while (at < bytes.size() && !m_failed) {
        switch (m_mode) {
        case Mode::Outside:
            at = readOutside(bytes, at);
            break;
        case Mode::Text:
            at = readText(bytes, at);
            break;
        case Mode::Escape:
            readEscape(bytes[at++]);
            break;
        case Mode::Hex:
            readHex(bytes[at++]);
            break;
        case Mode::Scalar:
            at = readScalar(bytes, at);
            break;
        }
    }
    m_offset += at;
    return !m_failed;
}

std::size_t JsonStream::readOutside(std::string_view bytes, std::size_t at)
{
    while (at < bytes.size() && isBlank(bytes[at]))
        ++at;
    if (at == bytes.size())
        return at;
    const char c = bytes[at];
    switch (m_expect) {
    case Expect::Value:
        if (c == ']')
            fail();
        else
            beginValue(c);
        break;
    case Expect::ValueOrEnd:
        if (c == ']')
            close('[');
        else
            beginValue(c);
        break;
    case Expect::Key:
    case Expect::KeyOrEnd:
        if (c == '}' && m_expect == Expect::KeyOrEnd) {
            close('{');
        } else if (c == '"') {
            m_isKey = true;
            m_word.clear();
            m_mode = Mode::Text;
        } else {
            fail();
        }
        break;
    case Expect::Colon:
        if (c != ':')
            fail();
        m_expect = Expect::Value;
        break;
    case Expect::CommaOrEnd:
        if (c == ',')
            m_expect = m_open.back() == '[' ? Expect::Value : Expect::Key;
        else if (c == ']' || c == '}')
            close(c == ']' ? '[' : '{');
        else
            fail();
        break;
    case Expect::End:
        fail();
        break;
    }
    // The first character of a scalar is read again as part of it.
    return m_mode == Mode::Scalar ? at : at + 1;
}

void JsonStream::beginValue(char c)
{
    if (c == '{' || c == '[') {
        open(c);
    } else if (c == '"') {
        m_isKey = false;
        m_mode = Mode::Text;
    } else if (c == '-' || (c >= '0' && c <= '9') || c == 't' || c == 'f' || c == 'n') {
        m_word.clear();
        m_mode = Mode::Scalar;
    } else {
        fail();
    }
}

void JsonStream::open(char bracket)
{
    if (m_open.size() == mostDepth)
        return fail();
    m_open.push_back(bracket);
    if (bracket == '[') {
        m_expect = Expect::ValueOrEnd;
        m_sink->beginArray();
    } else {
        m_expect = Expect::KeyOrEnd;
        m_sink->beginObject();
    }
}

void JsonStream::close(char bracket)
{
    if (m_open.empty() || m_open.back() != bracket)
        return fail();
    m_open.pop_back();
    if (bracket == '[')
        m_sink->endArray();
    else
        m_sink->endObject();
    afterValue();
}

void JsonStream::afterValue()
{
    m_mode = Mode::Outside;
    m_expect = m_open.empty() ? Expect::End : Expect::CommaOrEnd;
}

std::size_t JsonStream::readText(std::string_view bytes, std::size_t at)
{
    const std::size_t start = at;
    while (at < bytes.size() && bytes[at] != '"' && bytes[at] != '\\')
        ++at;
    if (at > start) {
        flushSurrogate();
        put(bytes.substr(start, at - start));
    }
    if (at == bytes.size())
        return at;
    if (bytes[at] == '\\') {
        m_mode = Mode::Escape;
        return at + 1;
    }
    flushSurrogate();
    if (m_isKey) {
        m_mode = Mode::Outside;
        m_expect = Expect::Colon;
        m_sink->key(m_word);
    } else {
        m_sink->endString();
        afterValue();
    }
    return at + 1;
}

void JsonStream::readEscape(char c)
{
    if (c == 'u') {
        m_mode = Mode::Hex;
        m_unit = 0;
        m_hexDigits = 0;
        return;
    }
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    const std::size_t letter = letters.find(c);
    if (letter == std::string_view::npos)
        return fail();
    flushSurrogate();
    put(meanings.substr(letter, 1));
    m_mode = Mode::Text;
}

void JsonStream::readHex(char c)
{
    const int digit = hexValue(c);
    if (digit < 0)
        return fail();
    m_unit = m_unit * 16 + std::uint32_t(digit);
    if (++m_hexDigits < 4)
        return;
    m_mode = Mode::Text;
    if (m_highSurrogate != 0 && isLowSurrogate(m_unit)) {
        const std::uint32_t high = m_highSurrogate;
        m_highSurrogate = 0;
        return putCodePoint(0x10000 + ((high - 0xD800) << 10) + (m_unit - 0xDC00));
    }
    flushSurrogate();
    if (isHighSurrogate(m_unit))
        m_highSurrogate = m_unit;
    else
        putCodePoint(isLowSurrogate(m_unit) ? replacement : m_unit);
}

void JsonStream::flushSurrogate()
{
    if (m_highSurrogate == 0)
        return;
    m_highSurrogate = 0;
    putCodePoint(replacement);
}

void JsonStream::putCodePoint(std::uint32_t point)
{
    std::array<char, 4> bytes{};
    std::size_t size = 0;
    encodeUtf8(point, [&](char byte) { bytes[size++] = byte; });
    put({bytes.data(), size});
}

void JsonStream::put(std::string_view part)
{
    if (!m_isKey)
        m_sink->stringPart(part);
    else
        m_word.append(part.substr(0, longestKey - std::min(longestKey, m_word.size())));
}

std::size_t JsonStream::readScalar(std::string_view bytes, std::size_t at)
{
    while (at < bytes.size() && !endsScalar(bytes[at])) {
        if (m_word.size() == longestScalar) {
            fail();
            return at;
        }
        m_word.push_back(bytes[at++]);
    }
    if (at < bytes.size()) {
        m_sink->scalar(m_word);
        afterValue();
    }
    return at;
}

} // namespace angee
