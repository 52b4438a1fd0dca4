// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/livestore.h"
#include "core/tasks/taskrunner.h"
#include "tests/ui/panefixture.h"
#include "ui/gitops/gitopscontroller.h"
#include "ui/gitops/gitopspane.h"
#include "ui/gitops/slotactionset.h"
#include "ui/gitops/slotdetail.h"
#include "ui/panes/bulkpanel.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QComboBox>
#include <QCompleter>
#include <QFile>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QRadioButton>
#include <QSet>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000;
const QString slotId = QStringLiteral("first-fix:lib");

//! Every line that a tree shows, below each other.
QString textOf(const QTreeWidget *tree)
{
    QStringList lines;
    for (int row = 0; row < tree->topLevelItemCount(); ++row) {
        const QTreeWidgetItem *item = tree->topLevelItem(row);
        for (int column = 0; column < tree->columnCount(); ++column)
            lines.append(item->text(column));
        for (int child = 0; child < item->childCount(); ++child) {
            for (int column = 0; column < tree->columnCount(); ++column)
                lines.append(item->child(child)->text(column));
        }
    }
    return lines.join(u'\n');
}

} // namespace

//! Git work in slots, from the window, on real repositories.
class TestGitOpsPane final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void countsAreFilters();
    void groupsByAWordAndRemembers();
    void keysDoWhatTheMenuDoes();
    void pushNamesTheCommitsAndSendsOnce();
    void namesCommitsAfterARebase();
    void lostPushIsFoundOut();
    void refsAreCheckedAndCompleted();
    void conflictIsSeenAndGivenUp();
    void seesWhatSomebodyElseLeft();
    void rejectedPushSaysTheWayOut();
    void manySlotsHaveARowEach();
    void workspaceIsPushedWithAResultASlot();
    void syncStopsInTheMiddle();
    void wrongBranchAndMissingFolderSayWhy();
    void readOnlyProfileChangesNothing();

private:
    [[nodiscard]] QString tree(const QString &workspace = u"first-fix"_s) const
    {
        return m_fixture->stack()->root() + u"/workspaces/"_s + workspace + u"/lib"_s;
    }
    bool git(const QStringList &arguments) const
    {
        return SectionElevenStack::git(tree(), arguments);
    }
    bool write(const QByteArray &text, const QString &workspace = u"first-fix"_s) const;
    //! A commit in the slot, and the pane has seen it.
    void commit(const QByteArray &text, const QString &message);
    //! A commit on the remote's main branch, made by somebody else.
    void commitElsewhere(const QByteArray &text);
    void refresh() { m_fixture->session()->live()->refresh(); }
    [[nodiscard]] std::optional<SlotRow> slot(const QString &id = slotId) const
    {
        return m_pane->model()->slotRow(id);
    }
    [[nodiscard]] QAction *action(const QString &name) const
    {
        return m_pane->findChild<QAction *>(name);
    }
    void trigger(const QString &name);
    void answer(const QString &button);
    [[nodiscard]] QWidget *dialog(const QString &name) const;

    std::unique_ptr<PaneFixture> m_fixture;
    std::unique_ptr<GitOpsPane> m_pane;
    std::unique_ptr<GitOpsController> m_controller;
};

void TestGitOpsPane::init()
{
    if (QStandardPaths::findExecutable(u"git"_s).isEmpty())
        QSKIP("git is not installed");
    m_fixture = std::make_unique<PaneFixture>();
    const QString error = m_fixture->start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
    QVERIFY(m_fixture->makeWorkspace());
    // What the daemon commits is somebody's.
    QVERIFY(git({u"config"_s, u"user.name"_s, u"t"_s}));
    QVERIFY(git({u"config"_s, u"user.email"_s, u"t@example.invalid"_s}));
    m_pane = std::make_unique<GitOpsPane>();
    m_pane->resize(1200, 800);
    m_controller = std::make_unique<GitOpsController>(m_fixture->session(), m_pane.get());
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    QTRY_VERIFY_WITH_TIMEOUT(slot(), patience);
    QVERIFY(m_pane->selectKey(slotId));
    PaneFixture::clearRequests();
}

void TestGitOpsPane::cleanup()
{
    m_controller.reset();
    m_pane.reset();
    m_fixture.reset();
}

bool TestGitOpsPane::write(const QByteArray &text, const QString &workspace) const
{
    QFile file(tree(workspace) + u"/lib.py"_s);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

void TestGitOpsPane::commit(const QByteArray &text, const QString &message)
{
    QVERIFY(write(text));
    QVERIFY(git({u"commit"_s, u"-qam"_s, message}));
    const int ahead = slot()->record.slot.ahead;
    refresh();
    QTRY_VERIFY_WITH_TIMEOUT(slot()->record.slot.ahead > ahead || !slot()->record.slot.pushed,
                             patience);
}

void TestGitOpsPane::commitElsewhere(const QByteArray &text)
{
    QTemporaryDir folder;
    const QString clone = folder.filePath(u"peer"_s);
    QVERIFY(SectionElevenStack::git(
        folder.path(), {u"clone"_s, u"-q"_s, m_fixture->stack()->repository(), clone}));
    QFile file(clone + u"/lib.py"_s);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();
    QVERIFY(SectionElevenStack::git(clone, {u"commit"_s, u"-qam"_s, u"of somebody else"_s}));
    QVERIFY(SectionElevenStack::git(clone, {u"push"_s, u"-q"_s, u"origin"_s, u"HEAD:main"_s}));
}

void TestGitOpsPane::trigger(const QString &name)
{
    QVERIFY2(action(name), qPrintable(name));
    QTRY_VERIFY2_WITH_TIMEOUT(action(name)->isEnabled(), qPrintable(action(name)->toolTip()),
                              patience);
    action(name)->trigger();
}

QWidget *TestGitOpsPane::dialog(const QString &name) const
{
    (void)QTest::qWaitFor([&] { return shownDialog(name); }, patience);
    return shownDialog(name);
}

void TestGitOpsPane::answer(const QString &button)
{
    QWidget *question = dialog(u"confirmDialog"_s);
    QVERIFY(question);
    QTest::mouseClick(question->findChild<QPushButton *>(button), Qt::LeftButton);
}

void TestGitOpsPane::countsAreFilters()
{
    QVERIFY(write("changed\n"));
    refresh();
    const auto link = [this](const QString &id) {
        return m_pane->findChild<QToolButton *>(u"count-slots-"_s + id);
    };
    QTRY_VERIFY_WITH_TIMEOUT(link(u"dirty"_s), patience);
    QCOMPARE(link(u"dirty"_s)->text(), u"1 dirty"_s);
    QTRY_VERIFY(link(u"unpushed"_s));
    QVERIFY(!link(u"clean"_s) || !link(u"clean"_s)->isVisible());
    QTest::mouseClick(link(u"dirty"_s), Qt::LeftButton);
    QCOMPARE(m_pane->table()->filter(), u"is:dirty"_s);
    QCOMPARE(m_pane->table()->view()->model()->rowCount(), 1);
    m_pane->setFilter(u"is:clean"_s);
    QCOMPARE(m_pane->table()->view()->model()->rowCount(), 0);
}

void TestGitOpsPane::groupsByAWordAndRemembers()
{
    const auto rowOf = [](const QString &workspace, const QString &slot, const QString &source) {
        SlotRow row;
        row.record.workspace = workspace;
        row.record.slot.slot = slot;
        row.record.slot.source = source;
        row.record.slot.state = u"clean"_s;
        return row;
    };
    const QList<SlotRow> rows{rowOf(u"one"_s, u"a"_s, u"web"_s), rowOf(u"one"_s, u"b"_s, u"app"_s),
                              rowOf(u"two"_s, u"a"_s, u"web"_s), rowOf(u"two"_s, u"b"_s, u"app"_s)};
    GitOpsPane pane;
    pane.setRows(rows, true, false);
    pane.show();
    const auto keysOf = [](const GitOpsPane &of) {
        QStringList keys;
        const QAbstractItemModel *model = of.table()->view()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            keys.append(model->index(row, 0).data(TableModelBase::KeyRole).toString());
        return keys;
    };
    const QStringList bySource{u"one:b"_s, u"two:b"_s, u"one:a"_s, u"two:a"_s};
    QVERIFY(keysOf(pane) != bySource);
    auto *choice = pane.findChild<QComboBox *>(u"gitopsGrouping"_s);
    choice->setFocus();
    QTest::keyClick(choice, Qt::Key_Down);
    QTest::keyClick(choice, Qt::Key_Down);
    QCOMPARE(choice->currentText(), u"By source"_s);
    QCOMPARE(keysOf(pane), bySource);
    const auto *header = pane.table()->view()->horizontalHeader();
    QCOMPARE(header->visualIndex(SlotsModel::SourceColumn), 0);
    const auto *delegate = qobject_cast<CellDelegate *>(pane.table()->view()->itemDelegate());
    QCOMPARE(delegate->groupColumn(), int(SlotsModel::SourceColumn));
    pane.grab(); // both kinds of rows are drawn once

    GitOpsPane later;
    later.setRows(rows, true, false);
    later.restoreState(pane.saveState());
    QCOMPARE(later.findChild<QComboBox *>(u"gitopsGrouping"_s)->currentText(), u"By source"_s);
    QCOMPARE(keysOf(later), bySource);

    // Another order is no grouping any more.
    pane.table()->view()->sortByColumn(SlotsModel::SlotColumn, Qt::DescendingOrder);
    QCOMPARE(choice->currentIndex(), 0);
    QCOMPARE(delegate->groupColumn(), -1);
    QCOMPARE(header->visualIndex(SlotsModel::SourceColumn), int(SlotsModel::SourceColumn));
    QCOMPARE(keysOf(pane).first().right(1), u"b"_s);
}

void TestGitOpsPane::keysDoWhatTheMenuDoes()
{
    QSignalSpy asked(m_pane->actionSet(), &SlotActionSet::requested);
    QTRY_VERIFY_WITH_TIMEOUT(action(u"slotFetch"_s)->isEnabled(), patience);
    m_pane->table()->view()->setFocus();
    QTest::keyClick(m_pane->table()->view(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().at(0).value<SlotAction>(), SlotAction::Fetch);
    QCOMPARE(asked.first().at(1).toStringList(), QStringList{slotId});
    // No two of them have the same key.
    QSet<QString> keys;
    const QList<QAction *> actions = m_pane->findChildren<QAction *>();
    for (const QAction *each : actions) {
        const QString key = each->shortcut().toString();
        QVERIFY2(key.isEmpty() || !keys.contains(key), qPrintable(each->objectName()));
        keys.insert(key);
    }
    QVERIFY(keys.size() > 8);
}

void TestGitOpsPane::pushNamesTheCommitsAndSendsOnce()
{
    commit("one\n", u"First: ü \"quoted\""_s);
    commit("two\n", u"Second"_s);
    auto *here = m_pane->findChild<QListWidget *>(u"slotCommits"_s);
    QTRY_COMPARE_WITH_TIMEOUT(here->count(), 2, patience);
    QVERIFY(here->item(0)->text().endsWith("Second"_L1));
    trigger(u"slotPush"_s);
    QWidget *asked = dialog(u"slotDialog"_s);
    QVERIFY(asked);
    const auto *preview = asked->findChild<QTreeWidget *>(u"slotPreview"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(textOf(preview).contains(u"First: ü \"quoted\""_s),
                              qPrintable(textOf(preview)), patience);
    QCOMPARE(preview->topLevelItem(0)->childCount(), 2);
    QCOMPARE(PaneFixture::requests(u"lib/push"_s).size(), 0);
    auto *go = asked->findChild<QPushButton *>(u"slotGoButton"_s);
    QTest::mouseClick(go, Qt::LeftButton);
    QTest::mouseClick(go, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!shownDialog(u"slotDialog"_s), patience);
    QCOMPARE(PaneFixture::requests(u"lib/push"_s).size(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(slot()->record.slot.pushed, patience);
    QCOMPARE(slot()->record.slot.upstream, u"origin/ws/first-fix"_s);
    // What is pushed is only here no longer.
    QTRY_VERIFY_WITH_TIMEOUT(here->count() == 1 && here->item(0)->text().contains("Nothing"_L1),
                             patience);
}

// After a rebase the branch's own notes name no commit: those of the working tree do.
void TestGitOpsPane::namesCommitsAfterARebase()
{
    QVERIFY(write("mine\n"));
    QVERIFY(git({u"mv"_s, u"lib.py"_s, u"own.py"_s}));
    QVERIFY(git({u"commit"_s, u"-qam"_s, u"Renamed by me"_s}));
    QVERIFY(git({u"commit"_s, u"--allow-empty"_s, u"-qm"_s, u"An empty one"_s}));
    QVERIFY(git({u"reset"_s, u"-q"_s, u"--hard"_s, u"HEAD~1"_s}));
    QTemporaryDir folder;
    const QString clone = folder.filePath(u"peer"_s);
    QVERIFY(SectionElevenStack::git(
        folder.path(), {u"clone"_s, u"-q"_s, m_fixture->stack()->repository(), clone}));
    QVERIFY(SectionElevenStack::git(
        clone, {u"commit"_s, u"--allow-empty"_s, u"-qm"_s, u"of somebody else"_s}));
    QVERIFY(SectionElevenStack::git(clone, {u"push"_s, u"-q"_s, u"origin"_s, u"HEAD:main"_s}));
    QVERIFY(git({u"fetch"_s, u"-q"_s}));
    QVERIFY(git({u"rebase"_s, u"-q"_s, u"origin/main"_s}));
    refresh();
    const auto *here = m_pane->findChild<QListWidget *>(u"slotCommits"_s);
    const auto shown = [here] {
        QStringList lines;
        for (int row = 0; row < here->count(); ++row)
            lines.append(here->item(row)->text());
        return lines.join(u'\n');
    };
    // The daemon counts that of somebody else, which its clone's own main lacks, as well.
    QTRY_COMPARE_WITH_TIMEOUT(slot()->record.slot.ahead, 2, patience);
    QTRY_VERIFY2_WITH_TIMEOUT(shown().endsWith("Renamed by me"_L1) && !shown().contains(u'\n'),
                              qPrintable(shown()), patience);
    const auto head = [this] {
        QProcess process;
        process.start(u"git"_s, {u"-C"_s, tree(), u"rev-parse"_s, u"HEAD"_s});
        bool ended = false;
        connect(&process, &QProcess::finished, this, [&ended] { ended = true; });
        (void)QTest::qWaitFor([&ended] { return ended; }, patience);
        return QString::fromUtf8(process.readAllStandardOutput()).left(7);
    };
    QCOMPARE(shown().left(7), head()); // the one made anew
}

void TestGitOpsPane::lostPushIsFoundOut()
{
    commit("one\n", u"First"_s);
    m_fixture->server()->faults()->dropNext(u"POST /workspaces/first-fix/sources/lib/push"_s, 1,
                                            sandbox::SandboxFaults::Drop::Reset);
    trigger(u"slotPush"_s);
    QWidget *asked = dialog(u"slotDialog"_s);
    QVERIFY(asked);
    QTest::mouseClick(asked->findChild<QPushButton *>(u"slotGoButton"_s), Qt::LeftButton);
    TaskRunner *runner = m_fixture->session()->tasks();
    const auto last = [runner] { return runner->tasks().constLast(); };
    QTRY_VERIFY_WITH_TIMEOUT(!runner->tasks().isEmpty() && last()->state() == Task::State::Unknown,
                             patience);
    QCOMPARE(PaneFixture::requests(u"lib/push"_s).size(), 1); // never sent again by itself
    QVERIFY(last()->canFindOut());
    runner->findOut(last());
    QTRY_COMPARE_WITH_TIMEOUT(last()->state(), Task::State::Succeeded, patience);
    QVERIFY(last()->words().contains("origin/ws/first-fix"_L1));
    QCOMPARE(PaneFixture::requests(u"lib/push"_s).size(), 1);
}

void TestGitOpsPane::refsAreCheckedAndCompleted()
{
    trigger(u"slotMerge"_s);
    QWidget *asked = dialog(u"slotDialog"_s);
    QVERIFY(asked);
    auto *ref = asked->findChild<QLineEdit *>(u"slotRef"_s);
    auto *go = asked->findChild<QPushButton *>(u"slotGoButton"_s);
    QCOMPARE(ref->text(), u"origin/main"_s); // its base, proposed
    QVERIFY(go->isEnabled());
    for (const QString &bad : {u"--output=/tmp/x"_s, u"a b"_s, u"a..b"_s, u"-x"_s, u""_s}) {
        ref->setText(bad);
        QVERIFY2(!go->isEnabled(), qPrintable(bad));
        QTest::keyClick(ref, Qt::Key_Return);
    }
    QCOMPARE(PaneFixture::requests(u"lib/merge"_s).size(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(ref->completer(), patience);
    ref->completer()->setCompletionPrefix(u"main"_s);
    QStringList offered;
    for (int row = 0; row < ref->completer()->completionCount(); ++row) {
        ref->completer()->setCurrentRow(row);
        offered.append(ref->completer()->currentCompletion());
    }
    QVERIFY2(offered.contains(u"origin/main"_s), qPrintable(offered.join(u' ')));
}

void TestGitOpsPane::conflictIsSeenAndGivenUp()
{
    commitElsewhere("theirs\n");
    commit("mine\n", u"Mine"_s);
    trigger(u"slotFetch"_s);
    QTRY_VERIFY_WITH_TIMEOUT(slot()->result && slot()->result->state == Task::State::Succeeded,
                             patience);
    QSignalSpy stopped(m_controller.get(), &GitOpsController::convergenceRequested);
    trigger(u"slotMerge"_s);
    QWidget *asked = dialog(u"slotDialog"_s);
    QVERIFY(asked);
    QTest::mouseClick(asked->findChild<QPushButton *>(u"slotGoButton"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, patience);
    QCOMPARE(stopped.first().first().toString(), slotId);
    QVERIFY(!shownDialog(u"slotDialog"_s));
    QTRY_COMPARE_WITH_TIMEOUT(slot()->midst, GitMidst::Merging, patience);
    QVERIFY(!action(u"slotPush"_s)->isEnabled());
    QVERIFY(!action(u"slotRebaseAbort"_s)->isEnabled());
    QVERIFY(action(u"slotResolve"_s)->isEnabled());
    // Giving it up says what is lost, and is not done unasked.
    trigger(u"slotMergeAbort"_s);
    answer(u"confirmCancel"_s);
    QCOMPARE(PaneFixture::requests(u"lib/merge-abort"_s).size(), 0);
    trigger(u"slotMergeAbort"_s);
    answer(u"confirmVerb"_s);
    QTRY_COMPARE_WITH_TIMEOUT(slot()->midst, GitMidst::None, patience);
    QCOMPARE(PaneFixture::requests(u"lib/merge-abort"_s).size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(slot()->record.slot.state, u"ahead"_s, patience);
}

void TestGitOpsPane::seesWhatSomebodyElseLeft()
{
    commitElsewhere("theirs\n");
    commit("mine\n", u"Mine"_s);
    QVERIFY(git({u"fetch"_s, u"-q"_s}));
    QVERIFY(!git({u"rebase"_s, u"origin/main"_s}));
    refresh();
    QTRY_COMPARE_WITH_TIMEOUT(slot()->midst, GitMidst::Rebasing, patience);
    const auto inDanger = [this] {
        const QList<AttentionItem> items = m_fixture->session()->live()->lastUpdate()->attention;
        return std::any_of(items.cbegin(), items.cend(), [](const AttentionItem &item) {
            return item.kind == AttentionKind::SlotInConflict
                && item.object == ObjectRef{ObjectKind::Slot, slotId};
        });
    };
    QVERIFY(inDanger());
    QVERIFY(m_pane->needsAttention());
    QVERIFY(action(u"slotRebaseContinue"_s)->isEnabled());
    trigger(u"slotRebaseAbort"_s);
    answer(u"confirmVerb"_s);
    QTRY_COMPARE_WITH_TIMEOUT(slot()->midst, GitMidst::None, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!inDanger(), patience);
}

void TestGitOpsPane::rejectedPushSaysTheWayOut()
{
    commit("one\n", u"First"_s);
    QVERIFY(git({u"push"_s, u"-q"_s, u"-u"_s, u"origin"_s, u"ws/first-fix"_s}));
    QVERIFY(git({u"commit"_s, u"-q"_s, u"--amend"_s, u"-m"_s, u"Another first"_s}));
    refresh();
    QTRY_COMPARE_WITH_TIMEOUT(slot()->record.slot.state, u"diverged"_s, patience);
    trigger(u"slotPush"_s);
    QWidget *asked = dialog(u"slotDialog"_s);
    QVERIFY(asked);
    QVERIFY(textOf(asked->findChild<QTreeWidget *>(u"slotPreview"_s)).contains("reject"_L1));
    QTest::mouseClick(asked->findChild<QPushButton *>(u"slotGoButton"_s), Qt::LeftButton);
    TaskRunner *runner = m_fixture->session()->tasks();
    QTRY_VERIFY_WITH_TIMEOUT(!runner->tasks().isEmpty()
                                 && runner->tasks().constLast()->state() == Task::State::Failed,
                             patience);
    const QString words = runner->tasks().constLast()->words();
    QVERIFY2(words.startsWith("The remote has commits"_L1), qPrintable(words));
    QVERIFY2(words.contains("[rejected]"_L1), qPrintable(words));
    QVERIFY(asked->isVisible());
    asked->close();
    // A rebase of what is published says what it costs.
    trigger(u"slotRebase"_s);
    asked = dialog(u"slotDialog"_s);
    QVERIFY(asked);
    QVERIFY(textOf(asked->findChild<QTreeWidget *>(u"slotPreview"_s))
                .contains("published as origin/ws/first-fix"_L1));
    QTest::mouseClick(asked->findChild<QPushButton *>(u"slotGoButton"_s), Qt::LeftButton);
    answer(u"confirmCancel"_s);
    QCOMPARE(PaneFixture::requests(u"lib/rebase"_s).size(), 0);
}

void TestGitOpsPane::manySlotsHaveARowEach()
{
    QCOMPARE(m_fixture->wire()
                 .post("/workspaces", R"({"template":"demo","inputs":{"topic":"Second"}})")
                 .status,
             201);
    commit("one\n", u"First"_s);
    QTRY_VERIFY_WITH_TIMEOUT(slot(u"second:lib"_s), patience);
    m_pane->table()->view()->selectAll();
    QCOMPARE(m_pane->table()->selectedKeys().size(), 2);
    trigger(u"slotPush"_s);
    QWidget *asked = dialog(u"slotDialog"_s);
    QVERIFY(asked);
    const auto *preview = asked->findChild<QTreeWidget *>(u"slotPreview"_s);
    QCOMPARE(preview->topLevelItemCount(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(textOf(preview).contains("First"_L1), patience);
    QTest::mouseClick(asked->findChild<QPushButton *>(u"slotGoButton"_s), Qt::LeftButton);
    const auto *rows = m_pane->bulkPanel()->findChild<QTableWidget *>(u"bulkTable"_s);
    QTRY_COMPARE_WITH_TIMEOUT(rows->rowCount(), 2, patience);
    QTRY_COMPARE_WITH_TIMEOUT(rows->item(0, 1)->text(), u"done"_s, patience);
    QCOMPARE(rows->item(1, 1)->text(), u"skipped"_s); // it has nothing to push
    QVERIFY(!rows->item(1, 2)->text().isEmpty());
    QCOMPARE(PaneFixture::requests(u"lib/push"_s).size(), 1);
}

void TestGitOpsPane::workspaceIsPushedWithAResultASlot()
{
    commit("one\n", u"First"_s);
    trigger(u"workspacePush"_s);
    QWidget *asked = dialog(u"workspaceSlotsDialog"_s);
    QVERIFY(asked);
    const auto *list = asked->findChild<QTreeWidget *>(u"workspaceSlotsList"_s);
    QTRY_VERIFY_WITH_TIMEOUT(textOf(list).contains("First"_L1), patience);
    QTest::mouseClick(asked->findChild<QPushButton *>(u"workspaceSlotsGoButton"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(list->topLevelItem(0)->text(3), u"pushed"_s, patience);
    QCOMPARE(PaneFixture::requests(u"/workspaces/first-fix/push"_s).size(), 1);
    QVERIFY(!asked->findChild<QPushButton *>(u"workspaceSlotsGoButton"_s)->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(slot()->record.slot.pushed, patience);
}

void TestGitOpsPane::syncStopsInTheMiddle()
{
    commitElsewhere("theirs\n");
    commit("mine\n", u"Mine"_s);
    trigger(u"workspaceSync"_s);
    QWidget *asked = dialog(u"workspaceSlotsDialog"_s);
    QVERIFY(asked);
    QVERIFY(asked->findChild<QRadioButton *>(u"syncMerge"_s)->isChecked());
    QTest::mouseClick(asked->findChild<QPushButton *>(u"workspaceSlotsGoButton"_s), Qt::LeftButton);
    const auto *list = asked->findChild<QTreeWidget *>(u"workspaceSlotsList"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(textOf(list).contains("in the middle of a merge"_L1),
                              qPrintable(textOf(list)), patience);
    QSignalSpy stopped(m_controller.get(), &GitOpsController::convergenceRequested);
    auto *resolve = asked->findChild<QPushButton *>(u"workspaceSlotsResolveButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(resolve->isVisible(), patience);
    QTest::mouseClick(resolve, Qt::LeftButton);
    QCOMPARE(stopped.size(), 1);
    QCOMPARE(stopped.first().first().toString(), slotId);
    QTRY_COMPARE_WITH_TIMEOUT(slot()->midst, GitMidst::Merging, patience);
}

void TestGitOpsPane::wrongBranchAndMissingFolderSayWhy()
{
    QVERIFY(git({u"checkout"_s, u"-q"_s, u"--detach"_s}));
    refresh();
    QTRY_VERIFY_WITH_TIMEOUT(slot()->record.isOnWrongBranch(), patience);
    QVERIFY(!action(u"slotPull"_s)->isEnabled());
    QVERIFY(action(u"slotPull"_s)->toolTip().contains("ws/first-fix"_L1));
    trigger(u"slotPublish"_s);
    QWidget *asked = dialog(u"slotDialog"_s);
    QVERIFY(asked);
    QVERIFY(!asked->findChild<QPushButton *>(u"slotGoButton"_s)->isEnabled()); // of no branch
    asked->close();
    QVERIFY(git({u"checkout"_s, u"-q"_s, u"ws/first-fix"_s}));
    QVERIFY(QDir(tree()).removeRecursively());
    refresh();
    QTRY_COMPARE_WITH_TIMEOUT(slot()->record.slot.state, u"missing"_s, patience);
    QVERIFY(!action(u"slotFetch"_s)->isEnabled());
    QVERIFY(action(u"slotFetch"_s)->toolTip().contains("folder is gone"_L1));
}

void TestGitOpsPane::readOnlyProfileChangesNothing()
{
    ConnectionSettings settings = m_fixture->session()->settings();
    settings.protection = Protection::ReadOnly;
    settings.policy.readOnly = true;
    m_fixture->session()->connectTo(settings);
    QTRY_VERIFY_WITH_TIMEOUT(slot(), patience);
    QVERIFY(m_pane->selectKey(slotId));
    for (const QString &name : {u"slotFetch"_s, u"slotPush"_s, u"slotMerge"_s, u"workspacePush"_s})
        QTRY_VERIFY2(!action(name)->isEnabled(), qPrintable(name));
    QVERIFY(action(u"slotFetch"_s)->toolTip().contains("read-only"_L1));
    QVERIFY(action(u"slotChanges"_s)->isEnabled());
}

QTEST_MAIN(TestGitOpsPane)
#include "tst_gitopspane.moc"
