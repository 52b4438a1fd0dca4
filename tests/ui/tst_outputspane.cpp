// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/logtext.h"
#include "core/outputs/outputrecorder.h"
#include "tests/ui/consolewindow.h"
#include "ui/files/filespane.h"
#include "ui/logs/logfindbar.h"
#include "ui/logs/logsheet.h"
#include "ui/outputs/outputspane.h"
#include "ui/outputs/outputsteps.h"
#include "ui/outputs/outputview.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/tableview.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
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
  page: {kind: local, path: page}
services:
  page:
    runtime: container
    build: {context: page}
  box:
    runtime: container
    image: busybox:lab
    command: ["sh", "-c", "echo in the box; exec sleep 600"]
  ticker:
    runtime: local
    command: ["sh", "-c", "echo level=info tick; exec sleep 600"]
jobs:
  colours:
    runtime: local
    command: ["sh", "-c", "echo one; printf '\\033[31mred needle\\033[0m\\n'; echo three"]
  bad:
    runtime: local
    command: ["sh", "-c", "echo doing; echo bad thing; exit 7"]
  slow:
    runtime: local
    command: ["sh", "-c", "echo $$ > slow.pid; exec sleep 600"]
)";
}

const auto goodDockerfile = "FROM busybox:lab\nRUN echo building\n"_ba;
const auto badDockerfile = "FROM busybox:lab\n\n# it fails\nRUN echo so it goes && exit 9\n"_ba;

} // namespace

//! The history of outputs in the whole window, from the click to the disk and back.
class TestOutputsPane final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void jobIsThereWithItsColours();
    void failedBuildFromTheHeaderOpensAtItsError();
    void failedBuildIsSaidToWhoeverIsElsewhere();
    void failedStepOpensItsFile();
    void goodBuildSaysWhatIsNotApplied();
    void runShowsItsOutputByService();
    void historyOutlivesTheWindow();
    void searchesWholeTexts();
    void savesAndCopies();
    void deletesAfterAsking();
    void cutOffByQuitting();

private:
    [[nodiscard]] Task *run(const QString &job);
    void openHistory();
    [[nodiscard]] OutputsPane *pane() const { return m_console->find<OutputsPane>("outputsPane"); }
    [[nodiscard]] OutputView *view() const { return pane()->view(); }
    [[nodiscard]] FilterTable *table() const { return pane()->table(); }
    [[nodiscard]] QString cell(int row, int column) const;
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString label(const QString &name) const;
    void select(const QString &title) const;

    std::unique_ptr<ConsoleWindow> m_console;
};

void TestOutputsPane::init()
{
    m_console = std::make_unique<ConsoleWindow>(manifest());
    m_console->sandbox().write(u"page/Dockerfile"_s, goodDockerfile);
    m_console->sandbox().write(u"app/a.txt"_s, "a"_ba);
    QVERIFY(m_console->start(u"jobs"_s));
}

void TestOutputsPane::cleanup()
{
    m_console.reset();
}

Task *TestOutputsPane::run(const QString &job)
{
    m_console->window()->showPane(u"jobs"_s);
    auto *jobs = m_console->find<FilterTable>("jobsTable");
    if (!QTest::qWaitFor([&] { return jobs->selectKey(job); }) || !m_console->click("jobRunButton"))
        qFatal("the job does not start");
    return m_console->tasks()->tasks().constLast();
}

void TestOutputsPane::openHistory()
{
    m_console->window()->showPane(u"outputs"_s);
    QTRY_VERIFY(table()->view()->model()->rowCount() > 0);
}

QString TestOutputsPane::cell(int row, int column) const
{
    return table()->view()->model()->index(row, column).data().toString();
}

QString TestOutputsPane::text() const
{
    const LogStore *store = view()->sheet()->store();
    QByteArray text;
    for (qint64 line = 0; line < store->lineCount(); ++line)
        text += plainLine(store->bytes(line)) + '\n';
    return QString::fromUtf8(text);
}

QString TestOutputsPane::label(const QString &name) const
{
    const auto *label = view()->findChild<QLabel *>(name);
    return label && label->isVisible() ? label->text() : QString();
}

void TestOutputsPane::select(const QString &title) const
{
    const QAbstractItemModel *rows = table()->view()->model();
    for (int row = 0; row < rows->rowCount(); ++row) {
        if (cell(row, OutputsModel::ActionColumn) == title) {
            table()->view()->selectRow(row);
            return;
        }
    }
    QFAIL(qPrintable(title));
}

void TestOutputsPane::jobIsThereWithItsColours()
{
    const Task *task = run(u"colours"_s);
    QTRY_COMPARE(task->state(), Task::State::Succeeded);
    openHistory();
    QCOMPARE(cell(0, OutputsModel::ActionColumn), u"Run job \"colours\""_s);
    QTRY_COMPARE(cell(0, OutputsModel::OutcomeColumn), u"done"_s);
    QTRY_COMPARE(text(), u"one\nred needle\nthree\n"_s);
    const LogText red = styledText(view()->sheet()->store()->bytes(1));
    QCOMPARE(red.runs.size(), 1);
    QCOMPARE(red.runs.constFirst().style.foreground.value, 1U);
    QVERIFY(label(u"outputSummary"_s).startsWith(u"done after"_s));
    QVERIFY(!view()->findChild<OutputStepsView *>()->isVisible());
}

void TestOutputsPane::failedBuildFromTheHeaderOpensAtItsError()
{
    m_console->sandbox().write(u"page/Dockerfile"_s, badDockerfile);
    m_console->window()->showPane(u"overview"_s); // where the window begins
    QVERIFY(m_console->click("buildButton"));
    QTRY_COMPARE(m_console->window()->currentPane(), u"outputs"_s);
    QTRY_VERIFY(view()->isComplete() && !view()->record().id.isEmpty());
    QCOMPARE(cell(0, OutputsModel::OutcomeColumn), u"failed"_s);
    QVERIFY2(label(u"outputReason"_s).startsWith(u"failed to solve"_s),
             qPrintable(label(u"outputReason"_s)));
    const auto line = view()->sheet()->view()->currentLine();
    QVERIFY(line.has_value());
    QCOMPARE(*line + 1, view()->record().errorLine);
    QTRY_VERIFY(view()->sheet()->view()->visibleLines().contains(*line));
    QVERIFY2(text().split(u'\n').at(*line).contains(u"ERROR"_s), qPrintable(text()));
    QCOMPARE(label(u"outputApplied"_s),
             u"Nothing was applied: services run on with what was before."_s);
    // Its steps lead to their lines, and say how they ended.
    const auto *steps = view()->findChild<OutputStepsView *>();
    QVERIFY(steps->isVisible());
    const int last = steps->model()->rowCount() - 1;
    QCOMPARE(steps->model()->index(last, OutputStepsModel::StateColumn).data(), u"failed"_s);
    QVERIFY(!m_console->window()->notices()->contains(u"failedBuild"_s));
}

void TestOutputsPane::failedBuildIsSaidToWhoeverIsElsewhere()
{
    m_console->sandbox().write(u"page/Dockerfile"_s, badDockerfile);
    m_console->window()->showPane(u"services"_s);
    QVERIFY(m_console->trigger("actionBuildAll"));
    QTRY_VERIFY(m_console->window()->notices()->contains(u"failedBuild"_s));
    QCOMPARE(m_console->window()->currentPane(), u"services"_s);
    auto *show = shownChild<QPushButton>(m_console->window()->notices(), u"show"_s);
    if (!show) { // whatever the bar calls it
        for (auto *button : m_console->window()->notices()->findChildren<QPushButton *>()) {
            if (button->text() == "Show the first error"_L1)
                show = button;
        }
    }
    QVERIFY(show);
    QTest::mouseClick(show, Qt::LeftButton);
    QTRY_COMPARE(m_console->window()->currentPane(), u"outputs"_s);
    QTRY_VERIFY(view()->isComplete() && view()->record().state == Task::State::Failed);
    QVERIFY(!m_console->window()->notices()->contains(u"failedBuild"_s));
}

void TestOutputsPane::failedStepOpensItsFile()
{
    m_console->sandbox().write(u"page/Dockerfile"_s, badDockerfile);
    QTRY_VERIFY(m_console->session()->manifest() != nullptr);
    QVERIFY(m_console->click("buildButton"));
    QTRY_COMPARE(m_console->window()->currentPane(), u"outputs"_s);
    QTRY_VERIFY(view()->isComplete());
    auto *open = view()->findChild<QPushButton *>(u"outputPlace"_s);
    QTRY_VERIFY(open->isVisible());
    QVERIFY2(open->text().startsWith(u"Open Dockerfile"_s), qPrintable(open->text()));
    QTest::mouseClick(open, Qt::LeftButton);
    QTRY_COMPARE(m_console->window()->currentPane(), u"files"_s);
}

void TestOutputsPane::goodBuildSaysWhatIsNotApplied()
{
    QVERIFY(m_console->trigger("actionUp"));
    QTRY_VERIFY(!m_console->tasks()->tasks().isEmpty()
                && !m_console->tasks()->tasks().constLast()->isActive());
    QVERIFY(m_console->trigger("actionBuildAll"));
    QTRY_COMPARE(m_console->tasks()->tasks().size(), 2);
    QTRY_COMPARE(m_console->tasks()->tasks().constLast()->state(), Task::State::Succeeded);
    openHistory();
    QTRY_COMPARE(table()->view()->model()->rowCount(), 2);
    select(u"Build stack"_s);
    QTRY_VERIFY2(label(u"outputApplied"_s).startsWith(u"Perhaps not applied yet: box, page"_s),
                 qPrintable(label(u"outputApplied"_s)));
    QVERIFY(m_console->trigger("actionBuildApply"));
    QTRY_COMPARE(m_console->tasks()->tasks().size(), 3);
    QTRY_COMPARE(m_console->tasks()->tasks().constLast()->state(), Task::State::Succeeded);
    select(u"Build and apply all services"_s);
    QTRY_VERIFY2(label(u"outputSummary"_s).contains(u"page-1"_s),
                 qPrintable(label(u"outputSummary"_s)));
    select(u"Build stack"_s);
    QTRY_VERIFY(view()->isComplete());
    QCOMPARE(label(u"outputApplied"_s), QString());
}

void TestOutputsPane::runShowsItsOutputByService()
{
    QVERIFY(m_console->trigger("actionRunAttached"));
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    QTest::mouseClick(shownDialog(u"confirmDialog"_s)->findChild<QPushButton *>(u"confirmVerb"_s),
                      Qt::LeftButton);
    QTRY_COMPARE(m_console->tasks()->tasks().size(), 1);
    openHistory();
    QTRY_COMPARE(cell(0, OutputsModel::OutcomeColumn), u"running"_s);
    // While it runs, line by line, each under its service.
    QTRY_VERIFY2(text().contains(u"level=info tick"_s), qPrintable(text()));
    QVERIFY(view()->sheet()->store()->services().contains(u"ticker"_s));
    QVERIFY(view()->sheet()->view()->areServicesShown());
    auto *remove = m_console->window()->findChild<QAction *>(u"outputDelete"_s);
    QVERIFY(!remove->isEnabled());
    // A build under way leaves it as it is; its end says what goes on.
    m_console->tasks()->cancel(m_console->tasks()->tasks().constFirst());
    QTRY_COMPARE(cell(0, OutputsModel::OutcomeColumn), u"cancelled"_s);
    QTRY_VERIFY2(label(u"outputReason"_s).contains(u"Down"_s),
                 qPrintable(label(u"outputReason"_s)));
    const auto ended = [this]() -> QString {
        for (const Notice &notice : m_console->window()->notices()->notices()) {
            if (notice.id == "endedRun"_L1)
                return notice.text;
        }
        return {};
    };
    // A container that runs all the same, as the daemon may leave one.
    QTRY_COMPARE(m_console->sandbox().client().post("/services/box/up").status, 200);
    QTRY_VERIFY2_WITH_TIMEOUT(ended().contains(u"box"_s), qPrintable(ended()), 20'000);
    QVERIFY(!ended().contains(u"ticker"_s)); // it went with the connection
    QCOMPARE(m_console->sandbox().client().post("/services/box/stop").status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(ended(), QString(), 20'000); // nothing is left to take down
}

void TestOutputsPane::historyOutlivesTheWindow()
{
    const Task *task = run(u"bad"_s);
    QTRY_COMPARE(task->state(), Task::State::Failed);
    const ConnectionSettings settings = m_console->session()->settings();
    m_console->session()->disconnectFromDaemon();
    m_console->session()->connectTo(settings);
    QTRY_VERIFY(m_console->session()->whyNoChanges().isEmpty());
    openHistory();
    QCOMPARE(table()->view()->model()->rowCount(), 1);
    QTRY_COMPARE(cell(0, OutputsModel::ReasonColumn), u"bad thing"_s);
    QTRY_VERIFY2(text().endsWith(u"doing\nbad thing\n"_s), qPrintable(text()));
    ConnectionSettings other = settings;
    other.profileId = u"another"_s;
    m_console->session()->connectTo(other);
    QTRY_VERIFY(m_console->session()->whyNoChanges().isEmpty());
    QTRY_COMPARE(table()->view()->model()->rowCount(), 0); // of that profile
}

void TestOutputsPane::searchesWholeTexts()
{
    for (const QString &job : {u"colours"_s, u"bad"_s}) {
        const Task *task = run(job);
        QTRY_VERIFY(!task->isActive());
    }
    openHistory();
    QTRY_COMPARE(table()->view()->model()->rowCount(), 2);
    auto *field = m_console->find<QLineEdit>("outputsSearch");
    field->setFocus();
    QTest::keyClicks(field, u"needle"_s);
    QTRY_COMPARE(table()->view()->model()->rowCount(), 1);
    QCOMPARE(cell(0, OutputsModel::ActionColumn), u"Run job \"colours\""_s);
    QVERIFY(m_console->find<QLabel>("outputsFound")->text().startsWith(u"1 output"_s));
    QTRY_COMPARE(text(), u"one\nred needle\nthree\n"_s);
    QTRY_COMPARE(view()->sheet()->view()->currentLine().value_or(-1), 1); // and it is gone to
    field->selectAll();
    QTest::keyClicks(field, u"no such word"_s);
    QTRY_COMPARE(table()->view()->model()->rowCount(), 0);
    QVERIFY(field->isVisible());
    field->clear();
    QTRY_COMPARE(table()->view()->model()->rowCount(), 2);
    QTest::keyClicks(field, u"job \"bad"_s); // titles count as well
    QTRY_COMPARE(table()->view()->model()->rowCount(), 1);
}

void TestOutputsPane::savesAndCopies()
{
    const Task *task = run(u"colours"_s);
    QTRY_VERIFY(!task->isActive());
    openHistory();
    QVERIFY(m_console->trigger("outputCopy"));
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"one\nred needle\nthree\n"_s);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"out.log"_s);
    QVERIFY(m_console->trigger("outputSave"));
    QTRY_VERIFY(m_console->window()->findChild<QFileDialog *>(u"outputSaveDialog"_s));
    auto *dialog = m_console->window()->findChild<QFileDialog *>(u"outputSaveDialog"_s);
    emit dialog->fileSelected(path);
    dialog->close();
    QTRY_VERIFY(pane()->notices()->contains(u"saved"_s));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "one\nred needle\nthree\n"_ba);
}

void TestOutputsPane::deletesAfterAsking()
{
    for (const QString &job : {u"colours"_s, u"bad"_s, u"colours"_s}) {
        const Task *task = run(job);
        QTRY_VERIFY(!task->isActive());
    }
    openHistory();
    QTRY_COMPARE(table()->view()->model()->rowCount(), 3);
    const QString folder = m_console->session()->outputs()->folder();
    QTRY_COMPARE(QDir(folder).entryList(QDir::Files).size(), 6);
    QVERIFY(m_console->trigger("outputDelete"));
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    QCOMPARE(table()->view()->model()->rowCount(), 3);
    QTest::mouseClick(shownDialog(u"confirmDialog"_s)->findChild<QPushButton *>(u"confirmVerb"_s),
                      Qt::LeftButton);
    QTRY_COMPARE(table()->view()->model()->rowCount(), 2);
    QCOMPARE(QDir(folder).entryList(QDir::Files).size(), 4);
    QVERIFY(m_console->trigger("outputDeleteAll"));
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    QTest::mouseClick(shownDialog(u"confirmDialog"_s)->findChild<QPushButton *>(u"confirmVerb"_s),
                      Qt::LeftButton);
    QTRY_VERIFY(QDir(folder).entryList(QDir::Files).isEmpty());
}

void TestOutputsPane::cutOffByQuitting()
{
    (void)run(u"slow"_s);
    QTRY_VERIFY(m_console->sandbox().pidIn(u"slow.pid"_s) > 0);
    const QString folder = m_console->session()->outputs()->folder();
    m_console->session()->disconnectFromDaemon();
    QTRY_COMPARE(readOutputs(folder, {}).size(), 1);
    QTRY_COMPARE(readOutputs(folder, {}).constFirst().state, Task::State::Unknown);
    QTRY_VERIFY(readOutputs(folder, {}).constFirst().words.contains(u"may or may not"_s));
}

QTEST_MAIN(TestOutputsPane)
#include "tst_outputspane.moc"
