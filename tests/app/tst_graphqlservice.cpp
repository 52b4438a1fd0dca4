// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/gotime.h"
#include "app/sandbox/engine/stackengine.h"
#include "app/sandbox/graphql/graphqlservice.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <memory>
#include <thread>

using namespace angee::sandbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr const char *manifest =
    "version: 1\n"
    "kind: stack\n"
    "name: demo\n"
    "operator: {port_pool: {agent: {range: \"18100-18199\"}}}\n"
    "secrets: {webhook-key: {}}\n"
    "sources: {app: {kind: local, path: app}}\n"
    "services:\n"
    "  web: {runtime: local, command: [sleep, \"60\"]}\n"
    "  ticker:\n"
    "    runtime: local\n"
    "    command: [sh, -c, \"echo level=info tick; sleep 60\"]\n"
    "jobs: {report: {runtime: local, command: [sh, -c, \"echo done\"]}}\n";
constexpr const char *workspaceTemplate = "_subdirectory: template\n"
                                          "_templates_suffix: .jinja\n"
                                          "_angee: {kind: workspace, name: demo}\n"
                                          "topic: {type: str, required: true}\n";

void write(const QString &path, const QByteArray &content)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

//! A service over an engine of its own, in a folder of its own.
struct Daemon
{
    QTemporaryDir folder;
    Clock clock;
    std::unique_ptr<StackEngine> engine;
    std::unique_ptr<GraphQlService> service;

    Daemon()
    {
        const QString root = folder.path();
        write(root + "/angee.yaml"_L1, manifest);
        write(root + "/app/settings.yaml"_L1, "debug: true\n"_ba);
        write(root + "/templates/workspaces/demo/copier.yml"_L1, workspaceTemplate);
        write(root + "/templates/workspaces/demo/template/README.md.jinja"_L1,
              "{{ workspace_name }}\n"_ba);
        engine =
            std::make_unique<StackEngine>(StackEngine::Options{root, "admin-token"_ba, {}}, &clock);
        service = std::make_unique<GraphQlService>(engine.get(), 20ms);
    }

    static GraphQlRequest request(const QByteArray &query, const QJsonObject &variables = {})
    {
        GraphQlRequest request;
        request.contentType = "application/json"_ba;
        request.host = "127.0.0.1:9000"_ba;
        request.body = QJsonDocument(QJsonObject{{u"query"_s, QString::fromUtf8(query)},
                                                 {u"variables"_s, variables}})
                           .toJson(QJsonDocument::Compact);
        return request;
    }
    QByteArray ask(const QByteArray &query, const QJsonObject &variables = {})
    {
        return service->answer(request(query, variables), nullptr, {}).body;
    }
    std::unique_ptr<GraphQlStream> stream(const QByteArray &query)
    {
        GraphQlRequest sse = request(query);
        sse.accept = "text/event-stream"_ba;
        std::unique_ptr<GraphQlStream> events;
        const GraphQlAnswer answer = service->answer(sse, &events, {});
        return answer.contentType == "text/event-stream" ? std::move(events) : nullptr;
    }
};

//! The next bytes that are not empty.
QByteArray nextEvent(GraphQlStream &stream)
{
    QByteArray bytes;
    if (!QTest::qWaitFor([&] { return !(bytes = stream.next({})).isEmpty(); }))
        qWarning("no event came");
    return bytes;
}

QByteArray bodyOf(const char *query)
{
    return Daemon::request(query).body;
}

} // namespace

class TestGraphQlService final : public QObject
{
    Q_OBJECT

    std::unique_ptr<Daemon> m_daemon;

private slots:
    void init() { m_daemon = std::make_unique<Daemon>(); }
    void cleanup() { m_daemon.reset(); }

    void httpRules_data()
    {
        QTest::addColumn<QByteArray>("contentType");
        QTest::addColumn<QByteArray>("accept");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("answerType");
        QTest::addColumn<QByteArray>("answer");
        const QByteArray json = "application/json"_ba;
        const QByteArray graphQl = "application/graphql-response+json"_ba;
        const QByteArray health = bodyOf("{health{status}}");
        const QByteArray well = "{\"data\":{\"health\":{\"status\":\"ok\"}}}"_ba;
        const QByteArray nope = bodyOf("{nope}");
        const QByteArray refused =
            "{\"errors\":[{\"message\":\"Cannot query field \\\"nope\\\" on type \\\"Query\\\".\","
            "\"locations\":[{\"line\":1,\"column\":2}],"
            "\"extensions\":{\"code\":\"GRAPHQL_VALIDATION_FAILED\"}}],\"data\":null}"_ba;
        const auto row = [](const char *name, const QByteArray &contentType,
                            const QByteArray &accept, const QByteArray &body, int status,
                            const QByteArray &answerType, const QByteArray &answer) {
            QTest::newRow(name) << contentType << accept << body << status << answerType << answer;
        };
        row("plain", json, {}, health, 200, json, well);
        row("anything", json, "*/*"_ba, health, 200, json, well);
        row("parameters", "Application/JSON; charset=utf-8"_ba, "application/json;q=0.5"_ba, health,
            200, json, well);
        row("new media type", json, graphQl, health, 200, graphQl, well);
        row("first known wins", json, "text/html, application/json"_ba, health, 200, json, well);
        row("foreign types only", json, "text/html"_ba, health, 200, graphQl, well);
        row("query text", "application/graphql"_ba, {}, "{health{status}}"_ba, 200, json, well);
        row("refused", json, {}, nope, 422, json, refused);
        row("refused, new media type", json, graphQl, nope, 400, graphQl, refused);
        row("content type", "text/plain"_ba, {}, health, 415, json,
            "{\"error\":\"unsupported GraphQL content type\"}\n"_ba);
        row("no content type", {}, {}, health, 415, json,
            "{\"error\":\"unsupported GraphQL content type\"}\n"_ba);
        row("no JSON", json, {}, "{"_ba, 400, json,
            "{\"errors\":[{\"message\":\"json request body could not be decoded: unexpected EOF "
            "body:{\"}],\"data\":null}"_ba);
        row("empty", json, graphQl, {}, 400, graphQl,
            "{\"errors\":[{\"message\":\"json request body could not be decoded: EOF "
            "body:\"}],\"data\":null}"_ba);
        row("trailing bytes", json, {}, health + " x", 200, json, well);
        row("null", json, {}, "null"_ba, 422, json,
            "{\"errors\":[{\"message\":\"no operation provided\","
            "\"extensions\":{\"code\":\"GRAPHQL_VALIDATION_FAILED\"}}],\"data\":null}"_ba);
    }
    void httpRules()
    {
        QFETCH(QByteArray, contentType);
        QFETCH(QByteArray, accept);
        QFETCH(QByteArray, body);
        GraphQlRequest request;
        request.contentType = contentType;
        request.accept = accept;
        request.body = body;
        const GraphQlAnswer answer = m_daemon->service->answer(request, nullptr, {});
        QTEST(answer.status, "status");
        QTEST(answer.contentType, "answerType");
        QTEST(answer.body, "answer");
    }

    void bodyLimit()
    {
        GraphQlRequest request = Daemon::request("{health{status}}"_ba);
        request.body.clear();
        request.tooLarge = true;
        const GraphQlAnswer answer = m_daemon->service->answer(request, nullptr, {});
        QCOMPARE(answer.status, 413);
        QCOMPARE(answer.body, "{\"error\":\"request body too large\"}\n"_ba);
        request.contentType = "text/plain"_ba;
        QCOMPARE(m_daemon->service->answer(request, nullptr, {}).status, 415);
    }

    void crossOrigin_data()
    {
        QTest::addColumn<QByteArray>("site");
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<int>("status");
        QTest::newRow("no browser") << ""_ba
                                    << ""_ba << 200;
        QTest::newRow("same origin") << "same-origin"_ba
                                     << "http://a.test"_ba << 200;
        QTest::newRow("typed address") << "none"_ba
                                       << ""_ba << 200;
        QTest::newRow("cross site") << "cross-site"_ba
                                    << ""_ba << 403;
        QTest::newRow("same site") << "same-site"_ba
                                   << ""_ba << 403;
        QTest::newRow("old browser, same") << ""_ba
                                           << "http://127.0.0.1:9000"_ba << 200;
        QTest::newRow("old browser, other") << ""_ba
                                            << "http://a.test"_ba << 403;
        QTest::newRow("old browser, opaque") << ""_ba
                                             << "null"_ba << 403;
    }
    void crossOrigin()
    {
        QFETCH(QByteArray, site);
        QFETCH(QByteArray, origin);
        GraphQlRequest request = Daemon::request("{health{status}}"_ba);
        request.secFetchSite = site;
        request.origin = origin;
        const GraphQlAnswer answer = m_daemon->service->answer(request, nullptr, {});
        QTEST(answer.status, "status");
        if (answer.status == 403)
            QCOMPARE(answer.contentType, "text/plain; charset=utf-8"_ba);
    }

    void reads_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("data");
        const auto row = [](const char *query, const char *data) {
            QTest::newRow(query) << QByteArray(query) << QByteArray(data);
        };
        row("{services{id name runtime status health}}",
            "{\"services\":[{\"id\":\"ticker\",\"name\":\"ticker\",\"runtime\":\"local\","
            "\"status\":\"declared\",\"health\":\"\"},{\"id\":\"web\",\"name\":\"web\",\"runtime\":"
            "\"local\",\"status\":\"declared\",\"health\":\"\"}]}");
        row("{stackStatus{name services{id}jobs{id runtime}workspaces{id}}}",
            "{\"stackStatus\":{\"name\":\"demo\",\"services\":[{\"id\":\"ticker\"},{\"id\":\"web\"}"
            "],\"jobs\":[{\"id\":\"report\",\"runtime\":\"local\"}],\"workspaces\":[]}}");
        row("{sources{id slot kind exists state branch dirty ahead pushed error commits{sha}}}",
            "{\"sources\":[{\"id\":\"app\",\"slot\":\"\",\"kind\":\"local\",\"exists\":true,"
            "\"state\":\"ready\",\"branch\":\"\",\"dirty\":false,\"ahead\":0,\"pushed\":true,"
            "\"error\":\"\",\"commits\":null}]}");
        row("{secrets{id declared hasValue required generated import envVar}}",
            "{\"secrets\":[{\"id\":\"webhook-key\",\"declared\":true,\"hasValue\":false,"
            "\"required\":false,\"generated\":false,\"import\":\"\",\"envVar\":\"ANGEE_SECRET_"
            "WEBHOOK_KEY\"}]}");
        row("{templates{id kind inputs{name required default question}}}",
            "{\"templates\":[{\"id\":\"workspaces/"
            "demo\",\"kind\":\"workspace\",\"inputs\":[{\"name\":\"topic\",\"required\":true,"
            "\"default\":\"\",\"question\":true}]}]}");
        row("{services(where:{name:{_ilike:\"%E%\"}}order_by:[{name:desc}]){id}}",
            "{\"services\":[{\"id\":\"web\"},{\"id\":\"ticker\"}]}");
        row("{services(where:{_or:[{name:{_eq:\"web\"}},{name:{_like:\"x%\"}}],_not:{name:{_eq:"
            "\"web\"}}}){id}}",
            "{\"services\":[{\"id\":\"web\"}]}");
        row("{services(where:{health:{_is_null:true}name:{_nin:[\"web\"]}}){id}}",
            "{\"services\":[{\"id\":\"ticker\"}]}");
        row("{services(limit:1 "
            "offset:1){id}services_aggregate(limit:1){aggregate{count}nodes{id}}}",
            "{\"services\":[{\"id\":\"web\"}],\"services_aggregate\":{\"aggregate\":{\"count\":2},"
            "\"nodes\":[{\"id\":\"ticker\"}]}}");
        row("{services_groups(group_by:[{field:RUNTIME}]having:{count_gte:2}){key{status "
            "runtime}aggregate{count}}}",
            "{\"services_groups\":[{\"key\":{\"status\":null,\"runtime\":\"local\"},\"aggregate\":{"
            "\"count\":2}}]}");
        row("{services_groups(group_by:[{field:RUNTIME}]having:{count_gt:2}){key{runtime}}}",
            "{\"services_groups\":[]}");
        row("{sources_aggregate{aggregate{count sum{ahead}avg{behind}min{ahead}max{behind}}}}",
            "{\"sources_aggregate\":{\"aggregate\":{\"count\":1,\"sum\":{\"ahead\":0},\"avg\":{"
            "\"behind\":0},\"min\":{\"ahead\":0},\"max\":{\"behind\":0}}}}");
        row("{sources_groups(group_by:[{field:DIRTY},{field:KIND}]){key{dirty kind branch}}}",
            "{\"sources_groups\":[{\"key\":{\"dirty\":false,\"kind\":\"local\",\"branch\":null}}]"
            "}");
        row("{a:services_by_pk(id:\"web\"){id}b:services_by_pk(id:\"no\"){id}c:secrets_by_pk(id:"
            "\"no\"){id}d:sources_by_pk(id:\"no\"){id}e:workspaces_by_pk(id:\"no\"){id}f:jobs_by_"
            "pk(id:\"report\"){id}}",
            "{\"a\":{\"id\":\"web\"},\"b\":null,\"c\":null,\"d\":null,\"e\":null,\"f\":{\"id\":"
            "\"report\"}}");
        row("{file(source:\"app\",path:\"settings.yaml\"){path source content etag}}",
            "{\"file\":{\"path\":\"settings.yaml\",\"source\":\"app\",\"content\":\"debug: "
            "true\\n\",\"etag\":"
            "\"f867fe538171ee003592210869c10c6cec11e4e479b1c90c78738c1678e5786d\"}}");
        row("{mcpDescriptor}",
            "{\"mcpDescriptor\":{\"name\":\"angee-operator\",\"tools\":[\"stack.status\",\"stack."
            "up\",\"stack.down\",\"services.create\",\"workspaces.create\",\"sources.fetch\"],"
            "\"version\":\"0.1\"}}");
        row("{gitOpsTopology{name sources{id}links{id}summary{sources clean}}}",
            "{\"gitOpsTopology\":{\"name\":\"demo\",\"sources\":[{\"id\":\"app\"}],\"links\":[],"
            "\"summary\":{\"sources\":1,\"clean\":1}}}");
        row("{serviceEndpoint(name:\"web\"){routed url internalHost internalPort logStream{url}}}",
            "{\"serviceEndpoint\":{\"routed\":false,\"url\":\"\",\"internalHost\":\"web\","
            "\"internalPort\":0,\"logStream\":{\"url\":\"ws://127.0.0.1:9000/services/web/logs/"
            "stream\"}}}");
    }
    void reads()
    {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, data);
        QCOMPARE(m_daemon->ask(query), "{\"data\":" + data + '}');
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("extensions");
        const auto row = [](const char *query, const char *message, const char *extensions) {
            QTest::newRow(query) << QByteArray(query) << QByteArray(message)
                                 << QByteArray(extensions);
        };
        row("{file(source:\"app\",path:\"no\"){path}}", "file \\\"no\\\" is not declared",
            "{\"kind\":\"file\",\"name\":\"no\"}");
        row("mutation{fileWrite(source:\"app\",path:\"settings.yaml\",content:\"x\",etag:\"bad\"){"
            "etag}}",
            "file settings.yaml conflicts: etag mismatch",
            "{\"kind\":\"file\",\"name\":\"settings.yaml\",\"reason\":\"etag mismatch\"}");
        row("mutation{insert_secrets_one(object:{name:\"a\",value:\"\"}){id}}",
            "value: value is empty; use secretDelete to remove",
            "{\"field\":\"value\",\"reason\":\"value is empty; use secretDelete to remove\"}");
        row("{sources(where:{ahead:{_gt:0}}){id}}", "ahead: unknown filter field",
            "{\"field\":\"ahead\",\"reason\":\"unknown filter field\"}");
        row("{sources(order_by:[{behind:asc}]){id}}", "behind: unknown sort field",
            "{\"field\":\"behind\",\"reason\":\"unknown sort field\"}");
        row("{services_groups(group_by:[{field:STATUS,granularity:DAY}]){aggregate{count}}}",
            "granularity \\\"DAY\\\" not applicable: the operator has no granular group-by "
            "dimensions",
            "");
        row("mutation{mintConnectionToken(actor:\"\"){token}}", "actor is required", "");
        row("mutation{delete_services_by_pk(id:\"no\"){id}}", "service \\\"no\\\" not found", "");
        row("mutation{delete_secrets_by_pk(id:\"no\"){id}}", "secret \\\"no\\\" not found", "");
        row("mutation{delete_workspaces_by_pk(id:\"no\"){id}}",
            "workspace \\\"no\\\" is not declared", "{\"kind\":\"workspace\",\"name\":\"no\"}");
    }
    void refusals()
    {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, extensions);
        const QByteArray answer = m_daemon->ask(query);
        QVERIFY2(answer.startsWith("{\"errors\":[{\"message\":\"" + message + "\",\"path\":["),
                 answer.constData());
        const QByteArray rest =
            extensions.isEmpty() ? "}]}]"_ba : "}],\"extensions\":" + extensions + "}]";
        QVERIFY2(answer.contains(rest + ",\"data\":"), answer.constData());
    }

    void mutationsReachTheStack()
    {
        const auto ask = [this](const char *query) { return m_daemon->ask(query); };
        QCOMPARE(
            ask("mutation{insert_secrets_one(object:{name:\"webhook-key\",value:\"k\"}){id "
                "hasValue}}"),
            "{\"data\":{\"insert_secrets_one\":{\"id\":\"webhook-key\",\"hasValue\":true}}}"_ba);
        QCOMPARE(ask("{secretValue(name:\"webhook-key\"){value}}"),
                 "{\"data\":{\"secretValue\":{\"value\":\"k\"}}}"_ba);
        QCOMPARE(
            ask("mutation{insert_workspaces_one(object:{template:\"demo\",name:\"one\",inputs:[{"
                "key:\"topic\",value:\"a\"},{key:\"\",value:\"b\"},{key:\"topic\",value:\"c\"}]}){"
                "id template ttl ttlExpiresAt}}"),
            "{\"data\":{\"insert_workspaces_one\":{\"id\":\"one\",\"template\":\"workspaces/demo\",\"ttl\":\"\",\"ttlExpiresAt\":null}}}"_ba);
        QCOMPARE(
            ask("{workspaceStatus(name:\"one\"){inputs allocations innerStack{name}}}"),
            "{\"data\":{\"workspaceStatus\":{\"inputs\":{\"topic\":\"c\"},\"allocations\":{\"agent\":18100},\"innerStack\":null}}}"_ba);
        QCOMPARE(ask("mutation{delete_workspaces_by_pk(id:\"one\"){id}}"),
                 "{\"data\":{\"delete_workspaces_by_pk\":{\"id\":\"one\"}}}"_ba);
        QVERIFY(QFile::exists(m_daemon->folder.filePath(u"workspaces/one/README.md"_s)));
        QCOMPARE(
            ask("mutation{serviceInit(input:{name:\"extra\",command:[\"true\"],env:[{key:\"A\","
                "value:\"b\"}]}){status name message}}"),
            "{\"data\":{\"serviceInit\":{\"status\":\"created\",\"name\":\"extra\",\"message\":null}}}"_ba);
        QCOMPARE(
            ask("mutation{update_services_by_pk(pk_columns:{id:\"extra\"},_set:{command:[\"false\"]"
                "}){id runtime}}"),
            "{\"data\":{\"update_services_by_pk\":{\"id\":\"extra\",\"runtime\":\"local\"}}}"_ba);
        QCOMPARE(
            ask("mutation{delete_services_by_pk(id:\"extra\"){id status}}"),
            "{\"data\":{\"delete_services_by_pk\":{\"id\":\"extra\",\"status\":\"declared\"}}}"_ba);
        QCOMPARE(
            ask("mutation{workspaceCreatePreflight(input:{template:\"demo\"}){ok missingRequired "
                "effectiveInputs{key}}}"),
            "{\"data\":{\"workspaceCreatePreflight\":{\"ok\":false,\"missingRequired\":[\"topic\"],\"effectiveInputs\":[]}}}"_ba);
        QCOMPARE(ask("mutation{jobRun(name:\"report\")}"),
                 "{\"data\":{\"jobRun\":\"done\\n\"}}"_ba);
        QCOMPARE(ask("mutation{stackPrepare{processCompose secretEnvVars{key value}}}")
                     .count("working_dir"),
                 0);
        QCOMPARE(ask("mutation{stackDev{status name}}"),
                 "{\"data\":{\"stackDev\":{\"status\":\"started\",\"name\":null}}}"_ba);
        QCOMPARE(ask("mutation{serviceRestart(name:\"web\"){status name}}"),
                 "{\"data\":{\"serviceRestart\":{\"status\":\"restarted\",\"name\":\"web\"}}}"_ba);
        QCOMPARE(ask("mutation{stackDown{status}}"),
                 "{\"data\":{\"stackDown\":{\"status\":\"stopped\"}}}"_ba);
    }

    void variablesAndFilesKeepTheirBytes()
    {
        const QString content = u"a\r\n\ufeffb<\u00e4\u2028"_s;
        const QByteArray written = m_daemon->ask(
            "mutation($c:String!){fileWrite(source:\"app\",path:\"x\",content:$c){path}}"_ba,
            {{u"c"_s, content}});
        QCOMPARE(written, "{\"data\":{\"fileWrite\":{\"path\":\"x\"}}}"_ba);
        QFile file(m_daemon->folder.filePath(u"app/x"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(file.readAll()), content);
        const QJsonObject answer =
            QJsonDocument::fromJson(m_daemon->ask("{file(source:\"app\",path:\"x\"){content}}"_ba))
                .object();
        QCOMPARE(answer[u"data"][u"file"][u"content"].toString(), content);
    }

    void streamsFrameEveryAnswer()
    {
        const auto all = [this](const char *query) {
            const std::unique_ptr<GraphQlStream> stream = m_daemon->stream(query);
            QByteArray bytes;
            while (stream && !stream->isDone())
                bytes += stream->next({});
            return bytes;
        };
        QCOMPARE(
            all("{health{status}}"),
            ":\n\nevent: next\ndata: {\"data\":{\"health\":{\"status\":\"ok\"}}}\n\nevent: complete\n\n"_ba);
        QCOMPARE(
            all("subscription{nope}"),
            ":\n\nevent: next\ndata: {\"errors\":[{\"message\":\"Cannot query field \\\"nope\\\" on type \\\"Subscription\\\".\",\"locations\":[{\"line\":1,\"column\":14}],\"extensions\":{\"code\":\"GRAPHQL_VALIDATION_FAILED\"}}],\"data\":null}\n\nevent: complete\n\n"_ba);
        const QByteArray noService = all("subscription{onServiceLogs(name:\"no\")}");
        QVERIFY(noService.contains("\"path\":[\"onServiceLogs\"]"));
        QVERIFY(noService.endsWith(",\"data\":null}\n\nevent: complete\n\n"));
    }

    void liveListsAnswerAtOnceAndOnChange()
    {
        const auto stream = m_daemon->stream("subscription{secrets{id hasValue}}"_ba);
        QCOMPARE(stream->next({}), ":\n\n"_ba);
        QCOMPARE(stream->interval(), 0ms);
        QCOMPARE(
            stream->next({}),
            "event: next\ndata: {\"data\":{\"secrets\":[{\"id\":\"webhook-key\",\"hasValue\":false}]}}\n\n"_ba);
        QCOMPARE(stream->interval(), 20ms);
        QCOMPARE(stream->next({}), QByteArray());
        m_daemon->ask(
            "mutation{insert_secrets_one(object:{name:\"webhook-key\",value:\"k\"}){id}}");
        QCOMPARE(
            stream->next({}),
            "event: next\ndata: {\"data\":{\"secrets\":[{\"id\":\"webhook-key\",\"hasValue\":true}]}}\n\n"_ba);
        QVERIFY(!stream->isDone());
    }

    //! Later subscribers of a change hear of the next change only (contract.md, 8.4).
    void changesAreSharedBySubscribers()
    {
        const QByteArray query = "subscription{onStackSnapshotChange{health{status}services{id}"
                                 "secrets{id hasValue}gitOpsTopology{name}}}"_ba;
        const auto event = [](bool hasValue) {
            return "event: next\ndata: "
                   "{\"data\":{\"onStackSnapshotChange\":{\"health\":{\"status\":\"ok\"},"
                   "\"services\":[{\"id\":\"ticker\"},{\"id\":\"web\"}],\"secrets\":[{\"id\":"
                   "\"webhook-key\",\"hasValue\":"
                + QByteArray(hasValue ? "true" : "false")
                + "}],\"gitOpsTopology\":{\"name\":\"demo\"}}}}\n\n";
        };
        const auto first = m_daemon->stream(query);
        first->next({});
        QCOMPARE(nextEvent(*first), event(false));
        const auto second = m_daemon->stream(query);
        second->next({});
        QCOMPARE(second->next({}), QByteArray());
        m_daemon->ask(
            "mutation{insert_secrets_one(object:{name:\"webhook-key\",value:\"k\"}){id}}");
        QCOMPARE(nextEvent(*second), event(true));
        QCOMPARE(first->next({}), event(true));
    }

    void logLinesAreEvents()
    {
        QCOMPARE(m_daemon->engine->stackDev(QJsonObject()).isError(), false);
        const auto stream = m_daemon->stream("subscription{onServiceLogs(name:\"ticker\")}"_ba);
        QCOMPARE(stream->next({}), ":\n\n"_ba);
        QCOMPARE(nextEvent(*stream),
                 "event: next\ndata: {\"data\":{\"onServiceLogs\":\"level=info tick\\n\"}}\n\n"_ba);
        QVERIFY(!stream->isDone());
    }

    void subscriptionOverPostAnswersOnce()
    {
        QCOMPARE(m_daemon->ask("subscription{jobs{id}}"),
                 "{\"data\":{\"jobs\":[{\"id\":\"report\"}]}}"_ba);
        // One that never comes ends when the client goes away.
        std::stop_source gone;
        std::atomic<bool> ended = false;
        std::jthread caller([&] {
            const GraphQlRequest request =
                Daemon::request("subscription{onWorkspaceStatusChange(name:\"no\"){name}}"_ba);
            m_daemon->service->answer(request, nullptr, gone.get_token());
            ended = true;
        });
        gone.request_stop();
        QTRY_VERIFY(ended);
    }

    void threadsShareOneService()
    {
        const QByteArray query = "{services{id status}stackStatus{name}secrets{id}}"_ba;
        const QByteArray expected = m_daemon->ask(query);
        std::atomic<int> equal = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 4; ++i)
                threads.emplace_back([&] {
                    for (int round = 0; round < 20; ++round)
                        equal += m_daemon->ask(query) == expected ? 1 : 0;
                });
        }
        QCOMPARE(equal.load(), 80);
    }
};

QTEST_GUILESS_MAIN(TestGraphQlService)
#include "tst_graphqlservice.moc"
