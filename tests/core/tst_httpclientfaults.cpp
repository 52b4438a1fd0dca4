// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/httpclient.h"
#include "tests/support/exchangewatch.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/sockets.h"
#include "tests/support/tcpproxy.h"

#include <QEventLoop>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>
#include <vector>

using namespace angee;
using namespace angee::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(angee::HttpVerb)
Q_DECLARE_METATYPE(angee::test::Script)

//! Connections that end where they should not.
class TestHttpClientFaults : public QObject
{
    Q_OBJECT

private slots:
    void changeIsSentOnce_data();
    void changeIsSentOnce();
    void queryIsSentOnce_data();
    void queryIsSentOnce();
    void plainGetIsLost_data();
    void plainGetIsLost();
    void errorStatusThenBroken_data();
    void errorStatusThenBroken();
    void shortErrorIsNeverWhole();
    void idleConnectionClosed_data();
    void idleConnectionClosed();
    void closedBeforeTheBodyWasRead();
    void refused_data();
    void refused();
    void unknownHost();
    void silence();
    void muteAfterTheHead();
    void frozenLink();
    void somethingElseListens_data();
    void somethingElseListens();
};

//! Every request that changes something, the stream that is a GET among them.
static HttpRequest change(HttpVerb verb, const QByteArray &body = "{\"value\":1}"_ba)
{
    HttpRequest request;
    request.verb = verb;
    request.path = "/x"_ba;
    request.body = verb == HttpVerb::Get ? QByteArray() : body;
    request.mutation = true;
    return request;
}

static const QList<HttpVerb> allVerbs{HttpVerb::Get, HttpVerb::Post, HttpVerb::Put, HttpVerb::Patch,
                                      HttpVerb::Delete};

static QList<std::pair<const char *, Script>> endings()
{
    return {
        {"FIN", Script().closeFin()},
        {"RST", Script().closeRst()},
        {"half a status line, FIN", Script().bytes("HTTP/1.1 20"_ba).closeFin()},
        {"half a status line, RST", Script().bytes("HTTP/1.1 20"_ba).after(1).closeRst()},
        {"half a head, FIN", Script().bytes("HTTP/1.1 200 OK\r\nContent-Le"_ba).closeFin()},
        {"half a body, FIN",
         Script::head(200, "application/json"_ba, 100).bytes("{\"a\":"_ba).closeFin()},
        {"half a body, RST",
         Script::head(200, "application/json"_ba, 100).bytes("{\"a\":"_ba).after(1).closeRst()},
        {"half the chunks, FIN",
         Script::head(200, "application/json"_ba, -1).chunk("{\"a\":"_ba).closeFin()},
    };
}

void TestHttpClientFaults::changeIsSentOnce_data()
{
    QTest::addColumn<HttpVerb>("verb");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Script>("ending");
    for (const HttpVerb verb : allVerbs) {
        for (const auto &[name, ending] : endings()) {
            QTest::addRow("%s, %s", verbName(verb).constData(), name)
                << verb << "{\"value\":1}"_ba << ending;
            QTest::addRow("%s without a body, %s", verbName(verb).constData(), name)
                << verb << QByteArray() << ending;
        }
    }
}

void TestHttpClientFaults::changeIsSentOnce()
{
    QFETCH(const HttpVerb, verb);
    QFETCH(const QByteArray, body);
    QFETCH(const Script, ending);
    ScriptedServer server;
    server.setHandler([&](const ReceivedRequest &) { return ending; });
    HttpClient client(*BaseUrl::parse(server.url()));

    ExchangeWatch watch(client.send(change(verb, body), this));
    QTRY_COMPARE(watch.finished, 1);
    QTRY_VERIFY(watch.destroyed);
    QCOMPARE(watch.finished, 1);
    QCOMPARE(server.count(verbName(verb)), 1);
    QCOMPARE(watch.result.failure, HttpFailure::Lost);
    QVERIFY(watch.result.maybeSent);
    QVERIFY(!watch.result.isAnswer());
    QVERIFY(!watch.result.detail.isEmpty());
}

void TestHttpClientFaults::queryIsSentOnce_data()
{
    QTest::addColumn<Script>("ending");
    for (const auto &[name, ending] : endings())
        QTest::newRow(name) << ending;
}

// A GraphQL query is a POST that changes nothing; it is not repeated either, also not after a
// connection that went well before.
void TestHttpClientFaults::queryIsSentOnce()
{
    QFETCH(const Script, ending);
    ScriptedServer server;
    HttpClient client(*BaseUrl::parse(server.url()));
    HttpRequest query = change(HttpVerb::Post);
    query.mutation = false;

    server.enqueue(Script::json("{}"_ba));
    ExchangeWatch first(client.send(query, this));
    QTRY_COMPARE(first.finished, 1);
    QVERIFY(first.result.isSuccess());
    server.setHandler([&](const ReceivedRequest &) { return ending; });
    ExchangeWatch second(client.send(query, this));
    QTRY_COMPARE(second.finished, 1);
    QTRY_VERIFY(second.destroyed);
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(second.result.failure, HttpFailure::Lost);
    QVERIFY(second.result.maybeSent);
}

void TestHttpClientFaults::plainGetIsLost_data()
{
    QTest::addColumn<Script>("ending");
    for (const auto &[name, ending] : endings())
        QTest::newRow(name) << ending;
}

void TestHttpClientFaults::plainGetIsLost()
{
    QFETCH(const Script, ending);
    ScriptedServer server;
    server.setHandler([&](const ReceivedRequest &) { return ending; });
    HttpClient client(*BaseUrl::parse(server.url()));
    HttpRequest get;
    get.path = "/x"_ba;
    ExchangeWatch watch(client.send(get, this));
    QTRY_COMPARE(watch.finished, 1);
    QCOMPARE(watch.result.failure, HttpFailure::Lost);
    QVERIFY(server.requests().size() >= 1); // Qt may have asked again: a read does no harm
}

void TestHttpClientFaults::errorStatusThenBroken_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {400, 401, 404, 409, 500, 503})
        QTest::addRow("%d", status) << status;
}

void TestHttpClientFaults::errorStatusThenBroken()
{
    QFETCH(const int, status);
    const QList<Script> endings{
        Script::head(status, "application/json"_ba, 100).bytes("{\"err"_ba).closeFin(),
        Script::head(status, "application/json"_ba, -1).chunk("{\"err"_ba).closeFin(),
    };
    for (const Script &ending : endings) {
        ScriptedServer server;
        server.setHandler([&](const ReceivedRequest &) { return ending; });
        HttpClient client(*BaseUrl::parse(server.url()));
        ExchangeWatch post(client.send(change(HttpVerb::Post), this));
        QTRY_COMPARE(post.finished, 1);
        QCOMPARE(post.result.failure, HttpFailure::Lost);
        QVERIFY(post.result.maybeSent);
        QCOMPARE(server.requests().size(), 1);
        HttpRequest get;
        get.path = "/x"_ba;
        ExchangeWatch read(client.send(get, this));
        QTRY_COMPARE(read.finished, 1);
        QCOMPARE(read.result.failure, HttpFailure::Lost);
    }
}

// Where data and FIN meet in the network thread, Qt asks again and may then call an answer whole
// that was cut short. That is a matter of timing, so it gets some tries.
void TestHttpClientFaults::shortErrorIsNeverWhole()
{
    for (int i = 0; i < 300; ++i) {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, &server, [&server] {
            QTcpSocket *socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                socket->readAll();
                socket->write("HTTP/1.1 400 Bad Request\r\nContent-Length: 100\r\n\r\n{\"err");
                socket->disconnectFromHost();
            });
        });
        HttpClient client(*BaseUrl::parse(u"http://127.0.0.1:%1"_s.arg(server.serverPort())));
        HttpRequest get;
        get.path = "/x"_ba;
        HttpExchange *exchange = client.send(get, this);
        QEventLoop loop;
        HttpResult result;
        connect(exchange, &HttpExchange::finished, &loop, [&](const HttpResult &outcome) {
            result = outcome;
            loop.quit();
        });
        loop.exec();
        QCOMPARE(result.failure, HttpFailure::Lost);
    }
}

void TestHttpClientFaults::idleConnectionClosed_data()
{
    QTest::addColumn<bool>("withReset");
    QTest::addColumn<HttpVerb>("verb");
    QTest::addColumn<bool>("mutation");
    for (const bool withReset : {false, true}) {
        const char *name = withReset ? "RST" : "FIN";
        QTest::addRow("%s, read", name) << withReset << HttpVerb::Get << false;
        QTest::addRow("%s, query", name) << withReset << HttpVerb::Post << false;
        QTest::addRow("%s, change", name) << withReset << HttpVerb::Post << true;
    }
}

void TestHttpClientFaults::idleConnectionClosed()
{
    QFETCH(const bool, withReset);
    QFETCH(const HttpVerb, verb);
    QFETCH(const bool, mutation);
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) { return Script::json("{}"_ba); });
    HttpClient client(*BaseUrl::parse(server.url()));
    HttpRequest get;
    get.path = "/x"_ba;
    ExchangeWatch first(client.send(get, this));
    QTRY_COMPARE(first.finished, 1);
    QCOMPARE(server.open(), 1);

    server.closeIdle(withReset); // not seen by the client yet
    HttpRequest next = change(verb);
    next.mutation = mutation;
    next.idleTimeout = verb == HttpVerb::Get ? 2000ms : 0ms;
    ExchangeWatch second(client.send(next, this));
    QTRY_COMPARE(second.finished, 1);
    if (verb == HttpVerb::Get && withReset && !second.result.isSuccess()) {
        // Qt may lose a GET that meets the reset half-way; then the limit ends it, and all is well.
        QCOMPARE(second.result.failure, HttpFailure::Timeout);
        ExchangeWatch third(client.send(next, this));
        QTRY_COMPARE(third.finished, 1);
        QVERIFY(third.result.isSuccess());
    } else {
        QVERIFY2(second.result.isSuccess(), qPrintable(second.result.detail));
    }
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests().last().body, next.body);
    QCOMPARE(server.requests().last().connection, 1);
}

// The head was on the wire, so the daemon may have begun.
void TestHttpClientFaults::closedBeforeTheBodyWasRead()
{
    ScriptedServer server;
    server.setGreeting(Script().after(20).closeRst());
    HttpClient client(*BaseUrl::parse(server.url()));
    ExchangeWatch watch(client.send(change(HttpVerb::Put, QByteArray(20'000'000, 'x')), this));
    QTRY_COMPARE(watch.finished, 1);
    QCOMPARE(watch.result.failure, HttpFailure::Lost);
    QVERIFY(watch.result.maybeSent);
    QTRY_VERIFY(watch.destroyed);
    for (int i = 1; i < server.accepted(); ++i) // Qt sometimes connects again, and says nothing
        QCOMPARE(server.bytesReceived(i), 0);
}

void TestHttpClientFaults::refused_data()
{
    QTest::addColumn<HttpVerb>("verb");
    QTest::addColumn<QByteArray>("body");
    for (const HttpVerb verb : allVerbs) {
        QTest::addRow("%s", verbName(verb).constData()) << verb << "{}"_ba;
        QTest::addRow("%s without a body", verbName(verb).constData()) << verb << QByteArray();
    }
}

void TestHttpClientFaults::refused()
{
    QFETCH(const HttpVerb, verb);
    QFETCH(const QByteArray, body);
    HttpClient client(*BaseUrl::parse(u"http://127.0.0.1:%1"_s.arg(closedPort())));
    ExchangeWatch watch(client.send(change(verb, body), this));
    QCOMPARE(watch.finished, 0);
    QTRY_COMPARE(watch.finished, 1);
    QCOMPARE(watch.result.failure, HttpFailure::ConnectionRefused);
    QVERIFY(!watch.result.maybeSent);
    QCOMPARE(watch.headers, 0);
    QCOMPARE(watch.result.status, 0);
    QVERIFY(!watch.result.detail.isEmpty());
}

void TestHttpClientFaults::unknownHost()
{
    HttpClient client(*BaseUrl::parse(u"https://nosuch.invalid"_s));
    ExchangeWatch watch(client.send(change(HttpVerb::Post), this));
    QTRY_COMPARE_WITH_TIMEOUT(watch.finished, 1, 30'000); // as long as the resolver takes
    QCOMPARE(watch.result.failure, HttpFailure::HostNotFound);
    QVERIFY(!watch.result.maybeSent);
}

void TestHttpClientFaults::silence()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) { return Script::silence(); });
    HttpClient client(*BaseUrl::parse(server.url()));
    std::vector<std::unique_ptr<ExchangeWatch>> watches;
    for (const HttpVerb verb : allVerbs) {
        HttpRequest request = change(verb);
        request.idleTimeout = 2000ms;
        watches.push_back(std::make_unique<ExchangeWatch>(client.send(request, this)));
    }
    for (const auto &watch : watches) {
        QTRY_COMPARE_WITH_TIMEOUT(watch->finished, 1, 20'000);
        QCOMPARE(watch->result.failure, HttpFailure::Timeout);
        QVERIFY(watch->result.maybeSent);
    }
    QTRY_COMPARE(server.open(), 0); // and the daemon hears of it
    for (const HttpVerb verb : allVerbs)
        QCOMPARE(server.count(verbName(verb)), 1);
}

void TestHttpClientFaults::muteAfterTheHead()
{
    ScriptedServer server;
    server.enqueue(Script::head(200, "application/json"_ba, 10).bytes("{"_ba));
    HttpClient client(*BaseUrl::parse(server.url()));
    HttpRequest request = change(HttpVerb::Post);
    request.idleTimeout = 2000ms;
    ExchangeWatch watch(client.send(request, this));
    QTRY_COMPARE(watch.finished, 1);
    QCOMPARE(watch.result.failure, HttpFailure::Timeout);
    QCOMPARE(watch.result.status, 200);
    QVERIFY(watch.result.maybeSent);
}

void TestHttpClientFaults::frozenLink()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) { return Script::json("{}"_ba); });
    TcpProxy proxy(server.serverPort());
    HttpClient client(*BaseUrl::parse(proxy.url()));
    HttpRequest get;
    get.path = "/x"_ba;
    ExchangeWatch before(client.send(get, this));
    QTRY_COMPARE(before.finished, 1);
    QVERIFY(before.result.isSuccess());

    proxy.freeze();
    HttpRequest hasty = get;
    hasty.idleTimeout = 200ms;
    ExchangeWatch during(client.send(hasty, this));
    QTRY_COMPARE(during.finished, 1);
    QCOMPARE(during.result.failure, HttpFailure::Timeout);

    proxy.cut();
    proxy.thaw();
    client.dropConnections();
    ExchangeWatch after(client.send(get, this));
    QTRY_COMPARE(after.finished, 1);
    QVERIFY(after.result.isSuccess());

    proxy.refuse();
    proxy.cut();
    client.dropConnections();
    ExchangeWatch down(client.send(get, this));
    QTRY_COMPARE(down.finished, 1);
    QCOMPARE(down.result.failure, HttpFailure::ConnectionRefused);
    proxy.accept();
    ExchangeWatch up(client.send(get, this));
    QTRY_COMPARE(up.finished, 1);
    QVERIFY(up.result.isSuccess());
}

void TestHttpClientFaults::somethingElseListens_data()
{
    QTest::addColumn<QByteArray>("greeting");
    QTest::newRow("SSH") << "SSH-2.0-OpenSSH_9.2\r\n"_ba;
    QTest::newRow("SMTP") << "220 mail ESMTP\r\n"_ba;
    QTest::newRow("a page without a head") << "<html><body>Hello</body></html>"_ba;
    QTest::newRow("zeros") << QByteArray(64, '\0');
    QTest::newRow("status out of range") << "HTTP/1.1 99999 What\r\n\r\n"_ba;
    QTest::newRow("TLS alert") << "\x15\x03\x01\x00\x02\x02\x46"_ba;
}

void TestHttpClientFaults::somethingElseListens()
{
    QFETCH(const QByteArray, greeting);
    ScriptedServer server;
    server.setHandler([&](const ReceivedRequest &) { return Script().bytes(greeting).closeFin(); });
    HttpClient client(*BaseUrl::parse(server.url()));
    ExchangeWatch watch(client.send(change(HttpVerb::Post), this));
    QTRY_COMPARE(watch.finished, 1);
    QVERIFY(!watch.result.isSuccess());
    QCOMPARE(watch.result.failure, HttpFailure::Lost);
    QVERIFY(watch.result.maybeSent);
    QTRY_VERIFY(watch.destroyed);
    QCOMPARE(server.requests().size(), 1);
}

QTEST_GUILESS_MAIN(TestHttpClientFaults)
#include "tst_httpclientfaults.moc"
