// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace angee {

//! \brief Bytes with zeros behind them: a scan may read a vector too far, and stops there.
class PaddedBytes final
{
public:
    static constexpr std::size_t Padding = 64;

    PaddedBytes() = default;
    //! Room for \a size bytes, not initialised, and zeroed padding.
    explicit PaddedBytes(std::size_t size);
    //! A copy of \a bytes.
    static PaddedBytes copyOf(std::string_view bytes);

    [[nodiscard]] char *data() { return m_data.get(); }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::string_view view() const { return {m_data.get(), m_size}; }
    //! For a reader that got less than it made room for.
    void truncate(std::size_t size);
    std::unique_ptr<char[]> release();

private:
    std::unique_ptr<char[]> m_data;
    std::size_t m_size = 0;
};

//! \brief True for well-formed UTF-8; at the speed of memory.
[[nodiscard]] bool isUtf8(std::string_view text);

//! \brief \a text with every malformed UTF-8 sequence replaced by U+FFFD, one for each maximal
//! subpart as browsers do it.
[[nodiscard]] PaddedBytes repairedUtf8(std::string_view text);

//! \brief Resolves the escapes of a JSON string in place; the result is never longer.
struct UnescapedJson
{
    std::string_view text;
    bool valid = true; //!< False after an unknown or cut escape.
    bool repaired = false; //!< True when a lone surrogate became U+FFFD.
};
[[nodiscard]] UnescapedJson unescapeJson(char *begin, char *end);

} // namespace angee
