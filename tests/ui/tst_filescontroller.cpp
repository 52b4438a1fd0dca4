// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/draftjournal.h"
#include "tests/ui/panefixture.h"
#include "ui/files/filescontroller.h"
#include "ui/files/fileshost.h"
#include "ui/widgets/noticebar.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

class TestFilesController final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void tellsOfTextThatWasNotSaved();
    void saysNothingWithoutDrafts();

private:
    //! As a session leaves it that ended before it was saved.
    void leaveDraft(const QString &path);
    void start();

    std::unique_ptr<PaneFixture> m_fixture;
    std::unique_ptr<FilesHost> m_host;
    std::unique_ptr<FilesController> m_controller;
};

void TestFilesController::init()
{
    m_fixture = std::make_unique<PaneFixture>();
    const QString error = m_fixture->start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
}

void TestFilesController::cleanup()
{
    m_controller.reset();
    m_host.reset();
    m_fixture.reset();
}

void TestFilesController::leaveDraft(const QString &path)
{
    const QString folder = m_fixture->session()->profileFolder();
    DraftJournal journal(folder + u"/drafts"_s);
    QSignalSpy written(&journal, &DraftJournal::draftWritten);
    Draft draft;
    draft.key = {folder, u"app"_s, path, {}};
    draft.text = "typed, not saved\n";
    draft.started = QDateTime::currentDateTimeUtc();
    journal.write(journal.idFor(draft.key), draft);
    QTRY_COMPARE(written.size(), 1);
}

void TestFilesController::start()
{
    m_host = std::make_unique<FilesHost>();
    m_controller = std::make_unique<FilesController>(m_fixture->session(), m_host.get());
    m_host->resize(1100, 700);
    m_host->show();
}

void TestFilesController::tellsOfTextThatWasNotSaved()
{
    for (const QString &path : {u"a.txt"_s, u"b.txt"_s, u"c.txt"_s, u"d.txt"_s})
        leaveDraft(path);
    start();
    QCOMPARE(m_host->notices()->notices().size(), 1);
    const QString text = m_host->notices()->notices().first().text;
    QVERIFY2(text.contains(u"d.txt in app"_s) && text.endsWith(u"and 1 more"_s), qPrintable(text));

    QTest::mouseClick(shownChild<QAbstractButton>(m_host.get(), u"noticeAction_showDrafts"_s),
                      Qt::LeftButton);
    QWidget *dialog = shownDialog(u"draftsDialog"_s);
    QVERIFY(dialog);
    const auto *table = dialog->findChild<QTableWidget *>(u"draftsTable"_s);
    const auto discard = [dialog, table] {
        const int rows = table->rowCount();
        QTest::mouseClick(shownChild<QPushButton>(dialog, u"draftDiscardButton"_s), Qt::LeftButton);
        const QPointer<QWidget> question = shownDialog(u"confirmDialog"_s);
        QVERIFY(question);
        QTest::mouseClick(shownChild<QPushButton>(question, u"confirmVerb"_s), Qt::LeftButton);
        QTRY_COMPARE(table->rowCount(), rows - 1);
    };
    discard();
    QVERIFY(!m_host->notices()->notices().first().text.contains(u"more"_s));
    for (int i = 0; i < 3; ++i)
        discard();
    QVERIFY(m_host->notices()->notices().isEmpty());
}

void TestFilesController::saysNothingWithoutDrafts()
{
    start();
    QVERIFY(m_host->notices()->notices().isEmpty());
}

QTEST_MAIN(TestFilesController)
#include "tst_filescontroller.moc"
