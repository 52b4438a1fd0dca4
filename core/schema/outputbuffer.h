// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace angee {

//! \brief A growing run of bytes for printers: room is made once for several small pieces, which
//! are then written without further checks.
class OutputBuffer final
{
public:
    explicit OutputBuffer(std::size_t capacity = 0)
    {
        if (capacity > 0)
            grow(capacity);
    }

    [[nodiscard]] std::size_t size() const
    {
        return static_cast<std::size_t>(m_end - m_data.get());
    }
    [[nodiscard]] std::string_view view() const { return {m_data.get(), size()}; }
    void truncate(std::size_t size) { m_end = m_data.get() + size; }
    void clear() { m_end = m_data.get(); }

    //! Makes room for \a bytes more.
    void reserve(std::size_t bytes)
    {
        if (static_cast<std::size_t>(m_limit - m_end) < bytes)
            grow(bytes);
    }
    //! These need the room that reserve() made.
    void put(char c) { *m_end++ = c; }
    void put(std::string_view text)
    {
        copy(m_end, text.data(), text.size());
        m_end += text.size();
    }

    void append(char c)
    {
        reserve(1);
        put(c);
    }
    void append(std::string_view text)
    {
        reserve(text.size());
        put(text);
    }

    std::unique_ptr<char[]> release()
    {
        m_end = m_limit = nullptr;
        return std::move(m_data);
    }

private:
    // Most pieces are names: a few moves beat a call to memcpy.
    static void copy(char *to, const char *from, std::size_t size)
    {
        if (size > 32) {
            std::memcpy(to, from, size);
        } else if (size >= 16) {
            std::memcpy(to, from, 16);
            std::memcpy(to + size - 16, from + size - 16, 16);
        } else if (size >= 8) {
            std::memcpy(to, from, 8);
            std::memcpy(to + size - 8, from + size - 8, 8);
        } else if (size >= 4) {
            std::memcpy(to, from, 4);
            std::memcpy(to + size - 4, from + size - 4, 4);
        } else {
            for (std::size_t i = 0; i < size; ++i)
                to[i] = from[i];
        }
    }

    void grow(std::size_t bytes)
    {
        const std::size_t used = size();
        const std::size_t capacity = std::max({used + bytes, used * 2, std::size_t{256}});
        auto larger = std::make_unique_for_overwrite<char[]>(capacity);
        if (used > 0)
            std::memcpy(larger.get(), m_data.get(), used);
        m_data = std::move(larger);
        m_end = m_data.get() + used;
        m_limit = m_data.get() + capacity;
    }

    std::unique_ptr<char[]> m_data;
    char *m_end = nullptr;
    char *m_limit = nullptr;
};

} // namespace angee
