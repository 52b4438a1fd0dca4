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

//! The sandbox's container tool: what it builds, what it refuses and in which words, and what stops
//! a whole stack (contract.md, section 15).
class TestSandboxTool : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_sandbox.reset(); }

    void buildsWhatIsMissing();
    void failsABuild_data();
    void failsABuild();
    void letsOneOfTwoUpsWin();
    void refusesAnUnknownCommand();
    void refusesATakenPort();
    void sticksWithoutASecret();
    void sticksWithoutAWorkspace();
    void refusesAProject_data();
    void refusesAProject();
    void warnsOfUnsetVariables();
    void losesItsEngine();

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

void TestSandboxTool::init()
{
    m_sandbox = std::make_unique<test::RunningSandbox>(test::containerManifest());
    QVERIFY(m_sandbox->isRunning());
}

void TestSandboxTool::buildsWhatIsMissing()
{
    const QByteArray made = bodyOf("/stack/up/stream?service=keyed");
    QVERIFY2(
        made.startsWith("#0 building with \"default\" instance using docker driver\n\n#1 [page "
                        "internal] load build definition from Dockerfile\n"),
        made.constData());
    const QByteArray project = "demo-" + m_sandbox->project().toUtf8();
    QVERIFY2(made.contains("[page 3/3] RUN echo building page && wc -c www/index.html\n#7 0."),
             made.constData());
    QVERIFY2(made.contains("\n#8 naming to docker.io/library/" + project + "-page done\n#8 DONE"),
             made.constData());
    QVERIFY2(made.endsWith(" Container " + project + "-keyed-1  Starting\n Container " + project
                           + "-keyed-1  Started\n"),
             made.constData());
    QCOMPARE(m_sandbox->statusOf(u"page"_s), u"running"_s); // keyed depends on it
    // Without a change, a build changes nothing.
    QCOMPARE(m_sandbox->client().post("/stack/build", "{}").status, 200);
    QVERIFY(bodyOf("/stack/up/stream?service=page").endsWith("-page-1  Running\n"));
    m_sandbox->write(u"page/index.html"_s, "page version 2\n");
    const QByteArray replaced = bodyOf("/stack/up/stream?service=page&build=true");
    QVERIFY2(replaced.endsWith("-page-1  Recreate\n Container " + project
                               + "-page-1  Recreated\n Container " + project
                               + "-page-1  Starting\n Container " + project + "-page-1  Started\n"),
             replaced.constData());
}

void TestSandboxTool::failsABuild_data()
{
    QTest::addColumn<QByteArray>("dockerfile");
    QTest::addColumn<QString>("reason");
    QTest::newRow("run") << "FROM busybox:lab\nRUN echo one; echo two >&2; exit 9\n"_ba
                         << u"failed to solve: executor failed running [/bin/sh -c echo one; echo "
                            "two >&2; exit 9]: exit code: 9"_s;
    QTest::newRow("copy")
        << "FROM busybox:lab\nCOPY missing.txt /x\n"_ba
        << u"failed to solve: failed to compute cache key: \"/missing.txt\" not found: not found"_s;
    QTest::newRow("syntax")
        << "FRUM busybox\n"_ba
        << u"failed to solve: rpc error: code = Unknown desc = failed to solve with frontend "
           "dockerfile.v0: failed to create LLB definition: dockerfile parse error line 1: unknown "
           "instruction: FRUM"_s;
    QTest::newRow("empty")
        << QByteArray("")
        << u"failed to solve: rpc error: code = Unknown desc = failed to solve with frontend "
           "dockerfile.v0: failed to create LLB definition: the Dockerfile cannot be empty"_s;
}

void TestSandboxTool::failsABuild()
{
    QFETCH(QByteArray, dockerfile);
    QFETCH(QString, reason);
    QVERIFY(up("page"));
    m_sandbox->write(u"page/Dockerfile"_s, dockerfile);
    const QString error = m_sandbox->errorOf("/stack/build", R"({"services":["page"]})");
    QVERIFY2(error.startsWith(m_sandbox->toolError(u"build page"_s, u"17: #0 building"_s)),
             qPrintable(error));
    QVERIFY2(error.endsWith(u'\n' + reason), qPrintable(error));
    const QByteArray streamed = bodyOf("/stack/up/stream?service=page&build=true");
    QVERIFY2(streamed.endsWith(reason.toUtf8() + "\nangee: "
                               + m_sandbox->toolError(u"up -d --build page"_s, u"17"_s).toUtf8()
                               + '\n'),
             streamed.constData());
    QCOMPARE(m_sandbox->statusOf(u"page"_s), u"running"_s); // the old one goes on
}

void TestSandboxTool::letsOneOfTwoUpsWin()
{
    const QByteArray body = R"({"services":["ansi"]})";
    const auto first = m_sandbox->client().open("POST", "/stack/up", body);
    const auto second = m_sandbox->client().open("POST", "/stack/up", body);
    const auto one = test::WireClient::read(first.get(), "POST");
    const auto two = test::WireClient::read(second.get(), "POST");
    QCOMPARE(std::min(one.status, two.status), 200);
    QCOMPARE(std::max(one.status, two.status), 500);
    const QString error = (one.status == 500 ? one : two)[u"error"_s].toString();
    QVERIFY2(error.contains(u"Creating\nError response from daemon: Conflict. The container name "
                            "\"/demo-%1-ansi-1\" is already in use by container \""_s.arg(
                                m_sandbox->project())),
             qPrintable(error));
}

void TestSandboxTool::refusesAnUnknownCommand()
{
    const QByteArray request = R"({"name":"bad","image":"busybox:lab","command":["/no/such"]})";
    QCOMPARE(m_sandbox->client().post("/services", request).status, 201);
    const QString error = m_sandbox->errorOf("/services/bad/up");
    QVERIFY2(error.endsWith(u"-bad-1  Starting\nError response from daemon: failed to create shim "
                            "task: OCI runtime create failed: runc create failed: unable to start "
                            "container process: exec: \"/no/such\": stat /no/such: no such file or "
                            "directory: unknown"_s),
             qPrintable(error));
}

void TestSandboxTool::refusesATakenPort()
{
    const QByteArray port = QByteArray::number(m_sandbox->port()); // ours: surely taken
    const QByteArray request =
        R"({"name":"clash","image":"busybox:lab","ports":["127.0.0.1:)" + port + R"(:80"]})";
    QCOMPARE(m_sandbox->client().post("/services", request).status, 201);
    const QString error = m_sandbox->errorOf("/stack/up", R"({"services":["clash","ansi"]})");
    QVERIFY2(
        error.contains(u"driver failed programming external connectivity on endpoint demo-"_s)
            && error.endsWith(u"): Bind for 127.0.0.1:%1 failed: port is already allocated"_s.arg(
                QString::fromLatin1(port))),
        qPrintable(error));
    QCOMPARE(m_sandbox->statusOf(u"ansi"_s), u"running"_s); // the others are started
    QCOMPARE(m_sandbox->statusOf(u"clash"_s), u"declared"_s);
}

void TestSandboxTool::sticksWithoutASecret()
{
    QVERIFY(up("ansi"));
    QCOMPARE(m_sandbox->client().send("DELETE", "/secrets/lab-key").status, 200);
    const QString words = u"service keyed env: LAB_KEY: secret \"lab-key\" is not resolved"_s;
    for (const QByteArray route : {"/services/ansi/restart", "/services/ansi/stop", "/stack/build",
                                   "/stack/up", "/stack/prepare", "/services/ansi/up"})
        QCOMPARE(m_sandbox->errorOf(route), words);
    for (const QByteArray route : {"/services/ansi/logs", "/stack/logs"})
        QCOMPARE(m_sandbox->client().get(route)[u"error"_s].toString(), words);
    QCOMPARE(m_sandbox->statusOf(u"ansi"_s), u"running"_s);
    QCOMPARE(m_sandbox->client().get("/secrets").status, 200);
    QCOMPARE(m_sandbox->client().post("/jobs/crun/run", R"({"inputs":{"who":"x"}})").status, 200);
    // A stuck stack cannot stop what it takes out.
    QCOMPARE(m_sandbox->client().post("/services/exit3/destroy").status, 500);
    QCOMPARE(m_sandbox->client().post("/stack/down").status, 200);
    QCOMPARE(m_sandbox->client().post("/secrets/lab-key", R"({"value":"v"})").status, 200);
    QVERIFY(up("ansi"));
}

void TestSandboxTool::sticksWithoutAWorkspace()
{
    const QByteArray request =
        R"({"name":"boxed","image":"busybox:lab","mounts":["workspace://gone:/ws:ro"]})";
    const QString words = u"service boxed mounts: workspace \"gone\" is not declared"_s;
    QVERIFY(up("ansi"));
    QCOMPARE(m_sandbox->errorOf("/services", request), words);
    QCOMPARE(m_sandbox->errorOf("/services/ansi/restart"), words);
    QCOMPARE(m_sandbox->client().post("/services/boxed/destroy").status, 200);
    QCOMPARE(m_sandbox->client().post("/services/ansi/restart").status, 200);
}

void TestSandboxTool::refusesAProject_data()
{
    QTest::addColumn<QByteArray>("added");
    QTest::addColumn<QString>("words");
    const QByteArray head = "    runtime: container\n    image: busybox:lab\n";
    QTest::newRow("depends on a job")
        << "  dep:\n" + head + "    depends_on: [cfail]\n"
        << u"15: service \"dep\" depends on undefined service \"cfail\": invalid compose project"_s;
    QTest::newRow("a blank in the name")
        << "  sp ace:\n" + head
        << u"15: validating %1/docker-compose.yaml: services Additional property sp ace is not "
           "allowed"_s;
}

void TestSandboxTool::refusesAProject()
{
    QFETCH(QByteArray, added);
    QFETCH(QString, words);
    QVERIFY(up("ansi"));
    m_sandbox->write(u"angee.yaml"_s,
                     test::containerManifest().replace("jobs:\n", added + "jobs:\n"));
    QCOMPARE(m_sandbox->client().post("/stack/prepare").status, 200);
    const QString root = QDir::cleanPath(m_sandbox->path(u"."_s));
    const QString reason = words.contains(u'%') ? words.arg(root) : words;
    QCOMPARE(m_sandbox->errorOf("/services/ansi/stop"),
             m_sandbox->toolError(u"stop ansi"_s, reason));
    // And nothing is seen any more, although it runs.
    QCOMPARE(m_sandbox->statusOf(u"ansi"_s), u"declared"_s);
    QVERIFY(engine().state(u"ansi"_s) == sandbox::ContainerTable::State::Running);
}

void TestSandboxTool::warnsOfUnsetVariables()
{
    const QByteArray request =
        R"({"name":"dep","image":"busybox:lab","command":["sh","-c","echo n$lab_i"]})";
    QCOMPARE(m_sandbox->client().post("/services", request).status, 201);
    QVERIFY(up("dep"));
    const QByteArray warning =
        "level=warning msg=\"The \\\"lab_i\\\" variable is not set. Defaulting to a blank "
        "string.\"\n";
    QTRY_VERIFY(bodyOf("/services/dep/logs").endsWith(warning + "dep-1  | n\n"));
    QVERIFY(bodyOf("/services/ansi/logs").endsWith(warning)); // of every service
    const auto frames = m_sandbox->wholeLog("/services/dep/logs/stream");
    QVERIFY2(
        frames.texts.value(0).endsWith("Defaulting to a blank string.\\\"\",\"level\":\"WARN\"}\n"),
        frames.texts.value(0).constData());
    QVERIFY2(frames.texts.value(1).contains(R"("message":"n")"), frames.texts.value(1).constData());
}

void TestSandboxTool::losesItsEngine()
{
    QVERIFY(up("ansi"));
    engine().setReachable(false);
    const QString words =
        u"1: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker "
        "daemon running?"_s;
    QCOMPARE(m_sandbox->statusOf(u"ansi"_s), u"declared"_s);
    for (const QString &verb : {u"start"_s, u"stop"_s, u"restart"_s})
        QCOMPARE(m_sandbox->errorOf("/services/ansi/" + verb.toUtf8()),
                 m_sandbox->toolError(verb + u" ansi"_s, words));
    QCOMPARE(m_sandbox->errorOf("/stack/down"), m_sandbox->toolError(u"down"_s, words));
    QVERIFY(m_sandbox->errorOf("/jobs/cfail/run")
                .startsWith(
                    u"job container command failed: exit status 125: docker: Cannot connect"_s));
    QCOMPARE(m_sandbox->client().post("/stack/prepare").status, 200);
    const auto frames = m_sandbox->wholeLog("/services/ansi/logs/stream");
    QCOMPARE(frames.texts.size(), 1);
    QVERIFY(frames.texts.first().contains("Cannot connect to the Docker daemon"));
    const QByteArray streamed = bodyOf("/stack/up/stream?service=ansi");
    QCOMPARE(streamed,
             words.mid(3).toUtf8()
                 + "\nangee: " + m_sandbox->toolError(u"up -d ansi"_s, u"1"_s).toUtf8() + '\n');
    engine().setReachable(true);
    QCOMPARE(m_sandbox->statusOf(u"ansi"_s), u"running"_s);
}

QTEST_GUILESS_MAIN(TestSandboxTool)
#include "tst_sandboxtool.moc"
