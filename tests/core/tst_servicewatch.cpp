// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/attention.h"
#include "core/live/servicewatch.h"
#include "core/live/snapshotdecoder.h"
#include "core/live/timelineevent.h"

#include <QtTest>

using namespace angee;
using namespace Qt::StringLiterals;
using State = ServiceSight::State;
using Cause = ServiceSight::Cause;
using Evidence = ServiceEvidence;

namespace {

constexpr auto End = ServiceExpectation::End;
constexpr auto Begin = ServiceExpectation::Begin;
constexpr auto Begun = ServiceExpectation::Begun;

//! "a=running b=declared !c=completed": containers, and local services with a mark.
SnapshotPtr snapshotOf(const QString &services, qint64 atMs)
{
    QStringList rows;
    for (const QString &word : services.split(u' ', Qt::SkipEmptyParts)) {
        const bool local = word.startsWith(u'!');
        rows << uR"({"name":"%1","runtime":"%2","status":"%3"})"_s.arg(
            word.section(u'=', 0, 0).remove(u'!'), local ? u"local"_s : u"container"_s,
            word.section(u'=', 1));
    }
    return decodeSnapshot(R"({"data":{"stackStatus":{"name":"demo"},"services":[)"
                              + rows.join(u',').toUtf8() + "]}}",
                          QDateTime::fromMSecsSinceEpoch(atMs, Qt::UTC))
        .snapshot;
}

//! A watch and a clock of its own.
struct Stack
{
    void see(const QString &services, qint64 later = 2000)
    {
        now += later;
        snapshot = snapshotOf(services, now);
        watch.review(*snapshot);
    }

    [[nodiscard]] ServiceSight of(const QString &name) const { return watch.sights().value(name); }

    [[nodiscard]] QStringList attention() const
    {
        QStringList lines;
        for (const AttentionItem &item : findAttention(*snapshot, now, {}, watch.sights()))
            lines << kindText(item.object.kind) + u' ' + item.object.name + u": "_s + item.reason;
        return lines;
    }

    ServiceWatch watch;
    SnapshotPtr snapshot;
    qint64 now = 1'000'000;
};

} // namespace

class TestServiceWatch final : public QObject
{
    Q_OBJECT

private slots:
    void anEndThatNobodyAskedForNeedsAttention()
    {
        Stack stack;
        stack.see(u"a=running b=running"_s);
        QCOMPARE(stack.attention(), QStringList());
        stack.see(u"a=declared b=running"_s);
        QVERIFY(stack.of(u"a"_s).state == State::EndedUnseen);
        QCOMPARE(stack.of(u"a"_s).sinceMs, stack.now);
        QCOMPARE(stack.attention(), {u"service a: ended unseen"_s});
        const qint64 since = stack.now;
        stack.see(u"a=declared b=running"_s);
        QCOMPARE(stack.of(u"a"_s).sinceMs, since);

        Evidence evidence;
        evidence.exitCode = 3;
        stack.watch.learn("a", evidence, stack.now);
        stack.see(u"a=declared b=running"_s);
        QCOMPARE(stack.attention(), {u"service a: ended with code 3"_s});
        QCOMPARE(stack.of(u"a"_s).sinceMs, since);
        // What a look at its log finds later does not know the code.
        stack.watch.learn("a", Evidence(), stack.now);
        stack.see(u"a=declared b=running"_s);
        QCOMPARE(stack.of(u"a"_s).exitCode, 3);

        stack.see(u"a=running b=running"_s);
        stack.see(u"a=declared b=running"_s);
        QVERIFY(!stack.of(u"a"_s).exitCode); // another end
    }

    void whatWasStoppedHereNeedsNobody()
    {
        Stack stack;
        stack.see(u"a=running b=running"_s);
        stack.watch.expect("a", End, stack.now);
        stack.see(u"a=running b=running"_s);
        QVERIFY(stack.of(u"a"_s).state == State::Ending);
        QCOMPARE(sightText(stack.of(u"a"_s), u"running"_s), u"stopping"_s);
        QVERIFY(stack.of(u"b"_s).state == State::Running);
        stack.see(u"a=declared b=running"_s);
        QVERIFY(stack.of(u"a"_s).state == State::StoppedHere);
        QCOMPARE(stack.attention(), QStringList());
    }

    void aStackThatIsTakenDownStopsWhatRan()
    {
        Stack stack;
        stack.see(u"a=running b=declared c=running"_s);
        stack.see(u"a=running b=declared c=declared"_s); // c ended by itself
        stack.watch.expect({}, End, stack.now);
        stack.see(u"a=running b=declared c=declared"_s);
        QVERIFY(stack.of(u"a"_s).state == State::Ending);
        stack.see(u"a=declared b=declared c=declared"_s);
        QVERIFY(stack.of(u"a"_s).state == State::StoppedHere);
        QVERIFY(stack.of(u"b"_s).state == State::NotObserved); // it never ran
        QVERIFY(stack.of(u"c"_s).state == State::StoppedHere); // and nobody has to look after it
        QCOMPARE(stack.attention(), QStringList());
    }

    void aRestartIsNoEnd()
    {
        Stack stack;
        stack.see(u"a=running b=running"_s);
        stack.watch.expect("a", Begin, stack.now);
        stack.see(u"a=declared b=running"_s);
        QVERIFY(stack.of(u"a"_s).state == State::Changing);
        stack.watch.expect("a", Begun, stack.now);
        stack.see(u"a=declared b=running"_s);
        QVERIFY(stack.of(u"a"_s).state == State::Changing); // not seen yet
        stack.see(u"a=declared b=running"_s, 10'000);
        QVERIFY(stack.of(u"a"_s).state == State::EndedUnseen); // it did not come back
    }

    void startedHereAndEndedAtOnceDoesNotReadStopped()
    {
        Stack stack;
        stack.see(u"a=running b=running"_s);
        stack.watch.expect("a", End, stack.now);
        stack.see(u"a=declared b=running"_s);
        stack.watch.expect("a", Begin, stack.now);
        stack.watch.expect("a", Begun, stack.now);
        stack.see(u"a=declared b=running"_s, 10'000);
        QCOMPARE(stack.attention(), {u"service a: not running"_s});
        stack.watch.learn("a", Evidence(), stack.now); // its log has an end: it ran meanwhile
        stack.see(u"a=declared b=running"_s);
        QCOMPARE(stack.attention(), {u"service a: ended unseen"_s});
    }

    void aRequestThatStaysOpenExcusesNothingLater()
    {
        Stack stack;
        stack.watch.expect("a", Begin, stack.now);
        stack.see(u"!a=running !b=running"_s);
        stack.see(u"!a=completed !b=running"_s, 1'000'000);
        QVERIFY(stack.of(u"a"_s).state == State::EndedUnseen);
    }

    void oneThatNeverRanBesideOthersIsToldApart()
    {
        Stack stack;
        stack.see(u"a=running b=declared !c=declared"_s);
        QVERIFY(stack.of(u"b"_s).state == State::NotRunning);
        QVERIFY(stack.of(u"c"_s).state == State::NotObserved); // no local service runs
        QCOMPARE(stack.attention(), {u"service b: not running"_s});
    }

    void everythingGoneAtOnceIsOneThing_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("cause");
        QTest::addColumn<int>("expected");
        const auto row = [](const char *name, int kind, Cause cause, Cause expected) {
            QTest::newRow(name) << kind << int(cause) << int(expected);
        };
        row("nobody knows why", -1, Cause::None, Cause::Vanished);
        row("engine", int(Evidence::Kind::NothingSeen), Cause::EngineGone, Cause::EngineGone);
        row("compose file", int(Evidence::Kind::NothingSeen), Cause::StackRefused,
            Cause::StackRefused);
        row("removed", int(Evidence::Kind::NoContainer), Cause::None, Cause::TakenDown);
    }

    void everythingGoneAtOnceIsOneThing()
    {
        QFETCH(int, kind);
        QFETCH(int, cause);
        QFETCH(int, expected);
        Stack stack;
        stack.see(u"a=running b=running c=declared"_s);
        stack.see(u"a=declared b=declared c=declared"_s);
        if (kind >= 0) {
            Evidence evidence;
            evidence.kind = Evidence::Kind(kind);
            evidence.cause = Cause(cause);
            stack.watch.learn("a", evidence, stack.now);
            stack.see(u"a=declared b=declared c=declared"_s);
        }
        QVERIFY(stack.of(u"b"_s).state == State::NotObserved);
        QCOMPARE(int(stack.of(u"b"_s).cause), expected);
        QCOMPARE(stack.attention(), {u"stack demo: "_s + sightCauseText(Cause(expected))});
        stack.see(u"a=running b=running c=running"_s);
        QCOMPARE(stack.attention(), QStringList());
    }

    // The log of one that crashed earlier was read then: that tells nothing of the others.
    void anEarlierEndDoesNotExplainThatAllAreGone()
    {
        Stack stack;
        stack.see(u"a=running b=running c=running"_s);
        stack.see(u"a=running b=running c=declared"_s);
        stack.watch.learn("c", Evidence(), stack.now);
        stack.see(u"a=running b=running c=declared"_s);
        QVERIFY(stack.of(u"c"_s).state == State::EndedUnseen);
        stack.see(u"a=declared b=declared c=declared"_s);
        for (const QString &name : {u"a"_s, u"b"_s}) {
            QVERIFY(stack.of(name).state == State::NotObserved);
            QVERIFY(stack.of(name).cause == Cause::Vanished);
        }
        Evidence refused;
        refused.kind = Evidence::Kind::NothingSeen;
        refused.cause = Cause::StackRefused;
        stack.watch.learn("a", refused, stack.now);
        stack.see(u"a=declared b=declared c=declared"_s);
        QVERIFY(stack.of(u"b"_s).cause == Cause::StackRefused);
    }

    void everythingEndedByItself()
    {
        Stack stack;
        stack.see(u"a=running b=running"_s);
        stack.see(u"a=declared b=declared"_s);
        stack.watch.learn("b", Evidence(), stack.now);
        stack.see(u"a=declared b=declared"_s);
        QCOMPARE(stack.attention(),
                 QStringList({u"service a: ended unseen"_s, u"service b: ended unseen"_s}));
    }

    void aDownFromHereNeedsNobody()
    {
        Stack stack;
        stack.see(u"a=running b=running !c=running"_s);
        stack.watch.expect({}, End, stack.now);
        stack.see(u"a=declared b=running !c=declared"_s);
        stack.see(u"a=declared b=declared !c=declared"_s);
        QVERIFY(stack.of(u"a"_s).state == State::StoppedHere);
        QVERIFY(stack.of(u"c"_s).state == State::StoppedHere);
        QCOMPARE(stack.attention(), QStringList());
    }

    // Taken down here, and brought up elsewhere: one that crashed at once was not stopped from
    // here.
    void whatDidNotComeBackWithTheOthersIsNotStoppedFromHere()
    {
        Stack stack;
        stack.see(u"a=running b=running c=running"_s);
        stack.watch.expect({}, End, stack.now);
        stack.see(u"a=declared b=declared c=declared"_s);
        stack.see(u"a=running b=declared c=declared"_s); // that one alone was wanted
        QVERIFY(stack.of(u"c"_s).state == State::StoppedHere);
        stack.watch.expect({}, End, stack.now);
        stack.see(u"a=declared b=declared c=declared"_s);
        stack.see(u"a=running b=running c=declared"_s);
        QVERIFY(stack.of(u"c"_s).state == State::NotRunning);
        QCOMPARE(stack.attention(), {u"service c: not running"_s});
    }

    void theSupervisorOfLocalServicesIsGone()
    {
        Stack stack;
        stack.see(u"!a=running !b=running !c=disabled d=running"_s);
        QVERIFY(stack.of(u"c"_s).state == State::Idle);
        stack.see(u"!a=declared !b=declared !c=declared d=running"_s);
        QCOMPARE(stack.attention(), {u"stack demo: "_s + sightCauseText(Cause::SupervisorGone)});
    }

    void aStackThatNobodySawRunIsNoTrouble()
    {
        Stack stack;
        stack.see(u"a=declared !b=declared"_s);
        QVERIFY(stack.of(u"a"_s).state == State::NotObserved);
        QVERIFY(stack.of(u"a"_s).cause == Cause::StackDown);
        QCOMPARE(stack.attention(), QStringList());
    }

    void isKeptOverARestart()
    {
        Stack stack;
        stack.see(u"a=running b=running c=running"_s);
        stack.watch.expect("a", End, stack.now);
        stack.see(u"a=declared b=declared c=running"_s);
        Evidence evidence;
        evidence.exitCode = 137;
        stack.watch.learn("b", evidence, stack.now);
        stack.see(u"a=declared b=declared c=running"_s);
        const ServiceSights before = stack.watch.sights();

        Stack next;
        next.watch.restore(stack.watch.save());
        next.see(u"a=declared b=declared c=running"_s);
        QCOMPARE(next.watch.sights(), before);
        for (const char *damaged : {"", "[", "{}", "[1,null,{}]"}) {
            Stack other;
            other.watch.restore(damaged);
            other.see(u"a=running"_s);
            QCOMPARE(other.attention(), QStringList());
        }
    }

    void theTimelineTellsWhoAskedForAnEnd()
    {
        Stack stack;
        stack.see(u"a=running b=running c=running"_s);
        const SnapshotPtr before = stack.snapshot;
        stack.watch.expect("b", End, stack.now);
        stack.see(u"a=declared b=declared c=running"_s);
        QList<TimelineEvent> events = eventsBetween(*before, *stack.snapshot);
        addSights(events, stack.watch.sights());
        QCOMPARE(events.size(), 2);
        QCOMPARE(events.at(0).text(), u"running → declared, ended unseen"_s);
        QVERIFY(isUnseenEnd(events.at(0)));
        QCOMPARE(events.at(1).text(), u"running → declared, stopped from here"_s);
        QVERIFY(!isUnseenEnd(events.at(1)));
        for (const TimelineEvent &event : std::as_const(events))
            QCOMPARE(TimelineEvent::fromJson(event.toJson()), event);
    }

    void everyWordIsDecidedOnce_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<bool>("up");
        QTest::addColumn<bool>("ended");
        QTest::addColumn<bool>("down");
        const auto row = [](const char *word, bool up, bool ended, bool down) {
            QTest::newRow(*word ? word : "none")
                << QString::fromLatin1(word) << up << ended << down;
        };
        for (const char *word :
             {"running", "foreground", "launched", "watching", "launching", "restarting", "paused"})
            row(word, true, false, false);
        for (const char *word : {"exited", "completed", "dead", "error"})
            row(word, false, true, true);
        for (const char *word : {"disabled", "skipped", "created"})
            row(word, false, false, true);
        for (const char *word : {"", "declared", "pending", "scheduled", "terminating", "removing",
                                 "hibernating", "Running"})
            row(word, false, false, false);
    }

    void everyWordIsDecidedOnce()
    {
        QFETCH(QString, word);
        QFETCH(bool, up);
        QFETCH(bool, ended);
        QFETCH(bool, down);
        const ServiceState state = serviceState(word);
        QCOMPARE(isUp(state), up);
        QCOMPARE(hasEnded(state), ended);
        QCOMPARE(isDown(state), down);
        if (state == ServiceState::Other)
            QCOMPARE(serviceStatusText(word), word);
    }

    void healthIsSaidWhereItIsMore()
    {
        QCOMPARE(serviceStatusText(u"running"_s, u"unhealthy"_s), u"running, unhealthy"_s);
        QCOMPARE(serviceStatusText(u"running"_s, u"starting"_s), u"running, not yet healthy"_s);
        QCOMPARE(serviceStatusText(u"running"_s, u"healthy"_s), u"running"_s);
        QCOMPARE(serviceStatusText(u"declared"_s, u"unhealthy"_s), u"declared, not observed"_s);
    }
};

QTEST_GUILESS_MAIN(TestServiceWatch)

#include "tst_servicewatch.moc"
