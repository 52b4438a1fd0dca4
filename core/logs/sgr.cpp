// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/sgr.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace angee {

namespace {

constexpr qsizetype longestSequence = 4096;
constexpr size_t mostParameters = 32;
constexpr int largestParameter = 65'535;

//! CSI: parameters and intermediates, then one final byte.
Sequence controlSequence(QByteArrayView bytes, qsizetype at, qsizetype introducer)
{
    const qsizetype begin = at + introducer;
    const qsizetype limit = std::min(bytes.size(), at + longestSequence);
    for (qsizetype i = begin; i < limit; ++i) {
        const auto c = quint8(bytes[i]);
        if (c >= 0x40 && c <= 0x7E) {
            const auto kind = c == 'm' ? Sequence::Kind::Style
                : c == 'K'             ? Sequence::Kind::EraseLine
                                       : Sequence::Kind::Other;
            const QByteArrayView parameters = bytes.sliced(begin, i - begin);
            // Private ones (<, =, >, ?) are something else with the same last letter.
            const bool own = !parameters.isEmpty() && parameters[0] >= '<';
            return {own ? Sequence::Kind::Other : kind, parameters, i + 1 - at};
        }
        if (c < 0x20 || c > 0x7E)
            break;
    }
    return {};
}

//! Titles, links and device strings, up to BEL or ST.
Sequence controlString(QByteArrayView bytes, qsizetype at, qsizetype introducer)
{
    const qsizetype limit = std::min(bytes.size(), at + longestSequence);
    for (qsizetype i = at + introducer; i < limit; ++i) {
        if (bytes[i] == '\a')
            return {Sequence::Kind::Other, {}, i + 1 - at};
        const bool pair = i + 1 < limit;
        if (pair && bytes[i] == '\x1b' && bytes[i + 1] == '\\')
            return {Sequence::Kind::Other, {}, i + 2 - at};
        if (pair && bytes[i] == '\xC2' && bytes[i + 1] == '\x9C')
            return {Sequence::Kind::Other, {}, i + 2 - at};
        if (bytes[i] == '\x1b')
            break;
    }
    return {};
}

Sequence escape(QByteArrayView bytes, qsizetype at)
{
    if (at + 1 >= bytes.size())
        return {Sequence::Kind::Other, {}, 1};
    const char kind = bytes[at + 1];
    if (kind == '[')
        return controlSequence(bytes, at, 2);
    if (kind == ']' || kind == 'P' || kind == 'X' || kind == '^' || kind == '_')
        return controlString(bytes, at, 2);
    qsizetype i = at + 1;
    while (i < bytes.size() && i < at + 4 && bytes[i] >= 0x20 && bytes[i] <= 0x2F)
        ++i;
    if (i < bytes.size() && bytes[i] >= 0x30 && bytes[i] <= 0x7E)
        return {Sequence::Kind::Other, {}, i + 1 - at};
    return {Sequence::Kind::Other, {}, 1};
}

//! \brief Numbers between semicolons and colons.
struct Parameters
{
    std::array<int, mostParameters> values{};
    std::array<bool, mostParameters> colonBefore{};
    size_t count = 1;

    explicit Parameters(QByteArrayView text)
    {
        for (const char c : text) {
            if (c >= '0' && c <= '9') {
                int &value = values[count - 1];
                value = std::min(largestParameter, value * 10 + (c - '0'));
            } else if (c == ';' || c == ':') {
                if (count == mostParameters)
                    return;
                colonBefore[count++] = c == ':';
            }
        }
    }
    //! How many more belong to the one at \a at by colons.
    [[nodiscard]] size_t colons(size_t at) const
    {
        size_t end = at + 1;
        while (end < count && colonBefore[end])
            ++end;
        return end - at - 1;
    }
};

LogStyle::Color indexed(int value)
{
    return {LogStyle::Kind::Indexed, quint32(value)};
}

LogStyle::Color trueColor(int red, int green, int blue)
{
    const auto part = [](int value) { return quint32(std::clamp(value, 0, 255)); };
    return {LogStyle::Kind::True, part(red) << 16 | part(green) << 8 | part(blue)};
}

//! 38 and 48 with what follows; returns how many parameters that took besides itself.
size_t extendedColor(const Parameters &of, size_t at, LogStyle::Color *color)
{
    const size_t colons = of.colons(at);
    const size_t left = colons > 0 ? colons : of.count - at - 1;
    const auto value = [&](size_t i) { return of.values[at + i]; };
    if (left >= 2 && value(1) == 5) {
        if (value(2) <= 255)
            *color = indexed(value(2));
        return colons > 0 ? colons : 2;
    }
    if (left >= 4 && value(1) == 2) {
        const size_t first = colons >= 5 ? 3 : 2; // with a colour space in between
        *color = trueColor(value(first), value(first + 1), value(first + 2));
        return colons > 0 ? colons : 4;
    }
    return left;
}

void set(LogStyle *style, quint8 attribute)
{
    style->attributes |= attribute;
}

void unset(LogStyle *style, int attributes)
{
    style->attributes &= quint8(~attributes);
}

void applyColor(int code, LogStyle *style)
{
    if (code >= 30 && code <= 37)
        style->foreground = indexed(code - 30);
    else if (code == 39)
        style->foreground = {};
    else if (code >= 40 && code <= 47)
        style->background = indexed(code - 40);
    else if (code == 49)
        style->background = {};
    else if (code >= 90 && code <= 97)
        style->foreground = indexed(code - 90 + 8);
    else if (code >= 100 && code <= 107)
        style->background = indexed(code - 100 + 8);
}

void applyCode(int code, bool doubled, LogStyle *style)
{
    switch (code) {
    case 0:
        *style = {};
        return;
    case 1:
        return set(style, LogStyle::Bold);
    case 2:
    case 8:
        return set(style, LogStyle::Faint);
    case 3:
        return set(style, LogStyle::Italic);
    case 4:
        return doubled ? unset(style, LogStyle::Underline) : set(style, LogStyle::Underline);
    case 7:
        return set(style, LogStyle::Inverse);
    case 9:
        return set(style, LogStyle::Strike);
    case 21:
        return set(style, LogStyle::Underline);
    case 22:
        return unset(style, LogStyle::Bold | LogStyle::Faint);
    case 23:
        return unset(style, LogStyle::Italic);
    case 24:
        return unset(style, LogStyle::Underline);
    case 27:
        return unset(style, LogStyle::Inverse);
    case 28:
        return unset(style, LogStyle::Faint);
    case 29:
        return unset(style, LogStyle::Strike);
    default:
        return applyColor(code, style);
    }
}

} // namespace

Sequence sequenceAt(QByteArrayView bytes, qsizetype at)
{
    if (bytes[at] == '\x1b')
        return escape(bytes, at);
    const auto second = at + 1 < bytes.size() ? quint8(bytes[at + 1]) : quint8(0);
    if (bytes[at] != '\xC2')
        return {};
    if (second == 0x9B)
        return controlSequence(bytes, at, 2);
    if (second == 0x90 || second == 0x98 || (second >= 0x9D && second <= 0x9F))
        return controlString(bytes, at, 2);
    return {};
}

void applySgr(QByteArrayView parameters, LogStyle *style)
{
    const Parameters all(parameters);
    for (size_t at = 0; at < all.count; ++at) {
        const int code = all.values[at];
        if (code == 38 || code == 48) {
            at += extendedColor(all, at, code == 38 ? &style->foreground : &style->background);
            continue;
        }
        const size_t colons = all.colons(at);
        applyCode(code, colons > 0 && all.values[at + 1] == 0, style);
        at += colons;
    }
}

int eraseParameter(QByteArrayView parameters)
{
    return std::min(Parameters(parameters).values[0], 3);
}

} // namespace angee
