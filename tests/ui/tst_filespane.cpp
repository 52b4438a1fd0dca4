// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/filebook.h"
#include "core/files/textfacts.h"
#include "tests/core/filedaemon.h"
#include "ui/files/codeeditor.h"
#include "ui/files/conflictview.h"
#include "ui/files/filespane.h"
#include "ui/files/filetree.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/statepage.h"

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
using test::FileDaemon;
using State = DocumentSession::State;

namespace {

const QString file = u"settings.yaml"_s;
const QString profile = u"p1"_s;

Source sourceNamed(const QString &name, const QString &path)
{
    Source source;
    source.name = name;
    source.path = path;
    return source;
}

// The pane of a window, with everything behind it down to the socket.
struct Window
{
    Window(const FileDaemon &server, const QString &folder)
        : daemon(server.connectTo())
        , transport(daemon.get())
        , book(folder + u"/book.json"_s)
        , drafts(folder + u"/drafts"_s)
        , pane(&transport, &book, &drafts, profile)
    {
        pane.setSources({sourceNamed(u"app"_s, u"/s/app"_s), sourceNamed(u"lib"_s, u"/s/lib"_s)});
        pane.resize(1100, 700);
        pane.show();
    }

    template <typename Widget>
    Widget *find(const QString &name) const
    {
        // Dialogs are windows of their own, with views as parents.
        if (auto *widget = pane.findChild<Widget *>(name))
            return widget;
        qFatal("no widget %s", qPrintable(name));
    }

    void click(const QString &name) const
    {
        auto *button = find<QAbstractButton>(name);
        QVERIFY2(button->isEnabled(), qPrintable(name));
        QTest::mouseClick(button, Qt::LeftButton);
    }

    DocumentView *open(const QString &path = file)
    {
        auto *edit = find<QLineEdit>(u"openPath"_s);
        edit->setFocus();
        QTest::keyClicks(edit, path);
        QTest::keyClick(edit, Qt::Key_Return);
        DocumentView *view = pane.document(u"app"_s, path);
        if (!view || !QTest::qWaitFor([view] { return !view->session()->isBusy(); }))
            qFatal("not opened: %s", qPrintable(path));
        return view;
    }

    // Types at the start of the text.
    void type(const QString &text)
    {
        CodeEditor *editor = pane.currentDocument()->editor();
        editor->SendScintilla(QsciScintilla::SCI_DOCUMENTSTART);
        QTest::keyClicks(editor, text);
    }

    bool triggerNotice(const QString &notice, const QString &action)
    {
        NoticeBars *bars = pane.currentDocument()->notices();
        if (!bars->contains(notice))
            return false;
        emit bars->actionTriggered(notice, action);
        return true;
    }

    std::unique_ptr<OperatorDaemon> daemon;
    DaemonFileTransport transport;
    FileBook book;
    DraftJournal drafts;
    FilesPane pane;
};

} // namespace

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
    void conflictIsResolvedByHand();
    void conflictWithoutOverlap();
    void conflictTakeTheirsAndOverwrite();
    void warnsBeforeTheSave();
    void deletedFileComesBack();
    void unreachableAndBack();
    void draftIsOfferedAndRestored();
    void closingAsks();
    void reviewIsForced();
    void readOnlyProfile();
    void revertPutsBack();
    void sizeIsShownNearTheCap();
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
    for (const QString &word : {u"app"_s, u"YAML"_s, u"UTF-8"_s, u"CRLF"_s, u"no newline"_s,
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
    QCOMPARE(server.files.value(file), 'x' + bytes);
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
    window.open();
    QSignalSpy build(&window.pane, &FilesPane::buildRequested);
    QSignalSpy apply(&window.pane, &FilesPane::buildAndApplyRequested);
    window.type(u"x"_s);
    window.click(u"saveBuildButton"_s);
    QTRY_COMPARE(build.size(), 1);
    QCOMPARE(server.files.value(file), "xa\n"_ba);
    // Nothing to save is no reason not to build.
    window.click(u"saveApplyButton"_s);
    QTRY_COMPARE(apply.size(), 1);
    // A save that fails builds nothing.
    window.type(u"y"_s);
    server.fault = [](const QByteArray &) { return FileDaemon::Fault::ServerError; };
    window.click(u"saveBuildButton"_s);
    QTRY_VERIFY(window.pane.currentDocument()->notices()->contains(u"saveRefused"_s));
    QCOMPARE(build.size(), 1);
    window.pane.setBuildAvailable(false, u"The profile is read-only."_s);
    auto *button = window.find<QToolButton>(u"saveBuildButton"_s);
    QVERIFY(!button->isEnabled());
    QCOMPARE(button->toolTip(), u"The profile is read-only."_s);
}

void TestFilesPane::conflictIsResolvedByHand()
{
    FileDaemon server;
    server.files.insert(file, "1\n2\n3\n4\n5\n6\n7\n"_ba);
    Window window(server, m_folder->path());
    DocumentView *view = window.open();
    view->editor()->replaceText("m1\n2\n3\nm4\n5\n6\nm7\n"_ba);
    server.files.insert(file, "t1\n2\n3\nt4\n5\n6\nt7\n"_ba);
    ConflictView *conflict = view->conflictView();
    QSignalSpy ready(conflict, &ConflictView::ready);
    QTest::keyClick(view->editor(), Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(ready.size(), 1);
    QVERIFY(conflict->isVisible());
    // Space decides nothing.
    QVERIFY(!qobject_cast<QAbstractButton *>(QApplication::focusWidget()));
    auto *counter = window.find<QLabel>(u"conflictCounter"_s);
    QCOMPARE(counter->text(), u"3 of 3 left"_s);
    QVERIFY(!window.find<QPushButton>(u"saveMergedButton"_s)->isEnabled());
    QVERIFY(window.find<QLabel>(u"theirsLabel"_s)->text().startsWith(u"On the server (read at "_s));
    QVERIFY(window.find<QLabel>(u"mineLabel"_s)->text().startsWith(u"Yours (typed at "_s));
    QCOMPARE(window.find<CodeEditor>(u"theirsText"_s)->bytes(), server.files.value(file));

    window.click(u"useTheirsButton"_s);
    QCOMPARE(counter->text(), u"2 of 3 left"_s);
    window.click(u"useBothButton"_s);
    QCOMPARE(window.find<CodeEditor>(u"resultText"_s)->bytes(), "t1\n2\n3\nm4\nt4\n5\n6\nm7\n"_ba);
    // Back and forth by keys, and decided anew.
    QTest::keyClick(conflict, Qt::Key_F7, Qt::ShiftModifier);
    QCOMPARE(window.find<QLabel>(u"hunkLabel"_s)->text(), u"Conflict 2 of 3"_s);
    window.click(u"reopenHunkButton"_s);
    QCOMPARE(counter->text(), u"2 of 3 left"_s);
    window.click(u"useMineButton"_s);
    QCOMPARE(window.find<QLabel>(u"hunkLabel"_s)->text(), u"Conflict 3 of 3"_s);
    window.click(u"editHunkButton"_s);
    auto *edit = window.find<CodeEditor>(u"hunkEdit"_s);
    QVERIFY(edit->isVisible());
    edit->replaceText("by hand\r\n"_ba);
    window.click(u"useEditedButton"_s);
    QCOMPARE(counter->text(), u"0 of 3 left"_s);
    window.click(u"saveMergedButton"_s);
    QTRY_COMPARE(server.files.value(file), "t1\n2\n3\nm4\n5\n6\nby hand\r\n"_ba);
    QTRY_COMPARE(view->session()->state(), State::Clean);
    QVERIFY(!conflict->isVisible());
    QCOMPARE(view->editor()->bytes(), server.files.value(file));
}

void TestFilesPane::conflictWithoutOverlap()
{
    FileDaemon server;
    server.files.insert(file, "1\n2\n3\n4\n5\n"_ba);
    Window window(server, m_folder->path());
    DocumentView *view = window.open();
    view->editor()->replaceText("m1\n2\n3\n4\n5\n"_ba);
    server.files.insert(file, "1\n2\n3\n4\nt5\n"_ba);
    QSignalSpy ready(view->conflictView(), &ConflictView::ready);
    window.click(u"saveButton"_s);
    QTRY_COMPARE(ready.size(), 1);
    QVERIFY(!window.find<QWidget>(u"hunkBar"_s)->isVisible());
    // The server moves on before it is accepted: that is merged next, from here.
    server.files.insert(file, "1\n2\nt3\n4\nt5\n"_ba);
    view->session()->checkServer();
    QTRY_VERIFY(window.find<QLabel>(u"conflictNewer"_s)->isVisible());
    window.click(u"editMergedButton"_s);
    QTRY_COMPARE(ready.size(), 2);
    QCOMPARE(view->session()->content(), "m1\n2\n3\n4\nt5\n"_ba);
    window.click(u"saveMergedButton"_s);
    QTRY_COMPARE(server.files.value(file), "m1\n2\nt3\n4\nt5\n"_ba);
}

void TestFilesPane::conflictTakeTheirsAndOverwrite()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Window window(server, m_folder->path());
    DocumentView *view = window.open();
    QSignalSpy ended(view, &DocumentView::saveEnded);
    window.type(u"m"_s);
    server.files.insert(file, "t\n"_ba);
    window.click(u"saveButton"_s);
    QTRY_COMPARE(view->session()->state(), State::Conflict);
    window.click(u"takeTheirsButton"_s);
    QCOMPARE(view->editor()->bytes(), "t\n"_ba);
    QCOMPARE(view->session()->state(), State::Clean);

    window.type(u"m"_s);
    server.files.insert(file, "t2\n"_ba);
    window.click(u"saveButton"_s);
    QTRY_COMPARE(view->session()->state(), State::Conflict);
    window.click(u"overwriteButton"_s);
    QTRY_COMPARE(server.files.value(file), "mt\n"_ba);
    for (const FileDaemon::Write &write : server.writes())
        QVERIFY(!write.etag.isEmpty());

    // Keeping mine closes the tab, and the draft is there.
    window.type(u"k"_s);
    server.files.insert(file, "t3\n"_ba);
    window.click(u"saveButton"_s);
    QTRY_COMPARE(view->session()->state(), State::Conflict);
    window.click(u"keepDraftButton"_s);
    QTRY_COMPARE(window.pane.documents().size(), 0);
    QTRY_COMPARE(window.drafts.list(profile).size(), 1);
    QCOMPARE(window.drafts.load(window.drafts.list(profile).first().id)->text, "kmt\n"_ba);
}

void TestFilesPane::warnsBeforeTheSave()
{
    FileDaemon server;
    server.files.insert(file, "1\n2\n3\n"_ba);
    Window window(server, m_folder->path());
    DocumentView *view = window.open();
    window.type(u"m"_s);
    server.files.insert(file, "1\n2\nt3\n"_ba);
    QTRY_COMPARE(view->session()->state(), State::Dirty);
    window.pane.watcher()->checkAll();
    QTRY_VERIFY(view->notices()->contains(u"changedOnServer"_s));
    QCOMPARE(view->editor()->bytes(), "m1\n2\n3\n"_ba);
    QVERIFY(window.triggerNotice(u"changedOnServer"_s, u"merge"_s));
    QTRY_VERIFY(view->conflictView()->isReady());
    window.click(u"editMergedButton"_s);
    QCOMPARE(view->editor()->bytes(), "m1\n2\nt3\n"_ba);
    QVERIFY(!view->notices()->contains(u"changedOnServer"_s));
    // Not dirty: follows and says so.
    window.click(u"saveButton"_s);
    QTRY_COMPARE(view->session()->state(), State::Clean);
    server.files.insert(file, "other\n"_ba);
    window.pane.watcher()->checkAll();
    QTRY_COMPARE(view->editor()->bytes(), "other\n"_ba);
    QVERIFY(view->notices()->contains(u"followed"_s));
}

void TestFilesPane::deletedFileComesBack()
{
    FileDaemon server;
    server.files.insert(file, "a\n"_ba);
    Window window(server, m_folder->path());
    DocumentView *view = window.open();
    server.files.remove(file);
    window.type(u"m"_s);
    window.click(u"saveButton"_s);
    QTRY_VERIFY(view->notices()->contains(u"deleted"_s));
    QVERIFY(!server.files.contains(file));
    QVERIFY(!window.find<QToolButton>(u"saveButton"_s)->isEnabled());
    QVERIFY(window.triggerNotice(u"deleted"_s, u"recreate"_s));
    QTRY_COMPARE(server.files.value(file), "ma\n"_ba);
    QTRY_VERIFY(!view->notices()->contains(u"deleted"_s));
}

void TestFilesPane::unreachableAndBack()
{
    auto server = std::make_unique<FileDaemon>();
    server->files.insert(file, "a\n"_ba);
    Window window(*server, m_folder->path());
    DocumentView *view = window.open();
    server.reset();
    window.type(u"m"_s);
    window.click(u"saveButton"_s);
    QTRY_VERIFY(view->notices()->contains(u"unreachable"_s));
    QCOMPARE(window.find<QTabWidget>(u"fileTabs"_s)->tabBar()->accessibleTabName(0),
             u"settings.yaml, not reachable"_s);
    QTRY_COMPARE(window.drafts.list(profile).size(), 1);

    FileDaemon again;
    again.files.insert(file, "a\n"_ba);
    const auto daemon = again.connectTo();
    DaemonFileTransport transport(daemon.get());
    window.pane.setTransport(&transport);
    QVERIFY(window.triggerNotice(u"unreachable"_s, u"retry"_s));
    QTRY_VERIFY(!view->notices()->contains(u"unreachable"_s));
    window.click(u"saveButton"_s);
    QTRY_COMPARE(again.files.value(file), "ma\n"_ba);
}

void TestFilesPane::draftIsOfferedAndRestored()
{
    FileDaemon server;
    server.files.insert(file, "1\n2\n3\n"_ba);
    {
        Window window(server, m_folder->path());
        window.open();
        window.type(u"m"_s);
        window.pane.flushDrafts();
    }
    server.files.insert(file, "1\n2\nt3\n"_ba);
    Window window(server, m_folder->path());
    QCOMPARE(window.drafts.list(profile).size(), 1);
    DocumentView *view = window.open();
    QVERIFY(view->notices()->contains(u"draft"_s));
    QCOMPARE(view->editor()->bytes(), "1\n2\nt3\n"_ba);
    QVERIFY(window.triggerNotice(u"draft"_s, u"compareDraft"_s));
    auto *dialog = window.find<QDialog>(u"reviewDialog"_s);
    QTRY_COMPARE(window.find<QLabel>(u"diffSummary"_s)->text(), u"Lines added: 2, removed: 2"_s);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"reviewCancelButton"_s), Qt::LeftButton);
    // Restored against its own base: what the server got since is merged, not lost.
    QVERIFY(window.triggerNotice(u"draft"_s, u"restoreDraft"_s));
    QTRY_VERIFY(view->conflictView()->isReady());
    window.click(u"saveMergedButton"_s);
    QTRY_COMPARE(server.files.value(file), "m1\n2\nt3\n"_ba);
    QTRY_COMPARE(window.drafts.list(profile).size(), 0);
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
