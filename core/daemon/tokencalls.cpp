// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/tokencalls.h"

#include "core/base/rfc3339.h"
#include "core/base/utf8.h"
#include "core/daemon/requests.h"
#include "core/daemon/wireobjects.h"
#include "core/net/baseurl.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QJsonObject withTtl(QJsonObject body, const QString &ttl)
{
    if (!ttl.isEmpty())
        body.insert(u"ttl"_s, ttl);
    return body;
}

// Minting makes a token and changes nothing on the stack: a lost reply needs no finding out, and a
// read-only profile may still work on a minted token.
HttpRequest tokenRequest(const QByteArray &path, const QJsonObject &body)
{
    HttpRequest request = quickChange(HttpVerb::Post, path, body);
    request.mutation = false;
    return request;
}

HttpRequest mintRequest(const QString &actor, const QStringList &scope, const QString &ttl)
{
    QJsonObject body{{u"actor"_s, actor}};
    if (!scope.isEmpty())
        body.insert(u"scope"_s, QJsonArray::fromStringList(scope));
    return tokenRequest("/tokens/mint"_ba, withTtl(body, ttl));
}

HttpRequest routeRequest(const QString &actor, const QString &service, const QString &ttl)
{
    return tokenRequest("/tokens/route"_ba,
                        withTtl({{u"actor"_s, actor}, {u"service"_s, service}}, ttl));
}

//! The claim "iat" of a JWT.
QDateTime issuedAt(const QByteArray &token)
{
    const QByteArray claims =
        QByteArray::fromBase64(token.split('.').value(1), QByteArray::Base64UrlEncoding);
    const QJsonValue seconds = QJsonDocument::fromJson(claims).object().value("iat"_L1);
    return seconds.isDouble() ? QDateTime::fromSecsSinceEpoch(seconds.toInteger(), Qt::UTC)
                              : QDateTime();
}

MintedToken readMinted(const WireReader &reader, const HttpResult &result)
{
    const QByteArray token = reader.string("token"_L1).toUtf8();
    return {.token = token,
            .actor = reader.string("actor"_L1),
            .expiresAt = result.inOwnTime(rfc3339Time(reader.string("expires_at"_L1))),
            .issuedAt = issuedAt(token)};
}

} // namespace

MintedToken readMintedToken(const HttpResult &result, QString *problem)
{
    return readMinted(
        WireReader(QJsonDocument::fromJson(utf8Repaired(result.body)).object(), problem), result);
}

MintTokenCall::MintTokenCall(const QString &actor, const QStringList &scope, const QString &ttl)
    : TypedCall(mintRequest(actor, scope, ttl))
{ }

void MintTokenCall::decode(const QJsonValue &json, const HttpResult &result, QString *problem)
{
    m_value = readMinted(WireReader(json, problem), result);
}

MintRouteTokenCall::MintRouteTokenCall(const QString &actor, const QString &service,
                                       const QString &ttl)
    : TypedCall(routeRequest(actor, service, ttl))
{ }

void MintRouteTokenCall::decode(const QJsonValue &json, const HttpResult &result, QString *problem)
{
    m_value = readMinted(WireReader(json, problem), result);
}

} // namespace angee
