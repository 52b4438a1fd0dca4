// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/conflictmarkers.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

using Choice = MergeHunk::Choice;

//! \brief Git's conflict markers, taken apart and resolved.
class TestConflictMarkers final : public QObject
{
    Q_OBJECT

private slots:
    void takesApart_data();
    void takesApart();
    void resolvesOneByOne();
    void labelsAndLines();
    void whatGitWrites_data();
    void whatGitWrites();
};

void TestConflictMarkers::takesApart_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("conflicts");
    QTest::addColumn<QByteArray>("ours");
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("theirs");
    QTest::addColumn<int>("broken");

    const auto row = [](const char *name, const QByteArray &text, int conflicts,
                        const QByteArray &ours, const QByteArray &base, const QByteArray &theirs,
                        int broken = 0) {
        QTest::newRow(name) << text << conflicts << ours << base << theirs << broken;
    };
    row("none", "a\n=======\nb\n", 0, "a\n=======\nb\n", "a\n=======\nb\n", "a\n=======\nb\n");
    row("merge", "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> main\nd\n", 1, "a\nb\nd\n", "a\nd\n",
        "a\nc\nd\n");
    row("diff3", "<<<<<<< o\nb\n||||||| 12ab\nx\ny\n=======\nc\n>>>>>>> t\n", 1, "b\n", "x\ny\n",
        "c\n");
    row("no labels", "<<<<<<<\nb\n|||||||\n=======\n>>>>>>>\n", 1, "b\n", "", "");
    row("two", "<<<<<<< a\n1\n=======\n2\n>>>>>>> b\n-\n<<<<<<< a\n3\n=======\n4\n>>>>>>> b\n", 2,
        "1\n-\n3\n", "-\n", "2\n-\n4\n");
    row("CR LF", "<<<<<<< a\r\n1\r\n=======\r\n2\r\n>>>>>>> b\r\n", 1, "1\r\n", "", "2\r\n");
    row("no newline at the end", "<<<<<<< a\n1\n=======\n2\n>>>>>>> b", 1, "1\n", "", "2\n");
    row("longer markers", "<<<<<<<<<< a\n=======\n==========\n>>>>>>>\n>>>>>>>>>> b\n", 1,
        "=======\n", "", ">>>>>>>\n");
    row("several bases",
        "<<<<<<< a\n1\n||||||| merged common ancestors\n<<<<<<<<< Temporary merge branch 1\np\n"
        "=========\nq\n>>>>>>>>> Temporary merge branch 2\n=======\n2\n>>>>>>> b\n",
        1, "1\n",
        "<<<<<<<<< Temporary merge branch 1\np\n=========\nq\n>>>>>>>>> Temporary merge branch 2\n",
        "2\n");
    row("nested and as long",
        "<<<<<<< a\n<<<<<<< c\n1\n=======\n2\n>>>>>>> d\n=======\n3\n>>>>>>> b\n", 1,
        "<<<<<<< c\n1\n=======\n2\n>>>>>>> d\n", "", "3\n");
    row("not ended", "x\n<<<<<<< a\n1\n=======\n2\n", 0, "x\n<<<<<<< a\n1\n=======\n2\n",
        "x\n<<<<<<< a\n1\n=======\n2\n", "x\n<<<<<<< a\n1\n=======\n2\n", 2);
    row("not parted", "<<<<<<< a\n1\n>>>>>>> b\n", 0, "<<<<<<< a\n1\n>>>>>>> b\n",
        "<<<<<<< a\n1\n>>>>>>> b\n", "<<<<<<< a\n1\n>>>>>>> b\n", 1);
    row("too short", "<<<<<< a\n1\n======\n2\n>>>>>> b\n", 0, "<<<<<< a\n1\n======\n2\n>>>>>> b\n",
        "<<<<<< a\n1\n======\n2\n>>>>>> b\n", "<<<<<< a\n1\n======\n2\n>>>>>> b\n");
    row("letters behind it", "<<<<<<<a\n1\n", 0, "<<<<<<<a\n1\n", "<<<<<<<a\n1\n", "<<<<<<<a\n1\n");
    row("empty", "", 0, "", "", "");
}

void TestConflictMarkers::takesApart()
{
    QFETCH(QByteArray, text);
    QFETCH(int, conflicts);
    const MarkedText marked = parseConflictMarkers(text);
    QCOMPARE(marked.conflicts.size(), conflicts);
    QTEST(marked.ours, "ours");
    QTEST(marked.base, "base");
    QTEST(marked.theirs, "theirs");
    QTEST(int(marked.brokenAt), "broken");
    MergeResult merge = mergeOfMarkers(marked);
    merge.chooseOpen(Choice::Theirs);
    QCOMPARE(merge.result(), marked.theirs);
}

void TestConflictMarkers::resolvesOneByOne()
{
    // Lines that are alike around the sides must not be moved into one: with a comparison of the
    // texts the first conflict would dissolve into both.
    const QByteArray text = "}\n<<<<<<< a\nx\n}\n=======\n}\ny\n>>>>>>> b\n}\n\n"
                            "<<<<<<< a\none\n||||||| 1\nold\n=======\ntwo\n>>>>>>> b\nend\n";
    MergeResult merge = mergeOfMarkers(parseConflictMarkers(text));
    QCOMPARE(merge.openCount(), 2);
    QVERIFY(!merge.result());
    const int first = merge.nextConflict(-1);
    merge.choose(first, Choice::Theirs);
    merge.choose(merge.nextConflict(first), Choice::MineThenTheirs);
    QCOMPARE(merge.result(), "}\n}\ny\n}\n\none\ntwo\nend\n"_ba);
    merge.edit(first, "by hand\n");
    QCOMPARE(merge.result(), "}\nby hand\n}\n\none\ntwo\nend\n"_ba);
}

void TestConflictMarkers::labelsAndLines()
{
    const MarkedText text = parseConflictMarkers(
        "a\n<<<<<<< HEAD\nTitle\n=======\nb\n=======\nc\n>>>>>>> 12ab (Fix it)\n");
    QCOMPARE(text.ourLabel, u"HEAD"_s);
    QCOMPARE(text.theirLabel, u"12ab (Fix it)"_s);
    QCOMPARE(text.conflicts.first().lines, (LineRange{1, 7}));
    QVERIFY(text.conflicts.first().isAmbiguous); // a heading of seven letters
}

void TestConflictMarkers::whatGitWrites_data()
{
    QTest::addColumn<QString>("style");
    for (const char *style : {"merge", "diff3", "zdiff3"})
        QTest::newRow(style) << QString::fromLatin1(style);
}

//! A real merge of two branches, in each style: choosing a side in every conflict gives what
//! `git merge -X` of that side gives.
void TestConflictMarkers::whatGitWrites()
{
    QFETCH(QString, style);
    if (QStandardPaths::findExecutable(u"git"_s).isEmpty())
        QSKIP("git is not installed");
    QTemporaryDir folder;
    const auto write = [&folder](const QByteArray &text) {
        QFile file(folder.filePath(u"f"_s));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    const auto read = [&folder] {
        QFile file(folder.filePath(u"f"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const auto git = [&folder, &style](const QStringList &arguments) {
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(u"git"_s,
                      QStringList{u"-c"_s, u"user.name=x"_s, u"-c"_s,
                                  u"user.email=x@example.invalid"_s, u"-c"_s,
                                  u"merge.conflictStyle="_s + style}
                          + arguments);
        return process.waitForFinished(30'000) && process.exitCode() == 0;
    };
    QByteArray base;
    for (int i = 0; i < 60; ++i)
        base += "line " + QByteArray::number(i % 7) + "\r\n";
    QByteArray mine = base;
    QByteArray theirs = base;
    mine.replace(40, 8, "mine 5\r\n").append("tail of mine\r\n");
    theirs.replace(40, 8, "theirs\r\n").append("tail of theirs\r\n");
    QVERIFY(git({u"init"_s, u"-q"_s, u"-b"_s, u"main"_s}));
    QVERIFY(write(base) && git({u"add"_s, u"f"_s}) && git({u"commit"_s, u"-qm"_s, u"base"_s}));
    QVERIFY(git({u"checkout"_s, u"-qb"_s, u"other"_s}) && write(theirs)
            && git({u"commit"_s, u"-qam"_s, u"theirs"_s}));
    QVERIFY(git({u"checkout"_s, u"-q"_s, u"main"_s}) && write(mine)
            && git({u"commit"_s, u"-qam"_s, u"mine"_s}));
    if (!git({u"merge"_s, u"-q"_s, u"other"_s}) && read().isEmpty())
        QSKIP("git does not know the style");
    const MarkedText marked = parseConflictMarkers(read());
    if (style == "zdiff3"_L1 && marked.conflicts.isEmpty())
        QSKIP("git does not know the style");
    QCOMPARE(marked.conflicts.size(), 2);
    QCOMPARE(marked.theirLabel, u"other"_s);
    for (const auto &[choice, strategy] :
         {std::pair{Choice::Mine, u"ours"_s}, std::pair{Choice::Theirs, u"theirs"_s}}) {
        MergeResult merge = mergeOfMarkers(marked);
        merge.chooseOpen(choice);
        QVERIFY(git({u"merge"_s, u"--abort"_s}));
        QVERIFY(git({u"merge"_s, u"--no-commit"_s, u"-X"_s, strategy, u"other"_s}));
        QCOMPARE(merge.result(), read());
    }
}

QTEST_GUILESS_MAIN(TestConflictMarkers)
#include "tst_conflictmarkers.moc"
