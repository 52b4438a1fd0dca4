// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/jsonstring.h"

#include <array>

namespace angee {

namespace {

//! How many bytes each byte takes inside a JSON string.
constexpr std::array<unsigned char, 256> costs = [] {
    std::array<unsigned char, 256> table{};
    for (int c = 0; c < 256; ++c)
        table[size_t(c)] = c < 0x20 ? 6 : 1;
    for (const char c : {'"', '\\', '\n', '\r', '\t', '\b', '\f'})
        table[size_t(static_cast<unsigned char>(c))] = 2;
    return table;
}();

char shortEscape(char c)
{
    switch (c) {
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    case '\b':
        return 'b';
    case '\f':
        return 'f';
    default:
        return c; // quote and backslash stand for themselves
    }
}

} // namespace

void appendJsonString(QByteArray &json, QByteArrayView utf8)
{
    static constexpr char hex[] = "0123456789abcdef";
    json.reserve(json.size() + jsonStringSize(utf8));
    json += '"';
    qsizetype plainFrom = 0;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        if (costs[byte] == 1)
            continue;
        json.append(utf8.sliced(plainFrom, i - plainFrom));
        plainFrom = i + 1;
        json += '\\';
        if (costs[byte] == 2) {
            json += shortEscape(char(byte));
        } else {
            json.append("u00", 3);
            json += hex[byte >> 4];
            json += hex[byte & 15];
        }
    }
    json.append(utf8.sliced(plainFrom));
    json += '"';
}

qsizetype jsonStringSize(QByteArrayView utf8)
{
    qsizetype size = 2;
    for (const char c : utf8)
        size += costs[static_cast<unsigned char>(c)];
    return size;
}

} // namespace angee
