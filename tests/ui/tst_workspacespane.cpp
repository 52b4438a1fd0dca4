// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/workspaceactions.h"
#include "core/live/livestore.h"
#include "core/tasks/taskrunner.h"
#include "tests/ui/doubleclick.h"
#include "tests/ui/panefixture.h"
#include "ui/gitops/slotslist.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/tableview.h"
#include "ui/workspaces/workspacedetail.h"
#include "ui/workspaces/workspacescontroller.h"
#include "ui/workspaces/workspacespane.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QStandardPaths>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

class TestWorkspacesPane final : public QObject
{
    Q_OBJECT

private slots:
    void extendsFromWhatIsLeft_data();
    void extendsFromWhatIsLeft();
    void readsPathsFromTheRefusal();

    void showsStatusAndSlots();
    void createsOnceAfterAPreflight();
    void flagsWrongInputBeforeCreate();
    void refusesBadNamesAndLifetimes();
    void keepsTheDialogOnFailure();
    void forgetsTheRecordAndKeepsTheFiles();
    void pointsAtTakingOverWhatIsLeft();
    void deletesFilesOnlyAfterTheNameIsTyped();
    void destroysWhatUsesItFirst();
    void showsTheRefusalInFull();
    void namesTheCommitsThatWouldBeLost();
    void extendsTheLifetime();
    void updateListsEditedFiles();

private:
    void begin();
    void openDestroy();
    [[nodiscard]] QWidget *openCreate();
    void click(QWidget *parent, const QString &button);
    void trigger(const QString &action);
    [[nodiscard]] QString path(const QString &below) const
    {
        return m_fixture->stack()->root() + u"/workspaces/first-fix/"_s + below;
    }
    void edit(const QString &file, const QByteArray &bytes) const;
    [[nodiscard]] bool isThere() const { return m_pane->model()->find(u"first-fix"_s); }

    std::unique_ptr<PaneFixture> m_fixture;
    std::unique_ptr<WorkspacesPane> m_pane;
    std::unique_ptr<WorkspacesController> m_controller;

private slots:
    void cleanup()
    {
        m_controller.reset();
        m_pane.reset();
        m_fixture.reset();
    }
};

void TestWorkspacesPane::begin()
{
    if (QStandardPaths::findExecutable(u"git"_s).isEmpty())
        QSKIP("git is not installed");
    m_fixture = std::make_unique<PaneFixture>();
    // An input with a type, and a second required one that has a default.
    m_fixture->stack()->write(u"templates/workspaces/demo/copier.yml"_s, R"(
_subdirectory: template
_templates_suffix: .jinja
_angee:
  kind: workspace
  name: demo
  instance_naming:
    pattern: "${inputs.topic | slug | truncate(40)}"
  inputs:
    topic: {type: string, required: true}
  sources:
    lib:
      source: lib
      mode: worktree
      branch: "ws/${inputs.topic | slug}"
      subpath: lib
topic:
  type: str
  required: true
size:
  type: int
  default: 3
)");
    const QString error = m_fixture->start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
    m_pane = std::make_unique<WorkspacesPane>();
    m_pane->resize(1200, 800);
    m_controller = std::make_unique<WorkspacesController>(m_fixture->session(), m_pane.get());
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
}

void TestWorkspacesPane::click(QWidget *parent, const QString &name)
{
    auto *button = parent->findChild<QPushButton *>(name);
    QVERIFY2(button, qPrintable(name));
    QTRY_VERIFY2(button->isEnabled(), qPrintable(button->toolTip()));
    QTest::mouseClick(button, Qt::LeftButton);
}

void TestWorkspacesPane::trigger(const QString &name)
{
    auto *action = m_pane->findChild<QAction *>(name);
    QVERIFY2(action && action->isEnabled(), qPrintable(name));
    action->trigger();
}

void TestWorkspacesPane::edit(const QString &file, const QByteArray &bytes) const
{
    QFile out(path(file));
    QVERIFY2(out.open(QIODevice::WriteOnly | QIODevice::Append), qPrintable(out.fileName()));
    QCOMPARE(out.write(bytes), bytes.size());
}

void TestWorkspacesPane::extendsFromWhatIsLeft_data()
{
    QTest::addColumn<QDateTime>("expires");
    QTest::addColumn<int>("hours");
    QTest::addColumn<QString>("ttl");
    const QDateTime now = QDateTime::fromString(u"2026-01-01T12:00:00Z"_s, Qt::ISODate);
    QTest::newRow("no lifetime") << QDateTime() << 24 << u"24h"_s;
    QTest::newRow("two hours left") << now.addSecs(7200) << 24 << u"26h"_s;
    QTest::newRow("odd seconds round up") << now.addSecs(90) << 1 << u"1h2m"_s;
    QTest::newRow("expired") << now.addSecs(-3600) << 168 << u"168h"_s;
}

void TestWorkspacesPane::extendsFromWhatIsLeft()
{
    QFETCH(QDateTime, expires);
    QFETCH(int, hours);
    QFETCH(QString, ttl);
    const QDateTime now = QDateTime::fromString(u"2026-01-01T12:00:00Z"_s, Qt::ISODate);
    QCOMPARE(extendedTtl(expires, std::chrono::hours(hours), now), ttl);
}

void TestWorkspacesPane::readsPathsFromTheRefusal()
{
    QCOMPARE(conflictingPaths(u"locally modified paths: a.md, b/c; use --overwrite to replace"_s),
             (QStringList{u"a.md"_s, u"b/c"_s}));
    QVERIFY(conflictingPaths(u"something else"_s).isEmpty());
}

void TestWorkspacesPane::showsStatusAndSlots()
{
    begin();
    QVERIFY(m_fixture->makeWorkspace());
    QTRY_VERIFY(isThere());
    QVERIFY(m_pane->selectKey(u"first-fix"_s));
    const SlotsModel *list = m_pane->detail()->slotsList()->model();
    QTRY_COMPARE_WITH_TIMEOUT(list->rowCount(), 1, 20000);
    QCOMPARE(list->record(0).record.id(), u"first-fix:lib"_s);
    QCOMPARE(list->record(0).record.slot.currentRef, u"ws/first-fix"_s);
    edit(u"lib/new.txt"_s, "work");
    m_fixture->session()->live()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(
        m_pane->model()->workspace(u"first-fix"_s)->changes.contains(u"dirty"_s), 20000);
    QTRY_COMPARE_WITH_TIMEOUT(list->record(0).record.slot.unpushedReason, u"uncommitted changes"_s,
                              20000);
    QVERIFY(m_pane->needsAttention());
}

QWidget *TestWorkspacesPane::openCreate()
{
    trigger(u"workspaceCreate"_s);
    (void)QTest::qWaitFor([] { return shownDialog(u"createWorkspaceDialog"_s); });
    return shownDialog(u"createWorkspaceDialog"_s);
}

void TestWorkspacesPane::createsOnceAfterAPreflight()
{
    begin();
    QWidget *dialog = openCreate();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>(u"input_topic"_s)->setText(u"First fix"_s);
    // Pressed before the preflight has answered: the wish is kept, and sent once.
    auto *create = dialog->findChild<QPushButton *>(u"createWorkspaceButton"_s);
    QVERIFY(create->isEnabled());
    doubleClick(create);
    QTRY_VERIFY_WITH_TIMEOUT(isThere(), 20000);
    QTRY_VERIFY(!shownDialog(u"createWorkspaceDialog"_s));
    QCOMPARE(m_fixture->requests(u"POST"_s).filter(u"/workspaces "_s).size(), 1);
    QVERIFY(m_fixture->requests(u"/workspaces/preflight"_s).size() >= 1);
    QTRY_COMPARE(m_pane->table()->currentKey(), u"first-fix"_s);
}

void TestWorkspacesPane::flagsWrongInputBeforeCreate()
{
    begin();
    QWidget *dialog = openCreate();
    QVERIFY(dialog);
    auto *create = dialog->findChild<QPushButton *>(u"createWorkspaceButton"_s);
    // The missing required input: the daemon says so, and Create waits.
    QTRY_VERIFY_WITH_TIMEOUT(!create->isEnabled(), 20000);
    auto *topicProblem = dialog->findChild<QLabel *>(u"input_topicProblem"_s);
    QVERIFY(!topicProblem->isVisible()); // nobody was at the field yet
    auto *topic = dialog->findChild<QLineEdit *>(u"input_topic"_s);
    topic->setText(u"x"_s);
    topic->clear();
    QTRY_VERIFY(topicProblem->isVisible());
    topic->setText(u"First fix"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        dialog->findChild<QLabel *>(u"effectiveInputs"_s)->text().contains(u"topic = First fix"_s),
        20000);
    dialog->findChild<QLineEdit *>(u"input_size"_s)->setText(u"many"_s);
    auto *sizeProblem = dialog->findChild<QLabel *>(u"input_sizeProblem"_s);
    QVERIFY(sizeProblem->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!create->isEnabled(), 20000);
    dialog->findChild<QLineEdit *>(u"input_size"_s)->setText(u"5"_s);
    QVERIFY(!sizeProblem->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(create->isEnabled(), 20000);
    QCOMPARE(m_fixture->requests(u"POST"_s).filter(u"/workspaces "_s).size(), 0);
}

void TestWorkspacesPane::refusesBadNamesAndLifetimes()
{
    begin();
    QVERIFY(m_fixture->makeWorkspace());
    QTRY_VERIFY(isThere());
    QWidget *dialog = openCreate();
    QVERIFY(dialog);
    auto *create = dialog->findChild<QPushButton *>(u"createWorkspaceButton"_s);
    dialog->findChild<QLineEdit *>(u"input_topic"_s)->setText(u"Other"_s);
    auto *name = dialog->findChild<QLineEdit *>(u"workspaceName"_s);
    for (const QString &bad : {u"../x"_s, u"a/b"_s, u"Big"_s, u"first-fix"_s}) {
        name->setText(bad);
        QVERIFY2(!create->isEnabled(), qPrintable(bad));
        QVERIFY(dialog->findChild<QLabel *>(u"workspaceNameProblem"_s)->isVisible());
    }
    name->setText(u"other"_s);
    auto *ttl = dialog->findChild<QLineEdit *>(u"workspaceTtl"_s);
    ttl->setText(u"1d"_s);
    QVERIFY(!create->isEnabled());
    QVERIFY(dialog->findChild<QLabel *>(u"workspaceTtlProblem"_s)->text().contains(u"24h"_s));
    ttl->setText(u"24h"_s);
    QTRY_VERIFY(create->isEnabled());
}

void TestWorkspacesPane::keepsTheDialogOnFailure()
{
    begin();
    m_fixture->server()->faults()->failNext(u"POST /workspaces$"_s, 1, 500);
    QWidget *dialog = openCreate();
    QVERIFY(dialog);
    auto *topic = dialog->findChild<QLineEdit *>(u"input_topic"_s);
    topic->setText(u"First fix"_s);
    topic->setFocus();
    QTRY_VERIFY(dialog->findChild<QPushButton *>(u"createWorkspaceButton"_s)->isEnabled());
    QTest::keyClick(topic, Qt::Key_Return);
    QVERIFY(!topic->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(shownChild<QPlainTextEdit>(dialog, u"dialogRefusal"_s), 20000);
    QVERIFY(dialog->isVisible());
    QCOMPARE(topic->text(), u"First fix"_s);
    QVERIFY(topic->hasFocus()); // to be mended at once
    click(dialog, u"createWorkspaceButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isThere(), 20000);
}

void TestWorkspacesPane::openDestroy()
{
    QVERIFY(m_pane->selectKey(u"first-fix"_s));
    m_pane->table()->view()->setFocus();
    QTest::keyClick(m_pane->table()->view(), Qt::Key_Delete);
    QTRY_VERIFY_WITH_TIMEOUT(shownDialog(u"confirmDialog"_s), 20000);
}

void TestWorkspacesPane::forgetsTheRecordAndKeepsTheFiles()
{
    begin();
    QVERIFY(m_fixture->makeWorkspace());
    QTRY_VERIFY(isThere());
    openDestroy();
    QWidget *dialog = shownDialog(u"confirmDialog"_s);
    QCOMPARE(dialog->windowTitle(), u"Destroy workspace \"first-fix\""_s);
    const QString where = dialog->findChild<QLabel *>(u"confirmWhere"_s)->text();
    QVERIFY(where.contains(u"staging"_s) && where.contains(u"demo"_s));
    QVERIFY(dialog->findChild<QPushButton *>(u"confirmCancel"_s)->isDefault());
    QVERIFY(dialog->findChild<QRadioButton *>(u"choice-keepFiles"_s)->isChecked());
    QVERIFY(dialog->findChild<QLabel *>(u"keptList"_s)->text().contains(u"workspaces/first-fix"_s));
    click(dialog, u"confirmVerb"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!isThere(), 20000);
    QTRY_VERIFY(!shownDialog(u"confirmDialog"_s));
    QVERIFY(QFile::exists(path(u"README.md"_s)));
}

void TestWorkspacesPane::pointsAtTakingOverWhatIsLeft()
{
    begin();
    QVERIFY(m_fixture->makeWorkspace());
    QCOMPARE(m_fixture->wire().post("/workspaces/first-fix/destroy", "{}").status, 200);
    m_fixture->session()->live()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(!isThere(), 20000);

    QWidget *dialog = openCreate();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>(u"input_topic"_s)->setText(u"First fix"_s);
    auto *create = dialog->findChild<QPushButton *>(u"createWorkspaceButton"_s);
    QTRY_VERIFY(create->isEnabled());
    click(dialog, u"createWorkspaceButton"_s);
    auto *problem = dialog->findChild<QLabel *>(u"workspaceSyncProblem"_s);
    QTRY_VERIFY_WITH_TIMEOUT(problem->isVisible(), 20000);
    QVERIFY2(problem->text().contains(u"Tick this"_s)
                 && problem->text().contains(u"already exists and is not empty"_s),
             qPrintable(problem->text()));
    auto *takeOver = dialog->findChild<QCheckBox *>(u"workspaceSync"_s);
    QVERIFY(takeOver->hasFocus());
    QTest::keyClick(takeOver, Qt::Key_Space);
    QVERIFY(!problem->isVisible());
    QTRY_VERIFY(create->isEnabled());
    click(dialog, u"createWorkspaceButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isThere(), 20000);
}

void TestWorkspacesPane::deletesFilesOnlyAfterTheNameIsTyped()
{
    begin();
    QVERIFY(m_fixture->makeWorkspace());
    QCOMPARE(m_fixture->wire()
                 .post("/services/create", R"({"template":"echo","workspace":"first-fix"})")
                 .status,
             201);
    m_fixture->session()->live()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(
        isThere() && m_pane->model()->workspace(u"first-fix"_s)->mountedBy == u"echo-first-fix"_s,
        20000);
    openDestroy();
    QWidget *dialog = shownDialog(u"confirmDialog"_s);
    QVERIFY(dialog->findChild<QLabel *>(u"lostList"_s)->text().contains(u"echo-first-fix"_s));
    dialog->findChild<QRadioButton *>(u"choice-deleteFiles"_s)->click();
    auto *verb = dialog->findChild<QPushButton *>(u"confirmVerb"_s);
    QVERIFY(!verb->isEnabled());
    dialog->findChild<QLineEdit *>(u"typedName"_s)->setText(u"first"_s);
    QVERIFY(!verb->isEnabled());
    dialog->findChild<QLineEdit *>(u"typedName"_s)->setText(u"first-fix"_s);
    QVERIFY(dialog->findChild<QLabel *>(u"keptList"_s)->text().contains(u"the branch ws/"_s));
    click(dialog, u"confirmVerb"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!isThere(), 20000);
    // The record goes before the files do.
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(path(u"README.md"_s)), 20000);
    // Another of this name, made elsewhere, has nothing of what was done to this one.
    QVERIFY(m_fixture->makeWorkspace());
    QTRY_VERIFY(isThere());
    QVERIFY(!m_pane->model()->workspace(u"first-fix"_s)->result);
}

// What uses a workspace that is gone stops the whole stack: it can go first, in order.
void TestWorkspacesPane::destroysWhatUsesItFirst()
{
    begin();
    QVERIFY(m_fixture->makeWorkspace());
    QCOMPARE(m_fixture->wire()
                 .post("/services/create", R"({"template":"echo","workspace":"first-fix"})")
                 .status,
             201);
    m_fixture->session()->live()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(
        isThere() && m_pane->model()->workspace(u"first-fix"_s)->mountedBy == u"echo-first-fix"_s,
        20000);
    openDestroy();
    QWidget *dialog = shownDialog(u"confirmDialog"_s);
    QVERIFY(dialog->findChild<QRadioButton *>(u"choice-usersFirst"_s)->isChecked());
    QVERIFY(dialog->findChild<QLabel *>(u"confirmText"_s)->text().contains("stuck"_L1));
    dialog->findChild<QLineEdit *>(u"typedName"_s)->setText(u"first-fix"_s);
    m_fixture->clearRequests();
    click(dialog, u"confirmVerb"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!isThere(), 30000);
    const QStringList sent = m_fixture->requests(u"POST"_s);
    QCOMPARE(sent.filter(u"/services/echo-first-fix/stop"_s).size(), 1);
    QCOMPARE(sent.filter(u"/services/echo-first-fix/destroy"_s).size(), 1);
    QVERIFY(!m_fixture->snapshot()->service("echo-first-fix"));
    // The stack goes on working.
    QCOMPARE(m_fixture->wire().post("/stack/prepare").status, 200);
    QTRY_VERIFY(!shownDialog(u"confirmDialog"_s));
}

void TestWorkspacesPane::showsTheRefusalInFull()
{
    begin();
    QVERIFY(m_fixture->makeWorkspace());
    QTRY_VERIFY(isThere());
    edit(u"lib/new.txt"_s, "work");
    openDestroy();
    QWidget *dialog = shownDialog(u"confirmDialog"_s);
    // Said before anything is pressed, from the status as it is now.
    QVERIFY(dialog->findChild<QLabel *>(u"confirmText"_s)
                ->text()
                .contains(u"slot lib: uncommitted changes"_s));
    click(dialog, u"confirmVerb"_s);
    auto *failure = dialog->findChild<QPlainTextEdit *>(u"confirmFailure"_s);
    QTRY_VERIFY_WITH_TIMEOUT(failure->toPlainText().contains(
                                 u"workspace \"first-fix\" has git sources that have not been "
                                 "pushed: lib (uncommitted changes)"_s),
                             20000);
    QVERIFY(dialog->isVisible());
    QVERIFY(isThere());
}

// The files would go with commits that are nowhere else: they are named, and the loss is ticked.
void TestWorkspacesPane::namesTheCommitsThatWouldBeLost()
{
    begin();
    QVERIFY(m_fixture->makeWorkspace());
    QTRY_VERIFY(isThere());
    edit(u"lib/lib.py"_s, "work\n");
    QVERIFY(SectionElevenStack::git(path(u"lib"_s), {u"commit"_s, u"-qam"_s, u"A week of work"_s}));
    openDestroy();
    QWidget *dialog = shownDialog(u"confirmDialog"_s);
    auto *tick = dialog->findChild<QCheckBox *>(u"confirmTick"_s);
    QVERIFY(!tick->isVisible()); // the files are kept
    dialog->findChild<QRadioButton *>(u"choice-deleteFiles"_s)->click();
    QVERIFY2(dialog->findChild<QLabel *>(u"lostList"_s)->text().contains("A week of work"_L1),
             qPrintable(dialog->findChild<QLabel *>(u"lostList"_s)->text()));
    auto *verb = dialog->findChild<QPushButton *>(u"confirmVerb"_s);
    dialog->findChild<QLineEdit *>(u"typedName"_s)->setText(u"first-fix"_s);
    QVERIFY(tick->isVisible());
    QVERIFY(!verb->isEnabled());
    QTest::mouseClick(tick, Qt::LeftButton, {}, QPoint(10, tick->height() / 2));
    QVERIFY(verb->isEnabled());
}

void TestWorkspacesPane::extendsTheLifetime()
{
    begin();
    QVERIFY(m_fixture->makeWorkspace());
    QTRY_VERIFY(isThere());
    QVERIFY(!m_pane->model()->workspace(u"first-fix"_s)->expiresAt.isValid());
    QVERIFY(m_pane->selectKey(u"first-fix"_s));
    // It has no end: giving it one cannot be taken back, so that is asked about.
    trigger(u"workspaceExtendDay"_s);
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    QVERIFY(shownDialog(u"confirmDialog"_s)
                ->findChild<QLabel *>(u"confirmText"_s)
                ->text()
                .contains("never taken away again"_L1));
    QTest::keyClick(shownDialog(u"confirmDialog"_s), Qt::Key_Escape);
    QTRY_VERIFY(!shownDialog(u"confirmDialog"_s));
    QVERIFY(m_fixture->requests(u"PATCH"_s).isEmpty());
    trigger(u"workspaceExtendDay"_s);
    QTRY_VERIFY(shownDialog(u"confirmDialog"_s));
    click(shownDialog(u"confirmDialog"_s), u"confirmVerb"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_pane->model()->workspace(u"first-fix"_s)->expiresAt.isValid(),
                             20000);
    const QDateTime first = m_pane->model()->workspace(u"first-fix"_s)->expiresAt;
    trigger(u"workspaceExtendWeek"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_pane->model()->workspace(u"first-fix"_s)->expiresAt.addSecs(-7 * 86400 + 120) > first,
        20000);
}

void TestWorkspacesPane::updateListsEditedFiles()
{
    begin();
    QVERIFY(m_fixture->makeWorkspace());
    QTRY_VERIFY(isThere());
    edit(u"README.md"_s, "by hand\n");
    QVERIFY(m_pane->selectKey(u"first-fix"_s));
    trigger(u"workspaceUpdate"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shownDialog(u"updateWorkspaceDialog"_s), 20000);
    QWidget *dialog = shownDialog(u"updateWorkspaceDialog"_s);
    QCOMPARE(dialog->findChild<QLineEdit *>(u"input_topic"_s)->text(), u"First fix"_s);
    auto *overwrite = dialog->findChild<QCheckBox *>(u"updateOverwrite"_s);
    QVERIFY(!overwrite->isChecked());
    click(dialog, u"updateWorkspaceButton"_s);
    auto *problem = dialog->findChild<QLabel *>(u"updateOverwriteProblem"_s);
    QTRY_VERIFY_WITH_TIMEOUT(problem->text().contains(u"README.md"_s), 20000);
    QVERIFY(dialog->isVisible());
    overwrite->setChecked(true);
    click(dialog, u"updateWorkspaceButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!shownDialog(u"updateWorkspaceDialog"_s), 20000);
    QFile readme(path(u"README.md"_s));
    QVERIFY(readme.open(QIODevice::ReadOnly));
    QVERIFY(!readme.readAll().contains("by hand"));
}

QTEST_MAIN(TestWorkspacesPane)
#include "tst_workspacespane.moc"
