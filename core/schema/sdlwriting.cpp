// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/sdlwriting.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace angee {

namespace {

constexpr std::string_view Quotes = "\"\"\"";

constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

// What a text holds that needs care.
struct Traits
{
    bool low = false; // below U+0020: control characters, tabs, line ends
    bool special = false; // '"', '\' or DEL
    bool high = false; // not ASCII

    //! Nothing to escape, one line, as many UTF-16 units as bytes.
    [[nodiscard]] bool isPlain() const { return !low && !special && !high; }
};

// Eight bytes at a time. A borrow can mark a byte behind a true finding as well, which does no
// harm: only whether there is any is asked.
Traits traitsOf(std::string_view text)
{
    constexpr std::uint64_t Ones = 0x0101010101010101ULL;
    constexpr std::uint64_t Highs = 0x8080808080808080ULL;
    std::uint64_t low = 0;
    std::uint64_t special = 0;
    std::uint64_t high = 0;
    const auto look = [&](std::uint64_t word) {
        const auto holds = [&](std::uint64_t byte) {
            const std::uint64_t x = word ^ (Ones * byte);
            return (x - Ones) & ~x;
        };
        low |= (word - Ones * 0x20) & ~word;
        special |= holds('"') | holds('\\') | holds(0x7f);
        high |= word;
    };
    const char *at = text.data();
    std::size_t left = text.size();
    std::uint64_t word = 0;
    for (; left >= sizeof word; left -= sizeof word, at += sizeof word) {
        std::memcpy(&word, at, sizeof word);
        look(word);
    }
    word = Ones * ' ';
    for (std::size_t i = 0; i < left; ++i)
        reinterpret_cast<char *>(&word)[i] = at[i];
    look(word);
    return {(low & Highs) != 0, (special & Highs) != 0, (high & Highs) != 0};
}

std::size_t utf16Length(std::string_view text)
{
    std::size_t length = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        length += (byte & 0xc0U) != 0x80 ? 1 : 0;
        length += byte >= 0xf0 ? 1 : 0;
    }
    return length;
}

// What a block string would lose: control characters, line ends other than \n, blank lines at the
// ends, indentation common to all lines.
bool isPrintableAsBlock(std::string_view text)
{
    if (text.empty())
        return true;
    bool lineIsEmpty = true;
    bool hasIndent = false;
    bool hasCommonIndent = true;
    bool severalLines = false;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte == '\n') {
            if (lineIsEmpty && !severalLines)
                return false;
            severalLines = true;
            lineIsEmpty = true;
            hasIndent = false;
        } else if (isBlank(c)) {
            hasIndent = hasIndent || lineIsEmpty;
        } else if (byte < 0x10) {
            return false;
        } else {
            hasCommonIndent = hasCommonIndent && hasIndent;
            lineIsEmpty = false;
        }
    }
    return !lineIsEmpty && !(hasCommonIndent && severalLines);
}

// Where the quotes of a block string stand.
struct BlockForm
{
    bool lineBefore = false;
    bool lineAfter = false;
};

BlockForm blockForm(std::string_view text)
{
    bool severalLines = false;
    bool restIsIndented = true;
    for (std::size_t i = text.find('\n'); i != std::string_view::npos; i = text.find('\n', i + 1)) {
        severalLines = true;
        const bool emptyLine = i + 1 == text.size() || text[i + 1] == '\n';
        restIsIndented = restIsIndented && (emptyLine || isBlank(text[i + 1]));
    }
    const std::size_t lastOther = text.find_last_not_of('"');
    const bool endsWithQuote = !text.empty() && lastOther != text.size() - 1;
    const bool endsWithBackslash = !text.empty() && text.back() == '\\';
    const bool force = severalLines && restIsIndented;
    const bool apart = severalLines || endsWithQuote || endsWithBackslash
        || (text.size() > 70 && utf16Length(text) > 70);
    const bool keepsFirstLine = !severalLines && !text.empty() && isBlank(text.front());
    return {(apart && !keepsFirstLine) || force, apart};
}

void newLine(OutputBuffer &out, std::string_view indentation)
{
    out.put('\n');
    out.put(indentation);
}

// The lines of a block string's text, '"""' escaped.
void putLines(OutputBuffer &out, std::string_view text, std::string_view indentation)
{
    const bool hasQuotes = text.find(Quotes) != std::string_view::npos;
    while (true) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        std::size_t quotes = hasQuotes ? line.find(Quotes) : std::string_view::npos;
        for (; quotes != std::string_view::npos; quotes = line.find(Quotes)) {
            out.put(line.substr(0, quotes));
            out.put("\\\"\"\"");
            line.remove_prefix(quotes + Quotes.size());
        }
        out.put(line);
        if (end == text.size())
            return;
        newLine(out, indentation);
        text.remove_prefix(end + 1);
    }
}

void appendBlock(OutputBuffer &out, std::string_view text, std::string_view indentation)
{
    const BlockForm form = blockForm(text);
    out.reserve(text.size() * (2 + indentation.size()) + 2 * indentation.size() + 16);
    out.put(Quotes);
    if (form.lineBefore)
        newLine(out, indentation);
    putLines(out, text, indentation);
    if (form.lineAfter)
        newLine(out, indentation);
    out.put(Quotes);
}

// The common case: no escapes, no line ends.
void appendPlainDescription(OutputBuffer &out, std::string_view text, std::string_view indentation)
{
    out.reserve(text.size() + 2 * indentation.size() + 16);
    const bool apart = text.size() > 70;
    out.put(Quotes);
    if (apart)
        newLine(out, indentation);
    out.put(text);
    if (apart)
        newLine(out, indentation);
    out.put(Quotes);
}

void putEscape(OutputBuffer &out, unsigned code)
{
    static constexpr std::string_view Hex = "0123456789ABCDEF";
    static constexpr std::string_view Short = "btn_fr";
    if (code == '"' || code == '\\') {
        out.put('\\');
        out.put(static_cast<char>(code));
    } else if (code >= 8 && code <= 13 && code != 11) {
        out.put('\\');
        out.put(Short[code - 8]);
    } else {
        out.put("\\u00");
        out.put(Hex[code >> 4U]);
        out.put(Hex[code & 15U]);
    }
}

} // namespace

void appendStringLiteral(OutputBuffer &out, std::string_view utf8)
{
    out.reserve(utf8.size() * 6 + 2);
    out.put('"');
    if (traitsOf(utf8).isPlain()) {
        out.put(utf8);
    } else {
        for (std::size_t i = 0; i < utf8.size(); ++i) {
            const auto byte = static_cast<unsigned char>(utf8[i]);
            const unsigned next = i + 1 < utf8.size() ? static_cast<unsigned char>(utf8[i + 1]) : 0;
            if (byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7f) {
                putEscape(out, byte);
            } else if (byte == 0xc2 && next < 0xa0) {
                putEscape(out, next);
                ++i;
            } else {
                out.put(utf8[i]);
            }
        }
    }
    out.put('"');
}

void appendDescription(OutputBuffer &out, std::string_view utf8, std::string_view indentation,
                       bool firstInBlock)
{
    out.reserve(indentation.size() + 1);
    if (!indentation.empty() && !firstInBlock)
        out.put('\n');
    out.put(indentation);
    const Traits traits = traitsOf(utf8);
    const bool startsWithText = !utf8.empty() && !isBlank(utf8.front());
    if (traits.isPlain() && startsWithText)
        appendPlainDescription(out, utf8, indentation);
    else if ((!traits.low && startsWithText) || isPrintableAsBlock(utf8))
        appendBlock(out, utf8, indentation);
    else
        appendStringLiteral(out, utf8);
    out.append('\n');
}

void appendJsNumber(OutputBuffer &out, double number)
{
    if (number == 0) {
        out.append('0'); // also for -0
        return;
    }
    // Shortest digits that read back the same, as JavaScript has it; only the layout differs.
    std::array<char, 32> text{};
    const auto written = std::to_chars(text.data(), text.data() + text.size(), std::fabs(number),
                                       std::chars_format::scientific);
    const std::string_view scientific(text.data(),
                                      static_cast<std::size_t>(written.ptr - text.data()));
    const std::size_t e = scientific.find('e');
    int exponent = 0;
    const std::size_t sign = scientific[e + 1] == '+' ? 1 : 0;
    std::from_chars(scientific.data() + e + 1 + sign, scientific.data() + scientific.size(),
                    exponent);
    std::array<char, 64> digitText{};
    std::size_t count = 0;
    for (const char c : scientific.substr(0, e)) {
        if (c != '.')
            digitText[count++] = c;
    }
    const std::string_view digits(digitText.data(), count);
    const auto zeros = [&](int n) {
        for (int i = 0; i < n; ++i)
            out.put('0');
    };

    out.reserve(64);
    if (number < 0)
        out.put('-');
    const int whole = exponent + 1; // digits before the point
    const int size = static_cast<int>(count);
    if (whole >= size && whole <= 21) {
        out.put(digits);
        zeros(whole - size);
    } else if (whole > 0 && whole <= 21) {
        out.put(digits.substr(0, static_cast<std::size_t>(whole)));
        out.put('.');
        out.put(digits.substr(static_cast<std::size_t>(whole)));
    } else if (whole > -6 && whole <= 0) {
        out.put("0.");
        zeros(-whole);
        out.put(digits);
    } else {
        out.put(digits.substr(0, 1));
        if (count > 1) {
            out.put('.');
            out.put(digits.substr(1));
        }
        out.put(exponent < 0 ? "e-" : "e+");
        std::array<char, 64> power{};
        const auto end =
            std::to_chars(power.data(), power.data() + power.size(), std::abs(exponent));
        out.put(std::string_view(power.data(), static_cast<std::size_t>(end.ptr - power.data())));
    }
}

} // namespace angee
