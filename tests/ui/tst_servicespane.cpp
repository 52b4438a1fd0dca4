// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/secretactions.h"
#include "core/live/livestore.h"
#include "core/tasks/taskrunner.h"
#include "tests/ui/servicespanetest.h"
#include "ui/services/servicedetail.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/tableview.h"

#include <QApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

class TestServicesPane final : public ServicesPaneTest
{
    Q_OBJECT

private slots:
    void showsWhatTheDaemonTells();
    void startsStopsAndRestarts();
    void anEndThatNobodyHereAskedForIsShownWithItsLastWords();
    void whatWasChangedIsBroughtIn();
    void theDaemonItselfIsAskedAbout();
    void disabledActionsSayWhy();
    void theSameKeyTwiceDoesOneThing();
    void failureStaysOnTheRowUntilDismissed();
    void nothingStaysOfADaemonThatIsGone();
    void readOnlyProfileChangesNothing();
    void confirmingProfileAsksBeforeEveryChange();
    void whatIsSelectedIsActedUpon();
};

void TestServicesPane::showsWhatTheDaemonTells()
{
    QTRY_COMPARE(m_pane->model()->rowCount(), 2);
    QCOMPARE(status(u"ticker"_s), u"declared, not observed"_s);
    QCOMPARE(status(u"web"_s), u"declared, not observed"_s);
    select({u"web"_s});
    QVERIFY(m_pane->detail()->isVisible());
    QCOMPARE(m_pane->detail()->serviceName(), u"web"_s);
    QCOMPARE(m_pane->count(), 2);
}

void TestServicesPane::startsStopsAndRestarts()
{
    bringUp(u"ticker"_s);
    QVERIFY(m_pane->model()->service(u"ticker"_s)->result);
    trigger(u"serviceRestart"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_pane->model()->service(u"ticker"_s)->result->state == Task::State::Succeeded
            && m_pane->model()->service(u"ticker"_s)->result->verb == ActionVerb::Restart,
        20000);
    QTRY_COMPARE_WITH_TIMEOUT(status(u"ticker"_s), u"running"_s, 20000);
    QStringList alarms;
    connect(m_fixture->session()->live(), &LiveStore::updated, m_pane.get(),
            [&alarms](const LiveUpdatePtr &update) {
                for (const AttentionItem &item : update->attention)
                    alarms.append(item.object.name);
            });
    trigger(u"serviceStop"_s);
    QTRY_COMPARE_WITH_TIMEOUT(status(u"ticker"_s), u"stopping…"_s, 20000);
    QTRY_COMPARE_WITH_TIMEOUT(status(u"ticker"_s), u"stopped from here"_s, 20000);
    // It ended because somebody here wanted it to.
    QVERIFY2(!alarms.contains(u"ticker"_s), qPrintable(alarms.join(u' ')));
    QCOMPARE(m_fixture->requests(u"/services/ticker/stop"_s).size(), 1);
}

void TestServicesPane::anEndThatNobodyHereAskedForIsShownWithItsLastWords()
{
    bringUp(u"ticker"_s);
    auto *end = m_pane->detail()->findChild<QWidget *>(u"serviceEnd"_s);
    QVERIFY(end && !end->isVisible());
    QCOMPARE(m_fixture->wire().post("/services/ticker/stop").status, 200); // somebody else
    QTRY_COMPARE_WITH_TIMEOUT(status(u"ticker"_s), u"completed"_s, 20000);
    const auto sight = [this] { return m_pane->model()->service(u"ticker"_s)->sight; };
    QVERIFY(sight().state == ServiceSight::State::EndedUnseen);
    QVERIFY(sight().sinceMs > 0);
    QTRY_VERIFY(end->isVisible());
    auto *lines = end->findChild<QPlainTextEdit *>(u"serviceLastLines"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!lines->toPlainText().isEmpty(), 20000);
    // One that somebody here never asked for stands beside it, and is told apart.
    QVERIFY(m_pane->model()->service(u"web"_s)->sight.state != ServiceSight::State::EndedUnseen);
    QSignalSpy opened(m_pane.get(), &Pane::openRequested);
    click(end, u"endLogsButton"_s);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().value<ObjectRef>(), (ObjectRef{ObjectKind::Log, u"ticker"_s}));
    click(end, u"endUpButton"_s);
    QTRY_COMPARE_WITH_TIMEOUT(status(u"ticker"_s), u"running"_s, 20000);
    QTRY_VERIFY(!end->isVisible());
}

// A local service reads its secrets when it starts: until then it says so, and how to change that.
void TestServicesPane::whatWasChangedIsBroughtIn()
{
    bringUp(u"ticker"_s);
    QVERIFY(!action(u"serviceApply"_s)->isEnabled());
    m_fixture->session()->tasks()->request(setSecretTask(u"webhook-key"_s, u"another"_s), this);
    QTRY_COMPARE_WITH_TIMEOUT(status(u"ticker"_s), u"running, perhaps old state"_s, 20000);
    QVERIFY(m_pane->notices()->contains(u"oldStates"_s));
    QVERIFY(action(u"serviceApply"_s)->isEnabled());
    auto *old = m_pane->detail()->findChild<QWidget *>(u"serviceOldState"_s);
    QTRY_VERIFY(old && old->isVisible());
    const QString words = old->findChild<QLabel *>(u"serviceOldStateText"_s)->text();
    QVERIFY2(words.contains("webhook-key"_L1), qPrintable(words));
    auto *apply = old->findChild<QPushButton *>(u"applyChangesButton"_s);
    QCOMPARE(apply->text(), u"Restart"_s); // a container would be made anew
    m_fixture->clearRequests();
    click(old, u"applyChangesButton"_s);
    QTRY_COMPARE_WITH_TIMEOUT(status(u"ticker"_s), u"running"_s, 20000);
    QCOMPARE(m_fixture->requests(u"/services/ticker/restart"_s).size(), 1);
    QVERIFY(!old->isVisible());
    // What it came up with may use the secret too, and was not restarted.
    for (const Notice &notice : m_pane->notices()->notices())
        QVERIFY2(!notice.text.contains("ticker"_L1), qPrintable(notice.text));
}

void TestServicesPane::theDaemonItselfIsAskedAbout()
{
    QCOMPARE(m_fixture->wire()
                 .post("/services", R"({"name":"operator","command":["sleep","1000"]})")
                 .status,
             201);
    QTRY_COMPARE_WITH_TIMEOUT(m_pane->model()->rowCount(), 3, 20000);
    select({u"operator"_s});
    trigger(u"serviceStop"_s);
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    QWidget *dialog = shownDialog(u"confirmDialog"_s);
    const QString text = dialog->findChild<QLabel *>(u"confirmText"_s)->text();
    QVERIFY2(text.contains("is the daemon that this console is connected to"_L1), qPrintable(text));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!shownDialog(u"confirmDialog"_s));
    QVERIFY(m_fixture->requests(u"/services/operator/stop"_s).isEmpty());
}

void TestServicesPane::disabledActionsSayWhy()
{
    bringUp(u"ticker"_s);
    QTRY_VERIFY(!action(u"serviceStart"_s)->isEnabled());
    QVERIFY(!action(u"serviceStart"_s)->toolTip().isEmpty());
    QVERIFY(action(u"serviceStart"_s)->toolTip() != action(u"serviceStart"_s)->text());
    QVERIFY(action(u"serviceStop"_s)->isEnabled());
    m_pane->table()->view()->clearSelection();
    QTRY_VERIFY(!action(u"serviceStop"_s)->isEnabled());
}

void TestServicesPane::theSameKeyTwiceDoesOneThing()
{
    bringUp(u"ticker"_s);
    auto *stop = shownChild<QToolButton>(m_pane.get(), u"serviceStopButton"_s);
    QTRY_VERIFY(stop && stop->isEnabled());
    stop->setFocus(Qt::TabFocusReason);
    QTest::keyClick(stop, Qt::Key_Space);
    QTRY_VERIFY(!stop->isEnabled());
    // The focus must not have moved on to a button that does something else.
    QVERIFY(!qobject_cast<QToolButton *>(QApplication::focusWidget()));
    if (QWidget *focus = QApplication::focusWidget())
        QTest::keyClick(focus, Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_pane->model()->service(u"ticker"_s)->result->state == Task::State::Succeeded, 20000);
    QCOMPARE(m_fixture->requests(u"/services/ticker/restart"_s).size(), 0);
    QCOMPARE(m_fixture->requests(u"/services/ticker/stop"_s).size(), 1);
}

void TestServicesPane::failureStaysOnTheRowUntilDismissed()
{
    select({u"web"_s});
    trigger(u"serviceRestart"_s); // nothing runs: the daemon refuses
    QTRY_VERIFY_WITH_TIMEOUT(m_pane->model()->service(u"web"_s)->result
                                 && m_pane->model()->service(u"web"_s)->result->state
                                     == Task::State::Failed,
                             20000);
    QCOMPARE(status(u"web"_s), u"declared, not observed"_s);
    const QString words = m_pane->model()->service(u"web"_s)->result->words;
    QVERIFY2(words.contains(u"web"_s), qPrintable(words));
    QVERIFY(!words.contains(QChar(0x1b)));
    m_fixture->session()->live()->refresh();
    auto *shown = m_pane->findChild<QPlainTextEdit *>(u"serviceResultWords"_s);
    QCOMPARE(shown->toPlainText(), words);
    click(m_pane.get(), u"dismissResultButton"_s);
    QVERIFY(!m_pane->model()->service(u"web"_s)->result);
}

void TestServicesPane::nothingStaysOfADaemonThatIsGone()
{
    QTRY_COMPARE(m_pane->model()->rowCount(), 2);
    select({u"web"_s});
    m_fixture->session()->disconnectFromDaemon();
    QTRY_COMPARE(m_pane->model()->rowCount(), 0);
    QVERIFY(m_pane->selected().isEmpty());
    QVERIFY(!m_pane->detail()->isVisible());
    QVERIFY(!action(u"serviceDestroy"_s)->isEnabled());
    QCOMPARE(m_pane->count(), -1);
}

void TestServicesPane::readOnlyProfileChangesNothing()
{
    ConnectionSettings settings = m_fixture->session()->settings();
    settings.protection = Protection::ReadOnly;
    settings.policy.readOnly = true;
    m_fixture->session()->connectTo(settings);
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->snapshot(), 20000);
    QTRY_COMPARE(m_pane->model()->rowCount(), 2);
    select({u"web"_s});
    for (const QString &name :
         {u"serviceStart"_s, u"serviceUp"_s, u"serviceDestroy"_s, u"serviceCreate"_s}) {
        QVERIFY2(!action(name)->isEnabled(), qPrintable(name));
        QVERIFY2(action(name)->toolTip().contains(u"read-only"_s), qPrintable(name));
    }
    QVERIFY(action(u"serviceLogs"_s)->isEnabled());
}

void TestServicesPane::confirmingProfileAsksBeforeEveryChange()
{
    ConnectionSettings settings = m_fixture->session()->settings();
    settings.protection = Protection::Confirm;
    m_fixture->session()->connectTo(settings);
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->session()->whyNoChanges().isEmpty(), 20000);
    QTRY_COMPARE(m_pane->model()->rowCount(), 2);
    select({u"ticker"_s});
    trigger(u"serviceUp"_s);
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    QWidget *dialog = shownDialog(u"confirmDialog"_s);
    QCOMPARE(dialog->windowTitle(), u"Bring up service \"ticker\""_s);
    QCOMPARE(m_fixture->session()->tasks()->tasks().size(), 0);
    click(dialog, u"confirmVerb"_s);
    QTRY_COMPARE_WITH_TIMEOUT(status(u"ticker"_s), u"running"_s, 20000);
}

// The cursor stands on another row than the one that is selected: title, detail, buttons, question
// and every action are about the selected one.
void TestServicesPane::whatIsSelectedIsActedUpon()
{
    TableView *view = m_pane->table()->view();
    select({u"web"_s});
    view->setFocus();
    const int selected = view->currentIndex().row();
    const Qt::Key away = selected == 0 ? Qt::Key_End : Qt::Key_Home;
    QTest::keyClick(view, away, Qt::ControlModifier);
    QVERIFY(view->currentIndex().row() != selected);
    QCOMPARE(m_pane->detail()->serviceName(), u"web"_s);
    QCOMPARE(m_pane->findChild<QLabel *>(u"servicesSelection"_s)->accessibleName(), u"web"_s);
    auto *stop = m_pane->findChild<QToolButton *>(u"serviceStopButton"_s);
    QCOMPARE(stop->accessibleName(), u"Stop: web"_s);

    QSignalSpy acted(m_pane.get(), &ServicesPane::actionRequested);
    QSignalSpy opened(m_pane.get(), &Pane::openRequested);
    QSignalSpy destroyed(m_pane.get(), &ServicesPane::destroyRequested);
    QSignalSpy updated(m_pane.get(), &ServicesPane::updateFromTemplateRequested);
    m_controller.reset(); // what is asked for counts here
    int walked = 0;
    for (QAction *each : m_pane->findChildren<QAction *>()) {
        if (!each->objectName().startsWith("service"_L1) || each->objectName() == "serviceCreate"_L1
            || !each->isEnabled())
            continue;
        each->trigger();
        ++walked;
    }
    QVERIFY(walked >= 6);
    for (const QSignalSpy *spy : {&acted, &destroyed, &updated}) {
        for (const QList<QVariant> &arguments : *spy)
            QCOMPARE(arguments.constLast().toStringList(), QStringList{u"web"_s});
    }
    QCOMPARE(opened.size(), 1); // the logs
    QCOMPARE(opened.first().first().value<ObjectRef>().name, u"web"_s);
    QVERIFY(acted.size() >= 3 && destroyed.size() == 1 && updated.size() == 1);
}

QTEST_MAIN(TestServicesPane)
#include "tst_servicespane.moc"
