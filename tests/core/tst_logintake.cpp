// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/live/logintake.h"
#include "core/logs/logfile.h"
#include "core/logs/logrecorder.h"
#include "tests/core/livedaemon.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = LogFollower::State;

namespace {

QByteArray frameOf(const QByteArray &service, const QByteArray &message)
{
    return "{\"service\":\"" + service + "\",\"runtime\":\"container\",\"message\":\"" + message
        + "\"}\n";
}

QByteArray serviceOf(const ReceivedRequest &request)
{
    return request.target.split('/').value(2);
}

//! A daemon and its store, as the session has them.
struct Connected
{
    explicit Connected(const LiveDaemon &fake)
        : daemon(*BaseUrl::parse(fake.server.url()), "token"_ba, WorkingIdentity{},
                 ConnectionPolicy{})
        , live(&daemon, {}, quick())
    {
        live.start();
    }
    static LiveTimings quick()
    {
        LiveTimings timings;
        timings.active = 30ms;
        timings.health = 100ms;
        return timings;
    }
    [[nodiscard]] bool isLive() const { return live.state() == LiveState::Live; }

    OperatorDaemon daemon;
    LiveStore live;
};

QStringList linesOf(const LogStore &store)
{
    QStringList lines;
    for (qint64 line = store.firstLine(); line < store.endLine(); ++line)
        lines.append(QString::fromUtf8(store.bytes(line)));
    return lines;
}

constexpr LogFollower::Timings quickly{.first = 10ms, .longest = 40ms, .settle = 50ms};

} // namespace

class TestLogIntake final : public QObject
{
    Q_OBJECT

private slots:
    void mergesInOrderOfArrival();
    void theStoreOutlivesTheDaemon();
    void livesBecomeDividers();
    void leavingStopsTheSocket();
    void savedAndOpenedAgain();
    void recordingRotates();
    void aRecordingThatFailsIsTold();
};

void TestLogIntake::mergesInOrderOfArrival()
{
    LiveDaemon fake;
    fake.data = LiveDaemon::services({"db=running", "web=running"});
    QHash<QByteArray, int> connections;
    fake.log = [&](const ReceivedRequest &request) {
        connections[serviceOf(request)] = request.connection;
        return Script::webSocket(request);
    };
    Connected to(fake);
    QTRY_VERIFY(to.isLive());
    LogStore store;
    LogIntake intake(&store);
    intake.setTimings(quickly);
    intake.setDaemon(&to.daemon, &to.live);
    intake.setServices({u"web"_s, u"db"_s});
    QTRY_COMPARE(connections.size(), 2);
    QTRY_COMPARE(intake.state(u"db"_s), State::Following);
    QTRY_COMPARE(intake.state(u"web"_s), State::Following);
    for (int i = 0; i < 6; ++i) {
        const QByteArray service = i % 2 ? "db" : "web";
        fake.server.play(connections.value(service),
                         Script().frame(frameOf(service, "level=error " + QByteArray::number(i))));
        QTRY_COMPARE(store.lineCount(), i + 1);
    }
    QCOMPARE(store.bytes(3), QByteArrayView("level=error 3"));
    QCOMPARE(store.services().value(store.facts(3).service()), u"db"_s);
    QCOMPARE(store.facts(3).level(), LogLevel::Error);
    QVERIFY(store.arrivedMs(5) > 0);
}

void TestLogIntake::theStoreOutlivesTheDaemon()
{
    LiveDaemon fake;
    fake.log = [&](const ReceivedRequest &request) {
        Script script = Script::webSocket(request);
        script.frame(frameOf("web", "one")).frame(frameOf("web", "two"));
        return fake.logs == 1 ? script : script.frame(frameOf("web", "three"));
    };
    LogStore store;
    LogIntake intake(&store);
    intake.setTimings(quickly);
    intake.setServices({u"web"_s});
    QCOMPARE(intake.state(u"web"_s), State::Idle);
    {
        Connected to(fake);
        QTRY_VERIFY(to.isLive());
        intake.setDaemon(&to.daemon, &to.live);
        QTRY_COMPARE(linesOf(store), (QStringList{u"one"_s, u"two"_s}));
        intake.setDaemon(nullptr, nullptr);
    }
    intake.mark(u"mine"_s);
    QCOMPARE(store.lineCount(), 3);
    Connected again(fake);
    QTRY_VERIFY(again.isLive());
    intake.setDaemon(&again.daemon, &again.live);
    QTRY_COMPARE(linesOf(store), (QStringList{u"one"_s, u"two"_s, u"mine"_s, u"three"_s}));
    intake.setDaemon(nullptr, nullptr);
}

void TestLogIntake::livesBecomeDividers()
{
    LiveDaemon fake;
    fake.log = [&](const ReceivedRequest &request) {
        return Script::webSocket(request)
            .frame(frameOf("web", "bye"))
            .frame(frameOf("web", "\\r\\u001b[Kweb-1 exited with code 3"))
            .frame(frameOf("web", "\\r\\u001b[Kweb-1 has been recreated"))
            .frame(frameOf("web", "new"));
    };
    Connected to(fake);
    QTRY_VERIFY(to.isLive());
    LogStore store;
    LogIntake intake(&store);
    intake.setTimings(quickly);
    QSignalSpy ended(&intake, &LogIntake::ended);
    intake.setDaemon(&to.daemon, &to.live);
    intake.setServices({u"web"_s});
    QTRY_COMPARE(store.lineCount(), 4);
    QVERIFY(linesOf(store).at(1).startsWith(u"the service ended with code 3, "_s));
    QCOMPARE(store.facts(1).entry(), LogEntry::Divider);
    QCOMPARE(store.facts(1).level(), LogLevel::Error);
    QVERIFY(linesOf(store).at(2).startsWith(u"another container goes on"_s));
    QCOMPARE(ended.size(), 1);
    intake.setDaemon(nullptr, nullptr);
}

void TestLogIntake::leavingStopsTheSocket()
{
    LiveDaemon fake;
    int connection = -1;
    fake.log = [&](const ReceivedRequest &request) {
        connection = request.connection;
        return Script::webSocket(request).frame(frameOf("web", "one"));
    };
    Connected to(fake);
    QTRY_VERIFY(to.isLive());
    LogStore store;
    LogIntake intake(&store);
    intake.setTimings(quickly);
    intake.setDaemon(&to.daemon, &to.live);
    intake.setServices({u"web"_s});
    QTRY_COMPARE(store.lineCount(), 1);
    intake.setServices({});
    QCOMPARE(intake.state(u"web"_s), State::Idle);
    intake.setServices({u"web"_s}); // and once more, without repeating
    QTRY_COMPARE(fake.logs, 2);
    QTRY_COMPARE(intake.state(u"web"_s), State::Following);
    fake.server.play(connection, Script().frame(frameOf("web", "two")));
    QTRY_COMPARE(linesOf(store), (QStringList{u"one"_s, u"two"_s}));
    intake.setDaemon(nullptr, nullptr);
}

void TestLogIntake::savedAndOpenedAgain()
{
    const QTemporaryDir folder;
    LogStore store;
    const int web = store.serviceId(u"web"_s);
    const int db = store.serviceId(u"db"_s);
    store.append({.bytes = "\x1b[31mred\x1b[0m \xff",
                  .service = web,
                  .level = LogLevel::Error,
                  .arrivedMs = 1234567890123});
    store.append({.bytes = "it ended", .service = db, .entry = LogEntry::Divider});
    store.append({.bytes = "", .service = db});
    store.commit();
    const QString path = folder.filePath(u"saved.ndjson"_s);
    const LogExported done =
        exportLog(store.snapshot(LogStore::Times::With), std::nullopt, LogFormat::NdJson, path);
    QCOMPARE(done.lines, 3);
    QVERIFY(done.problem.isEmpty());
    LogStore again;
    LogFileReader reader(&again);
    QSignalSpy finished(&reader, &LogFileReader::finished);
    reader.read(path);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(linesOf(again), (QStringList{u"red \ufffd"_s, u"it ended"_s, QString()}));
    QCOMPARE(again.services(), (QStringList{u"web"_s, u"db"_s}));
    QCOMPARE(again.facts(0).level(), LogLevel::Error);
    QCOMPARE(again.facts(1).entry(), LogEntry::Divider);
    QCOMPARE(again.arrivedMs(0), 1234567890123);
    // Some of them, as text with the names; and a file that cannot be.
    const QString text = folder.filePath(u"saved.log"_s);
    QCOMPARE(exportLog(store.snapshot(LogStore::Times::With), std::vector<qint64>{0, 2},
                       LogFormat::Text, text)
                 .lines,
             2);
    QFile file(text);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "web | red \xff\ndb | \n"_ba);
    QVERIFY(
        !exportLog(store.snapshot(), std::nullopt, LogFormat::Text, folder.filePath(u"no/where"_s))
             .problem.isEmpty());
    reader.read(folder.filePath(u"missing"_s));
    QTRY_COMPARE(finished.size(), 2);
    QVERIFY(!finished.at(1).constFirst().toString().isEmpty());
}

void TestLogIntake::recordingRotates()
{
    const QTemporaryDir folder;
    LogStore store;
    LogRecorder recorder(&store);
    recorder.setLimits({.fileBytes = 100, .files = 2});
    store.append({.bytes = "before"});
    store.commit();
    const QString path = folder.filePath(u"r.log"_s);
    QCOMPARE(recorder.start(path, LogFormat::Text), QString());
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
    for (int i = 0; i < 50; ++i) {
        store.append({.bytes = "line " + QByteArray::number(i)});
        store.commit();
    }
    QCOMPARE(recorder.lines(), 50);
    recorder.stop();
    QByteArray all;
    for (const QString &name : {path + u".2"_s, path + u".1"_s, path}) {
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.size() <= 100);
        all += file.readAll();
    }
    QVERIFY(!QFile::exists(path + u".3"_s));
    QVERIFY(all.endsWith("line 48\nline 49\n"));
    QVERIFY(!all.contains("before"));
}

void TestLogIntake::aRecordingThatFailsIsTold()
{
    LogStore store;
    LogRecorder recorder(&store);
    QVERIFY(!recorder.start(u"/nowhere/at/all"_s, LogFormat::Text).isEmpty());
    QVERIFY(!recorder.isRecording());
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("no device that is always full");
    QSignalSpy failed(&recorder, &LogRecorder::failed);
    QCOMPARE(recorder.start(u"/dev/full"_s, LogFormat::Text), QString());
    store.append({.bytes = "line"});
    store.commit();
    QCOMPARE(failed.size(), 1);
    QVERIFY(!recorder.isRecording());
}

QTEST_GUILESS_MAIN(TestLogIntake)
#include "tst_logintake.moc"
