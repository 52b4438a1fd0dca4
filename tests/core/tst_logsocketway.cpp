// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/httpclient.h"
#include "core/net/logsocket.h"
#include "tests/support/scriptedserver.h"

#include <QFile>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QTest>
#include <QtEndian>

#include <memory>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

using State = LogSocket::State;

const QByteArray oneLine = "{\"service\":\"web\",\"message\":\"hello\"}\n"_ba;

//! A client that follows one log, and what it told.
struct Follower
{
    explicit Follower(const QString &url, const ConnectionPolicy &policy = {})
        : client(*BaseUrl::parse(url))
        , socket(std::make_unique<LogSocket>(&client))
    {
        client.setPolicy(policy);
        client.setBearer("hunter2"_ba);
        QObject::connect(socket.get(), &LogSocket::stateChanged, socket.get(),
                         [this](State state) { states.append(state); });
        QObject::connect(socket.get(), &LogSocket::linesReceived, socket.get(),
                         [this](const QList<LogLine> &more) {
                             for (const LogLine &line : more)
                                 messages.append(line.message);
                         });
        socket->open(u"web"_s, 10);
    }

    HttpClient client;
    std::unique_ptr<LogSocket> socket;
    QList<State> states;
    QByteArrayList messages;
};

//! \brief A proxy that wants a name and a password, and connects to one server whatever is asked.
class Proxy final : public QTcpServer
{
public:
    Proxy(ProxyChoice::Kind kind, quint16 target)
        : m_kind(kind)
        , m_target(target)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *client = nextPendingConnection();
            connect(client, &QTcpSocket::readyRead, this, [this, client] { talk(client); });
        });
    }

    QByteArray asked; //!< where to, or the words before that
    bool knewPassword = false;

private:
    void talk(QTcpSocket *client)
    {
        if (auto *server = client->findChild<QTcpSocket *>())
            return void(server->write(client->readAll()));
        m_heard += client->readAll();
        m_kind == ProxyChoice::Kind::Http ? talkHttp(client) : talkSocks(client);
    }
    void talkHttp(QTcpSocket *client)
    {
        if (!m_heard.contains("\r\n\r\n"))
            return;
        knewPassword = m_heard.contains("Basic " + "ada:pass"_ba.toBase64());
        asked = m_heard.left(m_heard.indexOf('\r'));
        m_heard.clear();
        if (knewPassword)
            return join(client, "HTTP/1.1 200 OK\r\n\r\n");
        client->write("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"p\"\r\n"
                      "Content-Length: 0\r\n\r\n");
    }
    void talkSocks(QTcpSocket *client)
    {
        if (m_step == 0 && m_heard.startsWith('\x05')) {
            m_heard.clear();
            client->write("\x05\x02"_ba); // by name and password
            ++m_step;
        } else if (m_step == 1 && m_heard.startsWith('\x01')) {
            knewPassword = m_heard.contains("ada") && m_heard.contains("pass");
            m_heard.clear();
            client->write(QByteArray("\x01\x00", 2));
            ++m_step;
        } else if (m_step == 2) {
            asked = m_heard;
            join(client, QByteArray("\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x01", 10));
        }
    }
    void join(QTcpSocket *client, const QByteArray &answer)
    {
        auto *server = new QTcpSocket(client);
        connect(server, &QTcpSocket::connected, client,
                [client, answer] { client->write(answer); });
        connect(server, &QTcpSocket::readyRead, client,
                [client, server] { client->write(server->readAll()); });
        server->connectToHost(QHostAddress::LocalHost, m_target);
    }

    ProxyChoice::Kind m_kind;
    quint16 m_target;
    QByteArray m_heard;
    int m_step = 0;
};

QByteArray fileOf(const QString &name)
{
    QFile file(QString::fromUtf8(ANGEE_SOURCE_DIR) + u"/tests/data/tls/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

//! \brief A TLS server that asks who comes.
class Asking final : public QTcpServer
{
public:
    QSslCertificate seen;
    QByteArray heard;

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *socket = new QSslSocket(this);
        socket->setSocketDescriptor(descriptor);
        socket->setLocalCertificate(QSslCertificate(fileOf(u"first.crt"_s)));
        socket->setPrivateKey(QSslKey(fileOf(u"first.key"_s), QSsl::Ec));
        socket->setPeerVerifyMode(QSslSocket::QueryPeer);
        connect(socket, &QSslSocket::sslErrors, socket, [socket] { socket->ignoreSslErrors(); });
        connect(socket, &QSslSocket::readyRead, this, [this, socket] {
            seen = socket->peerCertificate();
            heard += socket->readAll();
        });
        socket->startServerEncryption();
    }
};

} // namespace

//! How the log socket gets to the daemon, and what it makes of servers that do not keep the rules.
class TestLogSocketWay final : public QObject
{
    Q_OBJECT

private slots:
    void throughAProxy_data();
    void throughAProxy();
    void showsItsCertificate();
    void tlsLosesNothing();
    void linesMayComeWithTheAnswer();
    void fragmentsAreOneLine();
    void bytesStayAsTheyAre();
    void answersPings();
    void brokenRules_data();
    void brokenRules();
    void wrongAnswers_data();
    void wrongAnswers();
};

void TestLogSocketWay::throughAProxy_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("tls");
    QTest::newRow("http") << int(ProxyChoice::Kind::Http) << false;
    QTest::newRow("http, TLS") << int(ProxyChoice::Kind::Http) << true;
    QTest::newRow("socks") << int(ProxyChoice::Kind::Socks5) << false;
    QTest::newRow("socks, TLS") << int(ProxyChoice::Kind::Socks5) << true;
}

void TestLogSocketWay::throughAProxy()
{
    QFETCH(const int, kind);
    QFETCH(const bool, tls);
    ScriptedServer server;
    if (tls)
        server.useTls(u"first"_s);
    server.setHandler(
        [](const ReceivedRequest &received) { return Script::webSocket(received).frame(oneLine); });
    Proxy proxy(ProxyChoice::Kind(kind), server.serverPort());
    ConnectionPolicy policy;
    policy.allowPlainHttp = true;
    policy.proxy = {.kind = ProxyChoice::Kind(kind),
                    .host = u"127.0.0.1"_s,
                    .port = proxy.serverPort(),
                    .user = u"ada"_s,
                    .password = u"pass"_s};
    if (tls)
        policy.pinnedCertificate = server.certificate().digest(QCryptographicHash::Sha256).toHex();
    // No resolver knows that name: it is the proxy's to find.
    const Follower follower((tls ? u"https"_s : u"http"_s) + u"://daemon.invalid:9000"_s, policy);
    QTRY_COMPARE(follower.messages, QByteArrayList{"hello"_ba});
    QVERIFY(proxy.knewPassword);
    QVERIFY2(proxy.asked.contains("daemon.invalid"), proxy.asked.constData());
    QCOMPARE(server.requests().first().header("Authorization"_ba), "Bearer hunter2"_ba);
    QCOMPARE(server.requests().first().header("Host"_ba), "daemon.invalid:9000"_ba);
    QVERIFY(!server.requests().first().hasHeader("Proxy-Authorization"_ba));
}

void TestLogSocketWay::showsItsCertificate()
{
    Asking server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    ConnectionPolicy policy;
    const QSslCertificate own(fileOf(u"second.crt"_s));
    policy.clientCertificates = {own};
    policy.clientKey = QSslKey(fileOf(u"second.key"_s), QSsl::Ec);
    policy.pinnedCertificate =
        QSslCertificate(fileOf(u"first.crt"_s)).digest(QCryptographicHash::Sha256).toHex();
    const Follower follower(u"https://127.0.0.1:%1"_s.arg(server.serverPort()), policy);
    QTRY_VERIFY(server.heard.contains("\r\n\r\n"));
    QVERIFY(server.heard.startsWith("GET /services/web/logs/stream?tail=10 HTTP/1.1\r\n"));
    QCOMPARE(server.seen, own);
}

void TestLogSocketWay::tlsLosesNothing()
{
    constexpr int count = 60'000;
    ScriptedServer server;
    server.useTls(u"first"_s);
    server.setHandler([](const ReceivedRequest &received) {
        QByteArray frames;
        for (int i = 0; i < count; ++i) {
            const QByteArray text =
                "{\"message\":\"" + QByteArray::number(i).rightJustified(60, '.') + "\"}";
            frames += "\x81"_ba + char(text.size()) + text;
        }
        return Script::webSocket(received).bytes(frames).closeFin();
    });
    ConnectionPolicy policy;
    policy.pinnedCertificate = server.certificate().digest(QCryptographicHash::Sha256).toHex();
    const Follower follower(server.url(), policy);
    QTRY_COMPARE_WITH_TIMEOUT(follower.states, (QList<State>{State::Open, State::Ended}), 60'000);
    QCOMPARE(follower.messages.size(), count);
    for (int i = 0; i < count; ++i)
        QCOMPARE(follower.messages.at(i), QByteArray::number(i).rightJustified(60, '.'));
}

void TestLogSocketWay::linesMayComeWithTheAnswer()
{
    const QByteArray head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                            "Connection: Upgrade\r\n"
                            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
    const UpgradeAnswer answer = readUpgradeAnswer(head + QByteArray(2 * longestUpgradeHead, 'x'),
                                                   "dGhlIHNhbXBsZSBub25jZQ=="_ba);
    QCOMPARE(answer.kind, UpgradeAnswer::Kind::Upgraded);
    QCOMPARE(answer.size, head.size());
    constexpr int count = 20'000;
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &received) {
        const QByteArray text = "{\"message\":\"" + QByteArray(100, 'x') + "\"}";
        const QByteArray frame = "\x81"_ba + char(text.size()) + text;
        return Script::webSocket(received).bytes(frame.repeated(count));
    });
    const Follower follower(server.url());
    QTRY_COMPARE(follower.messages.size(), count);
    QCOMPARE(follower.states, QList<State>{State::Open});
}

void TestLogSocketWay::fragmentsAreOneLine()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &received) {
        return Script::webSocket(received)
            .bytes("\x01\x08"_ba + "{\"messag")
            .ping()
            .bytes(QByteArray("\x00\x04", 2) + "e\":\"")
            .after(20)
            .bytes("\x80\x04"_ba + "x\"}\n")
            .frame("{\"message\":\"y\"}");
    });
    const Follower follower(server.url());
    QTRY_COMPARE(follower.messages, (QByteArrayList{"x", "y"}));
    QCOMPARE(follower.states, QList<State>{State::Open});
}

void TestLogSocketWay::bytesStayAsTheyAre()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &received) {
        return Script::webSocket(received)
            .frame("{\"message\":\"caf\xe9 \xff\"}")
            .frame("\xfe not even JSON\n");
    });
    const Follower follower(server.url());
    QTRY_COMPARE(follower.messages, (QByteArrayList{"caf\xe9 \xff", "\xfe not even JSON"}));
    QCOMPARE(follower.states, QList<State>{State::Open});
}

void TestLogSocketWay::answersPings()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &received) {
        return Script::webSocket(received).bytes("\x89\x03you"_ba);
    });
    const Follower follower(server.url());
    QTRY_COMPARE(server.rawInput().size(), 9);
    const QByteArray pong = server.rawInput();
    QCOMPARE(pong.left(2), "\x8a\x83"_ba);
    QByteArray words = pong.mid(6);
    for (qsizetype i = 0; i < words.size(); ++i)
        words[i] = char(words.at(i) ^ pong.at(2 + i));
    QCOMPARE(words, "you"_ba);
}

void TestLogSocketWay::brokenRules_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a masked frame") << QByteArray("\x81\x81\0\0\0\0x", 7);
    QTest::newRow("a bit of an extension") << "\xc1\x01x"_ba;
    QTest::newRow("an unknown kind") << "\x83\x01x"_ba;
    QTest::newRow("an unknown control frame") << "\x8b\x01x"_ba;
    QTest::newRow("a continuation of nothing") << QByteArray("\x80\x01x", 3);
    QTest::newRow("a line within a line") << "\x01\x01x\x81\x01y"_ba;
    QTest::newRow("a ping in pieces") << QByteArray("\x09\x01x", 3);
    QTest::newRow("a long ping") << "\x89\x7e"_ba + QByteArray("\0\x7e", 2) + QByteArray(126, 'p');
    QTest::newRow("no end of a length") << "\x81\x7f"_ba + QByteArray(8, '\xff');
    QTest::newRow("too much in pieces") << "\x01\x7f"_ba + QByteArray("\0\0\0\0\0\x1f\xff\xff", 8)
            + QByteArray(0x1fffff, 'x') + QByteArray("\x80\x02xx", 4);
}

void TestLogSocketWay::brokenRules()
{
    QFETCH(const QByteArray, bytes);
    ScriptedServer server;
    server.setHandler([&](const ReceivedRequest &received) {
        return Script::webSocket(received).frame(oneLine).bytes(bytes).frame(oneLine);
    });
    const Follower follower(server.url());
    QTRY_COMPARE(follower.states, (QList<State>{State::Open, State::Ended}));
    QCOMPARE(follower.messages, QByteArrayList{"hello"_ba});
    QVERIFY(!follower.socket->words().isEmpty());
    QTRY_COMPARE(server.open(), 0);
}

void TestLogSocketWay::wrongAnswers_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<State>("state");
    const QByteArray upgrade = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"_ba;
    QTest::newRow("no key") << upgrade + "Connection: Upgrade\r\n\r\n" << State::Refused;
    QTest::newRow("somebody's key") << upgrade
            + "Connection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"
                                    << State::Refused;
    QTest::newRow("no status") << "HTTP/1.1 fine\r\n\r\n"_ba << State::Lost;
    QTest::newRow("a head without an end")
        << "HTTP/1.1 101 S\r\nX: "_ba + QByteArray(200 * 1024, 'x') << State::Lost;
}

void TestLogSocketWay::wrongAnswers()
{
    QFETCH(const QByteArray, head);
    QFETCH(const State, state);
    ScriptedServer server;
    server.setHandler([&](const ReceivedRequest &) { return Script().bytes(head); });
    const Follower follower(server.url());
    QTRY_COMPARE(follower.states, QList<State>{state});
    QVERIFY(!follower.socket->words().isEmpty());
    QVERIFY(follower.messages.isEmpty());
    QTRY_COMPARE(server.open(), 0);
}

QTEST_GUILESS_MAIN(TestLogSocketWay)
#include "tst_logsocketway.moc"
