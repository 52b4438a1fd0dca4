// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/jobactions.h"
#include "core/daemon/operatordaemon.h"
#include "core/files/draftjournal.h"
#include "core/tasks/activityjournal.h"
#include "tests/support/requested.h"
#include "tests/ui/consolewindow.h"
#include "ui/widgets/noticebar.h"

#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

//! What becomes of texts and of work under way when the window closes, the daemon is left, or the
//! program ended before.
class TestLeaving final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void closesOnceTheDraftIsOnTheDisk();
    void asksWhenTheDiskDoesNotTakeTheDraft();
    void tellsOfDraftsAtTheStart();
    void cutOffWorkIsWrittenDown();

private:
    void openAndType();
    [[nodiscard]] QString drafts() const
    {
        return m_console->session()->profileFolder() + u"/drafts"_s;
    }

    std::unique_ptr<ConsoleWindow> m_console;
};

void TestLeaving::init()
{
    m_console = std::make_unique<ConsoleWindow>(watchableManifest());
    QVERIFY(QDir().mkpath(m_console->sandbox().path(u"app"_s)));
    m_console->sandbox().write(u"app/a.txt"_s, "one\n"_ba);
}

void TestLeaving::cleanup()
{
    m_console.reset();
}

void TestLeaving::openAndType()
{
    auto *path = m_console->find<QLineEdit>("openPath");
    QTRY_VERIFY(path->isVisible() && path->isEnabled());
    path->setFocus();
    QTest::keyClicks(path, u"app:a.txt"_s);
    QTest::keyClick(path, Qt::Key_Return);
    QWidget *editor = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((editor = shownChild<QWidget>(m_console->window(), u"codeEditor"_s)),
                             30'000);
    QTest::qWait(1); // focus and layout settle
    editor->setFocus();
    QTest::keyClicks(editor, u"typed"_s);
}

void TestLeaving::closesOnceTheDraftIsOnTheDisk()
{
    QVERIFY(m_console->start(u"files"_s));
    openAndType();
    m_console->window()->close();
    QTRY_VERIFY_WITH_TIMEOUT(!m_console->window()->isVisible(), 30'000);
    const QStringList kept = QDir(drafts()).entryList({u"*.draft"_s});
    QCOMPARE(kept.size(), 1);
    QFile draft(drafts() + u'/' + kept.first());
    QVERIFY(draft.open(QIODevice::ReadOnly));
    QVERIFY(draft.readAll().contains("typed"));
}

void TestLeaving::asksWhenTheDiskDoesNotTakeTheDraft()
{
    QVERIFY(m_console->start(u"files"_s));
    QVERIFY(QDir(drafts()).removeRecursively());
    QFile inTheWay(drafts()); // a file where the folder should be
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    openAndType();
    m_console->window()->close();
    QWidget *question = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((question = shownDialog(u"quitDialog"_s)), 30'000);
    bool named = false;
    const auto labels = question->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        named = named || label->text().contains(u"The unsaved text of a.txt in app"_s);
    QVERIFY(named);
    QVERIFY(m_console->window()->isVisible());
    question->close();

    // With the folder back the text gets there by itself, and nobody is asked.
    QVERIFY(inTheWay.remove());
    QTRY_COMPARE_WITH_TIMEOUT(QDir(drafts()).entryList({u"*.draft"_s}).size(), 1, 30'000);
    m_console->window()->close();
    QTRY_VERIFY_WITH_TIMEOUT(!m_console->window()->isVisible(), 30'000);
}

//! In the window, whichever pane it opens on.
void TestLeaving::tellsOfDraftsAtTheStart()
{
    QVERIFY(m_console->start(u"overview"_s));
    const QString folder = m_console->session()->profileFolder();
    {
        DraftJournal journal(drafts());
        QSignalSpy written(&journal, &DraftJournal::draftWritten);
        Draft draft;
        draft.key = {folder, u"app"_s, u"a.txt"_s, {}};
        draft.text = "typed, not saved\n";
        draft.started = QDateTime::currentDateTimeUtc();
        journal.write(journal.idFor(draft.key), draft);
        QTRY_COMPARE(written.size(), 1);
    }
    // A lock file as a power loss leaves it holds nothing back.
    const QString id = QDir(drafts()).entryList({u"*.draft"_s}).value(0).section(u'.', 0, 0);
    QFile lock(drafts() + u'/' + id.section(u'-', 1) + u".lock"_s);
    QVERIFY(lock.open(QIODevice::WriteOnly) && lock.write("1\nangee-console\n\n") > 0);
    lock.close();
    const ConnectionSettings settings = m_console->session()->settings();
    ConnectionSettings other = settings;
    other.profileId = u"other"_s;
    m_console->session()->connectTo(other);
    m_console->session()->connectTo(settings);
    QTRY_VERIFY(m_console->window()->notices()->contains(u"draftsLeft"_s));
    QCOMPARE(m_console->window()->currentPane(), u"overview"_s);
    QVERIFY(m_console->click("noticeAction_showDrafts"));
    QTRY_VERIFY(shownDialog(u"draftsDialog"_s));
    QCOMPARE(m_console->window()->currentPane(), u"files"_s);
}

void TestLeaving::cutOffWorkIsWrittenDown()
{
    QVERIFY(m_console->start(u"overview"_s));
    const QString journal = m_console->session()->journal()->path();
    Task *task = requested(m_console->tasks(), runJobTask(u"slow"_s, {}));
    QTRY_COMPARE(task->state(), Task::State::Running);
    QTRY_VERIFY(m_console->sandbox().pidIn(u"slow.pid"_s) > 0);
    m_console->session()->disconnectFromDaemon();
    const QList<ActivityRecord> records = ActivityJournal::readFiles(journal, 10);
    QCOMPARE(records.size(), 1);
    QCOMPARE(records.first().objectName, u"slow"_s);
    QCOMPARE(records.first().state, u"Unknown"_s);
}

QTEST_MAIN(TestLeaving)
#include "tst_leaving.moc"
