// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/jsonwalk.h"

#include <array>

namespace angee {

namespace {

constexpr std::size_t MaxDepth = 1024;
constexpr const char *UnknownWord =
    QT_TRANSLATE_NOOP("angee::Schema", "this is not JSON: unknown word");

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

bool JsonWalk::literal(std::string_view word)
{
    return m_cursor.takeScalar() == word || fail(UnknownWord);
}

bool JsonWalk::unescape(std::string_view *text)
{
    // The bytes are the document's owner's, who let us have them; nobody reads them again.
    char *begin = const_cast<char *>(text->data());
    const UnescapedJson plain = unescapeJson(begin, begin + text->size());
    if (!plain.valid)
        return fail(QT_TRANSLATE_NOOP("angee::Schema", "this is not JSON: bad escape in a text"));
    m_repaired = m_repaired || plain.repaired;
    *text = plain.text;
    return true;
}

bool JsonWalk::flag(bool *result)
{
    *result = m_cursor.peek() == 't';
    return *result ? literal("true") : literal(atNull() ? "null" : "false");
}

bool JsonWalk::skip()
{
    const char c = m_cursor.peek();
    if (c == '"') {
        m_cursor.takeRawString();
        return true;
    }
    return c == '{' || c == '[' ? skipNested() : skipScalar();
}

bool JsonWalk::skipScalar()
{
    const char c = m_cursor.peek();
    if (c == '\0' || c == ',' || c == ':' || c == '}' || c == ']')
        return expected(QT_TRANSLATE_NOOP("angee::Schema", "expected a value"));
    const std::string_view scalar = m_cursor.takeScalar();
    if (scalar == "true" || scalar == "false" || scalar == "null")
        return true;
    const bool number = (c == '-' || (c >= '0' && c <= '9'))
        && scalar.find_first_not_of("+-.0123456789eE") == std::string_view::npos;
    return number || fail(UnknownWord);
}

bool JsonWalk::skipNested()
{
    std::array<char, MaxDepth> closers; // only the first depth entries mean anything
    std::size_t depth = 0;
    std::string_view name;
    while (true) {
        const char c = m_cursor.peek();
        if (c == '{' || c == '[') {
            if (depth == closers.size())
                return fail(QT_TRANSLATE_NOOP("angee::Schema", "nested too deep"));
            closers[depth++] = c == '{' ? '}' : ']';
            m_cursor.advance();
            if (m_cursor.peek() != closers[depth - 1]) {
                if (c == '{' && !key(&name))
                    return false;
                continue;
            }
        } else if (!skip()) {
            return false;
        }
        // A value has ended, or an empty bracket is about to.
        while (depth > 0 && m_cursor.peek() == closers[depth - 1]) {
            m_cursor.advance();
            --depth;
        }
        if (depth == 0)
            return true;
        if (m_cursor.peek() != ',')
            return expected(closers[depth - 1] == '}' ? NeedsCommaOrBrace : NeedsCommaOrBracket);
        m_cursor.advance();
        if (closers[depth - 1] == '}' && !key(&name))
            return false;
    }
}

bool JsonWalk::fail(const char *text, std::vector<std::string> arguments)
{
    m_error.text = text;
    m_error.arguments = std::move(arguments);
    m_error.place.clear();
    return false;
}

bool JsonWalk::expected(const char *text)
{
    if (m_cursor.peek() == '\0')
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

} // namespace angee
