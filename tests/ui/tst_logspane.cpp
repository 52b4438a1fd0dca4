// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/ui/logspanefixture.h"
#include "ui/logs/logfilterbar.h"
#include "ui/logs/logsheet.h"
#include "ui/logs/logspane.h"
#include "ui/panes/listpane.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/tableview.h"

#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

//! The logs pane over a real log socket, with a link in between that can be cut.
class TestLogsPane final : public LogsPaneFixture
{
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }

    void followsAndColours();
    void staysWhereSomebodyReads();
    void findsAsOneTypes();
    void filtersByTextAndLevel();
    void pausesMarksAndClears();
    void keysGoFromErrorToError();
    void opensTheFieldsOfALine();
    void copiesAndSavesWhatIsShown();
    void recordsAndOpensAgain();
    void comesBackWithTheDaemon();
    void triesAgainUntilItIsThere();
    void comesBackWithTheService();
    void mergesServicesInOneTab();
    void tabsLiveOn();
    void stopsAndStartsWhatIsShown();
    void oneKeyFromItsRow();
    void tellsWhyALogIsRefused();
    void everyLineInSightIsRead();
};

void TestLogsPane::followsAndColours()
{
    follow(u"talk"_s);
    QTRY_COMPARE(lines(), QStringList{u"begin"_s});
    say("level=error \x1b[1;31mbroken\x1b[0m <b>x</b>\n\x1b]0;title\x07plain ö\n");
    QTRY_COMPARE(lines(),
                 (QStringList{u"begin"_s, u"level=error broken <b>x</b>"_s, u"plain ö"_s}));
    const LogStore *store = sheet()->store();
    QCOMPARE(store->facts(1).level(), LogLevel::Error);
    QCOMPARE(store->facts(2).level(), LogLevel::None);
    QVERIFY(store->arrivedMs(1) > 0);
    QCOMPARE(store->arrivedMs(0), 0); // it was there before
    QCOMPARE(dividers(), 0);
    // Drawn in its own colour, and readable.
    const QImage drawn = view()->viewport()->grab().toImage();
    LogColors colors(view()->palette());
    const QColor red = colors.of({{LogStyle::Kind::Indexed, 1}, {}, LogStyle::Bold}).text;
    QVERIFY(contrastRatio(red, colors.base()) >= 4.5);
    bool found = false;
    for (int y = 0; y < drawn.height() && !found; ++y) {
        for (int x = 0; x < drawn.width() && !found; ++x)
            found = drawn.pixelColor(x, y) == red;
    }
    QVERIFY(found);
}

void TestLogsPane::staysWhereSomebodyReads()
{
    follow(u"talk"_s);
    QByteArray many;
    for (int i = 1; i <= 200; ++i)
        many += "line " + QByteArray::number(i) + '\n';
    say(many);
    QTRY_COMPARE(lines().size(), 201);
    QScrollBar *bar = view()->verticalScrollBar();
    auto *action = m_console->find<QAction>("logFollow");
    auto *pill = m_console->find<QPushButton>("logPill");
    QTRY_VERIFY(bar->maximum() > 20 && bar->value() == bar->maximum());
    QVERIFY(action->isChecked() && !pill->isVisible());

    bar->setValue(10); // somebody scrolls up
    QVERIFY(!action->isChecked());
    say("a new one\n");
    QTRY_COMPARE(lines().size(), 202);
    QTRY_COMPARE(pill->text(), u"↓ 1 new line(s)"_s);
    QCOMPARE(bar->value(), 10);
    QTest::mouseClick(pill, Qt::LeftButton);
    QTRY_COMPARE(bar->value(), bar->maximum());
    QVERIFY(action->isChecked() && !pill->isVisible());

    key(Qt::Key_F);
    QVERIFY(!action->isChecked());
    const int before = bar->value();
    say("one more\nand another\n");
    QTRY_COMPARE(pill->text(), u"↓ 2 new line(s)"_s);
    QCOMPARE(bar->value(), before);
    key(Qt::Key_F);
    QVERIFY(action->isChecked());
}

void TestLogsPane::findsAsOneTypes()
{
    follow(u"talk"_s);
    say("an apple\na pear\n\x1b[32mAPP\x1b[0mLE pie\nplum\n");
    QTRY_COMPARE(lines().size(), 5);
    key(Qt::Key_Slash);
    auto *find = m_console->find<QLineEdit>("logFilter");
    auto *count = m_console->find<QLabel>("logFindCount");
    QTRY_VERIFY(find->hasFocus());
    QTest::keyClicks(find, u"apple"_s);
    QTRY_COMPARE(count->text(), u"1 of 2 line(s)"_s);
    QCOMPARE(view()->currentLine(), std::optional<qint64>(1));
    QTest::keyClick(find, Qt::Key_Return);
    QTRY_COMPARE(view()->currentLine(), std::optional<qint64>(3));
    QTest::keyClick(find, Qt::Key_Return); // round
    QTRY_COMPARE(view()->currentLine(), std::optional<qint64>(1));
    say("apple again\n"); // what comes later is found as well
    QTRY_COMPARE(count->text(), u"1 of 3 line(s)"_s);
    QTest::mouseClick(m_console->find<QToolButton>("logFindCase"), Qt::LeftButton);
    QTRY_COMPARE(count->text(), u"1 of 2 line(s)"_s);
    find->setText(u"("_s);
    QTRY_COMPARE(count->text(), u"0 line(s)"_s);
    QTest::mouseClick(m_console->find<QToolButton>("logFindRegex"), Qt::LeftButton);
    QTRY_VERIFY(count->text().contains(u"parenthesis"_s));
    QTest::keyClick(find, Qt::Key_Escape);
    QTRY_VERIFY(view()->hasFocus());
    QVERIFY(find->text().isEmpty());
}

void TestLogsPane::filtersByTextAndLevel()
{
    follow(u"talk"_s);
    say("level=info Apple\nlevel=error pear\n  at orchard\nlevel=debug apple pie\n");
    QTRY_COMPARE(lines().size(), 5);
    auto *find = m_console->find<QLineEdit>("logFilter");
    find->setFocus();
    QTest::keyClicks(find, u"APPLE"_s);
    QTest::keyClick(find, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(lines(), (QStringList{u"level=info Apple"_s, u"level=debug apple pie"_s}));
    QVERIFY(find->text().isEmpty());
    say("no fruit\nlevel=warn apple again\n"); // the filter holds for what comes later
    QTRY_COMPARE(lines().size(), 3);
    QCOMPARE(lines().constLast(), u"level=warn apple again"_s);
    QTRY_COMPARE(m_console->find<QLabel>("logShown")->text(), u"3 of 7 lines"_s);
    // The whole log below, at the same line.
    view()->goTo(4);
    view()->setFocus();
    key(Qt::Key_C);
    auto *whole = m_console->find<LogView>("logContextView");
    QCOMPARE(whole->rows()->count(), 7);
    QCOMPARE(whole->currentLine(), std::optional<qint64>(4));
    QVERIFY(m_console->click("logRule0"));
    QTRY_COMPARE(lines().size(), 7);
    QTRY_COMPARE(m_console->find<QToolButton>("logLevelERROR")->text(), u"Error 1"_s);
    QVERIFY(m_console->click("logLevelOTHER"));
    QVERIFY(m_console->click("logLevelINFO"));
    QVERIFY(m_console->click("logLevelDEBUG"));
    QTRY_COMPARE(lines(), (QStringList{u"level=error pear"_s, u"level=warn apple again"_s}));
}

void TestLogsPane::pausesMarksAndClears()
{
    follow(u"talk"_s);
    QTRY_COMPARE(lines().size(), 1);
    key(Qt::Key_Space);
    QVERIFY(sheet()->isPaused());
    say("meanwhile\n");
    QTRY_COMPARE(sheet()->store()->lineCount(), 2);
    QCOMPARE(lines(), QStringList{u"begin"_s});
    key(Qt::Key_Space);
    QTRY_COMPARE(lines().size(), 2);
    key(Qt::Key_M);
    QTRY_COMPARE(dividers(), 1);
    QVERIFY(lines().constLast().startsWith(u"marked at "_s));
    say("behind\n");
    QTRY_COMPARE(lines().size(), 4);
    key(Qt::Key_M);
    QTRY_COMPARE(dividers(), 2);
    key(Qt::Key_BracketLeft);
    QCOMPARE(view()->currentLine(), std::optional<qint64>(4));
    key(Qt::Key_BracketLeft);
    QCOMPARE(view()->currentLine(), std::optional<qint64>(2));
    key(Qt::Key_BracketRight);
    QCOMPARE(view()->currentLine(), std::optional<qint64>(4));
    QVERIFY(m_console->trigger("logClear"));
    QCOMPARE(lines().size(), 0);
    say("afterwards\n");
    QTRY_COMPARE(lines(), QStringList{u"afterwards"_s});
    QVERIFY(m_console->trigger("logUndoClear"));
    QCOMPARE(lines().size(), 6);
}

void TestLogsPane::keysGoFromErrorToError()
{
    follow(u"talk"_s);
    say("ERROR: one\nfine\nERROR: two\n");
    QTRY_COMPARE(lines().size(), 4);
    key(Qt::Key_E);
    QCOMPARE(view()->currentLine(), std::optional<qint64>(1));
    key(Qt::Key_E);
    QCOMPARE(view()->currentLine(), std::optional<qint64>(3));
    key(Qt::Key_E);
    QCOMPARE(view()->currentLine(), std::optional<qint64>(3));
    key(Qt::Key_E, Qt::ShiftModifier);
    QCOMPARE(view()->currentLine(), std::optional<qint64>(1));
    key(Qt::Key_W);
    QVERIFY(view()->isWrapped());
    const LogGutter before = view()->gutter();
    key(Qt::Key_T);
    QVERIFY(view()->gutter() != before);
    key(Qt::Key_Equal, Qt::ControlModifier);
    QCOMPARE(view()->zoom(), 110);
}

void TestLogsPane::opensTheFieldsOfALine()
{
    follow(u"talk"_s);
    say("{\"level\":\"info\",\"msg\":\"x\",\"n\":[1,2]}\nlevel=warn msg=\"a b\"\nplain\n");
    QTRY_COMPARE(lines().size(), 4);
    view()->goTo(1);
    key(Qt::Key_Return);
    QVERIFY(sheet()->rows()->opened(1).contains(u"  \"msg\": \"x\","_s));
    QCOMPARE(sheet()->rows()->totalRows(), 4 + sheet()->rows()->opened(1).size());
    key(Qt::Key_Return);
    QCOMPARE(sheet()->rows()->totalRows(), 4);
    view()->goTo(2);
    key(Qt::Key_Return);
    QCOMPARE(sheet()->rows()->opened(2), (QStringList{u"level  warn"_s, u"msg    \"a b\""_s}));
    view()->goTo(3);
    key(Qt::Key_Return);
    QVERIFY(sheet()->rows()->opened(3).isEmpty());
}

void TestLogsPane::copiesAndSavesWhatIsShown()
{
    follow(u"talk"_s);
    say("\x1b[32mone\x1b[0m\ntwo\nthree\n");
    QTRY_COMPARE(lines().size(), 4);
    key(Qt::Key_A, Qt::ControlModifier);
    key(Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"begin\none\ntwo\nthree"_s);
    key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"\ttalk\tthree"_s));

    sheet()->setFilter({.rules = {{.query = {u"e"_s, 0}}}});
    QTRY_COMPARE(lines(), (QStringList{u"begin"_s, u"one"_s, u"three"_s}));
    QVERIFY(m_console->trigger("logSave"));
    QTRY_VERIFY(shownDialog(u"logSaveDialog"_s));
    QWidget *dialog = shownDialog(u"logSaveDialog"_s);
    auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    QVERIFY(name);
    QVERIFY(name->text().endsWith(u"talk.log"_s));
    name->setText(m_console->sandbox().path(u"saved.log"_s));
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(m_console->fileInStack(u"saved.log"_s), "begin\none\nthree\n"_ba);
}

void TestLogsPane::recordsAndOpensAgain()
{
    follow(u"talk"_s);
    QTRY_COMPARE(lines().size(), 1);
    const QString path = m_console->sandbox().path(u"recorded.ndjson"_s);
    QCOMPARE(sheet()->recorder()->start(path, LogFormat::NdJson), QString());
    say("ERROR: bad\nfine\n");
    QTRY_COMPARE(lines().size(), 3);
    QTRY_COMPARE(m_console->fileInStack(u"recorded.ndjson"_s).count('\n'), 2);
    sheet()->recorder()->stop();
    QVERIFY(m_console->trigger("logOpenFile"));
    QTRY_VERIFY(shownDialog(u"logOpenDialog"_s));
    auto *name = shownDialog(u"logOpenDialog"_s)->findChild<QLineEdit *>(u"fileNameEdit"_s);
    name->setText(path);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(m_console->find<QTabWidget>("logTabs")->count(), 2);
    QTRY_COMPARE(lines(), (QStringList{u"ERROR: bad"_s, u"fine"_s}));
    QCOMPARE(sheet()->store()->facts(0).level(), LogLevel::Error);
    QVERIFY(sheet()->store()->arrivedMs(0) > 0);
    QCOMPARE(sheet()->store()->services(), QStringList{u"talk"_s});
}

//! The link is cut and nobody listens for a while, as when the daemon is started anew.
void TestLogsPane::comesBackWithTheDaemon()
{
    follow(u"talk"_s);
    QTRY_COMPARE(lines().size(), 1);
    m_console->proxy()->refuse();
    m_console->proxy()->cut(true);
    QTRY_VERIFY(connection().startsWith(u"waiting: "_s));
    QTRY_VERIFY(!isCurrent(m_console->live()->state()));
    say("missed\n");
    m_console->proxy()->accept();
    QTRY_COMPARE_WITH_TIMEOUT(connection(), u"following"_s, 30'000);
    // No line twice, and none lost.
    QTRY_COMPARE(said(), (QStringList{u"begin"_s, u"missed"_s}));
    QCOMPARE(dividers(), 0);
    say("after\n");
    QTRY_COMPARE(lines().constLast(), u"after"_s);
}

void TestLogsPane::triesAgainUntilItIsThere()
{
    follow(u"talk"_s);
    QTRY_COMPARE(lines().size(), 1);
    m_console->proxy()->refuse();
    m_console->proxy()->cut();
    QTRY_VERIFY(connection().startsWith(u"waiting: "_s));
    QVERIFY(m_console->click("logReconnect"));
    QTRY_VERIFY(connection().startsWith(u"waiting: "_s));
    m_console->proxy()->accept();
    QTRY_COMPARE_WITH_TIMEOUT(connection(), u"following"_s, 30'000);
    QTRY_COMPARE(said(), QStringList{u"begin"_s});
}

// A log that ended comes back with its service, and nobody has to ask.
void TestLogsPane::comesBackWithTheService()
{
    follow(u"talk"_s);
    QTRY_COMPARE(lines().size(), 1);
    say("more\n");
    QTRY_COMPARE(lines().size(), 2);
    auto *again = m_console->find<QPushButton>("logReconnect");
    QVERIFY(!again->isVisible());
    QCOMPARE(m_console->sandbox().client().post("/stack/down").status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(connection(), u"waiting: The service does not run."_s, 30'000);
    QVERIFY(dividers() >= 1);
    QVERIFY(lines().join(u'\n').contains(u"the log ended"_s));
    QVERIFY(again->isVisible());
    QCOMPARE(m_console->sandbox().client().post("/services/talk/up").status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(connection(), u"following"_s, 30'000);
    QVERIFY(!again->isVisible());
    QTRY_VERIFY(dividers() >= 2);
    QTRY_COMPARE(lines().constLast(), u"begin"_s);
    say("after\n");
    QTRY_COMPARE(lines().constLast(), u"after"_s);
}

void TestLogsPane::mergesServicesInOneTab()
{
    QCOMPARE(m_console->sandbox().client().post("/services/quiet/up").status, 200);
    follow(u"talk"_s);
    QTRY_COMPARE(lines(), QStringList{u"begin"_s});
    emit pane()->mergeRequested(u"quiet"_s, true);
    QTRY_COMPARE(connection(), u"2 of 2: following"_s);
    QTRY_COMPARE(said(), (QStringList{u"begin"_s, u"quietly"_s}));
    QVERIFY(view()->areServicesShown());
    QCOMPARE(sheet()->store()->services(), (QStringList{u"talk"_s, u"quiet"_s}));
    say("more\n");
    QTRY_COMPARE(lines().constLast(), u"more"_s);
    QCOMPARE(m_console->find<QTabWidget>("logTabs")->tabText(0), u"talk and 1 more"_s);
    emit pane()->mergeRequested(u"talk"_s, false);
    QTRY_COMPARE(connection(), u"following"_s);
    QCOMPARE(said().size(), 3); // what was there stays
    emit pane()->wholeStackRequested();
    QTRY_COMPARE(connection(), u"2 of 2: following"_s);
    QCOMPARE(m_console->find<QTabWidget>("logTabs")->count(), 2);
}

void TestLogsPane::tabsLiveOn()
{
    QCOMPARE(m_console->sandbox().client().post("/services/quiet/up").status, 200);
    auto *tabs = m_console->find<QTabWidget>("logTabs");
    follow(u"talk"_s);
    QTRY_COMPARE(lines(), QStringList{u"begin"_s});
    pane()->showObject({ObjectKind::Log, u"quiet"_s});
    QTRY_COMPARE(lines(), QStringList{u"quietly"_s});
    m_console->window()->showPane(u"services"_s);
    say("while away\n");
    m_console->window()->showPane(u"logs"_s);
    pane()->showObject({ObjectKind::Log, u"talk"_s});
    QCOMPARE(tabs->count(), 2);
    QTRY_COMPARE(said(), (QStringList{u"begin"_s, u"while away"_s}));
    // Nothing is connected, and then the same again.
    const ConnectionSettings settings = m_console->session()->settings();
    m_console->session()->disconnectFromDaemon();
    QTRY_VERIFY(connection().startsWith(u"not connected"_s));
    QCOMPARE(said().size(), 2);
    m_console->session()->connectTo(settings);
    QTRY_COMPARE_WITH_TIMEOUT(connection(), u"following"_s, 30'000);
    say("afterwards\n");
    QTRY_COMPARE(said(), (QStringList{u"begin"_s, u"while away"_s, u"afterwards"_s}));
    QCOMPARE(dividers(), 0);
    emit tabs->tabCloseRequested(0);
    QTRY_COMPARE(tabs->count(), 1);
}

void TestLogsPane::stopsAndStartsWhatIsShown()
{
    follow(u"talk"_s);
    QTRY_COMPARE(lines().size(), 1);
    QVERIFY(m_console->trigger("logStop"));
    QTRY_VERIFY_WITH_TIMEOUT(dividers() == 1, 30'000); // the socket of a local service stays open
    QVERIFY(lines().constLast().startsWith(u"the log ended"_s));
    QVERIFY(m_console->trigger("logStart"));
    QTRY_COMPARE_WITH_TIMEOUT(connection(), u"following"_s, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(said().count(u"begin"_s), 2, 30'000);
    QVERIFY(lines().join(u'\n').contains(u"the service runs again"_s));
}

void TestLogsPane::oneKeyFromItsRow()
{
    m_console->window()->showPane(u"services"_s);
    auto *services = qobject_cast<ListPane *>(m_console->window()->pane(u"services"_s));
    QTRY_VERIFY(services->selectKey(u"talk"_s));
    services->table()->view()->setFocus();
    QTest::keyClick(services->table()->view(), Qt::Key_L);
    QTRY_COMPARE(m_console->window()->currentPane(), u"logs"_s);
    QTRY_COMPARE(lines(), QStringList{u"begin"_s});
    QTRY_VERIFY(view()->hasFocus());
}

void TestLogsPane::tellsWhyALogIsRefused()
{
    pane()->showObject({ObjectKind::Log, u"ghost"_s});
    QTRY_COMPARE(connection(), u"refused"_s);
    QTRY_COMPARE(lines().size(), 1);
    QVERIFY2(lines().first().contains(u"service \"ghost\" not found"_s),
             qPrintable(lines().first()));
    QVERIFY(m_console->find<QPushButton>("logReconnect")->isVisible());
}

void TestLogsPane::everyLineInSightIsRead()
{
    follow(u"talk"_s);
    say("ERROR: one\ntwo\n");
    QTRY_COMPARE(lines().size(), 3);
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(view());
    QVERIFY(list);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->childCount(), 3);
    QVERIFY(list->child(1)->text(QAccessible::Name).contains(u"ERROR"_s));
    QVERIFY(list->child(1)->text(QAccessible::Name).endsWith(u"ERROR: one"_s));
    QCOMPARE(list->child(2)->parent(), list);
    QVERIFY(list->child(2)->rect().isValid());
    QCOMPARE(list->child(3), nullptr);
}

QTEST_MAIN(TestLogsPane)
#include "tst_logspane.moc"
