// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/notices.h"
#include "core/live/servicewatch.h"
#include "core/live/snapshotdecoder.h"
#include "core/live/timeline.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace angee;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = TimelineEvent::Kind;

namespace {

SnapshotPtr snapshotOf(const QByteArray &data, qint64 atMs = 1000)
{
    return decodeSnapshot("{\"data\":{" + data + "}}",
                          QDateTime::fromMSecsSinceEpoch(atMs, Qt::UTC))
        .snapshot;
}

QStringList told(const QByteArray &before, const QByteArray &after)
{
    QStringList lines;
    for (const TimelineEvent &event : eventsBetween(*snapshotOf(before), *snapshotOf(after, 2000)))
        lines.append(event.object.name + u": "_s + event.text());
    return lines;
}

TimelineEvent status(const QString &service, qint64 atMs, const QString &after)
{
    TimelineEvent event;
    event.atMs = atMs;
    event.object = {ObjectKind::Service, service};
    event.after = after;
    return event;
}

QStringList attention(const QByteArray &data, qint64 nowMs = 0)
{
    QStringList lines;
    for (const AttentionItem &item : findAttention(*snapshotOf(data), nowMs))
        lines.append(kindText(item.object.kind) + u' ' + item.object.name + u": "_s + item.reason);
    return lines;
}

AttentionItem down(const QString &service)
{
    return {Severity::Bad,
            AttentionKind::ServiceExited,
            {ObjectKind::Service, service},
            u"exited"_s,
            0};
}

} // namespace

class TestTimeline final : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatChanged_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *name, const QByteArray &before, const QByteArray &after,
                            const QStringList &expected) {
            QTest::newRow(name) << before << after << expected;
        };
        row("service status and health",
            R"("services":[{"name":"web","status":"running","health":""}])",
            R"("services":[{"name":"web","status":"exited","health":"unhealthy"}])",
            {u"web: running → exited"_s, u"web: health none → unhealthy"_s});
        row("services came and went", R"("services":[{"name":"a"}])",
            R"("services":[{"name":"b"}])", {u"b: added"_s, u"a: removed"_s});
        row("secret", R"("secrets":[{"name":"k","hasValue":false},{"name":"l","hasValue":true}])",
            R"("secrets":[{"name":"k","hasValue":true},{"name":"l","hasValue":false}])",
            {u"k: got a value"_s, u"l: lost its value"_s});
        row("slot", R"("gitOpsTopology":{"links":[{"id":"w:app","state":"clean","pushed":true}]})",
            R"("gitOpsTopology":{"links":[{"id":"w:app","state":"diverged","dirty":true,
               "pushed":false,"unpushedReason":"2 commit(s) ahead of main"}]})",
            {u"w:app: clean → diverged"_s, u"w:app: has uncommitted changes"_s,
             u"w:app: unpushed: 2 commit(s) ahead of main"_s});
        row("slot that is gone with its work",
            R"("gitOpsTopology":{"links":[{"id":"w:app","state":"dirty","dirty":true,
              "pushed":false,"unpushedReason":"1 commit(s) ahead"}]})",
            R"("gitOpsTopology":{"links":[{"id":"w:app","state":"missing","pushed":true}]})",
            {u"w:app: dirty → missing"_s});
        row("slot becomes dirty, once",
            R"("gitOpsTopology":{"links":[{"id":"w:app","state":"clean"}]})",
            R"("gitOpsTopology":{"links":[{"id":"w:app","state":"dirty","dirty":true}]})",
            {u"w:app: has uncommitted changes"_s});
        row("workspaces", R"("workspaces":[{"name":"old"}])", R"("workspaces":[{"name":"new"}])",
            {u"new: created"_s, u"old: gone"_s});
        row("workspace expired",
            R"("workspaces":[{"name":"w"}],"gitOpsTopology":{"workspaces":[
               {"name":"w","state":"ready","expired":false}]})",
            R"("workspaces":[{"name":"w"}],"gitOpsTopology":{"workspaces":[
               {"name":"w","state":"expired","expired":true}]})",
            {u"w: expired"_s});
        row("topology not known for a moment is no change",
            R"("workspaces":[{"name":"w"}],"gitOpsTopology":{"workspaces":[
               {"name":"w","state":"ready"}],"links":[{"id":"w:a","state":"clean"}]})",
            R"("workspaces":[{"name":"w"}],"gitOpsTopology":null)", {});
        row("jobs, templates, sources",
            R"("jobs":[],"templates":[{"ref":"t"}],"sources":[{"name":"s","state":"clean"}])",
            R"("jobs":[{"name":"j"}],"templates":[],"sources":[{"name":"s","state":"behind"}])",
            {u"j: added"_s, u"s: clean → behind"_s, u"t: removed"_s});
        row("what changes all the time is no event",
            R"("sources":[{"name":"s","state":"ahead","ahead":1}])",
            R"("sources":[{"name":"s","state":"ahead","ahead":2}])", {});
    }

    void tellsWhatChanged()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QStringList, expected);
        QCOMPARE(told(before, after), expected);
        QCOMPARE(told(after, after), QStringList());
    }

    void fiftyChangesAreFiftyRowsAndAFloodIsCounted()
    {
        const auto services = [](int count, const QByteArray &word) {
            QByteArrayList rows;
            for (int i = 0; i < count; ++i)
                rows.append("{\"name\":\"s" + QByteArray::number(10000 + i) + "\",\"status\":\""
                            + word + "\"}");
            return "\"services\":[" + rows.join(',') + ']';
        };
        const auto events = [&](int count) {
            return eventsBetween(*snapshotOf(services(count, "running")),
                                 *snapshotOf(services(count, "exited")));
        };
        QCOMPARE(timelineRows(events(50)).size(), 50);
        const QList<TimelineEvent> flood = events(3000);
        QCOMPARE(flood.size(), 501);
        QVERIFY(flood.last().kind == Kind::More);
        QCOMPARE(flood.last().count, 2500);
    }

    void everyKindSurvivesTheDisk()
    {
        for (int kind = 0; kind <= int(Kind::Gap); ++kind) {
            TimelineEvent event;
            event.kind = Kind(kind);
            event.atMs = 1795506118000;
            event.object = {ObjectKind::Stack, u"näme\n"_s};
            event.before = u"a"_s;
            event.count = 3;
            event.fromMs = 7;
            const QByteArray line = event.toJson();
            QVERIFY(!line.contains('\n'));
            const std::optional<TimelineEvent> read = TimelineEvent::fromJson(line);
            QVERIFY(read);
            event.object.kind = read->object.kind; // follows from the kind
            QVERIFY(*read == event);
            QVERIFY(!read->text().isEmpty());
        }
        QVERIFY(!TimelineEvent::fromJson("{\"kind\":\"from-the-future\"}"));
        QVERIFY(!TimelineEvent::fromJson("{\"kind\":\"service-st"));
    }

    void keepsEventsAndTheMarker()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"profile/timeline.jsonl"_s);
        {
            Timeline timeline(path);
            timeline.add({status(u"web"_s, 1000, u"exited"_s)});
            QCOMPARE(timeline.unseenCount(), 1);
            timeline.markLooked();
            QCOMPARE(timeline.unseenCount(), 0);
            timeline.addGap(QDateTime::fromMSecsSinceEpoch(2000),
                            QDateTime::fromMSecsSinceEpoch(3000));
        }
        QVERIFY(QFile::exists(path));
        QVERIFY(!(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther)));
        QFile torn(path);
        QVERIFY(torn.open(QIODevice::Append));
        torn.write("{\"kind\":\"service-status\",\"at\":12");
        torn.close();
        Timeline timeline(path);
        QCOMPARE(timeline.events().size(), 2);
        QVERIFY(timeline.events().last().kind == Kind::Gap);
        QVERIFY(timeline.lookedAtMs() > 0);
        QCOMPARE(timeline.problem(), QString());
    }

    void tellsOnlyWhatWasNotToldSince()
    {
        Timeline timeline(QString{});
        timeline.add({status(u"web"_s, 1000, u"exited"_s), status(u"web"_s, 2000, u"running"_s),
                      status(u"db"_s, 2000, u"exited"_s)});
        // Kept at 1500: web came up after that, db fell; only the new fall of web is news.
        timeline.addUntold({status(u"db"_s, 5000, u"exited"_s)}, 1500);
        QCOMPARE(timeline.events().size(), 3);
        timeline.addUntold({status(u"web"_s, 5000, u"exited"_s)}, 1500);
        QCOMPARE(timeline.events().size(), 4);
        // What was told before the snapshot was kept may well have happened again.
        timeline.addUntold({status(u"db"_s, 9000, u"exited"_s)}, 8000);
        QCOMPARE(timeline.events().size(), 5);
    }

    void isBounded()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"timeline.jsonl"_s);
        Timeline timeline(path);
        timeline.markLooked();
        QSignalSpy trimmed(&timeline, &Timeline::trimmed);
        for (int round = 0; round < 30; ++round) {
            QList<TimelineEvent> events;
            for (int i = 0; i < 500; ++i)
                events.append(status(u"web"_s, round * 500 + i, u"x"_s));
            timeline.add(events);
        }
        QCOMPARE(timeline.events().size(), Timeline::MostEvents);
        QCOMPARE(timeline.events().last().atMs, 14999);
        QVERIFY(trimmed.count() > 0);
        const Timeline again(path);
        QVERIFY(again.events() == timeline.events());
        QCOMPARE(again.lookedAtMs(), timeline.lookedAtMs());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().count('\n') <= 2 * Timeline::MostEvents + 1);
    }

    void saysWhenItCannotBeKept()
    {
        Timeline timeline(u"/proc/no/such/place"_s);
        QSignalSpy problems(&timeline, &Timeline::problemChanged);
        timeline.add({status(u"web"_s, 1, u"x"_s)});
        QCOMPARE(problems.count(), 1);
        QVERIFY(!timeline.problem().isEmpty());
        QCOMPARE(timeline.events().size(), 1);
    }

    void foldsAFlappingService()
    {
        QList<TimelineEvent> events;
        for (int i = 0; i < 5; ++i)
            events.append(status(u"web"_s, 1000 * i, i % 2 ? u"running"_s : u"exited"_s));
        events.append(status(u"db"_s, 6000, u"running"_s));
        events.append(status(u"web"_s, 3'600'000, u"running"_s)); // an hour later
        const QList<TimelineRow> rows = timelineRows(events);
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows.at(0).times, 1);
        QCOMPARE(rows.at(1).event.object.name, u"db"_s);
        QCOMPARE(rows.at(2).times, 5);
        QCOMPARE(rows.at(2).firstMs, 0);
        QCOMPARE(rowText(rows.at(2)), u"flapped 5 times, now exited"_s);
    }

    void runningAndTakingDownIsNoFlapping()
    {
        QList<TimelineEvent> events;
        for (int i = 0; i < 4; ++i)
            events.append(status(u"web"_s, 1000 * i, i % 2 ? u"declared"_s : u"running"_s));
        const QList<TimelineRow> rows = timelineRows(events);
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rowText(rows.at(0)), u"changed 4 times, now declared"_s);
    }

    void filtersByObject()
    {
        TimelineEvent gap;
        gap.kind = Kind::Gap;
        const QList<TimelineEvent> events = {status(u"web"_s, 1, u"a"_s), gap,
                                             status(u"db"_s, 2, u"a"_s)};
        const QList<TimelineRow> rows =
            timelineRows(events, ObjectRef{ObjectKind::Service, u"web"_s});
        QCOMPARE(rows.size(), 2);
        QVERIFY(rows.at(0).event.kind == Kind::Gap);
        QCOMPARE(rows.at(1).event.object.name, u"web"_s);
    }

    void findsExactlyWhatNeedsAttention()
    {
        const QByteArray data = R"("services":[
            {"name":"a","status":"running","health":"healthy"},
            {"name":"b","status":"exited"},
            {"name":"c","status":"running","health":"unhealthy"},
            {"name":"d","status":"declared"},
            {"name":"e","status":"restarting"},
            {"name":"f","status":"completed"}],
          "sources":[{"name":"ok","state":"clean"},{"name":"away","state":"error","error":"no route"},
            {"name":"fork","state":"diverged","ahead":1,"behind":2},{"name":"wip","state":"dirty","dirty":true}],
          "secrets":[{"name":"set","required":true,"hasValue":true},{"name":"unset","required":true},
            {"name":"optional"}],
          "workspaces":[{"name":"fresh","ttlExpiresAt":"1970-01-10T00:00:00Z"},
            {"name":"soon","ttlExpiresAt":"1970-01-02T12:00:00Z"},
            {"name":"over","ttlExpiresAt":"1970-01-01T12:00:00Z"},{"name":"forever"}],
          "gitOpsTopology":{"links":[
            {"id":"w:clean","state":"clean","pushed":true},
            {"id":"w:dirty","state":"dirty","dirty":true,"pushed":false,"unpushedReason":"uncommitted changes"},
            {"id":"w:ahead","state":"ahead","pushed":false,"unpushedReason":"1 commit(s) ahead of main"},
            {"id":"w:wrong","state":"branch-mismatch","pushed":false,"unpushedReason":"current branch/ref x"},
            {"id":"w:gone","state":"missing","pushed":true}]},
          "ingressStatus":{"type":"caddy","domain":"x","routes":[
            {"service":"a","url":"https://a"},{"service":"d","url":"https://d"}]})";
        const qint64 day = 24 * 3600 * 1000;
        const QStringList expected = {
            u"service c: unhealthy"_s,
            u"service b: exited"_s,
            u"service f: completed"_s,
            u"route d: the service behind its route is declared, not observed: https://d"_s,
            u"slot w:gone: missing"_s,
            u"source away: no route"_s,
            u"secret unset: required, but has no value"_s,
            u"service e: restarting"_s,
            u"slot w:wrong: current branch/ref x"_s,
            u"source fork: diverged: 1 ahead, 2 behind"_s,
            u"workspace over: expired"_s,
            u"workspace soon: expires within 24 hours"_s,
            u"slot w:dirty: uncommitted changes"_s,
            u"slot w:ahead: 1 commit(s) ahead of main"_s,
        };
        QCOMPARE(attention(data, day), expected);
    }

    void whatSomebodyStoppedNeedsNobody()
    {
        const auto at = [](const QByteArray &word, qint64 ms) {
            return snapshotOf(R"("services":[{"name":"web","status":")" + word + R"("}],
                "ingressStatus":{"routes":[{"service":"web","url":"https://web"}]})",
                              ms);
        };
        ServiceWatch watch;
        const auto needs = [&watch](const SnapshotPtr &snapshot) {
            watch.review(*snapshot);
            return findAttention(*snapshot, 0, {}, watch.sights()).size();
        };
        constexpr auto End = ServiceExpectation::End;
        QCOMPARE(needs(at("completed", 1000)), 2); // the service and its route
        watch.expect("web", End, 2000);
        QCOMPARE(needs(at("running", 3000)), 0); // not ended yet
        QCOMPARE(needs(at("completed", 4000)), 0);
        QCOMPARE(needs(at("running", 5000)), 0); // it was started again,
        QCOMPARE(needs(at("completed", 6000)), 2); // and this end is its own

        watch.expect("web", End, 10'000); // the stop never did anything
        QCOMPARE(needs(at("running", 100'000)), 0);
        QCOMPARE(needs(at("completed", 101'000)), 2);

        watch.expect("web", End, 110'000);
        watch.expect("web", ServiceExpectation::Nothing, 110'000); // refused
        QCOMPARE(needs(at("completed", 111'000)), 2);
    }

    void rememberSinceWhen()
    {
        const SnapshotPtr snapshot = snapshotOf(R"("services":[{"name":"a","status":"exited"}])");
        const QList<AttentionItem> first = findAttention(*snapshot, 100);
        QCOMPARE(first.at(0).sinceMs, 100);
        QCOMPARE(findAttention(*snapshot, 200, first).at(0).sinceMs, 100);
        const SnapshotPtr other =
            snapshotOf(R"("services":[{"name":"a","status":"running","health":"unhealthy"}])");
        QCOMPARE(findAttention(*other, 300, first).at(0).sinceMs, 300);
    }

    void noticesTellNewTroubleOnce()
    {
        Notices notices(Notices::Waits{50ms, 1h}, nullptr);
        QSignalSpy spy(&notices, &Notices::notice);
        notices.review({down(u"old"_s)}); // how it was when watching began
        notices.review({down(u"old"_s), down(u"web"_s)});
        QTRY_COMPARE(spy.count(), 1);
        QCOMPARE(spy.first().first().value<DesktopNotice>().object.name, u"web"_s);
        notices.review({});
        notices.review({down(u"web"_s)}); // flaps: told already
        notices.review({down(u"web"_s), down(u"db"_s)});
        QTRY_COMPARE(spy.count(), 2);
        QCOMPARE(spy.last().first().value<DesktopNotice>().object.name, u"db"_s);
    }

    void noticesAreDebouncedAndMuted()
    {
        Notices notices(Notices::Waits{50ms, 1h}, nullptr);
        QSignalSpy spy(&notices, &Notices::notice);
        notices.review({});
        notices.review({down(u"short"_s)});
        notices.review({}); // over before it lasted
        notices.setMuted(NoticeRule::ServiceDown, true);
        AttentionItem secret = down(u"key"_s);
        secret.kind = AttentionKind::SecretMissing;
        secret.object.kind = ObjectKind::Secret;
        notices.review({down(u"web"_s), secret});
        QTRY_COMPARE(spy.count(), 1);
        QTest::qWait(100);
        QCOMPARE(spy.count(), 1);
        QVERIFY(spy.first().first().value<DesktopNotice>().rule == NoticeRule::SecretMissing);
    }
};

QTEST_GUILESS_MAIN(TestTimeline)
#include "tst_timeline.moc"
