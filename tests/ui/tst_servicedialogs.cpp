// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/livestore.h"
#include "core/tasks/taskrunner.h"
#include "tests/ui/doubleclick.h"
#include "tests/ui/servicespanetest.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/tableview.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

class TestServiceDialogs final : public ServicesPaneTest
{
    Q_OBJECT

private slots:
    void destroyAsksAndDefaultsToTheSafeButton();
    void stopsBeforeItDestroys();
    void refusedStopDestroysNothing();
    void createsFromTemplateOnce();
    void tellsOfSecretsWithoutAValueBeforeItCreates();
    void refusesBadNamesBeforeSending();
    void putsTheDaemonsWordsBesideTheField();
    void updatesAfterADryRun();
    void showsTheEndpoint();
    void mintsARouteToken();

private:
    [[nodiscard]] QWidget *openCreate();
};

void TestServiceDialogs::destroyAsksAndDefaultsToTheSafeButton()
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

void TestServiceDialogs::stopsBeforeItDestroys()
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

void TestServiceDialogs::refusedStopDestroysNothing()
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

QWidget *TestServiceDialogs::openCreate()
{
    trigger(u"serviceCreate"_s);
    (void)QTest::qWaitFor([] { return shownDialog(u"createServiceDialog"_s); });
    return shownDialog(u"createServiceDialog"_s);
}

void TestServiceDialogs::createsFromTemplateOnce()
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

void TestServiceDialogs::tellsOfSecretsWithoutAValueBeforeItCreates()
{
    QVERIFY(m_fixture->makeWorkspace());
    QWidget *dialog = openCreate();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>(u"serviceName"_s)->setText(u"hello"_s);
    auto *create = dialog->findChild<QPushButton *>(u"createServiceButton"_s);
    QTRY_VERIFY(create->isEnabled());
    auto *greeting = dialog->findChild<QLineEdit *>(u"input_greeting"_s);
    greeting->setText(u"${secret.nobody-set-this}"_s);
    auto *unset = dialog->findChild<QLabel *>(u"serviceUnsetSecrets"_s);
    auto *anyway = dialog->findChild<QCheckBox *>(u"serviceAnyway"_s);
    QVERIFY(unset && anyway);
    QTRY_VERIFY(unset->isVisible() && unset->text().contains(u"nobody-set-this"_s));
    QVERIFY(!create->isEnabled());
    QVERIFY(!create->toolTip().isEmpty());
    QTest::mouseClick(anyway, Qt::LeftButton, {}, QPoint(8, anyway->height() / 2));
    QVERIFY(anyway->isChecked());
    QVERIFY(create->isEnabled());
    greeting->setText(u"salut"_s); // nothing is left to confirm
    QVERIFY(!unset->isVisible());
    QVERIFY(!anyway->isChecked());
    QVERIFY(create->isEnabled());
    QCOMPARE(m_fixture->requests(u"/services/create"_s).size(), 0);
}

void TestServiceDialogs::refusesBadNamesBeforeSending()
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

void TestServiceDialogs::putsTheDaemonsWordsBesideTheField()
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

void TestServiceDialogs::updatesAfterADryRun()
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

void TestServiceDialogs::showsTheEndpoint()
{
    select({u"web"_s});
    QCOMPARE(m_fixture->requests(u"/services/web/endpoint"_s).size(), 0);
    trigger(u"serviceEndpoint"_s);
    auto *state = m_pane->findChild<QLabel *>(u"endpointState"_s);
    QTRY_VERIFY_WITH_TIMEOUT(state->text().contains(u"no route"_s), 20000);
    QVERIFY(!m_pane->findChild<QPushButton *>(u"openUrlButton"_s)->isEnabled());
    QCOMPARE(m_fixture->requests(u"/services/web/endpoint"_s).size(), 1);
}

void TestServiceDialogs::mintsARouteToken()
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

QTEST_MAIN(TestServiceDialogs)
#include "tst_servicedialogs.moc"
