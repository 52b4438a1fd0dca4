// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace angee {

//! \brief Hears of a JSON document while it arrives.
class JsonSink
{
public:
    JsonSink() = default;
    JsonSink(const JsonSink &) = delete;
    JsonSink &operator=(const JsonSink &) = delete;
    virtual ~JsonSink() = default;

    virtual void beginObject() = 0;
    virtual void endObject() = 0;
    virtual void beginArray() = 0;
    virtual void endArray() = 0;
    //! At most JsonStream::longestKey bytes of it.
    virtual void key(std::string_view name) = 0;
    //! A value that is a string comes in pieces, unescaped, of any size; then its end.
    virtual void stringPart(std::string_view part) = 0;
    virtual void endString() = 0;
    //! A number, true, false or null, as written.
    virtual void scalar(std::string_view word) = 0;
};

//! \brief Reads JSON piece by piece and keeps next to nothing of it: for answers that may be larger
//! than is good for memory. Strings are handed on as they come, invalid UTF-8 included; a lone
//! surrogate becomes U+FFFD. One thread at a time.
class JsonStream final
{
public:
    static constexpr std::size_t longestKey = 256;
    static constexpr std::size_t longestScalar = 64;
    static constexpr std::size_t mostDepth = 64;

    //! \a sink must outlive this object.
    explicit JsonStream(JsonSink *sink);

    //! False once it is not JSON: nothing more is handed on.
    bool feed(std::string_view bytes);
    //! True if exactly one whole value came.
    [[nodiscard]] bool isWhole() const { return !m_failed && m_expect == Expect::End; }
    [[nodiscard]] bool hasFailed() const { return m_failed; }
    //! Bytes read until the failure, or until now.
    [[nodiscard]] std::uint64_t offset() const { return m_offset; }

private:
    enum class Mode { Outside, Text, Escape, Hex, Scalar };
    enum class Expect { Value, ValueOrEnd, KeyOrEnd, Key, Colon, CommaOrEnd, End };

    std::size_t readOutside(std::string_view bytes, std::size_t at);
    std::size_t readText(std::string_view bytes, std::size_t at);
    std::size_t readScalar(std::string_view bytes, std::size_t at);
    void readEscape(char c);
    void readHex(char c);
    void beginValue(char c);
    void open(char bracket);
    void close(char bracket);
    void afterValue();
    void put(std::string_view part);
    void putCodePoint(std::uint32_t point);
    void flushSurrogate();
    void fail() { m_failed = true; }

    JsonSink *m_sink;
    std::vector<char> m_open; // the brackets
    std::string m_word; // key or scalar that is being read
    std::uint64_t m_offset = 0;
    std::uint32_t m_unit = 0; // of \uXXXX
    std::uint32_t m_highSurrogate = 0; // waits for its second half
    int m_hexDigits = 0;
    Mode m_mode = Mode::Outside;
    Expect m_expect = Expect::Value;
    bool m_isKey = false;
    bool m_failed = false;
};

} // namespace angee
