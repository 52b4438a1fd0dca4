// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/livestore.h"
#include "tests/ui/panefixture.h"
#include "ui/diffs/changescontroller.h"
#include "ui/diffs/changesview.h"
#include "ui/diffs/changeswindow.h"
#include "ui/widgets/diffmodel.h"
#include "ui/widgets/diffview.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

//! \brief The changes of sources and slots, with real git behind a real socket.
class TestChanges final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void showsEveryKindOfFile();
    void linesKeepTheirNumbers();
    void comparesWithUpstreamBothWays();
    void refsNeverBecomeOptions();
    void followsTheTree();
    void opensALineOfAFile();
    void saysWhatIsNotCompared();
    void saysWhyThereIsNothing();
    void refusalIsInTheDaemonsWords();
    void slotFilesAreReachedOrNot();
    void aLongFileIsBoundedAndSaid();
    void windowGoesWithTheDaemon();

private:
    template <typename Widget = QWidget>
    [[nodiscard]] Widget *part(const QString &name) const
    {
        return m_view->findChild<Widget *>(name);
    }
    [[nodiscard]] QStringList files() const;
    [[nodiscard]] QString state() const { return part<QLabel>(u"changesState"_s)->text(); }
    [[nodiscard]] QString page() const;
    [[nodiscard]] QString notes() const;
    [[nodiscard]] QStringList lines() const;
    bool choose(const QString &name);
    void compareWith(const QString &beginning);
    void write(const QString &path, const QByteArray &bytes) const;
    bool git(const QStringList &arguments) const;
    [[nodiscard]] QString slotPath() const;
    bool refreshUntilDirty(bool dirty);

    std::unique_ptr<PaneFixture> m_fixture;
    std::unique_ptr<ChangesView> m_view;
    std::unique_ptr<ChangesController> m_controller;
};

void TestChanges::init()
{
    if (QStandardPaths::findExecutable(u"git"_s).isEmpty())
        QSKIP("git is not installed");
    m_fixture = std::make_unique<PaneFixture>();
    const QString error = m_fixture->start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
    QVERIFY(m_fixture->makeWorkspace());
    m_view = std::make_unique<ChangesView>();
    m_view->resize(1100, 700);
    m_controller = std::make_unique<ChangesController>(m_fixture->session(), m_view.get());
    m_controller->setTree(gitTreeOf(u"first-fix:lib"_s));
}

void TestChanges::cleanup()
{
    m_controller.reset();
    m_view.reset();
    m_fixture.reset();
}

QString TestChanges::slotPath() const
{
    return m_fixture->stack()->root() + u"/workspaces/first-fix/lib/"_s;
}

void TestChanges::write(const QString &path, const QByteArray &bytes) const
{
    QDir().mkpath(QFileInfo(slotPath() + path).path());
    QFile file(slotPath() + path);
    QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(file.errorString()));
    QCOMPARE(file.write(bytes), bytes.size());
}

bool TestChanges::git(const QStringList &arguments) const
{
    const QStringList who{u"-c"_s, u"user.name=x"_s, u"-c"_s, u"user.email=x@example.invalid"_s};
    return SectionElevenStack::git(slotPath(), who + arguments);
}

QStringList TestChanges::files() const
{
    const QAbstractItemModel *model = part<QTreeView>(u"changesFiles"_s)->model();
    QStringList rows;
    for (int row = 0; row < model->rowCount(); ++row)
        rows.append(model->index(row, 0).data(Qt::AccessibleTextRole).toString());
    return rows;
}

//! What the page says in place of files.
QString TestChanges::page() const
{
    QStringList words;
    const auto labels = part(u"changesPage"_s)->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible())
            words.append(label->text());
    }
    return words.join(u' ');
}

QString TestChanges::notes() const
{
    const auto *label = part<QLabel>(u"fileDiffNotes"_s);
    return label->isVisible() ? label->text() : QString();
}

QStringList TestChanges::lines() const
{
    const DiffModel *model = part<DiffView>(u"fileDiffText"_s)->diffModel();
    QStringList rows;
    for (int row = 0; row < model->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model->columnCount(); ++column)
            cells.append(model->index(row, column).data().toString());
        rows.append(cells.join(u'|'));
    }
    return rows;
}

bool TestChanges::choose(const QString &name)
{
    auto *list = part<QTreeView>(u"changesFiles"_s);
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        const QModelIndex index = list->model()->index(row, 0);
        if (index.data().toString() != name)
            continue;
        list->setCurrentIndex(index);
        return true;
    }
    return false;
}

void TestChanges::compareWith(const QString &beginning)
{
    auto *against = part<QComboBox>(u"changesAgainst"_s);
    for (int i = 0; i < against->count(); ++i) {
        if (!against->itemText(i).startsWith(beginning))
            continue;
        against->setCurrentIndex(i);
        emit against->activated(i);
        return;
    }
    QFAIL(qPrintable(beginning));
}

bool TestChanges::refreshUntilDirty(bool dirty)
{
    m_fixture->session()->live()->refresh();
    return QTest::qWaitFor([this, dirty] { return m_view->subject().isDirty == dirty; }, 30'000);
}

void TestChanges::showsEveryKindOfFile()
{
    // Each of its own, or git would take one for another that moved.
    const auto base = [](const QString &name) {
        return "one\r\ntwo\r\nthree\r\n" + name.toUtf8().toHex() + "\r\n";
    };
    for (const QString &name : {u"gone.txt"_s, u"old name.py"_s, u"run.sh"_s, u"crlf.ini"_s,
                                u"end.md"_s, u"two\nlines"_s, u"say \"hi\""_s, u"süß.txt"_s})
        write(name, base(name));
    write(u"picture.png"_s, QByteArray("\x89PNG\0\1\2\3", 8));
    {
        QFile file(QFile::decodeName(slotPath().toUtf8() + "caf\xE9"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("x\n") == 2);
    }
    QVERIFY(git({u"add"_s, u"-A"_s}) && git({u"commit"_s, u"-qm"_s, u"base"_s}));
    QVERIFY(QFile::remove(slotPath() + u"gone.txt"_s));
    QVERIFY(git({u"mv"_s, u"old name.py"_s, u"new name.py"_s}));
    write(u"crlf.ini"_s, base(u"crlf.ini"_s).replace("two\r", "two"));
    write(u"end.md"_s, base(u"end.md"_s) + "five");
    for (const QString &name : {u"two\nlines"_s, u"say \"hi\""_s, u"süß.txt"_s})
        write(name, base(name).replace("two", "2"));
    write(u"picture.png"_s, QByteArray("\x89PNG\0\3\2\1", 8));
    {
        QFile file(QFile::decodeName(slotPath().toUtf8() + "caf\xE9"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("y\n") == 2);
    }
    QFile::setPermissions(slotPath() + u"run.sh"_s,
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    write(u"unknown.txt"_s, "git does not know me\n");
    QVERIFY(git({u"add"_s, u"-A"_s}) && git({u"commit"_s, u"-qm"_s, u"next"_s}));
    m_fixture->session()->live()->refresh();
    m_view->show();
    compareWith(u"Another"_s);
    QTest::keyClicks(part<QLineEdit>(u"changesRef"_s), u"HEAD~1"_s);
    QTest::keyClick(part<QLineEdit>(u"changesRef"_s), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(files().size(), 11, 30'000);
    QStringList rows = files();
    rows.sort();
    QStringList wanted{u"caf\uFFFD, changed, 1 added, 1 removed"_s,
                       u"crlf.ini, changed, 1 added, 1 removed"_s,
                       u"end.md, changed, 1 added, 0 removed"_s,
                       u"gone.txt, deleted, 0 added, 4 removed"_s,
                       u"old name.py → new name.py, renamed, 0 added, 0 removed"_s,
                       u"picture.png, changed, 0 added, 0 removed"_s,
                       u"run.sh, changed, 0 added, 0 removed"_s,
                       u"say \"hi\", changed, 1 added, 1 removed"_s,
                       u"süß.txt, changed, 1 added, 1 removed"_s,
                       u"two[U+000A]lines, changed, 1 added, 1 removed"_s,
                       u"unknown.txt, new, 1 added, 0 removed"_s};
    wanted.sort();
    QCOMPARE(rows, wanted);

    QVERIFY(choose(u"picture.png"_s));
    QVERIFY2(notes().contains("binary"_L1), qPrintable(notes()));
    QVERIFY(choose(u"run.sh"_s));
    QVERIFY2(notes().contains("mode did"_L1), qPrintable(notes()));
    QVERIFY(choose(u"old name.py → new name.py"_s));
    QVERIFY2(notes().contains("Only its name"_L1), qPrintable(notes()));
    QVERIFY(choose(u"caf\uFFFD"_s));
    QVERIFY2(notes().contains("no UTF-8"_L1), qPrintable(notes()));
    QVERIFY(!part<QPushButton>(u"changesOpen"_s)->isEnabled());
    QVERIFY(choose(u"crlf.ini"_s));
    QVERIFY2(lines().contains(u"2||\u2212|two\u240d"_s), qPrintable(lines().join(u'\n')));
    QVERIFY(lines().contains(u"|2|+|two"_s));
}

void TestChanges::linesKeepTheirNumbers()
{
    QByteArray text;
    for (int i = 1; i <= 60; ++i)
        text += "line " + QByteArray::number(i) + '\n';
    write(u"lib.py"_s, text);
    QVERIFY(git({u"commit"_s, u"-qam"_s, u"base"_s}));
    text.replace("line 20\n", "line twenty\n");
    text.replace("line 50\n", "");
    write(u"lib.py"_s, text);
    m_view->show();
    QTRY_COMPARE_WITH_TIMEOUT(files(), QStringList{u"lib.py, changed, 1 added, 2 removed"_s},
                              30'000);
    const QStringList rows = lines();
    QCOMPARE(rows.first().section(u'|', 3).left(2), u"16"_s); // equal lines that were not sent
    QCOMPARE(rows.at(1), u"17|17||line 17"_s);
    QCOMPARE(rows.at(4), u"20||\u2212|line 20"_s);
    QCOMPARE(rows.at(5), u"|20|+|line twenty"_s);
    QVERIFY(rows.contains(u"50||\u2212|line 50"_s));
    QVERIFY(rows.contains(u"51|50||line 51"_s));
}

void TestChanges::comparesWithUpstreamBothWays()
{
    QVERIFY(git({u"push"_s, u"-q"_s, u"-u"_s, u"origin"_s, u"HEAD"_s}));
    write(u"lib.py"_s, "mine\n");
    QVERIFY(git({u"commit"_s, u"-qam"_s, u"mine"_s}));
    m_view->show();
    m_fixture->session()->live()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(!m_view->subject().upstream.isEmpty(), 30'000);
    compareWith(u"Upstream"_s);
    QTRY_COMPARE_WITH_TIMEOUT(files(), QStringList{u"lib.py, changed, 1 added, 1 removed"_s},
                              30'000);
    // What is here and not there is what was added.
    QVERIFY2(lines().contains(u"|1|+|mine"_s), qPrintable(lines().join(u'\n')));
    QVERIFY(part<QLabel>(u"changesSides"_s)->text().endsWith("to HEAD"_L1));
    QTest::mouseClick(part<QToolButton>(u"changesSwap"_s), Qt::LeftButton);
    QVERIFY2(lines().contains(u"1||\u2212|mine"_s), qPrintable(lines().join(u'\n')));
    QVERIFY(part<QLabel>(u"changesSides"_s)->text().startsWith("from HEAD"_L1));
    QTest::mouseClick(part<QToolButton>(u"changesSplit"_s), Qt::LeftButton);
    QCOMPARE(part<DiffView>(u"fileDiffText"_s)->diffModel()->layout(), DiffModel::Layout::Split);
}

void TestChanges::refsNeverBecomeOptions()
{
    m_view->show();
    QTRY_VERIFY_WITH_TIMEOUT(page().contains("No differences"_L1), 30'000);
    compareWith(u"Another"_s);
    PaneFixture::clearRequests();
    auto *ref = part<QLineEdit>(u"changesRef"_s);
    for (const QString &bad : {u"--output=x"_s, u"a..b"_s, u"a b"_s, u"x:y"_s}) {
        ref->setText(bad);
        QTest::keyClick(ref, Qt::Key_Return);
        QVERIFY2(!part<QPushButton>(u"changesAsk"_s)->isEnabled(), qPrintable(bad));
        QVERIFY2(!part<QLabel>(u"changesRefProblem"_s)->text().isEmpty(), qPrintable(bad));
    }
    QCOMPARE(PaneFixture::requests(u"/diff"_s).size(), 0);
    ref->setText(u"HEAD"_s);
    QTest::keyClick(ref, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(page().contains("hold the same files"_L1), 30'000);
    QCOMPARE(PaneFixture::requests(u"/diff"_s).size(), 1);
}

void TestChanges::followsTheTree()
{
    m_view->show();
    QTRY_VERIFY2_WITH_TIMEOUT(page().contains("No differences"_L1), qPrintable(page()), 30'000);
    write(u"lib.py"_s, "changed\n");
    QVERIFY(refreshUntilDirty(true));
    QTRY_COMPARE_WITH_TIMEOUT(files().size(), 1, 30'000);
    QVERIFY(git({u"checkout"_s, u"-q"_s, u"--"_s, u"lib.py"_s}));
    QVERIFY(refreshUntilDirty(false));
    QTRY_COMPARE_WITH_TIMEOUT(files().size(), 0, 30'000);
}

void TestChanges::opensALineOfAFile()
{
    QVERIFY(m_fixture->wire().post("/sources/lib/fetch").status == 200);
    QFile file(m_fixture->stack()->root() + u"/sources/lib/lib.py"_s);
    QVERIFY(file.open(QIODevice::Append) && file.write("more\n") > 0);
    file.close();
    m_controller->setTree(gitTreeOf(u"lib"_s));
    m_view->show();
    m_fixture->session()->live()->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(files().size(), 1, 30'000);
    QSignalSpy opened(m_view.get(), &ChangesView::openFileRequested);
    auto *view = part<DiffView>(u"fileDiffText"_s);
    const int last = view->diffModel()->rowCount() - 1;
    view->setCurrentIndex(view->diffModel()->index(last, DiffModel::TextColumn));
    QTest::keyClick(view, Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first(), (QVariantList{u"lib"_s, u"lib.py"_s, 2}));
    QTest::mouseClick(part<QPushButton>(u"changesOpen"_s), Qt::LeftButton);
    QCOMPARE(opened.last(), (QVariantList{u"lib"_s, u"lib.py"_s, 0}));
}

void TestChanges::saysWhatIsNotCompared()
{
    write(u"new.txt"_s, "nobody knows me\n");
    m_view->show();
    QVERIFY(refreshUntilDirty(true));
    QTRY_VERIFY2_WITH_TIMEOUT(page().contains("does not know yet"_L1), qPrintable(page()), 30'000);
    write(u"lib.py"_s, "changed\n");
    QTest::keyClick(m_view.get(), Qt::Key_F5);
    QTRY_VERIFY2_WITH_TIMEOUT(state().contains("not compared"_L1), qPrintable(state()), 30'000);
}

void TestChanges::saysWhyThereIsNothing()
{
    m_view->show();
    QTRY_VERIFY_WITH_TIMEOUT(page().contains("No differences"_L1), 30'000);
    PaneFixture::clearRequests();
    m_controller->setTree(gitTreeOf(u"app"_s));
    QTRY_VERIFY2(page().contains("local folder"_L1), qPrintable(page()));
    m_controller->setTree(gitTreeOf(u"nobody:nothing"_s));
    QTRY_VERIFY2(page().contains("gone"_L1), qPrintable(page()));
    QCOMPARE(PaneFixture::requests(u"/diff"_s).size(), 0);
}

void TestChanges::refusalIsInTheDaemonsWords()
{
    m_view->show();
    compareWith(u"Another"_s);
    auto *ref = part<QLineEdit>(u"changesRef"_s);
    ref->setText(u"no-such-ref"_s);
    QTest::mouseClick(part<QPushButton>(u"changesAsk"_s), Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(page().contains("no-such-ref"_L1), qPrintable(page()), 30'000);
    QVERIFY(files().isEmpty());
}

void TestChanges::slotFilesAreReachedOrNot()
{
    write(u"lib.py"_s, "changed\n");
    m_view->show();
    QTRY_COMPARE_WITH_TIMEOUT(files().size(), 1, 30'000);
    QVERIFY(!part<QPushButton>(u"changesOpen"_s)->isEnabled());
    QVERIFY(part<QPushButton>(u"changesOpen"_s)->toolTip().contains("No source reaches"_L1));
    // A source over the workspaces reaches into it.
    QFile manifest(m_fixture->stack()->root() + u"/angee.yaml"_s);
    QVERIFY(manifest.open(QIODevice::ReadWrite));
    QByteArray text = manifest.readAll();
    text.replace("\nsources:\n", "\nsources:\n  over:\n    kind: local\n    path: workspaces\n");
    QVERIFY(manifest.resize(0) && manifest.seek(0) && manifest.write(text) == text.size());
    manifest.close();
    m_fixture->session()->live()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(part<QPushButton>(u"changesOpen"_s)->isEnabled(), 30'000);
    QSignalSpy opened(m_view.get(), &ChangesView::openFileRequested);
    QTest::mouseClick(part<QPushButton>(u"changesOpen"_s), Qt::LeftButton);
    QCOMPARE(opened.last(), (QVariantList{u"over"_s, u"first-fix/lib/lib.py"_s, 0}));
    const auto file = treeOfFile(*m_fixture->snapshot(), u"over"_s, u"first-fix/./lib/sub/x.py"_s);
    QVERIFY(file);
    QCOMPARE(file->tree.name(), u"first-fix:lib"_s);
    QCOMPARE(file->path, u"sub/x.py"_s);
    QVERIFY(!treeOfFile(*m_fixture->snapshot(), u"app"_s, u"settings.yaml"_s));
}

void TestChanges::aLongFileIsBoundedAndSaid()
{
    QByteArray text;
    text.reserve(20 << 20);
    while (text.size() < (18 << 20))
        text += QByteArray(100, char('a' + text.size() % 26)) + '\n';
    write(u"lib.py"_s, text);
    m_view->show();
    QTRY_COMPARE_WITH_TIMEOUT(files().size(), 1, 60'000);
    QTRY_VERIFY2_WITH_TIMEOUT(notes().contains("Only its beginning"_L1), qPrintable(notes()),
                              60'000);
    QVERIFY(state().contains("not all lines are kept"_L1));
    QVERIFY(files().first().contains(u"%L1 added"_s.arg(text.count('\n'))));
}

void TestChanges::windowGoesWithTheDaemon()
{
    QWidget owner;
    owner.show();
    QPointer<ChangesWindow> window =
        ChangesWindow::open(m_fixture->session(), gitTreeOf(u"first-fix:lib"_s), &owner);
    QVERIFY(window->isVisible());
    QCOMPARE(ChangesWindow::open(m_fixture->session(), gitTreeOf(u"first-fix:lib"_s), &owner),
             window);
    QVERIFY(window->windowTitle().contains("first-fix:lib"_L1));
    m_fixture->session()->disconnectFromDaemon();
    QTRY_VERIFY(!window);
}

QTEST_MAIN(TestChanges)
#include "tst_changes.moc"
