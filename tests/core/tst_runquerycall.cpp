// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/operatordaemon.h"
#include "tests/support/scriptedserver.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;
using Kind = OperatorDaemonError::Kind;

namespace {

PreparedQuery prepared(const QByteArray &document)
{
    QString problem;
    const auto query = prepareQuery(document, "{\"v\": 1.50}"_ba, {}, &problem);
    if (!query)
        qFatal("%s", qPrintable(problem));
    return *query;
}

} // namespace

class TestRunQueryCall final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void answers_data();
    void answers();
    void sendsWhatWasPrepared();
    void aMutationIsRefusedReadOnly();
    void endsInSilenceWithItsDaemon();

private:
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<OperatorDaemon> m_daemon;
};

void TestRunQueryCall::init()
{
    m_server = std::make_unique<ScriptedServer>();
    m_daemon = std::make_unique<OperatorDaemon>(*BaseUrl::parse(m_server->url()), "admin"_ba,
                                                WorkingIdentity{}, ConnectionPolicy{});
}

void TestRunQueryCall::answers_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<int>("status"); // 0: the connection ends without an answer
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind"); // -1: success
    QTest::addColumn<QString>("words");
    const auto no = [](Kind kind) { return int(kind); };
    const QByteArray query = "{ a }"_ba;
    const QByteArray mutation = "mutation { a }"_ba;
    const QByteArray errors = R"({"errors":[{"message":"not so"}],"data":null})"_ba;
    QTest::newRow("query") << query << 200 << R"({"data":{}})"_ba << -1 << QString();
    QTest::newRow("query, errors") << query << 200 << errors << -1 << QString();
    QTest::newRow("query, 422") << query << 422 << errors << no(Kind::Refused) << u"not so"_s;
    QTest::newRow("query, 401") << query << 401 << R"({"error":"unauthorized"})"_ba
                                << no(Kind::Unauthorized) << u"unauthorized"_s;
    QTest::newRow("query, lost") << query << 0 << QByteArray() << no(Kind::Unreachable)
                                 << QString();
    QTest::newRow("mutation") << mutation << 200 << R"({"data":{}})"_ba << -1 << QString();
    QTest::newRow("mutation, null errors")
        << mutation << 200 << R"({"errors":null,"data":{}})"_ba << -1 << QString();
    QTest::newRow("mutation, errors")
        << mutation << 200 << errors << no(Kind::Refused) << u"not so"_s;
    QTest::newRow("mutation, errors behind the data")
        << mutation << 200 << R"({"data":{"a":"]"},"errors":[{"message":"not so"}]})"_ba
        << no(Kind::Refused) << u"not so"_s;
    QTest::newRow("mutation, no GraphQL")
        << mutation << 200 << R"({"hello":1})"_ba << no(Kind::OutcomeUnknown) << QString();
    QTest::newRow("mutation, proxy")
        << mutation << 502 << "bad gateway"_ba << no(Kind::OutcomeUnknown) << u"bad gateway"_s;
    QTest::newRow("mutation, lost")
        << mutation << 0 << QByteArray() << no(Kind::OutcomeUnknown) << QString();
}

void TestRunQueryCall::answers()
{
    QFETCH(const QByteArray, document);
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const int, kind);
    QFETCH(const QString, words);
    m_server->enqueue(status == 0 ? Script().closeFin() : Script::json(body, status));
    auto *call = m_daemon->run(new RunQueryCall(prepared(document)));
    int outcomes = 0;
    QueryReply reply;
    std::optional<OperatorDaemonError> failure;
    connect(call, &DaemonCall::finished, this, [&] {
        ++outcomes;
        reply = call->reply();
        failure = call->failure();
    });
    QTRY_COMPARE(outcomes, 1);
    // The answer is there whatever became of the call.
    QCOMPARE(reply.status, status);
    QCOMPARE(reply.body, body);
    QCOMPARE(failure ? int(failure->kind) : -1, kind);
    if (failure)
        QCOMPARE(failure->words, words);
    QCOMPARE(m_server->requests().size(), 1);
}

void TestRunQueryCall::sendsWhatWasPrepared()
{
    m_server->enqueue(Script::json(R"({"data":{}})"));
    m_daemon->run(new RunQueryCall(prepared("query Name($v: Float) { a(v: $v) }"_ba)));
    QTRY_COMPARE(m_server->requests().size(), 1);
    const ReceivedRequest &request = m_server->requests().first();
    QCOMPARE(request.verb, "POST"_ba);
    QCOMPARE(request.target, "/graphql"_ba);
    QCOMPARE(request.header("Content-Type"), "application/json"_ba);
    QCOMPARE(request.header("Authorization"), "Bearer admin"_ba);
    QCOMPARE(request.body,
             "{\"query\":\"query Name($v: Float) { a(v: $v) }\","
             "\"operationName\":\"Name\",\"variables\":{\"v\": 1.50}}"_ba);
}

void TestRunQueryCall::aMutationIsRefusedReadOnly()
{
    ConnectionPolicy policy;
    policy.readOnly = true;
    m_daemon->http()->setPolicy(policy);
    auto *call = m_daemon->run(new RunQueryCall(prepared("mutation { a }"_ba)));
    std::optional<OperatorDaemonError> failure;
    connect(call, &DaemonCall::finished, this, [&] { failure = call->failure(); });
    QTRY_VERIFY(failure);
    QCOMPARE(failure->kind, Kind::Blocked);
    QCOMPARE(m_server->accepted(), 0);
}

void TestRunQueryCall::endsInSilenceWithItsDaemon()
{
    m_server->setHandler([](const ReceivedRequest &) { return Script::silence(); });
    const QPointer call = m_daemon->run(new RunQueryCall(prepared("mutation { a }"_ba)));
    const QSignalSpy finished(call, &DaemonCall::finished);
    QTRY_COMPARE(m_server->requests().size(), 1);
    m_daemon.reset();
    QVERIFY(!call);
    QTRY_COMPARE(m_server->open(), 0);
    QCOMPARE(finished.size(), 0);
}

QTEST_GUILESS_MAIN(TestRunQueryCall)
#include "tst_runquerycall.moc"
