// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/stackcalls.h"

#include "core/daemon/requests.h"
#include "core/daemon/wireobjects.h"
#include "core/net/baseurl.h"

#include <QJsonArray>
#include <QJsonObject>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QByteArray buildAndApplyQuery(const QStringList &services)
{
    QByteArray query = "build=true"_ba;
    for (const QString &service : services)
        query += "&service="_ba + encodeQueryValue(service);
    return query;
}

HttpRequest streamRequest(const QByteArray &path, const QByteArray &query)
{
    HttpRequest request = slowRead(path, query);
    request.accept = "text/plain"_ba;
    request.mutation = true;
    request.streaming = true;
    return request;
}

//! It is asked for once: no connection is kept for it.
HttpRequest versionRequest()
{
    HttpRequest request = quickRead("/mcp"_ba);
    request.dedicated = true;
    return request;
}

} // namespace

StackStatusCall::StackStatusCall()
    : TypedCall(slowRead("/stack/status"_ba))
{ }

void StackStatusCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    const WireReader reader(json, problem);
    m_value.root = reader.string("root"_L1);
    m_value.name = reader.string("name"_L1);
}

BuildStackCall::BuildStackCall(const QStringList &services)
    : TypedCall(
        slowChange("/stack/build"_ba, {{u"services"_s, QJsonArray::fromStringList(services)}}))
{ }

void BuildStackCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    requireStatus(json, problem);
}

UpStackCall::UpStackCall(const QStringList &services, bool build)
    : TypedCall(
        slowChange("/stack/up"_ba,
                   {{u"services"_s, QJsonArray::fromStringList(services)}, {u"build"_s, build}}))
{ }

void UpStackCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    requireStatus(json, problem);
}

DevStackCall::DevStackCall(bool build)
    : TypedCall(slowChange("/stack/dev"_ba, {{u"build"_s, build}}))
{ }

void DevStackCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    requireStatus(json, problem);
}

DownStackCall::DownStackCall()
    : TypedCall(bareChange("/stack/down"_ba))
{ }

void DownStackCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    requireStatus(json, problem);
}

UpdateStackCall::UpdateStackCall()
    : TypedCall(bareChange("/stack/update"_ba))
{ }

void UpdateStackCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    requireStatus(json, problem);
}

PrepareStackCall::PrepareStackCall()
    : TypedCall(bareChange("/stack/prepare"_ba))
{ }

void PrepareStackCall::decode(const QJsonValue &, const HttpResult &result, QString *)
{
    m_value = result.body;
}

DestroyStackCall::DestroyStackCall(bool purge)
    : TypedCall(bareChange("/stack/destroy"_ba, purge ? "purge=true"_ba : QByteArray()))
{ }

void DestroyStackCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    requireStatus(json, problem);
}

DaemonVersionCall::DaemonVersionCall()
    : TypedCall(versionRequest())
{ }

void DaemonVersionCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    const WireReader reader(json, problem);
    m_value = u"%1 %2"_s.arg(reader.string("name"_L1), reader.string("version"_L1));
}

IngressStatusCall::IngressStatusCall()
    : TypedCall(quickRead("/ingress/status"_ba))
{ }

void IngressStatusCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    const WireReader reader(json, problem);
    m_value.type = reader.string("type"_L1);
    m_value.domain = reader.optionalString("domain"_L1);
    m_value.routes = reader.list("routes"_L1, [](const WireReader &item) {
        return IngressRoute{item.string("service"_L1), item.string("url"_L1)};
    });
}

StackStreamCall::StackStreamCall(const QByteArray &path, const QByteArray &query)
    : TypedCall(streamRequest(path, query))
{
    // The verdict comes at the end; what came before is the caller's to keep.
    constexpr qsizetype enoughForTheVerdict = qsizetype(256) * 1024;
    connect(this, &DaemonCall::outputReceived, this, [this](const QByteArray &chunk) {
        m_tail += chunk;
        if (m_tail.size() > 2 * enoughForTheVerdict)
            m_tail = m_tail.right(enoughForTheVerdict);
    });
}

std::optional<OperatorDaemonError> StackStreamCall::verdict(const HttpResult &result)
{
    // An error may have several lines, as that of a failed build does.
    const qsizetype at = ('\n' + m_tail).lastIndexOf("\nangee: ");
    if (at < 0)
        return std::nullopt;
    OperatorDaemonError error;
    error.kind = OperatorDaemonError::Kind::Refused;
    error.status = result.status;
    error.words = QString::fromUtf8(m_tail.mid(at + 7)).trimmed();
    return error;
}

void StackStreamCall::decode(const QJsonValue &, const HttpResult &, QString *) { }

BuildAndApplyCall::BuildAndApplyCall(const QStringList &services)
    : StackStreamCall("/stack/up/stream"_ba, buildAndApplyQuery(services))
{ }

DevStreamCall::DevStreamCall()
    : StackStreamCall("/stack/dev/stream"_ba, {})
{ }

} // namespace angee
