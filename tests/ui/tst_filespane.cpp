// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/filebook.h"
#include "core/files/textfacts.h"
#include "tests/ui/fileswindow.h"
#include "ui/files/codeeditor.h"
#include "ui/files/conflictview.h"
#include "ui/files/filespane.h"
#include "ui/files/filetree.h"
#include "ui/widgets/diffmodel.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/statepage.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace angee;
using namespace Qt::StringLiterals;
using test::file;
using test::FileDaemon;
using test::profile;
using Window = test::FilesWindow;
using State = DocumentSession::State;

class TestFilesPane final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void opensEditsSaves();
    void bytesSurviveTheWindow_data();
    void bytesSurviveTheWindow();
    void statesHaveAFace_data();
    void statesHaveAFace();
    void saveAndBuildAnnounces();
    void closingAsks();
    void reviewIsForced();
    void cancelledReviewForgetsWhatShouldFollow();
    void readOnlyProfile();
    void revertPutsBack();
    void sizeIsShownNearTheCap();
    void byteOrderMarkIsAFact();
    void anOpenFileTakesTheFocus();
    void unseenCharactersAreToldOnce();
    void aLongLineIsTold();
    void syntaxWarns();
    void treeShowsWhatIsKnown();
    void equalNamesAreToldApart();
    void everyControlHasANameAndAText();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestFilesPane::opensEditsSaves()
{
    FileDaemon server;
    server.files.insert(file, "a: 1\r\nb: 2"_ba);
    Window window(server, m_folder->path());
    QCOMPARE(window.find<StatePage>(u"filesPage"_s)->state(), StatePage::State::Empty);
    DocumentView *view = window.open();
    QCOMPARE(view->editor()->bytes(), "a: 1\r\nb: 2"_ba);
    const QString facts = window.find<QLabel>(u"documentFacts"_s)->text();
    for (const QString &word : {u"app"_s, u"YAML"_s, u"CRLF"_s, u"no newline"_s,
                                QString::fromLatin1(etagOf("a: 1\r\nb: 2"_ba).first(8))})
        QVERIFY2(facts.contains(word), qPrintable(facts));
    auto *tabs = window.find<QTabWidget>(u"fileTabs"_s);
    QCOMPARE(tabs->tabBar()->accessibleTabName(0), u"settings.yaml, saved"_s);

    QSignalSpy saved(&window.pane, &FilesPane::saved);
    window.type(u"# x"_s);
    QTRY_COMPARE(view->session()->state(), State::Dirty);
    QCOMPARE(tabs->tabBar()->accessibleTabName(0), u"settings.yaml, not saved"_s);
    QCOMPARE(window.pane.unsavedDocuments().size(), 1);
    window.click(u"saveButton"_s);
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(server.files.value(file), "# xa: 1\r\nb: 2"_ba);
    QCOMPARE(view->session()->state(), State::Clean);
    QVERIFY(window.pane.unsavedDocuments().isEmpty());
    QCOMPARE(window.book.recents(u"app"_s), QStringList(file));
}

void TestFilesPane::bytesSurviveTheWindow_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("CRLF") << "a\r\nb\r\n"_ba;
    QTest::newRow("mixed") << "a\nb\r\nc\rd"_ba;
    QTest::newRow("BOM") << "\xEF\xBB\xBF"
                            "a\n"_ba;
    QTest::newRow("NUL") << QByteArray("a\0b\n", 4);
    QTest::newRow("separators") << "a\u00A0\u2028\u2029\uFDD0\U0001F600"_ba;
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("one line of almost 1 MiB") << QByteArray(maxRequestBytes - 200, 'x');
}

void TestFilesPane::bytesSurviveTheWindow()
{
    QFETCH(QByteArray, bytes);
    FileDaemon server;
    server.files.insert(file, bytes);
    Window window(server, m_folder->path());
    DocumentView *view = window.open();
    QSignalSpy ended(view, &DocumentView::saveEnded);
    // Typing and undoing sends nothing.
    window.type(u"xy"_s);
    QTest::keyClick(view->editor(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(view->editor()->bytes(), bytes);
    window.click(u"saveButton"_s);
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(server.count("PUT"_ba), 0);
    // One character is one character.
    window.type(u"x"_s);
    QTest::keyClick(view->editor(), Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(ended.size(), 2);
    // The mark of the order of bytes is no letter: nothing is typed before it.
    const qsizetype mark = bytes.startsWith("\xEF\xBB\xBF") ? 3 : 0;
    QCOMPARE(server.files.value(file), QByteArray(bytes).insert(mark, 'x'));
}

void TestFilesPane::statesHaveAFace_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("tab");

    QTest::newRow("not text") << "\xff"_ba << State::Binary << u"settings.yaml, not text"_s;
    QTest::newRow("too large") << QByteArray(maxRequestBytes + 1, 'x') << State::TooLarge
                               << u"settings.yaml, too large"_s;
    QTest::newRow("missing") << QByteArray() << State::Missing << u"settings.yaml, new"_s;
}

void TestFilesPane::statesHaveAFace()
{
    QFETCH(QByteArray, bytes);
    QFETCH(State, state);
    QFETCH(QString, tab);
    FileDaemon server;
    if (!bytes.isNull())
        server.files.insert(file, bytes);
    Window window(server, m_folder->path());
    DocumentView *view = window.open();
    QCOMPARE(view->session()->state(), state);
    QCOMPARE(window.find<QTabWidget>(u"fileTabs"_s)->tabBar()->accessibleTabName(0), tab);
    auto *page = view->findChild<StatePage *>(u"documentPage"_s);
    if (state == State::Missing) {
        QVERIFY(view->notices()->contains(u"missing"_s));
        window.type(u"new"_s);
        window.click(u"saveButton"_s);
        QTRY_COMPARE(server.files.value(file), "new"_ba);
        QTRY_VERIFY(!view->notices()->contains(u"missing"_s));
        return;
    }
    QCOMPARE(page->state(), StatePage::State::Failed);
    QVERIFY(!window.find<QToolButton>(u"saveButton"_s)->isEnabled());
    // "Retry" reads again.
    server.files.insert(file, "ok"_ba);
    emit page->retryRequested();
    QTRY_COMPARE(view->session()->state(), State::Clean);
    QCOMPARE(page->state(), StatePage::State::Ready);
}

void TestFilesPane::saveAndBuildAnnounces()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Window window(server, m_folder->path());
    DocumentView *view = window.open();
    QSignalSpy asked(&window.pane, &FilesPane::pipelineRequested);
    window.type(u"x"_s);
    window.click(u"saveBuildButton"_s);
    QCOMPARE(
        asked,
        (QList<QVariantList>{{QVariant::fromValue(view), QVariant::fromValue(AfterSave::Build)}}));
    window.click(u"saveApplyButton"_s);
    QCOMPARE(asked.last().last().value<AfterSave>(), AfterSave::BuildAndApply);
    // Who runs the rest begins with the save: the pane sends nothing by itself.
    QCOMPARE(server.count("PUT"_ba), 0);
    // Nor does a plain save ask for more.
    window.click(u"saveButton"_s);
    QTRY_COMPARE(server.files.value(file), "xa\n"_ba);
    QCOMPARE(asked.size(), 2);
    window.pane.setBuildAvailable(false, u"The profile is read-only."_s);
    auto *button = window.find<QToolButton>(u"saveBuildButton"_s);
    QVERIFY(!button->isEnabled());
    QCOMPARE(button->toolTip(), u"The profile is read-only."_s);
}

void TestFilesPane::closingAsks()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Window window(server, m_folder->path());
    DocumentView *view = window.open();
    // Nothing unsaved: no question.
    auto *tabs = window.find<QTabWidget>(u"fileTabs"_s);
    emit tabs->tabCloseRequested(0);
    QTRY_COMPARE(window.pane.documents().size(), 0);
    view = window.open();
    window.type(u"m"_s);
    emit tabs->tabCloseRequested(0);
    auto *dialog = window.find<QDialog>(u"unsavedDialog"_s);
    QVERIFY(dialog->isVisible());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QCOMPARE(window.pane.documents().size(), 1);
    QTRY_VERIFY(!window.pane.findChild<QDialog *>(u"unsavedDialog"_s));
    // A save that fails keeps the tab.
    server.fault = [](const QByteArray &) { return FileDaemon::Fault::ServerError; };
    emit tabs->tabCloseRequested(0);
    window.click(u"unsavedSaveButton"_s);
    QTRY_VERIFY(view->notices()->contains(u"saveRefused"_s));
    QCOMPARE(window.pane.documents().size(), 1);
    server.fault = nullptr;
    QTRY_VERIFY(!window.pane.findChild<QDialog *>(u"unsavedDialog"_s));
    emit tabs->tabCloseRequested(0);
    window.click(u"unsavedSaveButton"_s);
    QTRY_COMPARE(window.pane.documents().size(), 0);
    QCOMPARE(server.files.value(file), "ma\n"_ba);
    // Given up: the draft goes too.
    window.open();
    window.type(u"x"_s);
    QTRY_COMPARE(window.drafts.list(profile).size(), 1);
    emit tabs->tabCloseRequested(0);
    window.click(u"unsavedDiscardButton"_s);
    QTRY_COMPARE(window.drafts.list(profile).size(), 0);
    QCOMPARE(server.files.value(file), "ma\n"_ba);
}

void TestFilesPane::reviewIsForced()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Window window(server, m_folder->path());
    window.pane.setReviewForced(true);
    window.open();
    window.type(u"m"_s);
    window.click(u"saveButton"_s);
    auto *dialog = window.find<QDialog>(u"reviewDialog"_s);
    QVERIFY(dialog->isVisible());
    QTRY_COMPARE(window.find<QLabel>(u"diffSummary"_s)->text(), u"Lines added: 1, removed: 1"_s);
    QCOMPARE(server.count("PUT"_ba), 0);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"reviewConfirmButton"_s), Qt::LeftButton);
    QTRY_COMPARE(server.files.value(file), "ma\n"_ba);
}

void TestFilesPane::cancelledReviewForgetsWhatShouldFollow()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Window window(server, m_folder->path());
    window.pane.setReviewForced(true);
    DocumentView *view = window.open();
    QSignalSpy saved(&window.pane, &FilesPane::saved);
    QSignalSpy build(&window.pane, &FilesPane::pipelineRequested);
    const auto press = [&window](const QString &button) {
        QTRY_VERIFY(window.pane.findChild<QDialog *>(u"reviewDialog"_s));
        window.click(button);
        QTRY_VERIFY(!window.pane.findChild<QDialog *>(u"reviewDialog"_s));
    };
    // "Save and close", and then on with the text after all.
    window.type(u"m"_s);
    emit window.find<QTabWidget>(u"fileTabs"_s)->tabCloseRequested(0);
    window.click(u"unsavedSaveButton"_s);
    press(u"reviewCancelButton"_s);
    QCOMPARE(server.count("PUT"_ba), 0);
    // A build that was asked for with a save that did not happen.
    window.click(u"saveBuildButton"_s);
    press(u"reviewCancelButton"_s);
    // A later save is only a save.
    window.click(u"reviewButton"_s);
    press(u"reviewConfirmButton"_s);
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(server.files.value(file), "ma\n"_ba);
    QCOMPARE(window.pane.documents(), QList<DocumentView *>{view});
    QCOMPARE(build.size(), 0);
    // Once more, and this time to the end.
    window.type(u"n"_s);
    emit window.find<QTabWidget>(u"fileTabs"_s)->tabCloseRequested(0);
    window.click(u"unsavedSaveButton"_s);
    press(u"reviewConfirmButton"_s);
    QTRY_COMPARE(window.pane.documents().size(), 0);
    QCOMPARE(server.files.value(file), "nma\n"_ba);
}

void TestFilesPane::readOnlyProfile()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Window window(server, m_folder->path());
    window.pane.setReadOnly(u"This profile is read-only."_s);
    DocumentView *view = window.open();
    QVERIFY(view->notices()->contains(u"readOnly"_s));
    window.type(u"m"_s);
    QCOMPARE(view->editor()->bytes(), "a\n"_ba);
    QVERIFY(!window.find<QToolButton>(u"saveButton"_s)->isEnabled());
    window.pane.setReadOnly({});
    QVERIFY(!view->notices()->contains(u"readOnly"_s));
    window.type(u"m"_s);
    QCOMPARE(view->editor()->bytes(), "ma\n"_ba);
}

void TestFilesPane::revertPutsBack()
{
    FileDaemon server;
    server.files.insert(file, "good\n"_ba);
    Window window(server, m_folder->path());
    DocumentView *view = window.open();
    QVERIFY(!window.find<QToolButton>(u"revertButton"_s)->isEnabled());
    window.type(u"bad "_s);
    window.click(u"saveButton"_s);
    QTRY_COMPARE(server.files.value(file), "bad good\n"_ba);
    QTRY_COMPARE(view->session()->state(), State::Clean);
    window.click(u"revertButton"_s);
    QCOMPARE(view->editor()->bytes(), "good\n"_ba);
    window.click(u"saveButton"_s);
    QTRY_COMPARE(server.files.value(file), "good\n"_ba);
}

void TestFilesPane::sizeIsShownNearTheCap()
{
    FileDaemon server;
    // 1,048,562 bytes of request; each newline costs two.
    server.files.insert(file, "\n"_ba.repeated(300'000) + QByteArray(448'400, 'x'));
    Window window(server, m_folder->path());
    DocumentView *view = window.open();
    auto *size = window.find<QLabel>(u"documentSize"_s);
    QTRY_COMPARE(size->text(), u"1,048,488 of 1,048,576 bytes encoded"_s);
    view->editor()->replaceText(view->editor()->bytes() + QByteArray(100, 'y'));
    QTRY_VERIFY(size->text().startsWith(u"Too large to save: 1,048,588"_s));
    window.click(u"saveButton"_s);
    QTRY_VERIFY(view->notices()->contains(u"saveRefused"_s));
    QCOMPARE(server.count("PUT"_ba), 0);
}

// What cannot be seen is changed only where it is named.
void TestFilesPane::byteOrderMarkIsAFact()
{
    const QByteArray mark = "\xEF\xBB\xBF"_ba;
    FileDaemon server;
    server.files.insert(file, mark + "a: 1\n");
    Window window(server, m_folder->path());
    DocumentView *view = window.open();
    CodeEditor *editor = view->editor();
    auto *encoding = window.find<QToolButton>(u"documentEncoding"_s);
    QCOMPARE(encoding->text(), u"UTF-8 with BOM"_s);
    QCOMPARE(editor->caretColumn(), 1);
    // Nothing at the start of the text takes it away or gets before it.
    window.type(u"Z"_s);
    QCOMPARE(editor->bytes(), mark + "Za: 1\n");
    QTest::keyClick(editor, Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClick(editor, Qt::Key_Backspace);
    QTest::keyClick(editor, Qt::Key_Delete);
    QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(editor, Qt::Key_Delete);
    QCOMPARE(editor->bytes(), mark);
    while (editor->isUndoAvailable())
        editor->undo();
    QCOMPARE(editor->bytes(), mark + "a: 1\n");
    window.type(u"Z"_s);
    window.click(u"saveButton"_s);
    QTRY_COMPARE(server.files.value(file), mark + "Za: 1\n");
    QTRY_COMPARE(view->session()->state(), State::Clean);

    auto *change = window.find<QAction>(u"byteOrderMarkAction"_s);
    QVERIFY(change->isChecked());
    change->trigger();
    QCOMPARE(encoding->text(), u"UTF-8"_s);
    QCOMPARE(view->session()->state(), State::Dirty);
    window.click(u"saveButton"_s);
    QTRY_COMPARE(server.files.value(file), "Za: 1\n"_ba);
    change->trigger();
    window.click(u"saveButton"_s);
    QTRY_COMPARE(server.files.value(file), mark + "Za: 1\n");
    // "Revert" brings back the text of before with what it began with.
    QTRY_COMPARE(view->session()->state(), State::Clean);
    window.click(u"revertButton"_s);
    QCOMPARE(editor->bytes(), "Za: 1\n"_ba);
    QCOMPARE(encoding->text(), u"UTF-8"_s);
}

void TestFilesPane::anOpenFileTakesTheFocus()
{
    FileDaemon server;
    server.files.insert(file, "a: 1\n"_ba);
    server.files.insert(u"other.yaml"_s, "b: 2\n"_ba);
    Window window(server, m_folder->path());
    QVERIFY(QTest::qWaitForWindowActive(&window.pane));
    DocumentView *first = window.open();
    window.open(u"other.yaml"_s);
    // Named again: its tab comes, and what is typed next goes into it.
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_P, Qt::ControlModifier);
    auto *path = window.find<QLineEdit>(u"openPath"_s);
    QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget *>(path));
    QTest::keyClicks(path, file);
    QTest::keyClick(path, Qt::Key_Return);
    QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget *>(first->editor()));
    QCOMPARE(window.pane.currentDocument(), first);
    QVERIFY(path->text().isEmpty());
}

void TestFilesPane::unseenCharactersAreToldOnce()
{
    FileDaemon server;
    server.files.insert(file, "a: 1\nb: x\u202ey\u00a0\n"_ba);
    Window window(server, m_folder->path());
    DocumentView *view = window.open();
    QVERIFY(view->notices()->contains(u"hidden"_s));
    QVERIFY(window.triggerNotice(u"hidden"_s, u"goToHidden"_s));
    QCOMPARE(view->editor()->caretLine(), 2);
    QCOMPARE(view->editor()->caretColumn(), 5);
    QVERIFY(window.triggerNotice(u"hidden"_s, u"showHidden"_s));
    QVERIFY(view->editor()->isWhitespaceShown());
    QVERIFY(window.find<QToolButton>(u"whitespaceButton"_s)->isChecked());
    // Closed for good, whatever is typed.
    view->notices()->clear(u"hidden"_s);
    window.type(u"x"_s);
    view->sync();
    QVERIFY(!view->notices()->contains(u"hidden"_s));
    QCOMPARE(view->editor()->bytes(), "xa: 1\nb: x\u202ey\u00a0\n"_ba);
}

void TestFilesPane::aLongLineIsTold()
{
    FileDaemon server;
    server.files.insert(u"one.json"_s, "[1" + ", 2345"_ba.repeated(100'000) + "]");
    Window window(server, m_folder->path());
    DocumentView *view = window.open(u"one.json"_s);
    QVERIFY(view->notices()->contains(u"longLine"_s));
    window.type(u" "_s);
    window.click(u"saveButton"_s);
    QTRY_COMPARE(server.files.value(u"one.json"_s).size(), 600'004);
    QTRY_COMPARE(view->session()->state(), State::Clean); // its answer is here as well
    // The review shows what changed, wherever in the line it is.
    view->editor()->goToPlace(1, 400'000);
    QTest::keyClicks(view->editor(), u"here"_s);
    window.click(u"reviewButton"_s);
    const auto *diff = window.find<QAbstractItemView>(u"diffText"_s);
    QTRY_COMPARE(diff->model()->rowCount(), 2);
    const QString line = diff->model()->index(1, DiffModel::TextColumn).data().toString();
    QVERIFY2(line.contains(u"here"_s) && line.size() < 3'000, qPrintable(line.left(100)));
}

void TestFilesPane::syntaxWarns()
{
    FileDaemon server;
    server.files.insert(file, "a: 1\nb: [1\nc: 2\n"_ba);
    Window window(server, m_folder->path());
    DocumentView *view = window.open();
    QTRY_VERIFY(view->notices()->contains(u"syntax"_s));
    QTest::keyClick(view->editor(), Qt::Key_F7);
    QCOMPARE(view->editor()->caretLine(), 3);
    // It warns and does not block.
    window.type(u"# "_s);
    window.click(u"saveButton"_s);
    QTRY_COMPARE(server.files.value(file), "# a: 1\nb: [1\nc: 2\n"_ba);
    view->editor()->replaceText("a: 1\nb: [1]\nc: 2\n"_ba);
    QTRY_VERIFY(!view->notices()->contains(u"syntax"_s));
}

void TestFilesPane::treeShowsWhatIsKnown()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Window window(server, m_folder->path());
    Workspace near;
    near.name = u"near"_s;
    near.path = u"/s/app/feat"_s;
    Workspace far;
    far.name = u"far"_s;
    far.path = u"/elsewhere"_s;
    window.pane.setWorkspaces({near, far});
    window.open();
    window.click(u"pinButton"_s);
    window.book.setChangedFiles(u"lib"_s, {u"x/changed.py"_s});
    auto *tree = window.find<FileTree>(u"fileTree"_s);
    QStringList texts;
    for (QTreeWidgetItemIterator it(tree); *it; ++it)
        texts << (*it)->text(0);
    QCOMPARE(texts,
             QStringList({u"app"_s, u"Pinned"_s, file, u"Recent"_s, file, u"lib"_s,
                          u"Changed since the last commit"_s, u"x/changed.py"_s, u"near"_s,
                          u"the whole workspace, through source app"_s, u"far"_s,
                          u"Not reachable through this daemon"_s}));
    // Enter on a known file opens it.
    server.files.insert(u"x/changed.py"_s, "b\n"_ba);
    emit tree->itemActivated(tree->findItems(u"x/changed.py"_s, Qt::MatchRecursive).first(), 0);
    QCOMPARE(window.pane.currentDocument()->session()->source(), u"lib"_s);
    // Into the workspace by typing on.
    emit tree->itemActivated(
        tree->findItems(u"the whole workspace"_s, Qt::MatchRecursive | Qt::MatchStartsWith).first(),
        0);
    QCOMPARE(window.find<QLineEdit>(u"openPath"_s)->text(), u"feat/"_s);
    QCOMPARE(window.find<QComboBox>(u"openSource"_s)->currentText(), u"app"_s);
    // The way other panes write a file; a colon that follows no source belongs to the path.
    auto *path = window.find<QLineEdit>(u"openPath"_s);
    path->clear();
    QTest::keyClicks(path, u"lib:x/changed.py"_s);
    QCOMPARE(path->text(), u"x/changed.py"_s);
    QCOMPARE(window.find<QComboBox>(u"openSource"_s)->currentText(), u"lib"_s);
    path->clear();
    QTest::keyClicks(path, u"odd:name"_s);
    QCOMPARE(path->text(), u"odd:name"_s);
    // But it may well have been meant as a source.
    const int tabs = window.find<QTabWidget>(u"fileTabs"_s)->count();
    QTest::keyClick(path, Qt::Key_Return);
    auto *problem = window.find<QLabel>(u"openPathProblem"_s);
    QVERIFY(problem->text().contains(u"no source \"odd\""_s));
    QCOMPARE(window.find<QTabWidget>(u"fileTabs"_s)->count(), tabs);
    QCOMPARE(path->text(), u"odd:name"_s);
    path->clear();
    QTest::keyClicks(path, u"./odd:name"_s);
    QVERIFY(problem->text().isEmpty());
    QTest::keyClick(path, Qt::Key_Return);
    QCOMPARE(window.pane.currentDocument()->session()->path(), u"odd:name"_s);
}

void TestFilesPane::equalNamesAreToldApart()
{
    FileDaemon server;
    server.files.insert(u"a/x&y.txt"_s, "1"_ba);
    server.files.insert(u"b/x&y.txt"_s, "2"_ba);
    Window window(server, m_folder->path());
    DocumentView *one = window.open(u"a/x&y.txt"_s);
    auto *tabs = window.find<QTabWidget>(u"fileTabs"_s);
    QCOMPARE(tabs->tabText(0), u"x&&y.txt"_s);
    window.open(u"b/x&y.txt"_s);
    QTRY_COMPARE(tabs->tabText(0), u"a/x&&y.txt (app)"_s);
    QCOMPARE(tabs->tabText(1), u"b/x&&y.txt (app)"_s);
    // Opening again shows what is open.
    QCOMPARE(window.open(u"a/x&y.txt"_s), one);
    QCOMPARE(tabs->count(), 2);
    QCOMPARE(tabs->currentIndex(), 0);
}

void TestFilesPane::everyControlHasANameAndAText()
{
    FileDaemon server;
    server.files.insert(file, "1\n"_ba);
    Window window(server, m_folder->path());
    window.open();
    const auto buttons = window.pane.findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons) {
        if (qstrcmp(button->metaObject()->className(), "QToolButton") != 0
            && qstrcmp(button->metaObject()->className(), "QPushButton") != 0)
            continue;
        const bool isQts = !button->isVisibleTo(&window.pane)
            || button->objectName().startsWith(u"qt_"_s)
            || qobject_cast<QTabBar *>(button->parentWidget())
            || qobject_cast<QLineEdit *>(button->parentWidget());
        if (isQts)
            continue;
        QVERIFY2(!button->objectName().isEmpty(), qPrintable(button->text()));
        QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                 qPrintable(button->objectName()));
    }
}

QTEST_MAIN(TestFilesPane)
#include "tst_filespane.moc"
