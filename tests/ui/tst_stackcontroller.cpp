// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/livestore.h"
#include "core/tasks/taskrunner.h"
#include "tests/ui/doubleclick.h"
#include "tests/ui/panefixture.h"
#include "ui/stack/stackcontroller.h"

#include <QAction>
#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

//! What the real daemon answers while no supervisor runs, but for the path of its tool.
const auto noSupervisor =
    u"process-compose --address 127.0.0.1 --port 8080 down: exit status 1: failed to stop project "
    "error=\"Post \\\"http://127.0.0.1:8080/project/stop/\\\": dial tcp 127.0.0.1:8080: connect: "
    "connection refused\""_s;

} // namespace

class TestStackController final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void downSaysThatItWasDown();
    void destroyOfAStackThatIsDownSaysWhatToDo();
    void purgeNamesWhatWouldBeLost();
    void destroyKeepsItsDialogUntilDone();

private:
    void trigger(const QString &action);
    [[nodiscard]] QWidget *openConfirmation(const QString &action);
    static void press(const QWidget *dialog, const QString &button);
    [[nodiscard]] Task *lastTask() const;

    std::unique_ptr<PaneFixture> m_fixture;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<QMenu> m_menu;
    std::unique_ptr<StackController> m_controller;
};

void TestStackController::init()
{
    if (QStandardPaths::findExecutable(u"git"_s).isEmpty())
        QSKIP("git is not installed");
    m_fixture = std::make_unique<PaneFixture>();
    const QString error = m_fixture->start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
    m_window = std::make_unique<QWidget>();
    m_menu = std::make_unique<QMenu>(m_window.get());
    m_controller = std::make_unique<StackController>(m_fixture->session(), m_window.get());
    m_controller->fillMenu(m_menu.get());
    m_controller->setWhyNoChanges({});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestStackController::cleanup()
{
    m_controller.reset();
    m_menu.reset();
    m_window.reset();
    m_fixture.reset();
}

void TestStackController::trigger(const QString &action)
{
    auto *found = m_menu->findChild<QAction *>(action);
    QVERIFY2(found && found->isEnabled(), qPrintable(action));
    found->trigger();
}

QWidget *TestStackController::openConfirmation(const QString &action)
{
    trigger(action);
    (void)QTest::qWaitFor([] { return shownDialog(u"confirmDialog"_s); });
    return shownDialog(u"confirmDialog"_s);
}

void TestStackController::press(const QWidget *dialog, const QString &button)
{
    auto *found = shownChild<QAbstractButton>(dialog, button);
    QVERIFY2(found && found->isEnabled(), qPrintable(button));
    QTest::mouseClick(found, Qt::LeftButton, Qt::NoModifier, QPoint(10, 10));
}

Task *TestStackController::lastTask() const
{
    return m_fixture->session()->tasks()->tasks().constLast();
}

void TestStackController::downSaysThatItWasDown()
{
    m_fixture->server()->faults()->failNext(u"POST /stack/down$"_s, 1, 500, noSupervisor);
    const QPointer<QWidget> dialog = openConfirmation(u"actionDown"_s);
    QVERIFY(dialog);
    press(dialog, u"confirmVerb"_s);
    QTRY_VERIFY(!dialog);
    QTRY_COMPARE(lastTask()->state(), Task::State::DoneAnyway);
    QVERIFY2(lastTask()->words().startsWith("Nothing of the stack is seen to run."_L1)
                 && lastTask()->words().contains("The local services were down already"_L1),
             qPrintable(lastTask()->words()));
    QVERIFY(lastTask()->words().contains(noSupervisor)); // the daemon's own words, in full
}

void TestStackController::destroyOfAStackThatIsDownSaysWhatToDo()
{
    m_fixture->server()->faults()->failNext(u"POST /stack/destroy$"_s, 1, 500, noSupervisor);
    const QPointer<QWidget> dialog = openConfirmation(u"actionDestroyStack"_s);
    QVERIFY(dialog);
    press(dialog, u"choice-purge"_s);
    auto *typed = dialog->findChild<QLineEdit *>(u"typedName"_s);
    QTest::keyClicks(typed, m_fixture->session()->stackName());
    press(dialog, u"confirmVerb"_s);
    auto *failure = dialog->findChild<QPlainTextEdit *>(u"confirmFailure"_s);
    QTRY_VERIFY(failure->isVisible());
    QVERIFY2(failure->toPlainText().startsWith("Nothing was deleted."_L1)
                 && failure->toPlainText().contains("choose Run"_L1),
             qPrintable(failure->toPlainText()));
    // What was chosen and typed is still there, so that it can be sent again.
    QCOMPARE(typed->text(), m_fixture->session()->stackName());
    QVERIFY(dialog->findChild<QRadioButton *>(u"choice-purge"_s)->isChecked());
    QVERIFY(dialog->findChild<QPushButton *>(u"confirmVerb"_s)->isEnabled());
    QVERIFY(QDir(m_fixture->stack()->root()).exists(u"angee.yaml"_s));
}

// Commits that are nowhere else are named, and nothing is deleted before their loss is ticked.
void TestStackController::purgeNamesWhatWouldBeLost()
{
    QVERIFY(m_fixture->makeWorkspace());
    const QString tree = m_fixture->stack()->root() + u"/workspaces/first-fix/lib"_s;
    QVERIFY(SectionElevenStack::git(
        tree, {u"commit"_s, u"--allow-empty"_s, u"-qm"_s, u"A week of work"_s}));
    m_fixture->session()->live()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->snapshot()->workspace("first-fix")->slotCounts.unpushed > 0,
                             20'000);
    const QPointer<QWidget> dialog = openConfirmation(u"actionDestroyStack"_s);
    QVERIFY(dialog);
    auto *tick = dialog->findChild<QCheckBox *>(u"confirmTick"_s);
    QVERIFY(!tick->isVisible());
    press(dialog, u"choice-purge"_s);
    QVERIFY2(dialog->findChild<QLabel *>(u"lostList"_s)->text().contains("A week of work"_L1),
             qPrintable(dialog->findChild<QLabel *>(u"lostList"_s)->text()));
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"typedName"_s),
                     m_fixture->session()->stackName());
    auto *verb = dialog->findChild<QPushButton *>(u"confirmVerb"_s);
    QVERIFY(!verb->isEnabled());
    QVERIFY(!verb->toolTip().isEmpty());
    press(dialog, u"confirmTick"_s);
    QVERIFY(verb->isEnabled());
    QCOMPARE(m_fixture->requests(u"POST /stack/destroy"_s).size(), 0);
}

void TestStackController::destroyKeepsItsDialogUntilDone()
{
    QVERIFY(m_fixture->makeWorkspace());
    QCOMPARE(m_fixture->wire().post("/stack/dev").status, 200); // its supervisor has to run
    const QDir root(m_fixture->stack()->root());
    QVERIFY(root.exists(u"workspaces/first-fix"_s));
    const QPointer<QWidget> dialog = openConfirmation(u"actionDestroyStack"_s);
    QVERIFY(dialog);
    press(dialog, u"choice-purge"_s);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"typedName"_s),
                     m_fixture->session()->stackName());
    auto *verb = dialog->findChild<QPushButton *>(u"confirmVerb"_s);
    doubleClick(verb);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog || shownChild<QPlainTextEdit>(dialog, u"confirmFailure"_s),
                             20'000);
    QVERIFY2(!dialog, qPrintable(lastTask()->words()));
    QCOMPARE(lastTask()->state(), Task::State::Succeeded);
    QCOMPARE(m_fixture->requests(u"POST /stack/destroy"_s).size(), 1);
    QVERIFY(!root.exists(u"workspaces/first-fix"_s));
    QVERIFY(root.exists(u"angee.yaml"_s));
}

QTEST_MAIN(TestStackController)
#include "tst_stackcontroller.moc"
