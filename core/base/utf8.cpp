// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/utf8.h"

#include <algorithm>
#include <cstring>
#include <simdjson.h>
#include <string_view>

namespace angee {

namespace {

// Length of the valid sequence that starts at \a text, or 0.
size_t sequenceLength(const char *text, size_t left)
{
    const auto byte = [text](size_t index) { return static_cast<unsigned char>(text[index]); };
    const auto follows = [&](size_t count) {
        for (size_t index = 1; index <= count; ++index) {
            if (index >= left || (byte(index) & 0xC0) != 0x80)
                return false;
        }
        return true;
    };
    const unsigned lead = byte(0);
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return follows(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (!follows(2) || (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xED && byte(1) > 0x9F))
            return 0;
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (!follows(3) || (lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) > 0x8F))
            return 0;
        return 4;
    }
    return 0;
}

// The UTF-16 unit of the escape "\uXXXX" at \a text, or -1.
int escapedUnit(const char *text, const char *end)
{
    if (end - text < 6 || text[0] != '\\' || text[1] != 'u')
        return -1;
    int unit = 0;
    for (int index = 2; index < 6; ++index) {
        const char digit = text[index];
        int value = 0;
        if (digit >= '0' && digit <= '9')
            value = digit - '0';
        else if (digit >= 'a' && digit <= 'f')
            value = digit - 'a' + 10;
        else if (digit >= 'A' && digit <= 'F')
            value = digit - 'A' + 10;
        else
            return -1;
        unit = unit * 16 + value;
    }
    return unit;
}

bool isHigh(int unit)
{
    return unit >= 0xD800 && unit <= 0xDBFF;
}

bool isLow(int unit)
{
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

} // namespace

bool isValidUtf8(const QByteArray &bytes)
{
    return simdjson::validate_utf8(bytes.constData(), size_t(bytes.size()));
}

QByteArray replaceInvalidUtf8(const QByteArray &bytes)
{
    QByteArray repaired;
    repaired.reserve(bytes.size() + bytes.size() / 8);
    const char *at = bytes.constData();
    const char *const end = at + bytes.size();
    const char *good = at; // start of what is valid and not yet copied
    while (at < end) {
        const size_t length = sequenceLength(at, size_t(end - at));
        if (length > 0) {
            at += length;
            continue;
        }
        repaired.append(good, at - good);
        repaired.append("\xEF\xBF\xBD");
        good = ++at;
    }
    repaired.append(good, at - good);
    return repaired;
}

QByteArray utf8Repaired(const QByteArray &bytes)
{
    return isValidUtf8(bytes) ? bytes : replaceInvalidUtf8(bytes);
}

bool replaceLoneSurrogates(QByteArray &json)
{
    bool found = false;
    char *at = json.data();
    char *const end = at + json.size();
    while ((at = static_cast<char *>(std::memchr(at, '\\', size_t(end - at))))) {
        const int unit = escapedUnit(at, end);
        if (unit < 0) {
            at += end - at > 1 ? 2 : 1; // also steps over an escaped backslash
        } else if (isHigh(unit) && isLow(escapedUnit(at + 6, end))) {
            at += 12;
        } else {
            if (isHigh(unit) || isLow(unit)) {
                std::copy_n("FFFD", 4, at + 2);
                found = true;
            }
            at += 6;
        }
        if (at >= end)
            break;
    }
    return found;
}

} // namespace angee
