// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/diff/diffreader.h"
#include "core/diff/worddiff.h"

#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

using Kind = FileDiff::Kind;
using Content = FileDiff::Content;
using Kept = FileDiff::Kept;

Q_DECLARE_METATYPE(FileDiff::Kind)
Q_DECLARE_METATYPE(FileDiff::Content)

namespace {

DiffSet read(const QByteArray &json, const DiffLimits &limits = {})
{
    DiffReader reader(limits);
    reader.feed(json);
    reader.finish();
    if (!reader.problem().isEmpty())
        qWarning("%s", qPrintable(reader.problem()));
    return reader.takeResult();
}

QByteArray problemOf(const QByteArray &json)
{
    DiffReader reader;
    reader.feed(json);
    reader.finish();
    return reader.problem().toUtf8();
}

//! As the daemon writes one file; \a members stand before the hunks.
QByteArray file(const QByteArray &members, const QByteArray &hunks = {})
{
    return "{" + members + R"(,"hunks":[)" + hunks + "]}";
}

QByteArray hunk(int oldStart, int oldLines, int newStart, int newLines, const QByteArray &body,
                const QByteArray &header = {})
{
    return R"({"old_start":)" + QByteArray::number(oldStart) + R"(,"old_lines":)"
        + QByteArray::number(oldLines) + R"(,"new_start":)" + QByteArray::number(newStart)
        + R"(,"new_lines":)" + QByteArray::number(newLines) + R"(,"header":")" + header
        + R"(","body":")" + body + R"("})";
}

QByteArray plain(const QByteArray &name)
{
    return R"("old_path":")" + name + R"(","new_path":")" + name
        + R"(","mode":"100644","is_binary":false,"is_new":false,"is_deleted":false,"is_rename":false)";
}

} // namespace

//! \brief The daemon's answer to a diff, read while it arrives, and what is made of it.
class TestDiffReader final : public QObject
{
    Q_OBJECT

private slots:
    void tellsEachKind_data();
    void tellsEachKind();
    void piecesDoNotMatter();
    void strangersAreSkipped();
    void refusesWhatIsNoList_data();
    void refusesWhatIsNoList();
    void keepsTheBeginningOfALongFile();
    void keepsNothingOnceFull();
    void namesAlone();
    void leavesFilesOutAndCountsThem();
    void patchKnowsItsGaps();
    void patchOfAnAddedAndADeletedFile();
    void readsBackwards();
    void lastLineWithoutNewline();
    void lineEndsStay();
    void marksWords_data();
    void marksWords();
};

void TestDiffReader::tellsEachKind_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<FileDiff::Kind>("kind");
    QTest::addColumn<FileDiff::Content>("content");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<qint64>("added");
    QTest::addColumn<qint64>("removed");
    QTest::addColumn<bool>("damaged");

    const auto row = [](const char *name, const QByteArray &json, Kind kind, Content content,
                        const QByteArray &path, qint64 added, qint64 removed,
                        bool damaged = false) {
        QTest::newRow(name) << json << kind << content << path << added << removed << damaged;
    };
    row("changed", file(plain("a/b.py"), hunk(1, 1, 1, 2, R"(-x\n+y\n+z\n)")), Kind::Changed,
        Content::Lines, "a/b.py", 2, 1);
    row("new", file(R"("new_path":"n","mode":"100644","is_new":true)", hunk(0, 0, 1, 1, R"(+x\n)")),
        Kind::Added, Content::Lines, "n", 1, 0);
    row("empty and new", file(R"("new_path":"n","mode":"100644","is_new":true)"), Kind::Added,
        Content::Unchanged, "n", 0, 0);
    row("deleted",
        file(R"("old_path":"d","mode":"100644","is_deleted":true)",
             hunk(1, 2, 0, 0, R"(-x\n-y\n)")),
        Kind::Deleted, Content::Lines, "d", 0, 2);
    row("renamed", file(R"("old_path":"o","new_path":"n","is_rename":true)"), Kind::Renamed,
        Content::Unchanged, "n", 0, 0);
    row("mode", file(R"("old_path":"s","new_path":"s","mode":"100755")"), Kind::Changed,
        Content::Unchanged, "s", 0, 0);
    row("binary", file(R"("old_path":"i","new_path":"i","mode":"100644","is_binary":true)"),
        Kind::Changed, Content::Binary, "i", 0, 0);
    row("submodule",
        file(R"("old_path":"m","new_path":"m","mode":"160000")",
             hunk(1, 1, 1, 1, R"(-Subproject commit a\n+Subproject commit b\n)")),
        Kind::Changed, Content::Submodule, "m", 1, 1);
    row("link",
        file(R"("new_path":"l","mode":"120000","is_new":true)", hunk(0, 0, 1, 1, R"(+to\n)")),
        Kind::Added, Content::Link, "l", 1, 0);
    row("blank in the name", file(plain("a b c")), Kind::Changed, Content::Unchanged, "a b c", 0,
        0);
    row("quote in the name", file(plain(R"(say \"hi\"\\)")), Kind::Changed, Content::Unchanged,
        R"(say "hi"\)", 0, 0);
    row("newline in the name", file(plain(R"(two\nlines\t)")), Kind::Changed, Content::Unchanged,
        "two\nlines\t", 0, 0);
    row("letters beyond ASCII", file(plain(R"(\u00e4\ud83d\ude00ß)")), Kind::Changed,
        Content::Unchanged, "\xC3\xA4\xF0\x9F\x98\x80\xC3\x9F", 0, 0);
    row("bytes that were no UTF-8", file(plain(R"(caf\ufffd)")), Kind::Changed, Content::Unchanged,
        "caf\xEF\xBF\xBD", 0, 0, true);
    row("half a surrogate", file(plain(R"(x\ud83dy)")), Kind::Changed, Content::Unchanged,
        "x\xEF\xBF\xBDy", 0, 0, true);
    row("signs as text", file(plain("f"), hunk(1, 2, 1, 2, R"(-- a\n +b\n++++ c\n)")),
        Kind::Changed, Content::Lines, "f", 1, 1);
}

void TestDiffReader::tellsEachKind()
{
    QFETCH(QByteArray, json);
    const DiffSet set = read('[' + json + "]\n");
    QCOMPARE(set.files.size(), 1);
    const FileDiff &file = set.files.first();
    QTEST(file.kind(), "kind");
    QTEST(file.content(), "content");
    QTEST(file.path(), "path");
    QTEST(file.added, "added");
    QTEST(file.removed, "removed");
    QTEST(file.isNameDamaged(), "damaged");
    QCOMPARE(set.added, file.added);
    QCOMPARE(set.removed, file.removed);
}

void TestDiffReader::piecesDoNotMatter()
{
    const QByteArray json = '['
        + file(plain(R"(\u00e4\ud83d\ude00)"), hunk(3, 2, 3, 2, R"( a\n-b\u0041\n+\"c\"\n)", "def"))
        + ',' + file(plain("f")) + "]\n";
    const DiffSet whole = read(json);
    QCOMPARE(whole.files.size(), 2);
    QCOMPARE(whole.files.first().body, QByteArray(" a\n-bA\n+\"c\"\n"));
    for (qsizetype size = 1; size < 8; ++size) {
        DiffReader reader;
        for (qsizetype at = 0; at < json.size(); at += size)
            QVERIFY(reader.feed(QByteArrayView(json).sliced(at, qMin(size, json.size() - at))));
        QVERIFY(reader.finish());
        QCOMPARE(reader.takeResult(), whole);
    }
}

void TestDiffReader::strangersAreSkipped()
{
    const DiffSet set = read(
        R"([{"later":{"hunks":[{"body":"+no\n"}]},"more":[[{"old_path":"no"}],1e5,null],)"
        R"("hunks":[{"body":"+x\n","tags":[{"body":"+no\n"}]}],"new_path":"f"}, null, 7, "x", []])");
    QCOMPARE(set.files.size(), 1);
    QCOMPARE(set.files.first().body, QByteArray("+x\n"));
    QCOMPARE(set.files.first().path(), QByteArray("f"));
    QCOMPARE(read("[{}]").files.size(), 0);
    QCOMPARE(read(" [ ] ").files.size(), 0);
}

void TestDiffReader::refusesWhatIsNoList_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("object") << QByteArray(R"({"nodes":[]})");
    QTest::newRow("page") << QByteArray("<html>");
    QTest::newRow("broken off") << QByteArray(R"([{"old_path":"a)");
    QTest::newRow("not closed") << QByteArray(R"([{"old_path":"a"})");
    QTest::newRow("two") << QByteArray("[][]");
    QTest::newRow("comma") << QByteArray("[{},]");
    QTest::newRow("wrong bracket") << QByteArray("[{]}");
    QTest::newRow("bad escape") << QByteArray(R"(["\x"])");
    QTest::newRow("bad hex") << QByteArray(R"(["\u12g4"])");
    QTest::newRow("deep") << QByteArray(1'000, '[');
    QTest::newRow("long number") << "[" + QByteArray(1'000, '1') + "]";
}

void TestDiffReader::refusesWhatIsNoList()
{
    QFETCH(QByteArray, json);
    QVERIFY(!problemOf(json).isEmpty());
}

void TestDiffReader::keepsTheBeginningOfALongFile()
{
    QByteArray body;
    for (int i = 0; i < 1'000; ++i)
        body += R"(+0123456789\n)";
    const QByteArray json = '[' + file(plain("big"), hunk(0, 0, 1, 1'000, body)) + ','
        + file(plain("small"), hunk(1, 1, 1, 1, R"(-a\n+b\n)")) + ']';
    const DiffSet set = read(json, {.fileBytes = 100, .allBytes = 10'000});
    QCOMPARE(set.files.size(), 2);
    const FileDiff &big = set.files.first();
    QCOMPARE(big.kept, Kept::Beginning);
    QCOMPARE(big.body.size(), 96); // eight whole lines
    QCOMPARE(big.hunks.size(), 1);
    QCOMPARE(big.hunks.first().size, 96);
    QCOMPARE(big.added, 1'000);
    QCOMPARE(big.bytes, 11'000);
    QCOMPARE(set.files.last().kept, Kept::All);
    QCOMPARE(set.filesCut, 1);
    QVERIFY(!patchOf(big).onlyLineEndDiffers);
}

void TestDiffReader::keepsNothingOnceFull()
{
    const QByteArray one = file(plain("f"), hunk(1, 1, 1, 1, R"(-abcdefgh\n+hgfedcba\n)"));
    const DiffSet set =
        read('[' + one + ',' + one + ',' + one + ']', {.fileBytes = 30, .allBytes = 45});
    QCOMPARE(set.files.size(), 3);
    QCOMPARE(set.files.at(0).kept, Kept::All);
    QCOMPARE(set.files.at(1).kept, Kept::All);
    QCOMPARE(set.files.at(2).kept, Kept::None);
    QVERIFY(set.files.at(2).body.isEmpty() && set.files.at(2).hunks.isEmpty());
    QCOMPARE(set.files.at(2).removed, 1);
    QCOMPARE(set.removed, 3);
}

void TestDiffReader::namesAlone()
{
    const DiffSet set = read('[' + file(plain("f"), hunk(1, 2, 0, 0, R"(-abc\n-\u00e4\n)")) + ']',
                             {.fileBytes = 0, .allBytes = 0});
    const FileDiff &file = set.files.first();
    QCOMPARE(file.kept, Kept::None);
    QCOMPARE(file.bytes, 7); // as UTF-8
    QCOMPARE(file.removed, 2);
    QVERIFY(file.body.isEmpty() && file.hunks.isEmpty());
}

void TestDiffReader::leavesFilesOutAndCountsThem()
{
    const QByteArray one = file(plain("f"), hunk(1, 1, 1, 1, R"(-a\n+b\n)"));
    const DiffSet set = read('[' + one + ',' + one + ',' + one + ']', {.files = 1});
    QCOMPARE(set.files.size(), 1);
    QCOMPARE(set.filesLeftOut, 2);
    QCOMPARE(set.added, 3);
}

void TestDiffReader::patchKnowsItsGaps()
{
    const DiffSet set = read('['
                             + file(plain("f"),
                                    hunk(1, 2, 1, 3, R"( a\n-b\n+B\n+C\n)") + ','
                                        + hunk(10, 3, 11, 2, R"( j\n-k\n l\n)", "def f()"))
                             + ']');
    const DiffPatch patch = patchOf(set.files.first());
    QCOMPARE(patch.before, QByteArray("a\nb\nj\nk\nl\n"));
    QCOMPARE(patch.after, QByteArray("a\nB\nC\nj\nl\n"));
    QCOMPARE(patch.changes, (QList<LineChange>{{{1, 1}, {1, 2}}, {{3, 1}, {4, 0}}}));
    QCOMPARE(patch.gaps, (QList<DiffGap>{{2, 3, 10, 11, 7, "def f()"}}));
    // Git puts a side without lines behind the line that it names.
    const DiffSet inserted = read('[' + file(plain("f"), hunk(4, 0, 5, 1, R"(+x\n)")) + ']');
    QCOMPARE(patchOf(inserted.files.first()).gaps, (QList<DiffGap>{{0, 0, 5, 5, 4, {}}}));
}

void TestDiffReader::patchOfAnAddedAndADeletedFile()
{
    const DiffSet set =
        read('[' + file(R"("new_path":"n","is_new":true)", hunk(0, 0, 1, 2, R"(+x\n+\n)")) + ','
             + file(R"("old_path":"d","is_deleted":true)", hunk(1, 1, 0, 0, R"(-y\n)")) + ']');
    const DiffPatch added = patchOf(set.files.first());
    QCOMPARE(added.before, QByteArray());
    QCOMPARE(added.after, QByteArray("x\n\n"));
    QCOMPARE(added.changes, (QList<LineChange>{{{0, 0}, {0, 2}}}));
    QVERIFY(added.gaps.isEmpty());
    const DiffPatch deleted = patchOf(set.files.last());
    QCOMPARE(deleted.changes, (QList<LineChange>{{{0, 1}, {0, 0}}}));
    QVERIFY(deleted.gaps.isEmpty());
}

void TestDiffReader::readsBackwards()
{
    const DiffSet set = read('['
                             + file(R"("old_path":"o","new_path":"n","is_rename":true)",
                                    hunk(5, 2, 7, 3, R"(-a\n+b\n+c\n-d\n e\n+f\n)"))
                             + ']');
    const DiffPatch there = patchOf(set.files.first());
    const DiffPatch back = patchOf(set.files.first(), DiffDirection::Reversed);
    QCOMPARE(back.before, there.after);
    QCOMPARE(back.after, there.before);
    QCOMPARE(back.changes.size(), there.changes.size());
    QCOMPARE(there.changes,
             (QList<LineChange>{{{0, 1}, {0, 2}}, {{1, 1}, {2, 0}}, {{3, 0}, {3, 1}}}));
    for (qsizetype i = 0; i < there.changes.size(); ++i) {
        QCOMPARE(back.changes.at(i).before, there.changes.at(i).after);
        QCOMPARE(back.changes.at(i).after, there.changes.at(i).before);
    }
    QCOMPARE(back.gaps.first().oldNumber, 7);
    QCOMPARE(back.gaps.first().newNumber, 5);
    const FileDiff file = reversed(set.files.first());
    QCOMPARE(file.path(), QByteArray("o"));
    QCOMPARE(file.added, set.files.first().removed);
    QCOMPARE(reversed(file), set.files.first());
}

void TestDiffReader::lastLineWithoutNewline()
{
    const auto patch = [](const QByteArray &body) {
        return patchOf(read('[' + file(plain("f"), hunk(1, 1, 1, 1, body)) + ']').files.first());
    };
    QVERIFY(patch(R"(-a\n+a\n)").onlyLineEndDiffers);
    QVERIFY(patch(R"( x\n-b\n-a\n+c\n+a\n)").onlyLineEndDiffers);
    QVERIFY(patch(R"(-\n+\n)").onlyLineEndDiffers);
    QVERIFY(!patch(R"(-a\n+b\n)").onlyLineEndDiffers);
    QVERIFY(!patch(R"(-a\n+a\r\n)").onlyLineEndDiffers);
    QVERIFY(!patch(R"(-a\n+a\n x\n)").onlyLineEndDiffers);
}

void TestDiffReader::lineEndsStay()
{
    const DiffSet set = read('[' + file(plain("f"), hunk(1, 2, 1, 2, R"( a\r\n-b\r\n+b\n)")) + ']');
    const DiffPatch patch = patchOf(set.files.first());
    QCOMPARE(patch.before, QByteArray("a\r\nb\r\n"));
    QCOMPARE(patch.after, QByteArray("a\r\nb\n"));
}

void TestDiffReader::marksWords_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArrayList>("removed");
    QTest::addColumn<QByteArrayList>("added");

    const auto row = [](const char *name, const QByteArray &before, const QByteArray &after,
                        const QByteArrayList &removed, const QByteArrayList &added) {
        QTest::newRow(name) << before << after << removed << added;
    };
    row("one word", "port: 8080\n", "port: 9090\n", {"8080"}, {"9090"});
    row("in the middle", "a = f(x, y)\n", "a = g(x, y)\n", {"f"}, {"g"});
    row("two places", "let one = two + three;", "let uno = two + tres;", {"one", "three"},
        {"uno", "tres"});
    row("inserted", "call(a)\n", "call(a, b)\n", {}, {", b"});
    row("whole words, whole letters",
        "gr\xC3\xBC\xC3\x9F"
        "e dich",
        "gr\xC3\xB6\xC3\x9F"
        "e dich",
        {}, {});
    row("letters of two bytes", "na\xC3\xAFve idea of mine", "na\xC3\xAFve plan of mine", {"idea"},
        {"plan"});
    row("nothing in common", "alpha beta\n", "gamma\n", {}, {});
    row("line end alone", "same\r\n", "same\n", {}, {});
    row("blanks", "a  b c d", "a b c d", {"  "}, {" "});
    row("equal", "x y", "x y", {}, {});
    row("empty", "", "x", {}, {"x"});
}

void TestDiffReader::marksWords()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const auto cut = [](const QByteArray &text, const QList<ByteRun> &runs) {
        QByteArrayList parts;
        for (const ByteRun &run : runs)
            parts.append(text.mid(run.first, run.count));
        return parts;
    };
    const WordMarks marks = wordMarks(before, after);
    QTEST(cut(before, marks.before), "removed");
    QTEST(cut(after, marks.after), "added");
}

QTEST_APPLESS_MAIN(TestDiffReader)
#include "tst_diffreader.moc"
