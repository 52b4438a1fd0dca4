// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/logtext.h"
#include "tests/ui/consolewindow.h"
#include "tests/ui/doubleclick.h"
#include "ui/logs/logsheet.h"
#include "ui/outputs/outputview.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/tableview.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray manifest()
{
    return R"(name: plain
sources:
  app: {kind: local, path: app}
jobs:
  bad:
    runtime: local
    command: ["sh", "-c", "echo out; echo err >&2; printf '\\033[31mred\\033[0m <b>not bold</b>\\n'; exit 7"]
  first:
    runtime: local
    command: ["sh", "-c", "echo first"]
  many:
    runtime: local
    command: ["seq", "1", "5000"]
  once:
    runtime: local
    command: ["sh", "-c", "echo x >> runs; while [ ! -e go ]; do sleep 0.1; done; echo went"]
  slow:
    runtime: local
    command: ["sh", "-c", "echo $$ > slow.pid; exec sleep 600"]
)";
}

} // namespace

//! Jobs from the click to the process and back, in the whole window.
class TestJobsPane final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void showsAllOfALongOutput();
    void showsWhatAFailingJobSaid();
    void runsOnceOnADoubleClick();
    void keepsEveryRun();
    void runsWithInputs();
    void forgetsRunsAtAnotherDaemon();
    void refusesLinesThatAreNoInputs_data();
    void refusesLinesThatAreNoInputs();
    void asksBeforeAJobIsKilled();
    void saysThatAJobHasToBeSelected();

private:
    void select(const QString &job);
    Task *run(const QString &job);
    [[nodiscard]] QString cell(const QString &job, int column) const;
    [[nodiscard]] QString output() const;
    [[nodiscard]] FilterTable *table() const { return m_console->find<FilterTable>("jobsTable"); }

    std::unique_ptr<ConsoleWindow> m_console;
};

void TestJobsPane::init()
{
    m_console = std::make_unique<ConsoleWindow>(manifest());
    QVERIFY(m_console->start(u"jobs"_s));
    QTRY_COMPARE(table()->view()->model()->rowCount(), 5);
}

void TestJobsPane::cleanup()
{
    m_console.reset();
}

void TestJobsPane::select(const QString &job)
{
    QTRY_VERIFY(table()->selectKey(job));
    QCOMPARE(table()->currentKey(), job);
}

Task *TestJobsPane::run(const QString &job)
{
    select(job);
    if (!m_console->click("jobRunButton") || m_console->tasks()->tasks().isEmpty())
        qFatal("the job does not start");
    return m_console->tasks()->tasks().constLast();
}

QString TestJobsPane::cell(const QString &job, int column) const
{
    const QAbstractItemModel *rows = table()->view()->model();
    for (int row = 0; row < rows->rowCount(); ++row) {
        if (rows->index(row, 0).data().toString() == job)
            return rows->index(row, column).data().toString();
    }
    return u"(no such row)"_s;
}

QString TestJobsPane::output() const
{
    const LogStore *store = m_console->find<OutputView>("jobOutput")->sheet()->store();
    QByteArray text;
    for (qint64 line = 0; line < store->lineCount(); ++line)
        text += plainLine(store->bytes(line)) + '\n';
    return QString::fromUtf8(text);
}

void TestJobsPane::showsAllOfALongOutput()
{
    QCOMPARE(cell(u"many"_s, 2), u"not run here yet"_s);
    const Task *task = run(u"many"_s);
    QTRY_COMPARE(task->state(), Task::State::Succeeded);
    QTRY_VERIFY(output().endsWith(u"5000\n"_s));
    QCOMPARE(output().count(u'\n'), 5000);
    QVERIFY(output().startsWith(u"1\n2\n"_s));
    QTRY_COMPARE(cell(u"many"_s, 2), u"done"_s);
    QVERIFY(cell(u"many"_s, 3).contains(u':'));
}

//! What ran at one daemon must not be read as said of the next.
void TestJobsPane::forgetsRunsAtAnotherDaemon()
{
    const Task *task = run(u"many"_s);
    QTRY_COMPARE(task->state(), Task::State::Succeeded);
    QTRY_COMPARE(cell(u"many"_s, 2), u"done"_s);
    ConnectionSettings settings = m_console->session()->settings();
    m_console->session()->connectTo(settings); // the same anew
    QTRY_COMPARE(cell(u"many"_s, 2), u"done"_s);
    settings.profileId = u"another"_s;
    m_console->session()->connectTo(settings);
    QTRY_COMPARE(cell(u"many"_s, 2), u"not run here yet"_s);
    select(u"many"_s);
    QCOMPARE(output(), QString());
    QVERIFY(m_console->tasks()->tasks().isEmpty());
}

void TestJobsPane::showsWhatAFailingJobSaid()
{
    const Task *task = run(u"bad"_s);
    QTRY_COMPARE(task->state(), Task::State::Failed);
    QTRY_VERIFY(output().contains(u"exit status 7"_s));
    for (const QString &said : {u"out\n"_s, u"err\n"_s, u"red <b>not bold</b>"_s})
        QVERIFY2(output().contains(said), qPrintable(output()));
    QVERIFY(!output().contains(QChar(0x1b)));
    QCOMPARE(output().count(u"not bold"_s), 1);
    QCOMPARE(cell(u"bad"_s, 2), u"failed"_s);
}

void TestJobsPane::runsOnceOnADoubleClick()
{
    select(u"once"_s);
    auto *button = shownChild<QAbstractButton>(m_console->window(), u"jobRunButton"_s);
    QVERIFY(button && button->isEnabled());
    doubleClick(button);
    QTRY_COMPARE(m_console->fileInStack(u"runs"_s), "x\n"_ba);
    QCOMPARE(cell(u"once"_s, 2), u"running"_s);
    QCOMPARE(m_console->tasks()->tasks().size(), 1);
    m_console->sandbox().write(u"go"_s, {});
    QTRY_COMPARE(m_console->tasks()->tasks().first()->state(), Task::State::Succeeded);
    QTRY_COMPARE(output(), u"went\n"_s);
    QCOMPARE(m_console->fileInStack(u"runs"_s), "x\n"_ba);
    QCOMPARE(m_console->tasks()->tasks().size(), 1);
    // Once it has ended it can be run again.
    const Task *again = run(u"once"_s);
    QTRY_COMPARE(again->state(), Task::State::Succeeded);
    QCOMPARE(m_console->fileInStack(u"runs"_s), "x\nx\n"_ba);
}

void TestJobsPane::keepsEveryRun()
{
    const Task *task = run(u"first"_s);
    QTRY_COMPARE(task->state(), Task::State::Succeeded);
    QTRY_COMPARE(output(), u"first\n"_s);
    task = run(u"bad"_s);
    QTRY_COMPARE(task->state(), Task::State::Failed);
    select(u"many"_s);
    QVERIFY(output().isEmpty());
    m_console->window()->showPane(u"services"_s);
    m_console->window()->showPane(u"jobs"_s);
    select(u"first"_s);
    QCOMPARE(output(), u"first\n"_s);
    select(u"bad"_s);
    QVERIFY(output().contains(u"exit status 7"_s));
    task = run(u"first"_s);
    QTRY_COMPARE(task->state(), Task::State::Succeeded);
    QVERIFY(m_console->click("taskStripToggle"));
    const auto *tasks = m_console->find<QTableView>("taskTable");
    QCOMPARE(tasks->model()->rowCount(), 3); // the newest first
    QCOMPARE(tasks->model()->index(1, 1).data().toString(), u"Run job \"bad\""_s);
    QCOMPARE(cell(u"first"_s, 2), u"done"_s);
    QCOMPARE(cell(u"bad"_s, 2), u"failed"_s);
}

void TestJobsPane::runsWithInputs()
{
    select(u"first"_s);
    QVERIFY(m_console->trigger("jobRunWith"));
    QTRY_VERIFY(shownDialog(u"jobInputsDialog"_s));
    QWidget *dialog = shownDialog(u"jobInputsDialog"_s);
    QVERIFY(dialog->windowTitle().contains(u"first"_s));
    auto *lines = dialog->findChild<QPlainTextEdit *>(u"jobInputs"_s);
    lines->insertPlainText(u"topic=a = b\n\nempty=\n name =<b>ö\u00a0</b>"_s);
    QVERIFY(m_console->click("jobInputsRun"));
    QTRY_VERIFY(!shownDialog(u"jobInputsDialog"_s));
    const Task *task = m_console->tasks()->tasks().constLast();
    QTRY_COMPARE(task->state(), Task::State::Succeeded);
    const QJsonObject sent =
        QJsonDocument::fromJson(task->request()->body).object().value("inputs"_L1).toObject();
    QCOMPARE(sent,
             (QJsonObject{
                 {u"topic"_s, u"a = b"_s}, {u"empty"_s, u""_s}, {u"name"_s, u"<b>ö\u00a0</b>"_s}}));
    QVERIFY(m_console->trigger("jobRunWith")); // the next time they are still there
    QTRY_VERIFY(shownDialog(u"jobInputsDialog"_s));
    dialog = shownDialog(u"jobInputsDialog"_s);
    QVERIFY(dialog->findChild<QPlainTextEdit *>(u"jobInputs"_s)
                ->toPlainText()
                .startsWith(u"topic=a = b\n"_s));
    dialog->close();
    QCOMPARE(m_console->tasks()->tasks().size(), 1);
}

void TestJobsPane::refusesLinesThatAreNoInputs_data()
{
    QTest::addColumn<QString>("lines");
    QTest::addColumn<QString>("words");
    QTest::newRow("no equals") << u"a=1\ntopic"_s << u"\"topic\" is no name=value."_s;
    QTest::newRow("no name") << u"=x"_s << u"\"=x\" is no name=value."_s;
    QTest::newRow("blank name") << u"  =x"_s << u"is no name=value."_s;
    QTest::newRow("twice") << u"a=1\na=2"_s << u"\"a\" is given twice."_s;
}

void TestJobsPane::refusesLinesThatAreNoInputs()
{
    QFETCH(const QString, lines);
    QFETCH(const QString, words);
    select(u"first"_s);
    QVERIFY(m_console->trigger("jobRunWith"));
    QTRY_VERIFY(shownDialog(u"jobInputsDialog"_s));
    QWidget *dialog = shownDialog(u"jobInputsDialog"_s);
    auto *edit = dialog->findChild<QPlainTextEdit *>(u"jobInputs"_s);
    edit->setPlainText(lines);
    const auto *problem = dialog->findChild<QLabel *>(u"jobInputsProblem"_s);
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains(words), qPrintable(problem->text()));
    QVERIFY(!dialog->findChild<QPushButton *>(u"jobInputsRun"_s)->isEnabled());
    edit->setPlainText(u"a=1"_s);
    QVERIFY(!problem->isVisible());
    dialog->close();
    QCOMPARE(m_console->tasks()->tasks().size(), 0);
}

void TestJobsPane::asksBeforeAJobIsKilled()
{
    const Task *task = run(u"slow"_s);
    QTRY_VERIFY(m_console->sandbox().pidIn(u"slow.pid"_s) > 0);
    const qint64 pid = m_console->sandbox().pidIn(u"slow.pid"_s);
    QVERIFY(m_console->click("taskCancel"));
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    QWidget *question = shownDialog(u"confirmDialog"_s);
    QTest::mouseClick(question->findChild<QPushButton *>(u"confirmVerb"_s), Qt::LeftButton);
    QTRY_COMPARE(task->state(), Task::State::Cancelled);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(pid), 20'000);
    QTRY_COMPARE(cell(u"slow"_s, 2), u"cancelled"_s);
    const auto *view = m_console->find<OutputView>("jobOutput");
    const auto *words = view->findChild<QLabel *>(u"outputReason"_s);
    QTRY_VERIFY(words->text().contains(u"The daemon kills a local job where it is"_s));
}

void TestJobsPane::saysThatAJobHasToBeSelected()
{
    select(u"first"_s);
    auto *action = m_console->window()->findChild<QAction *>(u"jobRun"_s);
    QTRY_VERIFY(action->isEnabled());
    table()->view()->clearSelection();
    table()->view()->setCurrentIndex({});
    QTRY_VERIFY(!action->isEnabled());
    QVERIFY(action->toolTip().endsWith(u"Select a job first."_s));
}

QTEST_MAIN(TestJobsPane)
#include "tst_jobspane.moc"
