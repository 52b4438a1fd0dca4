// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include "sandboxfixture.h"

using namespace Qt::StringLiterals;
using namespace angee;

//! What the sandbox does with connections and with real children.
class TestSandboxServer : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_sandbox.reset(); }

    void refusesATakenPort();
    void takesARandomToken();
    void listensOnLoopbackAlone();
    void savesUnderAnEtagOnlyOnce();
    void takesAChunkedBody();
    void answersOneConnectionTwice();
    void asksForALargeBody();
    void startsAndEndsRealChildren();
    void tellsHowAServiceEnded();
    void waitsForAJob();
    void keepsTheSupervisorsManners();
    void killsChildrenWhenItStops();
    void runsJobs();
    void killsAJobWhoseClientLeft();
    void buildsAndFailsForReal();
    void killsABuildWhoseClientLeft();
    void aSlowRequestHoldsUpNoOther();
    void laysOutASample();

private:
    std::unique_ptr<test::RunningSandbox> m_sandbox;
};

void TestSandboxServer::init()
{
    m_sandbox = std::make_unique<test::RunningSandbox>(test::watchableManifest());
    QVERIFY(m_sandbox->isRunning());
}

void TestSandboxServer::refusesATakenPort()
{
    sandbox::SandboxServer second;
    QString error;
    QVERIFY(!second.start({m_sandbox->path(QString()), m_sandbox->port(), "x"}, &error));
    QVERIFY2(error.contains("in use"_L1), qUtf8Printable(error));
    QVERIFY(!second.isRunning());
}

void TestSandboxServer::takesARandomToken()
{
    sandbox::SandboxServer second;
    QString error;
    const auto first = second.start({m_sandbox->path(QString()), 0, {}}, &error);
    QVERIFY(first);
    QVERIFY(first->token.size() >= 40);
    const auto again = second.start({m_sandbox->path(QString()), 0, {}}, &error);
    QVERIFY(again);
    QVERIFY(again->token != first->token);
}

void TestSandboxServer::listensOnLoopbackAlone()
{
    // The kernel's own table: 0100007F is 127.0.0.1, in the byte order of this machine.
    QFile table(u"/proc/net/tcp"_s);
    QVERIFY(table.open(QIODevice::ReadOnly));
    const QByteArray port =
        ':' + QByteArray::number(m_sandbox->port(), 16).toUpper().rightJustified(4, '0') + ' ';
    QByteArrayList listening;
    for (const QByteArray &line : table.readAll().split('\n')) {
        if (line.contains(port + "00000000:0000 0A"))
            listening += line;
    }
    QCOMPARE(listening.size(), 1);
    QVERIFY2(listening.first().contains("0100007F" + port), listening.first().constData());
}

void TestSandboxServer::savesUnderAnEtagOnlyOnce()
{
    const QString etag =
        m_sandbox->client().get("/files?source=app&path=a.txt")[u"etag"_s].toString();
    QCOMPARE(etag.size(), 64);
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int i = 0; i < 8; ++i) {
        const QJsonObject body{{u"content"_s, QString::number(i)}, {u"etag"_s, etag}};
        sockets.push_back(m_sandbox->client().open("PUT", "/files?source=app&path=a.txt",
                                                   QJsonDocument(body).toJson()));
    }
    QStringList winners;
    for (const auto &socket : sockets) {
        const auto answer = test::WireClient::read(socket.get(), "PUT");
        if (answer.status == 200)
            winners += answer[u"etag"_s].toString();
        else
            QCOMPARE(answer.status, 409);
    }
    QCOMPARE(winners.size(), 1);
    QCOMPARE(m_sandbox->client().get("/files?source=app&path=a.txt")[u"etag"_s].toString(),
             winners.first());
    QCOMPARE(QDir(m_sandbox->path(u"app"_s))
                 .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{u"a.txt"_s});
}

void TestSandboxServer::takesAChunkedBody()
{
    const auto socket = m_sandbox->client().open(
        "PUT", "/files?source=app&path=chunked",
        "9\r\n{\"content\r\n8\r\n\":\"x\\n\"}\r\n0\r\n\r\n",
        {{"Content-Length"_ba, {}}, {"Transfer-Encoding"_ba, "chunked"_ba}});
    QCOMPARE(test::WireClient::read(socket.get(), "PUT").status, 200);
    QCOMPARE(m_sandbox->client().get("/files?source=app&path=chunked")[u"content"_s].toString(),
             u"x\n"_s);
}

void TestSandboxServer::answersOneConnectionTwice()
{
    const QMap<QByteArray, QByteArray> keep{{"Connection"_ba, "keep-alive"_ba}};
    const auto socket = m_sandbox->client().open("GET", "/healthz", {}, keep);
    QCOMPARE(test::WireClient::read(socket.get(), "GET").body, "{\"status\":\"ok\"}\n"_ba);
    socket->write("HEAD /services HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer T0ken\r\n\r\n");
    const auto head = test::WireClient::read(socket.get(), "HEAD");
    QCOMPARE(head.status, 200);
    QVERIFY(head.headers.value("content-length"_ba).toInt() > 0);
    QVERIFY(head.body.isEmpty());
}

void TestSandboxServer::asksForALargeBody()
{
    const auto socket = m_sandbox->client().open(
        "PUT", "/files?source=app&path=e", {},
        {{"Expect"_ba, "100-continue"_ba}, {"Content-Length"_ba, "17"_ba}});
    QByteArray seen;
    QVERIFY(QTest::qWaitFor([&] {
        seen += socket->readAll();
        return seen.contains("\r\n\r\n");
    }));
    QCOMPARE(seen, "HTTP/1.1 100 Continue\r\n\r\n"_ba);
    socket->write("{\"content\":\"abc\"}");
    QCOMPARE(test::WireClient::read(socket.get(), "PUT").status, 200);
}

void TestSandboxServer::startsAndEndsRealChildren()
{
    QCOMPARE(m_sandbox->client().post("/services/loop/up").status, 200);
    QTRY_VERIFY(m_sandbox->pidIn(u"loop.pid"_s) > 0);
    const qint64 first = m_sandbox->pidIn(u"loop.pid"_s);
    QVERIFY(test::isAlive(first));
    QCOMPARE(m_sandbox->statusOf(u"loop"_s), u"running"_s);
    QCOMPARE(m_sandbox->statusOf(u"last"_s), u"disabled"_s);
    QTRY_COMPARE(m_sandbox->client().get("/services/loop/logs").body, "level=warn one\ntwo\n"_ba);

    QCOMPARE(m_sandbox->client().post("/services/loop/restart").status, 200);
    QTRY_VERIFY(m_sandbox->pidIn(u"loop.pid"_s) > 0 && m_sandbox->pidIn(u"loop.pid"_s) != first);
    QVERIFY(!test::isAlive(first));
    const qint64 second = m_sandbox->pidIn(u"loop.pid"_s);
    QCOMPARE(m_sandbox->client().post("/services/loop/stop").status, 200);
    QVERIFY(!test::isAlive(second));
    QCOMPARE(m_sandbox->statusOf(u"loop"_s), u"completed"_s);
    QCOMPARE(m_sandbox->client().post("/stack/down").status, 200);
    QCOMPARE(m_sandbox->statusOf(u"loop"_s), u"declared"_s);
}

void TestSandboxServer::tellsHowAServiceEnded()
{
    QCOMPARE(m_sandbox->client().post("/services/last/up").status, 200);
    QTRY_COMPARE(m_sandbox->statusOf(u"last"_s), u"completed"_s);
    QCOMPARE(m_sandbox->client().get("/services/last/logs").body, "bye\n"_ba);
}

void TestSandboxServer::waitsForAJob()
{
    QCOMPARE(m_sandbox->client().post("/stack/dev", "{}").status, 200);
    QTRY_COMPARE(m_sandbox->statusOf(u"after"_s), u"running"_s);
    m_sandbox->write(u"angee.yaml"_s, test::watchableManifest().replace("echo first", "exit 1"));
    QCOMPARE(m_sandbox->client().post("/stack/down").status, 200);
    QCOMPARE(m_sandbox->client().post("/services/after/up").status, 200);
    QTRY_COMPARE(m_sandbox->statusOf(u"after"_s), u"skipped"_s);
}

void TestSandboxServer::keepsTheSupervisorsManners()
{
    QCOMPARE(m_sandbox->client().post("/services/loop/start").status, 500);
    QCOMPARE(m_sandbox->client().post("/services/loop/stop").status, 500);
    QCOMPARE(m_sandbox->client().get("/services/loop/logs").status, 500);
    QCOMPARE(m_sandbox->client().get("/stack/logs").status, 500);
    QCOMPARE(m_sandbox->client().post("/stack/down").status, 500);
    QCOMPARE(m_sandbox->client().post("/stack/dev").status, 200);
    QCOMPARE(m_sandbox->client().post("/services/loop/start").status, 500);
    QCOMPARE(m_sandbox->client().post("/services/loop/stop").status, 200);
    QCOMPARE(m_sandbox->client().post("/services/loop/stop").status, 500);
    QCOMPARE(m_sandbox->client().post("/services/loop/start").status, 200);
}

void TestSandboxServer::killsChildrenWhenItStops()
{
    QCOMPARE(m_sandbox->client().post("/services/loop/up").status, 200);
    QTRY_VERIFY(m_sandbox->pidIn(u"loop.pid"_s) > 0);
    m_sandbox->server().stop();
    QVERIFY(!test::isAlive(m_sandbox->pidIn(u"loop.pid"_s)));
}

void TestSandboxServer::runsJobs()
{
    const auto good = m_sandbox->client().post("/jobs/first/run");
    QCOMPARE(good.status, 200);
    QCOMPARE(good.body, "first\n"_ba);
    const auto bad = m_sandbox->client().post("/jobs/bad/run", "{}");
    QCOMPARE(bad.status, 500);
    QCOMPARE(bad[u"error"_s].toString(), u"job command failed: exit status 7: out\nerr\n"_s);
}

void TestSandboxServer::killsAJobWhoseClientLeft()
{
    const auto socket = m_sandbox->client().open("POST", "/jobs/slow/run");
    QTRY_VERIFY(m_sandbox->pidIn(u"slow.pid"_s) > 0);
    QVERIFY(test::isAlive(m_sandbox->pidIn(u"slow.pid"_s)));
    socket->abort();
    QTRY_VERIFY(!test::isAlive(m_sandbox->pidIn(u"slow.pid"_s)));
}

void TestSandboxServer::buildsAndFailsForReal()
{
    m_sandbox->write(u"box/build.sh"_s, "echo made > $BUILD_CONTEXT/product\n");
    QCOMPARE(m_sandbox->client().post("/stack/build", "{}").body, "{\"status\":\"built\"}\n"_ba);
    QVERIFY(QFile::exists(m_sandbox->path(u"box/product"_s)));
    m_sandbox->write(u"box/build.sh"_s,
                     "echo compiling; echo 'box.c:3:1: error: no' >&2; exit 2\n");
    const auto failed = m_sandbox->client().post("/stack/build", "{}");
    QCOMPARE(failed.status, 500);
    const QString error = failed[u"error"_s].toString();
    const QString reason =
        u"failed to solve: executor failed running [/bin/sh -c sh build.sh]: exit code: 2"_s;
    QVERIFY2(error.contains(u"build box: exit status 17: #0 building with \"default\""_s),
             failed.body.constData());
    QVERIFY2(error.contains(u" box.c:3:1: error: no\n"_s), failed.body.constData());
    QVERIFY2(error.endsWith(u'\n' + reason), failed.body.constData());
    const auto streamed = m_sandbox->client().get("/stack/up/stream?build=true");
    QCOMPARE(streamed.status, 200);
    QVERIFY2(streamed.body.startsWith("#0 building with \"default\""), streamed.body.constData());
    QVERIFY2(streamed.body.endsWith(" up -d --build box: exit status 17\n"),
             streamed.body.constData());
    QVERIFY2(streamed.body.contains(reason.toUtf8() + "\nangee: docker compose -f "),
             streamed.body.constData());
}

void TestSandboxServer::killsABuildWhoseClientLeft()
{
    m_sandbox->write(u"box/build.sh"_s,
                     "sleep 600 & echo $! > $BUILD_CONTEXT/child.pid; echo $$ > "
                     "$BUILD_CONTEXT/build.pid; wait\n");
    const auto socket = m_sandbox->client().open("POST", "/stack/build", "{}");
    QTRY_VERIFY(m_sandbox->pidIn(u"box/build.pid"_s) > 0);
    socket->abort();
    QTRY_VERIFY(!test::isAlive(m_sandbox->pidIn(u"box/build.pid"_s)));
    QTRY_VERIFY(!test::isAlive(m_sandbox->pidIn(u"box/child.pid"_s))); // the whole group
}

void TestSandboxServer::aSlowRequestHoldsUpNoOther()
{
    const auto job = m_sandbox->client().open("POST", "/jobs/slow/run");
    m_sandbox->write(u"box/build.sh"_s, "echo $$ > $BUILD_CONTEXT/build.pid; sleep 600\n");
    const auto build = m_sandbox->client().open("POST", "/stack/build", "{}");
    QTRY_VERIFY(m_sandbox->pidIn(u"box/build.pid"_s) > 0 && m_sandbox->pidIn(u"slow.pid"_s) > 0);
    QCOMPARE(m_sandbox->client().get("/services").status, 200);
    QCOMPARE(m_sandbox->client().post("/secrets/key", "{\"value\":\"v\"}").status, 200);
    QCOMPARE(m_sandbox->client().post("/services/loop/up").status, 200);
    QCOMPARE(m_sandbox->client().post("/stack/prepare").status, 200);
}

void TestSandboxServer::laysOutASample()
{
    const QTemporaryDir dir;
    sandbox::SandboxServer server;
    QString error;
    const auto running = server.start({dir.filePath(u"new"_s), 0, {}}, &error);
    QVERIFY2(running, qUtf8Printable(error));
    server.waitForSample();
    const test::WireClient client(u"127.0.0.1"_s, quint16(QUrl(running->url).port()),
                                  running->token);
    const auto state = [&client](const QString &name) {
        const QJsonObject all = client.get("/stack/status")[u"services"_s].toObject();
        return all.value(name).toObject().value("status"_L1).toString();
    };
    QTRY_COMPARE(state(u"shop"_s), u"running"_s); // once the migrations are through
    QTRY_COMPARE(state(u"stocktake"_s), u"completed"_s);
    QCOMPARE(state(u"gateway"_s), u"running"_s);
    QCOMPARE(state(u"preview"_s), u"paused"_s);
    // It runs for a moment between two restarts: seen once is enough.
    QVERIFY(QTest::qWaitFor([&] { return state(u"importer"_s) == u"restarting"_s; }));
    QTRY_COMPARE(state(u"nightly"_s), u"declared"_s);
    QCOMPARE(state(u"echo-spring-menu"_s), u"running"_s);
    QVERIFY(client.get("/services/stocktake/logs").body.contains("ledger.csv"));

    QMap<QString, QString> sources;
    for (const QJsonValue &node : client.get("/sources")[u"nodes"_s].toArray())
        sources.insert(node.toObject().value("name"_L1).toString(),
                       node.toObject().value("state"_L1).toString());
    QCOMPARE(sources.value(u"spring-notes"_s), u"ready"_s);
    QCOMPARE(sources.value(u"recipes"_s), u"behind"_s);
    const auto status = client.get("/workspaces/spring-menu/status");
    QCOMPARE(status[u"sources"_s].toArray().first().toObject().value("state"_L1).toString(),
             u"ahead"_s);
    QCOMPARE(client.get("/workspaces/tasting")[u"ttl"_s].toString(), u"20m"_s);
    QCOMPARE(client.get("/templates")[u"total_count"_s].toInt(), 5);

    QCOMPARE(client.post("/stack/build", "{\"services\":[\"gateway\"]}").status, 200);
    const auto failed = client.post("/stack/build", "{}");
    QVERIFY2(failed[u"error"_s].toString().contains("src/render.c:11:17: error:"_L1),
             failed.body.constData());
    const QByteArray file = "/files?source=containers&path=reports/src/render.c";
    const auto before = client.get(file);
    const QString fixed = before[u"content"_s].toString().replace("colour"_L1, "color"_L1);
    const QJsonObject save{{u"content"_s, fixed}, {u"etag"_s, before[u"etag"_s]}};
    QCOMPARE(client.send("PUT", file, QJsonDocument(save).toJson()).status, 200);
    QCOMPARE(client.post("/stack/build", "{}").status, 200);
}

QTEST_GUILESS_MAIN(TestSandboxServer)
#include "tst_sandboxserver.moc"
