// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/textarena.h"

#include <algorithm>
#include <cstring>

namespace angee {

namespace {

constexpr size_t FirstBlock = size_t(16) * 1024;
constexpr size_t LargestBlock = size_t(1024) * 1024;

} // namespace

char *TextArena::reserve(size_t size)
{
    if (m_size - m_used < size + Padding) {
        // Doubling, so that a small stack costs little and a large one few blocks.
        const size_t grown = std::clamp(m_size * 2, FirstBlock, LargestBlock);
        m_size = std::max(grown, size + Padding);
        m_blocks.push_back(std::make_unique_for_overwrite<char[]>(m_size));
        m_used = 0;
        m_total += m_size;
    }
    return m_blocks.back().get() + m_used;
}

std::string_view TextArena::store(std::string_view text)
{
    if (text.empty())
        return {};
    char *const place = reserve(text.size());
    std::memcpy(place, text.data(), text.size());
    commit(text.size());
    return {place, text.size()};
}

} // namespace angee
