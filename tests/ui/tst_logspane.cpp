// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/ui/consolewindow.h"
#include "ui/logs/logfiltermodel.h"
#include "ui/logs/logmodel.h"
#include "ui/logs/logspane.h"

#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

//! Services that say what stands in a file, once it is there.
QByteArray manifest()
{
    return R"(name: plain
sources:
  app: {kind: local, path: app}
services:
  talk:
    runtime: local
    command: ["sh", "-c", "echo begin; while :; do if [ -e say ]; then cat say; rm say; fi; sleep 0.05; done"]
  quiet:
    runtime: local
    command: ["sh", "-c", "echo quietly; exec sleep 600"]
)";
}

} // namespace

//! The logs pane over a real log socket, with a link in between that can be cut.
class TestLogsPane final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void followsWithoutEscapes();
    void staysWhereSomebodyReads();
    void showsOnlyWhatMatches();
    void marksAndClears();
    void copiesAndSavesWhatIsShown();
    void comesBackWithTheDaemon();
    void triesAgainUntilItIsThere();
    void comesBackWithTheService();
    void keepsTheLinesOfEachService();
    void tellsWhyALogIsRefused();
    void dropsTheOldestLines();

private:
    void follow(const QString &service);
    void say(const QByteArray &lines);
    [[nodiscard]] QStringList lines() const;
    [[nodiscard]] QStringList said() const; // without the dividers
    [[nodiscard]] QString connection() const;
    [[nodiscard]] QTableView *table() const { return m_console->find<QTableView>("logTable"); }
    [[nodiscard]] int dividers() const;

    std::unique_ptr<ConsoleWindow> m_console;
};

void TestLogsPane::init()
{
    m_console = std::make_unique<ConsoleWindow>(manifest());
    QVERIFY(m_console->start(u"logs"_s));
    QCOMPARE(m_console->sandbox().client().post("/services/talk/up").status, 200);
    QTRY_COMPARE(m_console->find<QComboBox>("logService")->count(), 2);
}

void TestLogsPane::cleanup()
{
    m_console.reset();
}

//! Chooses a service with the keyboard and waits until its log is open.
void TestLogsPane::follow(const QString &service)
{
    auto *services = m_console->find<QComboBox>("logService");
    const int wanted = services->findText(service);
    QVERIFY(wanted >= 0);
    services->setFocus();
    QTest::keyClick(services, Qt::Key_Home);
    while (services->currentIndex() < wanted)
        QTest::keyClick(services, Qt::Key_Down);
    if (services->currentIndex() == wanted && connection().isEmpty())
        emit services->activated(wanted);
    QTRY_COMPARE(connection(), u"following"_s);
}

//! Waits until the service has taken the file.
void TestLogsPane::say(const QByteArray &text)
{
    m_console->sandbox().write(u"said"_s, text);
    QVERIFY(
        QFile::rename(m_console->sandbox().path(u"said"_s), m_console->sandbox().path(u"say"_s)));
    QTRY_VERIFY(!QFile::exists(m_console->sandbox().path(u"say"_s)));
}

QStringList TestLogsPane::lines() const
{
    QStringList shown;
    const QAbstractItemModel *rows = table()->model();
    for (int row = 0; row < rows->rowCount(); ++row)
        shown.append(rows->index(row, LogModel::MessageColumn).data().toString());
    return shown;
}

QStringList TestLogsPane::said() const
{
    QStringList lines = this->lines();
    lines.removeIf([](const QString &line) { return line.startsWith(u"———"_s); });
    return lines;
}

QString TestLogsPane::connection() const
{
    return m_console->find<QLabel>("logConnection")->text();
}

int TestLogsPane::dividers() const
{
    int count = 0;
    const QAbstractItemModel *rows = table()->model();
    for (int row = 0; row < rows->rowCount(); ++row)
        count += rows->index(row, 0).data(LogModel::DividerRole).toBool();
    return count;
}

void TestLogsPane::followsWithoutEscapes()
{
    follow(u"talk"_s);
    QTRY_COMPARE(lines(), QStringList{u"begin"_s});
    say("level=error \x1b[1;31mbroken\x1b[0m <b>x</b>\n\x1b]0;title\x07plain ö\n");
    QTRY_COMPARE(lines(),
                 (QStringList{u"begin"_s, u"level=error broken <b>x</b>"_s, u"plain ö"_s}));
    const QAbstractItemModel *rows = table()->model();
    QCOMPARE(rows->index(1, LogModel::LevelColumn).data().toString(), u"ERROR"_s);
    QVERIFY(rows->index(2, LogModel::LevelColumn).data().toString().isEmpty());
    QVERIFY(!rows->index(1, LogModel::TimeColumn).data().toString().isEmpty());
    QCOMPARE(dividers(), 0);
    // The time is shown whole.
    const QModelIndex first = table()->model()->index(0, LogModel::TimeColumn);
    QVERIFY(table()->columnWidth(LogModel::TimeColumn)
            > QFontMetrics(table()->font()).horizontalAdvance(first.data().toString()) + 8);
}

void TestLogsPane::staysWhereSomebodyReads()
{
    follow(u"talk"_s);
    QByteArray many;
    for (int i = 1; i <= 200; ++i)
        many += "line " + QByteArray::number(i) + '\n';
    say(many);
    QTRY_COMPARE(lines().size(), 201);
    QScrollBar *bar = table()->verticalScrollBar();
    auto *followButton = m_console->find<QToolButton>("logFollow");
    QTRY_VERIFY(bar->maximum() > 20 && bar->value() == bar->maximum());
    QVERIFY(followButton->isChecked());

    table()->setFocus();
    bar->setValue(10); // somebody scrolls up
    QVERIFY(!followButton->isChecked());
    say("a new one\n");
    QTRY_COMPARE(lines().size(), 202);
    QTRY_COMPARE(followButton->text(), u"Follow (new lines)"_s);
    QCOMPARE(bar->value(), 10);

    QVERIFY(m_console->click("logFollow"));
    QTRY_COMPARE(bar->value(), bar->maximum());
    QVERIFY(followButton->isChecked());
    QCOMPARE(followButton->text(), u"Follow"_s);
    QVERIFY(m_console->click("logFollow")); // pauses at the end, too
    QVERIFY(!followButton->isChecked());
    const int before = bar->value();
    say("one more\nand another\n");
    QTRY_COMPARE(lines().size(), 204);
    QTRY_COMPARE(followButton->text(), u"Follow (new lines)"_s);
    QCOMPARE(bar->value(), before);
}

void TestLogsPane::showsOnlyWhatMatches()
{
    follow(u"talk"_s);
    say("level=info Apple\nlevel=error pear\n  at orchard\nlevel=debug apple pie\n");
    QTRY_COMPARE(lines().size(), 5);
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Slash);
    auto *filter = m_console->find<QLineEdit>("logFilter");
    QTRY_VERIFY(filter->hasFocus());
    QTest::keyClicks(filter, u"APPLE"_s);
    QCOMPARE(lines(), (QStringList{u"level=info Apple"_s, u"level=debug apple pie"_s}));
    say("no fruit\nlevel=warn apple again\n"); // the filter holds for what comes later
    QTRY_COMPARE(lines().size(), 3);
    QCOMPARE(lines().constLast(), u"level=warn apple again"_s);
    filter->clear();
    QCOMPARE(lines().size(), 7);
    auto *level = m_console->find<QComboBox>("logLevel");
    level->setCurrentIndex(level->findData(int(LogLevel::Warn)));
    // Lines without a level belong to what stands before them.
    QCOMPARE(lines(),
             (QStringList{u"begin"_s, u"level=error pear"_s, u"  at orchard"_s, u"no fruit"_s,
                          u"level=warn apple again"_s}));
}

void TestLogsPane::marksAndClears()
{
    follow(u"talk"_s);
    QTRY_COMPARE(lines().size(), 1);
    QVERIFY(m_console->click("logMark"));
    QTRY_COMPARE(dividers(), 1);
    QVERIFY(lines().constLast().contains(u"marker"_s));
    QVERIFY(m_console->click("logClear"));
    QTRY_COMPARE(lines().size(), 0);
    say("afterwards\n");
    QTRY_COMPARE(lines(), QStringList{u"afterwards"_s});
}

void TestLogsPane::copiesAndSavesWhatIsShown()
{
    follow(u"talk"_s);
    say("\x1b[32mone\x1b[0m\ntwo\nthree\n");
    QTRY_COMPARE(lines().size(), 4);
    table()->setFocus();
    table()->selectRow(3);
    table()->selectionModel()->select(table()->model()->index(1, 0),
                                      QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"one\nthree"_s);

    m_console->find<QLineEdit>("logFilter")->setText(u"e"_s);
    QCOMPARE(lines(), (QStringList{u"begin"_s, u"one"_s, u"three"_s}));
    QVERIFY(m_console->click("logSave"));
    QTRY_VERIFY(shownDialog(u"logSaveDialog"_s));
    QWidget *dialog = shownDialog(u"logSaveDialog"_s);
    auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    QVERIFY(name);
    QVERIFY(name->text().endsWith(u"talk.log"_s));
    name->setText(m_console->sandbox().path(u"saved.log"_s));
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(m_console->fileInStack(u"saved.log"_s), "begin\none\nthree\n"_ba);
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

void TestLogsPane::keepsTheLinesOfEachService()
{
    QCOMPARE(m_console->sandbox().client().post("/services/quiet/up").status, 200);
    follow(u"talk"_s);
    QTRY_COMPARE(lines(), QStringList{u"begin"_s});
    auto *pane = qobject_cast<LogsPane *>(m_console->window()->pane(u"logs"_s));
    pane->showObject({ObjectKind::Log, u"quiet"_s});
    QTRY_COMPARE(lines().join(u'|'), u"quietly"_s);
    QCOMPARE(pane->currentService(), u"quiet"_s);
    pane->showObject({ObjectKind::Log, u"talk"_s});
    QTRY_COMPARE(connection(), u"following"_s);
    say("after\n");
    QTRY_COMPARE(lines().constLast(), u"after"_s);
    QCOMPARE(lines().constFirst(), u"begin"_s);
    QVERIFY(!lines().contains(u"quietly"_s));
}

void TestLogsPane::tellsWhyALogIsRefused()
{
    auto *pane = qobject_cast<LogsPane *>(m_console->window()->pane(u"logs"_s));
    pane->showObject({ObjectKind::Log, u"ghost"_s});
    QTRY_COMPARE(connection(), u"refused"_s);
    QTRY_COMPARE(lines().size(), 1);
    QVERIFY2(lines().first().contains(u"service \"ghost\" not found"_s),
             qPrintable(lines().first()));
    QVERIFY(m_console->find<QPushButton>("logReconnect")->isVisible());
}

void TestLogsPane::dropsTheOldestLines()
{
    LogModel model;
    LogFilterModel shown;
    shown.setSourceModel(&model);
    constexpr int more = 250;
    constexpr int chunk = 10'000;
    int made = 0;
    while (made < LogModel::capacity + more) {
        QList<LogLine> lines;
        for (int i = 0; i < chunk && made < LogModel::capacity + more; ++i) {
            LogLine line;
            line.message = u"line %1"_s.arg(made++);
            lines.append(line);
        }
        model.append(lines);
    }
    QCOMPARE(model.rowCount(), int(LogModel::capacity));
    QCOMPARE(shown.rowCount(), int(LogModel::capacity));
    QCOMPARE(model.dropped(), qint64(more));
    QCOMPARE(model.message(0), u"line %1"_s.arg(more));
    QCOMPARE(model.message(model.rowCount() - 1), u"line %1"_s.arg(made - 1));
    QList<LogLine> flood; // more at once than there is room for
    for (int i = 0; i < LogModel::capacity + 5; ++i) {
        LogLine line;
        line.message = QString::number(i);
        flood.append(line);
    }
    model.append(flood);
    QCOMPARE(model.rowCount(), int(LogModel::capacity));
    QCOMPARE(model.message(0), u"5"_s);
    QCOMPARE(model.dropped(), qint64(more) + LogModel::capacity + 5);
}

QTEST_MAIN(TestLogsPane)
#include "tst_logspane.moc"
