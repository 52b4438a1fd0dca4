// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/httpclient.h"
#include "tests/support/exchangewatch.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/sockets.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(angee::HttpVerb)

//! Cancelling, and objects that go away while an exchange is in flight.
class TestHttpClientLife : public QObject
{
    Q_OBJECT

private slots:
    void abortAtOnce_data();
    void abortAtOnce();
    void abortBeforeTheAnswer_data();
    void abortBeforeTheAnswer();
    void abortWithinTheBody();
    void abortAfterTheEnd();
    void abortTwice();
    void abortOfARefusedRequest();
    void abortFromHeadersReceived();
    void nothingFromInsideSend_data();
    void nothingFromInsideSend();
    void ownerDiesInFlight_data();
    void ownerDiesInFlight();
    void ownerDiesInASlot_data();
    void ownerDiesInASlot();
    void clientDiesInFlight();
    void clientDiesInASlot();
    void clientDiesWithItsExchange();
    void dropConnectionsSparesWhatIsInFlight();
    void newPolicyGetsANewConnection();
    void manyAtOnce();
};

static HttpRequest request(HttpVerb verb)
{
    HttpRequest request;
    request.verb = verb;
    request.path = "/x"_ba;
    request.mutation = verb != HttpVerb::Get;
    return request;
}

static void addVerbs()
{
    QTest::addColumn<HttpVerb>("verb");
    for (const HttpVerb verb :
         {HttpVerb::Get, HttpVerb::Post, HttpVerb::Put, HttpVerb::Patch, HttpVerb::Delete})
        QTest::addRow("%s", verbName(verb).constData()) << verb;
}

void TestHttpClientLife::abortAtOnce_data()
{
    addVerbs();
}

void TestHttpClientLife::abortAtOnce()
{
    QFETCH(const HttpVerb, verb);
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) { return Script::json("{}"_ba); });
    HttpClient client(*BaseUrl::parse(server.url()));
    ExchangeWatch watch(client.send(request(verb), this));
    watch.exchange->abort();
    QCOMPARE(watch.finished, 0);
    QTRY_COMPARE(watch.finished, 1);
    QCOMPARE(watch.result.failure, HttpFailure::Cancelled);
    QCOMPARE(watch.headers, 0);
    QTRY_VERIFY(watch.destroyed);
    QCOMPARE(watch.finished, 1);
}

void TestHttpClientLife::abortBeforeTheAnswer_data()
{
    addVerbs();
}

void TestHttpClientLife::abortBeforeTheAnswer()
{
    QFETCH(const HttpVerb, verb);
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) { return Script::silence(); });
    HttpClient client(*BaseUrl::parse(server.url()));
    ExchangeWatch watch(client.send(request(verb), this));
    QTRY_COMPARE(server.requests().size(), 1);
    QCOMPARE(watch.finished, 0);
    watch.exchange->abort();
    QCOMPARE(watch.finished, 0);
    QTRY_COMPARE(watch.finished, 1);
    QCOMPARE(watch.result.failure, HttpFailure::Cancelled);
    QVERIFY(watch.result.maybeSent);
    QTRY_COMPARE(server.open(), 0); // which is how the daemon learns of it
    QTRY_VERIFY(watch.destroyed);
    QCOMPARE(watch.finished, 1);
    QCOMPARE(server.requests().size(), 1);
}

void TestHttpClientLife::abortWithinTheBody()
{
    ScriptedServer server;
    server.enqueue(Script::head(200, "text/plain"_ba, -1).chunk("first"_ba));
    HttpClient client(*BaseUrl::parse(server.url()));
    HttpRequest stream = request(HttpVerb::Post);
    stream.streaming = true;
    ExchangeWatch watch(client.send(stream, this));
    QTRY_COMPARE(watch.body, "first"_ba);
    server.play(0, Script().chunk("second"_ba));
    watch.exchange->abort();
    QTRY_COMPARE(watch.finished, 1);
    QCOMPARE(watch.result.failure, HttpFailure::Cancelled);
    QCOMPARE(watch.result.status, 200);
    QCOMPARE(watch.body, "first"_ba);
    QTRY_COMPARE(server.open(), 0);
}

void TestHttpClientLife::abortAfterTheEnd()
{
    ScriptedServer server;
    server.enqueue(Script::json("{}"_ba));
    HttpClient client(*BaseUrl::parse(server.url()));
    HttpExchange *exchange = client.send(request(HttpVerb::Get), this);
    ExchangeWatch watch(exchange);
    connect(exchange, &HttpExchange::finished, this, [exchange] {
        QVERIFY(exchange->isFinished());
        exchange->abort();
    });
    QTRY_VERIFY(watch.destroyed);
    QCOMPARE(watch.finished, 1);
    QVERIFY(watch.result.isSuccess());
}

void TestHttpClientLife::abortTwice()
{
    ScriptedServer server;
    server.enqueue(Script::silence());
    HttpClient client(*BaseUrl::parse(server.url()));
    ExchangeWatch watch(client.send(request(HttpVerb::Post), this));
    QTRY_COMPARE(server.requests().size(), 1);
    watch.exchange->abort();
    watch.exchange->abort();
    QTRY_VERIFY(watch.destroyed);
    QCOMPARE(watch.finished, 1);
}

void TestHttpClientLife::abortOfARefusedRequest()
{
    ScriptedServer server;
    HttpClient client(*BaseUrl::parse(server.url()));
    ConnectionPolicy policy;
    policy.readOnly = true;
    client.setPolicy(policy);
    ExchangeWatch watch(client.send(request(HttpVerb::Post), this));
    watch.exchange->abort();
    QTRY_VERIFY(watch.destroyed);
    QCOMPARE(watch.finished, 1);
    QCOMPARE(watch.result.failure, HttpFailure::Cancelled);
    QVERIFY(!watch.result.maybeSent);
    QCOMPARE(server.accepted(), 0);
}

void TestHttpClientLife::abortFromHeadersReceived()
{
    ScriptedServer server;
    server.enqueue(Script::json(QByteArray(100'000, 'x')));
    HttpClient client(*BaseUrl::parse(server.url()));
    HttpExchange *exchange = client.send(request(HttpVerb::Get), this);
    ExchangeWatch watch(exchange);
    connect(exchange, &HttpExchange::headersReceived, this, [exchange] { exchange->abort(); });
    QTRY_VERIFY(watch.destroyed);
    QCOMPARE(watch.headers, 1);
    QCOMPARE(watch.finished, 1);
    QCOMPARE(watch.result.failure, HttpFailure::Cancelled);
}

void TestHttpClientLife::nothingFromInsideSend_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("readOnly");
    QTest::newRow("nobody listens") << u"http://127.0.0.1:%1"_s.arg(closedPort()) << false;
    QTest::newRow("read-only") << u"http://127.0.0.1:9"_s << true;
    QTest::newRow("insecure") << u"http://192.0.2.1"_s << false;
}

void TestHttpClientLife::nothingFromInsideSend()
{
    QFETCH(const QString, url);
    QFETCH(const bool, readOnly);
    HttpClient client(*BaseUrl::parse(url));
    ConnectionPolicy policy;
    policy.readOnly = readOnly;
    client.setPolicy(policy);
    client.setBearer("b"_ba);
    HttpExchange *exchange = client.send(request(HttpVerb::Post), this);
    QVERIFY(!exchange->isFinished()); // else nobody could have heard of it
    ExchangeWatch watch(exchange);
    QTRY_COMPARE(watch.finished, 1);
    QVERIFY(!watch.result.isAnswer());
    QVERIFY(!watch.result.maybeSent);
}

void TestHttpClientLife::ownerDiesInFlight_data()
{
    QTest::addColumn<HttpVerb>("verb");
    QTest::addColumn<bool>("streaming");
    QTest::newRow("GET") << HttpVerb::Get << false;
    QTest::newRow("POST") << HttpVerb::Post << false;
    QTest::newRow("stream") << HttpVerb::Get << true;
}

void TestHttpClientLife::ownerDiesInFlight()
{
    QFETCH(const HttpVerb, verb);
    QFETCH(const bool, streaming);
    ScriptedServer server;
    server.enqueue(Script::head(200, "text/plain"_ba, -1).chunk("first"_ba));
    HttpClient client(*BaseUrl::parse(server.url()));
    auto owner = std::make_unique<QObject>();
    HttpRequest slow = request(verb);
    slow.streaming = streaming;
    ExchangeWatch watch(client.send(slow, owner.get()));
    QTRY_COMPARE(watch.headers, 1);
    owner.reset();
    QVERIFY(watch.destroyed);
    const QByteArray before = watch.body;
    QTRY_COMPARE(server.open(), 0);
    QCOMPARE(watch.finished, 0);
    QCOMPARE(watch.body, before);

    server.enqueue(Script::json("{}"_ba)); // the client goes on
    ExchangeWatch next(client.send(request(HttpVerb::Get), this));
    QTRY_COMPARE(next.finished, 1);
    QVERIFY(next.result.isSuccess());
}

void TestHttpClientLife::ownerDiesInASlot_data()
{
    QTest::addColumn<int>("where");
    QTest::newRow("headersReceived") << 0;
    QTest::newRow("bodyReceived") << 1;
    QTest::newRow("finished") << 2;
}

void TestHttpClientLife::ownerDiesInASlot()
{
    QFETCH(const int, where);
    ScriptedServer server;
    server.enqueue(Script::json("{\"a\":1}"_ba));
    HttpClient client(*BaseUrl::parse(server.url()));
    auto owner = std::make_unique<QObject>();
    HttpRequest stream = request(HttpVerb::Get);
    stream.streaming = true;
    HttpExchange *exchange = client.send(stream, owner.get());
    ExchangeWatch watch(exchange);
    const auto die = [&owner] { owner.reset(); };
    if (where == 0)
        connect(exchange, &HttpExchange::headersReceived, this, die);
    else if (where == 1)
        connect(exchange, &HttpExchange::bodyReceived, this, die);
    else
        connect(exchange, &HttpExchange::finished, this, die);
    QTRY_VERIFY(watch.destroyed);
    QVERIFY(!owner);
    QCOMPARE(watch.finished, where == 2 ? 1 : 0);
    QTRY_COMPARE(server.open(), 0);
}

void TestHttpClientLife::clientDiesInFlight()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) { return Script::silence(); });
    auto client = std::make_unique<HttpClient>(*BaseUrl::parse(server.url()));
    ExchangeWatch get(client->send(request(HttpVerb::Get), this));
    ExchangeWatch post(client->send(request(HttpVerb::Post), this));
    QTRY_COMPARE(server.requests().size(), 2);
    client.reset();
    QCOMPARE(get.finished + post.finished, 0);
    QTRY_COMPARE(get.finished, 1);
    QTRY_COMPARE(post.finished, 1);
    QCOMPARE(get.result.failure, HttpFailure::Cancelled);
    QCOMPARE(post.result.failure, HttpFailure::Cancelled);
    QVERIFY(post.result.maybeSent);
    QTRY_COMPARE(server.open(), 0);
    QTRY_VERIFY(get.destroyed && post.destroyed);
}

void TestHttpClientLife::clientDiesInASlot()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) { return Script::json("{}"_ba); });
    auto client = std::make_unique<HttpClient>(*BaseUrl::parse(server.url()));
    HttpExchange *exchange = client->send(request(HttpVerb::Get), this);
    ExchangeWatch watch(exchange);
    connect(exchange, &HttpExchange::headersReceived, this, [&client] { client.reset(); });
    QTRY_VERIFY(watch.destroyed);
    QCOMPARE(watch.finished, 1);
    QCOMPARE(watch.result.failure, HttpFailure::Cancelled);
}

void TestHttpClientLife::clientDiesWithItsExchange()
{
    ScriptedServer server;
    server.enqueue(Script::silence());
    auto client = std::make_unique<HttpClient>(*BaseUrl::parse(server.url()));
    ExchangeWatch watch(client->send(request(HttpVerb::Post), nullptr));
    QTRY_COMPARE(server.requests().size(), 1);
    client.reset();
    QVERIFY(watch.destroyed);
    QCOMPARE(watch.finished, 0);
    QTRY_COMPARE(server.open(), 0);
}

void TestHttpClientLife::dropConnectionsSparesWhatIsInFlight()
{
    ScriptedServer server;
    server.enqueue(Script().pause().bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"_ba));
    server.enqueue(Script::json("[]"_ba));
    HttpClient client(*BaseUrl::parse(server.url()));
    ExchangeWatch before(client.send(request(HttpVerb::Get), this));
    QTRY_COMPARE(server.requests().size(), 1);
    client.dropConnections();
    ExchangeWatch after(client.send(request(HttpVerb::Get), this));
    QTRY_COMPARE(after.finished, 1);
    QVERIFY(after.result.isSuccess());
    server.resume();
    QTRY_COMPARE(before.finished, 1);
    QVERIFY(before.result.isSuccess());
    QTRY_COMPARE(server.open(), 1); // the old connection went with its last exchange
}

void TestHttpClientLife::newPolicyGetsANewConnection()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) { return Script::json("{}"_ba); });
    HttpClient client(*BaseUrl::parse(server.url()));
    ExchangeWatch first(client.send(request(HttpVerb::Get), this));
    QTRY_COMPARE(first.finished, 1);
    client.setPolicy(client.policy()); // no change
    ExchangeWatch second(client.send(request(HttpVerb::Get), this));
    QTRY_COMPARE(second.finished, 1);
    QCOMPARE(server.accepted(), 1);
    ConnectionPolicy policy;
    policy.pinnedCertificate = "00"_ba;
    client.setPolicy(policy);
    ExchangeWatch third(client.send(request(HttpVerb::Get), this));
    QTRY_COMPARE(third.finished, 1);
    QCOMPARE(server.accepted(), 2);
}

void TestHttpClientLife::manyAtOnce()
{
    ScriptedServer server;
    server.setHandler(
        [](const ReceivedRequest &received) { return Script::json(received.target); });
    HttpClient client(*BaseUrl::parse(server.url()));
    std::vector<std::unique_ptr<ExchangeWatch>> watches;
    for (int i = 0; i < 60; ++i) {
        HttpRequest each = request(i % 3 ? HttpVerb::Get : HttpVerb::Post);
        each.path = "/" + QByteArray::number(i);
        watches.push_back(std::make_unique<ExchangeWatch>(client.send(each, this)));
        if (i % 7 == 0)
            watches.back()->exchange->abort();
    }
    for (int i = 0; i < 60; ++i) {
        QTRY_COMPARE(watches[size_t(i)]->finished, 1);
        if (i % 7 == 0)
            QCOMPARE(watches[size_t(i)]->result.failure, HttpFailure::Cancelled);
        else
            QCOMPARE(watches[size_t(i)]->result.body, "/" + QByteArray::number(i));
    }
    for (const auto &watch : watches)
        QTRY_VERIFY(watch->destroyed);
}

QTEST_GUILESS_MAIN(TestHttpClientLife)
#include "tst_httpclientlife.moc"
