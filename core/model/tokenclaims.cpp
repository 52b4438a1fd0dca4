// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/model/tokenclaims.h"

#include "core/base/boundedtext.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostItems = 100;

//! A claim that is one text or a list of them.
QStringList texts(const QJsonValue &value)
{
    QStringList list;
    if (value.isString())
        list.append(boundedLine(value.toString(), textlimit::cell));
    const QJsonArray items = value.toArray();
    for (const QJsonValue &item : items) {
        if (list.size() < mostItems && item.isString())
            list.append(boundedLine(item.toString(), textlimit::cell));
    }
    return list;
}

QDateTime moment(const QJsonValue &value)
{
    constexpr double last = 253402300799; // the year 9999
    const double seconds = value.toDouble(-1);
    return seconds > 0 && seconds <= last ? QDateTime::fromSecsSinceEpoch(qint64(seconds), Qt::UTC)
                                          : QDateTime();
}

} // namespace

std::optional<TokenClaims> readClaims(const QByteArray &token)
{
    const QByteArrayList parts = token.trimmed().split('.');
    if (parts.size() != 3)
        return std::nullopt;
    const auto document =
        QJsonDocument::fromJson(QByteArray::fromBase64(parts.at(1), QByteArray::Base64UrlEncoding));
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject claims = document.object();
    return TokenClaims{
        .subject = boundedLine(claims.value("sub"_L1).toString(), textlimit::cell),
        .issuer = boundedLine(claims.value("iss"_L1).toString(), textlimit::cell),
        .audience = texts(claims.value("aud"_L1)),
        .scope = texts(claims.value("scope"_L1)),
        .issuedAt = moment(claims.value("iat"_L1)),
        .expiresAt = moment(claims.value("exp"_L1)),
    };
}

QString tokenFingerprint(const QByteArray &token)
{
    constexpr qsizetype digits = 16;
    return QString::fromLatin1(
        QCryptographicHash::hash(token.trimmed(), QCryptographicHash::Sha256).toHex().left(digits));
}

} // namespace angee
