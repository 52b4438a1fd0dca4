// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace angee {

//! \brief Many short texts in a few blocks; what it hands out stays where it is until it dies.
class TextArena final
{
public:
    //! So many bytes behind every text may be read, and behind reserve()'s room be written,
    //! although they mean nothing: for whoever works in vectors.
    static constexpr size_t Padding = 64;

    //! Room for \a size bytes that the caller fills before the next call.
    [[nodiscard]] char *reserve(size_t size);
    //! Keeps the first \a size bytes of what reserve() last gave, the rest is used again.
    void commit(size_t size) { m_used += size; }
    [[nodiscard]] std::string_view store(std::string_view text);
    [[nodiscard]] size_t bytes() const { return m_total; }

private:
    std::vector<std::unique_ptr<char[]>> m_blocks;
    size_t m_used = 0;
    size_t m_size = 0;
    size_t m_total = 0;
};

} // namespace angee
