// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "tests/core/livedaemon.h"
#include "tests/support/tcpproxy.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

LiveTimings quick()
{
    LiveTimings timings;
    timings.health = 100ms;
    timings.healthTimeout = 300ms;
    timings.probeTimeout = 300ms;
    timings.active = 50ms;
    timings.slowRetry = 100ms;
    timings.tick = 20ms;
    return timings;
}

//! A store at a daemon, and everything it said.
struct Console
{
    explicit Console(const QString &url, const LiveTimings &timings = quick(),
                     const QString &cache = {})
        : daemon(*BaseUrl::parse(url), "token"_ba, WorkingIdentity{}, ConnectionPolicy{})
        , store(std::make_unique<LiveStore>(&daemon, cache, timings))
        , snapshots(store.get(), &LiveStore::snapshotChanged)
        , updates(store.get(), &LiveStore::updated)
        , resumed(store.get(), &LiveStore::watchResumed)
    {
        QObject::connect(store.get(), &LiveStore::stateChanged, store.get(),
                         [this](LiveState state) { states.append(state); });
    }

    [[nodiscard]] QString status(std::string_view service) const
    {
        const SnapshotPtr snapshot = store->snapshot();
        const ServiceRow *const row = snapshot ? snapshot->service(service) : nullptr;
        return row ? toText(row->status) : QString();
    }

    OperatorDaemon daemon;
    std::unique_ptr<LiveStore> store;
    QSignalSpy snapshots;
    QSignalSpy updates;
    QSignalSpy resumed;
    QList<LiveState> states;
};

} // namespace

class TestLiveStore final : public QObject
{
    Q_OBJECT

private slots:
    void becomesLive()
    {
        LiveDaemon daemon;
        Console console(daemon.server.url(), LiveTimings()); // nothing here should wait
        QCOMPARE(console.store->state(), LiveState::Stopped);
        console.store->start();
        QVERIFY(console.states == QList{LiveState::Connecting});
        QTRY_VERIFY(console.store->state() == LiveState::Live);
        QVERIFY(console.store->reason().isEmpty());
        QCOMPARE(console.status("web"), u"running"_s);
        QTRY_VERIFY(console.store->snapshot()->knows(SnapshotPart::Stack));
        QCOMPARE(daemon.operations, (QByteArrayList{"Services", "Snapshot"}));
        QVERIFY(console.store->age());
        QVERIFY(!console.store->retryIn());
        QVERIFY(daemon.server.unexpected().isEmpty());
    }

    // Rows are there with the first list, however long the rest takes.
    void showsTheServicesBeforeTheRest()
    {
        LiveDaemon daemon;
        daemon.data += R"(,"workspaces":[{"name":"w"}],"jobs":[{"name":"j"}])";
        daemon.holdsWhole = true;
        Console console(daemon.server.url(), LiveTimings());
        console.store->start();
        QTRY_VERIFY(daemon.wholes == 1 && console.store->snapshot());
        QVERIFY(console.store->state() == LiveState::Live);
        QCOMPARE(console.status("web"), u"running"_s);
        QVERIFY(!console.store->snapshot()->knows(SnapshotPart::Workspaces));
        daemon.server.resume();
        QTRY_VERIFY(console.store->snapshot()->knows(SnapshotPart::Workspaces));
        QCOMPARE(console.store->snapshot()->workspaces().size(), size_t(1));
        // What was merely not known yet has not come about.
        for (const QList<QVariant> &arguments : console.updates)
            QVERIFY(arguments.first().value<LiveUpdatePtr>()->events.isEmpty());
    }

    void showsChanges()
    {
        LiveDaemon daemon;
        Console console(daemon.server.url());
        console.store->start();
        QTRY_VERIFY(daemon.wholes == 1 && console.store->state() == LiveState::Live);
        daemon.data = LiveDaemon::services({"db=running", "web=exited"});
        QTRY_COMPARE(console.status("web"), u"exited"_s);
        const auto update = console.updates.last().first().value<LiveUpdatePtr>();
        QCOMPARE(update->services.inserted, std::vector<int>{0});
        QCOMPARE(update->services.changed, std::vector<int>{1});
        QCOMPARE(update->attention.size(), 1);
        QCOMPARE(update->events.size(), 2);
    }

    void aRepeatedAnswerOnlyConfirms()
    {
        LiveDaemon daemon;
        Console console(daemon.server.url());
        QSignalSpy confirmed(console.store.get(), &LiveStore::confirmed);
        console.store->start();
        QTRY_VERIFY(console.store->snapshot()
                    && console.store->snapshot()->knows(SnapshotPart::Stack));
        const qsizetype snapshots = console.snapshots.count();
        const qsizetype before = confirmed.count();
        // However many come in whatever time, none of them says anything new.
        QTRY_VERIFY(confirmed.count() >= before + 3);
        QCOMPARE(console.snapshots.count(), snapshots);
        QCOMPARE(console.updates.count(), snapshots);
    }

    void noUpdateIsLeftOut()
    {
        LiveDaemon daemon;
        LiveTimings timings = quick();
        timings.active = 0ms;
        Console console(daemon.server.url(), timings);
        console.store->start();
        for (int i = 0; i <= 20; ++i) {
            daemon.data = LiveDaemon::services({"web=s" + QByteArray::number(i)});
            QTRY_COMPARE(console.status("web"), u"s%1"_s.arg(i));
        }
        SnapshotPtr last;
        for (const QList<QVariant> &arguments : console.updates) {
            const auto update = arguments.first().value<LiveUpdatePtr>();
            QVERIFY(update->previous == last);
            last = update->snapshot;
        }
    }

    void asksForTheWholeByTimeAndOnDemand()
    {
        LiveDaemon daemon;
        LiveTimings timings = quick();
        timings.requery = 50ms;
        Console console(daemon.server.url(), timings);
        console.store->start();
        QTRY_VERIFY(daemon.wholes >= 4);
        console.store->stop();

        LiveDaemon other;
        Console patient(other.server.url(), LiveTimings());
        patient.store->start();
        QTRY_VERIFY(patient.store->snapshot()
                    && patient.store->snapshot()->knows(SnapshotPart::Stack));
        other.data = LiveDaemon::services({"web=exited"});
        patient.store->refresh();
        QTRY_COMPARE(patient.status("web"), u"exited"_s);
        QCOMPARE(other.wholes, 2);
    }

    void asksForLittleInBetween()
    {
        LiveDaemon daemon;
        Console console(daemon.server.url());
        console.store->start();
        QTRY_VERIFY(daemon.queries >= 5);
        QCOMPARE(daemon.operations.mid(0, 5),
                 (QByteArrayList{"Services", "Snapshot", "Changing", "Changing", "Changing"}));
        for (const ReceivedRequest &request : daemon.server.requests())
            QVERIFY(!request.header("Accept").contains("event-stream"));
        // What those do not tell is what it was.
        QCOMPARE(toText(console.store->snapshot()->stackName()), u"demo"_s);
    }

    void restsWhileNobodyLooks()
    {
        LiveDaemon daemon;
        LiveTimings timings = quick();
        timings.resting = 3600s;
        Console console(daemon.server.url(), timings);
        console.store->start();
        QTRY_VERIFY(console.store->snapshot()
                    && console.store->snapshot()->knows(SnapshotPart::Stack));
        console.store->setPace(LivePace::Resting);
        QVERIFY(console.store->state() == LiveState::Resting);
        QVERIFY(isCurrent(console.store->state()));
        QVERIFY(!console.store->reason().isEmpty());
        daemon.data = LiveDaemon::services({"web=exited"});
        // Awake at once, not when the hour is over.
        console.store->setPace(LivePace::Active);
        QTRY_COMPARE(console.status("web"), u"exited"_s);
        QVERIFY(console.store->state() == LiveState::Live);
    }

    void seesChangesWhileItRests()
    {
        LiveDaemon daemon;
        LiveTimings timings = quick();
        timings.resting = 100ms;
        Console console(daemon.server.url(), timings);
        console.store->setPace(LivePace::Resting);
        console.store->start();
        QTRY_VERIFY(console.store->state() == LiveState::Resting);
        daemon.data = LiveDaemon::services({"web=exited"});
        QTRY_COMPARE(console.status("web"), u"exited"_s);
        QVERIFY(console.store->state() == LiveState::Resting);
    }

    void anAnswerThatIsTooLargeIsSaid()
    {
        LiveDaemon daemon;
        // No byte of it need come: its length says it all.
        daemon.queryAnswer = Script::head(200, "application/json", qint64(300) * 1024 * 1024);
        LiveTimings timings = quick();
        timings.slowRetry = 3600s;
        Console console(daemon.server.url(), timings);
        console.store->start();
        QTRY_VERIFY(console.store->error());
        QVERIFY2(console.store->reason().contains(u"larger than 32 MB"_s),
                 qPrintable(console.store->reason()));
        QVERIFY(console.store->retryIn() > 1800s); // not asked for again and again
    }

    void checksHealth()
    {
        LiveDaemon daemon;
        Console console(daemon.server.url());
        console.store->start();
        QTRY_VERIFY(daemon.healthChecks >= 3);
        QVERIFY(console.store->state() == LiveState::Live);
        for (const ReceivedRequest &request : daemon.server.requests()) {
            if (request.target == "/healthz")
                QVERIFY(!request.hasHeader("Authorization"));
        }
    }

    void comesBackWithTheDaemon()
    {
        LiveDaemon daemon;
        TcpProxy proxy(daemon.server.serverPort());
        Console console(proxy.url());
        console.store->start();
        QTRY_VERIFY(console.store->state() == LiveState::Live);
        proxy.refuse();
        proxy.cut(true);
        QTRY_VERIFY(console.store->state() == LiveState::Reconnecting && console.store->error());
        QVERIFY(console.store->error()->kind == OperatorDaemonError::Kind::Unreachable);
        QVERIFY(!console.store->reason().isEmpty());
        QVERIFY(console.store->retryIn());
        QCOMPARE(console.status("web"), u"running"_s);
        daemon.data = LiveDaemon::services({"web=exited"});
        proxy.accept();
        QTRY_VERIFY(console.store->state() == LiveState::Live);
        QTRY_COMPARE(console.status("web"), u"exited"_s);
        QVERIFY(!console.store->error());
    }

    void aFrozenDaemonIsStaleAndThenLive()
    {
        LiveDaemon daemon;
        TcpProxy proxy(daemon.server.serverPort());
        Console console(proxy.url());
        console.store->start();
        QTRY_VERIFY(console.store->state() == LiveState::Live);
        proxy.freeze();
        QTRY_VERIFY(console.store->state() == LiveState::Stale);
        QVERIFY(console.store->error()->kind == OperatorDaemonError::Kind::Timeout);
        QCOMPARE(console.status("web"), u"running"_s);
        proxy.thaw();
        QTRY_VERIFY(console.store->state() == LiveState::Live);
    }

    void aRefusedTokenStopsEverything()
    {
        LiveDaemon daemon;
        Console console(daemon.server.url());
        console.store->start();
        QTRY_VERIFY(console.store->state() == LiveState::Live);
        daemon.unauthorized = true;
        console.store->refresh();
        QTRY_VERIFY(console.store->state() == LiveState::Unauthorized);
        QVERIFY(!console.store->retryIn());
        QCOMPARE(console.status("web"), u"running"_s);
        // Nothing is due any more: what comes next is what a person asks for.
        const int queries = daemon.queries;
        daemon.unauthorized = false;
        console.store->retryNow();
        QTRY_VERIFY(console.store->state() == LiveState::Live);
        QCOMPARE(daemon.operations.at(queries), "Services"_ba);
    }

    void saysWhatIsIncompatible_data()
    {
        QTest::addColumn<Script>("answer");
        QTest::addColumn<QString>("words");
        QTest::newRow("schema") << Script::json(
            R"({"errors":[{"message":"Cannot query field x on type Query.",
                "extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}],"data":null})",
            422) << u"Cannot query field x on type Query."_s;
        QTest::newRow("no such route") << Script::text("404 page not found\n", 404) << u"404"_s;
        QTest::newRow("login page")
            << Script::answer(200, "text/html", "<html>") << u"web page answered"_s;
        QTest::newRow("redirect") << Script::redirect(302, "https://login.example/")
                                  << u"login.example"_s;
    }

    void saysWhatIsIncompatible()
    {
        QFETCH(Script, answer);
        QFETCH(QString, words);
        LiveDaemon daemon;
        daemon.queryAnswer = answer;
        Console console(daemon.server.url());
        console.store->start();
        QTRY_VERIFY(console.store->state() == LiveState::Incompatible);
        QVERIFY2(console.store->reason().contains(words), qPrintable(console.store->reason()));
        daemon.queryAnswer.reset();
        QTRY_VERIFY(console.store->state() == LiveState::Live); // upgraded meanwhile
    }

    void keepsTheOldPictureWhileTheDaemonCannotTell()
    {
        LiveDaemon daemon;
        LiveTimings timings = quick();
        timings.requery = 50ms;
        Console console(daemon.server.url(), timings);
        console.store->start();
        QTRY_VERIFY(console.store->state() == LiveState::Live);
        daemon.queryAnswer = Script::json(
            R"({"errors":[{"message":"read .env: line too long","path":["secrets"]}],"data":null})");
        QTRY_VERIFY(console.store->state() == LiveState::Stale);
        QVERIFY(console.store->reason().contains(u"read .env: line too long"_s));
        QCOMPARE(console.status("web"), u"running"_s);
        QVERIFY(console.store->retryIn());
        daemon.queryAnswer.reset();
        console.store->retryNow();
        QTRY_VERIFY(console.store->state() == LiveState::Live);
    }

    void aProxyThatLostTheDaemonIsNoDaemon()
    {
        LiveDaemon daemon;
        daemon.queryAnswer = Script::answer(502, "text/html", "<html>Bad gateway</html>");
        daemon.healthAnswer = daemon.queryAnswer;
        Console console(daemon.server.url());
        console.store->start();
        QTRY_VERIFY(console.store->state() == LiveState::Reconnecting && console.store->error());
        daemon.queryAnswer.reset();
        daemon.healthAnswer.reset();
        QTRY_VERIFY(console.store->state() == LiveState::Live);
    }

    void startsFromTheCacheWithoutADaemon()
    {
        QTemporaryDir folder;
        const QString cache = folder.filePath(u"profile/snapshot"_s);
        QString url;
        {
            LiveDaemon daemon;
            url = daemon.server.url();
            Console console(url, quick(), cache);
            console.store->start();
            QTRY_VERIFY(QFile::exists(cache));
        }
        QCOMPARE(QFile::permissions(cache)
                     & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther),
                 QFile::Permissions());

        Console console(url, quick(), cache);
        console.store->start();
        QTRY_VERIFY(console.store->state() == LiveState::OfflineCache);
        QCOMPARE(console.status("web"), u"running"_s);
        QVERIFY(console.store->age());
        QVERIFY(!console.store->reason().isEmpty());

        // What another daemon said is not shown.
        Console elsewhere(u"http://127.0.0.1:1"_s, quick(), cache);
        elsewhere.store->start();
        QTRY_VERIFY(elsewhere.store->state() == LiveState::Reconnecting);
        QVERIFY(!elsewhere.store->snapshot());
    }

    void tellsTheGapSinceTheLastTime()
    {
        QTemporaryDir folder;
        const QString cache = folder.filePath(u"snapshot"_s);
        LiveDaemon daemon;
        {
            Console console(daemon.server.url(), quick(), cache);
            console.store->start();
            QTRY_VERIFY(QFile::exists(cache));
            QCOMPARE(console.resumed.count(), 0);
        }
        daemon.data = LiveDaemon::services({"web=exited"});
        TcpProxy proxy(daemon.server.serverPort());
        daemon.queryAnswer = Script::json("{}", 503); // so that the cache is surely first
        Console console(daemon.server.url(), quick(), cache);
        console.store->start();
        QTRY_VERIFY(console.store->snapshot());
        daemon.queryAnswer.reset();
        QTRY_VERIFY(console.store->state() == LiveState::Live);
        QCOMPARE(console.resumed.count(), 1);
        const auto update = console.updates.last().first().value<LiveUpdatePtr>();
        QCOMPARE(update->events.size(), 1);
        QCOMPARE(update->events.first().after, u"exited"_s);
    }

    void connectsAnewAfterSleep()
    {
        LiveDaemon daemon;
        qint64 slept = 0;
        LiveTimings timings = quick();
        timings.clock = [&slept] { return bootClockMs() + slept; };
        Console console(daemon.server.url(), timings);
        console.store->start();
        QTRY_VERIFY(console.store->state() == LiveState::Live);
        console.states.clear();
        slept = 3600 * 1000;
        QTRY_VERIFY(console.states.contains(LiveState::Reconnecting)
                    && console.store->state() == LiveState::Live);
        QCOMPARE(console.resumed.count(), 1);
        QVERIFY(*console.store->age() < 3600s);
    }

    void endsInSilence_data()
    {
        QTest::addColumn<bool>("stopOnly");
        QTest::newRow("stopped") << true;
        QTest::newRow("destroyed") << false;
    }

    void endsInSilence()
    {
        QFETCH(bool, stopOnly);
        for (const bool late : {false, true}) {
            LiveDaemon daemon;
            Console console(daemon.server.url());
            console.store->start();
            if (late)
                QTRY_VERIFY(daemon.queries >= 1); // the answer is on its way
            if (stopOnly)
                console.store->stop();
            else
                console.store.reset();
            const qsizetype states = console.states.size();
            QTRY_VERIFY(daemon.server.open() <= 1); // an idle one may be kept
            QCOMPARE(console.states.size(), states);
        }
    }
};

QTEST_GUILESS_MAIN(TestLiveStore)
#include "tst_livestore.moc"
