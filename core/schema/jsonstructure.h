// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace angee {

//! \brief Bytes with the room behind them that a vectorised scan may read.
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

//! \brief What is wrong with bytes that should be JSON.
enum class JsonFault {
    None,
    Empty,
    TooLarge,
    NoMemory,
    BadUtf8,
    UnclosedString,
    ControlCharacter,
};

//! \brief Finds the places in a JSON text where something begins: brackets, commas, colons, and the
//! first byte of every string and scalar.
//!
//! That is simdjson's first stage, about a quarter of the cost of a parsed document; it also checks
//! UTF-8, quotes and control characters. The grammar is left to the reader, who walks the places
//! with a JsonCursor. An object can be used again, which saves its allocation; not thread-safe.
class JsonStructure final
{
public:
    static constexpr std::size_t MaxBytes = 64U * 1024 * 1024;

    JsonStructure();
    JsonStructure(JsonStructure &&) noexcept;
    JsonStructure &operator=(JsonStructure &&) noexcept;
    ~JsonStructure();

    //! \a text must have PaddedBytes::Padding readable bytes behind it.
    [[nodiscard]] JsonFault scan(std::string_view text);
    //! Offsets, after a scan() without fault; behind them an entry that is the text's size.
    [[nodiscard]] const std::uint32_t *places() const { return m_places; }

private:
    class Stage;
    std::unique_ptr<Stage> m_stage;
    const std::uint32_t *m_places = nullptr;
};

//! \brief The offset of the first control character in a string, or of the quote that is never
//! closed; for messages, after scan() refused the text.
[[nodiscard]] std::size_t jsonFaultOffset(std::string_view text);

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

//! \brief Walks the places of a JsonStructure. Everything is inline: this is the hot path.
class JsonCursor final
{
public:
    JsonCursor() = default;
    JsonCursor(char *text, const std::uint32_t *places)
        : m_text(text)
        , m_at(places)
    { }

    //! The byte at the current place; NUL at the end of the text.
    [[nodiscard]] char peek() const { return m_text[*m_at]; }
    void advance() { ++m_at; }
    [[nodiscard]] std::size_t offset() const { return *m_at; }

    //! At a string: its raw bytes without the quotes, and one place further.
    std::string_view takeRawString()
    {
        const char *begin = m_text + *m_at + 1;
        ++m_at;
        const char *end = m_text + *m_at;
        // Between the closing quote and the next place there is only white space.
        do
            --end;
        while (*end != '"');
        return {begin, static_cast<std::size_t>(end - begin)};
    }
    //! At a number or a word: its bytes, and one place further.
    std::string_view takeScalar()
    {
        const char *begin = m_text + *m_at;
        ++m_at;
        const char *end = m_text + *m_at;
        while (end > begin
               && (end[-1] == ' ' || end[-1] == '\n' || end[-1] == '\t' || end[-1] == '\r'))
            --end;
        return {begin, static_cast<std::size_t>(end - begin)};
    }

private:
    char *m_text = nullptr;
    const std::uint32_t *m_at = nullptr;
};

} // namespace angee
