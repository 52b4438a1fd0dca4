// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/pipeline/healthwatch.h"
#include "core/pipeline/savepipeline.h"

#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;
using Scope = HealthWatch::Scope;
using Verdict = HealthWatch::Verdict;
using Way = SavePipeline::Way;

Q_DECLARE_METATYPE(Service)

namespace {

Service local(const QString &name, const QString &status, const QString &health = {})
{
    return {name, u"local"_s, status, health};
}

Service box(const QString &name, const QString &status, const QString &health = {})
{
    return {name, u"container"_s, status, health};
}

} // namespace

class TestHealthWatch final : public QObject
{
    Q_OBJECT

private slots:
    void judges_data();
    void judges();
    void endedBeforeMayStillStart();
    void scopes();
    void tellsWhatChanged();
    void whatDidNotRunBeforeIsToldAndNotWaitedFor();
    void waysToApply_data();
    void waysToApply();
};

void TestHealthWatch::judges_data()
{
    QTest::addColumn<Service>("service");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<QString>("words");

    const auto row = [](const char *name, const QString &status, const QString &health,
                        Verdict verdict, const QString &words) {
        QTest::newRow(name) << box(u"a"_s, status, health) << verdict << words;
    };
    row("running", u"running"_s, {}, Verdict::Good, u"Running: a."_s);
    row("healthy", u"running"_s, u"healthy"_s, Verdict::Good, u"Running: a."_s);
    row("starting", u"running"_s, u"starting"_s, Verdict::Waiting,
        u"Not running: a (running, starting)."_s);
    row("unhealthy", u"running"_s, u"unhealthy"_s, Verdict::Bad,
        u"Not well: a (running, unhealthy)."_s);
    row("declared", u"declared"_s, {}, Verdict::Waiting, u"Declared, not observed: a."_s);
    row("restarting", u"restarting"_s, {}, Verdict::Waiting, u"Not running: a (restarting)."_s);
    row("created", u"created"_s, {}, Verdict::Waiting, u"Not running: a (created)."_s);
    row("exited", u"exited"_s, {}, Verdict::Bad, u"Not well: a (exited)."_s);
    row("completed", u"completed"_s, {}, Verdict::Bad, u"Not well: a (completed)."_s);
    row("an unknown word", u"hovering"_s, {}, Verdict::Waiting, u"Not running: a (hovering)."_s);
    row("disabled", u"disabled"_s, {}, Verdict::Nothing, {});
}

void TestHealthWatch::judges()
{
    QFETCH(Service, service);
    QFETCH(Verdict, verdict);
    QFETCH(QString, words);
    HealthWatch watch(Scope::All, {});
    QCOMPARE(watch.observe({service}), verdict);
    QCOMPARE(watch.words(), words);
    // When the time is over, "not observed" is not known, and an end is a failure.
    QCOMPARE(watch.hasEnded(), verdict == Verdict::Bad);
    // One that is good does not make up for one that is not.
    const bool counts = verdict != Verdict::Nothing;
    QCOMPARE(watch.observe({box(u"b"_s, u"running"_s), service}), counts ? verdict : Verdict::Good);
}

void TestHealthWatch::endedBeforeMayStillStart()
{
    HealthWatch watch(Scope::All, {local(u"a"_s, u"completed"_s)});
    QCOMPARE(watch.observe({local(u"a"_s, u"completed"_s)}), Verdict::Waiting);
    QVERIFY(watch.hasEnded());
    QCOMPARE(watch.observe({local(u"a"_s, u"running"_s)}), Verdict::Good);
    QVERIFY(!watch.hasEnded());
    QCOMPARE(watch.observe({local(u"a"_s, u"completed"_s)}), Verdict::Bad);
}

void TestHealthWatch::scopes()
{
    const QList<Service> before{local(u"up"_s, u"running"_s), local(u"off"_s, u"declared"_s),
                                box(u"box"_s, u"declared"_s)};
    HealthWatch were(Scope::WereUp, before);
    QCOMPARE(were.observe(before), Verdict::Good);
    QCOMPARE(were.words(), u"Running: up."_s);
    HealthWatch containers(Scope::ContainersAndWereUp, before);
    QCOMPARE(containers.observe(before), Verdict::Waiting);
    QCOMPARE(containers.words(), u"Declared, not observed: box. Running: up."_s);
    HealthWatch all(Scope::All, before);
    QCOMPARE(all.observe(before), Verdict::Waiting);
    QCOMPARE(all.words(), u"Declared, not observed: off, box. Running: up."_s);
    // Added by what was saved.
    QCOMPARE(containers.observe({local(u"up"_s, u"running"_s), box(u"box"_s, u"running"_s),
                                 box(u"new"_s, u"dead"_s)}),
             Verdict::Bad);
    HealthWatch none(Scope::WereUp, {});
    QCOMPARE(none.observe(before), Verdict::Nothing);
}

void TestHealthWatch::tellsWhatChanged()
{
    HealthWatch watch(Scope::All, {});
    QCOMPARE(watch.observe({box(u"a"_s, u"running"_s, u"starting"_s), box(u"b"_s, u"declared"_s)}),
             Verdict::Waiting);
    QCOMPARE(watch.news(),
             QStringList({u"a: running, starting"_s, u"b: declared, not observed"_s}));
    QCOMPARE(watch.observe({box(u"a"_s, u"running"_s, u"healthy"_s), box(u"b"_s, u"declared"_s)}),
             Verdict::Waiting);
    QCOMPARE(watch.news(), QStringList(u"a: running, healthy"_s));
}

// Another container that does not run, and did not before, says nothing about the change.
void TestHealthWatch::whatDidNotRunBeforeIsToldAndNotWaitedFor()
{
    const auto services = [](const QString &page, const QString &crashed) {
        return QList{box(u"page"_s, page), box(u"crashed"_s, crashed)};
    };
    HealthWatch watch(Scope::ContainersAndWereUp, services(u"running"_s, u"declared"_s));
    QCOMPARE(watch.observe(services(u"running"_s, u"declared"_s)), Verdict::Good);
    QCOMPARE(watch.words(), u"Running: page. Not seen to run, nor before: crashed."_s);
    // The one that ran has to: declared beside others, it does not.
    QCOMPARE(watch.observe(services(u"declared"_s, u"declared"_s)), Verdict::Waiting);
    QVERIFY(!watch.hasEnded()); // nothing at all is seen
    HealthWatch both(Scope::ContainersAndWereUp, services(u"running"_s, u"running"_s));
    QCOMPARE(both.observe(services(u"running"_s, u"declared"_s)), Verdict::Waiting);
    QVERIFY(both.hasEnded());
    // One that came up with the change is watched from then on.
    HealthWatch came(Scope::ContainersAndWereUp, services(u"running"_s, u"declared"_s));
    QCOMPARE(came.observe(services(u"running"_s, u"running"_s)), Verdict::Good);
    QCOMPARE(came.observe(services(u"running"_s, u"declared"_s)), Verdict::Waiting);
    QVERIFY(came.hasEnded());
}

void TestHealthWatch::waysToApply_data()
{
    QTest::addColumn<QList<Service>>("services");
    QTest::addColumn<QList<Way>>("ways");

    QTest::newRow("unknown") << QList<Service>{} << QList{Way::Containers};
    QTest::newRow("containers") << QList{box(u"a"_s, u"declared"_s)} << QList{Way::Containers};
    QTest::newRow("locals run") << QList{local(u"a"_s, u"running"_s)} << QList{Way::LocalsRunOn};
    QTest::newRow("both run") << QList{local(u"a"_s, u"running"_s), box(u"b"_s, u"exited"_s)}
                              << QList{Way::Containers};
    QTest::newRow("no local runs")
        << QList{local(u"a"_s, u"declared"_s), local(u"c"_s, u"completed"_s),
                 box(u"b"_s, u"running"_s)}
        << QList{Way::Containers, Way::Everything};
    QTest::newRow("locals alone, none runs")
        << QList{local(u"a"_s, u"declared"_s)} << QList{Way::Everything};
    QTest::newRow("one local runs")
        << QList{local(u"a"_s, u"declared"_s), local(u"c"_s, u"running"_s)}
        << QList{Way::LocalsRunOn};
}

void TestHealthWatch::waysToApply()
{
    QFETCH(QList<Service>, services);
    QFETCH(QList<Way>, ways);
    QCOMPARE(applyWays(services), ways);
}

QTEST_GUILESS_MAIN(TestHealthWatch)
#include "tst_healthwatch.moc"
