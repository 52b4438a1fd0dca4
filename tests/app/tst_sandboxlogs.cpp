// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTest>

#include "sandboxfixture.h"

using namespace Qt::StringLiterals;
using namespace angee;
using Frames = test::WireFrames;

//! Logs as they come: the log socket, and the stream of a stack that runs.
class TestSandboxLogs : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_sandbox.reset(); }

    void followsALog();
    void endsALogWithoutACloseFrame();
    void opensALogOfADeadSupervisor();
    void refusesALogSocket_data();
    void refusesALogSocket();
    void streamsDevAndEndsItWithTheClient();

private:
    std::unique_ptr<test::RunningSandbox> m_sandbox;
};

void TestSandboxLogs::init()
{
    m_sandbox = std::make_unique<test::RunningSandbox>(test::watchableManifest());
    QVERIFY(m_sandbox->isRunning());
}

void TestSandboxLogs::followsALog()
{
    QCOMPARE(m_sandbox->client().post("/services/loop/up").status, 200);
    QTRY_VERIFY(m_sandbox->client().get("/services/loop/logs").body.contains("two"));
    const auto socket = m_sandbox->openLog("/services/loop/logs/stream?tail=1");
    QByteArray bytes;
    QTRY_VERIFY((bytes += socket->readAll()).contains("\r\n\r\n"));
    QVERIFY2(bytes.contains("HTTP/1.1 101"), bytes.constData());
    QVERIFY(bytes.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    bytes.remove(0, bytes.indexOf("\r\n\r\n") + 4);
    Frames frames;
    const auto read = [&] {
        bytes += socket->readAll();
        frames.take(&bytes);
        return frames.texts.size();
    };
    QTRY_COMPARE(read(), 1);
    QCOMPARE(m_sandbox->client().post("/services/loop/restart").status, 200);
    QTRY_COMPARE(read(), 3);
    const auto want = [](const QString &message, const QString &level) {
        QJsonObject line{
            {u"service"_s, u"loop"_s}, {u"runtime"_s, u"local"_s}, {u"message"_s, message}};
        if (!level.isEmpty())
            line.insert(u"level"_s, level);
        return line;
    };
    QCOMPARE(QJsonDocument::fromJson(frames.texts.at(0)).object(), want(u"two"_s, {}));
    QCOMPARE(QJsonDocument::fromJson(frames.texts.at(1)).object(),
             want(u"level=warn one"_s, u"WARN"_s));
    QVERIFY(frames.texts.at(0).endsWith('\n'));
    QTRY_VERIFY_WITH_TIMEOUT((read(), frames.pings > 0), 20000);
}

void TestSandboxLogs::endsALogWithoutACloseFrame()
{
    QCOMPARE(m_sandbox->client().post("/services/loop/up").status, 200);
    const auto socket = m_sandbox->openLog("/services/loop/logs/stream");
    QByteArray bytes;
    QTRY_VERIFY((bytes += socket->readAll()).contains("two"));
    QCOMPARE(m_sandbox->client().post("/stack/down").status, 200);
    QTRY_COMPARE(socket->state(), QTcpSocket::UnconnectedState);
    bytes += socket->readAll();
    bytes.remove(0, bytes.indexOf("\r\n\r\n") + 4);
    Frames frames;
    frames.take(&bytes);
    QCOMPARE(frames.texts.size(), 2);
    QCOMPARE(frames.closes, 0);
}

void TestSandboxLogs::opensALogOfADeadSupervisor()
{
    const auto socket = m_sandbox->openLog("/services/loop/logs/stream");
    QByteArray bytes;
    QTRY_VERIFY((bytes += socket->readAll(), socket->state() == QTcpSocket::UnconnectedState));
    bytes += socket->readAll();
    QVERIFY(bytes.startsWith("HTTP/1.1 101"));
    bytes.remove(0, bytes.indexOf("\r\n\r\n") + 4);
    Frames frames;
    frames.take(&bytes);
    QCOMPARE(frames.texts.size(), 1);
    QVERIFY(frames.texts.first().contains("connection refused"));
}

void TestSandboxLogs::refusesALogSocket_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<bool>("upgrade");
    QTest::addColumn<int>("status");
    const QByteArray admin = "Bearer T0ken";
    QTest::newRow("no token") << "/services/loop/logs/stream"_ba << QByteArray() << true << 401;
    QTest::newRow("unknown service") << "/services/zz/logs/stream"_ba << admin << true << 500;
    QTest::newRow("no upgrade") << "/services/loop/logs/stream"_ba << admin << false << 400;
    QTest::newRow("token in the query")
        << "/services/zz/logs/stream?token=T0ken"_ba << QByteArray() << true << 500;
}

void TestSandboxLogs::refusesALogSocket()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, authorization);
    QFETCH(bool, upgrade);
    QFETCH(int, status);
    QMap<QByteArray, QByteArray> headers{{"Authorization"_ba, authorization}};
    if (upgrade)
        headers.insert({{"Connection"_ba, "Upgrade"_ba},
                        {"Upgrade"_ba, "websocket"_ba},
                        {"Sec-WebSocket-Version"_ba, "13"_ba},
                        {"Sec-WebSocket-Key"_ba, "dGhlIHNhbXBsZSBub25jZQ=="_ba}});
    QCOMPARE(m_sandbox->client().send("GET", target, {}, headers).status, status);
}

void TestSandboxLogs::streamsDevAndEndsItWithTheClient()
{
    const auto socket = m_sandbox->client().open("GET", "/stack/dev/stream");
    QByteArray bytes;
    QTRY_VERIFY((bytes += socket->readAll()).contains("[loop\t] two\n"));
    QTRY_VERIFY(m_sandbox->pidIn(u"loop.pid"_s) > 0);
    socket->abort();
    QTRY_VERIFY(!test::isAlive(m_sandbox->pidIn(u"loop.pid"_s)));
    QTRY_COMPARE(m_sandbox->statusOf(u"loop"_s), u"declared"_s);
}

QTEST_GUILESS_MAIN(TestSandboxLogs)
#include "tst_sandboxlogs.moc"
