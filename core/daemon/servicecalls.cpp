// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/servicecalls.h"

#include "core/daemon/requests.h"
#include "core/daemon/wireobjects.h"
#include "core/net/baseurl.h"

#include <QJsonArray>
#include <QJsonObject>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QByteArray actionSegment(ServiceAction action)
{
    switch (action) {
    case ServiceAction::Start:
        return "start"_ba;
    case ServiceAction::Stop:
        return "stop"_ba;
    case ServiceAction::Restart:
        return "restart"_ba;
    case ServiceAction::Up:
        return "up"_ba;
    case ServiceAction::Destroy:
        return "destroy"_ba;
    }
    Q_UNREACHABLE();
}

QJsonObject requestBody(const ServiceRequest &service)
{
    QJsonObject body{{u"template"_s, service.serviceTemplate},
                     {u"workspace"_s, service.workspace},
                     {u"inputs"_s, toJson(service.inputs)},
                     {u"start"_s, service.start}};
    if (!service.name.isEmpty())
        body.insert(u"name"_s, service.name);
    return body;
}

HttpRequest updateRequest(const QString &name, const QMap<QString, QString> &inputs, bool dryRun,
                          bool overwrite)
{
    HttpRequest request = slowChange(
        "/services/"_ba + encodeSegment(name) + "/template/update"_ba,
        {{u"inputs"_s, toJson(inputs)}, {u"dry_run"_s, dryRun}, {u"overwrite"_s, overwrite}});
    request.mutation = !dryRun;
    return request;
}

} // namespace

ListServicesCall::ListServicesCall()
    : TypedCall(slowRead("/services"_ba))
{ }

void ListServicesCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    m_value = WireReader(json, problem).list("nodes"_L1, readService);
}

ServiceActionCall::ServiceActionCall(const QString &name, ServiceAction action)
    : TypedCall(bareChange("/services/"_ba + encodeSegment(name) + '/' + actionSegment(action)))
{ }

void ServiceActionCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    requireStatus(json, problem);
}

CreateServiceCall::CreateServiceCall(const ServiceRequest &service)
    : TypedCall(slowChange("/services/create"_ba, requestBody(service)))
{ }

void CreateServiceCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    m_value = readService(WireReader(json, problem));
}

UpdateServiceFromTemplateCall::UpdateServiceFromTemplateCall(const QString &name,
                                                             const QMap<QString, QString> &inputs,
                                                             bool dryRun, bool overwrite)
    : TypedCall(updateRequest(name, inputs, dryRun, overwrite))
{ }

void UpdateServiceFromTemplateCall::decode(const QJsonValue &json, const HttpResult &,
                                           QString *problem)
{
    const WireReader reader(json, problem);
    m_value.name = reader.string("name"_L1);
    m_value.changed = reader.boolean("changed"_L1);
    m_value.changes = reader.list("changes"_L1, [](const WireReader &item) {
        return ServiceTemplateUpdate::Change{item.string("path"_L1), item.string("kind"_L1)};
    });
    m_value.conflicts = reader.list("conflicts"_L1, [](const WireReader &item) {
        return ServiceTemplateUpdate::Conflict{item.string("path"_L1), item.string("reason"_L1)};
    });
}

ServiceEndpointCall::ServiceEndpointCall(const QString &name)
    : TypedCall(quickRead("/services/"_ba + encodeSegment(name) + "/endpoint"_ba))
{ }

void ServiceEndpointCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    const WireReader reader(json, problem);
    m_value.routed = reader.boolean("routed"_L1);
    m_value.url = reader.string("url"_L1);
    m_value.internalHost = reader.string("internal_host"_L1);
    m_value.internalPort = reader.integer("internal_port"_L1);
    if (reader.has("log_stream"_L1)) {
        const WireReader stream = reader.object("log_stream"_L1);
        m_value.logStreamUrl = stream.optionalString("url"_L1);
        m_value.logTokenExpiresAt = stream.optionalTime("expires_at"_L1);
    }
}

ServiceLogsCall::ServiceLogsCall(const QString &name)
    : TypedCall(slowRead("/services/"_ba + encodeSegment(name) + "/logs"_ba))
{ }

void ServiceLogsCall::decode(const QJsonValue &, const HttpResult &result, QString *)
{
    m_value = result.body;
}

} // namespace angee
