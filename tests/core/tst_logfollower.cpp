// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/live/logfollower.h"
#include "tests/core/livedaemon.h"

#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = LogDivider::Kind;
using State = LogFollower::State;

namespace {

QByteArray frameOf(const QByteArray &message, const QByteArray &runtime = "container")
{
    return "{\"service\":\"web\",\"runtime\":\"" + runtime + "\",\"message\":\"" + message
        + "\"}\n";
}

Script &addLines(Script &script, int from, int to, const QByteArray &runtime = "container")
{
    for (int i = from; i < to; ++i)
        script.frame(frameOf("line " + QByteArray::number(i), runtime));
    return script;
}

//! A follower at a daemon, and everything that it told, in order.
struct Watched
{
    explicit Watched(const LiveDaemon &fake)
        : daemon(*BaseUrl::parse(fake.server.url()), "token"_ba, WorkingIdentity{},
                 ConnectionPolicy{})
        , store(&daemon, {}, quick())
        , follower(&daemon, &store, {.first = 10ms, .longest = 40ms, .settle = 100ms})
    {
        QObject::connect(&follower, &LogFollower::linesReceived, &follower,
                         [this](const QList<LogLine> &more) {
                             for (const LogLine &line : more) {
                                 lines.append(line);
                                 told.append(QString::fromUtf8(line.message));
                             }
                         });
        QObject::connect(&follower, &LogFollower::divided, &follower,
                         [this](const LogDivider &divider) {
                             dividers.append(divider);
                             told.append(u"—%1"_s.arg(int(divider.kind)));
                         });
        store.start();
    }

    static LiveTimings quick()
    {
        LiveTimings timings;
        timings.active = 30ms;
        timings.health = 100ms;
        return timings;
    }

    [[nodiscard]] bool isLive() const { return store.state() == LiveState::Live; }
    [[nodiscard]] int count(Kind kind) const
    {
        return int(std::count_if(dividers.cbegin(), dividers.cend(),
                                 [kind](const LogDivider &each) { return each.kind == kind; }));
    }

    OperatorDaemon daemon;
    LiveStore store;
    LogFollower follower;
    QList<LogLine> lines;
    QList<LogDivider> dividers;
    QStringList told;
};

QStringList linesOf(int from, int to)
{
    QStringList lines;
    for (int i = from; i < to; ++i)
        lines.append(u"line %1"_s.arg(i));
    return lines;
}

} // namespace

class TestLogFollower final : public QObject
{
    Q_OBJECT

private slots:
    void tellsBacklogFromNews();
    void asksForATailThatFits();
    void comesBackWithoutRepeating();
    void saysWhereLinesMayBeMissing();
    void goesOnFromAMemory();
    void saysWhatCannotBeProven();
    void aStoppedServiceIsAskedOnceItRuns();
    void aSocketThatClosesAtOnceIsNoCircle();
    void reconnectsOfTheStoreAskForNothing();
    void tellsTheLivesOfAContainer();
    void aRestartRepeatsNothing();
    void aSlowStartRepeatsNothing();
    void aRecreatedOneRepeatsNothing();
    void refusalWaitsForAChange();
    void aLocalServiceStopsOnAnOpenSocket();
    void veryLongLinesAreNotTakenInAtOnce();
    void aSlotMayStopIt();
};

void TestLogFollower::tellsBacklogFromNews()
{
    LiveDaemon fake;
    int connection = -1;
    fake.log = [&](const ReceivedRequest &request) {
        connection = request.connection;
        Script script = Script::webSocket(request);
        return addLines(script, 0, 3);
    };
    Watched watched(fake);
    QTRY_VERIFY(watched.isLive());
    watched.follower.follow(u"web"_s);
    QTRY_COMPARE(watched.told, linesOf(0, 3));
    QVERIFY(watched.lines.constLast().isBacklog);
    QCOMPARE(watched.follower.state(), State::Following);
    Script more;
    fake.server.play(connection, addLines(more, 3, 5));
    QTRY_COMPARE(watched.told, linesOf(0, 5));
    QVERIFY(!watched.lines.constLast().isBacklog);
}

void TestLogFollower::asksForATailThatFits()
{
    LiveDaemon fake;
    fake.data = LiveDaemon::services({"web=running"}, "local");
    fake.log = [&](const ReceivedRequest &request) {
        Script script = Script::webSocket(request);
        return addLines(script, 0, 250, "local");
    };
    Watched watched(fake);
    QTRY_VERIFY(watched.isLive());
    watched.follower.follow(u"web"_s);
    QTRY_COMPARE(watched.lines.size(), 250);
    QVERIFY(fake.server.requests().constLast().target.startsWith("/"));
    const auto asked = [&](const QByteArray &tail) {
        return fake.server.count("GET", "/services/web/logs/stream?tail=" + tail);
    };
    QCOMPARE(asked("250"), 1);
    QCOMPARE(watched.count(Kind::OlderMissing), 1);
    QCOMPARE(watched.told.constFirst(), u"—%1"_s.arg(int(Kind::OlderMissing)));

    fake.data = LiveDaemon::services({"web=running"});
    QTRY_COMPARE(toText(watched.store.snapshot()->services().at(0).runtime), u"container"_s);
    watched.follower.follow(u"web"_s);
    QTRY_COMPARE(asked("10000"), 1);
}

void TestLogFollower::comesBackWithoutRepeating()
{
    LiveDaemon fake;
    fake.log = [&](const ReceivedRequest &request) {
        Script script = Script::webSocket(request);
        // A proxy that cuts what is idle; then the same lines and new ones.
        return fake.logs == 1 ? addLines(script, 0, 10).closeFin() : addLines(script, 5, 15);
    };
    Watched watched(fake);
    QTRY_VERIFY(watched.isLive());
    watched.follower.follow(u"web"_s);
    QTRY_COMPARE(watched.lines.size(), 15);
    QStringList messages;
    for (const LogLine &line : watched.lines)
        messages.append(QString::fromUtf8(line.message));
    QCOMPARE(messages, linesOf(0, 15));
    QCOMPARE(watched.count(Kind::Missing), 0);
    QCOMPARE(watched.follower.state(), State::Following);
    QCOMPARE(fake.logs, 2);
}

void TestLogFollower::saysWhereLinesMayBeMissing()
{
    LiveDaemon fake;
    fake.log = [&](const ReceivedRequest &request) {
        Script script = Script::webSocket(request);
        return fake.logs == 1 ? addLines(script, 0, 3).closeRst() : addLines(script, 500, 502);
    };
    Watched watched(fake);
    QTRY_VERIFY(watched.isLive());
    watched.follower.follow(u"web"_s);
    QTRY_VERIFY(watched.told.contains(u"line 501"_s));
    QCOMPARE(watched.count(Kind::Missing), 1);
    QVERIFY(watched.told.indexOf(u"—%1"_s.arg(int(Kind::Missing)))
            < watched.told.indexOf(u"line 500"_s));
}

void TestLogFollower::goesOnFromAMemory()
{
    LiveDaemon fake;
    fake.log = [&](const ReceivedRequest &request) {
        Script script = Script::webSocket(request);
        script.frame(frameOf("before"));
        script.frame(frameOf("\\u001b[31mred\\u001b[0m"));
        return fake.logs == 1 ? script : script.frame(frameOf("new"));
    };
    Watched watched(fake);
    QTRY_VERIFY(watched.isLive());
    watched.follower.follow(u"web"_s);
    QTRY_COMPARE(watched.told.size(), 2);
    const LogMemory memory = watched.follower.memory();
    watched.follower.stop(); // as when another profile is connected
    QVERIFY(watched.follower.memory().isEmpty());
    watched.follower.follow(u"web"_s, memory);
    QTRY_COMPARE(watched.told.size(), 3);
    QCOMPARE(watched.told.constLast(), u"new"_s);
}

// What came meanwhile is more than is asked for; and a log that says the same again and again.
void TestLogFollower::saysWhatCannotBeProven()
{
    LiveDaemon fake;
    fake.data = LiveDaemon::services({"web=running"}, "local");
    fake.log = [&](const ReceivedRequest &request) {
        Script script = Script::webSocket(request);
        for (int i = 0; i < 250; ++i)
            script.frame(frameOf(i % 2 ? "tick" : "tock", "local"));
        return fake.logs == 1 ? script.closeRst() : script;
    };
    Watched watched(fake);
    QTRY_VERIFY(watched.isLive());
    watched.follower.follow(u"web"_s);
    QTRY_COMPARE(watched.count(Kind::Missing), 1);
    const LogDivider divider = watched.dividers.constLast();
    QVERIFY(divider.since.isValid() && divider.since <= divider.time);
    QCOMPARE(watched.lines.size(), 250);
}

void TestLogFollower::aStoppedServiceIsAskedOnceItRuns()
{
    LiveDaemon fake;
    fake.data = LiveDaemon::services({"web=declared"});
    fake.log = [&](const ReceivedRequest &request) {
        Script script = Script::webSocket(request);
        addLines(script, 0, 2);
        return fake.logs == 1 ? script.closeFin() : addLines(script, 2, 3);
    };
    Watched watched(fake);
    QTRY_VERIFY(watched.isLive());
    watched.follower.follow(u"web"_s);
    QTRY_COMPARE(watched.follower.state(), State::Waiting);
    QCOMPARE(watched.count(Kind::Closed), 1);
    // The store looks again and again, and nothing is asked.
    const int queries = fake.queries;
    QTRY_VERIFY(fake.queries > queries + 3);
    QCOMPARE(fake.logs, 1);
    fake.data = LiveDaemon::services({"web=running"});
    QTRY_VERIFY(watched.told.contains(u"line 2"_s));
    QCOMPARE(fake.logs, 2);
    QCOMPARE(watched.count(Kind::Resumed), 1);
    QCOMPARE(watched.told.count(u"line 1"_s), 1);
}

void TestLogFollower::aSocketThatClosesAtOnceIsNoCircle()
{
    // It crashed, and the daemon still says that it runs.
    LiveDaemon fake;
    fake.log = [&](const ReceivedRequest &request) {
        Script script = Script::webSocket(request);
        addLines(script, 0, 2).frame(frameOf("\\r\\u001b[Kweb-1 exited with code 3"));
        return script.closeFin();
    };
    Watched watched(fake);
    QTRY_VERIFY(watched.isLive());
    watched.follower.follow(u"web"_s);
    QTRY_VERIFY(fake.logs >= 5); // less and less often
    QCOMPARE(watched.count(Kind::Ended), 1);
    QCOMPARE(watched.dividers.size(), 1);
    QCOMPARE(watched.dividers.constFirst().code, std::optional(3));
    QCOMPARE(watched.lines.size(), 2);
    fake.data = LiveDaemon::services({"web=declared"});
    QTRY_COMPARE(watched.follower.words(), u"The service does not run."_s);
}

void TestLogFollower::reconnectsOfTheStoreAskForNothing()
{
    LiveDaemon fake;
    fake.data = LiveDaemon::services({"web=exited"});
    fake.log = [&](const ReceivedRequest &request) {
        Script script = Script::webSocket(request);
        return addLines(script, 0, 2).closeFin();
    };
    Watched watched(fake);
    QTRY_VERIFY(watched.isLive());
    watched.follower.follow(u"web"_s);
    QTRY_COMPARE(watched.follower.state(), State::Waiting);
    for (int round = 0; round < 3; ++round) {
        watched.store.retryNow();
        QVERIFY(!watched.isLive());
        QTRY_VERIFY(watched.isLive());
    }
    QCOMPARE(fake.logs, 1);
    QCOMPARE(watched.lines.size(), 2);
    QCOMPARE(watched.dividers.size(), 1);
}

void TestLogFollower::tellsTheLivesOfAContainer()
{
    LiveDaemon fake;
    int connection = -1;
    fake.log = [&](const ReceivedRequest &request) {
        connection = request.connection;
        return Script::webSocket(request).frame(frameOf("old"));
    };
    Watched watched(fake);
    QTRY_VERIFY(watched.isLive());
    watched.follower.follow(u"web"_s);
    QTRY_COMPARE(watched.told, QStringList{u"old"_s});
    fake.server.play(connection,
                     Script()
                         .frame(frameOf("bye"))
                         .frame(frameOf("\\r\\u001b[Kweb-1 exited with code 0"))
                         .frame(frameOf("\\r\\u001b[Kweb-1 has been recreated"))
                         .frame(frameOf("new")));
    QTRY_VERIFY(watched.told.contains(u"new"_s));
    QCOMPARE(watched.told,
             (QStringList{u"old"_s, u"bye"_s, u"—%1"_s.arg(int(Kind::Ended)),
                          u"—%1"_s.arg(int(Kind::Recreated)), u"new"_s}));
    QCOMPARE(watched.dividers.at(0).code, std::optional(0));
    QVERIFY(watched.dividers.at(0).time.isValid());
}

// A restart closes the socket, and the next one gives the whole history again, without the words
// of the tool. What a container writes to its two outputs at one time comes in any order.
void TestLogFollower::aRestartRepeatsNothing()
{
    LiveDaemon fake;
    fake.log = [&](const ReceivedRequest &request) {
        Script script = Script::webSocket(request);
        script.frame(frameOf("time=\\\"x\\\" level=warning msg=\\\"no value\\\""));
        addLines(script, 0, 20);
        if (fake.logs == 1) {
            script.frame(frameOf("out")).frame(frameOf("err"));
            script.frame(frameOf("\\r\\u001b[Kweb-1 exited with code 0"));
            return script.closeFin();
        }
        script.frame(frameOf("err")).frame(frameOf("out"));
        addLines(script, 30, 32);
        return fake.logs == 2 ? script.closeFin() : script;
    };
    Watched watched(fake);
    QTRY_VERIFY(watched.isLive());
    watched.follower.follow(u"web"_s);
    QTRY_VERIFY(fake.logs >= 3);
    QTRY_COMPARE(watched.follower.state(), State::Following);
    QTRY_COMPARE(watched.told.count(u"line 31"_s), 1);
    QCOMPARE(watched.told.count(u"line 19"_s), 1);
    QCOMPARE(watched.told.count(u"err"_s), 1);
    QCOMPARE(watched.count(Kind::Ended), 1);
    QCOMPARE(watched.count(Kind::Resumed), 1);
    QCOMPARE(watched.count(Kind::Missing), 0);
}

// The daemon starts tools for a log: its first line may come long after the socket is open.
void TestLogFollower::aSlowStartRepeatsNothing()
{
    LiveDaemon fake;
    int connection = -1;
    fake.log = [&](const ReceivedRequest &request) {
        connection = request.connection;
        Script script = Script::webSocket(request);
        return fake.logs == 1 ? addLines(script, 0, 20).closeFin() : script;
    };
    Watched watched(fake);
    QTRY_VERIFY(watched.isLive());
    watched.follower.follow(u"web"_s);
    QTRY_COMPARE(fake.logs, 2);
    QTRY_COMPARE(watched.follower.state(), State::Following);
    const int queries = fake.queries;
    QTRY_VERIFY(fake.queries > queries + 10); // longer than a backlog takes to settle
    Script first;
    fake.server.play(connection, addLines(first, 0, 10));
    QTRY_VERIFY(fake.queries > queries + 20); // and a pause in the middle
    Script second;
    fake.server.play(connection, addLines(second, 10, 21));
    QTRY_COMPARE(watched.told, linesOf(0, 21));
}

// After another container went on, its own log is all that the daemon gives.
void TestLogFollower::aRecreatedOneRepeatsNothing()
{
    LiveDaemon fake;
    fake.log = [&](const ReceivedRequest &request) {
        Script script = Script::webSocket(request);
        if (fake.logs == 1) {
            addLines(script, 0, 20);
            script.frame(frameOf("\\r\\u001b[Kweb-1 exited with code 0"));
            script.frame(frameOf("\\r\\u001b[Kweb-1 has been recreated"));
            return addLines(script, 100, 103).closeFin();
        }
        return addLines(script, 100, fake.logs == 2 ? 104 : 105);
    };
    Watched watched(fake);
    QTRY_VERIFY(watched.isLive());
    watched.follower.follow(u"web"_s);
    QTRY_COMPARE(watched.told.count(u"line 103"_s), 1);
    QCOMPARE(watched.told.count(u"line 101"_s), 1);
    QCOMPARE(watched.lines.size(), 24);
    QCOMPARE(watched.count(Kind::Missing), 0);
}

void TestLogFollower::refusalWaitsForAChange()
{
    LiveDaemon fake;
    fake.log = [&](const ReceivedRequest &request) {
        return fake.logs == 1 ? Script::json(R"({"error":"secret k is not resolved"})", 500)
                              : Script::webSocket(request).frame(frameOf("hello"));
    };
    Watched watched(fake);
    QTRY_VERIFY(watched.isLive());
    watched.follower.follow(u"web"_s);
    QTRY_COMPARE(watched.follower.state(), State::Refused);
    QVERIFY(watched.follower.words().contains(u"is not resolved"_s));
    const int queries = fake.queries;
    QTRY_VERIFY(fake.queries > queries + 3);
    QCOMPARE(fake.logs, 1);
    watched.follower.retryNow();
    QTRY_COMPARE(watched.told, QStringList{u"hello"_s});
}

void TestLogFollower::aLocalServiceStopsOnAnOpenSocket()
{
    LiveDaemon fake;
    fake.data = LiveDaemon::services({"web=running"}, "local");
    int connection = -1;
    fake.log = [&](const ReceivedRequest &request) {
        connection = request.connection;
        return Script::webSocket(request).frame(frameOf("one", "local"));
    };
    Watched watched(fake);
    QTRY_VERIFY(watched.isLive());
    watched.follower.follow(u"web"_s);
    QTRY_COMPARE(watched.told, QStringList{u"one"_s});
    fake.data = LiveDaemon::services({"web=completed"}, "local");
    QTRY_COMPARE(watched.count(Kind::Closed), 1);
    fake.data = LiveDaemon::services({"web=running"}, "local");
    fake.server.play(connection, Script().frame(frameOf("two", "local")));
    QTRY_COMPARE(watched.told,
                 (QStringList{u"one"_s, u"—%1"_s.arg(int(Kind::Closed)),
                              u"—%1"_s.arg(int(Kind::Resumed)), u"two"_s}));
}

void TestLogFollower::veryLongLinesAreNotTakenInAtOnce()
{
    constexpr int count = 60;
    LiveDaemon fake;
    fake.log = [](const ReceivedRequest &request) {
        Script script = Script::webSocket(request);
        for (int i = 0; i < count; ++i)
            script.frame(R"({"service":"web","message":")" + QByteArray(200'000, 'l') + R"("})");
        return script;
    };
    Watched watched(fake);
    QTRY_VERIFY(watched.isLive());
    watched.follower.follow(u"web"_s);
    QTRY_COMPARE(watched.lines.size(), count);
    QVERIFY(watched.lines.constFirst().isBacklog);
    QVERIFY(!watched.lines.constLast().isBacklog); // what came after the first 4 MB
}

void TestLogFollower::aSlotMayStopIt()
{
    LiveDaemon fake;
    fake.log = [&](const ReceivedRequest &request) {
        Script script = Script::webSocket(request);
        return addLines(script, 0, 2).closeFin();
    };
    Watched watched(fake);
    QTRY_VERIFY(watched.isLive());
    connect(&watched.follower, &LogFollower::linesReceived, this, [&] { watched.follower.stop(); });
    watched.follower.follow(u"web"_s);
    QTRY_COMPARE(watched.told.size(), 2);
    QCOMPARE(watched.follower.state(), State::Idle);
}

QTEST_GUILESS_MAIN(TestLogFollower)
#include "tst_logfollower.moc"
