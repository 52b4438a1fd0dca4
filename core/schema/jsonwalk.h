// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/jsonstructure.h"
#include "core/schema/schema.h"
#include "core/schema/schemamessage.h"

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace angee {

//! \brief The grammar of JSON over a JsonCursor: the readers that a walk over a known kind of
//! document is written with.
//!
//! Every function returns false after a fault; on the way out the callers put their part of the
//! JSON path in front, so a good document pays nothing for it. No recursion of its own. Strings
//! are unescaped in place: a value must not be read twice.
class JsonWalk
{
public:
    explicit JsonWalk(JsonCursor cursor)
        : m_cursor(cursor)
    { }

    [[nodiscard]] SchemaMessage takeError() { return std::move(m_error); }

protected:
    //! Calls \a member(key) at each value, which it must read or skip().
    template <typename Member>
    bool object(Member &&member)
    {
        if (m_cursor.peek() != '{')
            return expected(NeedsObject);
        m_cursor.advance();
        if (m_cursor.peek() == '}') {
            m_cursor.advance();
            return true;
        }
        while (true) {
            std::string_view name;
            if (!key(&name) || !member(name))
                return false;
            const char next = m_cursor.peek();
            if (next != ',' && next != '}')
                return expected(NeedsCommaOrBrace);
            m_cursor.advance();
            if (next == '}')
                return true;
        }
    }

    //! Calls \a item() at each value. Faults are placed at \a key[index].
    template <typename Item>
    bool list(std::string_view key, Item &&item)
    {
        if (m_cursor.peek() != '[')
            return expected(NeedsList) || within(key);
        m_cursor.advance();
        if (m_cursor.peek() == ']') {
            m_cursor.advance();
            return true;
        }
        for (std::uint32_t index = 0;; ++index) {
            if (!item())
                return within(key, index);
            const char next = m_cursor.peek();
            if (next != ',' && next != ']')
                return expected(NeedsCommaOrBracket) || within(key, index);
            m_cursor.advance();
            if (next == ']')
                return true;
        }
    }

    [[nodiscard]] bool atNull() const { return m_cursor.peek() == 'n'; }
    bool null() { return literal("null"); }

    bool string(std::string_view *result)
    {
        if (m_cursor.peek() != '"')
            return expected(NeedsText);
        *result = m_cursor.takeRawString();
        return std::memchr(result->data(), '\\', result->size()) == nullptr || unescape(result);
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

    //! true, false or null, which counts as false.
    bool flag(bool *result);
    //! Passes over one value of any kind.
    bool skip();

    bool fail(const char *text, std::vector<std::string> arguments = {});
    //! fail(), or "ends too early" at the end of the document.
    bool expected(const char *text);
    //! Puts \a key in front of the place of a fault; returns false.
    bool within(std::string_view key);
    bool within(std::string_view key, std::uint32_t index);

    //! True when a lone surrogate was replaced.
    [[nodiscard]] bool repaired() const { return m_repaired; }

    JsonCursor m_cursor;

private:
    bool key(std::string_view *result)
    {
        if (m_cursor.peek() != '"')
            return expected(NeedsKey);
        *result = m_cursor.takeRawString();
        if (m_cursor.peek() != ':')
            return expected(NeedsColon);
        m_cursor.advance();
        return true;
    }
    bool literal(std::string_view word);
    bool unescape(std::string_view *text);
    bool skipScalar();
    bool skipNested();

    static const char *const NeedsColon;
    static const char *const NeedsCommaOrBrace;
    static const char *const NeedsCommaOrBracket;
    static const char *const NeedsKey;
    static const char *const NeedsList;
    static const char *const NeedsObject;
    static const char *const NeedsText;

    SchemaMessage m_error;
    bool m_repaired = false;
};

} // namespace angee
