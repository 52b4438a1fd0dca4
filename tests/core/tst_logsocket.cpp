// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/boundedtext.h"
#include "core/net/httpclient.h"
#include "core/net/logsocket.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/sockets.h"
#include "tests/support/tcpproxy.h"

#include <QCryptographicHash>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace angee;
using namespace angee::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(angee::test::Script)

namespace {

using State = LogSocket::State;

//! A socket, its client, and everything that it told.
struct Watched
{
    explicit Watched(const QString &url)
        : client(*BaseUrl::parse(url))
        , socket(std::make_unique<LogSocket>(&client))
    {
        client.setBearer("hunter2"_ba);
        QObject::connect(socket.get(), &LogSocket::stateChanged, socket.get(),
                         [this](State state) { states.append(state); });
        QObject::connect(socket.get(), &LogSocket::linesReceived, socket.get(),
                         [this](const QList<LogLine> &more) {
                             linesAfterEnd |= !states.isEmpty() && states.last() != State::Open;
                             lines += more;
                         });
    }

    HttpClient client;
    std::unique_ptr<LogSocket> socket;
    QList<State> states;
    QList<LogLine> lines;
    bool linesAfterEnd = false;
};

const QByteArray oneLine =
    "{\"service\":\"web\",\"runtime\":\"local\",\"message\":\"hello\",\"level\":\"WARN\"}\n"_ba;

} // namespace

class TestLogSocket : public QObject
{
    Q_OBJECT

private slots:
    void handshake();
    void target_data();
    void target();
    void lines();
    void readFrame_data();
    void readFrame();
    void ended_data();
    void ended();
    void refused_data();
    void refused();
    void refusedWithoutABody();
    void noConnection_data();
    void noConnection();
    void insecure();
    void impossibleName();
    void pingsKeepItOpen();
    void silenceIsALoss();
    void silenceBeforeTheUpgrade();
    void frozenLink();
    void oversizedFrame();
    void largestFrame();
    void selfSigned();
    void closeTellsNothing();
    void openAgain();
    void deletedInASlot_data();
    void deletedInASlot();
    void clientGone();
};

void TestLogSocket::handshake()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &received) { return Script::webSocket(received); });
    Watched watched(server.url() + u"/operator"_s);
    watched.socket->open(u"web"_s, 200);
    QCOMPARE(watched.socket->state(), State::Connecting);
    QCOMPARE(watched.states, QList<State>());
    QTRY_COMPARE(watched.states, QList<State>{State::Open});
    const ReceivedRequest received = server.requests().first();
    QCOMPARE(received.verb, "GET"_ba);
    QCOMPARE(received.target, "/operator/services/web/logs/stream?tail=200"_ba);
    QCOMPARE(received.header("Authorization"_ba), "Bearer hunter2"_ba);
    QCOMPARE(received.header("Upgrade"_ba).toLower(), "websocket"_ba);
    QVERIFY(!received.hasHeader("Origin"_ba)); // one would have to be on the daemon's list
    QVERIFY(!received.hasHeader("Sec-WebSocket-Protocol"_ba));
}

void TestLogSocket::target_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<int>("tail");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("slash") << u"a/b"_s << 5 << "/services/a%2Fb/logs/stream?tail=5"_ba;
    QTest::newRow("query in the name")
        << u"a?tail=9&x"_s << 5 << "/services/a%3Ftail%3D9%26x/logs/stream?tail=5"_ba;
    QTest::newRow("zero means one") << u"a"_s << 0 << "/services/a/logs/stream?tail=1"_ba;
    QTest::newRow("negative") << u"a"_s << -7 << "/services/a/logs/stream?tail=1"_ba;
    QTest::newRow("too long") << u"a"_s << 1'000'000 << "/services/a/logs/stream?tail=10000"_ba;
}

void TestLogSocket::target()
{
    QFETCH(const QString, service);
    QFETCH(const int, tail);
    QFETCH(const QByteArray, target);
    ScriptedServer server;
    server.enqueue(Script::silence());
    Watched watched(server.url());
    watched.socket->open(service, tail);
    QTRY_COMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().first().target, target);
}

void TestLogSocket::lines()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &received) {
        Script script = Script::webSocket(received);
        for (int i = 0; i < 1000; ++i)
            script.frame("{\"service\":\"web\",\"runtime\":\"local\",\"message\":\""
                         + QByteArray::number(i) + "\",\"level\":\"INFO\"}\n");
        return script;
    });
    Watched watched(server.url());
    QSignalSpy batches(watched.socket.get(), &LogSocket::linesReceived);
    watched.socket->open(u"web"_s, 1000);
    QTRY_COMPARE(watched.lines.size(), 1000);
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(watched.lines.at(i).message, QByteArray::number(i));
    QVERIFY2(batches.size() < 500, qPrintable(QString::number(batches.size())));
    server.play(0, Script().frame(oneLine));
    QTRY_COMPARE(watched.lines.size(), 1001);
    QCOMPARE(watched.lines.last(), (LogLine{u"web"_s, u"local"_s, "hello"_ba, LogLevel::Warn}));
    QCOMPARE(watched.states, QList<State>{State::Open});
}

void TestLogSocket::readFrame_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<LogLine>("line");
    const auto level = [](const QByteArray &word) {
        return "{\"service\":\"s\",\"runtime\":\"r\",\"message\":\"m\",\"level\":\"" + word
            + "\"}\n";
    };
    const auto line = [](LogLevel grade) { return LogLine{u"s"_s, u"r"_s, "m"_ba, grade}; };
    QTest::newRow("trace") << level("TRACE") << line(LogLevel::Trace);
    QTest::newRow("debug") << level("DEBUG") << line(LogLevel::Debug);
    QTest::newRow("info") << level("INFO") << line(LogLevel::Info);
    QTest::newRow("warn") << level("WARN") << line(LogLevel::Warn);
    QTest::newRow("error") << level("ERROR") << line(LogLevel::Error);
    QTest::newRow("no level") << level({}) << line(LogLevel::None);
    QTest::newRow("unknown level") << level("LOUD") << line(LogLevel::None);
    const auto message = [](const char *name, const QByteArray &frame, const QByteArray &text) {
        QTest::newRow(name) << frame << LogLine{{}, {}, text, LogLevel::None};
    };
    message("only a message", "{\"message\":\"\\u001b[31mred\"}", "\x1b[31mred");
    message("plain text", "panic: out of words\r\n", "panic: out of words");
    message("broken JSON", "{\"message\":\"x", "{\"message\":\"x");
    message("other JSON", "[1,2]\n", "[1,2]");
    message("message is no text", "{\"message\":1}\n", "{\"message\":1}");
    message("other fields are no text", "{\"message\":\"m\",\"service\":{},\"level\":3}", "m");
    message("nothing", {}, {});
    message("too deep for JSON", QByteArray("[").repeated(5000), QByteArray("[").repeated(5000));
    message("every escape", R"({"message":"12345678\"\\\/\b\f\n\r\t\u00e9\u20AC\ud83d\ude00!"})",
            "12345678\"\\/\b\f\n\r\t\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80!");
    message("half a pair", R"({"message":"\ud83d!"})", "?!");
    message("no UTF-8", "{\"message\":\"\xff\xc3(\"}", "\xff\xc3(");
    message("a control character", "{\"message\":\"12345678\x01\"}", "12345678\x01");
    QTest::newRow("empty message")
        << "{\"service\":\"s\",\"message\":\"\"}"_ba << LogLine{u"s"_s, {}, {}, LogLevel::None};
}

void TestLogSocket::readFrame()
{
    QFETCH(const QByteArray, frame);
    QFETCH(const LogLine, line);
    LogNames names;
    QCOMPARE(LogSocket::readFrame(frame, &names), line);
    QCOMPARE(LogSocket::readFrame(frame, &names), line); // with what it keeps of the names
}

void TestLogSocket::ended_data()
{
    QTest::addColumn<Script>("ending");
    QTest::newRow("FIN") << Script().closeFin();
    QTest::newRow("RST") << Script().after(20).closeRst();
    QTest::newRow("a close frame") << Script().bytes("\x88\x02\x03\xe9"_ba);
    QTest::newRow("a close frame, FIN") << Script().bytes("\x88\x02\x03\xe9"_ba).closeFin();
}

void TestLogSocket::ended()
{
    QFETCH(const Script, ending);
    for (const bool atOnce : {true, false}) {
        ScriptedServer server;
        server.setHandler([&](const ReceivedRequest &received) {
            Script script = Script::webSocket(received).frame(oneLine);
            return atOnce ? script.add(ending) : script;
        });
        Watched watched(server.url());
        watched.socket->open(u"web"_s, 10);
        if (!atOnce) {
            QTRY_COMPARE(watched.lines.size(), 1);
            server.play(0, ending);
        }
        QTRY_COMPARE(watched.states.size(), 2);
        QCOMPARE(watched.states, (QList<State>{State::Open, State::Ended}));
        QCOMPARE(watched.lines.size(), 1);
        QVERIFY(!watched.linesAfterEnd);
        QCOMPARE(watched.socket->state(), State::Ended);
        QTRY_COMPARE(server.open(), 0);
        QCOMPARE(watched.states.size(), 2);
    }
}

void TestLogSocket::refused_data()
{
    QTest::addColumn<Script>("answer");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    const QByteArray unknown = "{\"error\":\"service \\\"x\\\" not found\"}\n"_ba;
    QTest::newRow("401") << Script::json("{\"error\":\"unauthorized\"}\n"_ba, 401).closeFin() << 401
                         << u"unauthorized"_s;
    QTest::newRow("401, connection stays open")
        << Script::json("{\"error\":\"unauthorized\"}\n"_ba, 401) << 401 << u"unauthorized"_s;
    QTest::newRow("500") << Script::json(unknown, 500).closeFin() << 500
                         << u"service \"x\" not found"_s;
    QTest::newRow("500, body later")
        << Script::head(500, "application/json"_ba, unknown.size()).after(50).bytes(unknown) << 500
        << u"service \"x\" not found"_s;
    QTest::newRow("404") << Script::json("{\"error\":\"gone\"}"_ba, 404).closeFin() << 404
                         << u"gone"_s;
    QTest::newRow("400") << Script::json("{\"error\":\"bad\"}"_ba, 400).closeFin() << 400
                         << u"bad"_s;
    QTest::newRow("a proxy's page")
        << Script::answer(502, "text/html"_ba, "<html>Bad Gateway</html>"_ba).closeFin() << 502
        << u"502"_s;
    QTest::newRow("redirect") << Script::redirect(302, "http://127.0.0.1:1/"_ba).closeFin() << 302
                              << u"302"_s;
}

void TestLogSocket::refused()
{
    QFETCH(const Script, answer);
    QFETCH(const int, status);
    QFETCH(const QString, words);
    ScriptedServer server;
    server.enqueue(answer);
    Watched watched(server.url());
    watched.socket->open(u"x"_s, 10);
    QTRY_COMPARE(watched.states, QList<State>{State::Refused});
    QCOMPARE(watched.socket->refusedStatus(), status);
    QVERIFY2(watched.socket->words().contains(words), qPrintable(watched.socket->words()));
    QTRY_COMPARE(server.open(), 0);
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(watched.states.size(), 1);
}

void TestLogSocket::refusedWithoutABody()
{
    ScriptedServer server; // announces a body that never comes, and stays
    server.enqueue(Script::head(503, "application/json"_ba, 100));
    Watched watched(server.url());
    watched.socket->open(u"x"_s, 10);
    QTRY_COMPARE(watched.states, QList<State>{State::Refused});
    QCOMPARE(watched.socket->refusedStatus(), 503);
    QVERIFY(!watched.socket->words().isEmpty());
    QTRY_COMPARE(server.open(), 0);
}

void TestLogSocket::noConnection_data()
{
    QTest::addColumn<Script>("greeting");
    QTest::newRow("FIN at once") << Script().closeFin();
    QTest::newRow("RST at once") << Script().closeRst();
    QTest::newRow("not HTTP") << Script().bytes("SSH-2.0-OpenSSH\r\n"_ba).closeFin();
    QTest::newRow("half a head") << Script().bytes("HTTP/1.1 101 Swi"_ba).closeFin();
    QTest::newRow("nobody listens") << Script();
}

void TestLogSocket::noConnection()
{
    QFETCH(const Script, greeting);
    ScriptedServer server;
    server.setGreeting(greeting);
    const bool nobody = QTest::currentDataTag() == "nobody listens"_ba;
    Watched watched(nobody ? u"http://127.0.0.1:%1"_s.arg(closedPort()) : server.url());
    if (QTest::currentDataTag() == "RST at once"_ba)
        watched.socket->setIdleLimit(100ms); // Qt 6.4.2 does not hear of it: only the limit helps
    watched.socket->open(u"x"_s, 10);
    QCOMPARE(watched.states, QList<State>());
    QTRY_COMPARE(watched.states, QList<State>{State::Lost});
    QVERIFY(!watched.socket->words().isEmpty());
}

void TestLogSocket::insecure()
{
    Watched watched(u"http://daemon.example"_s);
    watched.socket->open(u"x"_s, 10);
    QCOMPARE(watched.states, QList<State>());
    QTRY_COMPARE(watched.states, QList<State>{State::Refused});
    QCOMPARE(watched.socket->refusedStatus(), 0);
    QVERIFY(!watched.socket->words().isEmpty());
}

void TestLogSocket::impossibleName()
{
    ScriptedServer server;
    Watched watched(server.url());
    watched.socket->open(u".."_s, 10);
    QTRY_COMPARE(watched.states, QList<State>{State::Refused});
    QCOMPARE(server.accepted(), 0);
}

void TestLogSocket::pingsKeepItOpen()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &received) {
        Script script = Script::webSocket(received);
        for (int i = 0; i < 10; ++i) // together longer than the limit
            script.after(300).ping();
        return script.frame(oneLine);
    });
    Watched watched(server.url());
    watched.socket->setIdleLimit(2000ms);
    watched.socket->open(u"web"_s, 10);
    QTRY_COMPARE(watched.lines.size(), 1);
    QCOMPARE(watched.states, QList<State>{State::Open});
    QVERIFY(server.rawInput().size() >= 60); // ten masked pongs
}

void TestLogSocket::silenceIsALoss()
{
    ScriptedServer server;
    server.setHandler(
        [](const ReceivedRequest &received) { return Script::webSocket(received).frame(oneLine); });
    Watched watched(server.url());
    watched.socket->setIdleLimit(1500ms);
    watched.socket->open(u"web"_s, 10);
    QTRY_COMPARE(watched.states, (QList<State>{State::Open, State::Lost}));
    QCOMPARE(watched.lines.size(), 1);
    QVERIFY(!watched.socket->words().isEmpty());
    QTRY_COMPARE(server.open(), 0);
}

void TestLogSocket::silenceBeforeTheUpgrade()
{
    ScriptedServer server;
    server.enqueue(Script::silence());
    Watched watched(server.url());
    watched.socket->setIdleLimit(100ms);
    watched.socket->open(u"web"_s, 10);
    QTRY_COMPARE(watched.states, QList<State>{State::Lost});
    QTRY_COMPARE(server.open(), 0);
}

void TestLogSocket::frozenLink()
{
    ScriptedServer server;
    server.setHandler(
        [](const ReceivedRequest &received) { return Script::webSocket(received).frame(oneLine); });
    TcpProxy proxy(server.serverPort());
    Watched watched(proxy.url());
    watched.socket->setIdleLimit(1500ms);
    watched.socket->open(u"web"_s, 10);
    QTRY_COMPARE(watched.lines.size(), 1);
    proxy.freeze();
    server.play(0, Script().ping().frame(oneLine));
    QTRY_COMPARE(watched.states, (QList<State>{State::Open, State::Lost}));
    QCOMPARE(watched.lines.size(), 1);
}

void TestLogSocket::oversizedFrame()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &received) {
        return Script::webSocket(received).frame(oneLine).frame(
            QByteArray(qsizetype(WebSocketStream::largestFrame) + 1, 'x'));
    });
    Watched watched(server.url());
    watched.socket->open(u"web"_s, 10);
    QTRY_COMPARE(watched.states, (QList<State>{State::Open, State::Ended}));
    QCOMPARE(watched.lines.size(), 1);
    QVERIFY(!watched.socket->words().isEmpty());
    QTRY_COMPARE(server.open(), 0);
}

void TestLogSocket::largestFrame()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &received) {
        return Script::webSocket(received).frame(
            QByteArray(qsizetype(WebSocketStream::largestFrame), 'x'));
    });
    Watched watched(server.url());
    watched.socket->open(u"web"_s, 10);
    QTRY_COMPARE(watched.lines.size(), 1);
    // It is taken, and cut to what a line can be.
    const QByteArray message = watched.lines.first().message;
    QVERIFY(message.startsWith(QByteArray(LogSocket::longestMessage, 'x')));
    QVERIFY(message.size() < LogSocket::longestMessage + 100);
    QCOMPARE(watched.states, QList<State>{State::Open});
}

void TestLogSocket::selfSigned()
{
    ScriptedServer server;
    server.useTls(u"first"_s);
    server.setHandler(
        [](const ReceivedRequest &received) { return Script::webSocket(received).frame(oneLine); });
    Watched stranger(server.url());
    stranger.socket->open(u"web"_s, 10);
    QTRY_COMPARE(stranger.states, QList<State>{State::Lost});
    QCOMPARE(server.bytesReceived(), 0); // no bearer

    Watched pinned(server.url());
    ConnectionPolicy policy;
    policy.pinnedCertificate = server.certificate().digest(QCryptographicHash::Sha256).toHex();
    pinned.client.setPolicy(policy);
    pinned.socket->open(u"web"_s, 10);
    QTRY_COMPARE(pinned.lines.size(), 1);
    QCOMPARE(pinned.states, QList<State>{State::Open});
}

void TestLogSocket::closeTellsNothing()
{
    ScriptedServer server;
    server.setHandler(
        [](const ReceivedRequest &received) { return Script::webSocket(received).frame(oneLine); });
    Watched watched(server.url());
    watched.socket->open(u"web"_s, 10);
    QTRY_COMPARE(watched.lines.size(), 1);
    server.play(0, Script().frame(oneLine));
    watched.socket->close();
    QCOMPARE(watched.socket->state(), State::Idle);
    QTRY_COMPARE(server.open(), 0); // which ends the daemon's follow process
    QCOMPARE(watched.states, QList<State>{State::Open});
    QCOMPARE(watched.lines.size(), 1);
}

void TestLogSocket::openAgain()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &received) {
        return Script::webSocket(received).frame("{\"message\":\""
                                                 + received.target.split('/').at(2) + "\"}");
    });
    Watched watched(server.url());
    for (int i = 0; i < 5; ++i) // each drops the one before, in whatever state it is
        watched.socket->open(QString::number(i), 10);
    QTRY_COMPARE(watched.lines.size(), 1);
    QCOMPARE(watched.lines.first().message, "4"_ba);
    watched.socket->open(u"5"_s, 10);
    QTRY_COMPARE(watched.lines.size(), 2);
    QCOMPARE(watched.lines.last().message, "5"_ba);
    QCOMPARE(watched.states, (QList<State>{State::Open, State::Open}));
    QTRY_COMPARE(server.open(), 1);
}

void TestLogSocket::deletedInASlot_data()
{
    QTest::addColumn<int>("where");
    QTest::newRow("opened") << 0;
    QTest::newRow("lines") << 1;
    QTest::newRow("ended") << 2;
}

void TestLogSocket::deletedInASlot()
{
    QFETCH(const int, where);
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &received) {
        return Script::webSocket(received).frame(oneLine).closeFin();
    });
    Watched watched(server.url());
    connect(watched.socket.get(), &LogSocket::stateChanged, this, [&](State state) {
        if (state == (where == 0 ? State::Open : State::Ended))
            watched.socket.reset();
    });
    connect(watched.socket.get(), &LogSocket::linesReceived, this, [&] {
        if (where == 1)
            watched.socket.reset();
    });
    watched.socket->open(u"web"_s, 10);
    QTRY_VERIFY(!watched.socket);
    QTRY_COMPARE(server.open(), 0);
}

void TestLogSocket::clientGone()
{
    ScriptedServer server;
    server.setHandler(
        [](const ReceivedRequest &received) { return Script::webSocket(received).frame(oneLine); });
    auto client = std::make_unique<HttpClient>(*BaseUrl::parse(server.url()));
    LogSocket socket(client.get());
    QSignalSpy states(&socket, &LogSocket::stateChanged);
    client.reset();
    socket.open(u"web"_s, 10);
    QCOMPARE(states.size(), 0);
    QTRY_COMPARE(states.size(), 1);
    QCOMPARE(socket.state(), State::Lost);
    QCOMPARE(server.accepted(), 0);
}

QTEST_GUILESS_MAIN(TestLogSocket)
#include "tst_logsocket.moc"
