// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/ui/fileswindow.h"
#include "ui/files/codeeditor.h"
#include "ui/files/conflictview.h"
#include "ui/files/filespane.h"

#include <QDialog>
#include <QFileDialog>
#include <QLabel>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;
using test::file;
using test::FileDaemon;
using test::profile;
using Window = test::FilesWindow;
using State = DocumentSession::State;

//! The list of drafts, by clicking: what was typed and never saved can be had in every way there
//! is.
class TestDraftsDialog final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void listsWhatWasLeft();
    void restores();
    void compares();
    void exports();
    void discards();
    void openTextsAreNotDiscarded();

private:
    [[nodiscard]] QDialog *openList();
    // Types into a file and goes away without saving, as a crash would.
    void leaveBehind(const QString &path, const QString &typed);
    static void closeDialog(Window &window, const QString &name, const QString &button);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FileDaemon> m_server;
    std::unique_ptr<Window> m_window;
};

void TestDraftsDialog::init()
{
    m_window.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FileDaemon>();
    m_server->files.insert(file, "a\r\nb\n"_ba);
    m_server->files.insert(u"lib/other.py"_s, "x = 1\n"_ba);
}

void TestDraftsDialog::leaveBehind(const QString &path, const QString &typed)
{
    Window window(*m_server, m_folder->path());
    window.open(path);
    window.type(typed);
    window.pane.flushDrafts();
}

QDialog *TestDraftsDialog::openList()
{
    m_window = std::make_unique<Window>(*m_server, m_folder->path());
    m_window->click(u"draftsButton"_s);
    return m_window->find<QDialog>(u"draftsDialog"_s);
}

void TestDraftsDialog::closeDialog(Window &window, const QString &name, const QString &button)
{
    window.click(button);
    QTRY_VERIFY(!window.pane.findChild<QDialog *>(name));
}

void TestDraftsDialog::listsWhatWasLeft()
{
    leaveBehind(file, u"mine "_s);
    leaveBehind(u"lib/other.py"_s, u"# "_s);
    QDialog *dialog = openList();
    QVERIFY(dialog->isVisible());
    auto *table = m_window->find<QTableWidget>(u"draftsTable"_s);
    QStringList rows;
    for (int row = 0; row < table->rowCount(); ++row)
        rows << table->item(row, 0)->text() + u' ' + table->item(row, 1)->text() + u' '
                + table->item(row, 3)->text();
    rows.sort();
    QCOMPARE(rows,
             QStringList({u"app lib/other.py left behind"_s, u"app settings.yaml left behind"_s}));
    // Everything is there for the keyboard and for who hears it.
    for (const QString &name : {u"draftOpenButton"_s, u"draftCompareButton"_s,
                                u"draftExportButton"_s, u"draftDiscardButton"_s}) {
        auto *button = m_window->find<QAbstractButton>(name);
        QVERIFY2(button->isEnabled() && button->focusPolicy() & Qt::TabFocus, qPrintable(name));
        QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(name));
    }
    closeDialog(*m_window, u"draftsDialog"_s, u"draftsCloseButton"_s);
    QCOMPARE(m_window->drafts.list(profile).size(), 2);
    QCOMPARE(m_server->count("PUT"_ba), 0);
}

void TestDraftsDialog::restores()
{
    leaveBehind(file, u"mine "_s);
    QVERIFY(openList());
    m_window->click(u"draftOpenButton"_s);
    DocumentView *view = m_window->pane.currentDocument();
    QVERIFY(view);
    QTRY_VERIFY(view->notices()->contains(u"draft"_s));
    QCOMPARE(view->editor()->bytes(), "a\r\nb\n"_ba); // not before it is asked for
    m_window->click(u"noticeAction_restoreDraft"_s);
    QCOMPARE(view->editor()->bytes(), "mine a\r\nb\n"_ba);
    QCOMPARE(view->session()->state(), State::Dirty);
    m_window->click(u"saveButton"_s);
    QTRY_COMPARE(m_server->files.value(file), "mine a\r\nb\n"_ba);
    QTRY_COMPARE(m_window->drafts.list(profile).size(), 0);
}

void TestDraftsDialog::compares()
{
    leaveBehind(file, u"mine "_s);
    QVERIFY(openList());
    m_window->click(u"draftCompareButton"_s);
    QTRY_COMPARE(m_window->find<QLabel>(u"diffSummary"_s)->text(), u"Lines added: 1, removed: 1"_s);
    // Only to look at: there is nothing to confirm.
    QVERIFY(!m_window->pane.findChild<QAbstractButton *>(u"reviewConfirmButton"_s));
    closeDialog(*m_window, u"reviewDialog"_s, u"reviewCancelButton"_s);
    QVERIFY(m_window->find<QDialog>(u"draftsDialog"_s)->isVisible());
    QCOMPARE(m_window->drafts.list(profile).size(), 1);
}

void TestDraftsDialog::exports()
{
    leaveBehind(file, u"mine "_s);
    QVERIFY(openList());
    const auto exportTo = [this](const QString &name) {
        m_window->click(u"draftExportButton"_s);
        auto *dialog = m_window->find<QFileDialog>(u"draftExportDialog"_s);
        auto *edit = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
        QVERIFY(edit); // Qt's own dialog: there is no other on this platform
        QCOMPARE(edit->text(), file);
        edit->setText(name);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_VERIFY(!m_window->pane.findChild<QFileDialog *>(u"draftExportDialog"_s));
    };
    const QString name = m_folder->filePath(u"out.yaml"_s);
    exportTo(name);
    QFile written(name);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll(), "mine a\r\nb\n"_ba);
    auto *message = m_window->find<QLabel>(u"draftsMessage"_s);
    QVERIFY2(message->text().contains(name), qPrintable(message->text()));
    QCOMPARE(m_window->drafts.list(profile).size(), 1);
}

void TestDraftsDialog::discards()
{
    leaveBehind(file, u"mine "_s);
    QVERIFY(openList());
    m_window->click(u"draftDiscardButton"_s);
    QVERIFY(m_window->find<QDialog>(u"confirmDialog"_s)->isVisible());
    closeDialog(*m_window, u"confirmDialog"_s, u"confirmCancel"_s);
    QCOMPARE(m_window->drafts.list(profile).size(), 1);
    m_window->click(u"draftDiscardButton"_s);
    closeDialog(*m_window, u"confirmDialog"_s, u"confirmVerb"_s);
    QTRY_COMPARE(m_window->drafts.list(profile).size(), 0);
    QTRY_COMPARE(m_window->find<QTableWidget>(u"draftsTable"_s)->rowCount(), 0);
    QVERIFY(!m_window->find<QLabel>(u"draftsMessage"_s)->text().isEmpty());
    for (const QString &button : {u"draftOpenButton"_s, u"draftCompareButton"_s,
                                  u"draftExportButton"_s, u"draftDiscardButton"_s})
        QVERIFY2(!m_window->find<QAbstractButton>(button)->isEnabled(), qPrintable(button));
    closeDialog(*m_window, u"draftsDialog"_s, u"draftsCloseButton"_s);
    QVERIFY(!m_window->open()->notices()->contains(u"draft"_s));
}

void TestDraftsDialog::openTextsAreNotDiscarded()
{
    m_window = std::make_unique<Window>(*m_server, m_folder->path());
    m_window->open();
    m_window->type(u"mine "_s);
    m_window->pane.flushDrafts();
    QTRY_COMPARE(m_window->drafts.list(profile).size(), 1);
    m_window->click(u"draftsButton"_s);
    auto *table = m_window->find<QTableWidget>(u"draftsTable"_s);
    QTRY_COMPARE(table->rowCount(), 1);
    QCOMPARE(table->item(0, 3)->text(), u"open in this window"_s);
    auto *discard = m_window->find<QAbstractButton>(u"draftDiscardButton"_s);
    QVERIFY(!discard->isEnabled());
    QVERIFY(!discard->toolTip().isEmpty());
}

QTEST_MAIN(TestDraftsDialog)
#include "tst_draftsdialog.moc"
