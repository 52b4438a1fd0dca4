// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include "sandboxfixture.h"

using namespace Qt::StringLiterals;
using namespace angee;

namespace {

QByteArray plainManifest()
{
    return "name: plain\nsecrets: {key: {}}\nsources:\n  app: {kind: local, path: app}\n";
}

} // namespace

//! What the sandbox reads exactly as the daemon does, what it refuses, and what it does not let
//! anybody do to it or to a folder.
class TestSandboxGuards : public QObject
{
    Q_OBJECT

private slots:
    void readsEnvValues_data();
    void readsEnvValues();
    void readsEnvKeys_data();
    void readsEnvKeys();
    void keepsAByteOrderMark();
    void printsDefaults_data();
    void printsDefaults();
    void refusesOptionsAsRefs_data();
    void refusesOptionsAsRefs();
    void staysInWorkspaces();
    void onlyReadsADaemonsFolder();
    void letsGoOfASlowHead();
    void answersBesideManyStreams();
    void leavesAQueryWithItsClient();
};

void TestSandboxGuards::readsEnvValues_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QString>("meant");
    const auto row = [](const char *name, const QByteArray &written, const QString &meant) {
        QTest::newRow(name) << written << meant;
    };
    row("one character", "'x'", u"x"_s);
    row("more than one", "'xy'", u"'xy'"_s);
    row("none", "''", QString());
    row("escape in single quotes", R"('\n')", u"\n"_s);
    row("euro", "'€'", u"€"_s);
    row("back quotes", R"(`raw\n`)", u"raw\\n"_s);
    row("back quote inside", "`a`b`", u"`a`b`"_s);
    row("octal", R"("\101")", u"A"_s);
    row("octal too large", R"("\400")", u"\"\\400\""_s);
    row("octal too short", R"("\0")", u"\"\\0\""_s);
    row("hexadecimal", R"("\x41")", u"A"_s);
    row("bytes", R"("\xc3\xa9")", u"é"_s);
    row("no UTF-8", R"("\xff")", u"\ufffd"_s);
    row("single quote escaped", R"("\'")", u"\"\\'\""_s);
    row("surrogate", R"("\ud800")", u"\"\\ud800\""_s);
    row("beyond Unicode", R"("\U00110000")", u"\"\\U00110000\""_s);
    row("emoji", R"("\U0001F600")", u"😀"_s);
    row("unknown escape", R"("\q")", u"\"\\q\""_s);
    row("quote inside", R"("a"b")", u"\"a\"b\""_s);
    row("not closed", "\"a", u"\"a"_s);
    row("plain", "plain # c", u"plain # c"_s);
    row("mark", R"("\ufeffx")", u"\ufeffx"_s);
    row("plain mark", "\xef\xbb\xbfx", u"\ufeffx"_s);
}

void TestSandboxGuards::readsEnvValues()
{
    QFETCH(QByteArray, written);
    QFETCH(QString, meant);
    test::RunningSandbox sandbox(plainManifest());
    sandbox.write(u".env"_s, "ANGEE_SECRET_KEY=" + written + '\n');
    QCOMPARE(sandbox.client().get("/secrets/key/value")[u"value"_s].toString(), meant);
}

void TestSandboxGuards::readsEnvKeys_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("refusal");
    QTest::newRow("point") << "a.b=v"_ba << QString();
    QTest::newRow("digit") << "9X=v"_ba << QString();
    QTest::newRow("hyphen") << "a-b=v"_ba << QString();
    QTest::newRow("comment") << "#x=v"_ba << QString();
    QTest::newRow("export") << "export X=v"_ba
                            << u"secret key \"export X\" contains invalid character ' '"_s;
    QTest::newRow("mark") << "\xef\xbb\xbfX=v"_ba
                          << u"secret key \"\\ufeffX\" contains invalid character '\\ufeff'"_s;
    QTest::newRow("empty") << "=v"_ba << u"secret key is empty"_s;
    QTest::newRow("quote") << "a'b=v"_ba
                           << u"secret key \"a'b\" contains invalid character '\\''"_s;
    QTest::newRow("double quote") << "a\"b=v"_ba
                                  << u"secret key \"a\\\"b\" contains invalid character '\"'"_s;
    QTest::newRow("letter") << "é=v"_ba << u"secret key \"é\" contains invalid character 'é'"_s;
    QTest::newRow("no sign") << "noeq"_ba << u"missing '='"_s;
}

void TestSandboxGuards::readsEnvKeys()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, refusal);
    test::RunningSandbox sandbox(plainManifest());
    sandbox.write(u".env"_s, line + '\n');
    const auto answer = sandbox.client().get("/secrets");
    QCOMPARE(answer.status, refusal.isEmpty() ? 200 : 500);
    if (refusal.isEmpty())
        return;
    const QString error = answer[u"error"_s].toString();
    QVERIFY2(error.startsWith(u"get secret \"key\": /"_s)
                 && error.endsWith(u"/.env:1: "_s + refusal),
             qPrintable(error));
}

void TestSandboxGuards::keepsAByteOrderMark()
{
    test::RunningSandbox sandbox(plainManifest());
    QCOMPARE(sandbox.client().post("/secrets/key", R"({"value":"\ufeffx"})").status, 200);
    QCOMPARE(sandbox.client().get("/secrets/key/value")[u"value"_s].toString(), u"\ufeffx"_s);
    // Before a body it is no JSON.
    QCOMPARE(sandbox.client().post("/secrets/key", "\xef\xbb\xbf{\"value\":\"x\"}").status, 400);
}

void TestSandboxGuards::printsDefaults_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("printed");
    QTest::newRow("list") << R"(["3.10", "3.12"])"_ba << u"[3.10 3.12]"_s;
    QTest::newRow("map") << "{b: [x, y], a: 1}"_ba << u"map[a:1 b:[x y]]"_s;
    QTest::newRow("null") << "null"_ba << u"<nil>"_s;
    QTest::newRow("true") << "True"_ba << u"true"_s;
    QTest::newRow("yes") << "yes"_ba << u"yes"_s;
    QTest::newRow("fraction") << "3.10"_ba << u"3.1"_s;
    QTest::newRow("text") << "\"3.10\""_ba << u"3.10"_s;
    QTest::newRow("hexadecimal") << "0x10"_ba << u"16"_s;
}

void TestSandboxGuards::printsDefaults()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, printed);
    test::RunningSandbox sandbox(plainManifest());
    sandbox.write(u"templates/workspaces/one/copier.yml"_s,
                  "_angee: {kind: workspace, name: one}\nx:\n  type: str\n  default: " + yaml
                      + '\n');
    const auto answer = sandbox.client().get("/templates/workspaces/one");
    QCOMPARE(answer[u"inputs"_s].toArray().first().toObject().value("default"_L1).toString(),
             printed);
}

void TestSandboxGuards::refusesOptionsAsRefs_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    const QByteArray slot = "/workspaces/w/sources/lib/";
    QTest::newRow("diff") << "GET"_ba
                          << "/sources/lib/diff?ref=--output%3D/tmp/x"_ba << QByteArray()
                          << u"ref"_s;
    QTest::newRow("slot diff") << "GET"_ba << slot + "diff?ref=--output%3D/tmp/x" << QByteArray()
                               << u"ref"_s;
    const QByteArray mirror = R"({"ref":"--mirror"})";
    QTest::newRow("push") << "POST"_ba
                          << "/sources/lib/push"_ba << mirror << u"ref"_s;
    QTest::newRow("slot push") << "POST"_ba << slot + "push" << mirror << u"ref"_s;
    QTest::newRow("workspace push") << "POST"_ba
                                    << "/workspaces/w/push"_ba << mirror << u"ref"_s;
    QTest::newRow("merge") << "POST"_ba << slot + "merge"
                           << R"({"ref":"-Xours"})"_ba << u"ref"_s;
    QTest::newRow("rebase") << "POST"_ba << slot + "rebase"
                            << R"({"ref":"--exec=id"})"_ba << u"ref"_s;
    QTest::newRow("publish to") << "POST"_ba << slot + "publish"
                                << R"({"remote":"--receive-pack=id"})"_ba << u"remote"_s;
    QTest::newRow("publish") << "POST"_ba << slot + "publish"
                             << R"({"branch":"--all"})"_ba << u"branch"_s;
}

void TestSandboxGuards::refusesOptionsAsRefs()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(QString, field);
    const test::RunningSandbox sandbox(plainManifest());
    const auto answer = sandbox.client().send(method, target, body);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.json().toObject(),
             (QJsonObject{{u"field"_s, field},
                          {u"reason"_s, u"must not start with \"-\""_s},
                          {u"error"_s, field + u": must not start with \"-\""_s}}));
}

void TestSandboxGuards::staysInWorkspaces()
{
    test::RunningSandbox sandbox(plainManifest());
    sandbox.write(u"templates/workspaces/one/copier.yml"_s,
                  "_angee: {kind: workspace, name: one}\n");
    for (const QByteArray name : {"..", "../x", "."}) {
        const auto answer =
            sandbox.client().post("/workspaces", R"({"template":"one","name":")" + name + R"("})");
        QCOMPARE(answer.status, 500);
        QCOMPARE(answer[u"error"_s].toString(),
                 u"validate workspace destination: path escapes the stack root"_s);
    }
    QVERIFY(!QFile::exists(sandbox.path(u"x"_s)));
}

void TestSandboxGuards::onlyReadsADaemonsFolder()
{
    const QTemporaryDir dir;
    const auto write = [&dir](const QString &name, const QByteArray &bytes) {
        QDir(dir.path()).mkpath(QFileInfo(name).path());
        QFile file(dir.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    QVERIFY(write(u"angee.yaml"_s, plainManifest()));
    QVERIFY(write(u"app/a.txt"_s, "one\n"));
    QVERIFY(write(u"run/operator.lock"_s, "-"));
    QVERIFY(write(u"docker-compose.yaml"_s, "mine"));
    const auto entries = [&dir] {
        return QDir(dir.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)
            + QDir(dir.filePath(u"run"_s)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    };
    const QStringList before = entries();
    sandbox::SandboxServer server;
    QString error;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"belongs to a daemon"_s));
    sandbox::SandboxServer::Options options{.root = dir.path(), .token = "t"};
    auto running = server.start(options, &error);
    QVERIFY2(running, qUtf8Printable(error));
    const auto client = [&running] {
        return test::WireClient(u"127.0.0.1"_s, quint16(QUrl(running->url).port()), "t");
    };
    QCOMPARE(client().get("/services").status, 200);
    QCOMPARE(client().get("/files?source=app&path=a.txt").status, 200);
    const QByteArray file = "/files?source=app&path=a.txt";
    QCOMPARE(client().send("PUT", file, R"({"content":"two"})").status, 403);
    for (const QByteArray route :
         {"/stack/prepare", "/stack/up", "/stack/dev", "/stack/down", "/stack/build",
          "/stack/destroy?purge=true", "/secrets/key", "/sources/app/fetch", "/jobs/x/run",
          "/workspaces/w/push", "/workspaces/w/destroy?purge=true", "/services/s/destroy"}) {
        const auto answer = client().post(route, R"({"value":"v"})");
        QVERIFY2(answer.status == 403, route.constData());
        QVERIFY2(answer[u"error"_s].toString().contains(u"--write"_s), answer.body.constData());
    }
    QCOMPARE(entries(), before);
    server.stop();
    options.foreign = sandbox::SandboxServer::Options::ForeignFolder::Write;
    running = server.start(options, &error);
    QVERIFY2(running, qUtf8Printable(error));
    QCOMPARE(client().send("PUT", file, R"({"content":"two"})").status, 200);
    QCOMPARE(client().post("/stack/prepare").status, 200);
}

void TestSandboxGuards::letsGoOfASlowHead()
{
    const test::RunningSandbox sandbox(plainManifest());
    QTcpSocket slow;
    slow.connectToHost(u"127.0.0.1"_s, sandbox.port());
    QTRY_COMPARE(slow.state(), QTcpSocket::ConnectedState);
    slow.write("GET /healthz HTTP/1.1\r\nHost: x\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(slow.state(), QTcpSocket::UnconnectedState, 60'000);
    // Between two requests it waits.
    QTcpSocket idle;
    idle.connectToHost(u"127.0.0.1"_s, sandbox.port());
    idle.write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    QByteArray bytes;
    QTRY_VERIFY((bytes += idle.readAll()).contains("ok"));
    QTcpSocket next; // one that is let go after the time that the idle one would have had
    next.connectToHost(u"127.0.0.1"_s, sandbox.port());
    QTRY_COMPARE(next.state(), QTcpSocket::ConnectedState);
    next.write("G");
    QTRY_COMPARE_WITH_TIMEOUT(next.state(), QTcpSocket::UnconnectedState, 60'000);
    idle.write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    bytes.clear();
    QTRY_VERIFY((bytes += idle.readAll()).contains("ok"));
}

void TestSandboxGuards::answersBesideManyStreams()
{
    const test::RunningSandbox sandbox(plainManifest()
                                       + "services:\n  loop: {runtime: local, command: [\"sh\", "
                                         "\"-c\", \"while :; do sleep 1; done\"]}\n");
    std::vector<std::unique_ptr<QTcpSocket>> streams;
    for (int i = 0; i < 40; ++i) {
        streams.push_back(sandbox.client().open("GET", "/stack/dev/stream"));
        QTRY_VERIFY(streams.back()->bytesAvailable() > 0);
    }
    QCOMPARE(sandbox.client().get("/healthz").status, 200);
    QCOMPARE(sandbox.client().get("/services").status, 200);
}

void TestSandboxGuards::leavesAQueryWithItsClient()
{
    test::RunningSandbox sandbox(plainManifest());
    QByteArray fields;
    for (int i = 0; i < 5000; ++i)
        fields += " a" + QByteArray::number(i) + ": stackStatus { services { name } }";
    const QByteArray query =
        QJsonDocument(QJsonObject{{u"query"_s, QString::fromLatin1('{' + fields + '}')}}).toJson();
    const auto socket = sandbox.client().open("POST", "/graphql", query,
                                              {{"Content-Type"_ba, "application/json"_ba}});
    QTRY_COMPARE(socket->bytesToWrite(), 0);
    socket->abort();
    // Ending waits for what is under way; the test's own limit is the measure.
    sandbox.server().stop();
}

QTEST_GUILESS_MAIN(TestSandboxGuards)
#include "tst_sandboxguards.moc"
