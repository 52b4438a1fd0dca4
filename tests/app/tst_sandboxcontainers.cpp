// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/containertable.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTest>

#include "sandboxfixture.h"

using namespace Qt::StringLiterals;
using namespace angee;
using namespace std::chrono_literals;

//! The sandbox's containers, as contract.md tells of the daemon's in section 15: what is told about
//! them, what the verbs really do, and what a log socket sends.
class TestSandboxContainers : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_sandbox.reset(); }

    void tellsStates();
    void startsOnlyWhatIsThere();
    void addsAServiceWithoutStartingIt();
    void recreatesOnUpAlone();
    void altersSecretsOnTheWayIn_data();
    void altersSecretsOnTheWayIn();
    void leavesSecretsOfJobsAlone();
    void runsJobs();
    void tellsHealth();
    void takesDownAMixedStack();
    void takesDownContainers();
    void leavesOrphans();
    void endsALogWithItsContainer();
    void followsARecreation();
    void isDrivenByHand();

private:
    [[nodiscard]] QByteArray bodyOf(const QByteArray &target) const
    {
        return m_sandbox->client().get(target).body;
    }
    [[nodiscard]] bool up(const QByteArray &service) const
    {
        return m_sandbox->client().post("/services/" + service + "/up").status == 200;
    }
    [[nodiscard]] sandbox::ContainerTable &engine() const { return m_sandbox->containers(); }

    std::unique_ptr<test::RunningSandbox> m_sandbox;
};

void TestSandboxContainers::init()
{
    m_sandbox = std::make_unique<test::RunningSandbox>(test::containerManifest());
    QVERIFY(m_sandbox->isRunning());
}

void TestSandboxContainers::tellsStates()
{
    QCOMPARE(m_sandbox->statusOf(u"ansi"_s), u"declared"_s);
    QCOMPARE(m_sandbox->client().post("/stack/up", "{}").body, "{\"status\":\"started\"}\n"_ba);
    for (const QString &name : {u"ansi"_s, u"page"_s, u"probe"_s, u"keyed"_s})
        QCOMPARE(m_sandbox->statusOf(name), u"running"_s);
    // What has ended reads like what was never there; only its output tells.
    QTRY_COMPARE(m_sandbox->statusOf(u"exit3"_s), u"declared"_s);
    QCOMPARE(bodyOf("/services/exit3/logs"),
             "exit3-1  | starting\nexit3-1  | level=error going down\n"_ba);
    engine().pause(u"ansi"_s);
    QCOMPARE(m_sandbox->statusOf(u"ansi"_s), u"paused"_s);
    QCOMPARE(m_sandbox->errorOf("/services/ansi/start"),
             m_sandbox->toolError(
                 u"start ansi"_s,
                 u"1: Container demo-%1-ansi-1  Starting\nError response from daemon: cannot "
                 "start a paused container, try unpause instead"_s.arg(m_sandbox->project())));
    QCOMPARE(m_sandbox->client().post("/services/ansi/restart").status, 200);
    QCOMPARE(m_sandbox->statusOf(u"ansi"_s), u"running"_s);
    engine().pause(u"ansi"_s);
    QCOMPARE(m_sandbox->client().post("/services/ansi/stop").status, 200);
    QCOMPARE(m_sandbox->statusOf(u"ansi"_s), u"declared"_s);
    engine().keepRestarting(u"exit3"_s, true);
    // It runs for a moment between two restarts: seen once is enough.
    QVERIFY(QTest::qWaitFor([&] { return m_sandbox->statusOf(u"exit3"_s) == u"restarting"_s; }));
    QCOMPARE(m_sandbox->client().post("/services/exit3/stop").status, 200);
    QCOMPARE(m_sandbox->statusOf(u"exit3"_s), u"declared"_s);
}

void TestSandboxContainers::startsOnlyWhatIsThere()
{
    QCOMPARE(
        m_sandbox->errorOf("/services/ansi/start"),
        m_sandbox->toolError(u"start ansi"_s, u"1: service \"ansi\" has no container to start"_s));
    QCOMPARE(m_sandbox->client().post("/services/ansi/stop").status, 200);
    QCOMPARE(m_sandbox->client().post("/services/ansi/restart").status, 200);
    QCOMPARE(m_sandbox->statusOf(u"ansi"_s), u"declared"_s);
    // With any other container of the stack, it says that it did.
    QVERIFY(up("exit3"));
    for (const QByteArray verb : {"start", "restart"}) {
        QCOMPARE(m_sandbox->client().post("/services/ansi/" + verb).body,
                 "{\"status\":\"" + verb + "\"}\n");
        QCOMPARE(m_sandbox->statusOf(u"ansi"_s), u"declared"_s);
    }
    QCOMPARE(bodyOf("/services/ansi/logs"), QByteArray());
    QVERIFY(up("ansi"));
    QCOMPARE(m_sandbox->statusOf(u"ansi"_s), u"running"_s);
    QCOMPARE(m_sandbox->client().post("/services/ansi/start").status, 200);
}

void TestSandboxContainers::addsAServiceWithoutStartingIt()
{
    const QByteArray first = R"({"name":"extra","image":"busybox:lab","start":true})";
    QCOMPARE(m_sandbox->errorOf("/services", first),
             m_sandbox->toolError(u"start extra"_s,
                                  u"1: service \"extra\" has no container to start"_s));
    QCOMPARE(m_sandbox->statusOf(u"extra"_s), u"declared"_s); // saved all the same
    QVERIFY(up("ansi"));
    const QByteArray second = R"({"name":"extra2","image":"busybox:lab","start":true})";
    QCOMPARE(m_sandbox->client().post("/services", second).status, 201);
    QCOMPARE(m_sandbox->statusOf(u"extra2"_s), u"declared"_s);
}

void TestSandboxContainers::recreatesOnUpAlone()
{
    const QByteArray edit =
        R"({"command":["sh","-c","echo edited; trap 'exit 0' TERM; while :; do sleep 0.1; done"]})";
    QVERIFY(up("ansi"));
    QTRY_VERIFY(bodyOf("/services/ansi/logs").contains("tick 2"));
    QCOMPARE(m_sandbox->client().send("PATCH", "/services/ansi", edit).status, 200);
    QCOMPARE(m_sandbox->client().post("/services/ansi/restart").status, 200);
    QTRY_VERIFY(bodyOf("/services/ansi/logs").contains("bye\nansi-1  | \x1b[32m[INFO]"));
    QVERIFY(up("ansi"));
    QTRY_COMPARE(bodyOf("/services/ansi/logs"), "ansi-1  | edited\n"_ba);
    const auto again = bodyOf("/stack/up/stream?service=ansi");
    QCOMPARE(again, " Container demo-" + m_sandbox->project().toUtf8() + "-ansi-1  Running\n");
    // A secret and an image are the same.
    QVERIFY(up("keyed"));
    QTRY_VERIFY(bodyOf("/services/keyed/logs").contains("key=[first] start 1\n"));
    QCOMPARE(m_sandbox->client().post("/secrets/lab-key", R"({"value":"second"})").status, 200);
    QCOMPARE(m_sandbox->client().post("/services/keyed/restart").status, 200);
    QTRY_VERIFY(bodyOf("/services/keyed/logs").contains("key=[first] start 2\n"));
    QVERIFY(up("keyed"));
    QTRY_VERIFY(bodyOf("/services/keyed/logs").contains("key=[second] start 3\n"));
}

void TestSandboxContainers::altersSecretsOnTheWayIn_data()
{
    QTest::addColumn<QString>("set");
    QTest::addColumn<QString>("arrives");
    QTest::newRow("letter") << u"pa$word"_s << u"pa"_s;
    QTest::newRow("two") << u"a$$b"_s << u"a$b"_s;
    QTest::newRow("braces") << u"x${LAB_NONE}y"_s << u"xy"_s;
    QTest::newRow("command") << u"$(id)"_s << u"$(id)"_s;
    QTest::newRow("back quotes") << u"`id`"_s << u"`id`"_s;
    QTest::newRow("quotes") << u"q\"q'"_s << u"q\"q'"_s;
    QTest::newRow("backslash") << u"back\\slash"_s << u"back\\slash"_s;
    QTest::newRow("last backslash") << u"ends with \\"_s << u"ends with \\"_s;
    QTest::newRow("hash") << u"#hash"_s << u"#hash"_s;
    QTest::newRow("letters") << u"ünïcødé €"_s << u"ünïcødé €"_s;
    QTest::newRow("escape") << u"\x1b[31mred"_s << u"\\x1b[31mred"_s;
}

void TestSandboxContainers::altersSecretsOnTheWayIn()
{
    QFETCH(QString, set);
    QFETCH(QString, arrives);
    m_sandbox->write(u"angee.yaml"_s, R"(name: demo
secrets: {lab-key: {}}
services:
  keyed:
    runtime: container
    image: busybox:lab
    env: {K: "${secret.lab-key}"}
    command: ["sh", "-c", "printf '[%s]\\n' \"$$K\""]
)");
    const QByteArray body = QJsonDocument(QJsonObject{{u"value"_s, set}}).toJson();
    QCOMPARE(m_sandbox->client().post("/secrets/lab-key", body).status, 200);
    QCOMPARE(m_sandbox->client().get("/secrets/lab-key/value")[u"value"_s].toString(), set);
    QVERIFY(up("keyed"));
    QTRY_VERIFY(bodyOf("/services/keyed/logs").contains("keyed-1  | [" + arrives.toUtf8() + "]\n"));
}

void TestSandboxContainers::leavesSecretsOfJobsAlone()
{
    m_sandbox->write(u"angee.yaml"_s, R"(name: demo
secrets: {lab-key: {}}
jobs:
  show:
    runtime: container
    image: busybox:lab
    env: {K: "${secret.lab-key}"}
    command: ["sh", "-c", "printf '[%s]' \"$K\""]
)");
    QCOMPARE(m_sandbox->client().post("/secrets/lab-key", R"({"value":"pa$word"})").status, 200);
    QCOMPARE(m_sandbox->client().post("/jobs/show/run").body, "[pa$word]"_ba);
}

void TestSandboxContainers::runsJobs()
{
    QCOMPARE(m_sandbox->client().post("/jobs/crun/run", R"({"inputs":{"who":"world"}})").body,
             "hello world\nto stderr\n"_ba);
    QCOMPARE(m_sandbox->errorOf("/jobs/crun/run"), u"index 2: input \"who\" is not set"_s);
    QCOMPARE(m_sandbox->errorOf("/jobs/cfail/run"),
             u"job container command failed: exit status 7: doing\nbad thing\n"_s);
}

void TestSandboxContainers::tellsHealth()
{
    const auto health = [this] {
        const QJsonObject all = m_sandbox->client().get("/stack/status")[u"services"_s].toObject();
        return all.value("probe"_L1).toObject().value("health"_L1).toString(u"none"_s);
    };
    QCOMPARE(health(), u"none"_s);
    QVERIFY(up("probe"));
    QTRY_COMPARE(health(), u"healthy"_s);
    m_sandbox->write(u"switch/health"_s, "bad\n");
    QTRY_COMPARE(health(), u"unhealthy"_s);
    QCOMPARE(m_sandbox->statusOf(u"probe"_s), u"running"_s);
    QCOMPARE(m_sandbox->client().post("/services/probe/stop").status, 200);
    QCOMPARE(health(), u"none"_s);
}

void TestSandboxContainers::takesDownAMixedStack()
{
    QCOMPARE(m_sandbox->client()
                 .post("/services", R"({"name":"web","command":["sleep","1000"]})")
                 .status,
             201);
    QVERIFY(up("ansi"));
    const QString error = m_sandbox->errorOf("/stack/down");
    QVERIFY2(error.startsWith(u"process-compose --address 127.0.0.1 --port 8080 down: exit status "
                              "1: \x1b[90m"_s),
             qPrintable(error));
    QVERIFY2(error.endsWith(u"\"Post \\\"http://127.0.0.1:8080/project/stop/\\\": dial tcp "
                            "127.0.0.1:8080: connect: connection refused\"\x1b[0m\x1b[0m"_s),
             qPrintable(error));
    // The words are an error's; the containers are gone.
    QCOMPARE(m_sandbox->statusOf(u"ansi"_s), u"declared"_s);
    QCOMPARE(bodyOf("/services/ansi/logs"), QByteArray());
    QVERIFY(up("ansi"));
    QVERIFY(m_sandbox->errorOf("/stack/destroy").startsWith(u"process-compose"_s));
    QCOMPARE(m_sandbox->statusOf(u"ansi"_s), u"declared"_s);
    QVERIFY(QFile::exists(m_sandbox->path(u"docker-compose.yaml"_s)));
}

void TestSandboxContainers::takesDownContainers()
{
    const QString file = QDir::cleanPath(m_sandbox->path(u"."_s)) + u"/docker-compose.yaml"_s;
    QCOMPARE(
        m_sandbox->errorOf("/stack/down"),
        m_sandbox->toolError(u"down"_s, u"14: stat %1: no such file or directory"_s.arg(file)));
    QCOMPARE(m_sandbox->client().post("/stack/up", "{}").status, 200);
    for (int i = 0; i < 2; ++i)
        QCOMPARE(m_sandbox->client().post("/stack/down").body, "{\"status\":\"stopped\"}\n"_ba);
    QCOMPARE(engine().services(), QStringList());
    // Volumes and images stay, also over a purge.
    QCOMPARE(m_sandbox->client().post("/stack/destroy?purge=true").status, 200);
    QVERIFY(up("keyed"));
    QTRY_VERIFY(bodyOf("/services/keyed/logs").contains("start 2\n"));
}

void TestSandboxContainers::leavesOrphans()
{
    const QByteArray first =
        R"({"name":"extra","image":"busybox:lab","command":["sh","-c","echo old; trap 'exit 0' TERM; while :; do sleep 0.1; done"]})";
    QCOMPARE(m_sandbox->client().post("/services", first).status, 201);
    QVERIFY(up("extra"));
    QTRY_COMPARE(bodyOf("/services/extra/logs"), "extra-1  | old\n"_ba);
    QCOMPARE(m_sandbox->client().post("/services/extra/destroy").status, 200);
    QVERIFY(engine().state(u"extra"_s) == sandbox::ContainerTable::State::Exited);
    const QByteArray seen = bodyOf("/stack/up/stream?service=exit3");
    QVERIFY2(seen.contains("level=warning msg=\"Found orphan containers ([demo-"
                           + m_sandbox->project().toUtf8() + "-extra-1]) for this project."),
             seen.constData());
    // A namesake gets the old container, with the old command.
    const QByteArray second =
        R"({"name":"extra","image":"busybox:lab","command":["sh","-c","echo new"]})";
    QCOMPARE(m_sandbox->client().post("/services", second).status, 201);
    QCOMPARE(m_sandbox->client().post("/services/extra/start").status, 200);
    QTRY_COMPARE(bodyOf("/services/extra/logs"), "extra-1  | old\nextra-1  | old\n"_ba);
    QVERIFY(up("extra"));
    QTRY_COMPARE(bodyOf("/services/extra/logs"), "extra-1  | new\n"_ba);
}

void TestSandboxContainers::endsALogWithItsContainer()
{
    const auto line = [](const QByteArray &message) {
        return R"({"service":"ansi","runtime":"container","message":")" + message + "\"}\n";
    };
    QCOMPARE(m_sandbox->wholeLog("/services/ansi/logs/stream").texts, QByteArrayList());
    QVERIFY(up("ansi"));
    QTRY_VERIFY(bodyOf("/services/ansi/logs").contains("tick 2"));
    const auto follow = [this](const std::function<void()> &act) {
        const auto socket = m_sandbox->openLog("/services/ansi/logs/stream?tail=1");
        QByteArray bytes;
        static_cast<void>(
            QTest::qWaitFor([&] { return (bytes += socket->readAll()).contains("tick"); }, 20'000));
        act();
        static_cast<void>(QTest::qWaitFor(
            [&] {
                bytes += socket->readAll();
                return socket->state() == QTcpSocket::UnconnectedState;
            },
            20'000));
        bytes += socket->readAll();
        bytes.remove(0, bytes.indexOf("\r\n\r\n") + 4);
        test::WireFrames frames;
        frames.take(&bytes);
        return frames;
    };
    const auto stopped =
        follow([this] { static_cast<void>(m_sandbox->client().post("/services/ansi/stop")); });
    QCOMPARE(stopped.closes, 0);
    QCOMPARE(stopped.texts.mid(stopped.texts.size() - 2),
             (QByteArrayList{line("bye"), line("\\r\\u001b[Kansi-1 exited with code 0")}));
    // Of one that has stopped: what there was, and the end at once.
    const auto rest = m_sandbox->wholeLog("/services/ansi/logs/stream?tail=1");
    QCOMPARE(rest.texts, QByteArrayList{line("bye")});
    QCOMPARE(m_sandbox->client().post("/services/ansi/start").status, 200);
    const auto restarted =
        follow([this] { static_cast<void>(m_sandbox->client().post("/services/ansi/restart")); });
    QCOMPARE(restarted.texts.last(), line("\\r\\u001b[Kansi-1 exited with code 0"));
    const auto killed = follow([this] { engine().kill(u"ansi"_s); });
    QCOMPARE(killed.texts.last(), line("\\r\\u001b[Kansi-1 exited with code 137"));
    // A level is looked for at the start, or after a blank; not behind a colour.
    QVERIFY(!restarted.texts.first().contains("level"));
}

void TestSandboxContainers::followsARecreation()
{
    QVERIFY(up("page"));
    QTRY_COMPARE(bodyOf("/services/page/logs"), "page-1  | serving: page version 1\n"_ba);
    const auto socket = m_sandbox->openLog("/services/page/logs/stream");
    QByteArray bytes;
    QTRY_VERIFY((bytes += socket->readAll()).contains("version 1"));
    m_sandbox->write(u"page/index.html"_s, "page version 2\n");
    QVERIFY(up("page")); // nothing was built
    QCOMPARE(m_sandbox->client().post("/stack/build", R"({"services":["page"]})").status, 200);
    QCOMPARE(m_sandbox->client().post("/services/page/restart").status, 200);
    QTRY_COMPARE(bodyOf("/services/page/logs"),
                 "page-1  | serving: page version 1\npage-1  | serving: page version 1\n"_ba);
    QTRY_COMPARE(socket->state(), QTcpSocket::UnconnectedState); // by the restart
    const auto second = m_sandbox->openLog("/services/page/logs/stream?tail=1");
    bytes.clear();
    QTRY_VERIFY((bytes += second->readAll()).contains("version 1"));
    QVERIFY(up("page"));
    QTRY_VERIFY((bytes += second->readAll()).contains("version 2"));
    bytes.remove(0, bytes.indexOf("\r\n\r\n") + 4);
    test::WireFrames frames;
    frames.take(&bytes);
    const auto message = [&](int at) {
        return QJsonDocument::fromJson(frames.texts.value(at))
            .object()
            .value("message"_L1)
            .toString();
    };
    QCOMPARE(message(1), u"\r\x1b[Kpage-1 exited with code 0"_s);
    QCOMPARE(message(2), u"\r\x1b[Kpage-1 has been recreated"_s);
    QCOMPARE(message(3), u"serving: page version 2"_s);
    QCOMPARE(bodyOf("/services/page/logs"), "page-1  | serving: page version 2\n"_ba);
}

void TestSandboxContainers::isDrivenByHand()
{
    const auto hand = [this](const QByteArray &target) {
        return m_sandbox->client().post("/sandbox/" + target).status;
    };
    QVERIFY(up("ansi"));
    QCOMPARE(hand("containers/ansi/pause"), 200);
    QCOMPARE(m_sandbox->statusOf(u"ansi"_s), u"paused"_s);
    QCOMPARE(hand("containers/ansi/unpause"), 200);
    QCOMPARE(hand("containers/ansi/kill"), 200);
    QCOMPARE(m_sandbox->statusOf(u"ansi"_s), u"declared"_s);
    QCOMPARE(hand("containers/ansi/remove"), 200);
    QVERIFY(engine().services().isEmpty());
    QCOMPARE(hand("containers/ansi/pause"), 404);
    QCOMPARE(hand("engine/gone"), 200);
    QVERIFY(!engine().isReachable());
    QCOMPARE(hand("engine/back"), 200);
    QCOMPARE(hand("manifest/break"), 200);
    QCOMPARE(m_sandbox->client().get("/services").status, 500);
    QCOMPARE(hand("manifest/mend"), 200);
    QCOMPARE(m_sandbox->client().get("/services").status, 200);
    QCOMPARE(m_sandbox->client()
                 .send("POST", "/sandbox/engine/gone", {}, {{"Authorization"_ba, {}}})
                 .status,
             401);
}

QTEST_GUILESS_MAIN(TestSandboxContainers)
#include "tst_sandboxcontainers.moc"
