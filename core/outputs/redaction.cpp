// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/outputs/redaction.h"

#include <algorithm>

namespace angee {

namespace {

constexpr qsizetype shortestSecret = 6; // shorter ones stand in ordinary words
constexpr QByteArrayView stand("[redacted]");

bool isBase64Url(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
        || c == '_' || c == '.';
}

bool isBearerByte(char c)
{
    return isBase64Url(c) || c == '~' || c == '+' || c == '/' || c == '=';
}

//! How many such bytes stand at \a at.
template <typename Byte>
qsizetype sizeOf(QByteArrayView text, qsizetype at, Byte isOfIt)
{
    qsizetype end = at;
    while (end < text.size() && isOfIt(text[end]))
        ++end;
    return end - at;
}

//! "Bearer x" in the usual spellings, and tokens of three parts in base64.
QByteArray withoutTokens(const QByteArray &text)
{
    constexpr qsizetype shortest = 8;
    constexpr QByteArrayView header("eyJ"); // how a JSON object begins in base64
    QByteArray kept;
    qsizetype from = 0;
    const QByteArrayView all(text);
    constexpr QByteArrayView scheme("earer "); // whatever the case of its first letter
    qsizetype atScheme = all.indexOf(scheme);
    qsizetype atToken = all.indexOf(header);
    while (atScheme >= 0 || atToken >= 0) {
        const bool isScheme = atScheme >= 0 && (atToken < 0 || atScheme < atToken);
        qsizetype begin = isScheme ? atScheme + scheme.size() : atToken;
        qsizetype size = 0;
        if (isScheme)
            size = sizeOf(all, begin, isBearerByte);
        else if (begin == 0 || !isBase64Url(all[begin - 1]))
            size = sizeOf(all, begin, isBase64Url);
        if (!isScheme && all.sliced(begin, size).count('.') != 2)
            size = 0;
        if (size >= shortest) {
            kept += all.sliced(from, begin - from);
            kept += stand;
            from = begin + size;
        }
        const qsizetype next = begin + std::max<qsizetype>(size, 1);
        if (atScheme >= 0 && atScheme < next)
            atScheme = all.indexOf(scheme, next);
        if (atToken >= 0 && atToken < next)
            atToken = all.indexOf(header, next);
    }
    return from == 0 ? text : kept + text.sliced(from);
}

} // namespace

QByteArray redactedOutput(QByteArray lines, const QByteArrayList &secrets)
{
    for (const QByteArray &secret : secrets) {
        if (secret.size() >= shortestSecret)
            lines.replace(secret, stand);
    }
    return withoutTokens(lines);
}

} // namespace angee
