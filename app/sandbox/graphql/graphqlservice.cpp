// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/graphql/graphqlservice.h"

#include "app/sandbox/engine/stackengine.h"
#include "app/sandbox/engine/wirejson.h"
#include "core/schema/sdlparser.h"

#include <QFile>
#include <QUrl>

#include <condition_variable>
#include <mutex>
#include <utility>

namespace angee::sandbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Schema readSchema()
{
    QFile file(u":/sandbox/schema.graphql"_s);
    GraphQlSyntaxError error;
    std::optional<Schema> schema;
    if (file.open(QIODevice::ReadOnly))
        schema = parseSdl(file.readAll().toStdString(), &error);
    Q_ASSERT_X(schema, "GraphQlService", error.message.c_str());
    return schema ? std::move(*schema) : Schema();
}

QByteArray mediaType(const QByteArray &header)
{
    return header.split(';').first().trimmed().toLower();
}

GraphQlAnswer restError(int status, const QString &error)
{
    return {status, "application/json"_ba, encodeWireJson(QJsonObject{{u"error"_s, error}}) + '\n'};
}

//! Hands the root fields of one request to the resolver.
class RequestResolver final : public RootResolver
{
public:
    RequestResolver(const EngineResolver &resolver, const QByteArray &host)
        : m_resolver(resolver)
        , m_host(QString::fromUtf8(host))
    { }

    ResolverResult resolve(GraphQlOperationType operation, const QString &field,
                           const QJsonObject &arguments, std::stop_token stop) override
    {
        const EngineResolver::Call call{field, arguments, m_host, std::move(stop)};
        return operation == GraphQlOperationType::Mutation ? m_resolver.mutation(call)
                                                           : m_resolver.query(call);
    }

private:
    const EngineResolver &m_resolver;
    QString m_host;
};

//! Frames answers as server-sent events, byte for byte as the daemon does.
class SseStream final : public GraphQlStream
{
public:
    explicit SseStream(std::unique_ptr<EventSource> source)
        : m_source(std::move(source))
    { }

    QByteArray next(std::stop_token stop) override
    {
        // The opening goes out before the work begins, however long that takes.
        if (!std::exchange(m_opened, true))
            return ":\n\n"_ba;
        if (m_done)
            return {};
        m_working = true;
        QByteArray bytes;
        for (const QByteArray &answer : m_source->next(stop))
            bytes += "event: next\ndata: " + answer + "\n\n";
        if (m_source->isDone()) {
            bytes += "event: complete\n\n"_ba;
            m_done = true;
        }
        return bytes;
    }
    bool isDone() const override { return m_done; }
    std::chrono::milliseconds interval() const override
    {
        return m_working ? m_source->interval() : 0ms;
    }

private:
    std::unique_ptr<EventSource> m_source;
    bool m_opened = false;
    bool m_working = false;
    bool m_done = false;
};

} // namespace

QByteArray answerMediaType(const QByteArray &accept)
{
    QByteArray json = "application/json"_ba;
    QByteArray graphQl = "application/graphql-response+json"_ba;
    if (accept.trimmed().isEmpty())
        return json;
    for (const QByteArray &part : accept.split(',')) {
        const QByteArray type = mediaType(part);
        if (type == "*/*" || type == "application/*" || type == json)
            return json;
        if (type == graphQl)
            return graphQl;
    }
    return graphQl;
}

QByteArray crossOriginRefusal(const GraphQlRequest &request)
{
    const QByteArray site = request.secFetchSite;
    if (site == "same-origin" || site == "none")
        return {};
    if (!site.isEmpty())
        return "cross-origin request detected from Sec-Fetch-Site header\n"_ba;
    if (request.origin.isEmpty())
        return {};
    const QUrl origin = QUrl::fromEncoded(request.origin);
    const QByteArray authority = origin.authority(QUrl::FullyEncoded).toUtf8();
    if (!authority.isEmpty() && authority == request.host)
        return {};
    return "cross-origin request detected, and/or browser is out of date: Sec-Fetch-Site is missing, and Origin does not match Host\n"_ba;
}

GraphQlService::GraphQlService(StackEngine *engine, std::chrono::milliseconds interval)
    : m_schema(readSchema())
    , m_executor(m_schema)
    , m_resolver(engine, m_schema)
    , m_interval(interval)
    , m_hub(interval)
{ }

GraphQlService::~GraphQlService() = default;

GraphQlService::Body GraphQlService::readBody(const GraphQlRequest &request, bool isJson)
{
    Body body;
    if (!isJson) {
        body.request.query = request.body;
        return body;
    }
    const auto refuse = [&](const QString &reason) {
        body.fault = u"json request body could not be decoded: %1 body:%2"_s.arg(
            reason, QString::fromUtf8(request.body));
        return body;
    };
    if (request.body.trimmed().isEmpty())
        return refuse(u"EOF"_s);
    try {
        const QJsonValue json = decodeWireJson(request.body);
        const RequestFields fields(json, u"RawParams"_s);
        body.request.query = fields.text(u"query"_s).toUtf8();
        body.request.operationName = fields.text(u"operationName"_s);
        const QJsonValue variables = json.toObject().value(u"variables"_s);
        if (!variables.isObject() && !variables.isNull() && !variables.isUndefined())
            return refuse(u"json: cannot unmarshal into Go struct field RawParams.variables of "
                          "type map[string]interface {}"_s);
        body.request.variables = variables.toObject();
    } catch (const EngineError &error) {
        return refuse(error.error);
    }
    return body;
}

std::unique_ptr<EventSource> GraphQlService::sourceFor(GraphQlExecutor::Preparation preparation,
                                                       const QByteArray &host, std::stop_token stop)
{
    if (!preparation.operation)
        return singleAnswer(preparation.refusal);
    if (preparation.operation->operation().type == GraphQlOperationType::Subscription)
        return subscribe({m_executor, m_resolver, m_hub, m_interval},
                         std::move(preparation.operation), std::move(stop));
    // A std::function must be copyable.
    const std::shared_ptr<PreparedOperation> operation = std::move(preparation.operation);
    return singleAnswer([this, operation, host](std::stop_token token) {
        RequestResolver resolver(m_resolver, host);
        return m_executor.execute(*operation, resolver, std::move(token));
    });
}

QByteArray GraphQlService::firstAnswer(EventSource &source, std::stop_token stop) const
{
    std::mutex mutex;
    std::condition_variable_any stopped;
    while (!stop.stop_requested()) {
        const QByteArrayList answers = source.next(stop);
        if (!answers.isEmpty())
            return answers.first();
        if (source.isDone())
            break;
        std::unique_lock lock(mutex);
        stopped.wait_for(lock, stop, source.interval(), [] { return false; });
    }
    return "null"_ba;
}

GraphQlAnswer GraphQlService::answer(const GraphQlRequest &request,
                                     std::unique_ptr<GraphQlStream> *stream, std::stop_token stop)
{
    if (const QByteArray refusal = crossOriginRefusal(request); !refusal.isEmpty())
        return {403, "text/plain; charset=utf-8"_ba, refusal};
    const QByteArray contentType = mediaType(request.contentType);
    const bool isJson = contentType == "application/json";
    if (!isJson && contentType != "application/graphql")
        return restError(415, u"unsupported GraphQL content type"_s);
    if (request.tooLarge)
        return restError(413, u"request body too large"_s);

    const bool streams = isJson && request.accept.contains("text/event-stream");
    const QByteArray type =
        streams || !isJson ? "application/json"_ba : answerMediaType(request.accept);
    const Body body = readBody(request, isJson);
    if (!body.fault.isEmpty())
        return {400, type, GraphQlExecutor::errorAnswer(body.fault)};

    GraphQlExecutor::Preparation preparation = m_executor.prepare(body.request);
    if (streams) {
        *stream = std::make_unique<SseStream>(
            sourceFor(std::move(preparation), request.host, std::move(stop)));
        return {200, "text/event-stream"_ba, {}};
    }
    const int refused = type == "application/json" ? 422 : 400;
    if (!preparation.operation)
        return {refused, type, preparation.refusal};
    const std::unique_ptr<EventSource> source =
        sourceFor(std::move(preparation), request.host, stop);
    return {200, type, firstAnswer(*source, std::move(stop))};
}

} // namespace angee::sandbox
