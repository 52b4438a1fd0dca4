// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTest>

#include "contracttarget.h"

using namespace Qt::StringLiterals;
using namespace angee;
using test::json;
using test::named;

namespace {

constexpr int slow = 40'000; // for what waits on an engine: builds, checks, ten seconds of grace

} // namespace

//! \brief What every daemon does with containers: the lab's services `ansi`, `exit3`, `keyed`,
//! `page` and `probe`, over the wire alone. See ContractTarget::startContainers() for which daemon
//! it is.
//!
//! It takes the containers down at the end, and leaves `page` as it found it.
class TestContractContainers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanupTestCase();

    void startsNothingThatIsNotThere();
    void tellsWhatRuns();
    void restartsAndRecreates();
    void takesDown();
    void tellsHealth();
    void endsALogWithItsContainer();
    void hasNoLogOfNothing();
    void buildsAndApplies();
    void failsABuild();
    void streamsAnUp();
    void altersSecrets();
    void runsJobs();
    void sticksWithoutASecret();
    void leavesAnOrphan();
    void refusesAProject();
    void saysWhereTheEngineIsOutOfReach();

private:
    [[nodiscard]] const test::WireClient &client() const { return m_target.client(); }
    [[nodiscard]] QJsonObject service(const QString &name) const
    {
        return named(client().get("/services")[u"nodes"_s], name);
    }
    [[nodiscard]] QString statusOf(const QString &name) const
    {
        return service(name).value("status"_L1).toString();
    }
    [[nodiscard]] QByteArray logOf(const QByteArray &name) const
    {
        return client().get("/services/" + name + "/logs").body;
    }
    [[nodiscard]] int up(const QByteArray &name) const
    {
        return client().post("/services/" + name + "/up").status;
    }
    void down() const { client().post("/stack/down"); }
    //! Adds a container service with a command for the shell; nothing is started.
    [[nodiscard]] int add(const QString &name, const QString &shell) const;
    //! Opens a log socket, acts once there is a line, and reads to the end; the messages.
    [[nodiscard]] QStringList follow(const QByteArray &target,
                                     const std::function<void()> &act) const;
    [[nodiscard]] std::unique_ptr<QTcpSocket> openLog(const QByteArray &target) const;

    test::ContractTarget m_target;
    bool m_hasEngine = false; // a daemon can be started without one: then only that is tried
};

void TestContractContainers::initTestCase()
{
    const QString problem = m_target.startContainers();
    if (problem.contains(u"no containers"_s))
        QSKIP(qUtf8Printable(problem));
    QVERIFY2(problem.isEmpty(), qUtf8Printable(problem));
    const test::WireAnswer answer = client().post("/services/ansi/stop");
    m_hasEngine = !answer.body.contains("Cannot connect to the Docker daemon");
    QVERIFY2(!m_hasEngine || answer.status == 200, answer.body.constData());
}

void TestContractContainers::init()
{
    const bool isAboutNoEngine =
        qstrcmp(QTest::currentTestFunction(), "saysWhereTheEngineIsOutOfReach") == 0;
    if (!m_hasEngine && !isAboutNoEngine)
        QSKIP("the daemon has no engine");
    if (m_hasEngine)
        down();
}

void TestContractContainers::cleanupTestCase()
{
    if (!m_target.isStarted())
        return;
    for (const QByteArray &left : {"extra"_ba, "sp%20ace"_ba})
        client().post("/services/" + left + "/destroy");
    down();
}

int TestContractContainers::add(const QString &name, const QString &shell) const
{
    return client()
        .post("/services",
              json({{u"name"_s, name},
                    {u"image"_s, u"busybox:lab"_s},
                    {u"command"_s, QJsonArray{u"sh"_s, u"-c"_s, shell}}}))
        .status;
}

std::unique_ptr<QTcpSocket> TestContractContainers::openLog(const QByteArray &target) const
{
    return client().open("GET", target, {},
                         {{"Connection"_ba, "Upgrade"_ba},
                          {"Upgrade"_ba, "websocket"_ba},
                          {"Sec-WebSocket-Version"_ba, "13"_ba},
                          {"Sec-WebSocket-Key"_ba, "dGhlIHNhbXBsZSBub25jZQ=="_ba}});
}

QStringList TestContractContainers::follow(const QByteArray &target,
                                           const std::function<void()> &act) const
{
    const auto socket = openLog(target);
    QByteArray bytes;
    const auto read = [&] { return bytes += socket->readAll(); };
    static_cast<void>(
        QTest::qWaitFor([&] { return read().contains("\"message\""); }, act ? slow : 0));
    if (act)
        act();
    static_cast<void>(QTest::qWaitFor(
        [&] { return read(), socket->state() == QTcpSocket::UnconnectedState; }, slow));
    read();
    bytes.remove(0, bytes.indexOf("\r\n\r\n") + 4);
    test::WireFrames frames;
    frames.take(&bytes);
    QStringList out;
    for (const QByteArray &text : frames.texts)
        out += QJsonDocument::fromJson(text).object().value("message"_L1).toString();
    return frames.closes == 0 ? out : QStringList{u"a close frame"_s};
}

void TestContractContainers::startsNothingThatIsNotThere()
{
    QCOMPARE(up("exit3"), 200); // any other container of the stack
    for (const QByteArray &verb : {"start"_ba, "restart"_ba, "stop"_ba}) {
        QCOMPARE(client().post("/services/ansi/" + verb).body, "{\"status\":\"" + verb + "\"}\n");
        QCOMPARE(statusOf(u"ansi"_s), u"declared"_s);
    }
    QCOMPARE(logOf("ansi"), QByteArray());
    const QByteArray request =
        R"({"name":"extra","image":"busybox:lab","command":["sleep","100"],"start":true})";
    QCOMPARE(client().post("/services", request).status, 201);
    QCOMPARE(statusOf(u"extra"_s), u"declared"_s);
    QCOMPARE(client().post("/services/extra/destroy").status, 200);
}

void TestContractContainers::tellsWhatRuns()
{
    QCOMPARE(up("ansi"), 200);
    QCOMPARE(service(u"ansi"_s),
             (QJsonObject{{u"name"_s, u"ansi"_s},
                          {u"runtime"_s, u"container"_s},
                          {u"status"_s, u"running"_s}}));
    QCOMPARE(up("exit3"), 200);
    QTRY_COMPARE(statusOf(u"exit3"_s), u"declared"_s); // whatever it ended with
    const QByteArray log = logOf("exit3");
    QVERIFY2(log.contains("exit3-1  | starting\n")
                 && log.contains("exit3-1  | level=error going down\n"),
             log.constData());
    QCOMPARE(client().post("/services/ansi/stop").status, 200);
    QCOMPARE(statusOf(u"ansi"_s), u"declared"_s);
    QVERIFY(logOf("ansi").endsWith("ansi-1  | bye\n")); // of a stopped one: all there was
    QCOMPARE(client().post("/services/ansi/start").status, 200);
    QCOMPARE(statusOf(u"ansi"_s), u"running"_s);
    QCOMPARE(client().post("/services/ansi/start").status, 200);
}

void TestContractContainers::restartsAndRecreates()
{
    const QString first = u"echo first; trap 'exit 0' TERM; while :; do sleep 0.2; done"_s;
    const QString second = u"echo second; trap 'exit 0' TERM; while :; do sleep 0.2; done"_s;
    QCOMPARE(add(u"extra"_s, first), 201);
    QCOMPARE(up("extra"), 200);
    QTRY_COMPARE(logOf("extra"), "extra-1  | first\n"_ba);
    const QByteArray edit = json({{u"command"_s, QJsonArray{u"sh"_s, u"-c"_s, second}}});
    QCOMPARE(client().send("PATCH", "/services/extra", edit).status, 200);
    QCOMPARE(client().post("/services/extra/restart").status, 200);
    QTRY_COMPARE(logOf("extra"), "extra-1  | first\nextra-1  | first\n"_ba);
    QCOMPARE(up("extra"), 200);
    QTRY_COMPARE(logOf("extra"), "extra-1  | second\n"_ba);
    QCOMPARE(client().post("/services/extra/destroy").status, 200);
}

void TestContractContainers::takesDown()
{
    QCOMPARE(up("ansi"), 200);
    const auto answer = client().post("/stack/down");
    const bool isMixed = !named(client().get("/services")[u"nodes"_s], u"web"_s).isEmpty();
    QCOMPARE(answer.status, isMixed ? 500 : 200);
    if (isMixed)
        QVERIFY2(answer[u"error"_s].toString().contains(u" down: exit status 1: \x1b[90m"_s),
                 answer.body.constData());
    QCOMPARE(statusOf(u"ansi"_s), u"declared"_s);
    QCOMPARE(logOf("ansi"), QByteArray());
}

void TestContractContainers::tellsHealth()
{
    const auto write = [this](const char *word) {
        return client()
            .send("PUT", "/files?source=switch&path=health",
                  json({{u"content"_s, QString::fromLatin1(word) + u'\n'}}))
            .status;
    };
    const auto health = [this] { return service(u"probe"_s).value("health"_L1).toString(); };
    QCOMPARE(write("ok"), 200);
    QCOMPARE(up("probe"), 200);
    QTRY_COMPARE_WITH_TIMEOUT(health(), u"healthy"_s, slow);
    QCOMPARE(write("bad"), 200);
    QTRY_COMPARE_WITH_TIMEOUT(health(), u"unhealthy"_s, slow);
    QCOMPARE(statusOf(u"probe"_s), u"running"_s);
    QCOMPARE(write("ok"), 200);
    QTRY_COMPARE_WITH_TIMEOUT(health(), u"healthy"_s, slow);
    QCOMPARE(client().post("/services/probe/stop").status, 200);
    QVERIFY(!service(u"probe"_s).contains("health"_L1));
}

void TestContractContainers::endsALogWithItsContainer()
{
    QCOMPARE(up("ansi"), 200);
    const QString end = u"\r\x1b[Kansi-1 exited with code 0"_s;
    for (const QByteArray &verb : {"restart"_ba, "stop"_ba}) {
        const QStringList seen = follow("/services/ansi/logs/stream?tail=1", [&] {
            static_cast<void>(client().post("/services/ansi/" + verb));
        });
        QCOMPARE(seen.mid(seen.size() - 2), (QStringList{u"bye"_s, end}));
    }
    // Of one that has stopped: what there was, and the end at once.
    QCOMPARE(follow("/services/ansi/logs/stream?tail=1", {}), QStringList{u"bye"_s});
}

void TestContractContainers::hasNoLogOfNothing()
{
    QCOMPARE(up("exit3"), 200);
    const auto socket = openLog("/services/ansi/logs/stream");
    QByteArray bytes;
    QTRY_VERIFY_WITH_TIMEOUT(
        (bytes += socket->readAll(), socket->state() == QTcpSocket::UnconnectedState), slow);
    bytes += socket->readAll();
    QVERIFY2(bytes.startsWith("HTTP/1.1 101"), bytes.constData());
    QVERIFY2(bytes.endsWith("\r\n\r\n"), bytes.constData());
}

void TestContractContainers::buildsAndApplies()
{
    const QByteArray file = "/files?source=page&path=index.html";
    const auto before = client().get(file);
    const QString text = u"contract %1\n"_s.arg(QDateTime::currentMSecsSinceEpoch());
    QCOMPARE(up("page"), 200); // builds it when there is no image yet
    QTRY_VERIFY(logOf("page").contains("serving: "));
    QCOMPARE(client().send("PUT", file, json({{u"content"_s, text}})).status, 200);
    QCOMPARE(client().post("/stack/build", R"({"services":["page"]})").body,
             "{\"status\":\"built\"}\n"_ba);
    QCOMPARE(client().post("/services/page/restart").status, 200);
    QVERIFY(!logOf("page").contains(text.toUtf8()));
    QCOMPARE(up("page"), 200);
    QTRY_COMPARE(logOf("page"), "page-1  | serving: " + text.toUtf8());
    QCOMPARE(client().post("/stack/build", R"({"services":["ansi"]})").status,
             200); // nothing to do
    const QJsonObject old{{u"content"_s, before[u"content"_s]}};
    QCOMPARE(client().send("PUT", file, json(old)).status, 200);
}

void TestContractContainers::failsABuild()
{
    const QByteArray file = "/files?source=page&path=Dockerfile";
    const auto before = client().get(file);
    QCOMPARE(up("page"), 200);
    const QString broken = u"FROM busybox:lab\nRUN echo one; exit 9\n"_s;
    QCOMPARE(client().send("PUT", file, json({{u"content"_s, broken}})).status, 200);
    const auto failed = client().post("/stack/build", R"({"services":["page"]})");
    const auto streamed = client().get("/stack/up/stream?service=page&build=true");
    const QJsonObject old{{u"content"_s, before[u"content"_s]}};
    QCOMPARE(client().send("PUT", file, json(old)).status, 200);
    QCOMPARE(failed.status, 500);
    const QString reason = u"\nfailed to solve: executor failed running [/bin/sh -c echo one; exit "
                           "9]: exit code: 9"_s;
    const QString error = failed[u"error"_s].toString();
    QVERIFY2(
        error.contains(u" build page: exit status 17: #0 building with \"default\" instance using "
                       "docker driver\n\n#1 [page internal] load build definition"_s),
        failed.body.constData());
    QVERIFY2(error.contains(u"[page 2/2] RUN echo one; exit 9\n"_s), failed.body.constData());
    QVERIFY2(error.endsWith(reason), failed.body.constData());
    const QByteArray lines = streamed.body.mid(streamed.body.indexOf(reason.toUtf8()));
    QVERIFY2(lines.startsWith(reason.toUtf8() + "\nangee: docker compose -f "), lines.constData());
    QVERIFY2(lines.endsWith(" up -d --build page: exit status 17\n"), lines.constData());
    QCOMPARE(statusOf(u"page"_s), u"running"_s);
}

void TestContractContainers::streamsAnUp()
{
    QCOMPARE(up("ansi"), 200);
    const auto again = client().get("/stack/up/stream?service=ansi");
    QVERIFY2(again.body.endsWith("-ansi-1  Running\n"), again.body.constData());
    down();
    const auto made = client().get("/stack/up/stream?service=ansi");
    QVERIFY2(made.body.contains("-ansi-1  Creating\n") && made.body.contains("-ansi-1  Created\n")
                 && made.body.contains("-ansi-1  Starting\n")
                 && made.body.endsWith("-ansi-1  Started\n"),
             made.body.constData());
    QCOMPARE(client().get("/stack/up/stream?service=nope").body,
             "angee: service \"nope\" is not declared\n"_ba);
}

void TestContractContainers::altersSecrets()
{
    const QString shell = u"printf '[%s]\\n' \"$$K\""_s;
    QCOMPARE(client()
                 .post("/services",
                       json({{u"name"_s, u"extra"_s},
                             {u"image"_s, u"busybox:lab"_s},
                             {u"command"_s, QJsonArray{u"sh"_s, u"-c"_s, shell}},
                             {u"env"_s, QJsonObject{{u"K"_s, u"${secret.lab-key}"_s}}}}))
                 .status,
             201);
    const std::vector<std::pair<QString, QByteArray>> words{{u"pa$word"_s, "pa"_ba},
                                                            {u"a$$b"_s, "a$b"_ba},
                                                            {u"x${LAB_NONE}y"_s, "xy"_ba},
                                                            {u"$(id)"_s, "$(id)"_ba},
                                                            {u"\x1b[31mred"_s, "\\x1b[31mred"_ba},
                                                            {u"ends with \\"_s, "ends with \\"_ba}};
    for (const auto &[set, arrives] : words) {
        QCOMPARE(client().post("/secrets/lab-key", json({{u"value"_s, set}})).status, 200);
        QCOMPARE(client().get("/secrets/lab-key/value")[u"value"_s].toString(), set);
        QCOMPARE(up("extra"), 200);
        QTRY_VERIFY2(logOf("extra").endsWith("extra-1  | [" + arrives + "]\n"),
                     logOf("extra").constData());
    }
    QCOMPARE(client().post("/secrets/lab-key", R"({"value":"first"})").status, 200);
    QCOMPARE(client().post("/services/extra/destroy").status, 200);
}

void TestContractContainers::runsJobs()
{
    const auto good = client().post("/jobs/crun/run", R"({"inputs":{"who":"world"}})");
    QVERIFY2(good.body.contains("hello world\n") && good.body.contains("to stderr\n"),
             good.body.constData());
    QCOMPARE(client().post("/jobs/crun/run")[u"error"_s].toString(),
             u"index 2: input \"who\" is not set"_s);
    const QString failed = client().post("/jobs/cfail/run")[u"error"_s].toString();
    QVERIFY2(failed.startsWith(u"job container command failed: exit status 7: "_s)
                 && failed.contains(u"bad thing\n"_s),
             qPrintable(failed));
}

void TestContractContainers::sticksWithoutASecret()
{
    QCOMPARE(up("ansi"), 200);
    QCOMPARE(client().send("DELETE", "/secrets/lab-key").status, 200);
    const QString words = u"service keyed env: LAB_KEY: secret \"lab-key\" is not resolved"_s;
    for (const QByteArray &route : {"/services/ansi/restart"_ba, "/services/ansi/stop"_ba,
                                    "/stack/build"_ba, "/stack/up"_ba, "/stack/prepare"_ba})
        QCOMPARE(client().post(route)[u"error"_s].toString(), words);
    QCOMPARE(client().get("/services/ansi/logs")[u"error"_s].toString(), words);
    QCOMPARE(statusOf(u"ansi"_s), u"running"_s);
    QCOMPARE(client().post("/jobs/crun/run", R"({"inputs":{"who":"x"}})").status, 200);
    down();
    QCOMPARE(statusOf(u"ansi"_s), u"declared"_s);
    QCOMPARE(client().post("/secrets/lab-key", R"({"value":"first"})").status, 200);
}

void TestContractContainers::leavesAnOrphan()
{
    const QString shell = u"echo %1; trap 'exit 0' TERM; while :; do sleep 0.2; done"_s;
    QCOMPARE(add(u"extra"_s, shell.arg(u"old"_s)), 201);
    QCOMPARE(up("extra"), 200);
    QTRY_COMPARE(logOf("extra"), "extra-1  | old\n"_ba);
    QCOMPARE(client().post("/services/extra/destroy").status, 200);
    const auto streamed = client().get("/stack/up/stream?service=exit3");
    QVERIFY2(streamed.body.contains("level=warning msg=\"Found orphan containers (["),
             streamed.body.constData());
    QCOMPARE(add(u"extra"_s, shell.arg(u"new"_s)), 201);
    QCOMPARE(client().post("/services/extra/start").status, 200);
    QTRY_COMPARE(logOf("extra"), "extra-1  | old\nextra-1  | old\n"_ba);
    QCOMPARE(up("extra"), 200);
    QTRY_COMPARE(logOf("extra"), "extra-1  | new\n"_ba);
    down();
    QCOMPARE(client().post("/services/extra/destroy").status, 200);
}

void TestContractContainers::refusesAProject()
{
    QCOMPARE(up("ansi"), 200);
    QCOMPARE(add(u"sp ace"_s, u"true"_s), 201);
    const QString error = client().post("/services/ansi/stop")[u"error"_s].toString();
    const QString status = statusOf(u"ansi"_s);
    QCOMPARE(client().post("/services/sp%20ace/destroy").status, 200);
    QVERIFY2(error.contains(u" stop ansi: exit status 15: validating "_s)
                 && error.endsWith(u": services Additional property sp ace is not allowed"_s),
             qPrintable(error));
    QCOMPARE(status, u"declared"_s);
    QCOMPARE(statusOf(u"ansi"_s), u"running"_s);
}

// What is read goes on, and shows every container as one that is not there.
void TestContractContainers::saysWhereTheEngineIsOutOfReach()
{
    if (m_hasEngine) {
        QCOMPARE(up("page"), 200);
        if (!m_target.setEngine(false))
            QSKIP("the daemon has an engine");
    }
    for (const QString &name : {u"ansi"_s, u"page"_s, u"exit3"_s})
        QCOMPARE(statusOf(name), u"declared"_s);
    QCOMPARE(client().get("/stack/status").status, 200);
    QCOMPARE(client().post("/stack/prepare").status, 200);
    const QByteArray words = "Cannot connect to the Docker daemon at ";
    for (const QByteArray &route :
         {"/stack/build"_ba, "/stack/up"_ba, "/services/ansi/up"_ba, "/services/ansi/start"_ba,
          "/services/ansi/stop"_ba, "/services/ansi/restart"_ba, "/stack/down"_ba}) {
        const test::WireAnswer answer =
            client().post(route, route.startsWith("/stack") ? "{}" : "");
        QVERIFY2(answer.status == 500 && answer.body.contains(words),
                 (route + ": " + answer.body).constData());
    }
    const test::WireAnswer log = client().get("/services/ansi/logs");
    QVERIFY2(log.status == 500 && log.body.contains(words), log.body.constData());
    // The streams open, and tell it there.
    const test::WireAnswer stream = client().get("/stack/up/stream");
    QVERIFY2(stream.status == 200 && stream.body.contains(words), stream.body.constData());
    QVERIFY2(stream.body.contains("\nangee: docker compose"), stream.body.constData());
    const QStringList lines = follow("/services/ansi/logs/stream?tail=3", {});
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines.constFirst().contains(QLatin1StringView(words)), qUtf8Printable(lines.first()));
    const test::WireAnswer job = client().post("/jobs/cfail/run", "{}");
    QVERIFY2(
        job.status == 500
            && job.body.contains("job container command failed: exit status 125: docker: " + words),
        job.body.constData());
    static_cast<void>(m_target.setEngine(true));
}

QTEST_GUILESS_MAIN(TestContractContainers)
#include "tst_contractcontainers.moc"
