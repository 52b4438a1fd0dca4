// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/filebook.h"
#include "core/files/textfacts.h"
#include "tests/ui/fileswindow.h"
#include "ui/files/codeeditor.h"
#include "ui/files/conflictview.h"
#include "ui/files/filespane.h"
#include "ui/files/filetree.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/statepage.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
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

class TestFilesPaneConflict final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void conflictIsResolvedByHand();
    void whatIsTypedMeanwhileIsMine_data();
    void whatIsTypedMeanwhileIsMine();
    void conflictByKeyboardAlone();
    void conflictWithoutOverlap();
    void conflictTakeTheirsAndOverwrite();
    void warnsBeforeTheSave();
    void deletedFileComesBack();
    void unreachableAndBack();
    void draftIsOfferedAndRestored();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestFilesPaneConflict::conflictIsResolvedByHand()
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

    // Nothing is saved while there is something to choose.
    QTest::keyClick(conflict, Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(counter->text(), u"3 of 3 left"_s);
    QCOMPARE(window.find<QLabel>(u"hunkLabel"_s)->text(), u"Conflict 1 of 3"_s);
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
    QTest::keyClick(conflict, Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(server.files.value(file), "t1\n2\n3\nm4\n5\n6\nby hand\r\n"_ba);
    QTRY_COMPARE(view->session()->state(), State::Clean);
    QVERIFY(!conflict->isVisible());
    QCOMPARE(view->editor()->bytes(), server.files.value(file));
}

void TestFilesPaneConflict::whatIsTypedMeanwhileIsMine_data()
{
    QTest::addColumn<QByteArray>("before"); // typed before the request
    QTest::addColumn<bool>("saves");

    QTest::newRow("a save meets another's") << "m"_ba << true;
    QTest::newRow("a clean text follows the server") << ""_ba << false;
    QTest::newRow("a check finds another's") << "m"_ba << false;
}

// The editor hands its text over a moment after each key; an answer does not come in between.
void TestFilesPaneConflict::whatIsTypedMeanwhileIsMine()
{
    QFETCH(QByteArray, before);
    QFETCH(bool, saves);
    FileDaemon server;
    server.offersGraphQl = false; // a check reads the whole file
    server.files.insert(file, "1\n2\n"_ba);
    Window window(server, m_folder->path());
    DocumentView *view = window.open();
    window.type(QString::fromLatin1(before));
    view->sync();
    server.files.insert(file, "1\nt2\n"_ba);
    server.meanwhile = [&](const QByteArray &verb) {
        if (verb != "GET")
            return;
        server.meanwhile = nullptr;
        QTest::keyClicks(view->editor(), u"word"_s);
    };
    if (saves)
        QTest::keyClick(view->editor(), Qt::Key_S, Qt::ControlModifier);
    else
        view->session()->checkServer();
    QTRY_VERIFY(view->session()->serverVersion());
    QVERIFY(!view->session()->isBusy());
    QCOMPARE(view->session()->content(), before + "word1\n2\n");
    QCOMPARE(view->editor()->bytes(), before + "word1\n2\n");
    if (!saves)
        window.triggerNotice(u"changedOnServer"_s, u"merge"_s);
    QTRY_VERIFY(view->conflictView()->isReady());
    QCOMPARE(window.find<CodeEditor>(u"mineText"_s)->bytes(), before + "word1\n2\n");
}

void TestFilesPaneConflict::conflictByKeyboardAlone()
{
    FileDaemon server;
    server.files.insert(file, "1\n2\n3\n"_ba);
    Window window(server, m_folder->path());
    QVERIFY(QTest::qWaitForWindowActive(&window.pane));
    DocumentView *view = window.open();
    QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget *>(view->editor()));
    view->editor()->replaceText("m1\n2\nm3\n"_ba);
    server.files.insert(file, "t1\n2\nt3\n"_ba);
    ConflictView *conflict = view->conflictView();
    QTest::keyClick(view->editor(), Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(conflict->isReady());
    QCOMPARE(QApplication::focusWidget()->objectName(), u"resultText"_s);
    // Once around with Tab, from where the conflict puts the focus.
    const auto visit = [conflict](Qt::Key key) {
        QSet<QString> seen;
        for (int i = 0; i < 60; ++i) {
            QWidget *focus = QApplication::focusWidget();
            if (conflict->isAncestorOf(focus))
                seen.insert(focus->objectName());
            QTest::keyClick(focus, key);
        }
        return seen;
    };
    const QSet<QString> forward = visit(Qt::Key_Tab);
    const QSet<QString> backward = visit(Qt::Key_Backtab);
    const auto buttons = conflict->findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons) {
        if (!button->isVisible() || !button->isEnabled())
            continue;
        QVERIFY2(forward.contains(button->objectName()), qPrintable(button->objectName()));
        QVERIFY2(backward.contains(button->objectName()), qPrintable(button->objectName()));
    }
    // And decided so: the first by a button, the rest by another, then saved.
    const auto press = [&window](const QString &name) {
        auto *button = window.find<QAbstractButton>(name);
        for (int i = 0; i < 60 && QApplication::focusWidget() != button; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY2(QApplication::focusWidget() == button, qPrintable(name));
        QTest::keyClick(button, Qt::Key_Space);
    };
    press(u"useTheirsButton"_s);
    press(u"editHunkButton"_s);
    auto *edit = window.find<CodeEditor>(u"hunkEdit"_s);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(edit));
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!edit->isVisible());
    QCOMPARE(conflict->merge().openCount(), 1);
    press(u"editHunkButton"_s);
    QTest::keyClicks(edit, u"x"_s);
    QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!edit->isVisible());
    QCOMPARE(conflict->merge().openCount(), 0);
    press(u"reopenHunkButton"_s);
    press(u"restMineButton"_s);
    press(u"saveMergedButton"_s);
    QTRY_COMPARE(server.files.value(file), "t1\n2\nm3\n"_ba);
}

void TestFilesPaneConflict::conflictWithoutOverlap()
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
    // The key that brought it up, pressed again, saves nothing that nobody has looked at.
    QTest::keyClick(view->conflictView(), Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(window.pane.focusWidget()->objectName(), u"saveMergedButton"_s);
    QCOMPARE(view->session()->state(), State::Conflict);
    QCOMPARE(server.files.value(file), "1\n2\n3\n4\nt5\n"_ba);
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

void TestFilesPaneConflict::conflictTakeTheirsAndOverwrite()
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

void TestFilesPaneConflict::warnsBeforeTheSave()
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

void TestFilesPaneConflict::deletedFileComesBack()
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

void TestFilesPaneConflict::unreachableAndBack()
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

void TestFilesPaneConflict::draftIsOfferedAndRestored()
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

QTEST_MAIN(TestFilesPaneConflict)
#include "tst_filespaneconflict.moc"
