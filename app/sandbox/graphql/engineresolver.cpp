// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/graphql/engineresolver.h"

#include "app/sandbox/engine/stackengine.h"
#include "app/sandbox/engine/wirejson.h"
#include "app/sandbox/graphql/grouparguments.h"
#include "core/schema/documenttypes.h"

#include <algorithm>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

//! The daemon's cap on a log answer, and its default.
constexpr qint64 maxLogBytes = 1 << 20;

QStringList textsOf(const QJsonValue &list)
{
    QStringList texts;
    for (const QJsonValue &item : list.toArray())
        texts += item.toString();
    return texts;
}

} // namespace

QJsonObject EngineResolver::Call::body(const QStringList &names) const
{
    QJsonObject input;
    for (const QString &name : names) {
        if (const QJsonValue value = arguments.value(name); !value.isUndefined())
            input.insert(name, value);
    }
    return requestBody(input);
}

EngineResolver::EngineResolver(StackEngine *engine, const Schema &schema)
    : m_engine(engine)
    , m_schema(schema)
    , m_shape(schema)
    , m_tables{
          ListTable(schema, u"services"_s, "ServiceState"),
          ListTable(schema, u"jobs"_s, "JobState"),
          ListTable(schema, u"sources"_s, "SourceState"),
          ListTable(schema, u"workspaces"_s, "WorkspaceRef"),
          ListTable(schema, u"templates"_s, "TemplateDescriptor"),
          ListTable(schema, u"secrets"_s, "SecretRef"),
      }
{ }

const ListTable *EngineResolver::table(const QString &name) const
{
    const auto found = std::find_if(m_tables.begin(), m_tables.end(),
                                    [&](const ListTable &t) { return t.name() == name; });
    return found == m_tables.end() ? nullptr : &*found;
}

ResolverResult EngineResolver::failure(const EngineError &error)
{
    QJsonObject extensions;
    if (error.status == 404 || error.status == 409)
        extensions = {{u"kind"_s, error.kind}, {u"name"_s, error.name}};
    if (error.status == 409)
        extensions.insert(u"reason"_s, error.reason);
    if (error.status == 400 && !error.field.isEmpty())
        extensions = {{u"field"_s, error.field}, {u"reason"_s, error.reason}};
    return ResolverResult::failed(error.error, extensions);
}

ResolverResult EngineResolver::shaped(const Reply &reply, GraphQlOperationType operation,
                                      const QString &field) const
{
    if (reply.error)
        return failure(*reply.error);
    if (reply.text)
        return {textOfUtf8(*reply.text), {}};
    const TypeDef *root = rootType(m_schema, operation);
    const FieldDef *definition = root ? m_schema.field(*root, field.toStdString()) : nullptr;
    if (!definition)
        return ResolverResult::failed(u"internal system error"_s);
    return {m_shape.shape(reply.body, definition->type), {}};
}

EngineResolver::Rows EngineResolver::rowsOf(const ListTable &table) const
{
    const Reply reply = table.name() == "services"_L1 ? m_engine->services()
        : table.name() == "jobs"_L1                   ? m_engine->jobs()
        : table.name() == "sources"_L1                ? m_engine->sources()
        : table.name() == "workspaces"_L1             ? m_engine->workspaces()
        : table.name() == "templates"_L1              ? m_engine->templates()
                                                      : m_engine->secrets();
    Rows rows;
    rows.error = reply.error;
    for (const QJsonValue &node : reply.body[u"nodes"].toArray())
        rows.rows += m_shape.shape(node, table.rowType());
    return rows;
}

ResolverResult EngineResolver::list(const Call &call) const
{
    const ListTable *found = table(call.field);
    if (!found)
        return ResolverResult::failed(u"internal system error"_s);
    if (const auto refusal = found->refusal(call.arguments))
        return ResolverResult::failed(refusal->message, refusal->extensions);
    const Rows rows = rowsOf(*found);
    if (rows.error)
        return failure(*rows.error);
    return {pageOf(found->select(rows.rows, call.arguments), call.arguments), {}};
}

ResolverResult EngineResolver::aggregate(const ListTable &table, const Call &call) const
{
    if (const auto refusal = table.refusal(call.arguments))
        return ResolverResult::failed(refusal->message, refusal->extensions);
    const bool isSources = table.name() == "sources"_L1;
    if (isSources && call.arguments.value(u"offset"_s).toInteger() < 0)
        return ResolverResult::failed(u"internal system error"_s); // contract.md, Q30
    const Rows rows = rowsOf(table);
    if (rows.error)
        return failure(*rows.error);
    const QJsonArray selected = table.select(rows.rows, call.arguments);
    return {QJsonObject{{u"aggregate"_s, aggregateOf(selected)},
                        {u"nodes"_s, pageOf(selected, call.arguments)}},
            {}};
}

ResolverResult EngineResolver::rowById(const QString &tableName, const QString &id) const
{
    const Rows rows = rowsOf(*table(tableName));
    if (rows.error)
        return failure(*rows.error);
    for (const QJsonValue &row : rows.rows) {
        if (row[u"id"].toString() == id)
            return {row, {}};
    }
    return {};
}

ResolverResult EngineResolver::secretById(const QString &id) const
{
    const Reply reply = m_engine->secret(id);
    if (reply.error)
        return failure(*reply.error);
    // The engine answers any name; GraphQL only those that mean something.
    for (const QString &fact : {u"declared"_s, u"has_value"_s, u"required"_s, u"generated"_s}) {
        if (reply.body[fact].toBool())
            return {m_shape.shape(reply.body, "SecretRef"), {}};
    }
    return {};
}

ResolverResult EngineResolver::byKey(const ListTable &table, const QString &id) const
{
    if (table.name() == "services"_L1 || table.name() == "jobs"_L1)
        return rowById(table.name(), id);
    if (table.name() == "secrets"_L1)
        return secretById(id);
    const Reply reply = table.name() == "sources"_L1 ? m_engine->sourceStatus(id)
        : table.name() == "workspaces"_L1            ? m_engine->workspace(id)
                                                     : m_engine->templateByRef(id);
    const bool isTemplate = table.name() == "templates"_L1;
    if (reply.error && reply.error->status == 404 && !isTemplate)
        return {};
    if (reply.error)
        return failure(*reply.error);
    return {m_shape.shape(reply.body, table.rowType()), {}};
}

ResolverResult EngineResolver::logText(const Reply &reply, const QJsonObject &arguments) const
{
    if (reply.error)
        return failure(*reply.error);
    const QByteArray text = reply.text.value_or(QByteArray());
    qint64 limit = arguments.value(u"limit"_s).toInteger();
    if (limit <= 0 || limit > maxLogBytes)
        limit = maxLogBytes;
    // Invalid UTF-8, a character that the limit cuts included, becomes U+FFFD: the daemon copies it
    // into its answer, which is then no JSON (contract.md, Q31).
    if (text.size() <= limit)
        return {textOfUtf8(text), {}};
    return {textOfUtf8(text.left(limit)) + "\n[truncated]\n"_L1, {}};
}

ResolverResult EngineResolver::topology(int withCommits) const
{
    return shaped(m_engine->gitOpsTopology(withCommits), GraphQlOperationType::Query,
                  u"gitOpsTopology"_s);
}

ResolverResult EngineResolver::workspaceStatus(const QString &name) const
{
    return shaped(m_engine->workspaceStatus(name), GraphQlOperationType::Query,
                  u"workspaceStatus"_s);
}

ResolverResult EngineResolver::snapshot() const
{
    QJsonObject snapshot;
    const auto add = [&](const QString &field) {
        const ResolverResult part = query({field, {}, {}, {}});
        snapshot.insert(field, part.value);
        return part.error;
    };
    for (const QString &field :
         {u"health"_s, u"stackStatus"_s, u"services"_s, u"jobs"_s, u"sources"_s, u"workspaces"_s,
          u"templates"_s, u"secrets"_s, u"gitOpsTopology"_s}) {
        if (const auto error = add(field))
            return ResolverResult::failed(error->message, error->extensions);
    }
    return {snapshot, {}};
}

std::optional<Reply> EngineResolver::plainQuery(const Call &call) const
{
    const QString &field = call.field;
    const QString name = call.text(u"name"_s);
    if (field == "health"_L1)
        return m_engine->health();
    if (field == "stackStatus"_L1)
        return m_engine->stackStatus();
    if (field == "serviceEndpoint"_L1)
        return m_engine->serviceEndpoint(name, call.host);
    if (field == "ingressStatus"_L1)
        return m_engine->ingressStatus();
    if (field == "workspaceStatus"_L1)
        return m_engine->workspaceStatus(name);
    if (field == "workspaceGit"_L1)
        return m_engine->workspaceGit(name);
    if (field == "sourceDiff"_L1)
        return m_engine->sourceDiff(name, call.text(u"ref"_s), call.stop);
    if (field == "workspaceSourceDiff"_L1)
        return m_engine->slotDiff(call.text(u"workspace"_s), call.text(u"slot"_s),
                                  call.text(u"ref"_s), call.stop);
    if (field == "mcpDescriptor"_L1)
        return m_engine->mcpDescriptor();
    if (field == "secretValue"_L1)
        return m_engine->secretValue(name);
    if (field == "file"_L1)
        return m_engine->fileRead(call.text(u"source"_s), call.text(u"path"_s));
    if (field == "gitOpsTopology"_L1)
        return m_engine->gitOpsTopology(call.arguments.value(u"withCommits"_s).toInt(), call.stop);
    return std::nullopt;
}

ResolverResult EngineResolver::query(const Call &call) const
{
    if (isList(call.field))
        return list(call);
    if (const std::optional<Reply> reply = plainQuery(call))
        return shaped(*reply, GraphQlOperationType::Query, call.field);
    if (call.field == "stackLogs"_L1)
        return logText(m_engine->stackLogs(textsOf(call.arguments.value(u"services"_s)), call.stop),
                       call.arguments);
    if (call.field == "serviceLogs"_L1)
        return logText(m_engine->serviceLogs(call.text(u"name"_s), call.stop), call.arguments);
    if (call.field == "workspaceLogs"_L1)
        return logText(m_engine->workspaceLogs(call.text(u"name"_s), call.stop), call.arguments);
    const auto tableOf = [&](QLatin1StringView suffix) {
        return call.field.endsWith(suffix) ? table(call.field.chopped(suffix.size())) : nullptr;
    };
    if (const ListTable *found = tableOf("_by_pk"_L1))
        return byKey(*found, call.text(u"id"_s));
    if (const ListTable *found = tableOf("_aggregate"_L1))
        return aggregate(*found, call);
    if (const ListTable *found = tableOf("_groups"_L1)) {
        const Rows rows = rowsOf(*found);
        return rows.error ? failure(*rows.error) : groupRows(*found, rows.rows, call.arguments);
    }
    return ResolverResult::failed(u"internal system error"_s);
}

} // namespace angee::sandbox
