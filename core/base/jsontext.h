// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace angee {

//! How far behind a text these functions may read or write.
constexpr size_t JsonTextPadding = 16;

//! \brief The name of a field, compared eight bytes at a time with what stands in the answer, which
//! is padded.
class FieldName final
{
public:
    template <size_t N>
    consteval FieldName(const char (&text)[N]) // NOLINT(google-explicit-constructor)
        : m_text(text, N - 1)
    {
        for (size_t byte = 0; byte < 8; ++byte) {
            const char wanted = byte < N - 1 ? text[byte] : '"';
            if (byte < N) {
                m_word |= uint64_t(static_cast<unsigned char>(wanted)) << (8 * byte);
                m_mask |= uint64_t(0xFF) << (8 * byte);
            }
        }
    }

    //! \a key is what follows the opening quote.
    [[nodiscard]] bool is(const char *key) const
    {
        uint64_t word = 0;
        std::memcpy(&word, key, sizeof word);
        if constexpr (std::endian::native == std::endian::big)
            return std::memcmp(key, m_text.data(), m_text.size()) == 0 && key[m_text.size()] == '"';
        if ((word & m_mask) != m_word)
            return false;
        return m_text.size() < sizeof word
            || (std::memcmp(key + 8, m_text.data() + 8, m_text.size() - 8) == 0
                && key[m_text.size()] == '"');
    }

private:
    std::string_view m_text;
    uint64_t m_word = 0;
    uint64_t m_mask = 0;
};

// Cells are short, so a call to memcmp, memchr and memcpy for each costs more than its work. All
// sides must be padded by JsonTextPadding.
#ifdef __SSE2__
static_assert(JsonTextPadding == sizeof(__m128i));

inline bool sameText(const char *left, const char *right, size_t size)
{
    for (size_t at = 0; at < size; at += sizeof(__m128i)) {
        const __m128i a = _mm_loadu_si128(reinterpret_cast<const __m128i *>(left + at));
        const __m128i b = _mm_loadu_si128(reinterpret_cast<const __m128i *>(right + at));
        const auto differs = unsigned(_mm_movemask_epi8(_mm_cmpeq_epi8(a, b))) ^ 0xFFFFU;
        if (differs != 0 && size_t(std::countr_zero(differs)) < size - at)
            return false;
    }
    return true;
}

//! False when it met a backslash: the text has to be unescaped.
inline bool copyUnescaped(char *to, const char *from, size_t size)
{
    for (size_t at = 0; at < size; at += sizeof(__m128i)) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(from + at));
        _mm_storeu_si128(reinterpret_cast<__m128i *>(to + at), bytes);
        const auto found = unsigned(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))));
        if (found != 0 && size_t(std::countr_zero(found)) < size - at)
            return false;
    }
    return true;
}
#else
inline bool sameText(const char *left, const char *right, size_t size)
{
    return std::memcmp(left, right, size) == 0;
}

inline bool copyUnescaped(char *to, const char *from, size_t size)
{
    std::memcpy(to, from, size);
    return std::memchr(from, '\\', size) == nullptr;
}
#endif

} // namespace angee
