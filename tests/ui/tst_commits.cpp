// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/livestore.h"
#include "tests/ui/panefixture.h"
#include "ui/commits/commitsmodel.h"
#include "ui/commits/commitswindow.h"
#include "ui/widgets/statepage.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

//! \brief The picture of commits, with real git behind a real socket.
class TestCommits final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }

    void marksWhereTheSlotStands();
    void findsAndCopies();
    void saysWhyThereAreNone();
    void goesWithTheDaemon();

private:
    bool git(const QStringList &arguments) const;
    bool openSlot();
    template <typename Widget = QWidget>
    [[nodiscard]] Widget *part(const QString &name) const
    {
        return m_window->findChild<Widget *>(name);
    }
    [[nodiscard]] const QAbstractItemModel *model() const
    {
        return part<QTableView>(u"commitsTable"_s)->model();
    }

    std::unique_ptr<PaneFixture> m_fixture;
    QWidget m_owner;
    QPointer<CommitsWindow> m_window;
};

void TestCommits::init()
{
    if (QStandardPaths::findExecutable(u"git"_s).isEmpty())
        QSKIP("git is not installed");
    m_fixture = std::make_unique<PaneFixture>();
    const QString error = m_fixture->start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
    QVERIFY(m_fixture->makeWorkspace());
}

bool TestCommits::git(const QStringList &arguments) const
{
    const QStringList who{u"-c"_s, u"user.name=Ada"_s, u"-c"_s, u"user.email=a@example.invalid"_s};
    return SectionElevenStack::git(m_fixture->stack()->root() + u"/workspaces/first-fix/lib/"_s,
                                   who + arguments);
}

bool TestCommits::openSlot()
{
    CommitsWindow::openForSlot(m_fixture->session(), u"first-fix:lib"_s, &m_owner);
    m_window = m_owner.findChild<CommitsWindow *>();
    return m_window && QTest::qWaitFor([this] { return model()->rowCount() > 0; }, 30'000);
}

void TestCommits::marksWhereTheSlotStands()
{
    QVERIFY(git({u"commit"_s, u"-q"_s, u"--allow-empty"_s, u"-m"_s, u"a <b>second</b> one"_s}));
    QVERIFY(git({u"commit"_s, u"-q"_s, u"--allow-empty"_s, u"-m"_s, u"third\u202etxt"_s}));
    QVERIFY(openSlot());
    QAbstractItemModelTester tester(const_cast<QAbstractItemModel *>(model()));
    QTRY_VERIFY_WITH_TIMEOUT(model()->rowCount() >= 3, 30'000);
    const QModelIndex first = model()->index(0, CommitsModel::SubjectColumn);
    QCOMPARE(first.data().toString(), u"third[U+202E]txt"_s);
    QVERIFY(first.data(CommitsModel::HeadRole).toBool());
    QVERIFY(first.data(Qt::AccessibleTextRole).toString().contains("checked out"_L1));
    QCOMPARE(model()->index(1, 0).data().toString(), u"a <b>second</b> one"_s);
    QCOMPARE(model()->index(0, CommitsModel::AuthorColumn).data().toString().contains("Ada"_L1),
             true);
    QVERIFY(!model()->index(1, 0).data(CommitsModel::HeadRole).toBool());
    QVERIFY(model()->index(2, 0).data(CommitsModel::BaseRole).toBool());
    QCOMPARE(part<QTableView>(u"commitsTable"_s)->currentIndex().row(), 0);
    const QString distance = part<QLabel>(u"commitsDistance"_s)->text();
    QVERIFY2(distance.contains("2 ahead of and 0 behind"_L1), qPrintable(distance));
    m_window->grab(); // every row is drawn once
}

void TestCommits::findsAndCopies()
{
    QVERIFY(git({u"commit"_s, u"-q"_s, u"--allow-empty"_s, u"-m"_s, u"needle"_s}));
    QVERIFY(git({u"commit"_s, u"-q"_s, u"--allow-empty"_s, u"-m"_s, u"hay"_s}));
    QVERIFY(openSlot());
    QTRY_VERIFY_WITH_TIMEOUT(model()->rowCount() >= 3, 30'000);
    QTest::keyClicks(part<QLineEdit>(u"commitsFind"_s), u"needle"_s);
    auto *table = part<QTableView>(u"commitsTable"_s);
    QCOMPARE(table->currentIndex().row(), 1);
    table->setFocus();
    part<QAction>(u"commitsCopy"_s)->trigger();
    const QString name = QGuiApplication::clipboard()->text();
    QCOMPARE(name.size(), 40);
    QVERIFY(name.startsWith(model()->index(1, CommitsModel::ShaColumn).data().toString()));
    QTest::keyClicks(part<QLineEdit>(u"commitsFind"_s), u"nowhere"_s);
    QVERIFY(part<QLabel>(u"commitsDistance"_s)->text().contains("No commit has"_L1));
}

void TestCommits::saysWhyThereAreNone()
{
    m_window = CommitsWindow::open(
        m_fixture->session(), {.source = u"app"_s, .slot = {}, .head = {}, .base = {}}, &m_owner);
    auto *page = part<StatePage>(u"commitsPage"_s);
    QTRY_COMPARE_WITH_TIMEOUT(page->state(), StatePage::State::Empty, 30'000);
    // The second time it is the same window.
    QCOMPARE(CommitsWindow::open(m_fixture->session(),
                                 {.source = u"app"_s, .slot = {}, .head = {}, .base = {}},
                                 &m_owner),
             m_window.data());
}

void TestCommits::goesWithTheDaemon()
{
    QVERIFY(openSlot());
    m_fixture->session()->disconnectFromDaemon();
    QTRY_VERIFY(!m_window);
}

QTEST_MAIN(TestCommits)
#include "tst_commits.moc"
