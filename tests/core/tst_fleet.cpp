// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/stackactions.h"
#include "core/fleet/fleet.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"
#include "tests/support/scriptedserver.h"

#include <QElapsedTimer>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

FleetTimings quickFleet()
{
    FleetTimings timings;
    timings.between = 100ms;
    timings.patience = 2000ms;
    return timings;
}

//! A daemon of the fleet: what it is asked, and what it answers.
class Daemon final
{
public:
    explicit Daemon(const QByteArray &stack)
        : name(stack)
    {
        server.setHandler([this](const ReceivedRequest &request) { return answer(request); });
    }

    [[nodiscard]] QSet<QByteArray> bearers() const
    {
        QSet<QByteArray> all;
        for (const ReceivedRequest &request : server.requests()) {
            if (request.hasHeader("Authorization"_ba))
                all.insert(request.header("Authorization"_ba));
        }
        return all;
    }
    [[nodiscard]] int asked(const QByteArray &operation) const
    {
        int count = 0;
        for (const ReceivedRequest &request : server.requests())
            count += request.body.contains("query " + operation + ' ');
        return count;
    }

    QByteArray name;
    QByteArray status = "running";
    QByteArray health;
    std::optional<Script> instead;
    ScriptedServer server;

private:
    Script answer(const ReceivedRequest &request)
    {
        if (request.target == "/mcp")
            return Script::json(R"({"name":"angee-operator","tools":[],"version":"0.1"})");
        if (instead)
            return *instead;
        if (request.target == "/stack/build")
            return Script::json(R"({"status":"built"})");
        const QByteArray services = R"([{"name":"web","runtime":"local","status":")" + status
            + R"(","health":")" + health + R"("},{"name":"job","runtime":"local","status":)"
            + R"("completed","health":""}])";
        const QByteArray stack = R"({"data":{"stackStatus":{"root":"/srv/)" + name + R"(","name":")"
            + name + R"(","services":)" + services + '}';
        if (request.body.contains("query Snapshot "))
            return Script::json(stack + R"(,"services":)" + services
                                + R"(,"secrets":[{"name":"key","declared":true,"required":true,)"
                                  R"("hasValue":false}],"workspaces":[{"name":"first-fix"}],)"
                                  R"("gitOpsTopology":{"workspaces":[{"name":"first-fix",)"
                                  R"("innerStack":{"root":"/srv/inner","name":"inner",)"
                                  R"("services":[{"name":"a","status":"running"},)"
                                  R"({"name":"b","status":"exited"}]}}]}}})");
        return Script::json(stack + "}}");
    }
};

//! A fleet with a token for each profile, in memory alone.
struct Ships
{
    explicit Ships(const FleetTimings &timings = quickFleet())
        : credentials(folder.filePath(u"tokens.json"_s))
        , fleet(&credentials, folder.path(), timings)
    { }

    void add(const QString &id, const QString &url, const QByteArray &token = "token")
    {
        Profile profile;
        profile.id = id;
        profile.name = id.toUpper();
        profile.url = url;
        profiles.append(profile);
        if (token.isEmpty())
            return;
        bool written = false;
        credentials.write(profile, token, &fleet,
                          [&written](const CredentialStore::Answer &) { written = true; });
        QVERIFY(QTest::qWaitFor([&written] { return written; }, 10'000));
    }
    void begin()
    {
        fleet.setProfiles(profiles);
        fleet.setWatched(true);
    }
    [[nodiscard]] FleetFacts facts(const QString &id) const { return fleet.member(id)->facts(); }
    [[nodiscard]] FleetFacts::State state(const QString &id) const { return facts(id).state; }

    QTemporaryDir folder;
    CredentialStore credentials;
    QList<Profile> profiles;
    Fleet fleet;
};

using State = FleetFacts::State;

} // namespace

//! \brief The stacks of all profiles at rest: what they are asked, what is told of them, and that
//! none touches another.
class TestFleet final : public QObject
{
    Q_OBJECT

private slots:
    void tellsOfEach();
    void asksSeldomAndLittle();
    void asksNobodyWhenNobodyLooks();
    void bearersStayWhereTheyBelong();
    void oneInTroubleTouchesNoOther();
    void refusedTokensAreNotSentAgain();
    void sshIsNotOpened();
    void fewAtOnce();
    void silentOnesHoldNobodyUp();
    void changesGoThroughTheGate();
    void aStackThatGoesStale();
    void objectsAndInnerStacks();
};

void TestFleet::tellsOfEach()
{
    Daemon one("one");
    Daemon two("two");
    two.health = "unhealthy";
    Ships ships;
    ships.add(u"a"_s, one.server.url());
    ships.add(u"b"_s, two.server.url());
    ships.begin();
    QTRY_COMPARE(ships.state(u"a"_s), State::Current);
    QTRY_COMPARE(ships.state(u"b"_s), State::Current);
    const FleetFacts facts = ships.facts(u"b"_s);
    QCOMPARE(facts.name, u"B"_s);
    QCOMPARE(facts.stack, u"two"_s);
    QCOMPARE(facts.root, u"/srv/two"_s);
    QCOMPARE(facts.services, 2);
    QCOMPARE(facts.running, 1);
    QCOMPARE(facts.ended, 1);
    QCOMPARE(facts.unhealthy, 1);
    QCOMPARE(ships.facts(u"a"_s).unhealthy, 0);
    QVERIFY(facts.bad + facts.warnings > 0);
    QVERIFY(facts.seenAt.isValid());
    QTRY_COMPARE(ships.facts(u"b"_s).version, u"angee-operator 0.1"_s);
    // What changes is seen by the next of the cheap questions, and the rest stays known.
    one.status = "exited";
    QTRY_COMPARE(ships.facts(u"a"_s).ended, 2);
    QVERIFY(ships.fleet.member(u"a"_s)->snapshot()->secret("key"));
    QVERIFY(one.asked("Fleet") > 0);
}

// The whole once, then one cheap question at a time, no more often than said, and nothing else.
void TestFleet::asksSeldomAndLittle()
{
    Daemon daemon("one");
    FleetTimings timings = quickFleet();
    timings.between = 500ms; // much longer than an answer takes
    Ships ships(timings);
    ships.add(u"a"_s, daemon.server.url());
    QElapsedTimer time;
    time.start();
    ships.begin();
    QTRY_VERIFY(daemon.asked("Fleet") >= 6);
    const qint64 most = time.elapsed() / 450 + 1; // a tenth less than the interval, and the first
    const qsizetype questions = daemon.server.count("POST"_ba);
    QVERIFY2(questions <= most, qPrintable(u"%1 questions, at most %2"_s.arg(questions).arg(most)));
    QCOMPARE(daemon.asked("Snapshot"), 1);
    QCOMPARE(daemon.server.count("GET"_ba, "/mcp"_ba), 1);
    QCOMPARE(daemon.server.requests().size(), questions + 1);
    QCOMPARE(daemon.server.count("POST"_ba, "/graphql"_ba), questions);
    QVERIFY(daemon.server.unexpected().isEmpty());
    QVERIFY(FleetTimings().between == 30s);
}

void TestFleet::asksNobodyWhenNobodyLooks()
{
    Daemon left("left");
    Daemon watched("watched");
    Ships away;
    away.add(u"a"_s, left.server.url());
    away.begin();
    QTRY_VERIFY(left.asked("Fleet") >= 2);
    away.fleet.setWatched(false);
    QTRY_COMPARE(left.server.open(), 0);
    const qsizetype before = left.server.requests().size();
    Ships ships; // tells how time goes by
    ships.add(u"b"_s, watched.server.url());
    ships.begin();
    QTRY_VERIFY(watched.asked("Fleet") >= 6);
    QCOMPARE(left.server.requests().size(), before);
    away.fleet.setWatched(true);
    QTRY_VERIFY(left.server.requests().size() > before);
}

void TestFleet::bearersStayWhereTheyBelong()
{
    Daemon one("one");
    Daemon two("two");
    Daemon moved("moved");
    Daemon redirecting("redirecting");
    redirecting.instead = Script::redirect(307, two.server.url().toLatin1() + "/graphql");
    Ships ships;
    ships.add(u"a"_s, one.server.url(), "token-one");
    ships.add(u"b"_s, two.server.url(), "token-two");
    ships.add(u"c"_s, redirecting.server.url(), "token-three");
    // The file of the profiles was edited: the token was given for another address.
    ships.add(u"d"_s, one.server.url(), "token-four");
    ships.profiles.last().url = moved.server.url();
    ships.add(u"e"_s, moved.server.url(), {});
    qputenv("ANGEE_OPERATOR_TOKEN", "token-of-the-environment");
    ships.begin();
    QTRY_VERIFY(one.asked("Fleet") >= 2 && two.asked("Fleet") >= 2);
    QTRY_VERIFY(moved.server.count("POST"_ba) >= 2);
    QTRY_COMPARE(ships.state(u"c"_s), State::Refused);
    qunsetenv("ANGEE_OPERATOR_TOKEN");
    QCOMPARE(one.bearers(), QSet{"Bearer token-one"_ba});
    QCOMPARE(two.bearers(), QSet{"Bearer token-two"_ba});
    QCOMPARE(redirecting.bearers(), QSet{"Bearer token-three"_ba});
    QCOMPARE(moved.bearers(), QSet<QByteArray>());
    // The profile is pointed at another daemon while it is watched.
    ships.profiles[0].url = moved.server.url();
    ships.fleet.setProfiles(ships.profiles);
    QTRY_COMPARE(ships.facts(u"a"_s).stack, u"moved"_s);
    QCOMPARE(moved.bearers(), QSet<QByteArray>());
}

void TestFleet::oneInTroubleTouchesNoOther()
{
    Daemon good("good");
    Daemon silent("silent");
    silent.instead = Script::silence();
    Daemon broken("broken");
    broken.instead = Script::json(R"({"error":"yaml: line 3: did not find expected key"})", 500);
    Daemon other("other");
    other.instead = Script::text("<html>not a daemon</html>", 200);
    auto gone = std::make_unique<Daemon>("gone");
    const QString nowhere = gone->server.url();
    gone.reset();
    FleetTimings timings = quickFleet();
    timings.patience = 300ms;
    Ships ships(timings);
    ships.add(u"silent"_s, silent.server.url());
    ships.add(u"broken"_s, broken.server.url());
    ships.add(u"other"_s, other.server.url());
    ships.add(u"gone"_s, nowhere);
    ships.add(u"unusable"_s, u"gopher://nowhere"_s);
    ships.add(u"good"_s, good.server.url());
    ships.begin();
    QTRY_COMPARE(ships.state(u"good"_s), State::Current);
    QTRY_COMPARE(ships.state(u"silent"_s), State::Unreachable);
    QTRY_COMPARE(ships.state(u"broken"_s), State::Refused);
    QVERIFY(ships.facts(u"broken"_s).words.contains(u"did not find expected key"_s));
    QTRY_COMPARE(ships.state(u"other"_s), State::Refused);
    QTRY_COMPARE(ships.state(u"gone"_s), State::Unreachable);
    QTRY_COMPARE(ships.state(u"unusable"_s), State::Unusable);
    const int before = good.asked("Fleet");
    QTRY_VERIFY(good.asked("Fleet") > before + 2);
    QCOMPARE(ships.state(u"good"_s), State::Current);
    QVERIFY(ships.facts(u"good"_s).words.isEmpty());
}

void TestFleet::refusedTokensAreNotSentAgain()
{
    Daemon guarded("guarded");
    guarded.instead = Script::json(R"({"error":"unauthorized"})", 401);
    Daemon good("good");
    Ships ships;
    ships.add(u"a"_s, guarded.server.url(), "wrong");
    ships.add(u"b"_s, good.server.url());
    ships.begin();
    QTRY_COMPARE(ships.state(u"a"_s), State::TokenNeeded);
    const qsizetype before = guarded.server.requests().size();
    QTRY_VERIFY(good.asked("Fleet") >= 6);
    QCOMPARE(guarded.server.requests().size(), before);
    // Somebody has given another one.
    guarded.instead.reset();
    bool written = false;
    ships.credentials.write(ships.profiles.first(), "right", this,
                            [&written](const CredentialStore::Answer &) { written = true; });
    QTRY_VERIFY(written);
    ships.fleet.askAgain();
    QTRY_COMPARE(ships.state(u"a"_s), State::Current);
    QVERIFY(guarded.bearers().contains("Bearer right"_ba));
}

void TestFleet::sshIsNotOpened()
{
    Ships ships;
    ships.add(u"a"_s, u"ssh://nobody@127.0.0.1:1"_s);
    ships.begin();
    QTRY_COMPARE(ships.state(u"a"_s), State::NotConnected);
    QVERIFY(ships.facts(u"a"_s).words.contains(u"Open it"_s));
    QTRY_COMPARE(ships.fleet.pending(), 0);
    QVERIFY(!ships.fleet.member(u"a"_s)->whyNoChanges().isEmpty());
}

void TestFleet::fewAtOnce()
{
    constexpr int many = 40;
    std::vector<std::unique_ptr<Daemon>> daemons;
    FleetTimings timings = quickFleet();
    timings.giveWay = 1h;
    timings.patience = 1h;
    timings.between = 1h;
    Ships ships(timings);
    for (int i = 0; i < many; ++i) {
        daemons.push_back(std::make_unique<Daemon>(QByteArray::number(i)));
        daemons.back()->instead = Script().pause().add(Script::json(R"({"errors":[]})"));
        ships.add(QString::number(i), daemons.back()->server.url());
    }
    ships.begin();
    const auto asked = [&daemons] {
        return std::count_if(daemons.begin(), daemons.end(), [](const auto &daemon) {
            return !daemon->server.requests().isEmpty();
        });
    };
    QTRY_COMPARE(asked(), Fleet::mostAtOnce);
    QCOMPARE(ships.fleet.pending(), many);
    for (const auto &daemon : daemons) {
        daemon->instead.reset();
        daemon->server.resume();
    }
    QTRY_COMPARE(asked(), many);
}

void TestFleet::silentOnesHoldNobodyUp()
{
    Daemon silent("silent");
    silent.instead = Script::silence();
    Daemon good("good");
    FleetTimings timings = quickFleet();
    timings.giveWay = 50ms;
    timings.patience = 1h;
    Ships ships(timings);
    for (int i = 0; i < 3 * Fleet::mostAtOnce; ++i)
        ships.add(QString::number(i), silent.server.url());
    ships.add(u"good"_s, good.server.url());
    ships.begin();
    QTRY_VERIFY(good.asked("Fleet") >= 2);
    QCOMPARE(ships.state(u"0"_s), State::Waiting);
}

void TestFleet::changesGoThroughTheGate()
{
    Daemon free("free");
    Daemon careful("careful");
    Daemon readOnly("readonly");
    Ships ships;
    ships.add(u"free"_s, free.server.url());
    ships.add(u"careful"_s, careful.server.url());
    ships.profiles.last().protection = Protection::Confirm;
    ships.add(u"readonly"_s, readOnly.server.url());
    ships.profiles.last().protection = Protection::ReadOnly;
    ships.begin();
    for (const Profile &profile : std::as_const(ships.profiles)) {
        QTRY_COMPARE(ships.state(profile.id), State::Current);
        TaskRunner *runner = ships.fleet.member(profile.id)->tasks();
        runner->request(buildTask({}), &ships.fleet);
    }
    QTRY_COMPARE(free.server.count("POST"_ba, "/stack/build"_ba), 1);
    QTRY_VERIFY(ships.facts(u"free"_s).lastBuild.succeeded());
    TaskGate *gate = ships.fleet.member(u"careful"_s)->tasks()->gate();
    QCOMPARE(gate->pending(), 1);
    QCOMPARE(careful.server.count("POST"_ba, "/stack/build"_ba), 0);
    QCOMPARE(readOnly.server.count("POST"_ba, "/stack/build"_ba), 0);
    QVERIFY(ships.fleet.member(u"readonly"_s)->tasks()->tasks().first()->state()
            == Task::State::Blocked);
    QVERIFY(!ships.fleet.member(u"readonly"_s)->whyNoChanges().isEmpty());
    // A profile that becomes careful is so at once.
    ships.profiles[0].protection = Protection::Confirm;
    ships.fleet.setProfiles(ships.profiles);
    QTRY_COMPARE(ships.facts(u"free"_s).protection, Protection::Confirm);
    QTRY_VERIFY(ships.fleet.member(u"free"_s)->whyNoChanges().isEmpty());
    ships.fleet.member(u"free"_s)->tasks()->request(buildTask({}), &ships.fleet);
    QCOMPARE(ships.fleet.member(u"free"_s)->tasks()->gate()->pending(), 1);
    QCOMPARE(free.server.count("POST"_ba, "/stack/build"_ba), 1);
}

void TestFleet::aStackThatGoesStale()
{
    auto daemon = std::make_unique<Daemon>("one");
    Ships ships;
    ships.add(u"a"_s, daemon->server.url());
    ships.begin();
    QTRY_COMPARE(ships.state(u"a"_s), State::Current);
    const QDateTime seen = ships.facts(u"a"_s).seenAt;
    daemon.reset();
    QTRY_COMPARE(ships.state(u"a"_s), State::Stale);
    QCOMPARE(ships.facts(u"a"_s).stack, u"one"_s);
    QVERIFY(ships.facts(u"a"_s).seenAt >= seen);
    QVERIFY(!ships.facts(u"a"_s).words.isEmpty());
}

void TestFleet::objectsAndInnerStacks()
{
    Daemon daemon("one");
    Ships ships;
    ships.add(u"a"_s, daemon.server.url());
    ships.begin();
    QTRY_VERIFY(daemon.asked("Fleet") >= 2);
    const QList<FleetObject> objects = ships.fleet.objects();
    QCOMPARE(objects.size(), 4); // two services, a workspace, a secret
    QCOMPARE(objects.first().object.name, u"web"_s);
    QCOMPARE(objects.first().stack, u"one"_s);
    const QList<FleetInnerStack> inner = ships.fleet.innerStacks(u"a"_s);
    QCOMPARE(inner.size(), 1);
    QCOMPARE(inner.first().workspace, u"first-fix"_s);
    QCOMPARE(inner.first().root, u"/srv/inner"_s);
    QCOMPARE(inner.first().running, 1);
    QCOMPARE(inner.first().services, 2);
}

QTEST_GUILESS_MAIN(TestFleet)
#include "tst_fleet.moc"
