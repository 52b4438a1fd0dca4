// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/schemacalls.h"

#include "core/daemon/requests.h"
#include "core/daemon/wireobjects.h"
#include "core/net/baseurl.h"
#include "core/query/prettyjson.h"
#include "core/query/queryanswer.h"
#include "core/schema/ownoperations.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

HttpRequest healthRequest(std::chrono::milliseconds timeout)
{
    HttpRequest request = quickRead("/healthz"_ba);
    request.anonymous = true;
    request.idleTimeout = timeout;
    request.maxBody = qint64(64) * 1024;
    return request;
}

HttpRequest introspectionRequest()
{
    HttpRequest request = graphQlRequest(ownOperation(u"introspection"_s), {}, {}, false);
    request.idleTimeout = std::chrono::milliseconds(10'000); // the daemon has it at hand
    return request;
}

HttpRequest queryRequest(const PreparedQuery &query)
{
    HttpRequest request = slowChange("/graphql"_ba, {});
    request.body = graphQlBody(query);
    request.mutation = query.type == GraphQlOperationType::Mutation;
    request.maxBody = qint64(32) * 1024 * 1024;
    return request;
}

} // namespace

HttpRequest graphQlRequest(const QByteArray &query, const QJsonObject &variables,
                           const QString &operationName, bool mutation)
{
    QJsonObject body{{u"query"_s, QString::fromUtf8(query)}};
    if (!variables.isEmpty())
        body.insert(u"variables"_s, variables);
    if (!operationName.isEmpty())
        body.insert(u"operationName"_s, operationName);
    HttpRequest request = slowChange("/graphql"_ba, body);
    request.mutation = mutation;
    return request;
}

HealthCall::HealthCall(std::chrono::milliseconds timeout)
    : TypedCall(healthRequest(timeout))
{ }

void HealthCall::received(const HttpResult &result)
{
    m_answered = result.isAnswer()
        && OperatorDaemonError::fromHttp(request(), result).kind
            != OperatorDaemonError::Kind::Unreachable;
}

void HealthCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    requireStatus(json, problem);
}

IntrospectCall::IntrospectCall()
    : TypedCall(introspectionRequest())
{ }

void IntrospectCall::decode(const QJsonValue &, const HttpResult &result, QString *)
{
    m_value = result.body;
}

GraphQlCall::GraphQlCall(const QByteArray &query, const QJsonObject &variables,
                         const QString &operationName, bool mutation)
    : TypedCall(graphQlRequest(query, variables, operationName, mutation))
{ }

void GraphQlCall::decode(const QJsonValue &, const HttpResult &result, QString *)
{
    m_value = result.body;
}

RunQueryCall::RunQueryCall(const PreparedQuery &query)
    : TypedCall(queryRequest(query))
{ }

void RunQueryCall::received(const HttpResult &result)
{
    m_value = {result.status, result.body, result.elapsedMs};
}

std::optional<OperatorDaemonError> RunQueryCall::verdict(const HttpResult &result)
{
    if (!request().mutation)
        return std::nullopt;
    const QByteArrayView errors = jsonMember(result.body, "errors");
    if (errors.isEmpty() || errors == "null")
        return std::nullopt;
    OperatorDaemonError error;
    error.kind = OperatorDaemonError::Kind::Refused;
    error.status = result.status;
    error.words = QueryAnswer::read(result.body, 0).errors.value(0);
    return error;
}

void RunQueryCall::decode(const QJsonValue &, const HttpResult &result, QString *problem)
{
    if (request().mutation && jsonMember(result.body, "data").isEmpty())
        *problem = u"no GraphQL answer"_s;
}

} // namespace angee
