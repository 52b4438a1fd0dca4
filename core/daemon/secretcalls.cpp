// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/secretcalls.h"

#include "core/daemon/requests.h"
#include "core/daemon/wireobjects.h"
#include "core/net/baseurl.h"

#include <QJsonArray>
#include <QJsonObject>

namespace angee {

using namespace Qt::StringLiterals;

ListSecretsCall::ListSecretsCall()
    : TypedCall(quickRead("/secrets"_ba))
{ }

void ListSecretsCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    m_value = WireReader(json, problem).list("nodes"_L1, readSecret);
}

SecretCall::SecretCall(const QString &name)
    : TypedCall(quickRead("/secrets/"_ba + encodeSegment(name)))
{ }

void SecretCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    m_value = readSecret(WireReader(json, problem));
}

SecretValueCall::SecretValueCall(const QString &name)
    : TypedCall(quickRead("/secrets/"_ba + encodeSegment(name) + "/value"_ba))
{ }

void SecretValueCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    m_value = WireReader(json, problem).string("value"_L1);
}

SetSecretCall::SetSecretCall(const QString &name, const QString &value)
    : TypedCall(
        quickChange(HttpVerb::Post, "/secrets/"_ba + encodeSegment(name), {{u"value"_s, value}}))
{ }

void SetSecretCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    m_value = readSecret(WireReader(json, problem));
}

DeleteSecretCall::DeleteSecretCall(const QString &name)
    : TypedCall(bareChange("/secrets/"_ba + encodeSegment(name), {}, HttpVerb::Delete))
{ }

void DeleteSecretCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    requireStatus(json, problem);
}

} // namespace angee
