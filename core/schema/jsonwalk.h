// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/bytescan.h"
#include "core/schema/jsonbytes.h"
#include "core/schema/schema.h"
#include "core/schema/schemamessage.h"

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace angee {

//! \brief True if \a text starts with \a word; compiles to a comparison of machine words.
template <std::size_t Size>
[[nodiscard]] inline bool startsWith(const char *text, const char (&word)[Size])
{
    return std::memcmp(text, word, Size - 1) == 0;
}

//! \brief Reads JSON in one pass, without building anything: the functions that a walk over a known
//! kind of document is written with.
//!
//! The text is UTF-8 with PaddedBytes::Padding zeros behind it. Every function returns false after
//! a fault; on the way out the callers put their part of the JSON path in front, so a good document
//! pays nothing for it. Strings are unescaped in place: a value with escapes must not be read
//! twice. The grammar is that of RFC 8259, control characters in strings refused.
class JsonWalk
{
public:
    explicit JsonWalk(char *text)
        : m_text(text)
        , m_at(text)
    { }

    [[nodiscard]] SchemaMessage takeError();

protected:
    //! Calls \a member() at each key's first byte, behind the quote. It takes the key with take()
    //! or takeOtherKey(), and then reads or skips the value.
    template <typename Member>
    bool object(Member &&member)
    {
        if (peek() != '{')
            return expected(NeedsObject);
        ++m_at;
        if (peek() == '}') {
            ++m_at;
            return true;
        }
        while (true) {
            if (peek() != '"')
                return expected(NeedsKey);
            ++m_at;
            if (!member())
                return false;
            const char next = peek();
            if (next != ',' && next != '}')
                return expected(NeedsCommaOrBrace);
            ++m_at;
            if (next == '}')
                return true;
        }
    }

    //! Calls \a item() at each value. Faults are placed at \a key[index].
    template <typename Item>
    bool list(std::string_view key, Item &&item)
    {
        if (peek() != '[')
            return expected(NeedsList) || within(key);
        ++m_at;
        if (peek() == ']') {
            ++m_at;
            return true;
        }
        for (std::uint32_t index = 0;; ++index) {
            if (!item())
                return within(key, index);
            const char next = peek();
            if (next != ',' && next != ']')
                return expected(NeedsCommaOrBracket) || within(key, index);
            ++m_at;
            if (next == ']')
                return true;
        }
    }

    //! If the bytes at the position are \a exact, goes behind them.
    template <std::size_t Size>
    bool take(const char (&exact)[Size])
    {
        if (!startsWith(m_at, exact))
            return false;
        m_at += Size - 1;
        return true;
    }
    //! At a key: takes it, whatever it is, and the colon.
    bool takeOtherKey(std::string_view *key);

    //! The next byte that is no white space; NUL at the end of the text.
    char peek()
    {
        if (static_cast<unsigned char>(*m_at) <= ' ')
            m_at = skipBlanks(m_at);
        return *m_at;
    }
    bool atNull() { return peek() == 'n'; }
    bool null()
    {
        if (!startsWith(m_at, "null"))
            return fail(UnknownWord);
        m_at += 4;
        return true;
    }

    bool string(std::string_view *result)
    {
        if (peek() != '"')
            return expected(NeedsText);
        char *begin = ++m_at;
        m_at = begin + plainTextLength(begin);
        if (*m_at != '"')
            return escapedString(begin, result);
        *result = {begin, static_cast<std::size_t>(m_at - begin)};
        ++m_at;
        return true;
    }

    //! A string or null.
    bool text(OptionalText *result)
    {
        if (atNull()) {
            *result = {};
            return null();
        }
        std::string_view value;
        if (!string(&value))
            return false;
        *result = value;
        return true;
    }

    //! Takes a string of nothing but letters, digits and "_", which nearly every name is; otherwise
    //! takes nothing and returns false.
    bool plainName(std::string_view *result)
    {
        if (peek() != '"')
            return false;
        const std::size_t length = nameLength(m_at + 1);
        if (m_at[length + 1] != '"')
            return false;
        *result = {m_at + 1, length};
        m_at += length + 2;
        return true;
    }

    //! true, false or null, which counts as false.
    bool flag(bool *result);

    //! Passes over one value of any kind.
    bool skip()
    {
        if (startsWith(m_at, "false")) {
            m_at += 5;
            return true;
        }
        return skipValue();
    }

    bool fail(const char *text, std::vector<std::string> arguments = {});
    //! fail(), or "ends too early" at the end of the document.
    bool expected(const char *text);
    //! Puts \a key in front of the place of a fault; returns false.
    bool within(std::string_view key);
    bool within(std::string_view key, std::uint32_t index);

    //! True when a lone surrogate was replaced.
    [[nodiscard]] bool repaired() const { return m_repaired; }

    [[nodiscard]] char *position() const { return m_at; }
    void setPosition(char *at) { m_at = at; }
    //! The bytes at the position, for a comparison; zeros follow the end.
    [[nodiscard]] const char *here() const { return m_at; }

private:
    bool escapedString(char *begin, std::string_view *result);
    bool skipString();
    bool skipScalar();
    bool skipNested();
    bool skipValue();

    static const char *const NeedsColon;
    static const char *const NeedsCommaOrBrace;
    static const char *const NeedsCommaOrBracket;
    static const char *const NeedsKey;
    static const char *const NeedsList;
    static const char *const NeedsObject;
    static const char *const NeedsText;
    static const char *const UnknownWord;

    char *m_text = nullptr;
    char *m_at = nullptr;
    SchemaMessage m_error;
    std::size_t m_faultOffset = 0;
    bool m_repaired = false;
};

} // namespace angee
