// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/ui/logspanefixture.h"

#include <QTabWidget>
#include <QToolButton>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

//! Where the logs stand: in groups of tabs, in the next start of the program, in the drawer.
class TestLogTabs final : public LogsPaneFixture
{
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }

    void twoLogsBesideEachOther();
    void tabsComeBackWithTheProgram();
    void oneLogStaysInSight();
};

void TestLogTabs::twoLogsBesideEachOther()
{
    QCOMPARE(m_console->sandbox().client().post("/services/quiet/up").status, 200);
    auto *left = m_console->find<QTabWidget>("logTabs");
    auto *right = m_console->find<QTabWidget>("logTabsBeside");
    follow(u"talk"_s);
    QTRY_COMPARE(lines(), QStringList{u"begin"_s});
    QVERIFY(!right->isVisible());
    key(Qt::Key_B); // nothing that it could stand beside
    QVERIFY(!right->isVisible());
    follow(u"quiet"_s);
    QTRY_COMPARE(lines(), QStringList{u"quietly"_s});
    key(Qt::Key_B);
    QTRY_VERIFY(right->isVisible() && left->isVisible());
    QCOMPARE(left->count(), 1);
    QCOMPARE(right->count(), 1);
    QCOMPARE(right->tabText(0), u"quiet"_s);
    QCOMPARE(sheet(), right->widget(0));
    QVERIFY(view()->hasFocus());
    // Keys and buttons go where the keyboard is.
    auto *service = m_console->find<QComboBox>("logService");
    QCOMPARE(service->currentText(), u"quiet"_s);
    auto *other = qobject_cast<LogSheet *>(left->widget(0));
    QTest::mouseClick(other->view()->viewport(), Qt::LeftButton);
    QTRY_COMPARE(sheet(), other);
    QCOMPARE(service->currentText(), u"talk"_s);
    key(Qt::Key_Space);
    QVERIFY(other->isPaused());
    QVERIFY(!qobject_cast<LogSheet *>(right->widget(0))->isPaused());
    key(Qt::Key_Space);
    // The last on the left goes: nothing is empty beside something.
    emit left->tabCloseRequested(0);
    QTRY_COMPARE(left->count(), 1);
    QVERIFY(!right->isVisible());
    QTRY_COMPARE(lines(), QStringList{u"quietly"_s});
    QCOMPARE(connection(), u"following"_s);
}

void TestLogTabs::tabsComeBackWithTheProgram()
{
    QCOMPARE(m_console->sandbox().client().post("/services/quiet/up").status, 200);
    follow(u"talk"_s);
    emit pane()->wholeStackRequested();
    follow(u"quiet"_s);
    QTRY_COMPARE(lines(), QStringList{u"quietly"_s});
    key(Qt::Key_B);
    emit m_console->find<QTabWidget>("logTabs")->tabCloseRequested(0); // talk
    QVERIFY(m_console->startAgain(u"services"_s));
    QTRY_VERIFY(m_console->window()->findChild<QTabWidget *>(u"logTabs"_s));
    auto *left = m_console->find<QTabWidget>("logTabs");
    auto *right = m_console->find<QTabWidget>("logTabsBeside");
    QTRY_COMPARE(left->count(), 1);
    QCOMPARE(right->count(), 1);
    QCOMPARE(left->tabText(0), u"Whole stack"_s);
    QCOMPARE(right->tabText(0), u"quiet"_s);
    QCOMPARE(m_console->window()->currentPane(), u"services"_s);
    m_console->window()->showPane(u"logs"_s);
    auto *whole = qobject_cast<LogSheet *>(left->widget(0));
    QTRY_VERIFY(whole->store()->lineCount() >= 2);
    // Closed is closed.
    emit right->tabCloseRequested(0);
    emit left->tabCloseRequested(0);
    QVERIFY(m_console->startAgain(u"logs"_s));
    QTRY_COMPARE(m_console->find<QComboBox>("logService")->count(), 2);
    QCOMPARE(m_console->find<QTabWidget>("logTabs")->count(), 0);
}

void TestLogTabs::oneLogStaysInSight()
{
    follow(u"talk"_s);
    QTRY_COMPARE(lines(), QStringList{u"begin"_s});
    m_console->window()->showPane(u"services"_s);
    auto *drawer = m_console->find<QWidget>("logDrawer");
    QVERIFY(!drawer->isVisible());
    QTest::keyClick(m_console->window(), Qt::Key_QuoteLeft, Qt::ControlModifier);
    QTRY_VERIFY(drawer->isVisible());
    auto *inDrawer = m_console->find<LogView>("logDrawerView");
    QTRY_COMPARE(inDrawer->visibleLines().size(), 1);
    QTRY_VERIFY(inDrawer->hasFocus());
    say("in sight\n");
    QTRY_COMPARE(inDrawer->visibleLines().size(), 2);
    QCOMPARE(m_console->find<QComboBox>("logDrawerLog")->currentText(), u"talk"_s);
    // It stays while panes change, and leads to the whole of it.
    m_console->window()->showPane(u"overview"_s);
    QVERIFY(drawer->isVisible());
    QVERIFY(m_console->click("logDrawerOpen"));
    QTRY_COMPARE(m_console->window()->currentPane(), u"logs"_s);
    QTRY_VERIFY(!drawer->isVisible()); // there it is in sight anyway
    m_console->window()->showPane(u"services"_s);
    QTRY_VERIFY(drawer->isVisible());
    // The log is closed: the drawer says so, and goes by its own button.
    emit m_console->find<QTabWidget>("logTabs")->tabCloseRequested(0);
    QTRY_VERIFY(!m_console->window()->findChild<LogView *>(u"logDrawerView"_s));
    QVERIFY(m_console->find<QLabel>("logDrawerNone")->isVisible());
    QVERIFY(m_console->click("logDrawerClose"));
    QTRY_VERIFY(!drawer->isVisible());
}

QTEST_MAIN(TestLogTabs)
#include "tst_logtabs.moc"
