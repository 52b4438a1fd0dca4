// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/graphql/executor.h"

#include "app/sandbox/graphql/coercion.h"
#include "app/sandbox/graphql/execution.h"
#include "core/schema/schematext.h"
#include "core/schema/validator.h"

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

QByteArray answerOf(const QByteArrayList &errors)
{
    return R"({"errors":[)" + errors.join(',') + R"(],"data":null})";
}

QJsonObject code(const QString &word)
{
    return {{u"code"_s, word}};
}

QByteArray problemAnswer(const std::vector<GraphQlProblem> &problems, const QString &word)
{
    QByteArrayList errors;
    for (const GraphQlProblem &problem : problems)
        errors += encodeGraphQlError(QString::fromStdString(problem.message), {}, problem.place,
                                     code(word));
    return answerOf(errors);
}

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

ResolverResult ResolverResult::failed(const QString &message, const QJsonObject &extensions)
{
    ResolverResult result;
    result.error = Error{message, extensions};
    return result;
}

GraphQlExecutor::GraphQlExecutor(const Schema &schema)
    : m_schema(schema)
{ }

GraphQlExecutor::Preparation GraphQlExecutor::prepare(const Request &request) const
{
    const QString invalid = u"GRAPHQL_VALIDATION_FAILED"_s;
    const auto refuse = [&](const QString &message, const QJsonArray &path = {}) {
        return Preparation{
            nullptr, answerOf({encodeGraphQlError(message, path, std::nullopt, code(invalid))})};
    };
    GraphQlSyntaxError syntax;
    std::optional<GraphQlDocument> document = GraphQlDocument::parse(view(request.query), &syntax);
    if (!document)
        return {nullptr,
                problemAnswer({{syntax.message, syntax.offset, syntax.place, {}}},
                              u"GRAPHQL_PARSE_FAILED"_s)};
    if (document->operations.empty())
        return refuse(u"no operation provided"_s);
    if (const auto problems = validateDocument(*document, m_schema); !problems.empty())
        return {nullptr, problemAnswer(problems, invalid)};
    const std::string name = request.operationName.toStdString();
    const GraphQlOperation *chosen = document->operation(name);
    if (!chosen)
        return refuse(u"operation %1 not found"_s.arg(request.operationName));

    auto prepared = std::make_unique<PreparedOperation>();
    prepared->m_operation = static_cast<std::size_t>(chosen - document->operations.data());
    if (const auto fault =
            coerceVariables(m_schema, *chosen, request.variables, prepared->m_variables))
        return refuse(fault->message, fault->path);
    prepared->m_document = std::move(*document);
    return {std::move(prepared), {}};
}

QByteArray GraphQlExecutor::execute(const PreparedOperation &prepared, RootResolver &resolver,
                                    std::stop_token stop) const
{
    const GraphQlOperation &operation = prepared.operation();
    Execution execution(m_schema, prepared.m_document, prepared.m_variables);
    return execution.run(operation, [&](const PlanField &field) -> std::optional<FieldValue> {
        if (stop.stop_requested()) { // nobody waits for the rest
            execution.fail(field, u"context canceled"_s, {});
            return std::nullopt;
        }
        const ResolverResult result =
            resolver.resolve(operation.type, field.name, execution.argumentsOf(field), stop);
        if (!result.error)
            return result.value;
        execution.fail(field, result.error->message, result.error->extensions);
        return std::nullopt;
    });
}

GraphQlExecutor::RootField
GraphQlExecutor::subscriptionRoot(const PreparedOperation &prepared) const
{
    Planner planner(m_schema, prepared.m_document, prepared.m_variables);
    const TypeDef *root = rootType(m_schema, prepared.operation().type);
    if (!root)
        return {};
    const PlanFields &fields = planner.rootFields(prepared.operation(), *root);
    if (fields.empty())
        return {}; // skipped by a directive
    return {fields.front().name,
            coerceArguments(m_schema, fields.front().nodes.front()->arguments,
                            fields.front().selected.arguments, prepared.m_variables)};
}

QByteArray GraphQlExecutor::executeEvent(const PreparedOperation &prepared,
                                         const ResolverResult &event) const
{
    Execution execution(m_schema, prepared.m_document, prepared.m_variables);
    return execution.run(prepared.operation(),
                         [&](const PlanField &field) -> std::optional<FieldValue> {
                             if (!event.error)
                                 return event.value;
                             execution.fail(field, event.error->message, event.error->extensions);
                             return std::nullopt;
                         });
}

QByteArray GraphQlExecutor::errorAnswer(const QString &message)
{
    return answerOf({encodeGraphQlError(message, {}, std::nullopt, {})});
}

} // namespace angee::sandbox
