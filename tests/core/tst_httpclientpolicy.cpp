// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/httpclient.h"
#include "tests/support/exchangewatch.h"
#include "tests/support/scriptedserver.h"

#include <QCryptographicHash>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(angee::HttpVerb)

//! What a profile allows: read-only, plain http, certificates, the bearer.
class TestHttpClientPolicy : public QObject
{
    Q_OBJECT

private slots:
    void readOnly_data();
    void readOnly();
    void insecureBearer_data();
    void insecureBearer();
    void proxyForOtherMachinesAlone_data();
    void proxyForOtherMachinesAlone();
    void proxyThatHangsUp();
    void proxyAsksForAPassword();
    void bearer_data();
    void bearer();
    void bearerIsReplaced();
    void selfSigned_data();
    void selfSigned();
    void pinned_data();
    void pinned();
    void changedCertificate();
    void authority();
    void pinIsForgotten();
    void plainPortUnderTls();
    void tlsPortUnderPlain();

private:
    static HttpRequest request(HttpVerb verb, bool mutation)
    {
        HttpRequest request;
        request.verb = verb;
        request.path = "/x"_ba;
        request.mutation = mutation;
        return request;
    }
    static QByteArray fingerprint(const ScriptedServer &server)
    {
        return server.certificate().digest(QCryptographicHash::Sha256).toHex();
    }
};

void TestHttpClientPolicy::readOnly_data()
{
    QTest::addColumn<HttpVerb>("verb");
    QTest::addColumn<bool>("mutation");
    QTest::addColumn<bool>("refused");
    for (const HttpVerb verb : {HttpVerb::Post, HttpVerb::Put, HttpVerb::Patch, HttpVerb::Delete})
        QTest::addRow("%s", verbName(verb).constData()) << verb << true << true;
    QTest::newRow("GET that changes") << HttpVerb::Get << true << true;
    QTest::newRow("GET") << HttpVerb::Get << false << false;
    QTest::newRow("GraphQL query") << HttpVerb::Post << false << false;
}

void TestHttpClientPolicy::readOnly()
{
    QFETCH(const HttpVerb, verb);
    QFETCH(const bool, mutation);
    QFETCH(const bool, refused);
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) { return Script::json("{}"_ba); });
    HttpClient client(*BaseUrl::parse(server.url()));
    ConnectionPolicy policy;
    policy.readOnly = true;
    client.setPolicy(policy);
    ExchangeWatch watch(client.send(request(verb, mutation), this));
    QTRY_COMPARE(watch.finished, 1);
    QTRY_VERIFY(watch.destroyed);
    if (refused) {
        QCOMPARE(watch.result.failure, HttpFailure::ReadOnlyRefused);
        QVERIFY(!watch.result.maybeSent);
        QCOMPARE(watch.result.status, 0);
    } else {
        QVERIFY(watch.result.isSuccess());
    }
    QCOMPARE(server.bytesReceived() > 0, !refused);
    QCOMPARE(server.accepted(), refused ? 0 : 1);
}

void TestHttpClientPolicy::insecureBearer_data()
{
    QTest::addColumn<bool>("withBearer");
    QTest::addColumn<bool>("anonymous");
    QTest::addColumn<bool>("allowed");
    QTest::addColumn<bool>("refused");
    QTest::newRow("bearer") << true << false << false << true;
    QTest::newRow("bearer, allowed by the profile") << true << false << true << false;
    QTest::newRow("anonymous request") << true << true << false << false;
    QTest::newRow("no bearer") << false << false << false << false;
}

// The address is another machine's as far as its name tells; a proxy of ours plays that machine.
void TestHttpClientPolicy::insecureBearer()
{
    QFETCH(const bool, withBearer);
    QFETCH(const bool, anonymous);
    QFETCH(const bool, allowed);
    QFETCH(const bool, refused);
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) { return Script::json("{}"_ba); });
    HttpClient client(*BaseUrl::parse(u"http://daemon.example:9000"_s));
    ConnectionPolicy policy;
    policy.allowPlainHttp = allowed;
    policy.proxy.kind = ProxyChoice::Kind::Http;
    policy.proxy.host = u"127.0.0.1"_s;
    policy.proxy.port = server.serverPort();
    client.setPolicy(policy);
    if (withBearer)
        client.setBearer("the-bearer"_ba);
    QCOMPARE(client.maySendBearer(), !withBearer || allowed);
    QCOMPARE(client.authorization(), withBearer && allowed ? "Bearer the-bearer"_ba : QByteArray());

    for (const HttpVerb verb :
         {HttpVerb::Get, HttpVerb::Post, HttpVerb::Put, HttpVerb::Patch, HttpVerb::Delete}) {
        HttpRequest each = request(verb, verb != HttpVerb::Get);
        each.anonymous = anonymous;
        ExchangeWatch watch(client.send(each, this));
        QTRY_COMPARE(watch.finished, 1);
        QTRY_VERIFY(watch.destroyed);
        if (refused) {
            QCOMPARE(watch.result.failure, HttpFailure::InsecureRefused);
            QVERIFY(!watch.result.maybeSent);
        } else {
            QVERIFY2(watch.result.isSuccess(), qPrintable(watch.result.detail));
            QCOMPARE(server.requests().last().hasHeader("Authorization"_ba),
                     withBearer && !anonymous);
        }
    }
    QCOMPARE(server.accepted() > 0, !refused);
    QCOMPARE(server.bytesReceived() > 0, !refused);
}

void TestHttpClientPolicy::proxyForOtherMachinesAlone_data()
{
    using Kind = ProxyChoice::Kind;
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("variable");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("seen"); // the beginning of what the proxy gets
    QTest::newRow("http") << int(Kind::Http) << QByteArray() << u"http://daemon.invalid:9000"_s
                          << "GET http://daemon.invalid:9000/healthz"_ba;
    QTest::newRow("http, TLS") << int(Kind::Http) << QByteArray() << u"https://daemon.invalid"_s
                               << "CONNECT daemon.invalid:443"_ba;
    QTest::newRow("socks") << int(Kind::Socks5) << QByteArray() << u"https://daemon.invalid"_s
                           << "\x05"_ba;
    QTest::newRow("system") << int(Kind::System) << "https_proxy"_ba << u"https://daemon.invalid"_s
                            << "CONNECT daemon.invalid:443"_ba;
    QTest::newRow("system, http") << int(Kind::System) << "http_proxy"_ba
                                  << u"http://daemon.invalid:9000"_s
                                  << "GET http://daemon.invalid:9000/healthz"_ba;
    QTest::newRow("none") << int(Kind::None) << "https_proxy"_ba << u"https://daemon.invalid"_s
                          << QByteArray();
}

void TestHttpClientPolicy::proxyForOtherMachinesAlone()
{
    QFETCH(const int, kind);
    QFETCH(const QByteArray, variable);
    QFETCH(const QString, url);
    QFETCH(const QByteArray, seen);
    QTcpServer proxy;
    QByteArray received;
    connect(&proxy, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = proxy.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [&received, socket] {
            received += socket->readAll();
            // It refuses in the words of its kind.
            socket->write(received.startsWith('\x05') ? "\x05\xff"_ba
                                                      : "HTTP/1.1 502 No\r\nConnection: close\r\n"
                                                        "Content-Length: 0\r\n\r\n"_ba);
            socket->disconnectFromHost();
        });
    });
    QVERIFY(proxy.listen(QHostAddress::LocalHost));
    const QByteArray address = "http://127.0.0.1:" + QByteArray::number(proxy.serverPort());
    if (!variable.isEmpty())
        qputenv(variable.constData(), address);
    const auto back = qScopeGuard([&] {
        if (!variable.isEmpty())
            qputenv(variable.constData(), "");
    });
    ConnectionPolicy policy;
    policy.proxy.kind = ProxyChoice::Kind(kind);
    policy.proxy.host = u"127.0.0.1"_s;
    policy.proxy.port = proxy.serverPort();
    HttpClient client(*BaseUrl::parse(url));
    client.setPolicy(policy);
    client.setBearer("the-bearer"_ba);
    HttpRequest health;
    health.path = "/healthz"_ba;
    health.anonymous = true;
    ExchangeWatch watch(client.send(health, this));
    QTRY_COMPARE(watch.finished, 1);
    QVERIFY2(received.startsWith(seen), received.constData());
    QCOMPARE(received.isEmpty(), seen.isEmpty());
    QVERIFY(!received.contains("the-bearer"));

    // This machine is reached directly, whatever the choice.
    ScriptedServer here;
    here.enqueue(Script::json("{}"_ba));
    HttpClient local(*BaseUrl::parse(here.url()));
    local.setPolicy(policy);
    received.clear();
    ExchangeWatch direct(local.send(health, this));
    QTRY_COMPARE(direct.finished, 1);
    QVERIFY2(direct.result.isSuccess(), qPrintable(direct.result.detail));
    QVERIFY(received.isEmpty());
}

// Qt 6.4.2 tells nothing of it; the limit of the request ends it, and nothing was sent.
void TestHttpClientPolicy::proxyThatHangsUp()
{
    QTcpServer proxy;
    connect(&proxy, &QTcpServer::newConnection, this, [&proxy] {
        QTcpSocket *socket = proxy.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, &QTcpSocket::disconnectFromHost);
    });
    QVERIFY(proxy.listen(QHostAddress::LocalHost));
    ConnectionPolicy policy;
    policy.proxy.kind = ProxyChoice::Kind::Http;
    policy.proxy.host = u"127.0.0.1"_s;
    policy.proxy.port = proxy.serverPort();
    HttpClient client(*BaseUrl::parse(u"https://daemon.invalid"_s));
    client.setPolicy(policy);
    for (const HttpVerb verb : {HttpVerb::Get, HttpVerb::Post}) {
        HttpRequest each = request(verb, verb != HttpVerb::Get);
        each.idleTimeout = std::chrono::milliseconds(500);
        ExchangeWatch watch(client.send(each, this));
        QTRY_COMPARE(watch.finished, 1);
        QVERIFY(!watch.result.isAnswer());
        QVERIFY(!watch.result.maybeSent);
    }
}

void TestHttpClientPolicy::proxyAsksForAPassword()
{
    ScriptedServer proxy;
    proxy.setHandler([](const ReceivedRequest &request) {
        return request.hasHeader("Proxy-Authorization"_ba)
            ? Script::json("{}"_ba)
            : Script::answer(407, "text/plain"_ba, "who?"_ba,
                             {{"Proxy-Authenticate"_ba, "Basic realm=\"p\""_ba}});
    });
    ConnectionPolicy policy;
    policy.proxy = {.kind = ProxyChoice::Kind::Http,
                    .host = u"127.0.0.1"_s,
                    .port = proxy.serverPort(),
                    .user = u"ada"_s,
                    .password = u"pass"_s};
    HttpClient client(*BaseUrl::parse(u"http://daemon.invalid:9000"_s));
    client.setPolicy(policy);
    HttpRequest health;
    health.path = "/healthz"_ba;
    ExchangeWatch watch(client.send(health, this));
    QTRY_COMPARE(watch.finished, 1);
    QVERIFY2(watch.result.isSuccess(), qPrintable(watch.result.detail));
    QCOMPARE(proxy.requests().last().header("Proxy-Authorization"_ba),
             "Basic " + "ada:pass"_ba.toBase64());
}

void TestHttpClientPolicy::bearer_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<bool>("kept");
    QTest::newRow("token") << "eyJhbGciOi.x-y_z=="_ba << true;
    QTest::newRow("spaces around") << "\t token\r\n"_ba << true;
    QTest::newRow("none") << QByteArray() << true;
    QTest::newRow("a second header") << "token\r\nX-Evil: 1"_ba << false;
    QTest::newRow("line break") << "to\nken"_ba << false;
    QTest::newRow("space inside") << "to ken"_ba << false;
    QTest::newRow("zero byte") << QByteArray("to\0ken", 6) << false;
    QTest::newRow("beyond ASCII") << "t\xc3\xb6ken"_ba << false;
}

void TestHttpClientPolicy::bearer()
{
    QFETCH(const QByteArray, given);
    QFETCH(const bool, kept);
    ScriptedServer server;
    server.enqueue(Script::json("{}"_ba));
    HttpClient client(*BaseUrl::parse(server.url()));
    QCOMPARE(client.setBearer(given), kept);
    const bool expected = kept && !given.isEmpty();
    QCOMPARE(client.hasBearer(), expected);
    ExchangeWatch watch(client.send(request(HttpVerb::Get, false), this));
    QTRY_COMPARE(watch.finished, 1);
    const ReceivedRequest received = server.requests().first();
    QCOMPARE(received.header("Authorization"_ba),
             expected ? "Bearer " + given.trimmed() : QByteArray());
    QVERIFY(!received.hasHeader("X-Evil"_ba));
}

void TestHttpClientPolicy::bearerIsReplaced()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) { return Script::json("{}"_ba); });
    HttpClient client(*BaseUrl::parse(server.url()));
    for (const QByteArray &token : {"first"_ba, "second"_ba, QByteArray()}) {
        client.setBearer(token);
        ExchangeWatch watch(client.send(request(HttpVerb::Get, false), this));
        QTRY_COMPARE(watch.finished, 1);
        QCOMPARE(server.requests().last().header("Authorization"_ba),
                 token.isEmpty() ? QByteArray() : "Bearer " + token);
    }
}

void TestHttpClientPolicy::selfSigned_data()
{
    QTest::addColumn<HttpVerb>("verb");
    for (const HttpVerb verb :
         {HttpVerb::Get, HttpVerb::Post, HttpVerb::Put, HttpVerb::Patch, HttpVerb::Delete})
        QTest::addRow("%s", verbName(verb).constData()) << verb;
}

void TestHttpClientPolicy::selfSigned()
{
    QFETCH(const HttpVerb, verb);
    ScriptedServer server;
    server.useTls(u"first"_s);
    HttpClient client(*BaseUrl::parse(server.url()));
    client.setBearer("the-bearer"_ba);
    QSignalSpy refused(&client, &HttpClient::certificateRefused);
    ExchangeWatch watch(client.send(request(verb, verb != HttpVerb::Get), this));
    QTRY_COMPARE(watch.finished, 1);
    QCOMPARE(watch.result.failure, HttpFailure::Tls);
    QVERIFY(!watch.result.maybeSent);
    QVERIFY(!watch.result.detail.isEmpty());
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused.first().at(0).toString(), watch.result.detail);
    QCOMPARE(refused.first().at(1).toByteArray(), fingerprint(server));
    QCOMPARE(server.requests().size(), 0);
    QCOMPARE(server.bytesReceived(), 0);
}

void TestHttpClientPolicy::pinned_data()
{
    QTest::addColumn<bool>("colons");
    QTest::newRow("as certificateRefused tells it") << false;
    QTest::newRow("as other tools print it") << true;
}

void TestHttpClientPolicy::pinned()
{
    QFETCH(const bool, colons);
    ScriptedServer server;
    server.useTls(u"first"_s);
    server.setHandler([](const ReceivedRequest &) { return Script::json("{}"_ba); });
    HttpClient client(*BaseUrl::parse(server.url()));
    client.setBearer("the-bearer"_ba);
    ConnectionPolicy policy;
    policy.pinnedCertificate = colons
        ? server.certificate().digest(QCryptographicHash::Sha256).toHex(':').toUpper()
        : fingerprint(server);
    client.setPolicy(policy);
    QSignalSpy refused(&client, &HttpClient::certificateRefused);
    for (const HttpVerb verb : {HttpVerb::Get, HttpVerb::Post}) {
        ExchangeWatch watch(client.send(request(verb, verb != HttpVerb::Get), this));
        QTRY_COMPARE(watch.finished, 1);
        QVERIFY2(watch.result.isSuccess(), qPrintable(watch.result.detail));
    }
    QCOMPARE(refused.size(), 0);
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests().first().header("Authorization"_ba), "Bearer the-bearer"_ba);
}

void TestHttpClientPolicy::changedCertificate()
{
    ScriptedServer known;
    known.useTls(u"first"_s);
    ScriptedServer server;
    server.useTls(u"second"_s);
    QVERIFY(fingerprint(known) != fingerprint(server));
    HttpClient client(*BaseUrl::parse(server.url()));
    ConnectionPolicy policy;
    policy.pinnedCertificate = fingerprint(known);
    client.setPolicy(policy);
    QSignalSpy refused(&client, &HttpClient::certificateRefused);
    ExchangeWatch watch(client.send(request(HttpVerb::Post, true), this));
    QTRY_COMPARE(watch.finished, 1);
    QCOMPARE(watch.result.failure, HttpFailure::Tls);
    QVERIFY(!watch.result.maybeSent);
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused.first().at(1).toByteArray(), fingerprint(server));
    QCOMPARE(server.bytesReceived(), 0);
}

void TestHttpClientPolicy::authority()
{
    ScriptedServer server;
    server.useTls(u"first"_s);
    server.enqueue(Script::json("{}"_ba));
    HttpClient client(*BaseUrl::parse(server.url()));
    ConnectionPolicy policy;
    policy.extraAuthorities = {server.certificate()};
    client.setPolicy(policy);
    ExchangeWatch watch(client.send(request(HttpVerb::Post, true), this));
    QTRY_COMPARE(watch.finished, 1);
    QVERIFY2(watch.result.isSuccess(), qPrintable(watch.result.detail));
}

// A connection made under a pin must not serve a policy without it.
void TestHttpClientPolicy::pinIsForgotten()
{
    ScriptedServer server;
    server.useTls(u"first"_s);
    server.setHandler([](const ReceivedRequest &) { return Script::json("{}"_ba); });
    HttpClient client(*BaseUrl::parse(server.url()));
    ConnectionPolicy policy;
    policy.pinnedCertificate = fingerprint(server);
    client.setPolicy(policy);
    ExchangeWatch first(client.send(request(HttpVerb::Get, false), this));
    QTRY_COMPARE(first.finished, 1);
    QVERIFY(first.result.isSuccess());
    client.setPolicy({});
    ExchangeWatch second(client.send(request(HttpVerb::Get, false), this));
    QTRY_COMPARE(second.finished, 1);
    QCOMPARE(second.result.failure, HttpFailure::Tls);
    QCOMPARE(server.requests().size(), 1);
}

void TestHttpClientPolicy::plainPortUnderTls()
{
    ScriptedServer server; // answers in clear to a ClientHello
    server.setGreeting(Script().bytes("HTTP/1.1 400 Bad Request\r\n\r\n"_ba).closeFin());
    HttpClient client(*BaseUrl::parse(server.url().replace(u"http:"_s, u"https:"_s)));
    ExchangeWatch watch(client.send(request(HttpVerb::Post, true), this));
    QTRY_COMPARE(watch.finished, 1);
    QVERIFY(!watch.result.isAnswer());
    QVERIFY(!watch.result.maybeSent);
    QVERIFY(server.requests().isEmpty());
}

void TestHttpClientPolicy::tlsPortUnderPlain()
{
    ScriptedServer server;
    server.useTls(u"first"_s);
    HttpClient client(*BaseUrl::parse(server.url().replace(u"https:"_s, u"http:"_s)));
    ExchangeWatch watch(client.send(request(HttpVerb::Post, true), this));
    QTRY_COMPARE(watch.finished, 1);
    QVERIFY(!watch.result.isAnswer());
    QVERIFY(server.requests().isEmpty());
}

QTEST_GUILESS_MAIN(TestHttpClientPolicy)
#include "tst_httpclientpolicy.moc"
