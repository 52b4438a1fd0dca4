// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <QJsonArray>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTest>

#include "contracttarget.h"

using namespace Qt::StringLiterals;
using namespace angee;
using test::json;
using test::named;

namespace {

constexpr int slow = 20000; // for what waits on tools: a supervisor, git

} // namespace

//! \brief What every daemon must do over several requests: the lives of workspaces and services,
//! jobs, sources, GraphQL, and a stack that runs. See ContractTarget for which daemon it is.
//!
//! It leaves the stack as it found it, but for the value of webhook-key, the clone of `lib` and
//! what is in it.
class TestContractStack : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void checksAWorkspaceFirst();
    void livesAWorkspacesLife();
    void refusesAWorkspace_data();
    void refusesAWorkspace();
    void livesAServicesLife();
    void editsServices();
    void refusesAService_data();
    void refusesAService();
    void runsAJob();
    void preparesAndBuilds();
    void worksOnSources();
    void tellsTheTopology();
    void tellsAnEndpoint();
    void answersGraphQl();
    void refusesGraphQl_data();
    void refusesGraphQl();
    void streamsGraphQl();
    void runsTheStack();

private:
    test::WireAnswer gql(const QString &query,
                         const QMap<QByteArray, QByteArray> &headers = {}) const;
    QString statusOf(const QString &service) const;

    test::ContractTarget m_target;
};

void TestContractStack::initTestCase()
{
    const QString problem = m_target.start();
    QVERIFY2(problem.isEmpty(), qUtf8Printable(problem));
}

void TestContractStack::cleanupTestCase()
{
    if (!m_target.isStarted())
        return;
    // After a failure half-way; after a success all of these are refused.
    m_target.client().post("/stack/down");
    m_target.client().post("/services/contract-loop/destroy");
    m_target.client().post("/services/echo-contract/destroy");
    m_target.client().post("/workspaces/contract/destroy?purge=true");
}

QString TestContractStack::statusOf(const QString &service) const
{
    return named(m_target.client().get("/services")[u"nodes"_s], service)
        .value("status"_L1)
        .toString();
}

void TestContractStack::checksAWorkspaceFirst()
{
    const auto missing = m_target.client().post("/workspaces/preflight", R"({"template":"demo"})");
    QCOMPARE(missing.json().toObject(),
             (QJsonObject{{u"ok"_s, false},
                          {u"template"_s, u"demo"_s},
                          {u"resolved_template"_s, u"workspaces/demo"_s},
                          {u"effective_inputs"_s, QJsonObject()},
                          {u"missing_required"_s, QJsonArray{u"topic"_s}}}));
    const auto fine = m_target.client().post("/workspaces/preflight",
                                             R"({"template":"demo","inputs":{"topic":"T"}})");
    QVERIFY(fine[u"ok"_s].toBool());
    QVERIFY(fine[u"missing_required"_s].isUndefined());
}

void TestContractStack::livesAWorkspacesLife()
{
    const QByteArray request = R"({"template":"demo","inputs":{"topic":"Contract"},"ttl":"24h"})";
    const auto made = m_target.client().post("/workspaces", request);
    QCOMPARE(made.status, 201);
    QCOMPARE(made[u"name"_s].toString(), u"contract"_s);
    QCOMPARE(made[u"template"_s].toString(), u"workspaces/demo"_s);
    QVERIFY(made[u"allocations"_s].toObject().value("agent"_L1).toInt() >= 18100);
    QVERIFY(!made[u"ttl_expires_at"_s].isUndefined());
    QCOMPARE(m_target.client().post("/workspaces", request).status, 409);
    QCOMPARE(m_target.client().get("/workspaces/contract").json(), made.json());

    const auto status = m_target.client().get("/workspaces/contract/status");
    QCOMPARE(status[u"state"_s].toString(), u"ready"_s);
    const QJsonObject slot = status[u"sources"_s].toArray().first().toObject();
    QCOMPARE(slot.value("branch"_L1).toString(), u"ws/contract"_s);
    QCOMPARE(slot.value("current_ref"_L1).toString(), u"ws/contract"_s);
    QCOMPARE(slot.value("state"_L1).toString(), u"clean"_s);
    QCOMPARE(m_target.client().get("/workspaces/contract/git").json().toArray().size(), 1);
    QCOMPARE(m_target.client().get("/workspaces/contract/sources/lib/diff").body, "[]\n"_ba);
    QCOMPARE(m_target.client().post("/workspaces/contract/sources/lib/fetch").status, 200);
    if (slot.value("upstream"_L1).isUndefined()) // an earlier run has pushed this branch
        QCOMPARE(m_target.client().post("/workspaces/contract/sources/lib/pull").status, 500);
    const auto pushed = m_target.client().post("/workspaces/contract/push", "{}");
    QCOMPARE(pushed.status, 200);
    QCOMPARE(pushed.json().toArray().first().toObject().value("upstream"_L1).toString(),
             u"origin/ws/contract"_s);
    QCOMPARE(m_target.client().post("/workspaces/contract/sync-base", "{}").status, 200);
    const auto merged =
        m_target.client().post("/workspaces/contract/sources/lib/merge", R"({"ref":"main"})");
    QCOMPARE(merged.status, 200);
    QVERIFY(merged[u"ok"_s].toBool());
    QCOMPARE(merged[u"conflict_files"_s], QJsonValue(QJsonArray()));

    const auto patched = m_target.client().send("PATCH", "/workspaces/contract", R"({"ttl":"2h"})");
    QCOMPARE(patched[u"ttl"_s].toString(), u"2h"_s);
    QCOMPARE(m_target.client().send("PATCH", "/workspaces/contract", R"({"ttl":"x"})").status, 500);
    QCOMPARE(m_target.client().get("/workspaces/contract/logs").body, QByteArray());

    QCOMPARE(m_target.client().post("/workspaces/contract/destroy").body,
             "{\"status\":\"destroyed\"}\n"_ba);
    QCOMPARE(m_target.client().post("/workspaces/contract/destroy").status, 404);
    QCOMPARE(m_target.client().post("/workspaces", request).status,
             500); // what it left is in the way
    const auto again = m_target.client().post(
        "/workspaces",
        R"({"template":"demo","inputs":{"topic":"Contract"},"ttl":"24h","sync":true})");
    QCOMPARE(again.status, 201);
    QCOMPARE(m_target.client().post("/workspaces/contract/destroy?purge=true").status, 200);
    QCOMPARE(m_target.client().get("/workspaces/contract").status, 404);
}

void TestContractStack::refusesAWorkspace_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    QTest::newRow("no template") << "POST"_ba
                                 << "/workspaces"_ba
                                 << "{}"_ba << 400 << u"template: workspace template is required"_s;
    QTest::newRow("no template to check")
        << "POST"_ba
        << "/workspaces/preflight"_ba
        << "{}"_ba << 400 << u"template: workspace template is required"_s;
    QTest::newRow("unknown template")
        << "POST"_ba
        << "/workspaces"_ba
        << R"({"template":"nope","name":"x"})"_ba << 500
        << u"template \"nope\" was not found locally or in the template registry"_s;
    QTest::newRow("wrong kind")
        << "POST"_ba
        << "/workspaces"_ba
        << R"({"template":"services/echo"})"_ba << 500
        << u"template \"services/echo\" does not match kind \"workspace\""_s;
    QTest::newRow("unknown") << "GET"_ba
                             << "/workspaces/none"_ba << QByteArray() << 404
                             << u"workspace \"none\" is not declared"_s;
    QTest::newRow("quoted name") << "GET"_ba
                                 << "/workspaces/a%22b"_ba << QByteArray() << 404
                                 << u"workspace \"a\\\"b\" is not declared"_s;
    QTest::newRow("unknown to update") << "PATCH"_ba
                                       << "/workspaces/none"_ba
                                       << "{}"_ba << 404 << u"workspace \"none\" is not declared"_s;
    QTest::newRow("merge without ref") << "POST"_ba
                                       << "/workspaces/none/sources/lib/merge"_ba
                                       << "{}"_ba << 400 << u"ref: merge ref is required"_s;
}

void TestContractStack::refusesAWorkspace()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, error);
    const auto answer = m_target.client().send(method, target, body);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer[u"error"_s].toString(), error);
}

void TestContractStack::livesAServicesLife()
{
    QCOMPARE(m_target.client()
                 .post("/workspaces", R"({"template":"demo","inputs":{"topic":"Contract"}})")
                 .status,
             201);
    const QByteArray request = R"({"template":"echo","workspace":"contract"})";
    const auto made = m_target.client().post("/services/create", request);
    QCOMPARE(made.status, 201);
    QCOMPARE(made.json().toObject(),
             (QJsonObject{{u"name"_s, u"echo-contract"_s},
                          {u"runtime"_s, u"local"_s},
                          {u"status"_s, u"declared"_s}}));
    QCOMPARE(m_target.client().post("/services/create", request).status, 409);
    const QJsonArray mounted =
        m_target.client().get("/workspaces/contract/status")[u"mounted_by"_s].toArray();
    QCOMPARE(mounted,
             (QJsonArray{QJsonObject{{u"kind"_s, u"service"_s},
                                     {u"name"_s, u"echo-contract"_s},
                                     {u"field"_s, u"workdir"_s},
                                     {u"value"_s, u"workspace://contract"_s}}}));
    const QByteArray update = R"({"inputs":{"greeting":"bye"},"dry_run":true})";
    const auto dry = m_target.client().post("/services/echo-contract/template/update", update);
    const QJsonArray changes{
        QJsonObject{{u"path"_s, u"services.echo-contract.command"_s}, {u"kind"_s, u"modify"_s}}};
    QCOMPARE(dry[u"changes"_s].toArray(), changes);
    const auto wet = m_target.client().post("/services/echo-contract/template/update",
                                            R"({"inputs":{"greeting":"bye"}})");
    QCOMPARE(wet[u"changes"_s].toArray(), changes);
    const auto same = m_target.client().post("/services/echo-contract/template/update", "{}");
    QVERIFY(!same[u"changed"_s].toBool());
    QVERIFY(same[u"changes"_s].isUndefined());
    // What people change by hand is not written over.
    QCOMPARE(m_target.client()
                 .send("PATCH", "/services/echo-contract", R"({"command":["true"]})")
                 .status,
             200);
    const auto conflict = m_target.client().post("/services/echo-contract/template/update",
                                                 R"({"inputs":{"greeting":"again"}})");
    QCOMPARE(conflict.status, 409);
    QCOMPARE(conflict[u"reason"_s].toString(),
             u"conflicting paths: services.echo-contract.command; use --overwrite to replace"_s);
    QCOMPARE(m_target.client()
                 .post("/services/echo-contract/template/update",
                       R"({"inputs":{"greeting":"again"},"overwrite":true})")
                 .status,
             200);
    QCOMPARE(m_target.client().post("/services/echo-contract/destroy").status, 200);
    QCOMPARE(m_target.client().post("/services/echo-contract/destroy").status, 404);
    QCOMPARE(m_target.client().post("/workspaces/contract/destroy?purge=true").status, 200);
}

void TestContractStack::editsServices()
{
    const QByteArray request = R"({"name":"contract-loop","command":["sleep","1000"]})";
    QCOMPARE(m_target.client().post("/services", request).status, 201);
    QCOMPARE(m_target.client().post("/services", request).status, 409);
    QCOMPARE(m_target.client()
                 .send("PATCH", "/services/contract-loop", R"({"env":{"A":"b"},"command":null})")
                 .body,
             "{\"name\":\"contract-loop\",\"status\":\"updated\"}\n"_ba);
    const auto prepared = m_target.client().post("/stack/prepare");
    const QJsonObject process = prepared[u"ProcessCompose"_s]
                                    .toObject()
                                    .value("Processes"_L1)
                                    .toObject()
                                    .value("contract-loop"_L1)
                                    .toObject();
    QCOMPARE(process.value("Command"_L1).toString(), u"sleep 1000"_s);
    QCOMPARE(process.value("Environment"_L1), QJsonValue(QJsonArray{u"A=b"_s}));
    QCOMPARE(m_target.client().send("PATCH", "/services/contract-loop", R"({"command":[]})").status,
             500);
    QCOMPARE(m_target.client().post("/services/contract-loop/destroy").status, 200);
}

void TestContractStack::refusesAService_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    const QByteArray post = "POST"_ba;
    QTest::newRow("no template") << post << "/services/create"_ba
                                 << "{}"_ba << 400 << u"template: service template is required"_s;
    QTest::newRow("no workspace") << post << "/services/create"_ba
                                  << R"({"template":"echo"})"_ba << 400
                                  << u"workspace: target workspace is required"_s;
    QTest::newRow("unknown workspace") << post << "/services/create"_ba
                                       << R"({"template":"echo","workspace":"zz"})"_ba << 404
                                       << u"workspace \"zz\" is not declared"_s;
    QTest::newRow("no name") << post << "/services"_ba
                             << "{}"_ba << 400 << u"name: service name is required"_s;
    QTest::newRow("nothing to run")
        << post << "/services"_ba
        << R"({"name":"x"})"_ba << 400 << u"service: \"x\" requires --image or --command"_s;
    QTest::newRow("unknown") << "PATCH"_ba
                             << "/services/zz"_ba
                             << "{}"_ba << 404 << u"service \"zz\" is not declared"_s;
    QTest::newRow("unknown to start") << post << "/services/zz/start"_ba << QByteArray() << 404
                                      << u"service \"zz\" is not declared"_s;
    QTest::newRow("unknown endpoint")
        << "GET"_ba
        << "/services/zz/endpoint"_ba << QByteArray() << 404 << u"service \"zz\" is not declared"_s;
    QTest::newRow("unknown logs") << "GET"_ba
                                  << "/services/zz/logs"_ba << QByteArray() << 404
                                  << u"service \"zz\" is not declared"_s;
    QTest::newRow("managed input")
        << post << "/services/web/template/update"_ba
        << "{}"_ba << 400
        << u"template: service has no render state or top-level .copier-answers.yml; recreate it before template update"_s;
    QTest::newRow("build a local one")
        << post << "/stack/build"_ba
        << R"({"services":["web"]})"_ba << 500
        << u"service \"web\" uses runtime \"local\", not \"container\""_s;
    QTest::newRow("build an unknown one")
        << post << "/stack/build"_ba
        << R"({"services":["zz"]})"_ba << 404 << u"service \"zz\" is not declared"_s;
    QTest::newRow("unknown job") << post << "/jobs/zz/run"_ba << QByteArray() << 404
                                 << u"job \"zz\" is not declared"_s;
    QTest::newRow("logs of nothing")
        << "GET"_ba
        << "/stack/logs?service="_ba << QByteArray() << 404 << u"service not found"_s;
}

void TestContractStack::refusesAService()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, error);
    const auto answer = m_target.client().send(method, target, body);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer[u"error"_s].toString(), error);
}

void TestContractStack::runsAJob()
{
    const auto run = m_target.client().post("/jobs/report/run");
    QCOMPARE(run.status, 200);
    QCOMPARE(run.headers.value("content-type"_ba), "text/plain; charset=utf-8"_ba);
    QVERIFY(run.body.startsWith("report\n"));
    QVERIFY(run.body.contains("settings.yaml\n"));
    const auto logs = m_target.client().get("/jobs/report/logs");
    QCOMPARE(logs.status, 501);
    QCOMPARE(logs[u"error"_s].toString(), u"job logs are returned by job run"_s);
}

void TestContractStack::preparesAndBuilds()
{
    const auto prepared = m_target.client().post("/stack/prepare");
    QCOMPARE(prepared.status, 200);
    const QJsonObject processes =
        prepared[u"ProcessCompose"_s].toObject().value("Processes"_L1).toObject();
    QCOMPARE(processes.keys(), (QStringList{u"report"_s, u"ticker"_s, u"web"_s}));
    QCOMPARE(processes.value("web"_L1).toObject().value("Environment"_L1),
             QJsonValue(QJsonArray{u"API_TOKEN=${ANGEE_SECRET_API_TOKEN}"_s}));
    QCOMPARE(m_target.client().get("/secrets/api-token/value")[u"value"_s].toString().size(), 40);
    QCOMPARE(m_target.client().post("/stack/update").body, "{\"status\":\"updated\"}\n"_ba);
    QCOMPARE(m_target.client().post("/stack/build", "{}").body, "{\"status\":\"built\"}\n"_ba);
    QCOMPARE(m_target.client().post("/stack/up", "{}").body, "{\"status\":\"started\"}\n"_ba);
    const auto stream = m_target.client().get("/stack/up/stream");
    QCOMPARE(stream.status, 200);
    QCOMPARE(stream.body, QByteArray());
    QCOMPARE(m_target.client().post("/stack/init", "{}")[u"error"_s].toString(),
             u"template: stack template is required"_s);
}

void TestContractStack::worksOnSources()
{
    const auto fetched = m_target.client().post("/sources/lib/fetch");
    QCOMPARE(fetched.status, 200);
    QCOMPARE(fetched[u"state"_s].toString(), u"clean"_s);
    QCOMPARE(fetched[u"current_ref"_s].toString(), u"main"_s);
    QCOMPARE(fetched[u"upstream"_s].toString(), u"origin/main"_s);
    QVERIFY(fetched[u"dirty"_s].isUndefined());
    QCOMPARE(m_target.client().get("/sources/lib/status").json(), fetched.json());
    QCOMPARE(m_target.client().post("/sources/lib/pull").status, 200);
    QCOMPARE(m_target.client().post("/sources/lib/push", "{}").status, 200);
    QCOMPARE(m_target.client().get("/sources/lib/diff").body, "[]\n"_ba);
    QCOMPARE(m_target.client().post("/sources/app/pull")[u"error"_s].toString(),
             u"source \"app\" is not a git source"_s);
    QCOMPARE(m_target.client().get("/sources/app/diff").status, 400);
    QCOMPARE(m_target.client().get("/sources/zz/status").status, 404);
    // An edit through the source makes the clone dirty; taking it back makes it clean again.
    QByteArray file = "/files?source=lib&path=README.md";
    if (m_target.client().get(file).status != 200)
        file = "/files?source=lib&path=lib.py";
    const QJsonValue before = m_target.client().get(file)[u"content"_s];
    QCOMPARE(m_target.client().send("PUT", file, R"({"content":"x"})").status, 200);
    const auto dirty = m_target.client().get("/sources/lib/status");
    QCOMPARE(dirty[u"state"_s].toString(), u"dirty"_s);
    QCOMPARE(dirty[u"unpushed_reason"_s].toString(), u"uncommitted changes"_s);
    QVERIFY(dirty[u"dirty"_s].toBool());
    const auto diff = m_target.client().get("/sources/lib/diff").json().toArray();
    QCOMPARE(diff.size(), 1);
    QVERIFY(diff.first()
                .toObject()
                .value("hunks"_L1)
                .toArray()
                .first()
                .toObject()
                .value("body"_L1)
                .toString()
                .endsWith("+x\n"_L1));
    QCOMPARE(m_target.client().post("/sources/lib/push", "{}")[u"error"_s].toString(),
             u"source \"lib\" has uncommitted changes"_s);
    QCOMPARE(m_target.client().send("PUT", file, json({{u"content"_s, before}})).status, 200);
    QCOMPARE(m_target.client().get("/sources/lib/status").json(), fetched.json());
}

void TestContractStack::tellsTheTopology()
{
    const auto topology = m_target.client().get("/gitops/topology?with_commits=5");
    QCOMPARE(topology.status, 200);
    const QJsonObject lib = named(topology[u"sources"_s], u"lib"_s);
    const QJsonObject commit = lib.value("commits"_L1).toArray().last().toObject();
    QCOMPARE(commit.value("sha"_L1).toString().size(), 40);
    QVERIFY(commit.value("parents"_L1).toArray().isEmpty());
    QCOMPARE(topology[u"summary"_s].toObject().value("sources"_L1).toInt(), 2);
    QCOMPARE(topology[u"links"_s], QJsonValue(QJsonArray()));
    QVERIFY(named(m_target.client().get("/gitops/topology")[u"sources"_s], u"lib"_s)
                .value("commits"_L1)
                .isUndefined());
}

void TestContractStack::tellsAnEndpoint()
{
    const auto endpoint = m_target.client().get("/services/web/endpoint");
    QCOMPARE(endpoint.status, 200);
    QVERIFY(!endpoint[u"routed"_s].toBool());
    QCOMPARE(endpoint[u"internal_host"_s].toString(), u"web"_s);
    const QJsonObject log = endpoint[u"log_stream"_s].toObject();
    QCOMPARE(log.value("url"_L1).toString(),
             u"ws://%1:%2/services/web/logs/stream"_s.arg(m_target.host()).arg(m_target.port()));
    QVERIFY(!log.value("token"_L1).toString().isEmpty());
}

test::WireAnswer TestContractStack::gql(const QString &query,
                                        const QMap<QByteArray, QByteArray> &headers) const
{
    return m_target.client().send("POST", "/graphql", json({{u"query"_s, query}}), headers);
}

void TestContractStack::answersGraphQl()
{
    QCOMPARE(gql(u"{health{status name}}"_s).body,
             R"({"data":{"health":{"status":"ok","name":null}}})"_ba);
    const auto lists = gql(
        u"{services(order_by:[{name:desc}]){id health} secrets_aggregate{aggregate{count}} services_by_pk(id:\"zz\"){id}}"_s);
    QCOMPARE(lists.json().toObject(),
             (QJsonObject{
                 {u"data"_s,
                  QJsonObject{
                      {u"services"_s,
                       QJsonArray{QJsonObject{{u"id"_s, u"web"_s}, {u"health"_s, QString()}},
                                  QJsonObject{{u"id"_s, u"ticker"_s}, {u"health"_s, QString()}}}},
                      {u"secrets_aggregate"_s,
                       QJsonObject{{u"aggregate"_s, QJsonObject{{u"count"_s, 2}}}}},
                      {u"services_by_pk"_s, QJsonValue(QJsonValue::Null)}}}}));
    const auto conflict = gql(
        u"mutation{fileWrite(source:\"app\",path:\"settings.yaml\",content:\"x\",etag:\"bad\"){etag}}"_s);
    QCOMPARE(conflict.status, 200);
    QVERIFY(conflict[u"data"_s].isNull());
    const QJsonObject error = conflict[u"errors"_s].toArray().first().toObject();
    QCOMPARE(error.value("extensions"_L1).toObject().value("reason"_L1).toString(),
             u"etag mismatch"_s);
    const auto types =
        gql(u"{__schema{queryType{name}mutationType{name}subscriptionType{name}types{name}}}"_s);
    QVERIFY(types[u"data"_s]
                .toObject()
                .value("__schema"_L1)
                .toObject()
                .value("types"_L1)
                .toArray()
                .size()
            > 100);
}

void TestContractStack::refusesGraphQl_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QByteArray>("accept");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<int>("status");
    QTest::newRow("syntax") << u"{"_s << "*/*"_ba
                            << "application/json"_ba << 422;
    QTest::newRow("validation") << u"{nope}"_s << "*/*"_ba
                                << "application/json"_ba << 422;
    QTest::newRow("new media type") << u"{nope}"_s << "application/graphql-response+json"_ba
                                    << "application/json"_ba << 400;
    QTest::newRow("content type") << u"{health{status}}"_s << "*/*"_ba
                                  << "text/plain"_ba << 415;
}

void TestContractStack::refusesGraphQl()
{
    QFETCH(QString, query);
    QFETCH(QByteArray, accept);
    QFETCH(QByteArray, contentType);
    QFETCH(int, status);
    const auto answer = gql(query, {{"Accept"_ba, accept}, {"Content-Type"_ba, contentType}});
    QCOMPARE(answer.status, status);
}

void TestContractStack::streamsGraphQl()
{
    const QMap<QByteArray, QByteArray> sse{{"Accept"_ba, "text/event-stream"_ba}};
    const auto once = gql(u"{health{status}}"_s, sse);
    QCOMPARE(once.headers.value("content-type"_ba), "text/event-stream"_ba);
    QCOMPARE(
        once.body,
        ":\n\nevent: next\ndata: {\"data\":{\"health\":{\"status\":\"ok\"}}}\n\nevent: complete\n\n"_ba);
    const auto socket = m_target.client().open(
        "POST", "/graphql", json({{u"query"_s, u"subscription{secrets{id hasValue}}"_s}}), sse);
    QByteArray seen;
    QTRY_VERIFY_WITH_TIMEOUT(
        (seen += socket->readAll()).contains("\"webhook-key\",\"hasValue\":true"), slow);
    seen.clear();
    QCOMPARE(m_target.client().send("DELETE", "/secrets/webhook-key").status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(
        (seen += socket->readAll()).contains("\"webhook-key\",\"hasValue\":false"), slow);
    QCOMPARE(m_target.client().post("/secrets/webhook-key", "{\"value\":\"k\"}").status, 200);
}

void TestContractStack::runsTheStack()
{
    const QJsonObject loop{
        {u"name"_s, u"contract-loop"_s},
        {u"command"_s,
         QJsonArray{u"sh"_s, u"-c"_s,
                    u"echo level=warn begin; while true; do sleep 1; echo tick; done"_s}}};
    QCOMPARE(m_target.client().post("/services", json(loop)).status, 201);
    QCOMPARE(m_target.client().get("/services/contract-loop/logs").status, 500);
    QCOMPARE(m_target.client().post("/services/contract-loop/stop").status, 500);
    QCOMPARE(m_target.client().post("/stack/down").status, 500);

    // The daemon keeps this open for as long as the stack runs (contract.md, Q1); the sandbox does
    // not.
    const auto dev = m_target.client().open("POST", "/stack/dev", "{}");
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(u"contract-loop"_s), u"running"_s, slow);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_target.client().get("/services/contract-loop/logs").body.contains("level=warn begin\n"),
        slow);
    QCOMPARE(m_target.client().post("/services/contract-loop/start").status, 500);

    const auto log =
        m_target.client().open("GET", "/services/contract-loop/logs/stream", {},
                               {{"Connection"_ba, "Upgrade"_ba},
                                {"Upgrade"_ba, "websocket"_ba},
                                {"Sec-WebSocket-Version"_ba, "13"_ba},
                                {"Sec-WebSocket-Key"_ba, "dGhlIHNhbXBsZSBub25jZQ=="_ba}});
    QByteArray seen;
    QTRY_VERIFY_WITH_TIMEOUT((seen += log->readAll()).contains("\"message\":\"tick\""), slow);
    QVERIFY(seen.startsWith("HTTP/1.1 101"));
    QVERIFY(seen.contains("\"level\":\"WARN\""));

    QCOMPARE(m_target.client().post("/services/contract-loop/stop").body,
             "{\"status\":\"stop\"}\n"_ba);
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(u"contract-loop"_s), u"completed"_s, slow);
    QCOMPARE(m_target.client().post("/services/contract-loop/start").body,
             "{\"status\":\"start\"}\n"_ba);
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(u"contract-loop"_s), u"running"_s, slow);
    QCOMPARE(m_target.client().post("/services/contract-loop/restart").body,
             "{\"status\":\"restart\"}\n"_ba);
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(u"contract-loop"_s), u"running"_s, slow);

    QCOMPARE(m_target.client().post("/stack/down").body, "{\"status\":\"stopped\"}\n"_ba);
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(u"contract-loop"_s), u"declared"_s, slow);
    QTRY_COMPARE_WITH_TIMEOUT(log->state(), QTcpSocket::UnconnectedState, slow);
    QCOMPARE(m_target.client().post("/services/contract-loop/destroy").status, 200);
    const auto answer = test::WireClient::read(dev.get(), "POST");
    QCOMPARE(answer.body, "{\"status\":\"started\"}\n"_ba);
}

QTEST_GUILESS_MAIN(TestContractStack)
#include "tst_contractstack.moc"
