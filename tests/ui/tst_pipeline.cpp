// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/pipeline/savepipeline.h"
#include "core/tasks/taskrunner.h"
#include "tests/support/requested.h"
#include "tests/ui/panefixture.h"
#include "ui/files/codeeditor.h"
#include "ui/files/conflictview.h"
#include "ui/files/filescontroller.h"
#include "ui/files/fileshost.h"
#include "ui/files/filespane.h"
#include "ui/files/pipelinemodel.h"
#include "ui/files/pipelinepanel.h"

#include <QAbstractButton>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTextBlock>

using namespace angee;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::PaneFixture;
using test::shownChild;
using test::shownDialog;
using test::WireAnswer;
using State = SavePipeline::State;
using Way = SavePipeline::Way;

namespace {

const auto script = u"build.sh"_s;
const auto good = "echo compiling\necho linked\n"_ba;
const auto bad =
    "echo compiling; echo \"\033[31mapp.c:4: error: no such thing\033[0m\"; echo gave up;"
    " exit 3\n"_ba;

// One local service, and one image that is built from the folder that the source shows.
QByteArray manifest(bool withImage)
{
    QByteArray text = R"(name: pipe
sources:
  app: {kind: local, path: app}
services:
  loop:
    runtime: local
    command: ["sh", "-c", "while :; do sleep 0.2; done"]
)";
    if (withImage)
        text += "  box:\n    runtime: container\n    build: app\n";
    return text;
}

} // namespace

//! From a save to its effect, in the real pane against the sandbox.
class TestPipeline final : public QObject
{
    Q_OBJECT

private slots:
    void cleanup();
    void savesAndBuilds();
    void failedBuildOpensAtItsError();
    void appliesToContainersAlone();
    void appliesAndWatches();
    void applyingCountsWhenServicesAreSeen();
    void builtAndAppliedInOneRequest();
    void revertsAndBuildsAgain();
    void revertLeavesNewerTextAlone();
    void conflictEndsTheRun();
    void twoClicksRunOnce();
    void cancelsABuild();
    void staysWhenThePaneIsLeft();
    void confirmingProfileAsks();

private:
    void open(bool withImage, const QByteArray &text = good);
    template <typename Widget>
    Widget *find(const QString &name)
    {
        auto *widget = m_host->findChild<Widget *>(name);
        if (!widget)
            qFatal("no widget %s", qPrintable(name));
        return widget;
    }
    void click(const QString &name)
    {
        auto *button = find<QAbstractButton>(name);
        QVERIFY2(button->isVisible() && button->isEnabled(),
                 qPrintable(name + u": "_s + button->toolTip()));
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void confirm()
    {
        QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
        QWidget *dialog = shownDialog(u"confirmDialog"_s);
        QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"confirmVerb"_s), Qt::LeftButton);
    }
    void replaceText(const QByteArray &text) { m_view->editor()->replaceText(text); }
    // What a person reads in the table: "Build: failed".
    QStringList rows()
    {
        const QAbstractItemModel *model = find<QTableView>(u"pipelineTable"_s)->model();
        QStringList rows;
        for (int row = 0; row < model->rowCount(); ++row)
            rows << model->index(row, PipelineModel::StepColumn).data().toString() + u": "_s
                    + model->index(row, PipelineModel::StateColumn).data().toString();
        return rows;
    }
    QString words(int row)
    {
        return find<QTableView>(u"pipelineTable"_s)
            ->model()
            ->index(row, PipelineModel::WordsColumn)
            .data()
            .toString();
    }
    QByteArray onDisk() const
    {
        QFile file(m_fixture->stack()->root() + u"/app/"_s + script);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<PaneFixture> m_fixture;
    std::unique_ptr<FilesHost> m_host;
    std::unique_ptr<FilesController> m_controller;
    SavePipeline *m_pipeline = nullptr;
    DocumentView *m_view = nullptr;
};

void TestPipeline::open(bool withImage, const QByteArray &text)
{
    m_fixture = std::make_unique<PaneFixture>();
    m_fixture->stack()->write(u"angee.yaml"_s, manifest(withImage));
    m_fixture->stack()->write(u"app/build.sh"_s, text);
    QCOMPARE(m_fixture->start(), QString());
    m_host = std::make_unique<FilesHost>();
    m_controller = std::make_unique<FilesController>(m_fixture->session(), m_host.get());
    m_pipeline = m_controller->findChild<SavePipeline *>();
    m_pipeline->setTimings({10'000ms, 500ms, 200ms, 20'000ms});
    m_host->resize(1100, 700);
    m_host->show();
    auto *path = find<QLineEdit>(u"openPath"_s);
    path->setFocus();
    QTest::keyClicks(path, script);
    QTest::keyClick(path, Qt::Key_Return);
    m_view = m_host->files()->document(u"app"_s, script);
    QVERIFY(m_view);
    QTRY_VERIFY(m_view->session()->isLoaded());
}

void TestPipeline::cleanup()
{
    m_controller.reset();
    m_host.reset();
    m_fixture.reset();
}

void TestPipeline::savesAndBuilds()
{
    open(true);
    QVERIFY(!find<PipelinePanel>(u"pipelinePanel"_s)->isVisible());
    replaceText("touch $BUILD_CONTEXT/built\n");
    click(u"saveBuildButton"_s);
    QVERIFY(find<PipelinePanel>(u"pipelinePanel"_s)->isVisible());
    QCOMPARE(rows().size(), 3);
    QTRY_COMPARE(rows(), QStringList({u"Save: done"_s, u"Build: done"_s, u"Health: skipped"_s}));
    QCOMPARE(onDisk(), "touch $BUILD_CONTEXT/built\n"_ba);
    QVERIFY(QFile::exists(m_fixture->stack()->root() + u"/app/built"_s));
    QVERIFY2(words(2).contains(u"No service was running"_s), qPrintable(words(2)));
    // In the journal of tasks too, each once.
    QCOMPARE(m_fixture->session()->tasks()->tasks().size(), 2);
    // Nothing to save is no reason not to build.
    QFile::remove(m_fixture->stack()->root() + u"/app/built"_s);
    click(u"saveBuildButton"_s);
    QTRY_COMPARE(rows().value(1), u"Build: done"_s);
    QVERIFY(QFile::exists(m_fixture->stack()->root() + u"/app/built"_s));
    QVERIFY2(words(0).contains(u"nothing was sent"_s), qPrintable(words(0)));
    // This daemon lists no files, and was asked for that once.
    QCOMPARE(m_fixture->requests(u"/files/list"_s).size(), 1);
}

void TestPipeline::failedBuildOpensAtItsError()
{
    open(true);
    replaceText(bad);
    click(u"saveApplyButton"_s);
    confirm(); // no local service runs: applying would start all
    QTRY_COMPARE(rows(),
                 QStringList({u"Save: done"_s, u"Build: failed"_s, u"Apply: skipped"_s,
                              u"Health: skipped"_s}));
    QCOMPARE(find<QTableView>(u"pipelineTable"_s)->currentIndex().row(), 1);
    auto *output = find<QPlainTextEdit>(u"pipelineOutput"_s);
    // The builder puts its step and the time before each line.
    const auto isError = [](const QString &line) {
        return line.startsWith(u"▶ #"_s) && line.endsWith(u" app.c:4: error: no such thing"_s);
    };
    QVERIFY2(isError(output->textCursor().block().text()),
             qPrintable(output->textCursor().block().text()));
    QVERIFY(output->toPlainText().contains(u"gave up"_s));
    QVERIFY(!output->toPlainText().contains(u'\033'));
    QCOMPARE(output->extraSelections().size(), 1);
    QVERIFY2(words(1).contains(u"app.c:4: error: no such thing"_s), qPrintable(words(1)));
    QVERIFY(words(2).contains(u"a step before it failed"_s));
    QVERIFY(m_fixture->requests(u"/stack/dev"_s).isEmpty());
    // Another step shows its own output, and the failed one its error again.
    auto *table = find<QTableView>(u"pipelineTable"_s);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Up);
    QCOMPARE(output->toPlainText(), QString());
    QTest::keyClick(table, Qt::Key_Down);
    QVERIFY(isError(output->textCursor().block().text()));
}

// No local service runs: that is no reason to start all of them for a container's file.
void TestPipeline::appliesToContainersAlone()
{
    open(true);
    replaceText("echo building\n"); // and leaves what it is built from as it is
    click(u"saveApplyButton"_s);
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    QVERIFY(shownDialog(u"confirmDialog"_s)->findChild<QWidget *>(u"choice-everything"_s));
    confirm();
    QTRY_COMPARE_WITH_TIMEOUT(
        rows(),
        QStringList({u"Save: done"_s, u"Build: done"_s, u"Apply: done"_s, u"Health: done"_s}),
        30'000);
    QVERIFY(m_fixture->requests(u"/stack/dev"_s).isEmpty());
    QVERIFY2(words(3).contains(u"Running: box."_s), qPrintable(words(3)));
    // The same once more: nothing was built anew, so nothing is said to have been applied.
    click(u"saveApplyButton"_s);
    confirm();
    QTRY_COMPARE_WITH_TIMEOUT(
        rows(),
        QStringList({u"Save: done"_s, u"Build: done"_s, u"Apply: skipped"_s, u"Health: done"_s}),
        30'000);
    QVERIFY2(words(2).contains(u"No container was made anew"_s), qPrintable(words(2)));
}

void TestPipeline::appliesAndWatches()
{
    open(false);
    replaceText("x\n");
    click(u"saveApplyButton"_s);
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    const QString text =
        shownDialog(u"confirmDialog"_s)->findChild<QLabel *>(u"confirmText"_s)->text();
    QVERIFY2(text.contains(u"stops"_s), qPrintable(text));
    QCOMPARE(onDisk(), good); // not before the answer
    confirm();
    QTRY_COMPARE_WITH_TIMEOUT(
        rows(),
        QStringList({u"Save: done"_s, u"Build: done"_s, u"Apply: done"_s, u"Health: done"_s}),
        30'000);
    QVERIFY2(words(3).contains(u"Running: loop."_s), qPrintable(words(3)));
    QVERIFY(find<QLabel>(u"pipelineTitle"_s)->text().endsWith(u"done"_s));
    // It runs now: once more there is nothing to start, and nothing is restarted.
    replaceText("y\n");
    click(u"saveApplyButton"_s);
    QTRY_COMPARE_WITH_TIMEOUT(
        rows(),
        QStringList({u"Save: done"_s, u"Build: done"_s, u"Apply: skipped"_s, u"Health: done"_s}),
        30'000);
    QCOMPARE(m_fixture->requests(u"POST /stack/dev"_s).size(), 1);
    // Broken by the save after that: the watch tells, and does not call it well.
    m_fixture->stack()->write(u"app/build.sh"_s, "y\n");
    replaceText("z\n");
    click(u"saveBuildButton"_s);
    QTRY_COMPARE(rows().value(1), u"Build: done"_s);
    QCOMPARE(m_fixture->wire().post("/services/loop/stop").status, 200);
    QTRY_VERIFY(rows().last() == u"Health: failed"_s || rows().last() == u"Health: not known"_s);
}

void TestPipeline::applyingCountsWhenServicesAreSeen()
{
    open(false);
    // The daemon answers when the services end, not when they run (contract.md, Q1).
    m_fixture->server()->faults()->setLatency(u"POST /stack/dev"_s, 600s);
    replaceText("x\n");
    click(u"saveApplyButton"_s);
    confirm();
    QTRY_COMPARE(rows().value(2), u"Apply: running"_s);
    QTRY_VERIFY2(words(2).contains(u"not observed yet"_s), qPrintable(words(2)));
    const WireAnswer answer = m_fixture->wire().post(
        "/graphql", R"({"query":"mutation { stackDev(input: {}) { status } }"})");
    QVERIFY2(answer.body.contains("started"), answer.body.constData());
    QTRY_COMPARE_WITH_TIMEOUT(
        rows(),
        QStringList({u"Save: done"_s, u"Build: done"_s, u"Apply: done"_s, u"Health: done"_s}),
        30'000);
    QVERIFY2(words(2).contains(u"stays open"_s), qPrintable(words(2)));
    QVERIFY(m_fixture->session()->tasks()->active(ActionVerb::Run, {}));
}

void TestPipeline::builtAndAppliedInOneRequest()
{
    open(true);
    QCOMPARE(m_fixture->wire().post("/stack/dev").status, 200);
    m_fixture->session()->live()->refresh();
    QTRY_COMPARE(applyWays(observedServices(m_fixture->session()->live())), QList{Way::Containers});
    // A build that fails has touched no container.
    replaceText(bad);
    click(u"saveApplyButton"_s);
    QTRY_COMPARE(rows(),
                 QStringList({u"Save: done"_s, u"Build: failed"_s, u"Apply: skipped"_s,
                              u"Health: skipped"_s}));
    const QString line = find<QPlainTextEdit>(u"pipelineOutput"_s)->textCursor().block().text();
    QVERIFY2(line.startsWith(u"▶ #"_s) && line.endsWith(u" app.c:4: error: no such thing"_s),
             qPrintable(line));
    // Where the tool goes on to containers, the same output goes on under "Apply".
    replaceText("echo building; sleep 0.3; echo built\n");
    click(u"saveApplyButton"_s);
    auto *output = find<QPlainTextEdit>(u"pipelineOutput"_s);
    // Live: what is printed is shown while the step runs.
    QTRY_VERIFY(rows().value(1) == u"Build: running"_s
                && output->toPlainText().contains(u" building"_s));
    QTRY_COMPARE_WITH_TIMEOUT(
        rows(),
        QStringList({u"Save: done"_s, u"Build: done"_s, u"Apply: done"_s, u"Health: done"_s}),
        30'000);
    QVERIFY(m_pipeline->steps().at(1).output.contains(u" built\n"_s));
    QVERIFY(!m_pipeline->steps().at(1).output.contains(u"-box-1  Recreate"_s));
    QVERIFY(m_pipeline->steps().at(2).output.contains(u"-box-1  Recreate\n"_s));
    QCOMPARE(m_fixture->requests(u"GET /stack/up/stream"_s).size(), 2);
}

void TestPipeline::revertsAndBuildsAgain()
{
    open(true, "cp build.sh $BUILD_CONTEXT/built\n"_ba);
    const QByteArray before = onDisk();
    replaceText(bad);
    click(u"saveBuildButton"_s);
    QTRY_COMPARE(rows().value(1), u"Build: failed"_s);
    QCOMPARE(onDisk(), bad);
    // Asked first, with everything named.
    click(u"pipelineRevertButton"_s);
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    QWidget *dialog = shownDialog(u"confirmDialog"_s);
    const QString where = dialog->findChild<QLabel *>(u"confirmWhere"_s)->text();
    QVERIFY2(where.contains(u"staging"_s) && where.contains(u"pipe"_s), qPrintable(where));
    QVERIFY(dialog->windowTitle().contains(u"build.sh (app)"_s));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!shownDialog(u"confirmDialog"_s));
    QCOMPARE(onDisk(), bad);
    click(u"pipelineRevertButton"_s);
    confirm();
    QTRY_COMPARE(rows(),
                 QStringList({u"Write back: done"_s, u"Build: done"_s, u"Health: skipped"_s}));
    QCOMPARE(onDisk(), before);
    QFile built(m_fixture->stack()->root() + u"/app/built"_s);
    QVERIFY(built.open(QIODevice::ReadOnly));
    QCOMPARE(built.readAll(), before);
    QCOMPARE(m_view->editor()->bytes(), before);
    QCOMPARE(m_view->session()->state(), DocumentSession::State::Clean);
    // Taken back in turn, although its tab was closed meanwhile.
    emit find<QTabWidget>(u"fileTabs"_s)->tabCloseRequested(0);
    QTRY_VERIFY(m_host->files()->documents().isEmpty());
    click(u"pipelineRevertButton"_s);
    confirm();
    QTRY_COMPARE(rows(),
                 QStringList({u"Write back: done"_s, u"Build: failed"_s, u"Health: skipped"_s}));
    QCOMPARE(onDisk(), bad);
}

void TestPipeline::revertLeavesNewerTextAlone()
{
    open(true);
    replaceText(bad);
    click(u"saveBuildButton"_s);
    QTRY_COMPARE(rows().value(1), u"Build: failed"_s);
    // Somebody repairs it, which this window has not heard of.
    m_fixture->stack()->write(u"app/build.sh"_s, "echo theirs\n");
    click(u"pipelineRevertButton"_s);
    confirm();
    QTRY_COMPARE(rows(),
                 QStringList({u"Write back: failed"_s, u"Build: skipped"_s, u"Health: skipped"_s}));
    QCOMPARE(onDisk(), "echo theirs\n"_ba);
    QVERIFY(m_view->conflictView()->isVisible());
    // And a newer text that it has heard of is not written over either.
    click(u"takeTheirsButton"_s);
    if (shownDialog(u"confirmDialog"_s))
        confirm();
    QTRY_COMPARE(m_view->session()->state(), DocumentSession::State::Clean);
    click(u"pipelineRevertButton"_s);
    confirm();
    QTRY_VERIFY2(words(0).contains(u"no longer the one"_s), qPrintable(words(0)));
    QCOMPARE(onDisk(), "echo theirs\n"_ba);
}

void TestPipeline::conflictEndsTheRun()
{
    open(true);
    replaceText("echo mine\n");
    m_fixture->stack()->write(u"app/build.sh"_s, "echo theirs\n");
    click(u"saveBuildButton"_s);
    QTRY_COMPARE(rows(),
                 QStringList({u"Save: failed"_s, u"Build: skipped"_s, u"Health: skipped"_s}));
    QVERIFY(m_view->conflictView()->isVisible());
    QCOMPARE(onDisk(), "echo theirs\n"_ba);
    QVERIFY(m_fixture->requests(u"POST /stack/build"_s).isEmpty());
    QVERIFY(!find<QAbstractButton>(u"pipelineRevertButton"_s)->isEnabled());
}

void TestPipeline::twoClicksRunOnce()
{
    open(true);
    replaceText("sleep 0.5; echo x >> count\n");
    auto *button = find<QAbstractButton>(u"saveBuildButton"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QTest::mouseClick(button, Qt::LeftButton);
    QTest::keyClick(m_view->editor(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!button->isEnabled());
    QTRY_COMPARE(rows().value(1), u"Build: done"_s);
    QTRY_VERIFY(!m_pipeline->isRunning());
    QCOMPARE(m_fixture->requests(u"POST /stack/build"_s).size(), 1);
    QCOMPARE(m_fixture->requests(u"PUT /files"_s).size(), 1);
    QVERIFY(button->isEnabled());
    // A build that began before the save says nothing about the text: another one follows it.
    m_fixture->clearRequests();
    TaskSpec spec;
    spec.verb = ActionVerb::Build;
    spec.lanes = Lane::Build;
    spec.start = [](OperatorDaemon &daemon) { return daemon.stackBuild({}); };
    Task *earlier = test::requested(m_fixture->session()->tasks(), spec);
    QTRY_COMPARE(earlier->state(), Task::State::Running);
    replaceText("touch $BUILD_CONTEXT/second\n");
    click(u"saveBuildButton"_s);
    QTRY_COMPARE(rows().value(1), u"Build: done"_s);
    QCOMPARE(earlier->state(), Task::State::Succeeded);
    QTRY_COMPARE(m_fixture->requests(u"POST /stack/build"_s).size(), 2);
    QVERIFY(QFile::exists(m_fixture->stack()->root() + u"/app/second"_s));
}

void TestPipeline::cancelsABuild()
{
    open(true);
    replaceText("echo $$ > $BUILD_CONTEXT/pid; sleep 600\n");
    click(u"saveBuildButton"_s);
    const QString pidFile = m_fixture->stack()->root() + u"/app/pid"_s;
    QTRY_VERIFY(QFile::exists(pidFile));
    click(u"pipelineCancelButton"_s);
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    QVERIFY(m_pipeline->isRunning());
    confirm();
    QTRY_COMPARE(rows(),
                 QStringList({u"Save: done"_s, u"Build: cancelled"_s, u"Health: skipped"_s}));
    QVERIFY(words(2).contains(u"cancelled"_s));
    QVERIFY(find<QAbstractButton>(u"pipelineRevertButton"_s)->isEnabled()); // it was saved
}

void TestPipeline::staysWhenThePaneIsLeft()
{
    open(true);
    replaceText("sleep 0.3; exit 4\n");
    click(u"saveBuildButton"_s);
    m_host->hide();
    QTRY_VERIFY(!m_pipeline->isRunning());
    m_host->show();
    auto *panel = find<PipelinePanel>(u"pipelinePanel"_s);
    QVERIFY(panel->isVisible());
    const QStringList told{u"Save: done"_s, u"Build: failed"_s, u"Health: skipped"_s};
    QCOMPARE(rows(), told);
    // Another file in front, and the connection made anew to the same daemon.
    QVERIFY(m_host->files()->openFile(u"app"_s, u"settings.yaml"_s));
    QCOMPARE(rows(), told);
    m_fixture->session()->connectTo(ConnectionSettings(m_fixture->session()->settings()));
    QTRY_VERIFY(m_fixture->session()->whyNoChanges().isEmpty());
    QCOMPARE(rows(), told);
    // One line, then away, then back.
    click(u"pipelineToggle"_s);
    QVERIFY(panel->isVisible() && !find<QTableView>(u"pipelineTable"_s)->isVisible());
    click(u"pipelineToggle"_s);
    QVERIFY(find<QTableView>(u"pipelineTable"_s)->isVisible());
    click(u"pipelineCloseButton"_s);
    QVERIFY(!panel->isVisible());
    click(u"pipelineButton"_s);
    QVERIFY(panel->isVisible());
    QCOMPARE(rows(), told);
}

void TestPipeline::confirmingProfileAsks()
{
    open(true);
    ConnectionSettings settings = m_fixture->session()->settings();
    settings.protection = Protection::Confirm;
    m_fixture->session()->connectTo(settings);
    QTRY_VERIFY(m_fixture->session()->whyNoChanges().isEmpty());
    replaceText("touch $BUILD_CONTEXT/built\n");
    click(u"saveBuildButton"_s);
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    QTest::keyClick(shownDialog(u"confirmDialog"_s), Qt::Key_Escape);
    QTRY_VERIFY(!shownDialog(u"confirmDialog"_s));
    QVERIFY(rows().isEmpty());
    QCOMPARE(onDisk(), good);
    click(u"saveBuildButton"_s);
    confirm();
    QTRY_COMPARE(rows().value(1), u"Build: done"_s);
}

QTEST_MAIN(TestPipeline)
#include "tst_pipeline.moc"
