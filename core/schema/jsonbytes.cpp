// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/jsonbytes.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <simdjson.h>

namespace angee {

PaddedBytes::PaddedBytes(std::size_t size)
    : m_data(std::make_unique_for_overwrite<char[]>(size + Padding))
    , m_size(size)
{
    std::memset(m_data.get() + size, 0, Padding);
}

PaddedBytes PaddedBytes::copyOf(std::string_view bytes)
{
    PaddedBytes copy(bytes.size());
    if (!bytes.empty())
        std::memcpy(copy.data(), bytes.data(), bytes.size());
    return copy;
}

void PaddedBytes::truncate(std::size_t size)
{
    m_size = std::min(size, m_size);
    std::memset(m_data.get() + m_size, 0, Padding);
}

std::unique_ptr<char[]> PaddedBytes::release()
{
    m_size = 0;
    return std::move(m_data);
}

bool isUtf8(std::string_view text)
{
    return simdjson::validate_utf8(text.data(), text.size());
}

namespace {

// Length of the well-formed sequence at the start of \a s, or of the maximal subpart of one that is
// broken (then *valid is false). Unicode, table 3-7.
std::size_t sequenceLength(std::string_view s, bool *valid)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
    const unsigned lead = byte(0);
    *valid = lead < 0x80;
    if (lead < 0xc2 || lead > 0xf4)
        return 1;
    const std::size_t wanted = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    for (std::size_t i = 1; i < wanted; ++i) {
        unsigned low = 0x80;
        unsigned high = 0xbf;
        if (i == 1) {
            low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : low;
            high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : high;
        }
        if (i >= s.size() || byte(i) < low || byte(i) > high)
            return i;
    }
    *valid = true;
    return wanted;
}

} // namespace

PaddedBytes repairedUtf8(std::string_view text)
{
    PaddedBytes repaired(text.size() * 3);
    char *out = repaired.data();
    while (!text.empty()) {
        bool valid = true;
        const std::size_t length = sequenceLength(text, &valid);
        const std::string_view piece =
            valid ? text.substr(0, length) : std::string_view("\xef\xbf\xbd");
        std::memcpy(out, piece.data(), piece.size());
        out += piece.size();
        text.remove_prefix(length);
    }
    repaired.truncate(static_cast<std::size_t>(out - repaired.data()));
    return repaired;
}

namespace {

// The four hex digits at \a at, or -1.
int hexUnit(const char *at, const char *end)
{
    if (end - at < 4)
        return -1;
    int value = 0;
    for (int i = 0; i < 4; ++i) {
        const char c = at[i];
        if (c >= '0' && c <= '9')
            value = value * 16 + (c - '0');
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            value = value * 16 + ((c | 0x20) - 'a' + 10);
        else
            return -1;
    }
    return value;
}

char *putUtf8(char *out, std::uint32_t code)
{
    const auto put = [&](std::uint32_t byte) { *out++ = static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xc0 | (code >> 6U));
        put(0x80 | (code & 0x3fU));
    } else if (code < 0x10000) {
        put(0xe0 | (code >> 12U));
        put(0x80 | ((code >> 6U) & 0x3fU));
        put(0x80 | (code & 0x3fU));
    } else {
        put(0xf0 | (code >> 18U));
        put(0x80 | ((code >> 12U) & 0x3fU));
        put(0x80 | ((code >> 6U) & 0x3fU));
        put(0x80 | (code & 0x3fU));
    }
    return out;
}

// Reads what stands after "\u"; nullptr if it is no hex number. A surrogate without its partner
// becomes U+FFFD, as any UTF-8 encoder writes it.
const char *putUnicodeEscape(const char *at, const char *end, char **out, bool *repaired)
{
    const int unit = hexUnit(at, end);
    if (unit < 0)
        return nullptr;
    at += 4;
    auto code = static_cast<std::uint32_t>(unit);
    if (code >= 0xd800 && code < 0xdc00 && end - at >= 6 && at[0] == '\\' && at[1] == 'u') {
        const int low = hexUnit(at + 2, end);
        if (low >= 0xdc00 && low < 0xe000) {
            code = 0x10000 + ((code - 0xd800) << 10U) + (static_cast<std::uint32_t>(low) - 0xdc00);
            at += 6;
        }
    }
    if (code >= 0xd800 && code < 0xe000) {
        code = 0xfffd;
        *repaired = true;
    }
    *out = putUtf8(*out, code);
    return at;
}

char simpleEscape(char c)
{
    switch (c) {
    case '"':
    case '\\':
    case '/':
        return c;
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return '\0';
    }
}

} // namespace

UnescapedJson unescapeJson(char *begin, char *end)
{
    UnescapedJson result;
    char *out = begin;
    const char *at = begin;
    while (at < end) {
        if (*at != '\\') {
            *out++ = *at++;
            continue;
        }
        const char kind = at + 1 < end ? at[1] : '\0';
        if (kind == 'u') {
            at = putUnicodeEscape(at + 2, end, &out, &result.repaired);
        } else if (const char plain = simpleEscape(kind)) {
            *out++ = plain;
            at += 2;
        } else {
            at = nullptr;
        }
        if (!at) {
            result.valid = false;
            return result;
        }
    }
    result.text = {begin, static_cast<std::size_t>(out - begin)};
    return result;
}

} // namespace angee
