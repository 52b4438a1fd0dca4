// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/stackengine.h"
#include "app/sandbox/graphql/engineresolver.h"

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

//! A service verb's answer: other words than over REST, and the service's name.
Reply named(const Reply &reply, const QString &word, const QString &name)
{
    if (reply.error)
        return reply;
    return Reply::json(QJsonObject{{u"status"_s, word}, {u"name"_s, name}});
}

} // namespace

std::optional<Reply> EngineResolver::stackMutation(const Call &call) const
{
    const QJsonObject body = requestBody(call.object(u"input"_s));
    if (call.field == "stackInit"_L1)
        return m_engine->stackInit(body, call.stop);
    if (call.field == "stackUpdate"_L1)
        return m_engine->stackUpdate(call.stop);
    if (call.field == "stackPrepare"_L1) {
        Reply reply = m_engine->stackPrepare(call.stop);
        if (!reply.error)
            reply.body = compiledStackBody(reply.body.toObject());
        return reply;
    }
    if (call.field == "stackBuild"_L1)
        return m_engine->stackBuild(body, call.stop);
    if (call.field == "stackUp"_L1)
        return m_engine->stackUp(body, call.stop);
    if (call.field == "stackDev"_L1)
        return m_engine->stackDev(body, call.stop);
    if (call.field == "stackDown"_L1)
        return m_engine->stackDown(call.stop);
    if (call.field == "stackDestroy"_L1)
        return m_engine->stackDestroy(call.arguments.value(u"purge"_s).toBool(), call.stop);
    return std::nullopt;
}

std::optional<Reply> EngineResolver::serviceMutation(const Call &call) const
{
    const QString name = call.text(u"name"_s);
    if (call.field == "serviceInit"_L1)
        return m_engine->serviceInit(requestBody(call.object(u"input"_s)), call.stop);
    if (call.field == "serviceUpdateFromTemplate"_L1)
        return m_engine->serviceUpdateFromTemplate(name, requestBody(call.object(u"input"_s)),
                                                   call.stop);
    if (call.field == "insert_services_one"_L1)
        return m_engine->serviceCreate(requestBody(call.object(u"object"_s)), call.stop);
    if (call.field == "serviceUp"_L1)
        return named(m_engine->serviceAction(name, u"up"_s, call.stop), u"up"_s, name);
    if (call.field == "serviceStart"_L1)
        return named(m_engine->serviceAction(name, u"start"_s, call.stop), u"started"_s, name);
    if (call.field == "serviceStop"_L1)
        return named(m_engine->serviceAction(name, u"stop"_s, call.stop), u"stopped"_s, name);
    if (call.field == "serviceRestart"_L1)
        return named(m_engine->serviceAction(name, u"restart"_s, call.stop), u"restarted"_s, name);
    return std::nullopt;
}

std::optional<Reply> EngineResolver::workspaceMutation(const Call &call) const
{
    const QString name = call.text(u"name"_s);
    if (call.field == "insert_workspaces_one"_L1)
        return m_engine->workspaceCreate(requestBody(call.object(u"object"_s)), call.stop);
    if (call.field == "update_workspaces_by_pk"_L1)
        return m_engine->workspaceUpdate(call.object(u"pk_columns"_s).value(u"id"_s).toString(),
                                         requestBody(call.object(u"_set"_s)), call.stop);
    if (call.field == "workspaceCreatePreflight"_L1)
        return m_engine->workspacePreflight(requestBody(call.object(u"input"_s)));
    if (call.field == "workspacePush"_L1)
        return m_engine->workspacePush(name, call.body({u"ref"_s}), call.stop);
    if (call.field == "workspaceSyncBase"_L1)
        return m_engine->workspaceSyncBase(name, call.body({u"method"_s}), call.stop);
    return std::nullopt;
}

std::optional<Reply> EngineResolver::slotMutation(const Call &call) const
{
    static const QString prefix = u"workspaceSource"_s;
    if (!call.field.startsWith(prefix))
        return std::nullopt;
    const QString workspace = call.text(u"workspace"_s);
    const QString slot = call.text(u"slot"_s);
    const QString verb = snakeCase(call.field.mid(prefix.size())).replace(u'_', u'-');
    if (verb == "fetch"_L1)
        return m_engine->slotFetch(workspace, slot, call.stop);
    if (verb == "pull"_L1)
        return m_engine->slotPull(workspace, slot, call.stop);
    if (verb == "push"_L1)
        return m_engine->slotPush(workspace, slot, call.body({u"ref"_s}), call.stop);
    return m_engine->slotGitOp(workspace, slot, verb,
                               call.body({u"ref"_s, u"remote"_s, u"branch"_s}), call.stop);
}

std::optional<Reply> EngineResolver::otherMutation(const Call &call) const
{
    const QString name = call.text(u"name"_s);
    if (call.field == "jobRun"_L1)
        return m_engine->jobRun(name, call.body({u"inputs"_s}), call.stop);
    if (call.field == "fileWrite"_L1)
        return m_engine->fileWrite(call.text(u"source"_s), call.text(u"path"_s),
                                   call.body({u"content"_s, u"etag"_s}));
    if (call.field == "sourceFetch"_L1)
        return m_engine->sourceFetch(name, call.stop);
    if (call.field == "sourcePull"_L1)
        return m_engine->sourcePull(name, call.stop);
    if (call.field == "sourcePush"_L1)
        return m_engine->sourcePush(name, call.body({u"ref"_s}), call.stop);
    if (call.field == "mintConnectionToken"_L1)
        return m_engine->mintToken(call.body({u"actor"_s, u"scope"_s, u"ttl"_s}));
    if (call.field == "mintRouteToken"_L1)
        return m_engine->mintRouteToken(call.body({u"actor"_s, u"service"_s, u"ttl"_s}));
    if (call.field == "insert_secrets_one"_L1) {
        const QJsonObject object = call.object(u"object"_s);
        return m_engine->secretSet(object.value(u"name"_s).toString(),
                                   QJsonObject{{u"value"_s, object.value(u"value"_s)}});
    }
    if (call.field == "update_secrets_by_pk"_L1)
        return m_engine->secretSet(call.object(u"pk_columns"_s).value(u"id"_s).toString(),
                                   requestBody(call.object(u"_set"_s)));
    return std::nullopt;
}

ResolverResult EngineResolver::updateService(const Call &call) const
{
    const QString id = call.object(u"pk_columns"_s).value(u"id"_s).toString();
    const Reply reply = m_engine->serviceUpdate(id, requestBody(call.object(u"_set"_s)), call.stop);
    if (reply.error)
        return failure(*reply.error);
    ResolverResult row = rowById(u"services"_s, id);
    if (!row.error && row.value.isNull())
        return ResolverResult::failed(u"service %1 not found after update"_s.arg(goQuote(id)));
    return row;
}

ResolverResult EngineResolver::deleteMutation(const Call &call) const
{
    const QString id = call.text(u"id"_s);
    ResolverResult previous;
    Reply deleted;
    const auto unknown = [&](const QString &kind) {
        return ResolverResult::failed(u"%1 %2 not found"_s.arg(kind, goQuote(id)));
    };
    if (call.field == "delete_services_by_pk"_L1) {
        previous = rowById(u"services"_s, id);
        if (!previous.error && previous.value.isNull())
            return unknown(u"service"_s);
        if (!previous.error)
            deleted = m_engine->serviceDestroy(id, call.stop);
    } else if (call.field == "delete_workspaces_by_pk"_L1) {
        const Reply workspace = m_engine->workspace(id);
        previous = shaped(workspace, GraphQlOperationType::Mutation, call.field);
        if (!previous.error)
            deleted = m_engine->workspaceDestroy(id, false, call.stop);
    } else {
        previous = secretById(id);
        if (!previous.error && previous.value.isNull())
            return unknown(u"secret"_s);
        if (!previous.error)
            deleted = m_engine->secretDelete(id);
    }
    if (!previous.error && deleted.error)
        return failure(*deleted.error);
    return previous;
}

ResolverResult EngineResolver::mutation(const Call &call) const
{
    if (call.field == "update_services_by_pk"_L1)
        return updateService(call);
    if (call.field.startsWith("delete_"_L1))
        return deleteMutation(call);
    for (const auto group : {&EngineResolver::stackMutation, &EngineResolver::serviceMutation,
                             &EngineResolver::workspaceMutation, &EngineResolver::slotMutation,
                             &EngineResolver::otherMutation}) {
        if (const std::optional<Reply> reply = (this->*group)(call))
            return shaped(*reply, GraphQlOperationType::Mutation, call.field);
    }
    return ResolverResult::failed(u"internal system error"_s);
}

} // namespace angee::sandbox
