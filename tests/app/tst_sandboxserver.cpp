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
#include <csignal>

using namespace Qt::StringLiterals;
using namespace angee;
using namespace std::chrono_literals;

namespace {

//! A small stack without git: what each test needs, and nothing else.
const QByteArray plainManifest = R"(name: plain
secrets:
  key: {}
sources:
  app: {kind: local, path: app}
services:
  loop:
    runtime: local
    command: ["sh", "-c", "echo $$ > loop.pid; echo level=warn one; echo two; while :; do sleep 0.2; done"]
  last:
    runtime: local
    command: ["sh", "-c", "echo bye; exit 3"]
  after:
    runtime: local
    command: ["sh", "-c", "echo after; while :; do sleep 0.2; done"]
    depends_on: [first]
  box:
    runtime: container
    build: box
jobs:
  first:
    runtime: local
    command: ["sh", "-c", "echo first"]
  slow:
    runtime: local
    command: ["sh", "-c", "echo $$ > slow.pid; sleep 600"]
  bad:
    runtime: local
    command: ["sh", "-c", "echo out; echo err >&2; exit 7"]
)";

bool isAlive(qint64 pid)
{
    return ::kill(pid_t(pid), 0) == 0;
}

//! The frames of a WebSocket, as they come from a server: unmasked.
struct Frames
{
    QByteArrayList texts;
    int pings = 0;
    int closes = 0;

    void take(QByteArray *bytes)
    {
        while (bytes->size() >= 2) {
            const int opcode = bytes->at(0) & 15;
            qsizetype length = bytes->at(1) & 127;
            qsizetype head = 2;
            if (length == 126) {
                if (bytes->size() < 4)
                    return;
                length = qsizetype(quint8(bytes->at(2))) << 8 | quint8(bytes->at(3));
                head = 4;
            }
            if (bytes->size() < head + length)
                return;
            if (opcode == 1)
                texts += bytes->mid(head, length);
            pings += opcode == 9;
            closes += opcode == 8;
            bytes->remove(0, head + length);
        }
    }
};

} // namespace

class TestSandboxServer : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

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

    void followsALog();
    void endsALogWithoutACloseFrame();
    void opensALogOfADeadSupervisor();
    void refusesALogSocket_data();
    void refusesALogSocket();
    void streamsDevAndEndsItWithTheClient();

    void failsOnPurpose();
    void losesAnswersOnPurpose_data();
    void losesAnswersOnPurpose();
    void freezesAndGoesOn();
    void movesItsClock();

    void laysOutASample();

private:
    void write(const QString &path, const QByteArray &bytes) const;
    qint64 pidIn(const QString &path) const;
    QString serviceStatus(const QString &name) const;
    void start();
    std::unique_ptr<QTcpSocket> openLog(const QByteArray &target) const;

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<sandbox::SandboxServer> m_server;
    std::unique_ptr<test::WireClient> m_client;
    quint16 m_port = 0;
};

void TestSandboxServer::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    write(u"angee.yaml"_s, plainManifest);
    write(u"app/a.txt"_s, "one\n");
    m_server = std::make_unique<sandbox::SandboxServer>();
    start();
}

void TestSandboxServer::cleanup()
{
    m_client.reset();
    m_server.reset();
    m_dir.reset();
}

void TestSandboxServer::start()
{
    QString error;
    const auto running = m_server->start({m_dir->path(), 0, "T0ken"}, &error);
    QVERIFY2(running, qUtf8Printable(error));
    m_port = quint16(QUrl(running->url).port());
    m_client = std::make_unique<test::WireClient>(u"127.0.0.1"_s, m_port, running->token);
}

void TestSandboxServer::write(const QString &path, const QByteArray &bytes) const
{
    const QString full = m_dir->filePath(path);
    QVERIFY(QDir().mkpath(QFileInfo(full).path()));
    QFile file(full);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

qint64 TestSandboxServer::pidIn(const QString &path) const
{
    QFile file(m_dir->filePath(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLongLong() : 0;
}

QString TestSandboxServer::serviceStatus(const QString &name) const
{
    const QJsonObject services = m_client->get("/stack/status")[u"services"_s].toObject();
    return services.value(name).toObject().value("status"_L1).toString();
}

void TestSandboxServer::refusesATakenPort()
{
    sandbox::SandboxServer second;
    QString error;
    QVERIFY(!second.start({m_dir->path(), m_port, "x"}, &error));
    QVERIFY2(error.contains("in use"_L1), qUtf8Printable(error));
    QVERIFY(!second.isRunning());
}

void TestSandboxServer::takesARandomToken()
{
    sandbox::SandboxServer second;
    QString error;
    const auto first = second.start({m_dir->path(), 0, {}}, &error);
    QVERIFY(first);
    QVERIFY(first->token.size() >= 40);
    const auto again = second.start({m_dir->path(), 0, {}}, &error);
    QVERIFY(again);
    QVERIFY(again->token != first->token);
}

void TestSandboxServer::listensOnLoopbackAlone()
{
    // The kernel's own table: 0100007F is 127.0.0.1, in the byte order of this machine.
    QFile table(u"/proc/net/tcp"_s);
    QVERIFY(table.open(QIODevice::ReadOnly));
    const QByteArray port =
        ':' + QByteArray::number(m_port, 16).toUpper().rightJustified(4, '0') + ' ';
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
    const QString etag = m_client->get("/files?source=app&path=a.txt")[u"etag"_s].toString();
    QCOMPARE(etag.size(), 64);
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int i = 0; i < 8; ++i) {
        const QJsonObject body{{u"content"_s, QString::number(i)}, {u"etag"_s, etag}};
        sockets.push_back(
            m_client->open("PUT", "/files?source=app&path=a.txt", QJsonDocument(body).toJson()));
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
    QCOMPARE(m_client->get("/files?source=app&path=a.txt")[u"etag"_s].toString(), winners.first());
    QCOMPARE(QDir(m_dir->filePath(u"app"_s))
                 .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{u"a.txt"_s});
}

void TestSandboxServer::takesAChunkedBody()
{
    const auto socket =
        m_client->open("PUT", "/files?source=app&path=chunked",
                       "9\r\n{\"content\r\n8\r\n\":\"x\\n\"}\r\n0\r\n\r\n",
                       {{"Content-Length"_ba, {}}, {"Transfer-Encoding"_ba, "chunked"_ba}});
    QCOMPARE(test::WireClient::read(socket.get(), "PUT").status, 200);
    QCOMPARE(m_client->get("/files?source=app&path=chunked")[u"content"_s].toString(), u"x\n"_s);
}

void TestSandboxServer::answersOneConnectionTwice()
{
    const QMap<QByteArray, QByteArray> keep{{"Connection"_ba, "keep-alive"_ba}};
    const auto socket = m_client->open("GET", "/healthz", {}, keep);
    QCOMPARE(test::WireClient::read(socket.get(), "GET").body, "{\"status\":\"ok\"}\n"_ba);
    socket->write("HEAD /services HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer T0ken\r\n\r\n");
    const auto head = test::WireClient::read(socket.get(), "HEAD");
    QCOMPARE(head.status, 200);
    QVERIFY(head.headers.value("content-length"_ba).toInt() > 0);
    QVERIFY(head.body.isEmpty());
}

void TestSandboxServer::asksForALargeBody()
{
    const auto socket =
        m_client->open("PUT", "/files?source=app&path=e", {},
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
    QCOMPARE(m_client->post("/services/loop/up").status, 200);
    QTRY_VERIFY(pidIn(u"loop.pid"_s) > 0);
    const qint64 first = pidIn(u"loop.pid"_s);
    QVERIFY(isAlive(first));
    QCOMPARE(serviceStatus(u"loop"_s), u"running"_s);
    QCOMPARE(serviceStatus(u"last"_s), u"disabled"_s);
    QTRY_COMPARE(m_client->get("/services/loop/logs").body, "level=warn one\ntwo\n"_ba);

    QCOMPARE(m_client->post("/services/loop/restart").status, 200);
    QTRY_VERIFY(pidIn(u"loop.pid"_s) > 0 && pidIn(u"loop.pid"_s) != first);
    QVERIFY(!isAlive(first));
    const qint64 second = pidIn(u"loop.pid"_s);
    QCOMPARE(m_client->post("/services/loop/stop").status, 200);
    QVERIFY(!isAlive(second));
    QCOMPARE(serviceStatus(u"loop"_s), u"completed"_s);
    QCOMPARE(m_client->post("/stack/down").status, 200);
    QCOMPARE(serviceStatus(u"loop"_s), u"declared"_s);
}

void TestSandboxServer::tellsHowAServiceEnded()
{
    QCOMPARE(m_client->post("/services/last/up").status, 200);
    QTRY_COMPARE(serviceStatus(u"last"_s), u"completed"_s);
    QCOMPARE(m_client->get("/services/last/logs").body, "bye\n"_ba);
}

void TestSandboxServer::waitsForAJob()
{
    QCOMPARE(m_client->post("/stack/dev", "{}").status, 200);
    QTRY_COMPARE(serviceStatus(u"after"_s), u"running"_s);
    write(u"angee.yaml"_s, QByteArray(plainManifest).replace("echo first", "exit 1"));
    QCOMPARE(m_client->post("/stack/down").status, 200);
    QCOMPARE(m_client->post("/services/after/up").status, 200);
    QTRY_COMPARE(serviceStatus(u"after"_s), u"skipped"_s);
}

void TestSandboxServer::keepsTheSupervisorsManners()
{
    QCOMPARE(m_client->post("/services/loop/start").status, 500);
    QCOMPARE(m_client->post("/services/loop/stop").status, 500);
    QCOMPARE(m_client->get("/services/loop/logs").status, 500);
    QCOMPARE(m_client->get("/stack/logs").status, 500);
    QCOMPARE(m_client->post("/stack/down").status, 500);
    QCOMPARE(m_client->post("/stack/dev").status, 200);
    QCOMPARE(m_client->post("/services/loop/start").status, 500);
    QCOMPARE(m_client->post("/services/box/start").status, 500);
    QCOMPARE(m_client->post("/services/loop/stop").status, 200);
    QCOMPARE(m_client->post("/services/loop/stop").status, 500);
    QCOMPARE(m_client->post("/services/loop/start").status, 200);
}

void TestSandboxServer::killsChildrenWhenItStops()
{
    QCOMPARE(m_client->post("/services/loop/up").status, 200);
    QTRY_VERIFY(pidIn(u"loop.pid"_s) > 0);
    m_server->stop();
    QVERIFY(!isAlive(pidIn(u"loop.pid"_s)));
}

void TestSandboxServer::runsJobs()
{
    const auto good = m_client->post("/jobs/first/run");
    QCOMPARE(good.status, 200);
    QCOMPARE(good.body, "first\n"_ba);
    const auto bad = m_client->post("/jobs/bad/run", "{}");
    QCOMPARE(bad.status, 500);
    QCOMPARE(bad[u"error"_s].toString(), u"job command failed: exit status 7: out\nerr\n"_s);
}

void TestSandboxServer::killsAJobWhoseClientLeft()
{
    const auto socket = m_client->open("POST", "/jobs/slow/run");
    QTRY_VERIFY(pidIn(u"slow.pid"_s) > 0);
    QVERIFY(isAlive(pidIn(u"slow.pid"_s)));
    socket->abort();
    QTRY_VERIFY(!isAlive(pidIn(u"slow.pid"_s)));
}

void TestSandboxServer::buildsAndFailsForReal()
{
    write(u"box/build.sh"_s, "echo made > product\n");
    QCOMPARE(m_client->post("/stack/build", "{}").body, "{\"status\":\"built\"}\n"_ba);
    QVERIFY(QFile::exists(m_dir->filePath(u"box/product"_s)));
    write(u"box/build.sh"_s, "echo compiling; echo 'box.c:3:1: error: no' >&2; exit 2\n");
    const auto failed = m_client->post("/stack/build", "{}");
    QCOMPARE(failed.status, 500);
    QCOMPARE(failed[u"error"_s].toString(),
             u"build box: exit status 2: compiling\nbox.c:3:1: error: no"_s);
    const auto streamed = m_client->get("/stack/up/stream?build=true");
    QCOMPARE(streamed.status, 200);
    QVERIFY2(streamed.body.startsWith(
                 "compiling\nbox.c:3:1: error: no\nangee: build box: exit status 2"),
             streamed.body.constData());
}

void TestSandboxServer::killsABuildWhoseClientLeft()
{
    write(u"box/build.sh"_s, "sleep 600 & echo $! > child.pid; echo $$ > build.pid; wait\n");
    const auto socket = m_client->open("POST", "/stack/build", "{}");
    QTRY_VERIFY(pidIn(u"box/build.pid"_s) > 0);
    socket->abort();
    QTRY_VERIFY(!isAlive(pidIn(u"box/build.pid"_s)));
    QTRY_VERIFY(!isAlive(pidIn(u"box/child.pid"_s))); // the whole group
}

void TestSandboxServer::aSlowRequestHoldsUpNoOther()
{
    const auto job = m_client->open("POST", "/jobs/slow/run");
    write(u"box/build.sh"_s, "echo $$ > build.pid; sleep 600\n");
    const auto build = m_client->open("POST", "/stack/build", "{}");
    QTRY_VERIFY(pidIn(u"box/build.pid"_s) > 0 && pidIn(u"slow.pid"_s) > 0);
    QCOMPARE(m_client->get("/services").status, 200);
    QCOMPARE(m_client->post("/secrets/key", "{\"value\":\"v\"}").status, 200);
    QCOMPARE(m_client->post("/services/loop/up").status, 200);
    QCOMPARE(m_client->post("/stack/prepare").status, 200);
}

std::unique_ptr<QTcpSocket> TestSandboxServer::openLog(const QByteArray &target) const
{
    return m_client->open("GET", target, {},
                          {{"Connection"_ba, "Upgrade"_ba},
                           {"Upgrade"_ba, "websocket"_ba},
                           {"Sec-WebSocket-Version"_ba, "13"_ba},
                           {"Sec-WebSocket-Key"_ba, "dGhlIHNhbXBsZSBub25jZQ=="_ba}});
}

void TestSandboxServer::followsALog()
{
    QCOMPARE(m_client->post("/services/loop/up").status, 200);
    QTRY_VERIFY(m_client->get("/services/loop/logs").body.contains("two"));
    const auto socket = openLog("/services/loop/logs/stream?tail=1");
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
    QCOMPARE(m_client->post("/services/loop/restart").status, 200);
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

void TestSandboxServer::endsALogWithoutACloseFrame()
{
    QCOMPARE(m_client->post("/services/loop/up").status, 200);
    const auto socket = openLog("/services/loop/logs/stream");
    QByteArray bytes;
    QTRY_VERIFY((bytes += socket->readAll()).contains("two"));
    QCOMPARE(m_client->post("/stack/down").status, 200);
    QTRY_COMPARE(socket->state(), QTcpSocket::UnconnectedState);
    bytes += socket->readAll();
    bytes.remove(0, bytes.indexOf("\r\n\r\n") + 4);
    Frames frames;
    frames.take(&bytes);
    QCOMPARE(frames.texts.size(), 2);
    QCOMPARE(frames.closes, 0);
}

void TestSandboxServer::opensALogOfADeadSupervisor()
{
    const auto socket = openLog("/services/loop/logs/stream");
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

void TestSandboxServer::refusesALogSocket_data()
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

void TestSandboxServer::refusesALogSocket()
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
    QCOMPARE(m_client->send("GET", target, {}, headers).status, status);
}

void TestSandboxServer::streamsDevAndEndsItWithTheClient()
{
    const auto socket = m_client->open("GET", "/stack/dev/stream");
    QByteArray bytes;
    QTRY_VERIFY((bytes += socket->readAll()).contains("[loop] two\n"));
    QTRY_VERIFY(pidIn(u"loop.pid"_s) > 0);
    socket->abort();
    QTRY_VERIFY(!isAlive(pidIn(u"loop.pid"_s)));
    QTRY_COMPARE(serviceStatus(u"loop"_s), u"declared"_s);
}

void TestSandboxServer::failsOnPurpose()
{
    m_server->faults()->failNext(u"POST /secrets"_s, 2, 503);
    QCOMPARE(m_client->get("/secrets/key").status, 200);
    QCOMPARE(m_client->post("/secrets/key", "{\"value\":\"v\"}").status, 503);
    QCOMPARE(m_client->post("/secrets/key", "{\"value\":\"v\"}").status, 503);
    QCOMPARE(m_client->get("/secrets/key/value").status, 404); // nothing was done
    QCOMPARE(m_client->post("/secrets/key", "{\"value\":\"v\"}").status, 200);
}

void TestSandboxServer::losesAnswersOnPurpose_data()
{
    using Drop = sandbox::SandboxFaults::Drop;
    QTest::addColumn<int>("how");
    QTest::addColumn<int>("error");
    QTest::newRow("FIN") << int(Drop::Fin) << int(QTcpSocket::RemoteHostClosedError);
    QTest::newRow("RST") << int(Drop::Reset) << int(QTcpSocket::RemoteHostClosedError);
    QTest::newRow("half a body") << int(Drop::HalfBody) << int(QTcpSocket::RemoteHostClosedError);
}

void TestSandboxServer::losesAnswersOnPurpose()
{
    QFETCH(int, how);
    m_server->faults()->dropNext(u"^PUT /files$"_s, 1, sandbox::SandboxFaults::Drop(how));
    const auto answer =
        m_client->send("PUT", "/files?source=app&path=a.txt", "{\"content\":\"two\"}");
    QCOMPARE(answer.status, 0); // no whole answer
    QCOMPARE(m_client->get("/files?source=app&path=a.txt")[u"content"_s].toString(), u"two"_s);
}

void TestSandboxServer::freezesAndGoesOn()
{
    m_server->faults()->setFrozen(true);
    const auto socket = m_client->open("GET", "/healthz");
    bool answered = QTest::qWaitFor([&] { return socket->bytesAvailable() > 0; }, 300);
    QVERIFY(!answered);
    m_server->faults()->setFrozen(false);
    QCOMPARE(test::WireClient::read(socket.get(), "GET").status, 200);
    m_server->faults()->setLatency(u"GET /healthz"_s, 60s);
    const auto slow = m_client->open("GET", "/healthz");
    answered = QTest::qWaitFor([&] { return slow->bytesAvailable() > 0; }, 300);
    QVERIFY(!answered);
}

void TestSandboxServer::movesItsClock()
{
    const QByteArray minted =
        m_client->post("/tokens/mint", "{\"actor\":\"a\",\"ttl\":\"10m\"}")[u"token"_s]
            .toString()
            .toLatin1();
    const test::WireClient actor(u"127.0.0.1"_s, m_port, minted);
    QCOMPARE(actor.get("/services").status, 200);
    m_server->faults()->setClockOffset(601s);
    QCOMPARE(actor.get("/services").status, 401);
    m_server->faults()->setClockOffset(0s);
    QCOMPARE(actor.get("/services").status, 200);
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
    QCOMPARE(state(u"gateway"_s), u"declared"_s);
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
