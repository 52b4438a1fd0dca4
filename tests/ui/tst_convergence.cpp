// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/livestore.h"
#include "core/tasks/taskrunner.h"
#include "tests/ui/panefixture.h"
#include "ui/convergence/convergencecontroller.h"
#include "ui/convergence/convergencewindow.h"
#include "ui/files/codeeditor.h"
#include "ui/files/conflictview.h"
#include "ui/files/filescontroller.h"
#include "ui/files/fileshost.h"
#include "ui/files/filespane.h"
#include "ui/files/filetree.h"
#include "ui/widgets/noticebar.h"

#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

//! \brief A slot that stopped in the middle, from the conflict to the resolved file, with real git;
//! and the trees that files are found in.
class TestConvergence final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void saysWhatIsInTheMiddleAndWhatToType();
    void filesInConflictAreNotCompared();
    void namesTheFilesOfARebase();
    void resolvesInTheEditorAndSaves();
    void aborts();
    void nothingInTheMiddle();
    void listsTheFilesOfATree();
    void findsFilesOfAllSources();

private:
    template <typename Widget = QWidget>
    [[nodiscard]] Widget *part(const QString &name) const
    {
        return m_view->findChild<Widget *>(name);
    }
    [[nodiscard]] QString headline() const
    {
        return part<QLabel>(u"convergenceHeadline"_s)->text();
    }
    [[nodiscard]] QStringList files() const;
    [[nodiscard]] QByteArray read(const QString &path) const;
    void write(const QString &path, const QByteArray &bytes) const;
    bool git(const QStringList &arguments) const;
    [[nodiscard]] QString slotPath() const;
    void makeConflict();
    void declareSource();
    void look();
    void openFiles();
    [[nodiscard]] QTreeWidgetItem *treeItem(const QString &text) const;

    std::unique_ptr<PaneFixture> m_fixture;
    std::unique_ptr<ConvergenceView> m_view;
    std::unique_ptr<ConvergenceController> m_controller;
    std::unique_ptr<FilesHost> m_files;
    std::unique_ptr<FilesController> m_filesController;
};

void TestConvergence::init()
{
    if (QStandardPaths::findExecutable(u"git"_s).isEmpty())
        QSKIP("git is not installed");
    m_fixture = std::make_unique<PaneFixture>();
    const QString error = m_fixture->start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
    QVERIFY(m_fixture->makeWorkspace());
}

void TestConvergence::cleanup()
{
    m_filesController.reset();
    m_files.reset();
    m_controller.reset();
    m_view.reset();
    m_fixture.reset();
}

QString TestConvergence::slotPath() const
{
    return m_fixture->stack()->root() + u"/workspaces/first-fix/lib/"_s;
}

QByteArray TestConvergence::read(const QString &path) const
{
    QFile file(slotPath() + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestConvergence::write(const QString &path, const QByteArray &bytes) const
{
    QFile file(slotPath() + path);
    QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(file.errorString()));
    QCOMPARE(file.write(bytes), bytes.size());
}

bool TestConvergence::git(const QStringList &arguments) const
{
    const QStringList who{u"-c"_s, u"user.name=x"_s, u"-c"_s, u"user.email=x@example.invalid"_s};
    return SectionElevenStack::git(slotPath(), who + arguments);
}

//! Two commits that want another first line each, on the slot's branch and on "other".
void TestConvergence::makeConflict()
{
    write(u"lib.py"_s, "base\nkeep\n");
    QVERIFY(git({u"commit"_s, u"-qam"_s, u"base"_s}) && git({u"branch"_s, u"other"_s}));
    write(u"lib.py"_s, "ours\nkeep\n");
    QVERIFY(git({u"commit"_s, u"-qam"_s, u"ours"_s}));
    QVERIFY(git({u"checkout"_s, u"-q"_s, u"--detach"_s, u"other"_s}));
    write(u"lib.py"_s, "theirs\nkeep\n");
    QVERIFY(git({u"commit"_s, u"-qam"_s, u"theirs"_s}) && git({u"branch"_s, u"-qf"_s, u"other"_s}));
    QVERIFY(git({u"checkout"_s, u"-q"_s, u"ws/first-fix"_s}));
}

//! A source over the workspaces, so that the slot's files can be opened.
void TestConvergence::declareSource()
{
    QFile manifest(m_fixture->stack()->root() + u"/angee.yaml"_s);
    QVERIFY(manifest.open(QIODevice::ReadWrite));
    QByteArray text = manifest.readAll();
    text.replace("\nsources:\n", "\nsources:\n  over:\n    kind: local\n    path: workspaces\n");
    QVERIFY(manifest.resize(0) && manifest.seek(0) && manifest.write(text) == text.size());
    manifest.close();
    m_fixture->session()->live()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->snapshot()->source("over"), 30'000);
}

void TestConvergence::look()
{
    m_fixture->session()->live()->refresh();
    m_view = std::make_unique<ConvergenceView>();
    m_view->resize(900, 700);
    m_controller = std::make_unique<ConvergenceController>(m_fixture->session(), m_view.get(),
                                                           u"first-fix:lib"_s);
    m_view->show();
}

QStringList TestConvergence::files() const
{
    const auto *list = part<QTreeWidget>(u"conflictFiles"_s);
    QStringList rows;
    for (int row = 0; row < list->topLevelItemCount(); ++row)
        rows.append(list->topLevelItem(row)->text(0) + u": "_s + list->topLevelItem(row)->text(1));
    return rows;
}

void TestConvergence::saysWhatIsInTheMiddleAndWhatToType()
{
    makeConflict();
    QCOMPARE(m_fixture->wire()
                 .post("/workspaces/first-fix/sources/lib/merge", R"({"ref":"other"})")
                 .status,
             200);
    look();
    QTRY_VERIFY2_WITH_TIMEOUT(headline().contains("merge"_L1), qPrintable(headline()), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(files(), QStringList{u"lib.py: In conflict"_s}, 30'000);
    QVERIFY(!part<QPushButton>(u"convergenceResolve"_s)->isEnabled());
    QVERIFY(!part<QPushButton>(u"convergenceContinue"_s)->isEnabled());
    QVERIFY(part<QPushButton>(u"convergenceContinue"_s)->toolTip().contains("conclude"_L1));
    QTRY_VERIFY_WITH_TIMEOUT(part<QPushButton>(u"convergenceAbort"_s)->isEnabled(), 30'000);
    const QString command = part<QLineEdit>(u"convergenceCommand"_s)->text();
    QVERIFY2(command.contains("add -- lib.py && "_L1) && command.endsWith("commit --no-edit"_L1),
             qPrintable(command));
    QTest::mouseClick(part<QPushButton>(u"convergencePathCopy"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text() + u'/', slotPath());
    QVERIFY(part<QPlainTextEdit>(u"convergenceDeclaration"_s)
                ->toPlainText()
                .contains("path: workspaces/first-fix/lib"_L1));
    // Git's own words come from the task, when it was begun here.
    QVERIFY(part<QPlainTextEdit>(u"convergenceWords"_s)->toPlainText().contains("not seen"_L1));
}

//! The daemon leaves files in conflict out of a difference, and tells the others as ever.
void TestConvergence::filesInConflictAreNotCompared()
{
    write(u"a.py"_s, "one\n");
    write(u"z.py"_s, "one\n");
    QVERIFY(git({u"add"_s, u"-A"_s}));
    makeConflict();
    QVERIFY(!git({u"merge"_s, u"other"_s}));
    write(u"a.py"_s, "two\n");
    write(u"z.py"_s, "two\n");
    const QJsonArray files =
        m_fixture->wire().get("/workspaces/first-fix/sources/lib/diff").json().toArray();
    QStringList names;
    for (const QJsonValue &file : files)
        names.append(file["old_path"_L1].toString());
    QCOMPARE(names, (QStringList{u"a.py"_s, u"z.py"_s}));
}

void TestConvergence::namesTheFilesOfARebase()
{
    makeConflict();
    write(u"free.py"_s, "nothing wrong\n");
    QVERIFY(git({u"add"_s, u"free.py"_s}) && git({u"commit"_s, u"-qm"_s, u"free"_s}));
    declareSource();
    QVERIFY(!git({u"rebase"_s, u"other"_s})); // by somebody else
    look();
    QTRY_VERIFY2_WITH_TIMEOUT(headline().contains("rebase"_L1), qPrintable(headline()), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(files(), QStringList{u"lib.py: 1 conflict(s) left"_s}, 30'000);
    QVERIFY(part<QLineEdit>(u"convergenceCommand"_s)->text().endsWith("rebase --continue"_L1));
    QTRY_VERIFY_WITH_TIMEOUT(part<QPushButton>(u"convergenceContinue"_s)->isEnabled(), 30'000);
    QVERIFY(!part<QPlainTextEdit>(u"convergenceDeclaration"_s)->isVisible());
}

void TestConvergence::openFiles()
{
    m_files = std::make_unique<FilesHost>();
    m_files->resize(1200, 800);
    m_filesController = std::make_unique<FilesController>(m_fixture->session(), m_files.get());
    m_files->show();
    QVERIFY(QTest::qWaitForWindowActive(m_files.get()));
}

void TestConvergence::resolvesInTheEditorAndSaves()
{
    makeConflict();
    declareSource();
    QCOMPARE(m_fixture->wire()
                 .post("/workspaces/first-fix/sources/lib/merge", R"({"ref":"other"})")
                 .status,
             200);
    look();
    QTRY_COMPARE_WITH_TIMEOUT(files(), QStringList{u"lib.py: 1 conflict(s) left"_s}, 30'000);
    QSignalSpy wanted(m_controller.get(), &ConvergenceController::openFileRequested);
    QTest::mouseClick(part<QPushButton>(u"convergenceResolve"_s), Qt::LeftButton);
    QCOMPARE(wanted.first(), (QVariantList{u"over"_s, u"first-fix/lib/lib.py"_s, 0}));

    openFiles();
    m_files->showObject({ObjectKind::File, u"over:first-fix/lib/lib.py"_s});
    DocumentView *view = m_files->files()->currentDocument();
    QTRY_VERIFY_WITH_TIMEOUT(view->notices()->contains(u"gitMarkers"_s), 30'000);
    emit view->notices()->actionTriggered(u"gitMarkers"_s, u"resolveMarkers"_s);
    auto *dialog = view->findChild<QDialog *>(u"resolveMarkersDialog"_s);
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(!dialog->findChild<QPushButton *>(u"takeTheirsButton"_s)->isVisible());
    QVERIFY(dialog->findChild<QLabel *>(u"theirsLabel"_s)->text().contains("other"_L1));
    auto *save = dialog->findChild<QPushButton *>(u"saveMergedButton"_s);
    QVERIFY(!save->isEnabled());
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"useBothButton"_s), Qt::LeftButton);
    QVERIFY(save->isEnabled());
    QTest::mouseClick(save, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(read(u"lib.py"_s), "ours\ntheirs\nkeep\n"_ba, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(!view->notices()->contains(u"gitMarkers"_s), 30'000);
    // The save of a file in a git tree offers to show what is changed there.
    QTRY_VERIFY_WITH_TIMEOUT(view->notices()->contains(u"savedChanges"_s), 30'000);
    m_controller->look();
    QTRY_VERIFY2_WITH_TIMEOUT(files().value(0).contains("No markers left"_L1),
                              qPrintable(files().join(u'\n')), 30'000);
}

void TestConvergence::aborts()
{
    makeConflict();
    QCOMPARE(m_fixture->wire()
                 .post("/workspaces/first-fix/sources/lib/merge", R"({"ref":"other"})")
                 .status,
             200);
    look();
    QTRY_VERIFY_WITH_TIMEOUT(part<QPushButton>(u"convergenceAbort"_s)->isEnabled(), 30'000);
    QTest::mouseClick(part<QPushButton>(u"convergenceAbort"_s), Qt::LeftButton);
    QWidget *question = nullptr;
    QTRY_VERIFY((question = shownDialog(u"confirmDialog"_s)));
    QCOMPARE(read(u"lib.py"_s).count("<<<<<<<"), 1); // nothing before somebody agrees
    QTest::mouseClick(question->findChild<QPushButton *>(u"confirmVerb"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(read(u"lib.py"_s), "ours\nkeep\n"_ba, 30'000);
    QTRY_VERIFY2_WITH_TIMEOUT(headline().contains("Nothing"_L1), qPrintable(headline()), 30'000);
    QVERIFY(!part<QPushButton>(u"convergenceAbort"_s)->isEnabled());
}

void TestConvergence::nothingInTheMiddle()
{
    look();
    QTRY_VERIFY2_WITH_TIMEOUT(headline().contains("Nothing"_L1), qPrintable(headline()), 30'000);
    QVERIFY(files().isEmpty());
    QWidget owner;
    owner.show();
    QPointer<ConvergenceWindow> window =
        ConvergenceWindow::open(m_fixture->session(), u"first-fix:lib"_s, &owner);
    QCOMPARE(ConvergenceWindow::open(m_fixture->session(), u"first-fix:lib"_s, &owner), window);
    m_fixture->session()->disconnectFromDaemon();
    QTRY_VERIFY(!window);
}

QTreeWidgetItem *TestConvergence::treeItem(const QString &text) const
{
    const auto found =
        m_files->files()->tree()->findItems(text, Qt::MatchStartsWith | Qt::MatchRecursive, 0);
    return found.value(0);
}

void TestConvergence::listsTheFilesOfATree()
{
    QDir().mkpath(slotPath() + u"src/deep"_s);
    write(u"src/deep/a file.py"_s, "one\n");
    write(u"src/b.py"_s, "one\ntwo\n");
    QVERIFY(git({u"add"_s, u"-A"_s}) && git({u"commit"_s, u"-qm"_s, u"files"_s}));
    openFiles();
    m_fixture->session()->live()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(treeItem(u"Slot lib on"_s), 30'000);
    PaneFixture::clearRequests();
    QTreeWidgetItem *slot = treeItem(u"Slot lib on"_s);
    slot->setExpanded(true);
    QCOMPARE(slot->childCount(), 1);
    QVERIFY(PaneFixture::requests(u"/workspaces/first-fix/sources/lib/diff"_s)
                .isEmpty()); // on demand alone
    slot->child(0)->setExpanded(true);
    QTRY_VERIFY_WITH_TIMEOUT(treeItem(u"src"_s), 30'000);
    treeItem(u"src"_s)->setExpanded(true);
    treeItem(u"deep"_s)->setExpanded(true);
    QVERIFY(treeItem(u"a file.py"_s));
    QVERIFY(treeItem(u"a file.py"_s)->toolTip(0).contains("No source reaches"_L1));
    QVERIFY(treeItem(u"lib.py"_s));
    QVERIFY(!PaneFixture::requests(u"/workspaces/first-fix/sources/lib/diff"_s).isEmpty());
    // Open folders stay open.
    declareSource();
    QTRY_VERIFY_WITH_TIMEOUT(treeItem(u"a file.py"_s)
                                 && !treeItem(u"a file.py"_s)->toolTip(0).contains("No source"_L1),
                             30'000);
    QSignalSpy activated(m_files->files()->tree(), &FileTree::fileActivated);
    emit m_files->files()->tree()->itemActivated(treeItem(u"a file.py"_s), 0);
    QCOMPARE(activated.first(), (QVariantList{u"over"_s, u"first-fix/lib/src/deep/a file.py"_s}));
    // A click on a source chooses it for the next name.
    auto *source = m_files->findChild<QComboBox *>(u"openSource"_s);
    emit m_files->files()->tree()->itemClicked(treeItem(u"over"_s), 0);
    QCOMPARE(source->currentText(), u"over"_s);
}

void TestConvergence::findsFilesOfAllSources()
{
    openFiles();
    m_fixture->session()->live()->refresh();
    auto *path = m_files->findChild<QLineEdit *>(u"openPath"_s);
    auto *source = m_files->findChild<QComboBox *>(u"openSource"_s);
    QTRY_VERIFY_WITH_TIMEOUT(source->findText(u"lib"_s) >= 0, 30'000);
    source->setCurrentText(u"app"_s);
    QTest::keyClick(m_files.get(), Qt::Key_P, Qt::ControlModifier);
    QTRY_COMPARE(m_files->focusWidget(), path);
    source->setCurrentText(u"app"_s);
    QTest::keyClicks(path, u"lbp"_s); // letters of lib.py
    const auto shown = [path] {
        const QAbstractItemModel *model = path->completer()->model();
        QStringList lines;
        for (int row = 0; row < model->rowCount(); ++row)
            lines.append(model->index(row, 0).data().toString());
        return lines;
    };
    QTRY_VERIFY2_WITH_TIMEOUT(shown().contains(u"lib:lib.py"_s), qPrintable(shown().join(u'\n')),
                              30'000);
    path->setText(u"lib:lib.py"_s); // as the completer does
    emit path->completer()->activated(u"lib:lib.py"_s);
    QTRY_COMPARE(source->currentText(), u"lib"_s);
    QCOMPARE(path->text(), u"lib.py"_s);
    QTest::keyClick(path, Qt::Key_Return);
    QTRY_VERIFY(m_files->files()->currentDocument());
}

QTEST_MAIN(TestConvergence)
#include "tst_convergence.moc"
