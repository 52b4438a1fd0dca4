// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/httpclient.h"
#include "tests/support/exchangewatch.h"
#include "tests/support/firehose.h"
#include "tests/support/scriptedserver.h"

#include <QTest>

#include <memory>
#include <vector>

using namespace angee;
using namespace angee::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(angee::test::Script)

//! Answers that go on: streams, long work, and what they must not do to the rest.
class TestHttpClientStream : public QObject
{
    Q_OBJECT

private slots:
    void chunksComeAsTheyAreSent();
    void headersComeBeforeTheFirstByte();
    void end_data();
    void end();
    void idleStreamIsEnded();
    void idleLimitStartsAgainWithEachByte();
    void streamsDoNotStarveOrdinaryCalls_data();
    void streamsDoNotStarveOrdinaryCalls();
    void changesDoNotWaitForReads();
    void slowReaderHoldsTheSenderBack();
};

static HttpRequest stream()
{
    HttpRequest request;
    request.path = "/stream"_ba;
    request.accept = "text/event-stream"_ba;
    request.streaming = true;
    return request;
}

void TestHttpClientStream::chunksComeAsTheyAreSent()
{
    ScriptedServer server;
    server.enqueue(Script::head(200, "text/plain"_ba, -1).chunk("one\n"_ba));
    HttpClient client(*BaseUrl::parse(server.url()));
    ExchangeWatch watch(client.send(stream(), this));
    QTRY_COMPARE(watch.body, "one\n"_ba);
    QCOMPARE(server.requests().first().header("Accept"_ba), "text/event-stream"_ba);
    server.play(0, Script().chunk("two\n"_ba));
    QTRY_COMPARE(watch.body, "one\ntwo\n"_ba);
    QCOMPARE(watch.finished, 0);
    server.play(0, Script().lastChunk());
    QTRY_COMPARE(watch.finished, 1);
    QVERIFY(watch.result.isSuccess());
    QVERIFY(watch.result.body.isEmpty()); // handed out, not kept
    QCOMPARE(watch.headers, 1);
    QVERIFY(!watch.bodyBeforeHeaders);
}

void TestHttpClientStream::headersComeBeforeTheFirstByte()
{
    ScriptedServer server;
    server.enqueue(Script::head(200, "text/event-stream"_ba, -1));
    HttpClient client(*BaseUrl::parse(server.url()));
    ExchangeWatch watch(client.send(stream(), this));
    QTRY_COMPARE(watch.headers, 1);
    QCOMPARE(watch.status, 200);
    QVERIFY(watch.body.isEmpty());
    QCOMPARE(watch.finished, 0);
}

void TestHttpClientStream::end_data()
{
    QTest::addColumn<Script>("ending");
    QTest::addColumn<HttpFailure>("failure");
    const Script chunked = Script::head(200, "text/plain"_ba, -1).chunk("abc"_ba);
    QTest::newRow("last chunk") << Script(chunked).lastChunk() << HttpFailure::None;
    QTest::newRow("FIN between chunks") << Script(chunked).closeFin() << HttpFailure::Lost;
    QTest::newRow("FIN within a chunk")
        << Script(chunked).bytes("5\r\nab"_ba).closeFin() << HttpFailure::Lost;
    QTest::newRow("RST") << Script(chunked).after(20).closeRst() << HttpFailure::Lost;
    QTest::newRow("length, whole")
        << Script::head(200, "text/plain"_ba, 3).bytes("abc"_ba) << HttpFailure::None;
    QTest::newRow("length, short")
        << Script::head(200, "text/plain"_ba, 30).bytes("abc"_ba).closeFin() << HttpFailure::Lost;
    // Only the protocol above can tell this from a cut: HTTP has no mark for it.
    QTest::newRow("until the end of the connection")
        << Script::head(200, "text/plain"_ba, -2).bytes("abc"_ba).closeFin() << HttpFailure::None;
}

void TestHttpClientStream::end()
{
    QFETCH(const Script, ending);
    QFETCH(const HttpFailure, failure);
    ScriptedServer server;
    server.enqueue(ending);
    HttpClient client(*BaseUrl::parse(server.url()));
    HttpRequest request = stream();
    request.verb = HttpVerb::Post;
    ExchangeWatch watch(client.send(request, this));
    QTRY_COMPARE(watch.finished, 1);
    QCOMPARE(watch.result.failure, failure);
    QVERIFY(watch.body.startsWith("abc"));
    QCOMPARE(watch.result.status, 200);
    QCOMPARE(server.requests().size(), 1);
}

void TestHttpClientStream::idleStreamIsEnded()
{
    ScriptedServer server;
    server.enqueue(Script::head(200, "text/plain"_ba, -1).chunk("abc"_ba));
    HttpClient client(*BaseUrl::parse(server.url()));
    HttpRequest request = stream();
    request.idleTimeout = 2000ms;
    ExchangeWatch watch(client.send(request, this));
    QTRY_COMPARE(watch.finished, 1);
    QCOMPARE(watch.result.failure, HttpFailure::Timeout);
    QCOMPARE(watch.body, "abc"_ba);
    QTRY_COMPARE(server.open(), 0);
}

void TestHttpClientStream::idleLimitStartsAgainWithEachByte()
{
    ScriptedServer server;
    Script script = Script::head(200, "text/plain"_ba, -1);
    for (int i = 0; i < 12; ++i) // together longer than the limit
        script.chunk("x"_ba).after(300);
    server.enqueue(script.lastChunk());
    HttpClient client(*BaseUrl::parse(server.url()));
    HttpRequest request = stream();
    request.idleTimeout = 2500ms;
    ExchangeWatch watch(client.send(request, this));
    QTRY_COMPARE(watch.finished, 1);
    QVERIFY2(watch.result.isSuccess(), qPrintable(watch.result.detail));
    QCOMPARE(watch.body, QByteArray(12, 'x'));
}

void TestHttpClientStream::streamsDoNotStarveOrdinaryCalls_data()
{
    QTest::addColumn<bool>("streaming");
    QTest::newRow("streams") << true;
    QTest::newRow("long work") << false;
}

void TestHttpClientStream::streamsDoNotStarveOrdinaryCalls()
{
    QFETCH(const bool, streaming);
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &received) {
        return received.target == "/stream" ? Script::head(200, "text/plain"_ba, -1).chunk("a"_ba)
                                            : Script::json("{}"_ba);
    });
    HttpClient client(*BaseUrl::parse(server.url()));
    std::vector<std::unique_ptr<ExchangeWatch>> streams;
    for (int i = 0; i < 8; ++i) {
        HttpRequest request = stream();
        request.streaming = streaming;
        request.dedicated = !streaming;
        streams.push_back(std::make_unique<ExchangeWatch>(client.send(request, this)));
    }
    for (const auto &each : streams)
        QTRY_COMPARE(each->headers, 1);

    HttpRequest get;
    get.path = "/x"_ba;
    ExchangeWatch watch(client.send(get, this));
    QTRY_COMPARE(watch.finished, 1);
    QVERIFY(watch.result.isSuccess());
    for (const auto &each : streams) {
        QCOMPARE(each->finished, 0);
        each->exchange->abort();
    }
    for (const auto &each : streams)
        QTRY_VERIFY(each->destroyed);
    QTRY_COMPARE(server.open(), 1);
}

void TestHttpClientStream::changesDoNotWaitForReads()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &received) {
        return received.verb == "GET" ? Script::silence() : Script::json("{}"_ba);
    });
    HttpClient client(*BaseUrl::parse(server.url()));
    HttpRequest get;
    get.path = "/slow"_ba;
    for (int i = 0; i < 10; ++i)
        client.send(get, this);
    QTRY_COMPARE(server.requests().size(), 6); // as many as Qt lets through

    HttpRequest stop;
    stop.verb = HttpVerb::Post;
    stop.path = "/services/web/stop"_ba;
    stop.mutation = true;
    ExchangeWatch watch(client.send(stop, this));
    QTRY_COMPARE(watch.finished, 1);
    QVERIFY(watch.result.isSuccess());
}

void TestHttpClientStream::slowReaderHoldsTheSenderBack()
{
    constexpr qint64 total = 50 * 1024 * 1024;
    Firehose server(total);
    HttpClient client(*BaseUrl::parse(server.url()));
    HttpExchange *exchange = client.send(stream(), this);
    qint64 received = 0;
    qint64 ahead = -1;
    qsizetype largest = 0;
    HttpResult result;
    connect(exchange, &HttpExchange::bodyReceived, this, [&](const QByteArray &chunk) {
        received += chunk.size();
        largest = qMax(largest, chunk.size());
        // We read nothing until the sender cannot go on, or has sent everything.
        if (ahead < 0)
            ahead = server.waitUntilBlocked() - received;
    });
    bool finished = false;
    connect(exchange, &HttpExchange::finished, this, [&](const HttpResult &outcome) {
        finished = true;
        result = outcome;
    });
    QTRY_VERIFY_WITH_TIMEOUT(finished, 60'000);
    QVERIFY2(result.isSuccess(), qPrintable(result.detail));
    QCOMPARE(received, total);
    // What the sockets' own buffers hold (a few MB) and our 256 KB, but not the rest.
    QVERIFY2(ahead < total / 2, qPrintable(QString::number(ahead)));
    QVERIFY2(largest <= 1024 * 1024, qPrintable(QString::number(largest)));
}

QTEST_GUILESS_MAIN(TestHttpClientStream)
#include "tst_httpclientstream.moc"
