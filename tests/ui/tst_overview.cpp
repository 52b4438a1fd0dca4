// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "core/session/stackwatch.h"
#include "tests/core/livedaemon.h"
#include "ui/jobs/jobsdescriptor.h"
#include "ui/overview/attentionmodel.h"
#include "ui/overview/overviewpane.h"
#include "ui/panes/countlinks.h"
#include "ui/secrets/secretsdescriptor.h"
#include "ui/services/servicesdescriptor.h"
#include "ui/sources/sourcesdescriptor.h"
#include "ui/templates/templatesdescriptor.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/tableproxy.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"
#include "ui/workspaces/workspacesdescriptor.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Seeded = R"("stackStatus":{"root":"/srv/stacks/demo","name":"demo"},
  "services":[{"name":"db","runtime":"container","status":"running","health":"healthy"},
    {"name":"ticker","runtime":"local","status":"declared","health":""},
    {"name":"web","runtime":"container","status":"exited","health":""},
    {"name":"worker","runtime":"container","status":"running","health":"unhealthy"}],
  "jobs":[{"name":"report","runtime":"local"}],
  "sources":[{"name":"app","kind":"git","state":"clean"},{"name":"lib","kind":"git","state":"behind"}],
  "workspaces":[{"name":"first-fix","template":"workspaces/demo","ttlExpiresAt":"2020-01-01T00:00:00Z"}],
  "templates":[{"ref":"workspaces/demo"}],
  "secrets":[{"name":"webhook-key","declared":true,"required":true,"hasValue":false},
    {"name":"set","declared":true,"hasValue":true}],
  "gitOpsTopology":{"workspaces":[{"name":"first-fix","exists":true,"state":"expired","expired":true,
      "innerStack":{"root":"/i","name":"inner","services":[{"name":"a","status":"running"},
        {"name":"b","status":"declared"}]}}],
    "links":[{"id":"first-fix:app","workspace":"first-fix","slot":"app","state":"dirty","dirty":true,
      "pushed":false,"unpushedReason":"uncommitted changes"}],"summary":{}})";

//! The real pane at a real store at a daemon.
struct Window
{
    Window()
        : session(folder.path())
        , watch(&session)
        , pane(&session, &watch,
               {servicesDescriptor(), workspacesDescriptor(), secretsDescriptor(),
                templatesDescriptor(), sourcesDescriptor(), jobsDescriptor()})
    {
        daemon.data = Seeded;
        pane.resize(1280, 800);
        pane.show();
    }

    void connectAndWait()
    {
        ConnectionSettings settings;
        settings.url.value = daemon.server.url();
        LiveTimings timings;
        timings.active = std::chrono::milliseconds(100);
        session.setLiveTimings(timings);
        session.connectTo(settings);
        QTRY_VERIFY(session.live() && session.live()->state() == LiveState::Live);
        QTRY_VERIFY(session.live()->snapshot()->knows(everyPart));
    }

    template <typename T>
    T *find(const QString &name)
    {
        return pane.findChild<T *>(name);
    }

    [[nodiscard]] QStringList rows(const QString &table, int first, int second)
    {
        QStringList lines;
        const QAbstractItemModel *model = find<FilterTable>(table)->proxy();
        for (int row = 0; row < model->rowCount(); ++row)
            lines.append(model->index(row, first).data().toString() + u": "_s
                         + model->index(row, second).data().toString());
        return lines;
    }

    QTemporaryDir folder;
    LiveDaemon daemon;
    Session session;
    StackWatch watch;
    OverviewPane pane;
};

} // namespace

class TestOverview final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_theme = new Theme(this);
        m_theme->setScheme(Theme::Scheme::Light);
    }

    void showsExactlyWhatNeedsAttention()
    {
        Window window;
        QCOMPARE(window.pane.statePage()->state(), StatePage::State::Empty);
        window.connectAndWait();
        const QStringList expected = {
            u"worker: unhealthy"_s,
            u"web: exited"_s,
            u"webhook-key: required, but has no value"_s,
            u"first-fix: expired"_s,
            u"first-fix:app: uncommitted changes"_s,
        };
        QCOMPARE(window.rows(u"attentionTable"_s, AttentionModel::NameColumn,
                             AttentionModel::ReasonColumn),
                 expected);
        QCOMPARE(window.find<QLabel>(u"stackName"_s)->text(), u"demo"_s);
        QCOMPARE(window.find<QLabel>(u"stackRoot"_s)->text(), u"/srv/stacks/demo"_s);
        QCOMPARE(window.pane.count(), 5);
        QVERIFY(window.pane.needsAttention());
        saveScreenshots(&window.pane);
    }

    //! The daemon has one word for an end, whoever wanted it.
    void whatWasStoppedHereIsNotMarked()
    {
        Window window;
        window.connectAndWait();
        const auto isMarked = [&window] {
            return !window.find<QToolButton>(u"count-services-completed"_s)->icon().isNull();
        };
        QByteArray data = QByteArray(Seeded).replace("\"exited\"", "\"completed\"");
        window.daemon.change(data);
        QTRY_VERIFY(window.find<QToolButton>(u"count-services-completed"_s));
        QVERIFY(isMarked());
        window.session.live()->expect(u"web"_s, ServiceExpectation::End);
        window.daemon.change(data.replace("\"declared\"", "\"running\""));
        const QString stopped = u"count-services-stopped-from-here"_s;
        QTRY_VERIFY(window.find<QToolButton>(stopped));
        QVERIFY(window.find<QToolButton>(stopped)->icon().isNull());
        QCOMPARE(window.find<QToolButton>(stopped)->text(), u"1 stopped from here"_s);
        const QString rows = window.rows(u"attentionTable"_s, 0, 2).join(u' ');
        QVERIFY2(!rows.contains(u"web:"_s), qPrintable(rows));
    }

    //! The snapshot on disk is older than the last event: it must not make that one happen again.
    void tellsNothingTwiceWhenConnectedAgain()
    {
        Window window;
        window.connectAndWait();
        const QString kept = window.session.profileFolder() + u"/snapshot.json"_s;
        QTRY_VERIFY(QFile::exists(kept));
        const QByteArray changed =
            QByteArray(window.daemon.data).replace("\"exited\"", "\"running\"");
        QVERIFY(changed != window.daemon.data);
        window.daemon.change(changed);
        const auto told = [&window] {
            const auto &events = window.watch.timeline()->events();
            return std::count_if(events.cbegin(), events.cend(), [](const TimelineEvent &event) {
                return event.kind != TimelineEvent::Kind::Gap;
            });
        };
        QTRY_COMPARE(told(), 1);
        window.connectAndWait();
        QTRY_VERIFY(window.session.live()->lastUpdate()
                    && window.session.live()->lastUpdate()->previous);
        QCOMPARE(told(), 1);
    }

    void rowsOpenTheirObject_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<ObjectKind>("kind");
        QTest::addColumn<QString>("name");
        QTest::newRow("service") << 0 << ObjectKind::Service << u"worker"_s;
        QTest::newRow("secret") << 2 << ObjectKind::Secret << u"webhook-key"_s;
        QTest::newRow("workspace") << 3 << ObjectKind::Workspace << u"first-fix"_s;
        QTest::newRow("slot") << 4 << ObjectKind::Slot << u"first-fix:app"_s;
    }

    void rowsOpenTheirObject()
    {
        QFETCH(int, row);
        QFETCH(ObjectKind, kind);
        QFETCH(QString, name);
        Window window;
        window.connectAndWait();
        QSignalSpy opened(&window.pane, &Pane::openRequested);
        TableView *view = window.find<FilterTable>(u"attentionTable"_s)->view();
        view->setCurrentIndex(view->model()->index(row, 0));
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        const auto object = opened.first().at(0).value<ObjectRef>();
        QCOMPARE(object.name, name);
        QCOMPARE(object.kind, kind);
    }

    void countsAreLinks_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("pane");
        QTest::addColumn<QString>("filter");
        QTest::newRow("all") << u"count-services"_s << u"Services 4"_s << u"services"_s
                             << QString();
        QTest::newRow("exited") << u"count-services-exited"_s << u"1 exited"_s << u"services"_s
                                << u"status:exited"_s;
        QTest::newRow("running") << u"count-services-running"_s << u"2 running"_s << u"services"_s
                                 << u"status:running"_s;
        QTest::newRow("unhealthy") << u"count-services-unhealthy"_s << u"1 unhealthy"_s
                                   << u"services"_s << u"health:unhealthy"_s;
        QTest::newRow("dirty") << u"count-workspaces-dirty"_s << u"1 dirty"_s << u"workspaces"_s
                               << u"changes:dirty"_s;
        QTest::newRow("behind") << u"count-sources-behind"_s << u"1 behind"_s << u"sources"_s
                                << u"state:behind"_s;
        QTest::newRow("missing secrets") << u"count-secrets-missing"_s << u"1 without a value"_s
                                         << u"secrets"_s << u"value:required"_s;
    }

    void countsAreLinks()
    {
        QFETCH(QString, button);
        QFETCH(QString, text);
        Window window;
        window.connectAndWait();
        QSignalSpy followed(&window.pane, &Pane::navigateRequested);
        auto *link = window.find<QAbstractButton>(button);
        QVERIFY(link);
        QCOMPARE(link->text(), text);
        QTest::mouseClick(link, Qt::LeftButton);
        QCOMPARE(followed.count(), 1);
        QTEST(followed.first().at(0).toString(), "pane");
        QTEST(followed.first().at(1).toString(), "filter");
    }

    void innerStacksOpenTheirWorkspace()
    {
        Window window;
        window.connectAndWait();
        QSignalSpy opened(&window.pane, &Pane::openRequested);
        auto *link = window.find<QAbstractButton>(u"count-inner-first-fix"_s);
        QVERIFY(link);
        QVERIFY2(link->text().contains(u"1 of 2"_s), qPrintable(link->text()));
        QTest::mouseClick(link, Qt::LeftButton);
        QCOMPARE(opened.first().at(0).value<ObjectRef>(),
                 (ObjectRef{ObjectKind::Workspace, u"first-fix"_s}));
    }

    void tellsWhatHappenedAndWhatIsNew()
    {
        Window window;
        window.connectAndWait();
        auto *state = window.find<StatePage>(u"timelineState"_s);
        QCOMPARE(state->state(), StatePage::State::Empty);
        QByteArray changed = Seeded;
        changed.replace(R"("status":"exited")", R"("status":"running")");
        window.daemon.change(changed);
        QTRY_COMPARE(window.rows(u"timelineTable"_s, 1, 3),
                     QStringList{u"web: exited → running"_s});
        QCOMPARE(state->state(), StatePage::State::Ready);
        auto *seen = window.find<QPushButton>(u"markLooked"_s);
        QVERIFY(seen->isEnabled());
        QTest::mouseClick(seen, Qt::LeftButton);
        QVERIFY(!seen->isEnabled());
        QCOMPARE(window.rows(u"timelineTable"_s, 1, 4), QStringList{u"web: "_s});
        window.find<QCheckBox>(u"onlyNew"_s)->setChecked(true);
        QCOMPARE(window.rows(u"timelineTable"_s, 1, 3), QStringList());
        QCOMPARE(state->state(), StatePage::State::Empty);
        changed.replace(R"("hasValue":false)", R"("hasValue":true)");
        window.daemon.change(changed);
        QTRY_COMPARE(window.rows(u"timelineTable"_s, 1, 3),
                     QStringList{u"webhook-key: got a value"_s});
    }

    void staysReadableWhenTheDaemonIsAway()
    {
        Window window;
        window.connectAndWait();
        window.daemon.queryAnswer = Script::json("{\"error\":\"unauthorized\"}", 401);
        window.session.live()->refresh();
        QTRY_VERIFY(window.pane.statePage()->isStale());
        QCOMPARE(window.rows(u"attentionTable"_s, 0, 2).size(), 5);
        QVERIFY(!window.pane.notices()->notices().isEmpty());
    }

    void nothingToDoIsSaid()
    {
        Window window;
        window.daemon.data = LiveDaemon::services({"web=running"});
        window.connectAndWait();
        QCOMPARE(window.find<StatePage>(u"attentionState"_s)->state(), StatePage::State::Empty);
        QVERIFY(!window.pane.needsAttention());
    }

    void keepsItsStateAndSelection()
    {
        Window window;
        window.connectAndWait();
        auto *table = window.find<FilterTable>(u"attentionTable"_s);
        QVERIFY(table->selectKey(u"1 web"_s));
        QByteArray changed = Seeded;
        changed.replace(R"("health":"unhealthy")", R"("health":"healthy")");
        window.daemon.change(changed);
        QTRY_COMPARE(window.rows(u"attentionTable"_s, 0, 2).size(), 4);
        QCOMPARE(table->currentKey(), u"1 web"_s);
        const QByteArray state = window.pane.saveState();
        QVERIFY(!state.isEmpty());
        window.pane.restoreState(state);
        window.pane.restoreState("nonsense");
    }

    void everyControlHasAName()
    {
        Window window;
        window.connectAndWait();
        const QList<QWidget *> widgets = window.pane.findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            const bool control = qobject_cast<const QAbstractButton *>(widget)
                && widget->focusPolicy() != Qt::NoFocus && widget->isVisible();
            if (!control)
                continue;
            QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
            const QAccessibleInterface *face =
                QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
            QVERIFY2(!face->text(QAccessible::Name).isEmpty(), qPrintable(widget->objectName()));
        }
    }

    void hostileNamesStayText()
    {
        Window window;
        window.daemon.data = R"("stackStatus":{"root":"<b>r</b>","name":"<img src=x>"},
            "services":[{"name":"<b>x</b>","status":"exited"}])";
        window.connectAndWait();
        QCOMPARE(window.find<QLabel>(u"stackName"_s)->textFormat(), Qt::PlainText);
        QCOMPARE(window.rows(u"attentionTable"_s, 0, 2), QStringList{u"<b>x</b>: exited"_s});
    }

private:
    //! Pictures for the eye, when a folder for them is given.
    void saveScreenshots(QWidget *pane)
    {
        const QString folder = qEnvironmentVariable("ANGEE_SCREENSHOTS");
        if (folder.isEmpty())
            return;
        for (const bool dark : {false, true}) {
            m_theme->setScheme(dark ? Theme::Scheme::Dark : Theme::Scheme::Light);
            for (const QSize size : {QSize(1280, 800), QSize(900, 680)}) {
                pane->resize(size);
                QCoreApplication::processEvents();
                pane->grab().save(
                    u"%1/overview-%2-%3.png"_s.arg(folder, dark ? u"dark"_s : u"light"_s)
                        .arg(size.width()));
            }
        }
        m_theme->setScheme(Theme::Scheme::Light);
    }

    Theme *m_theme = nullptr;
};

QTEST_MAIN(TestOverview)
#include "tst_overview.moc"
