// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/ui/panefixture.h"
#include "ui/templates/templatescontroller.h"
#include "ui/templates/templatespane.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/tableproxy.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QTreeWidget>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

class TestTemplatesPane final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void showsEveryInput();
    void searchesAcrossInputs();
    void offersToCreateFromIt();
    void copiesTheRef();
    void marksAmbiguousNames();
    void resolvesByNameAndKind();

private:
    std::unique_ptr<PaneFixture> m_fixture;
    std::unique_ptr<TemplatesPane> m_pane;
    std::unique_ptr<TemplatesController> m_controller;
};

void TestTemplatesPane::init()
{
    if (QStandardPaths::findExecutable(u"git"_s).isEmpty())
        QSKIP("git is not installed");
    m_fixture = std::make_unique<PaneFixture>();
    // The same name and kind twice, under two refs.
    m_fixture->stack()->write(u"templates/services/echo2/copier.yml"_s, R"(
_subdirectory: template
_angee:
  kind: service
  name: echo
volume:
  type: int
  default: 7
  immutable: true
)");
    const QString error = m_fixture->start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
    m_pane = std::make_unique<TemplatesPane>();
    m_pane->resize(1200, 800);
    m_controller = std::make_unique<TemplatesController>(m_fixture->session(), m_pane.get());
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    QTRY_COMPARE(m_pane->model()->rowCount(), 3);
}

void TestTemplatesPane::cleanup()
{
    m_controller.reset();
    m_pane.reset();
    m_fixture.reset();
}

void TestTemplatesPane::showsEveryInput()
{
    QVERIFY(m_pane->selectKey(u"services/echo2"_s));
    auto *inputs = m_pane->findChild<QTreeWidget *>(u"templateInputs"_s);
    QCOMPARE(inputs->topLevelItemCount(), 1);
    const QTreeWidgetItem *item = inputs->topLevelItem(0);
    QCOMPARE(item->text(0), u"volume"_s);
    QCOMPARE(item->text(1), u"int"_s);
    QCOMPARE(item->text(3), u"7"_s);
    QCOMPARE(item->text(4), u"yes"_s);
    QVERIFY(m_pane->selectKey(u"workspaces/demo"_s));
    QCOMPARE(inputs->topLevelItem(0)->text(0), u"topic"_s);
    QCOMPARE(inputs->topLevelItem(0)->text(2), u"yes"_s);
}

void TestTemplatesPane::searchesAcrossInputs()
{
    m_pane->setFilter(u"volume"_s);
    QTRY_COMPARE(m_pane->table()->proxy()->rowCount(), 1);
    QCOMPARE(m_pane->table()->proxy()->index(0, 0).data(TableModelBase::KeyRole).toString(),
             u"services/echo2"_s);
}

void TestTemplatesPane::offersToCreateFromIt()
{
    QSignalSpy wanted(m_pane.get(), &Pane::creationRequested);
    auto *use = m_pane->findChild<QAction *>(u"templateUse"_s);
    QVERIFY(m_pane->selectKey(u"workspaces/demo"_s));
    use->trigger();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().value<ObjectKind>(), ObjectKind::Workspace);
    QCOMPARE(wanted.first().last().value<ObjectRef>(),
             (ObjectRef{ObjectKind::Template, u"workspaces/demo"_s}));
    QVERIFY(m_pane->selectKey(u"services/echo"_s));
    use->trigger();
    QCOMPARE(wanted.size(), 2);
    QCOMPARE(wanted.last().first().value<ObjectKind>(), ObjectKind::Service);
    QCOMPARE(wanted.last().last().value<ObjectRef>(),
             (ObjectRef{ObjectKind::Template, u"services/echo"_s}));
}

void TestTemplatesPane::copiesTheRef()
{
    QVERIFY(m_pane->selectKey(u"services/echo"_s));
    m_pane->findChild<QAction *>(u"templateCopyRef"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"services/echo"_s);
}

void TestTemplatesPane::marksAmbiguousNames()
{
    QCOMPARE(m_pane->model()->find(u"services/echo"_s)->namesakes, 1);
    QCOMPARE(m_pane->model()->find(u"services/echo2"_s)->namesakes, 1);
    QCOMPARE(m_pane->model()->find(u"workspaces/demo"_s)->namesakes, 0);
}

void TestTemplatesPane::resolvesByNameAndKind()
{
    m_pane->findChild<QAction *>(u"templateResolve"_s)->trigger();
    QTRY_VERIFY(shownDialog(u"resolveTemplateDialog"_s));
    QWidget *dialog = shownDialog(u"resolveTemplateDialog"_s);
    auto *find = dialog->findChild<QPushButton *>(u"resolveButton"_s);
    auto *list = dialog->findChild<QTreeWidget *>(u"resolveList"_s);
    auto *verdict = dialog->findChild<QLabel *>(u"resolveVerdict"_s);
    QVERIFY(!find->isEnabled());
    dialog->findChild<QLineEdit *>(u"resolveName"_s)->setText(u"echo"_s);
    auto *kind = dialog->findChild<QComboBox *>(u"resolveKind"_s);
    kind->setCurrentIndex(kind->findData(u"service"_s));
    QTest::mouseClick(find, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(list->topLevelItemCount(), 2, 20000);
    QVERIFY(verdict->text().contains(u"ambiguous"_s));
    list->setCurrentItem(list->topLevelItem(1));
    const QString ref = list->topLevelItem(1)->text(0);

    kind->setCurrentIndex(kind->findData(u"workspace"_s));
    QTest::mouseClick(find, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(verdict->text().contains(u"no such template"_s), 20000);
    kind->setCurrentIndex(kind->findData(u"service"_s));
    QTest::mouseClick(find, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(list->topLevelItemCount(), 2, 20000);
    list->setCurrentItem(list->topLevelItem(1));
    // What was found does not outlive its question.
    auto *name = dialog->findChild<QLineEdit *>(u"resolveName"_s);
    name->setText(u"nosuch"_s);
    QCOMPARE(list->topLevelItemCount(), 0);
    QCOMPARE(verdict->text(), QString());
    name->setText(u"echo"_s);
    QVERIFY(name->hasFocus()); // so that Enter asks again
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(list->topLevelItemCount(), 2, 20000);
    list->setCurrentItem(list->topLevelItem(1));
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"resolveShowButton"_s), Qt::LeftButton);
    QTRY_COMPARE(m_pane->table()->currentKey(), ref);
}

QTEST_MAIN(TestTemplatesPane)
#include "tst_templatespane.moc"
