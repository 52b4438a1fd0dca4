// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/secretactions.h"
#include "core/live/livestore.h"
#include "core/tasks/taskrunner.h"
#include "tests/ui/doubleclick.h"
#include "tests/ui/panefixture.h"
#include "ui/panes/bulkpanel.h"
#include "ui/services/servicedetail.h"
#include "ui/services/servicescontroller.h"
#include "ui/services/servicespane.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

class TestServicesPane final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void showsWhatTheDaemonTells();
    void startsStopsAndRestarts();
    void anEndThatNobodyHereAskedForIsShownWithItsLastWords();
    void whatWasChangedIsBroughtIn();
    void theDaemonItselfIsAskedAbout();
    void disabledActionsSayWhy();
    void theSameKeyTwiceDoesOneThing();
    void failureStaysOnTheRowUntilDismissed();
    void destroyAsksAndDefaultsToTheSafeButton();
    void stopsBeforeItDestroys();
    void refusedStopDestroysNothing();
    void createsFromTemplateOnce();
    void refusesBadNamesBeforeSending();
    void putsTheDaemonsWordsBesideTheField();
    void updatesAfterADryRun();
    void bulkShowsOneResultARow();
    void bulkOfTwentyKeepsOrderAndRetriesTheFailed();
    void bulkCancelsTheRest();
    void showsTheEndpoint();
    void mintsARouteToken();
    void nothingStaysOfADaemonThatIsGone();
    void readOnlyProfileChangesNothing();
    void confirmingProfileAsksBeforeEveryChange();
    void whatIsSelectedIsActedUpon();

private:
    void select(const QStringList &names);
    void trigger(const QString &action);
    [[nodiscard]] QAction *action(const QString &name) const;
    [[nodiscard]] QString status(const QString &name) const;
    [[nodiscard]] QWidget *openCreate();
    void click(QWidget *parent, const QString &button);
    void bringUp(const QString &name);
    void addServices(int count);
    [[nodiscard]] QStringList bulkColumn(int column) const;

    std::unique_ptr<PaneFixture> m_fixture;
    std::unique_ptr<ServicesPane> m_pane;
    std::unique_ptr<ServicesController> m_controller;
};

void TestServicesPane::init()
{
    if (QStandardPaths::findExecutable(u"git"_s).isEmpty())
        QSKIP("git is not installed");
    m_fixture = std::make_unique<PaneFixture>();
    const QString error = m_fixture->start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
    m_pane = std::make_unique<ServicesPane>();
    m_pane->resize(1200, 800);
    m_controller = std::make_unique<ServicesController>(m_fixture->session(), m_pane.get());
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
}

void TestServicesPane::cleanup()
{
    m_controller.reset();
    m_pane.reset();
    m_fixture.reset();
}

void TestServicesPane::select(const QStringList &names)
{
    TableView *view = m_pane->table()->view();
    view->clearSelection();
    for (const QString &name : names) {
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            const QModelIndex index = view->model()->index(row, 0);
            if (index.data(TableModelBase::KeyRole).toString() != name)
                continue;
            if (name == names.first())
                QVERIFY(m_pane->selectKey(name));
            else
                view->selectionModel()->select(
                    index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }
    QCOMPARE(m_pane->table()->selectedKeys().size(), names.size());
}

QAction *TestServicesPane::action(const QString &name) const
{
    return m_pane->findChild<QAction *>(name);
}

void TestServicesPane::trigger(const QString &name)
{
    QVERIFY2(action(name), qPrintable(name));
    QVERIFY2(action(name)->isEnabled(), qPrintable(action(name)->toolTip()));
    action(name)->trigger();
}

QString TestServicesPane::status(const QString &name) const
{
    const auto record = m_pane->model()->service(name);
    return record ? shownStatus(*record) : u"(gone)"_s;
}

void TestServicesPane::click(QWidget *parent, const QString &name)
{
    auto *button = parent->findChild<QPushButton *>(name);
    QVERIFY2(button, qPrintable(name));
    QTRY_VERIFY2(button->isEnabled(), qPrintable(button->toolTip()));
    QTest::mouseClick(button, Qt::LeftButton);
}

void TestServicesPane::bringUp(const QString &name)
{
    select({name});
    trigger(u"serviceUp"_s);
    QTRY_COMPARE_WITH_TIMEOUT(status(name), u"running"_s, 20000);
}

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

void TestServicesPane::destroyAsksAndDefaultsToTheSafeButton()
{
    select({u"ticker"_s});
    m_pane->table()->view()->setFocus();
    QTest::keyClick(m_pane->table()->view(), Qt::Key_Delete);
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    QWidget *dialog = shownDialog(u"confirmDialog"_s);
    QCOMPARE(dialog->windowTitle(), u"Destroy service \"ticker\""_s);
    const QString where = dialog->findChild<QLabel *>(u"confirmWhere"_s)->text();
    QVERIFY(where.contains(u"staging"_s) && where.contains(u"demo"_s));
    QVERIFY(dialog->findChild<QLabel *>(u"lostList"_s)->text().contains(u"services/ticker"_s));
    QVERIFY(dialog->findChild<QPushButton *>(u"confirmCancel"_s)->isDefault());
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(!shownDialog(u"confirmDialog"_s));
    QCOMPARE(m_fixture->requests(u"/destroy"_s).size(), 0);
    QCOMPARE(m_fixture->session()->tasks()->tasks().size(), 0);
}

void TestServicesPane::stopsBeforeItDestroys()
{
    bringUp(u"ticker"_s);
    m_fixture->clearRequests();
    trigger(u"serviceDestroy"_s);
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    click(shownDialog(u"confirmDialog"_s), u"confirmVerb"_s);
    QTRY_COMPARE_WITH_TIMEOUT(status(u"ticker"_s), u"(gone)"_s, 20000);
    QTRY_VERIFY(!shownDialog(u"confirmDialog"_s));
    const QStringList sent = m_fixture->requests(u"POST"_s).filter(u"/services/ticker/"_s);
    QCOMPARE(sent.size(), 2);
    QVERIFY(sent.first().contains(u"/stop"_s) && sent.last().contains(u"/destroy"_s));
}

void TestServicesPane::refusedStopDestroysNothing()
{
    bringUp(u"ticker"_s);
    m_fixture->server()->faults()->failNext(u"/services/ticker/stop"_s, 1, 500);
    trigger(u"serviceDestroy"_s);
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    const QPointer<QWidget> dialog = shownDialog(u"confirmDialog"_s);
    click(dialog, u"confirmVerb"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog
                                 || dialog->findChild<QPlainTextEdit *>(u"confirmFailure"_s)
                                        ->toPlainText()
                                        .contains(u"nothing was destroyed"_s),
                             20000);
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(m_fixture->requests(u"/destroy"_s).size(), 0);
}

QWidget *TestServicesPane::openCreate()
{
    trigger(u"serviceCreate"_s);
    (void)QTest::qWaitFor([] { return shownDialog(u"createServiceDialog"_s); });
    return shownDialog(u"createServiceDialog"_s);
}

void TestServicesPane::createsFromTemplateOnce()
{
    QVERIFY(m_fixture->makeWorkspace());
    QWidget *dialog = openCreate();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>(u"serviceName"_s)->setText(u"hello"_s);
    dialog->findChild<QLineEdit *>(u"input_greeting"_s)->setText(u"salut"_s);
    auto *create = dialog->findChild<QPushButton *>(u"createServiceButton"_s);
    QVERIFY(create->isEnabled());
    doubleClick(create);
    QTRY_COMPARE_WITH_TIMEOUT(status(u"hello"_s), u"declared, not observed"_s, 20000);
    QTRY_VERIFY(!shownDialog(u"createServiceDialog"_s));
    QCOMPARE(m_fixture->requests(u"/services/create"_s).size(), 1);
    QTRY_COMPARE(m_pane->table()->currentKey(), u"hello"_s);
    QCOMPARE(m_pane->model()->service(u"hello"_s)->workspaces, u"first-fix"_s);
}

void TestServicesPane::refusesBadNamesBeforeSending()
{
    QVERIFY(m_fixture->makeWorkspace());
    QWidget *dialog = openCreate();
    QVERIFY(dialog);
    auto *name = dialog->findChild<QLineEdit *>(u"serviceName"_s);
    auto *problem = dialog->findChild<QLabel *>(u"serviceNameProblem"_s);
    auto *create = dialog->findChild<QPushButton *>(u"createServiceButton"_s);
    for (const QString &bad : {u"../x"_s, u"A B"_s, u"ticker"_s}) {
        name->setText(bad);
        QVERIFY2(problem->isVisible() && !problem->text().isEmpty(), qPrintable(bad));
        QVERIFY(!create->isEnabled());
        QCOMPARE(create->toolTip(), problem->text());
    }
    name->setText(u"fine"_s);
    QVERIFY(!problem->isVisible());
    QVERIFY(create->isEnabled());
    QCOMPARE(m_fixture->requests(u"/services/create"_s).size(), 0);
}

void TestServicesPane::putsTheDaemonsWordsBesideTheField()
{
    QVERIFY(m_fixture->makeWorkspace());
    QWidget *dialog = openCreate();
    QVERIFY(dialog);
    // Made by somebody else meanwhile, under the name that the template gives.
    QCOMPARE(m_fixture->wire()
                 .post("/services/create", R"({"template":"echo","workspace":"first-fix"})")
                 .status,
             201);
    auto *name = dialog->findChild<QLineEdit *>(u"serviceName"_s);
    auto *create = dialog->findChild<QPushButton *>(u"createServiceButton"_s);
    name->setFocus();
    QTRY_VERIFY(create->isEnabled());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(!create->isEnabled());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); // in haste
    auto *problem = dialog->findChild<QLabel *>(u"serviceNameProblem"_s);
    QTRY_VERIFY_WITH_TIMEOUT(problem->text().contains(u"echo-first-fix"_s), 20000);
    QVERIFY(dialog->isVisible());
    QVERIFY(name->hasFocus());
    QCOMPARE(m_fixture->requests(u"/services/create"_s).size(), 1);
    QVERIFY(dialog->findChild<QPushButton *>(u"createServiceButton"_s)->isVisible());
}

void TestServicesPane::updatesAfterADryRun()
{
    QVERIFY(m_fixture->makeWorkspace());
    QCOMPARE(m_fixture->wire()
                 .post("/services/create",
                       R"({"template":"echo","workspace":"first-fix","name":"echo"})")
                 .status,
             201);
    m_fixture->session()->live()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(m_pane->model()->service(u"echo"_s), 20000);
    select({u"echo"_s});
    trigger(u"serviceUpdate"_s);
    QTRY_VERIFY(shownDialog(u"updateServiceDialog"_s));
    QWidget *dialog = shownDialog(u"updateServiceDialog"_s);
    auto *apply = dialog->findChild<QPushButton *>(u"applyUpdateButton"_s);
    auto *verdict = dialog->findChild<QLabel *>(u"dryRunVerdict"_s);
    QVERIFY(!apply->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(verdict->text().contains(u"Nothing would change"_s), 20000);
    QVERIFY(!apply->isEnabled());
    dialog->findChild<QComboBox *>(u"updateTemplate"_s)->setCurrentIndex(0);
    dialog->findChild<QLineEdit *>(u"input_greeting"_s)->setText(u"bye"_s);
    QVERIFY(!apply->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(apply->isEnabled(), 20000);
    QCOMPARE(dialog->findChild<QTableWidget *>(u"dryRunTable"_s)->rowCount(), 1);
    click(dialog, u"applyUpdateButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!shownDialog(u"updateServiceDialog"_s), 20000);
    QFile manifest(m_fixture->stack()->root() + u"/angee.yaml"_s);
    QVERIFY(manifest.open(QIODevice::ReadOnly));
    QVERIFY(manifest.readAll().contains("bye"));
    manifest.close();

    // Back to the default: what the field shows to begin with is not what the service has.
    trigger(u"serviceUpdate"_s);
    QTRY_VERIFY(shownDialog(u"updateServiceDialog"_s));
    dialog = shownDialog(u"updateServiceDialog"_s);
    dialog->findChild<QComboBox *>(u"updateTemplate"_s)->setCurrentIndex(0);
    auto *greeting = dialog->findChild<QLineEdit *>(u"input_greeting"_s);
    QCOMPARE(greeting->text(), u"hello"_s);
    greeting->clear();
    greeting->setText(u"hello"_s);
    click(dialog, u"applyUpdateButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!shownDialog(u"updateServiceDialog"_s), 20000);
    QVERIFY(manifest.open(QIODevice::ReadOnly));
    QVERIFY(!manifest.readAll().contains("bye"));
}

void TestServicesPane::bulkShowsOneResultARow()
{
    m_fixture->server()->faults()->failNext(u"/services/web/restart"_s, 1, 500);
    select({u"ticker"_s, u"web"_s});
    QVERIFY(!action(u"serviceLogs"_s)->isEnabled());
    trigger(u"serviceRestart"_s);
    auto *panel = m_pane->bulkPanel();
    QTRY_VERIFY(panel->isVisible());
    auto *table = panel->findChild<QTableWidget *>(u"bulkTable"_s);
    auto *dismiss = panel->findChild<QPushButton *>(u"bulkDismissButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(dismiss->isEnabled(), 20000);
    QCOMPARE(table->rowCount(), 2);
    QCOMPARE(table->item(0, 0)->text(), u"ticker"_s);
    QCOMPARE(table->item(1, 0)->text(), u"web"_s);
    QCOMPARE(table->item(1, 1)->text(), u"failed"_s);
    QVERIFY(!table->item(1, 2)->text().isEmpty());
    const qsizetype before = m_fixture->requests(u"/services/ticker/restart"_s).size();
    const qsizetype webBefore = m_fixture->requests(u"/services/web/restart"_s).size();
    QCOMPARE(webBefore, 1);
    click(panel, u"bulkRetryButton"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->requests(u"/services/web/restart"_s).size(), 2, 20000);
    QTRY_VERIFY_WITH_TIMEOUT(dismiss->isEnabled(), 20000);
    if (table->item(0, 1)->text() == u"done"_s)
        QCOMPARE(m_fixture->requests(u"/services/ticker/restart"_s).size(), before);
    click(panel, u"bulkDismissButton"_s);
    QVERIFY(!panel->isVisible());
}

//! Further local services s01, s02, …, made by somebody else.
void TestServicesPane::addServices(int count)
{
    for (int i = 1; i <= count; ++i) {
        const QByteArray name = "s" + QByteArray::number(i).rightJustified(2, '0');
        const WireAnswer answer = m_fixture->wire().post(
            "/services",
            R"({"runtime":"local","command":["sleep","600"],"name":")" + name + R"("})");
        QCOMPARE(answer.status, 201);
    }
    m_fixture->session()->live()->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(m_pane->model()->rowCount(), count + 2, 20000);
}

QStringList TestServicesPane::bulkColumn(int column) const
{
    QStringList texts;
    auto *table = m_pane->bulkPanel()->findChild<QTableWidget *>(u"bulkTable"_s);
    for (int row = 0; row < table->rowCount(); ++row)
        texts.append(table->item(row, column)->text());
    return texts;
}

void TestServicesPane::bulkOfTwentyKeepsOrderAndRetriesTheFailed()
{
    addServices(20);
    QStringList names;
    for (int i = 1; i <= 20; ++i)
        names.append(u"s%1"_s.arg(i, 2, 10, QChar(u'0')));
    m_fixture->server()->faults()->failNext(u"/services/s(03|07|11|20)/destroy"_s, 4, 500);
    select(names);
    trigger(u"serviceDestroy"_s);
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    QWidget *dialog = shownDialog(u"confirmDialog"_s);
    QCOMPARE(dialog->windowTitle(), u"Destroy 20 services"_s);
    dialog->findChild<QRadioButton *>(u"choice-destroyOnly"_s)->click();
    click(dialog, u"confirmVerb"_s);
    auto *dismiss = m_pane->bulkPanel()->findChild<QPushButton *>(u"bulkDismissButton"_s);
    QTRY_VERIFY(m_pane->bulkPanel()->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(dismiss->isEnabled(), 60000);
    QCOMPARE(bulkColumn(0), names);
    QCOMPARE(bulkColumn(1).count(u"failed"_s), 4);
    QCOMPARE(bulkColumn(1).count(u"done"_s), 16);
    for (const int row : {2, 6, 10, 19}) {
        QCOMPARE(bulkColumn(1).at(row), u"failed"_s);
        QVERIFY(!bulkColumn(2).at(row).isEmpty());
    }
    QCOMPARE(m_fixture->requests(u"/destroy"_s).size(), 20);
    click(m_pane->bulkPanel(), u"bulkRetryButton"_s);
    QTRY_COMPARE_WITH_TIMEOUT(bulkColumn(1).count(u"done"_s), 20, 60000);
    QCOMPARE(m_fixture->requests(u"/destroy"_s).size(), 24);
    QCOMPARE(bulkColumn(0), names);
    QTRY_COMPARE_WITH_TIMEOUT(m_pane->model()->rowCount(), 2, 20000);
}

void TestServicesPane::bulkCancelsTheRest()
{
    addServices(8);
    m_fixture->server()->faults()->setLatency(u"/restart"_s, std::chrono::milliseconds(1500));
    m_pane->table()->view()->selectAll();
    trigger(u"serviceRestart"_s);
    QTRY_COMPARE(bulkColumn(1).count(u"running"_s), 3);
    QCOMPARE(bulkColumn(1).count(u"waiting"_s), 7);
    click(m_pane->bulkPanel(), u"bulkCancelButton"_s);
    QCOMPARE(bulkColumn(1).count(u"cancelled"_s), 7);
    auto *dismiss = m_pane->bulkPanel()->findChild<QPushButton *>(u"bulkDismissButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(dismiss->isEnabled(), 30000);
    QCOMPARE(m_fixture->requests(u"/restart"_s).size(), 3);
}

void TestServicesPane::showsTheEndpoint()
{
    select({u"web"_s});
    QCOMPARE(m_fixture->requests(u"/services/web/endpoint"_s).size(), 0);
    trigger(u"serviceEndpoint"_s);
    auto *state = m_pane->findChild<QLabel *>(u"endpointState"_s);
    QTRY_VERIFY_WITH_TIMEOUT(state->text().contains(u"no route"_s), 20000);
    QVERIFY(!m_pane->findChild<QPushButton *>(u"openUrlButton"_s)->isEnabled());
    QCOMPARE(m_fixture->requests(u"/services/web/endpoint"_s).size(), 1);
}

void TestServicesPane::mintsARouteToken()
{
    select({u"web"_s});
    trigger(u"serviceEndpoint"_s);
    click(m_pane.get(), u"mintRouteTokenButton"_s);
    QTRY_VERIFY(shownDialog(u"routeTokenDialog"_s));
    QWidget *dialog = shownDialog(u"routeTokenDialog"_s);
    auto *mint = dialog->findChild<QPushButton *>(u"mintTokenButton"_s);
    QVERIFY(!mint->isEnabled()); // nobody named
    QCOMPARE(dialog->focusWidget()->objectName(), u"tokenActor"_s); // typing starts there
    dialog->findChild<QLineEdit *>(u"tokenActor"_s)->setText(u"alice"_s);
    auto *ttl = dialog->findChild<QLineEdit *>(u"tokenTtl"_s);
    for (const QString &bad : {u"1d"_s, u"48h"_s, u"60"_s}) {
        ttl->setText(bad);
        QVERIFY2(!mint->isEnabled(), qPrintable(bad));
        QVERIFY(!dialog->findChild<QLabel *>(u"tokenTtlProblem"_s)->text().isEmpty());
    }
    ttl->setText(u"30m"_s);
    click(dialog, u"mintTokenButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shownChild<QPushButton>(dialog, u"copyTokenButton"_s), 20000);
    auto *field = dialog->findChild<QWidget *>(u"mintedToken"_s)->findChild<QLineEdit *>();
    const QString token = field->text();
    QCOMPARE(token.count(u'.'), 2);
    QCOMPARE(field->echoMode(), QLineEdit::Password);
    click(dialog, u"copyTokenButton"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), token);
    for (const Task *task : m_fixture->session()->tasks()->tasks()) {
        QVERIFY(!task->output().contains(token.toLatin1()));
        QVERIFY(!task->words().contains(token));
    }
    QVERIFY(m_fixture->requests(token).isEmpty());
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
