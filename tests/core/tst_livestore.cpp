// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/livestore.h"
#include "core/net/httpclient.h"
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
    timings.streamOpen = 300ms;
    timings.streamGrace = 100ms;
    timings.poll = 50ms;
    timings.slowRetry = 100ms;
    timings.tick = 20ms;
    return timings;
}

//! A store at a daemon, and everything it said.
struct Console
{
    explicit Console(const QString &url, const LiveTimings &timings = quick(),
                     const QString &cache = {})
        : client(*BaseUrl::parse(url))
        , store(std::make_unique<LiveStore>(&client, cache, timings))
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

    HttpClient client;
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
        QCOMPARE(console.snapshots.count(), 1);
        QCOMPARE(daemon.queries, 1);
        QCOMPARE(daemon.subscriptions, 1);
        QVERIFY(console.store->age());
        QVERIFY(!console.store->retryIn());
        QVERIFY(daemon.server.unexpected().isEmpty());
    }

    void asksOnlyOnceTheSubscriptionStands()
    {
        LiveDaemon daemon;
        Console console(daemon.server.url(), LiveTimings());
        console.store->start();
        QTRY_VERIFY(console.store->state() == LiveState::Live);
        QVERIFY(daemon.server.requests().at(0).header("Accept").contains("event-stream"));
    }

    void showsEvents()
    {
        LiveDaemon daemon;
        Console console(daemon.server.url());
        console.store->start();
        QTRY_VERIFY(console.store->state() == LiveState::Live);
        daemon.change(LiveDaemon::services({"db=running", "web=exited"}));
        QTRY_COMPARE(console.status("web"), u"exited"_s);
        const auto update = console.updates.last().first().value<LiveUpdatePtr>();
        QCOMPARE(update->services.inserted, std::vector<int>{0});
        QCOMPARE(update->services.changed, std::vector<int>{1});
        QCOMPARE(update->attention.size(), 1);
        QCOMPARE(update->events.size(), 2);
    }

    void aRepeatedSnapshotOnlyConfirms()
    {
        LiveDaemon daemon;
        Console console(daemon.server.url());
        console.store->start();
        QTRY_VERIFY(console.store->state() == LiveState::Live);
        QSignalSpy confirmed(console.store.get(), &LiveStore::confirmed);
        daemon.push();
        QTRY_COMPARE(confirmed.count(), 1);
        QCOMPARE(console.snapshots.count(), 1);
        QCOMPARE(console.updates.count(), 1);
    }

    void aBurstIsFewSnapshotsAndTheLastOneWins()
    {
        LiveDaemon daemon;
        Console console(daemon.server.url());
        console.store->start();
        QTRY_VERIFY(console.store->state() == LiveState::Live);
        for (int i = 0; i <= 500; ++i)
            daemon.change(LiveDaemon::services({"web=s" + QByteArray::number(i)}));
        QTRY_COMPARE(console.status("web"), u"s500"_s);
        QVERIFY2(console.snapshots.count() < 250, "snapshots within one frame are one");
        // No update was left out of the chain.
        SnapshotPtr last;
        for (const QList<QVariant> &arguments : console.updates) {
            const auto update = arguments.first().value<LiveUpdatePtr>();
            QVERIFY(update->previous == last);
            last = update->snapshot;
        }
    }

    void asksAgainByTimeAndOnDemand()
    {
        LiveDaemon daemon;
        LiveTimings timings = quick();
        timings.requery = 50ms;
        Console console(daemon.server.url(), timings);
        console.store->start();
        QTRY_VERIFY(daemon.queries >= 4);
        console.store->stop();

        LiveDaemon other;
        Console patient(other.server.url());
        patient.store->start();
        QTRY_VERIFY(patient.store->state() == LiveState::Live);
        other.data = LiveDaemon::services({"web=exited"});
        patient.store->refresh();
        QTRY_COMPARE(patient.status("web"), u"exited"_s);
        QCOMPARE(other.queries, 2);
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

    void aLostStreamIsOpenedAgain()
    {
        LiveDaemon daemon;
        Console console(daemon.server.url());
        console.store->start();
        QTRY_VERIFY(console.store->state() == LiveState::Live);
        console.states.clear();
        daemon.data = LiveDaemon::services({"web=exited"});
        daemon.server.play(daemon.streamConnections.takeFirst(), Script().closeFin());
        QTRY_VERIFY(console.store->state() == LiveState::Live && daemon.subscriptions == 2);
        QVERIFY(console.states.contains(LiveState::Reconnecting));
        QCOMPARE(console.status("web"), u"exited"_s);
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
        const int queries = daemon.queries;
        daemon.data = LiveDaemon::services({"web=exited"});
        proxy.accept();
        QTRY_VERIFY(console.store->state() == LiveState::Live);
        QTRY_COMPARE(console.status("web"), u"exited"_s);
        QCOMPARE(daemon.queries, queries + 1);
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
        const qsizetype requests = daemon.server.requests().size();
        QTest::qWait(500); // longer than each of the waits
        QCOMPARE(daemon.server.requests().size(), requests);
        QCOMPARE(console.status("web"), u"running"_s);
        daemon.unauthorized = false;
        console.store->retryNow();
        QTRY_VERIFY(console.store->state() == LiveState::Live);
    }

    void pollsWithoutAStream_data()
    {
        QTest::addColumn<LiveDaemon::Streams>("streams");
        QTest::addColumn<QString>("words");
        QTest::newRow("held back") << LiveDaemon::Streams::HeldBack << u"proxy"_s;
        QTest::newRow("refused") << LiveDaemon::Streams::Refused << u"no event stream"_s;
        QTest::newRow("unknown to it") << LiveDaemon::Streams::Unknown << u"Cannot query field."_s;
        QTest::newRow("breaks off") << LiveDaemon::Streams::Broken << u"again and again"_s;
    }

    void pollsWithoutAStream()
    {
        QFETCH(LiveDaemon::Streams, streams);
        QFETCH(QString, words);
        LiveDaemon daemon;
        daemon.streams = streams;
        Console console(daemon.server.url());
        console.store->start();
        QTRY_VERIFY(console.store->state() == LiveState::Polling);
        QVERIFY2(console.store->reason().contains(words), qPrintable(console.store->reason()));
        const int subscriptions = daemon.subscriptions;
        daemon.data = LiveDaemon::services({"web=exited"});
        QTRY_COMPARE(console.status("web"), u"exited"_s);
        QVERIFY(console.store->state() == LiveState::Polling);
        QCOMPARE(daemon.subscriptions, subscriptions);
    }

    void aMuteStreamIsFoundOut()
    {
        LiveDaemon daemon;
        daemon.streams = LiveDaemon::Streams::Mute;
        LiveTimings timings = quick();
        timings.requery = 50ms;
        Console console(daemon.server.url(), timings);
        console.store->start();
        QTRY_VERIFY(console.store->state() == LiveState::Live);
        daemon.change(LiveDaemon::services({"web=a"}));
        QTRY_COMPARE(console.status("web"), u"a"_s);
        daemon.change(LiveDaemon::services({"web=b"}));
        QTRY_COMPARE(console.status("web"), u"b"_s);
        QTRY_VERIFY(console.store->state() == LiveState::Polling);
    }

    void goesBackToAStreamThatWorksAgain()
    {
        LiveDaemon daemon;
        daemon.streams = LiveDaemon::Streams::Refused;
        LiveTimings timings = quick();
        timings.streamRetry = 100ms;
        Console console(daemon.server.url(), timings);
        console.store->start();
        QTRY_VERIFY(console.store->state() == LiveState::Polling);
        daemon.streams = LiveDaemon::Streams::Good;
        QTRY_VERIFY(console.store->state() == LiveState::Live);
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
        QTest::newRow("login page") << Script::answer(200, "text/html", "<html>") << u"daemon"_s;
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
            QTRY_VERIFY(console.store->state() == LiveState::Live);
        }
        QVERIFY(QFile::exists(cache));
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
            QTRY_VERIFY(console.store->state() == LiveState::Live);
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
        QTRY_VERIFY(daemon.subscriptions == 2 && console.store->state() == LiveState::Live);
        QVERIFY(console.states.contains(LiveState::Reconnecting));
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
                QTRY_VERIFY(daemon.queries == 1); // the answer is on its way
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
