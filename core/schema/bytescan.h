// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace angee {

//! \brief How many bytes of [_0-9A-Za-z] \a text starts with. Sixteen bytes behind the first other
//! byte must be readable.
[[nodiscard]] inline std::size_t nameLength(const char *text)
{
    std::size_t length = 0;
#ifdef __SSE2__
    const auto all = [](char c) { return _mm_set1_epi8(c); };
    const auto within = [&](__m128i bytes, char first, char count) {
        const __m128i offset = _mm_sub_epi8(bytes, all(first));
        return _mm_cmpeq_epi8(_mm_min_epu8(offset, all(static_cast<char>(count - 1))), offset);
    };
    while (true) {
        __m128i bytes;
        __builtin_memcpy(&bytes, text + length, sizeof bytes);
        const __m128i letters = within(_mm_or_si128(bytes, all(0x20)), 'a', 26);
        const __m128i others =
            _mm_or_si128(within(bytes, '0', 10), _mm_cmpeq_epi8(bytes, all('_')));
        const auto good = static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(letters, others)));
        if (good != 0xffffU)
            return length + static_cast<std::size_t>(std::countr_one(good));
        length += 16;
    }
#else
    const auto good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '_';
    };
    while (good(text[length]))
        ++length;
    return length;
#endif
}

//! \brief How many bytes \a text starts with that a JSON string may hold as they are: none of '"',
//! '\' and the control characters. Sixteen bytes behind the first other byte must be readable.
[[nodiscard]] inline std::size_t plainTextLength(const char *text)
{
    std::size_t length = 0;
#ifdef __SSE2__
    const auto all = [](char c) { return _mm_set1_epi8(c); };
    while (true) {
        __m128i bytes;
        __builtin_memcpy(&bytes, text + length, sizeof bytes);
        const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, all(0x1f)), bytes);
        const __m128i special =
            _mm_or_si128(_mm_cmpeq_epi8(bytes, all('"')), _mm_cmpeq_epi8(bytes, all('\\')));
        const auto bad = static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(control, special)));
        if (bad != 0)
            return length + static_cast<std::size_t>(std::countr_zero(bad));
        length += 16;
    }
#else
    while (static_cast<unsigned char>(text[length]) >= 0x20 && text[length] != '"'
           && text[length] != '\\')
        ++length;
    return length;
#endif
}

//! \brief Behind JSON's white space: space, tab, LF, CR.
[[nodiscard]] inline char *skipBlanks(char *text)
{
    constexpr std::uint64_t Spaces = 0x2020202020202020ULL;
    while (true) {
        std::uint64_t word = 0;
        __builtin_memcpy(&word, text, sizeof word);
        if (word == Spaces) // indentation
            text += sizeof word;
        else if (*text == ' ' || *text == '\n' || *text == '\t' || *text == '\r')
            ++text;
        else
            return text;
    }
}

} // namespace angee
