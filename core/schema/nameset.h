// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace angee {

[[nodiscard]] std::uint64_t hashSeed();

//! \brief Hashes all bytes of a name with a seed that differs from process to process: a hostile
//! answer cannot choose names that fall together.
[[nodiscard]] inline std::uint32_t hashName(std::string_view name)
{
    __extension__ using Wide = unsigned __int128;
    static const std::uint64_t Seed = hashSeed();
    const auto load = [](const char *at) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        return word;
    };
    const auto mix = [](std::uint64_t a, std::uint64_t b) {
        const Wide product = static_cast<Wide>(a) * b;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
    };
    const char *at = name.data();
    std::size_t left = name.size();
    std::uint64_t hash = Seed ^ left;
    for (; left > 16; left -= 16, at += 16)
        hash = mix(load(at) ^ 0x9e3779b97f4a7c15ULL, load(at + 8) ^ hash);
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    if (left >= 8) {
        head = load(at);
        tail = load(at + left - 8);
    } else {
        for (std::size_t i = 0; i < left; ++i)
            head = (head << 8U) | static_cast<unsigned char>(at[i]);
    }
    return static_cast<std::uint32_t>(mix(head ^ 0xbf58476d1ce4e5b9ULL, tail ^ hash) >> 16U);
}

//! \brief Equality without a call: names are short.
[[nodiscard]] inline bool sameName(std::string_view a, std::string_view b)
{
    if (a.size() != b.size())
        return false;
    const auto same = [&]<typename Word>(Word, std::size_t at) {
        Word x{};
        Word y{};
        std::memcpy(&x, a.data() + at, sizeof(Word));
        std::memcpy(&y, b.data() + at, sizeof(Word));
        return x == y;
    };
    const std::size_t size = a.size();
    if (size >= 8) {
        for (std::size_t at = 0; at + 8 < size; at += 8) {
            if (!same(std::uint64_t{}, at))
                return false;
        }
        return same(std::uint64_t{}, size - 8);
    }
    if (size >= 4)
        return same(std::uint32_t{}, 0) && same(std::uint32_t{}, size - 4);
    for (std::size_t i = 0; i < size; ++i) {
        if (a[i] != b[i])
            return false;
    }
    return true;
}

//! \brief Tells whether a run of names holds a duplicate; reused from run to run without clearing.
class NameSet final
{
public:
    //! \a nameAt(i) gives the i-th of \a count names.
    template <typename NameAt>
    bool hasDuplicate(std::uint32_t count, NameAt &&nameAt)
    {
        if (count <= 4)
            return hasDuplicatePair(count, nameAt);
        std::size_t size = m_slots.size();
        while (size < std::size_t{count} * 2)
            size = size == 0 ? 64 : size * 2;
        if (size != m_slots.size() || ++m_round == 0) {
            m_slots.assign(size, {});
            m_round = 1;
        }
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::string_view name = nameAt(i);
            std::size_t slot = hashName(name) & (size - 1);
            while (m_slots[slot].round == m_round) {
                if (sameName(nameAt(m_slots[slot].index), name))
                    return true;
                slot = (slot + 1) & (size - 1);
            }
            m_slots[slot] = {m_round, i};
        }
        return false;
    }

private:
    template <typename NameAt>
    static bool hasDuplicatePair(std::uint32_t count, NameAt &&nameAt)
    {
        for (std::uint32_t i = 1; i < count; ++i) {
            for (std::uint32_t j = 0; j < i; ++j) {
                if (sameName(nameAt(i), nameAt(j)))
                    return true;
            }
        }
        return false;
    }

    struct Slot
    {
        std::uint32_t round = 0;
        std::uint32_t index = 0;
    };
    std::vector<Slot> m_slots;
    std::uint32_t m_round = 0;
};

} // namespace angee
