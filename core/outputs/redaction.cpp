// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/outputs/redaction.h"

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
    for (qsizetype at = 0; at < all.size(); ++at) {
        qsizetype begin = at;
        qsizetype size = 0;
        if ((all[at] == 'B' || all[at] == 'b') && all.sliced(at + 1).startsWith("earer ")) {
            begin = at + 7;
            size = sizeOf(all, begin, isBearerByte);
        } else if (all[at] == 'e' && (at == 0 || !isBase64Url(all[at - 1]))
                   && all.sliced(at).startsWith(header)) {
            size = sizeOf(all, at, isBase64Url);
            if (all.sliced(at, size).count('.') != 2)
                size = 0;
        }
        if (size < shortest)
            continue;
        kept += all.sliced(from, begin - from);
        kept += stand;
        from = begin + size;
        at = from - 1;
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
