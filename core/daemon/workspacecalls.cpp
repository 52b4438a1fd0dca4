// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/workspacecalls.h"

#include "core/daemon/requests.h"
#include "core/daemon/wireobjects.h"
#include "core/net/baseurl.h"

#include <QJsonArray>
#include <QJsonObject>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QJsonObject requestBody(const WorkspaceRequest &workspace)
{
    QJsonObject body{{u"template"_s, workspace.workspaceTemplate},
                     {u"inputs"_s, toJson(workspace.inputs)}};
    if (!workspace.name.isEmpty())
        body.insert(u"name"_s, workspace.name);
    if (!workspace.ttl.isEmpty())
        body.insert(u"ttl"_s, workspace.ttl);
    if (workspace.sync)
        body.insert(u"sync"_s, true);
    return body;
}

HttpRequest preflightRequest(const WorkspaceRequest &workspace)
{
    // An unknown template makes the daemon ask its registry over the network: no quick limit.
    HttpRequest request = slowChange("/workspaces/preflight"_ba, requestBody(workspace));
    request.mutation = false;
    return request;
}

QJsonObject updateBody(const QMap<QString, QString> &inputs, const QString &ttl, bool overwrite)
{
    QJsonObject body{{u"inputs"_s, toJson(inputs)}, {u"overwrite"_s, overwrite}};
    if (!ttl.isEmpty())
        body.insert(u"ttl"_s, ttl);
    return body;
}

} // namespace

ListWorkspacesCall::ListWorkspacesCall()
    : TypedCall(quickRead("/workspaces"_ba))
{ }

void ListWorkspacesCall::decode(const QJsonValue &json, const HttpResult &result, QString *problem)
{
    m_value = WireReader(json, problem).list("nodes"_L1, readWorkspace);
    for (Workspace &workspace : m_value)
        workspace.ttlExpiresAt = result.inOwnTime(workspace.ttlExpiresAt);
}

WorkspaceCall::WorkspaceCall(const QString &name)
    : TypedCall(quickRead("/workspaces/"_ba + encodeSegment(name)))
{ }

void WorkspaceCall::decode(const QJsonValue &json, const HttpResult &result, QString *problem)
{
    m_value = readWorkspace(WireReader(json, problem));
    m_value.ttlExpiresAt = result.inOwnTime(m_value.ttlExpiresAt);
}

WorkspaceStatusCall::WorkspaceStatusCall(const QString &name)
    : TypedCall(slowRead("/workspaces/"_ba + encodeSegment(name) + "/status"_ba))
{ }

void WorkspaceStatusCall::decode(const QJsonValue &json, const HttpResult &result, QString *problem)
{
    m_value = readWorkspaceStatus(WireReader(json, problem));
    m_value.ttlExpiresAt = result.inOwnTime(m_value.ttlExpiresAt);
}

CreateWorkspaceCall::CreateWorkspaceCall(const WorkspaceRequest &workspace)
    : TypedCall(slowChange("/workspaces"_ba, requestBody(workspace)))
{ }

void CreateWorkspaceCall::decode(const QJsonValue &json, const HttpResult &result, QString *problem)
{
    m_value = readWorkspace(WireReader(json, problem));
    m_value.ttlExpiresAt = result.inOwnTime(m_value.ttlExpiresAt);
}

PreflightWorkspaceCall::PreflightWorkspaceCall(const WorkspaceRequest &workspace)
    : TypedCall(preflightRequest(workspace))
{ }

void PreflightWorkspaceCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    const WireReader reader(json, problem);
    m_value.ok = reader.boolean("ok"_L1);
    m_value.resolvedTemplate = reader.optionalString("resolved_template"_L1);
    m_value.effectiveInputs = reader.optionalStringMap("effective_inputs"_L1);
    m_value.missingRequired = reader.optionalStrings("missing_required"_L1);
    m_value.invalidInputs = reader.list("invalid_inputs"_L1, [](const WireReader &item) {
        return WorkspacePreflight::InvalidInput{item.string("field"_L1), item.string("reason"_L1)};
    });
}

UpdateWorkspaceCall::UpdateWorkspaceCall(const QString &name, const QMap<QString, QString> &inputs,
                                         const QString &ttl, bool overwrite)
    : TypedCall(slowChange("/workspaces/"_ba + encodeSegment(name),
                           updateBody(inputs, ttl, overwrite), HttpVerb::Patch))
{ }

void UpdateWorkspaceCall::decode(const QJsonValue &json, const HttpResult &result, QString *problem)
{
    m_value = readWorkspace(WireReader(json, problem));
    m_value.ttlExpiresAt = result.inOwnTime(m_value.ttlExpiresAt);
}

DestroyWorkspaceCall::DestroyWorkspaceCall(const QString &name, bool purge)
    : TypedCall(bareChange("/workspaces/"_ba + encodeSegment(name) + "/destroy"_ba,
                           purge ? "purge=true"_ba : QByteArray()))
{ }

void DestroyWorkspaceCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    requireStatus(json, problem);
}

} // namespace angee
