// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/filebook.h"
#include "core/files/workspacereach.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

class TestFileBook final : public QObject
{
    Q_OBJECT

private slots:
    void keepsRecentsAndPins();
    void forgetsTheOldest();
    void completes();
    void damagedFileIsKeptAside();
    void changedFilesAreKnown();
    void reach_data();
    void reach();
    void reachKeepsTheOrderOfTheSources();

private:
    QTemporaryDir m_folder;
};

void TestFileBook::keepsRecentsAndPins()
{
    const QString name = m_folder.filePath(u"deep/er/book.json"_s);
    {
        FileBook book(name);
        QSignalSpy changed(&book, &FileBook::contentsChanged);
        book.addRecent({u"app"_s, u"a.yaml"_s});
        book.addRecent({u"app"_s, u"b.yaml"_s});
        book.addRecent({u"app"_s, u"a.yaml"_s});
        book.addRecent({u"lib"_s, u"x"_s});
        book.setPinned({u"app"_s, u"b.yaml"_s}, true);
        book.setPinned({u"app"_s, u"b.yaml"_s}, true);
        QCOMPARE(changed.size(), 5);
    }
    FileBook book(name);
    QVERIFY(book.problem().isEmpty());
    QCOMPARE(book.sources(), QStringList({u"app"_s, u"lib"_s}));
    QCOMPARE(book.recents(u"app"_s), QStringList({u"a.yaml"_s, u"b.yaml"_s}));
    QCOMPARE(book.pins(u"app"_s), QStringList(u"b.yaml"_s));
    QVERIFY(book.isPinned({u"app"_s, u"b.yaml"_s}));
    book.removeRecent({u"app"_s, u"a.yaml"_s});
    book.setPinned({u"app"_s, u"b.yaml"_s}, false);
    QCOMPARE(book.known(u"app"_s), QStringList(u"b.yaml"_s));
    QCOMPARE(QFile::permissions(name) & (QFile::ReadGroup | QFile::ReadOther), 0);
}

void TestFileBook::forgetsTheOldest()
{
    FileBook book(m_folder.filePath(u"many.json"_s));
    for (int i = 0; i < FileBook::maxRecents + 5; ++i)
        book.addRecent({u"app"_s, QString::number(i)});
    QCOMPARE(book.recents(u"app"_s).size(), FileBook::maxRecents);
    QCOMPARE(book.recents(u"app"_s).first(), QString::number(FileBook::maxRecents + 4));
}

void TestFileBook::completes()
{
    FileBook book(m_folder.filePath(u"complete.json"_s));
    book.harvest(u"app"_s,
                 {u"src/settings/deep.py"_s, u"conf/settings.yaml"_s, u"settings.toml"_s,
                  u"old-settings.bak"_s, u"s/e/t.txt"_s, u"readme"_s, QString()});
    QCOMPARE(book.complete(u"app"_s, u"Sett"_s),
             QStringList({u"settings.toml"_s, u"conf/settings.yaml"_s, u"src/settings/deep.py"_s,
                          u"old-settings.bak"_s, u"s/e/t.txt"_s}));
    QCOMPARE(book.complete(u"app"_s, u"set"_s, 1), QStringList(u"settings.toml"_s));
    QVERIFY(book.complete(u"app"_s, u"zzz"_s).isEmpty());
    QVERIFY(book.complete(u"lib"_s, u"s"_s).isEmpty());
    QCOMPARE(book.complete(u"app"_s, {}).size(), 6);
}

void TestFileBook::damagedFileIsKeptAside()
{
    const QString name = m_folder.filePath(u"damaged.json"_s);
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"sources\":");
    file.close();
    {
        FileBook book(name);
        QVERIFY(book.problem().contains(u".damaged"_s));
        book.addRecent({u"app"_s, u"a"_s});
    }
    QVERIFY(QFile::exists(name + u".damaged"_s));
    QCOMPARE(FileBook(name).recents(u"app"_s), QStringList(u"a"_s));
}

void TestFileBook::changedFilesAreKnown()
{
    FileBook book(m_folder.filePath(u"changed.json"_s));
    book.addRecent({u"app"_s, u"recent"_s});
    book.setChangedFiles(u"app"_s, {u"a"_s, u"recent"_s});
    QCOMPARE(book.changedFiles(u"app"_s), QStringList({u"a"_s, u"recent"_s}));
    QCOMPARE(book.known(u"app"_s), QStringList({u"recent"_s, u"a"_s}));
    book.setChangedFiles(u"app"_s, {});
    QVERIFY(book.changedFiles(u"app"_s).isEmpty());
    QCOMPARE(book.known(u"app"_s).size(), 2);
}

void TestFileBook::reach_data()
{
    QTest::addColumn<QString>("workspace");
    QTest::addColumn<QString>("source");
    QTest::addColumn<bool>("reaches");
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("prefix");

    QTest::newRow("in it") << u"/s/workspaces/feat"_s << u"/s/workspaces/feat/lib"_s << true
                           << u"lib"_s << QString();
    QTest::newRow("itself") << u"/s/workspaces/feat/"_s << u"/s/workspaces/feat"_s << true
                            << QString() << QString();
    QTest::newRow("around it") << u"/s/workspaces/feat"_s << u"/s/."_s << true << QString()
                               << u"workspaces/feat/"_s;
    QTest::newRow("beside it") << u"/s/workspaces/feat"_s << u"/s/workspaces/feat-2"_s << false
                               << QString() << QString();
    QTest::newRow("elsewhere") << u"/s/workspaces/feat"_s << u"/s/sources/lib"_s << false
                               << QString() << QString();
    QTest::newRow("dots") << u"/s/workspaces/feat"_s << u"/s/sources/../workspaces/feat/x"_s << true
                          << u"x"_s << QString();
    QTest::newRow("unknown path") << u"/s/workspaces/feat"_s << QString() << false << QString()
                                  << QString();
}

void TestFileBook::reach()
{
    QFETCH(QString, workspace);
    QFETCH(QString, source);
    QFETCH(bool, reaches);
    Source entry;
    entry.name = u"lib"_s;
    entry.path = source;
    const QList<ReachEntry> entries = SourceReach({entry}).into(workspace);
    QCOMPARE(entries.size(), reaches ? 1 : 0);
    if (!reaches)
        return;
    QTEST(entries.first().workspaceFolder, "folder");
    QTEST(entries.first().sourcePrefix, "prefix");
    // A slot in the list of sources is not a source.
    entry.slot = u"lib"_s;
    QVERIFY(SourceReach({entry}).into(workspace).isEmpty());
}

void TestFileBook::reachKeepsTheOrderOfTheSources()
{
    QList<Source> sources;
    for (const QString &path : {u"/s/ws/feat/lib"_s, u"/s/ws/feat-2"_s, u"/s"_s, u"/s/ws/feat"_s,
                                u"/s/ws/feat/lib/deep/"_s, u"/elsewhere"_s, u"/s/ws"_s}) {
        Source source;
        source.name = path;
        source.path = path;
        sources.append(source);
    }
    const QList<ReachEntry> wanted{{u"/s/ws/feat/lib"_s, u"lib"_s, {}},
                                   {u"/s"_s, {}, u"ws/feat/"_s},
                                   {u"/s/ws/feat"_s, {}, {}},
                                   {u"/s/ws/feat/lib/deep/"_s, u"lib/deep"_s, {}},
                                   {u"/s/ws"_s, {}, u"feat/"_s}};
    QCOMPARE(SourceReach(sources).into(u"/s/ws/feat/"_s), wanted);
}

QTEST_GUILESS_MAIN(TestFileBook)
#include "tst_filebook.moc"
