// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/jsonwalk.h"

#include <array>

namespace angee {

namespace {

constexpr std::size_t MaxDepth = 1024;
constexpr const char *ControlCharacter =
    QT_TRANSLATE_NOOP("angee::Schema", "control character in a text");

} // namespace

const char *const JsonWalk::NeedsColon = QT_TRANSLATE_NOOP("angee::Schema", "expected \":\"");
const char *const JsonWalk::NeedsCommaOrBrace =
    QT_TRANSLATE_NOOP("angee::Schema", "expected \",\" or \"}\"");
const char *const JsonWalk::NeedsCommaOrBracket =
    QT_TRANSLATE_NOOP("angee::Schema", "expected \",\" or \"]\"");
const char *const JsonWalk::NeedsKey = QT_TRANSLATE_NOOP("angee::Schema", "expected a key");
const char *const JsonWalk::NeedsList = QT_TRANSLATE_NOOP("angee::Schema", "expected a list");
const char *const JsonWalk::NeedsObject = QT_TRANSLATE_NOOP("angee::Schema", "expected an object");
const char *const JsonWalk::NeedsText = QT_TRANSLATE_NOOP("angee::Schema", "expected a text");
const char *const JsonWalk::UnknownWord = QT_TRANSLATE_NOOP("angee::Schema", "unknown word");

bool JsonWalk::takeOtherKey(std::string_view *key)
{
    --m_at; // back to the quote
    if (!string(key))
        return false;
    if (peek() != ':')
        return expected(NeedsColon);
    ++m_at;
    return true;
}

// A string that is not plain: an escape, a control character or the end of the text stopped it.
bool JsonWalk::escapedString(char *begin, std::string_view *result)
{
    m_at = begin;
    if (!skipString())
        return false;
    const UnescapedJson plain = unescapeJson(begin, m_at - 1);
    if (!plain.valid)
        return fail(QT_TRANSLATE_NOOP("angee::Schema", "bad escape in a text"));
    m_repaired = m_repaired || plain.repaired;
    *result = plain.text;
    return true;
}

// Behind the opening quote: goes behind the closing one.
bool JsonWalk::skipString()
{
    while (true) {
        m_at += plainTextLength(m_at);
        if (*m_at == '"') {
            ++m_at;
            return true;
        }
        if (*m_at != '\\')
            return *m_at == '\0' ? expected(NeedsText) : fail(ControlCharacter);
        m_at += m_at[1] == '\0' ? 1 : 2;
    }
}

bool JsonWalk::flag(bool *result)
{
    *result = peek() == 't';
    if (!*result)
        return atNull() ? null() : skip();
    return skipScalar();
}

bool JsonWalk::skipValue()
{
    const char c = peek();
    if (c == '"') {
        ++m_at;
        return skipString();
    }
    return c == '{' || c == '[' ? skipNested() : skipScalar();
}

bool JsonWalk::skipScalar()
{
    const char c = peek();
    for (const std::string_view word : {"true", "false", "null"}) {
        if (c == word.front() && std::memcmp(m_at, word.data(), word.size()) == 0) {
            m_at += word.size();
            return true;
        }
    }
    if (c != '-' && (c < '0' || c > '9'))
        return expected(QT_TRANSLATE_NOOP("angee::Schema", "expected a value"));
    while (*m_at != '\0' && std::strchr("+-.0123456789eE", *m_at))
        ++m_at;
    return true;
}

bool JsonWalk::skipNested()
{
    std::array<char, MaxDepth> closers; // only the first depth entries mean anything
    std::size_t depth = 0;
    // Escapes in keys stay as they are: this text may be read once more.
    const auto atKey = [&] {
        if (peek() != '"')
            return expected(NeedsKey);
        ++m_at;
        if (!skipString())
            return false;
        if (peek() != ':')
            return expected(NeedsColon);
        ++m_at;
        return true;
    };
    while (true) {
        const char c = peek();
        if (c == '{' || c == '[') {
            if (depth == closers.size())
                return fail(QT_TRANSLATE_NOOP("angee::Schema", "nested too deep"));
            closers[depth++] = c == '{' ? '}' : ']';
            ++m_at;
            if (peek() != closers[depth - 1]) {
                if (c == '{' && !atKey())
                    return false;
                continue;
            }
        } else if (!skipValue()) {
            return false;
        }
        // A value has ended, or an empty bracket is about to.
        while (depth > 0 && peek() == closers[depth - 1]) {
            ++m_at;
            --depth;
        }
        if (depth == 0)
            return true;
        if (peek() != ',')
            return expected(closers[depth - 1] == '}' ? NeedsCommaOrBrace : NeedsCommaOrBracket);
        ++m_at;
        if (closers[depth - 1] == '}' && !atKey())
            return false;
    }
}

bool JsonWalk::fail(const char *text, std::vector<std::string> arguments)
{
    m_error.text = text;
    m_error.arguments = std::move(arguments);
    m_error.place.clear();
    m_faultOffset = static_cast<std::size_t>(m_at - m_text);
    return false;
}

bool JsonWalk::expected(const char *text)
{
    if (peek() == '\0')
        return fail(QT_TRANSLATE_NOOP("angee::Schema", "the answer ends too early"));
    return fail(text);
}

bool JsonWalk::within(std::string_view key)
{
    const bool joined = m_error.place.empty() || m_error.place.front() == '[';
    m_error.place.insert(0, std::string(key) + (joined ? "" : "."));
    return false;
}

bool JsonWalk::within(std::string_view key, std::uint32_t index)
{
    return within(std::string(key) + '[' + std::to_string(index) + ']');
}

SchemaMessage JsonWalk::takeError()
{
    m_error.place += (m_error.place.empty() ? "byte " : ", byte ") + std::to_string(m_faultOffset);
    return std::move(m_error);
}

} // namespace angee
