// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/livestore.h"
#include "core/tasks/taskrunner.h"
#include "tests/core/livedaemon.h"
#include "tests/ui/doubleclick.h"
#include "tests/ui/panefixture.h"
#include "ui/panes/questionpresenter.h"
#include "ui/schema/queryeditor.h"
#include "ui/schema/queryview.h"
#include "ui/schema/schemacontroller.h"
#include "ui/schema/schemapane.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

//! The pane with its controller, over any session, with the tab "Query" in front.
class QueryTab final
{
public:
    explicit QueryTab(Session *session)
        : m_controller(session, &m_pane)
    {
        m_pane.resize(1300, 800);
        m_pane.show();
        m_pane.showTab(view());
        (void)QTest::qWaitForWindowActive(&m_pane);
        // With a schema, or without one.
        (void)QTest::qWaitFor([this] { return run()->isVisible(); }, 30000);
    }

    [[nodiscard]] SchemaPane &pane() { return m_pane; }
    [[nodiscard]] QueryView *view() { return m_pane.findChild<QueryView *>(); }
    template <typename Widget>
    [[nodiscard]] Widget *child(const QString &name)
    {
        auto *found = m_pane.findChild<Widget *>(name);
        if (!found)
            qFatal("no widget %s", qPrintable(name));
        return found;
    }
    [[nodiscard]] QueryEditor *document() { return child<QueryEditor>(u"queryDocument"_s); }
    [[nodiscard]] QueryEditor *variables() { return child<QueryEditor>(u"queryVariables"_s); }
    [[nodiscard]] QString text(const QString &label) { return child<QLabel>(label)->text(); }
    [[nodiscard]] QString status() { return text(u"queryStatus"_s); }
    [[nodiscard]] QByteArray result() { return child<GraphQlText>(u"queryResult"_s)->content(); }
    [[nodiscard]] QToolButton *run() { return child<QToolButton>(u"queryRunButton"_s); }
    [[nodiscard]] QToolButton *stop() { return child<QToolButton>(u"queryStopButton"_s); }
    [[nodiscard]] QListWidget *history() { return child<QListWidget>(u"queryHistory"_s); }

    void write(const QByteArray &document, const QByteArray &variables = {})
    {
        this->document()->replaceContent(document);
        this->variables()->replaceContent(variables);
    }
    void clickRun() { QTest::mouseClick(run(), Qt::LeftButton); }

private:
    SchemaPane m_pane;
    SchemaController m_controller;
};

//! Presses a button of the question that is shown.
void answerQuestion(const QString &button)
{
    QWidget *question = nullptr;
    QTRY_VERIFY((question = shownDialog(u"confirmDialog"_s)));
    QTest::mouseClick(question->findChild<QPushButton *>(button), Qt::LeftButton);
    QTRY_VERIFY(!shownDialog(u"confirmDialog"_s));
}

//! A console at a daemon that writes down all it is sent.
struct Counted
{
    explicit Counted(Protection protection)
        : session(folder.path())
    {
        ConnectionSettings settings;
        settings.url.value = daemon.server.url();
        settings.token.value = u"the-bearer-of-this-test"_s;
        settings.profileName = u"staging"_s;
        settings.protection = protection;
        settings.policy.readOnly = protection == Protection::ReadOnly;
        new QuestionPresenter(session.tasks()->gate(), &desk);
        session.connectTo(settings);
        (void)QTest::qWaitFor([this] { return session.live()->state() == LiveState::Live; }, 30000);
    }

    //! How many requests carried this text.
    [[nodiscard]] qsizetype sent(const QByteArray &text) const
    {
        const auto &requests = daemon.server.requests();
        return std::count_if(
            requests.begin(), requests.end(),
            [&text](const ReceivedRequest &request) { return request.body.contains(text); });
    }

    QTemporaryDir folder;
    LiveDaemon daemon;
    QWidget desk; // what the gate asks is shown over it
    Session session;
};

} // namespace

class TestQueryPane final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void runsAQuery();
    void sendsVariables();
    void tellsErrors();
    void refusesBadVariables();
    void refusesWhatCannotBeParsed();
    void choosesTheOperation();
    void checksWhileWriting();
    void completesAField();
    void streamsAndStops();
    void tellsThatTheDaemonEndedAStream();
    void runsAMutationOnceAsked();
    void sendsAMutationOnce();
    void sendsAQueryOnce();
    void stopsAQuery();
    void sendsNothingWhenReadOnly();
    void historyOutlivesThePane();
    void historyHoldsNoSecrets();
    void worksWithoutASchema();
    void savesTheResult();
    void tellsThatTheOutcomeIsUnknown();

private:
    std::unique_ptr<PaneFixture> m_fixture;
    std::unique_ptr<QueryTab> m_tab;
};

void TestQueryPane::initTestCase()
{
    if (QStandardPaths::findExecutable(u"git"_s).isEmpty())
        QSKIP("git is not installed");
    m_fixture = std::make_unique<PaneFixture>();
    const QString error = m_fixture->start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
}

void TestQueryPane::init()
{
    m_tab = std::make_unique<QueryTab>(m_fixture->session());
    QTRY_VERIFY(m_tab->pane().document());
    QTRY_VERIFY(m_tab->run()->isEnabled());
}

void TestQueryPane::cleanup()
{
    m_tab.reset();
    QFile::remove(m_fixture->session()->profileFolder() + u"/queries.json"_s);
}

void TestQueryPane::runsAQuery()
{
    m_tab->write("{ stackStatus { name root } }");
    m_tab->document()->setFocus();
    QTest::keyClick(m_tab->document(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(m_tab->status().startsWith(u"Done (HTTP 200, "_s));
    QVERIFY2(
        m_tab->result().startsWith("{\n  \"data\": {\n    \"stackStatus\": {\n      \"name\": "),
        m_tab->result().constData());
    QVERIFY(m_tab->result().endsWith("\n    }\n  }\n}"));
    QCOMPARE(m_tab->document()->content(), "{ stackStatus { name root } }"_ba);
    m_tab->child<QToolButton>(u"queryCopy"_s)->click();
    QCOMPARE(QApplication::clipboard()->text().toUtf8(), m_tab->result());
}

void TestQueryPane::sendsVariables()
{
    m_tab->write("query One($id: String!) { secrets_by_pk(id: $id) { name declared } }",
                 R"({"id": "webhook-key"})");
    m_tab->clickRun();
    QTRY_VERIFY(m_tab->result().contains("\"name\": \"webhook-key\""));
    QVERIFY(m_tab->result().contains("\"declared\": true"));
}

void TestQueryPane::tellsErrors()
{
    m_tab->write("{ stackStatus { noSuchField } }");
    m_tab->clickRun();
    QTRY_VERIFY(m_tab->status().startsWith(u"1 error(s) (HTTP 422, "_s));
    QVERIFY(m_tab->text(u"queryErrors"_s).contains(u"noSuchField"_s));
    QVERIFY(m_tab->text(u"queryErrors"_s).startsWith(u"Line 1, column 17: "_s));
    QVERIFY(m_tab->result().contains("\"errors\": ["));
    // The next answer without errors takes them away.
    m_tab->write("{ health { status } }");
    m_tab->clickRun();
    QTRY_VERIFY(m_tab->status().startsWith(u"Done"_s));
    QVERIFY(!m_tab->child<QLabel>(u"queryErrors"_s)->isVisible());
}

void TestQueryPane::refusesBadVariables()
{
    auto *problem = m_tab->child<QLabel>(u"queryVariablesProblem"_s);
    m_tab->write("{ health { status } }", "{\n  \"a\": 1,\n  b\n}");
    QTRY_VERIFY(problem->isVisible());
    QVERIFY2(problem->text().startsWith(u"Line 3, column "_s), qPrintable(problem->text()));
    PaneFixture::clearRequests();
    m_tab->clickRun();
    QCOMPARE(m_tab->status(), u"Nothing was sent."_s);
    QVERIFY(m_tab->text(u"queryErrors"_s).contains(u"Line 3, column "_s));
    m_tab->write("{ health { status } }", "[1]");
    QTRY_VERIFY(problem->text().contains(u"JSON object"_s));
    m_tab->write("{ health { status } }", "{}");
    QTRY_VERIFY(!problem->isVisible());
    QVERIFY(m_tab->run()->isEnabled());
}

void TestQueryPane::refusesWhatCannotBeParsed()
{
    m_tab->write("{ health {");
    m_tab->clickRun();
    QCOMPARE(m_tab->status(), u"Nothing was sent."_s);
    QVERIFY(m_tab->text(u"queryErrors"_s).startsWith(u"Line 1, column 11: "_s));
    QVERIFY(m_tab->run()->isEnabled());
    QCOMPARE(m_tab->history()->count(), 0);
}

void TestQueryPane::choosesTheOperation()
{
    auto *operations = m_tab->child<QComboBox>(u"queryOperation"_s);
    QVERIFY(!operations->isVisible());
    m_tab->write("mutation Second { stackUpdate { status } }");
    QTRY_COMPARE(operations->currentText(), u"mutation Second"_s);
    m_tab->write("query First { health { status } }\nquery Second { stackStatus { name } }");
    QTRY_COMPARE(operations->count(), 2);
    QVERIFY(operations->isVisible());
    QCOMPARE(operations->itemText(1), u"query Second"_s);
    QCOMPARE(operations->currentIndex(), 0); // the mutation of before chose nothing
    operations->setCurrentIndex(1);
    m_tab->clickRun();
    QTRY_VERIFY(m_tab->result().contains("\"stackStatus\""));
    QVERIFY(!m_tab->result().contains("\"health\""));
}

void TestQueryPane::checksWhileWriting()
{
    auto *problems = m_tab->child<QListWidget>(u"queryProblems"_s);
    QTRY_COMPARE(m_tab->text(u"queryCheck"_s), u"The schema allows this."_s);
    m_tab->write("{\n  health { nothing }\n}");
    QTRY_COMPARE(problems->count(), 1);
    QVERIFY(problems->item(0)->text().startsWith(u"Line 2, column 12: "_s));
    QVERIFY(m_tab->run()->isEnabled());
    emit problems->itemActivated(problems->item(0));
    QCOMPARE(m_tab->document()->selectedText(), u"nothing"_s);
    m_tab->write("{ health ");
    QTRY_COMPARE(m_tab->text(u"queryCheck"_s), u"This cannot be sent yet."_s);
    m_tab->write("");
    QTRY_VERIFY(!problems->isVisible());
}

void TestQueryPane::completesAField()
{
    QueryEditor *editor = m_tab->document();
    auto *list = m_tab->child<QTreeWidget>(u"queryCompletions"_s);
    m_tab->write("");
    editor->setFocus();
    QTest::keyClicks(editor, u"{"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTest::keyClicks(editor, u"stackS"_s);
    QTRY_VERIFY(list->isVisible());
    QCOMPARE(list->currentItem()->text(0), u"stackStatus"_s);
    QCOMPARE(list->currentItem()->text(1), u"StackStatus"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QVERIFY(!list->isVisible());
    QCOMPARE(editor->content(), "{\n  stackStatus"_ba);
    // Anywhere, with the keyboard alone; Escape leaves the text as it is.
    QTest::keyClicks(editor, u" {"_s);
    QTest::keyClick(editor, Qt::Key_Space, Qt::ControlModifier);
    QTRY_VERIFY(list->isVisible());
    const QString first = list->currentItem()->text(0);
    QTest::keyClick(editor, Qt::Key_Down);
    QVERIFY(list->currentItem()->text(0) != first);
    const QString second = list->currentItem()->text(0);
    QTest::keyClick(editor, Qt::Key_Escape);
    QVERIFY(!list->isVisible());
    QTest::keyClick(editor, Qt::Key_Space, Qt::ControlModifier);
    QTest::keyClick(editor, Qt::Key_Down);
    QTest::keyClick(editor, Qt::Key_Tab);
    QVERIFY(editor->content().endsWith("{" + second.toUtf8()));
    QVERIFY(editor->hasFocus());
    QTest::keyClick(editor, Qt::Key_Tab); // now that no list is shown it leads on
    QVERIFY(!editor->hasFocus());
}

void TestQueryPane::streamsAndStops()
{
    m_tab->write("subscription S { secrets { name hasValue } }");
    m_tab->clickRun();
    QTRY_VERIFY(m_tab->result().contains(", event 1\n{\n  \"data\": {\n"));
    QVERIFY(!m_tab->run()->isEnabled());
    QVERIFY(!m_tab->result().contains(", event 2\n"));
    const WireAnswer set = m_fixture->wire().post("/secrets/webhook-key", R"({"value":"another"})");
    QCOMPARE(set.status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(m_tab->result().contains(", event 2\n"), 15000);
    QTest::mouseClick(m_tab->stop(), Qt::LeftButton);
    QCOMPARE(m_tab->status(), u"Stopped after 2 event(s)."_s);
    QVERIFY(m_tab->run()->isEnabled());
    QVERIFY(!m_tab->stop()->isEnabled());
    (void)m_fixture->wire().send("DELETE", "/secrets/webhook-key");
    const QByteArray held = m_tab->result();
    QTest::qWait(2500); // longer than the daemon's poll: an event would have come by now
    QCOMPARE(m_tab->result(), held);
}

void TestQueryPane::tellsThatTheDaemonEndedAStream()
{
    m_tab->write("subscription S { noSuchThing }");
    m_tab->clickRun();
    QTRY_VERIFY(m_tab->status().startsWith(u"Ended by the daemon. 1 event(s) came."_s));
    QTRY_VERIFY(m_tab->result().contains("\"errors\""));
    QVERIFY(m_tab->run()->isEnabled());
}

void TestQueryPane::runsAMutationOnceAsked()
{
    TaskRunner *tasks = m_fixture->session()->tasks();
    const qsizetype before = tasks->tasks().size();
    m_tab->write("mutation Keep($v: String!) { insert_secrets_one(object: {name: \"api-key\", "
                 "value: $v}) { name hasValue } }",
                 R"({"v": "hunter2"})");
    m_tab->clickRun();
    QWidget *question = nullptr;
    QTRY_VERIFY((question = shownDialog(u"confirmDialog"_s)));
    QString words;
    for (const QLabel *label : question->findChildren<QLabel *>())
        words += label->text() + u'\n';
    QVERIFY2(words.contains(u"staging"_s) && words.contains(u"insert_secrets_one"_s)
                 && words.contains(u"Keep"_s) && words.contains(m_fixture->session()->stackName()),
             qPrintable(words));
    answerQuestion(u"confirmCancel"_s);
    QCOMPARE(tasks->tasks().size(), before);
    m_tab->clickRun();
    answerQuestion(u"confirmVerb"_s);
    QTRY_VERIFY(m_tab->status().startsWith(u"Done (HTTP 200, "_s));
    QCOMPARE(tasks->tasks().size(), before + 1);
    QCOMPARE(tasks->tasks().constLast()->state(), Task::State::Succeeded);
    const WireAnswer value = m_fixture->wire().get("/secrets/api-key/value");
    QCOMPARE(value[u"value"_s].toString(), u"hunter2"_s);
    // Errors behind HTTP 200 are a failure.
    m_tab->write("mutation { delete_secrets_by_pk(id: \"never-was\") { name } }");
    m_tab->clickRun();
    answerQuestion(u"confirmVerb"_s);
    QTRY_VERIFY(m_tab->status().startsWith(u"1 error(s) (HTTP 200, "_s));
    QCOMPARE(tasks->tasks().constLast()->state(), Task::State::Failed);
}

void TestQueryPane::sendsAMutationOnce()
{
    Counted counted(Protection::Normal);
    QueryTab tab(&counted.session);
    QTRY_VERIFY(tab.run()->isEnabled());
    tab.write("mutation Mark { stackUpdate { status } }");
    tab.clickRun();
    answerQuestion(u"confirmCancel"_s);
    QTest::qWait(50);
    QCOMPARE(counted.sent("stackUpdate"), 0);
    doubleClick(tab.run());
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    auto *verb = shownDialog(u"confirmDialog"_s)->findChild<QPushButton *>(u"confirmVerb"_s);
    QTest::mouseClick(verb, Qt::LeftButton);
    QTest::mouseClick(verb, Qt::LeftButton);
    QTRY_COMPARE(counted.sent("stackUpdate"), 1);
    QTRY_VERIFY(tab.run()->isEnabled());
    QTest::qWait(100); // a second one would have come by now
    QCOMPARE(counted.sent("stackUpdate"), 1);
    QVERIFY(!shownDialog(u"confirmDialog"_s));
    QCOMPARE(counted.session.tasks()->tasks().size(), 1);
}

void TestQueryPane::sendsAQueryOnce()
{
    Counted counted(Protection::Normal);
    QueryTab tab(&counted.session);
    QTRY_VERIFY(tab.run()->isEnabled());
    tab.write("query Marked { health { status } }");
    counted.daemon.server.setHandler([](const ReceivedRequest &) { return Script::silence(); });
    doubleClick(tab.run());
    QTest::keyClick(tab.document(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(counted.sent("query Marked") > 0);
    QTest::qWait(100); // a second one would have come by now
    QCOMPARE(counted.sent("query Marked"), 1);
    for (const ReceivedRequest &request : counted.daemon.server.requests())
        QVERIFY(!request.body.contains("the-bearer-of-this-test"));
}

void TestQueryPane::stopsAQuery()
{
    Counted counted(Protection::Normal);
    QueryTab tab(&counted.session);
    QTRY_VERIFY(tab.run()->isEnabled());
    tab.write("query Marked { health { status } }");
    counted.daemon.server.setHandler([](const ReceivedRequest &) { return Script::silence(); });
    tab.clickRun();
    QTRY_COMPARE(counted.sent("query Marked"), 1);
    const int open = counted.daemon.server.open();
    QVERIFY(tab.stop()->isEnabled());
    QTest::mouseClick(tab.stop(), Qt::LeftButton);
    QTRY_COMPARE(tab.status(), u"Cancelled."_s);
    QTRY_VERIFY(counted.daemon.server.open() < open);
    QVERIFY(tab.run()->isEnabled());
}

void TestQueryPane::sendsNothingWhenReadOnly()
{
    Counted counted(Protection::ReadOnly);
    QueryTab tab(&counted.session);
    QVERIFY(!tab.run()->isEnabled());
    QVERIFY(tab.run()->toolTip().contains(u"read-only"_s));
    QTRY_VERIFY(tab.child<QLabel>(u"queryBlocked"_s)->isVisible());
    QVERIFY(tab.text(u"queryBlocked"_s).contains(u"read-only"_s));
    for (const QByteArray type : {"query", "mutation", "subscription"}) {
        tab.write(type + " Marked { anything }");
        tab.clickRun();
        QTest::keyClick(tab.document(), Qt::Key_Return, Qt::ControlModifier);
        emit tab.view()->runRequested(); // whoever asks
    }
    QTest::qWait(100);
    QVERIFY(!shownDialog(u"confirmDialog"_s));
    QCOMPARE(counted.sent("Marked"), 0);
    QCOMPARE(counted.session.tasks()->tasks().size(), 0);
    counted.session.disconnectFromDaemon();
    QVERIFY(!tab.run()->isEnabled());
    QVERIFY(tab.run()->toolTip().contains(u"Not connected"_s));
}

void TestQueryPane::historyOutlivesThePane()
{
    m_tab->write("query Kept($id: String!) { secrets_by_pk(id: $id) { name } }",
                 R"({"id": "webhook-key"})");
    m_tab->clickRun();
    QTRY_VERIFY(m_tab->status().startsWith(u"Done"_s));
    m_tab->clickRun(); // the same again is one entry
    QTRY_VERIFY(m_tab->status().startsWith(u"Done"_s));
    m_tab->write("query Other { health { status } }");
    m_tab->clickRun();
    QTRY_VERIFY(m_tab->result().contains("\"health\""));
    m_tab.reset();
    m_tab = std::make_unique<QueryTab>(m_fixture->session());
    QListWidget *history = m_tab->history();
    QCOMPARE(history->count(), 2);
    QVERIFY(history->item(0)->text().endsWith(u"query Other"_s));
    emit history->itemActivated(history->item(1));
    QVERIFY(m_tab->document()->content().startsWith("query Kept("));
    QCOMPARE(m_tab->variables()->content(), R"({"id": "webhook-key"})"_ba);
    QFile file(m_fixture->session()->profileFolder() + u"/queries.json"_s);
    const auto mode = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    QCOMPARE(file.permissions() & ~(QFileDevice::ReadUser | QFileDevice::WriteUser), mode);
    m_tab->child<QToolButton>(u"queryClearHistoryButton"_s)->click();
    QTRY_VERIFY(!file.exists());
    QCOMPARE(history->count(), 0);
}

void TestQueryPane::historyHoldsNoSecrets()
{
    m_tab->write("# hunter3\nmutation Keep($v: String!) { a: insert_secrets_one(object: {name: "
                 "\"other-key\", value: $v}) { name } b: insert_secrets_one(object: {name: \"k\", "
                 "value: \"hunter4\"}) { name } }",
                 R"({"v": "hunter2"})");
    m_tab->clickRun();
    answerQuestion(u"confirmVerb"_s);
    QTRY_VERIFY(m_tab->status().startsWith(u"Done"_s));
    m_tab.reset();
    const QDir folder(m_fixture->session()->profileFolder());
    const QStringList files = folder.entryList(QDir::Files);
    QVERIFY(files.contains(u"queries.json"_s));
    for (const QString &name : files) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY2(!bytes.contains("hunter"), qPrintable(name));
        QVERIFY(!bytes.contains(m_fixture->wire().token()));
    }
    m_tab = std::make_unique<QueryTab>(m_fixture->session());
    emit m_tab->history()->itemActivated(m_tab->history()->item(0));
    QVERIFY(m_tab->document()->content().contains("b: insert_secrets_one(object: {name: \"\", "));
    QCOMPARE(m_tab->variables()->content(), QByteArray());
}

void TestQueryPane::worksWithoutASchema()
{
    // This daemon answers the introspection with something that is none.
    Counted counted(Protection::Normal);
    QueryTab tab(&counted.session);
    QTRY_VERIFY(tab.view()->isVisible());
    QVERIFY(!tab.pane().document());
    QTRY_COMPARE(tab.text(u"queryCheck"_s), u"Not checked: there is no schema."_s);
    QTRY_VERIFY(tab.run()->isEnabled());
    tab.write("{ stackStatus { name } }");
    tab.clickRun();
    QTRY_VERIFY(tab.status().startsWith(u"Done (HTTP 200, "_s));
}

void TestQueryPane::savesTheResult()
{
    m_tab->write("{ health { status } }");
    auto *save = m_tab->child<QToolButton>(u"querySave"_s);
    QVERIFY(!save->isEnabled());
    m_tab->clickRun();
    QTRY_VERIFY(save->isEnabled());
    QTemporaryDir folder;
    const QString path = folder.filePath(u"answer.json"_s);
    save->click();
    QWidget *shown = nullptr;
    QTRY_VERIFY((shown = shownDialog(u"querySaveDialog"_s)));
    auto *dialog = qobject_cast<QDialog *>(shown);
    dialog->findChild<QLineEdit *>(u"fileNameEdit"_s)->setText(path);
    dialog->accept();
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), m_tab->result() + '\n');
}

void TestQueryPane::tellsThatTheOutcomeIsUnknown()
{
    Counted counted(Protection::Normal);
    QueryTab tab(&counted.session);
    QTRY_VERIFY(tab.run()->isEnabled());
    tab.write("mutation Mark { stackUpdate { status } }");
    counted.daemon.server.setHandler([](const ReceivedRequest &request) {
        return request.body.contains("stackUpdate") ? Script().closeFin() : Script::silence();
    });
    tab.clickRun();
    answerQuestion(u"confirmVerb"_s);
    QTRY_VERIFY(tab.status().contains(u"may or may not have happened"_s));
    QCOMPARE(counted.session.tasks()->tasks().constLast()->state(), Task::State::Unknown);
    QTest::qWait(100); // nothing is tried again
    QCOMPARE(counted.sent("stackUpdate"), 1);
}

QTEST_MAIN(TestQueryPane)
#include "tst_querypane.moc"
