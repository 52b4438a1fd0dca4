// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/operatordaemon.h"
#include "tests/support/requested.h"
#include "tests/ui/consolewindow.h"
#include "tests/ui/shownwords.h"
#include "ui/tasks/taskmodel.h"
#include "ui/tasks/taskstrip.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/plaintextview.h"
#include "ui/widgets/secretfield.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

const auto value = u"strip-secret-77aa"_s;

QByteArray manifest()
{
    return R"(name: plain
secrets:
  key: {}
sources:
  app: {kind: local, path: app}
jobs:
  first:
    runtime: local
    command: ["sh", "-c", "echo first"]
  hostile:
    runtime: local
    command: ["sh", "-c", "echo '<img src=x><b>bold</b> &lt;'; printf '\\033[31mred\\033[0m\\n'; exit 7"]
  slow:
    runtime: local
    command: ["sh", "-c", "echo $$ > slow.pid; exec sleep 600"]
  other:
    runtime: local
    command: ["sh", "-c", "echo $$ > other.pid; exec sleep 600"]
)";
}

} // namespace

//! The task strip in the whole window, over a real socket.
class TestTaskStrip final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void showsAFailureWholeAndAsText();
    void asksBeforeItCancels();
    void cancelsTheTaskItWasPressedOn();
    void dropsAWaitingTaskAtOnce();
    void findsOutAfterALostReply_data();
    void findsOutAfterALostReply();
    void copiesACommandWithoutSecrets();

private:
    Task *run(const QString &job);
    void setSecret();
    void answer(const QString &button);
    [[nodiscard]] QTableView *table() const { return m_console->find<QTableView>("taskTable"); }

    std::unique_ptr<ConsoleWindow> m_console;
};

void TestTaskStrip::init()
{
    m_console = std::make_unique<ConsoleWindow>(manifest());
    QVERIFY(m_console->start(u"jobs"_s));
}

void TestTaskStrip::cleanup()
{
    m_console.reset();
}

Task *TestTaskStrip::run(const QString &job)
{
    m_console->window()->showPane(u"jobs"_s);
    auto *jobs = m_console->find<FilterTable>("jobsTable");
    const qsizetype before = m_console->tasks()->tasks().size();
    if (!QTest::qWaitFor([&] { return jobs->selectKey(job); }) || !m_console->trigger("jobRun")
        || m_console->tasks()->tasks().size() != before + 1)
        qFatal("the job does not start");
    return m_console->tasks()->tasks().constLast();
}

void TestTaskStrip::setSecret()
{
    m_console->window()->showPane(u"secrets"_s);
    auto *secrets = m_console->find<FilterTable>("secretsTable");
    QTRY_VERIFY(secrets->selectKey(u"key"_s));
    QVERIFY(m_console->trigger("secretSet"));
    QTRY_VERIFY(shownDialog(u"secretDialog"_s));
    QWidget *dialog = shownDialog(u"secretDialog"_s);
    QTest::keyClicks(dialog->findChild<SecretField *>(u"secretNewLine"_s)->lineEdit(), value);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"secretSetButton"_s), Qt::LeftButton);
}

//! Answers the question that is asked.
void TestTaskStrip::answer(const QString &button)
{
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    QWidget *question = shownDialog(u"confirmDialog"_s);
    QTest::mouseClick(question->findChild<QPushButton *>(button), Qt::LeftButton);
    QTRY_VERIFY(!shownDialog(u"confirmDialog"_s));
}

void TestTaskStrip::showsAFailureWholeAndAsText()
{
    const Task *task = run(u"hostile"_s);
    QTRY_COMPARE(task->state(), Task::State::Failed);
    const auto *line = m_console->find<QLabel>("taskLine");
    QCOMPARE(line->textFormat(), Qt::PlainText);
    QTRY_VERIFY(line->text().contains(u"exit status 7: <img src=x><b>bold</b> &lt; red"_s));
    QVERIFY(m_console->click("taskStripToggle"));
    const auto *words = m_console->find<PlainTextView>("taskWords");
    QTRY_VERIFY(words->toPlainText().contains(u"<img src=x><b>bold</b> &lt;\nred\n"_s)
                || words->toPlainText().endsWith(u"<img src=x><b>bold</b> &lt;\nred"_s));
    QVERIFY(table()
                ->model()
                ->index(0, TaskModel::WordsColumn)
                .data()
                .toString()
                .contains(u"<b>bold</b> &lt; red"_s));
    QVERIFY(m_console->click("taskCopy"));
    QCOMPARE(QGuiApplication::clipboard()->text(), words->toPlainText());
    // Nothing that a person sees of it is markup or a terminal's escape.
    QWidget *strip = m_console->window()->taskStrip();
    for (const QString &shown : wordsBelow(strip))
        QVERIFY2(!shown.contains(QChar(0x1b)), qPrintable(shown));
    const QString cell =
        table()->model()->index(0, TaskModel::WordsColumn).data(Qt::ToolTipRole).toString();
    // As it came: no tool tip of the program is read as markup.
    for (const QString &tip : {line->toolTip(), cell})
        QVERIFY2(tip.contains(u"<b>bold</b>"_s) && !tip.contains("<pre"_L1), qPrintable(tip));
}

void TestTaskStrip::asksBeforeItCancels()
{
    Task *task = run(u"slow"_s);
    QTRY_VERIFY(m_console->sandbox().pidIn(u"slow.pid"_s) > 0);
    const qint64 pid = m_console->sandbox().pidIn(u"slow.pid"_s);
    QVERIFY(m_console->click("taskCancel"));
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    QWidget *question = shownDialog(u"confirmDialog"_s);
    QVERIFY(question->windowTitle().contains(u"Run job \"slow\""_s));
    const QString where = question->findChild<QLabel *>(u"confirmWhere"_s)->text();
    QVERIFY(where.contains(u"staging"_s) && where.contains(u"plain"_s));
    QVERIFY(!wordsBelow(question).filter(u"kills a local job"_s).isEmpty());
    QTest::keyClick(question, Qt::Key_Return); // the safe button
    QTRY_VERIFY(!shownDialog(u"confirmDialog"_s));
    QCOMPARE(task->state(), Task::State::Running);
    QVERIFY(isAlive(pid));

    QVERIFY(m_console->click("taskCancel"));
    answer(u"confirmVerb"_s);
    QTRY_COMPARE(task->state(), Task::State::Cancelled);
    QTRY_VERIFY_WITH_TIMEOUT(!isAlive(pid), 20'000);
    const auto *cancel = m_console->find<QPushButton>("taskCancel");
    QTRY_VERIFY(!cancel->isVisible());
}

void TestTaskStrip::cancelsTheTaskItWasPressedOn()
{
    Task *slow = run(u"slow"_s);
    Task *other = run(u"other"_s);
    QTRY_VERIFY(m_console->sandbox().pidIn(u"other.pid"_s) > 0);
    m_console->window()->taskStrip()->show(slow);
    QVERIFY(m_console->find<QLabel>("taskTitle")->text().contains(u"slow"_s));
    QVERIFY(m_console->click("taskDetailCancel"));
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    QVERIFY(shownDialog(u"confirmDialog"_s)->windowTitle().contains(u"\"slow\""_s));
    answer(u"confirmVerb"_s);
    QTRY_COMPARE(slow->state(), Task::State::Cancelled);
    QCOMPARE(other->state(), Task::State::Running);
    QVERIFY(isAlive(m_console->sandbox().pidIn(u"other.pid"_s)));
}

// Secrets of one name wait for each other; what was never sent needs no question.
void TestTaskStrip::dropsAWaitingTaskAtOnce()
{
    TaskSpec spec;
    spec.title = u"First"_s;
    spec.lanes = Lane::Manifest;
    spec.start = [](OperatorDaemon &daemon) { return daemon.run(new RunJobCall(u"slow"_s, {})); };
    spec.object.name = u"one"_s;
    Task *first = requested(m_console->tasks(), spec);
    spec.title = u"Second"_s;
    spec.object.name = u"two"_s;
    Task *second = requested(m_console->tasks(), spec);
    QTRY_COMPARE(first->state(), Task::State::Running);
    QCOMPARE(second->state(), Task::State::Queued);
    m_console->window()->taskStrip()->show(second);
    QVERIFY(m_console->click("taskDetailCancel"));
    QTRY_COMPARE(second->state(), Task::State::Cancelled);
    QVERIFY(!shownDialog(u"confirmDialog"_s));
    QVERIFY(!second->request());
    QCOMPARE(first->state(), Task::State::Running);
    m_console->window()->taskStrip()->show(first);
    const auto *cancel = m_console->find<QPushButton>("taskDetailCancel");
    QVERIFY(!cancel->isVisible()); // it has no way to be cancelled
}

void TestTaskStrip::findsOutAfterALostReply_data()
{
    QTest::addColumn<bool>("happened");
    QTest::addColumn<QString>("words");
    QTest::newRow("happened") << true << u"It has no value any more."_s;
    QTest::newRow("did not happen") << false << u"It still has a value."_s;
}

void TestTaskStrip::findsOutAfterALostReply()
{
    QFETCH(const bool, happened);
    QFETCH(const QString, words);
    const WireClient &wire = m_console->sandbox().client();
    QCOMPARE(wire.post("/secrets/key", R"({"value":"x"})").status, 200);
    m_console->sandbox().server().faults()->dropNext(u"DELETE /secrets/key"_s, 1,
                                                     sandbox::SandboxFaults::Drop::Reset);
    m_console->window()->showPane(u"secrets"_s);
    QTRY_VERIFY(m_console->find<FilterTable>("secretsTable")->selectKey(u"key"_s));
    QVERIFY(m_console->trigger("secretDelete"));
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    QTest::mouseClick(shownDialog(u"confirmDialog"_s)->findChild<QPushButton *>(u"confirmVerb"_s),
                      Qt::LeftButton);
    QTRY_COMPARE(m_console->tasks()->tasks().size(), 1);
    const Task *task = m_console->tasks()->tasks().first();
    QTRY_COMPARE(task->state(), Task::State::Unknown);
    QVERIFY(!wordsBelow(shownDialog(u"confirmDialog"_s))
                 .filter(u"may or may not have happened"_s)
                 .isEmpty());
    shownDialog(u"confirmDialog"_s)->close();
    const auto *line = m_console->find<QLabel>("taskLine");
    QVERIFY(line->text().contains(u"outcome unknown"_s));
    if (!happened) // somebody else set it again meanwhile
        QCOMPARE(wire.post("/secrets/key", R"({"value":"y"})").status, 200);
    QVERIFY(m_console->click("taskFindOut"));
    // What is not there yet can still come: the question stays open.
    QTRY_VERIFY2(task->words().contains(words), qPrintable(task->words()));
    QCOMPARE(task->state(), happened ? Task::State::Succeeded : Task::State::Unknown);
    QCOMPARE(m_console->find<QPushButton>("taskFindOut")->isVisible(), !happened);
}

void TestTaskStrip::copiesACommandWithoutSecrets()
{
    const Task *task = run(u"first"_s);
    QTRY_COMPARE(task->state(), Task::State::Succeeded);
    QVERIFY(m_console->click("taskStripToggle"));
    QVERIFY(m_console->click("taskCopyCurl"));
    QString command = QGuiApplication::clipboard()->text();
    QVERIFY2(command.startsWith(u"curl "_s) && command.contains(u"-X POST"_s)
                 && command.contains(u"Bearer $ANGEE_OPERATOR_TOKEN\""_s)
                 && command.contains(u"'"_s + m_console->proxy()->url() + u"/jobs/first/run'"_s),
             qPrintable(command));
    const QString bearer = QString::fromLatin1(m_console->sandbox().client().token());
    QVERIFY(!command.contains(bearer));

    setSecret();
    QTRY_COMPARE(m_console->tasks()->tasks().size(), 2);
    QTRY_COMPARE(m_console->tasks()->tasks().constLast()->state(), Task::State::Succeeded);
    m_console->window()->taskStrip()->show(m_console->tasks()->tasks().constLast());
    QVERIFY(m_console->click("taskCopyCurl"));
    command = QGuiApplication::clipboard()->text();
    QVERIFY(command.contains(u"/secrets/key"_s));
    QVERIFY(!command.contains(value) && !command.contains(bearer));
    QCOMPARE(whereShown(value), QStringList());
    QCOMPARE(whereShown(bearer), QStringList());
}

QTEST_MAIN(TestTaskStrip)
#include "tst_taskstrip.moc"
