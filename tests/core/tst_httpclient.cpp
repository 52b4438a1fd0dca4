// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/httpclient.h"
#include "tests/support/exchangewatch.h"
#include "tests/support/scriptedserver.h"

#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(angee::HttpVerb)

//! Answers: what goes on the wire, and what comes back as a result.
class TestHttpClient : public QObject
{
    Q_OBJECT

private slots:
    void verbs_data();
    void verbs();
    void headersOfARequest();
    void anonymousCarriesNoBearer();
    void targetIsByteExact_data();
    void targetIsByteExact();
    void unsendablePathIsRefused();
    void statusDecides_data();
    void statusDecides();
    void bodyIsByteExact_data();
    void bodyIsByteExact();
    void splitAnswer();
    void chunkedAnswer();
    void challengeIsAnAnswer_data();
    void challengeIsAnAnswer();
    void contentType_data();
    void contentType();
    void oversize_data();
    void oversize();
    void largestAllowedBody();
    void largeRequestBody();
    void redirect_data();
    void redirect();
    void redirectToNowhere();

private:
    static BaseUrl base(const ScriptedServer &server)
    {
        return *BaseUrl::parse(server.url() + u"/operator"_s);
    }
};

static HttpRequest request(HttpVerb verb, const QByteArray &path = "/x"_ba,
                           const QByteArray &body = {})
{
    HttpRequest request;
    request.verb = verb;
    request.path = path;
    request.body = body;
    request.mutation = verb != HttpVerb::Get;
    return request;
}

void TestHttpClient::verbs_data()
{
    QTest::addColumn<HttpVerb>("verb");
    QTest::addColumn<QByteArray>("body");
    for (const HttpVerb verb : {HttpVerb::Post, HttpVerb::Put, HttpVerb::Patch, HttpVerb::Delete}) {
        QTest::addRow("%s, empty", verbName(verb).constData()) << verb << QByteArray();
        QTest::addRow("%s, body", verbName(verb).constData()) << verb << "{\"a\":\"\xc3\xa9\"}"_ba;
        QTest::addRow("%s, zeros", verbName(verb).constData())
            << verb << QByteArray("\0\r\n\r\n\0", 6);
    }
    QTest::newRow("GET") << HttpVerb::Get << QByteArray();
}

void TestHttpClient::verbs()
{
    QFETCH(const HttpVerb, verb);
    QFETCH(const QByteArray, body);
    ScriptedServer server;
    server.enqueue(Script::json("{}\n"_ba));
    HttpClient client(base(server));

    ExchangeWatch watch(client.send(request(verb, "/x"_ba, body), this));
    QTRY_COMPARE(watch.finished, 1);
    QVERIFY(watch.result.isSuccess());
    QVERIFY(watch.result.maybeSent);
    QCOMPARE(watch.result.status, 200);
    QCOMPARE(watch.result.body, "{}\n"_ba);
    QCOMPARE(watch.result.location, QString());
    QCOMPARE(watch.result.detail, QString());
    QCOMPARE(watch.headers, 1);
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().first().verb, verbName(verb));
    QCOMPARE(server.requests().first().body, body);
    if (verb != HttpVerb::Get) {
        QCOMPARE(server.requests().first().header("Content-Length"_ba),
                 QByteArray::number(body.size()));
        QCOMPARE(server.requests().first().header("Content-Type"_ba), "application/json"_ba);
    }
    QTRY_VERIFY(watch.destroyed);
    QCOMPARE(watch.finished, 1);
}

void TestHttpClient::headersOfARequest()
{
    ScriptedServer server;
    server.enqueue(
        Script::answer(200, "application/json"_ba, "1"_ba, {{"Set-Cookie"_ba, "a=b"_ba}}));
    server.enqueue(Script::json("2"_ba));
    HttpClient client(base(server));
    QVERIFY(client.setBearer(" the-bearer\n"_ba)); // as it comes out of a file

    for (int i = 0; i < 2; ++i) {
        ExchangeWatch watch(client.send(request(HttpVerb::Get), this));
        QTRY_COMPARE(watch.finished, 1);
        const ReceivedRequest received = server.requests().last();
        QCOMPARE(received.header("Authorization"_ba), "Bearer the-bearer"_ba);
        QCOMPARE(received.header("Accept-Encoding"_ba), "identity"_ba);
        QVERIFY(received.header("User-Agent"_ba).startsWith("angee-console/"));
        QVERIFY(received.header("Accept"_ba).startsWith("application/json"));
        QVERIFY(!received.hasHeader("Cookie"_ba));
        QVERIFY(!received.hasHeader("Origin"_ba));
        QVERIFY(!received.hasHeader("Referer"_ba));
    }
    QCOMPARE(server.accepted(), 1); // the second went over the same connection
}

void TestHttpClient::anonymousCarriesNoBearer()
{
    ScriptedServer server;
    server.enqueue(Script::text("ok"_ba));
    HttpClient client(base(server));
    client.setBearer("the-bearer"_ba);

    HttpRequest health = request(HttpVerb::Get, "/healthz"_ba);
    health.anonymous = true;
    ExchangeWatch watch(client.send(health, this));
    QTRY_COMPARE(watch.finished, 1);
    QVERIFY(watch.result.isSuccess());
    QVERIFY(!server.requests().first().hasHeader("Authorization"_ba));
}

void TestHttpClient::targetIsByteExact_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::newRow("slash in a name") << "/sources/a%2Fb/tree"_ba << QByteArray();
    QTest::newRow("percent in a name") << "/x/100%25"_ba << QByteArray();
    QTest::newRow("encoded percent") << "/x/%252E%252E"_ba << QByteArray();
    QTest::newRow("every delimiter")
        << "/x/" + encodeSegment(u"?#[]@!$&'()*+,;=: \"<>\\^`{|}~\u00e9"_s) << QByteArray();
    QTest::newRow("plus and semicolon")
        << "/files"_ba
        << "path=" + encodeQueryValue(u"a+b;c&d=e f%"_s) + "&source=x";
    QTest::newRow("JSON in the query") << "/services"_ba
                                       << "query=" + encodeQueryValue(u"{\"filter\":[\"a+b\"]}"_s);
}

void TestHttpClient::targetIsByteExact()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, query);
    ScriptedServer server;
    server.enqueue(Script::json("[]"_ba));
    HttpClient client(base(server));

    HttpRequest get = request(HttpVerb::Get, path);
    get.query = query;
    ExchangeWatch watch(client.send(get, this));
    QTRY_COMPARE(watch.finished, 1);
    QCOMPARE(server.requests().size(), 1);
    const QByteArray target = "/operator" + path + (query.isEmpty() ? query : '?' + query);
    QCOMPARE(server.requests().first().target, target);
}

void TestHttpClient::unsendablePathIsRefused()
{
    ScriptedServer server;
    HttpClient client(base(server));
    ExchangeWatch watch(
        client.send(request(HttpVerb::Delete, "/secrets/"_ba + encodeSegment(u".."_s)), this));
    QCOMPARE(watch.finished, 0);
    QTRY_COMPARE(watch.finished, 1);
    QCOMPARE(watch.result.failure, HttpFailure::Unreachable);
    QVERIFY(!watch.result.maybeSent);
    QVERIFY(!watch.result.detail.isEmpty());
    QCOMPARE(server.accepted(), 0);
}

void TestHttpClient::statusDecides_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 201, 202, 400, 401, 403, 404, 405, 407, 409, 410, 413,
                             418, 422, 429, 451, 500, 501, 502, 503, 504, 599, 300, 304})
        QTest::newRow(QByteArray::number(status).constData()) << status;
}

void TestHttpClient::statusDecides()
{
    QFETCH(const int, status);
    const QByteArray words = status == 304 ? QByteArray() : "{\"error\":\"words\"}\n"_ba;
    for (const HttpVerb verb : {HttpVerb::Get, HttpVerb::Post}) {
        ScriptedServer server;
        server.setHandler([&](const ReceivedRequest &) { return Script::json(words, status); });
        HttpClient client(base(server));
        ExchangeWatch watch(client.send(request(verb, "/x"_ba, "{}"_ba), this));
        QTRY_COMPARE(watch.finished, 1);
        QCOMPARE(watch.result.failure, HttpFailure::None);
        QCOMPARE(watch.result.status, status);
        QCOMPARE(watch.result.body, words);
        QCOMPARE(watch.result.contentType, "application/json"_ba);
        QCOMPARE(watch.result.isSuccess(), status < 300);
        QCOMPARE(watch.status, status);
        QCOMPARE(server.requests().size(), 1);
    }
}

void TestHttpClient::bodyIsByteExact_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << "application/json"_ba << QByteArray();
    QTest::newRow("invalid UTF-8") << "application/json"_ba
                                   << "{\"a\":\"\xff\xc3(\xed\xa0\x80\"}"_ba;
    QTest::newRow("zeros") << "text/plain"_ba << QByteArray("a\0b\r\n\0", 6);
    QTest::newRow("byte order mark") << "application/json"_ba
                                     << "\xef\xbb\xbf{}"_ba;
    QTest::newRow("a proxy's page") << "text/html; charset=iso-8859-1"_ba
                                    << "<html><h1>502 Bad Gateway</h1>\xe9</html>"_ba;
    QTest::newRow("one megabyte") << "text/plain"_ba << QByteArray(1 << 20, 'x');
    QTest::newRow("looks like gzip") << "application/json"_ba
                                     << "\x1f\x8b\x08\x01garbage"_ba;
}

void TestHttpClient::bodyIsByteExact()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, body);
    ScriptedServer server;
    server.enqueue(Script::answer(200, type, body));
    HttpClient client(base(server));
    ExchangeWatch watch(client.send(request(HttpVerb::Get), this));
    QTRY_COMPARE(watch.finished, 1);
    QVERIFY(watch.result.isSuccess());
    QCOMPARE(watch.result.body, body);
}

void TestHttpClient::splitAnswer()
{
    ScriptedServer server;
    Script script;
    const QByteArray answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
                              "Content-Length: 5\r\n\r\nhello"_ba;
    for (const char c : answer)
        script.bytes(QByteArray(1, c)).after(1);
    server.enqueue(script);
    HttpClient client(base(server));
    ExchangeWatch watch(client.send(request(HttpVerb::Post), this));
    QTRY_COMPARE(watch.finished, 1);
    QVERIFY(watch.result.isSuccess());
    QCOMPARE(watch.result.body, "hello"_ba);
    QCOMPARE(watch.headers, 1);
    QCOMPARE(server.requests().size(), 1);
}

void TestHttpClient::chunkedAnswer()
{
    ScriptedServer server;
    server.enqueue(Script::head(200, "application/json"_ba, -1)
                       .chunk("{\"a\""_ba)
                       .after(1)
                       .chunk(":1}"_ba)
                       .lastChunk());
    HttpClient client(base(server));
    ExchangeWatch watch(client.send(request(HttpVerb::Get), this));
    QTRY_COMPARE(watch.finished, 1);
    QVERIFY(watch.result.isSuccess());
    QCOMPARE(watch.result.body, "{\"a\":1}"_ba);
}

void TestHttpClient::challengeIsAnAnswer_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("basic") << 401 << "WWW-Authenticate"_ba
                           << "Basic realm=\"x\""_ba;
    QTest::newRow("bearer") << 401 << "WWW-Authenticate"_ba
                            << "Bearer"_ba;
    QTest::newRow("negotiate") << 401 << "WWW-Authenticate"_ba
                               << "Negotiate"_ba;
    QTest::newRow("proxy") << 407 << "Proxy-Authenticate"_ba
                           << "Basic realm=\"x\""_ba;
}

void TestHttpClient::challengeIsAnAnswer()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, header);
    QFETCH(const QByteArray, value);
    for (const HttpVerb verb : {HttpVerb::Get, HttpVerb::Post}) {
        ScriptedServer server;
        server.setHandler([&](const ReceivedRequest &) {
            return Script::answer(status, "application/json"_ba, "{\"error\":\"unauthorized\"}"_ba,
                                  {{header, value}});
        });
        HttpClient client(base(server));
        client.setBearer("wrong"_ba);
        ExchangeWatch watch(client.send(request(verb, "/x"_ba, "{}"_ba), this));
        QTRY_COMPARE(watch.finished, 1);
        QCOMPARE(watch.result.failure, HttpFailure::None);
        QCOMPARE(watch.result.status, status);
        QCOMPARE(watch.result.body, "{\"error\":\"unauthorized\"}"_ba);
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(server.requests().first().header("Authorization"_ba), "Bearer wrong"_ba);
    }
}

void TestHttpClient::contentType_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("none") << QByteArray() << QByteArray();
    QTest::newRow("plain") << "text/plain"_ba
                           << "text/plain"_ba;
    QTest::newRow("parameters") << "text/plain; charset=utf-8"_ba
                                << "text/plain"_ba;
    QTest::newRow("upper case") << "Application/JSON ;q=1"_ba
                                << "application/json"_ba;
    QTest::newRow("nonsense") << "???"_ba
                              << "???"_ba;
    QTest::newRow("only parameters") << "; charset=utf-8"_ba << QByteArray();
}

void TestHttpClient::contentType()
{
    QFETCH(const QByteArray, sent);
    QFETCH(const QByteArray, type);
    ScriptedServer server;
    server.enqueue(Script::answer(200, sent, "{}"_ba));
    HttpClient client(base(server));
    ExchangeWatch watch(client.send(request(HttpVerb::Get), this));
    QTRY_COMPARE(watch.finished, 1);
    QVERIFY(watch.result.isSuccess());
    QCOMPARE(watch.result.contentType, type);
}

void TestHttpClient::oversize_data()
{
    QTest::addColumn<qint64>("announced");
    QTest::newRow("announced") << qint64(2'000'000);
    QTest::newRow("chunked") << qint64(-1);
    QTest::newRow("until the end of the connection") << qint64(-2);
}

void TestHttpClient::oversize()
{
    QFETCH(const qint64, announced);
    ScriptedServer server;
    // The end never comes: the exchange must not wait for it.
    Script script = Script::head(200, "application/json"_ba, announced);
    if (announced == -1)
        script.chunk(QByteArray(150'000, 'x'));
    else if (announced == -2)
        script.bytes(QByteArray(150'000, 'x'));
    server.enqueue(script);
    HttpClient client(base(server));
    HttpRequest post = request(HttpVerb::Post);
    post.maxBody = 100'000;
    ExchangeWatch watch(client.send(post, this));
    QTRY_COMPARE(watch.finished, 1);
    QCOMPARE(watch.result.failure, HttpFailure::TooLarge);
    QVERIFY(watch.result.body.isEmpty());
    QCOMPARE(watch.result.status, 200);
    QVERIFY(watch.result.maybeSent);
    QTRY_COMPARE(server.open(), 0);
    QCOMPARE(server.requests().size(), 1);
}

void TestHttpClient::largestAllowedBody()
{
    ScriptedServer server;
    server.enqueue(Script::json(QByteArray(100'000, 'x')));
    HttpClient client(base(server));
    HttpRequest get = request(HttpVerb::Get);
    get.maxBody = 100'000;
    ExchangeWatch watch(client.send(get, this));
    QTRY_COMPARE(watch.finished, 1);
    QVERIFY(watch.result.isSuccess());
    QCOMPARE(watch.result.body.size(), 100'000);
}

void TestHttpClient::largeRequestBody()
{
    ScriptedServer server;
    server.enqueue(Script::json("{}"_ba));
    HttpClient client(base(server));
    QByteArray body(3'000'000, 'x');
    for (qsizetype i = 0; i < body.size(); ++i)
        body[i] = char(i * 31);
    ExchangeWatch watch(client.send(request(HttpVerb::Put, "/x"_ba, body), this));
    QTRY_COMPARE(watch.finished, 1);
    QVERIFY(watch.result.isSuccess());
    QCOMPARE(server.requests().size(), 1);
    QVERIFY(server.requests().first().body == body);
}

void TestHttpClient::redirect_data()
{
    QTest::addColumn<HttpVerb>("verb");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("elsewhere");
    for (const HttpVerb verb :
         {HttpVerb::Get, HttpVerb::Post, HttpVerb::Put, HttpVerb::Patch, HttpVerb::Delete}) {
        for (const int status : {301, 302, 303, 307, 308}) {
            const QByteArray name = verbName(verb) + ' ' + QByteArray::number(status);
            QTest::newRow((name + " to another origin").constData()) << verb << status << true;
            QTest::newRow((name + " to the same origin").constData()) << verb << status << false;
        }
    }
}

void TestHttpClient::redirect()
{
    QFETCH(const HttpVerb, verb);
    QFETCH(const int, status);
    QFETCH(const bool, elsewhere);
    ScriptedServer other;
    ScriptedServer server;
    const QString target = elsewhere ? other.url() + u"/steal?a=b"_s : server.url() + u"/y"_s;
    server.enqueue(Script::redirect(status, elsewhere ? target.toLatin1() : QByteArray("/y")));
    HttpClient client(base(server));
    client.setBearer("the-bearer"_ba);

    ExchangeWatch watch(client.send(request(verb, "/x"_ba, "secret"_ba), this));
    QTRY_COMPARE(watch.finished, 1);
    QCOMPARE(watch.result.failure, HttpFailure::None);
    QVERIFY(!watch.result.isSuccess());
    QCOMPARE(watch.result.status, status);
    QCOMPARE(watch.result.location, target);
    QCOMPARE(watch.result.detail, QString());
    QTRY_VERIFY(watch.destroyed);
    QCOMPARE(other.accepted(), 0);
    QCOMPARE(other.bytesReceived(), 0);
    QCOMPARE(server.requests().size(), 1);
}

void TestHttpClient::redirectToNowhere()
{
    for (const QByteArray &location :
         {QByteArray(), "http://["_ba, "javascript:alert(1)"_ba, "http://u:hunter2@h/"_ba}) {
        ScriptedServer server;
        server.enqueue(Script::redirect(302, location));
        HttpClient client(base(server));
        ExchangeWatch watch(client.send(request(HttpVerb::Get), this));
        QTRY_COMPARE(watch.finished, 1);
        QCOMPARE(watch.result.status, 302);
        QVERIFY(!watch.result.isSuccess());
        QVERIFY(!watch.result.location.contains("hunter2"_L1));
        QCOMPARE(server.requests().size(), 1);
    }
}

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_httpclient.moc"
