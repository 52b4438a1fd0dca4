// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/tokens.h"

#include "app/sandbox/engine/wirejson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>

namespace angee::sandbox {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

constexpr Nanoseconds defaultTtl = hours(1);
constexpr Nanoseconds longestTtl = hours(24);
constexpr auto base64Flags = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

Nanoseconds ttlFrom(const QString &text)
{
    if (text.isEmpty())
        return defaultTtl;
    QString error;
    const std::optional<Nanoseconds> ttl = parseGoDuration(text, &error);
    if (!ttl)
        throw EngineError::badRequest(u"parse ttl %1: %2"_s.arg(goQuote(text), error));
    if (*ttl <= Nanoseconds::zero())
        throw EngineError::badRequest(u"ttl must be positive"_s);
    if (*ttl > longestTtl)
        throw EngineError::badRequest(u"ttl %1 exceeds cap of %2"_s.arg(
            formatGoDuration(*ttl), formatGoDuration(longestTtl)));
    return *ttl;
}

bool namesAudience(const QJsonValue &claim, const QString &audience)
{
    return claim.isString() ? claim.toString() == audience : claim.toArray().contains(audience);
}

} // namespace

TokenMinter::TokenMinter(const QByteArray &adminToken, const QByteArray &secret, const Clock *clock)
    : m_key(secret.isEmpty() ? QMessageAuthenticationCode::hash(
                adminToken, "angee-operator/jwt-derive/v1"_ba, QCryptographicHash::Sha256)
                             : secret)
    , m_clock(clock)
{ }

QByteArray TokenMinter::sign(const QByteArray &text) const
{
    return QMessageAuthenticationCode::hash(text, m_key, QCryptographicHash::Sha256)
        .toBase64(base64Flags);
}

TokenMinter::Minted TokenMinter::mint(const QString &actor, const QStringList &scope,
                                      const QString &ttl, const QString &audience) const
{
    const QString who = actor.trimmed();
    if (who.isEmpty())
        throw EngineError::badRequest(u"actor is required"_s);
    const WireTime now = m_clock->now();
    Minted minted{{}, who, now + ttlFrom(ttl)};
    QJsonObject claims{
        {u"iss"_s, u"angee-operator"_s},
        {u"sub"_s, who},
        {u"aud"_s, QJsonArray{audience}},
        {u"iat"_s, qint64(floor<seconds>(now).time_since_epoch().count())},
        {u"exp"_s, qint64(floor<seconds>(minted.expiresAt).time_since_epoch().count())}};
    if (!scope.isEmpty())
        claims.insert(u"scope"_s, QJsonArray::fromStringList(scope));
    const QByteArray text = R"({"alg":"HS256","typ":"JWT"})"_ba.toBase64(base64Flags) + '.'
        + QJsonDocument(claims).toJson(QJsonDocument::Compact).toBase64(base64Flags);
    minted.token = text + '.' + sign(text);
    return minted;
}

bool TokenMinter::verify(const QByteArray &token, const QString &audience) const
{
    const QByteArrayList parts = token.split('.');
    if (parts.size() != 3 || !equalSecrets(sign(parts[0] + '.' + parts[1]), parts[2]))
        return false;
    const auto decode = [](const QByteArray &part) {
        return QJsonDocument::fromJson(QByteArray::fromBase64(part, base64Flags)).object();
    };
    if (decode(parts[0]).value("alg"_L1) != "HS256"_L1)
        return false;
    const QJsonObject claims = decode(parts[1]);
    const double now = double(floor<seconds>(m_clock->now()).time_since_epoch().count());
    return claims.value("iss"_L1) == "angee-operator"_L1 && claims.value("exp"_L1).toDouble() > now
        && claims.value("iat"_L1).toDouble() <= now
        && namesAudience(claims.value("aud"_L1), audience);
}

bool equalSecrets(const QByteArray &a, const QByteArray &b)
{
    if (a.size() != b.size())
        return false;
    int difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= a.at(i) ^ b.at(i);
    return difference == 0;
}

} // namespace angee::sandbox
