// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/gitlibrary.h"
#include "core/files/merge.h"
#include "core/files/mergejob.h"
#include "tests/core/textfuzz.h"

#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <git2.h>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

struct Peer
{
    bool clean = false;
    QByteArray text;
};

// The merge that libgit2 itself writes.
Peer libgit2Merge(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs)
{
    initGitLibrary();
    const auto input = [](const QByteArray &text) {
        git_merge_file_input in = GIT_MERGE_FILE_INPUT_INIT;
        in.ptr = text.constData();
        in.size = std::size_t(text.size());
        return in;
    };
    const git_merge_file_input b = input(base);
    const git_merge_file_input m = input(mine);
    const git_merge_file_input t = input(theirs);
    git_merge_file_result result = {};
    Peer peer;
    if (git_merge_file(&result, &b, &m, &t, nullptr) == 0) {
        peer.clean = result.automergeable != 0;
        peer.text = QByteArray(result.ptr, qsizetype(result.len));
        git_merge_file_result_free(&result);
    }
    return peer;
}

bool writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray side(const MergeResult &merge, bool mine)
{
    QByteArray text;
    for (const MergeHunk &hunk : merge.hunks())
        text += mine ? merge.mineText(hunk) : merge.theirText(hunk);
    return text;
}

} // namespace

class TestMerge final : public QObject
{
    Q_OBJECT

private slots:
    void handMade_data();
    void handMade();
    void choices();
    void bytesEqualLibgit2();
    void bytesEqualGit();
    void nothingIsLost();
    void jobReportsOnce();
    void cancelledJobIsSilent();
    void costIsBounded();
    void tooLarge();
    void diffReadsBack();
};

void TestMerge::handMade_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("mine");
    QTest::addColumn<QByteArray>("theirs");
    QTest::addColumn<int>("conflicts");
    QTest::addColumn<QByteArray>("merged");

    const auto row = [](const char *name, QByteArray base, QByteArray mine, QByteArray theirs,
                        int conflicts, QByteArray merged) {
        QTest::newRow(name) << base << mine << theirs << conflicts << merged;
    };
    row("all empty", ""_ba, ""_ba, ""_ba, 0, ""_ba);
    row("unchanged", "a\nb\n"_ba, "a\nb\n"_ba, "a\nb\n"_ba, 0, "a\nb\n"_ba);
    row("mine only", "a\nb\n"_ba, "a\nB\n"_ba, "a\nb\n"_ba, 0, "a\nB\n"_ba);
    row("theirs only", "a\nb\n"_ba, "a\nb\n"_ba, "A\nb\n"_ba, 0, "A\nb\n"_ba);
    row("disjoint", "a\nb\nc\n"_ba, "A\nb\nc\n"_ba, "a\nb\nC\n"_ba, 0, "A\nb\nC\n"_ba);
    row("same change", "a\nb\n"_ba, "a\nX\n"_ba, "a\nX\n"_ba, 0, "a\nX\n"_ba);
    row("touching is a conflict", "a\nb\n"_ba, "A\nb\n"_ba, "a\nB\n"_ba, 1, {});
    row("same line", "a\nb\nc\n"_ba, "a\nM\nc\n"_ba, "a\nT\nc\n"_ba, 1, {});
    row("two conflicts", "a\nb\nc\n"_ba, "1\nb\n2\n"_ba, "3\nb\n4\n"_ba, 2, {});
    row("delete and change", "a\nb\nc\n"_ba, "a\nc\n"_ba, "a\nB\nc\n"_ba, 1, {});
    row("both append differently", "a\n"_ba, "a\nm\n"_ba, "a\nt\n"_ba, 1, {});
    row("no base", ""_ba, "m\n"_ba, "t\n"_ba, 1, {});
    row("no last newline kept", "a\nb\nc"_ba, "A\nb\nc"_ba, "a\nb\nc"_ba, 0, "A\nb\nc"_ba);
    row("last newline added by them", "a\nb\nc"_ba, "A\nb\nc"_ba, "a\nb\nc\n"_ba, 0,
        "A\nb\nc\n"_ba);
    row("crlf", "a\r\nb\r\nc\r\n"_ba, "A\r\nb\r\nc\r\n"_ba, "a\r\nb\r\nC\r\n"_ba, 0,
        "A\r\nb\r\nC\r\n"_ba);
    row("bom added by them", "a\nb\nc\n"_ba, "a\nb\nC\n"_ba,
        "\xEF\xBB\xBF"
        "a\nb\nc\n"_ba,
        0,
        "\xEF\xBB\xBF"
        "a\nb\nC\n"_ba);
    row("line ends changed by them, a line by me", "a\nb\n"_ba, "a\nB\n"_ba, "a\r\nb\r\n"_ba, 1,
        {});
    row("conflict markers in the text", "<<<<<<< x\n=======\n>>>>>>> y\n"_ba,
        "<<<<<<< x\n=======\nm\n>>>>>>> y\n"_ba, "<<<<<<< X\n=======\n>>>>>>> y\n"_ba, 0,
        "<<<<<<< X\n=======\nm\n>>>>>>> y\n"_ba);
    row("nul bytes", QByteArray("a\0\nb\nc\n", 7), QByteArray("a\0\nb\nC\n", 7),
        QByteArray("A\0\nb\nc\n", 7), 0, QByteArray("A\0\nb\nC\n", 7));
}

void TestMerge::handMade()
{
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, mine);
    QFETCH(QByteArray, theirs);
    QFETCH(int, conflicts);
    QFETCH(QByteArray, merged);

    const auto merge = mergeTexts(base, mine, theirs);
    QVERIFY(merge);
    QCOMPARE(merge->conflictCount(), conflicts);
    QCOMPARE(side(*merge, true), mine);
    QCOMPARE(side(*merge, false), theirs);
    if (conflicts == 0)
        QCOMPARE(merge->result(), std::optional(merged));
    else
        QVERIFY(!merge->result());
}

void TestMerge::choices()
{
    auto merge = mergeTexts("a\nb\nc\nd\ne"_ba, "a\nM\nc\nd\nm"_ba, "a\nT\nc\nd\nt"_ba);
    QVERIFY(merge);
    QCOMPARE(merge->conflictCount(), 2);
    const int first = merge->nextConflict(-1);
    const int second = merge->nextConflict(first);
    QCOMPARE(merge->nextConflict(second), -1);
    QCOMPARE(merge->previousConflict(second), first);
    QCOMPARE(merge->baseText(merge->hunks().at(first)).toByteArray(), "b\n"_ba);

    merge->choose(first, MergeHunk::Choice::Theirs);
    QCOMPARE(merge->openCount(), 1);
    QVERIFY(!merge->result());
    merge->choose(second, MergeHunk::Choice::MineThenTheirs);
    QCOMPARE(*merge->result(), "a\nT\nc\nd\nm\nt"_ba);
    merge->choose(second, MergeHunk::Choice::TheirsThenMine);
    QCOMPARE(*merge->result(), "a\nT\nc\nd\nt\nm"_ba);
    merge->edit(second, "x\r\ny"_ba);
    QCOMPARE(*merge->result(), "a\nT\nc\nd\nx\r\ny"_ba);
    merge->choose(first, MergeHunk::Choice::None);
    QCOMPARE(merge->openCount(), 1);
    merge->chooseOpen(MergeHunk::Choice::Mine);
    QCOMPARE(*merge->result(), "a\nM\nc\nd\nx\r\ny"_ba);
}

void TestMerge::bytesEqualLibgit2()
{
    QRandomGenerator random(20240501);
    int clean = 0;
    for (int round = 0; round < 6000; ++round) {
        const int kinds = round % 3 == 0 ? 3 : round % 3 == 1 ? 40 : 100000;
        const QByteArray base = textfuzz::randomText(random, random.bounded(60), kinds);
        const QByteArray mine = textfuzz::edited(base, random, random.bounded(5), kinds);
        const QByteArray theirs = textfuzz::edited(base, random, random.bounded(5), kinds);
        const Peer peer = libgit2Merge(base, mine, theirs);
        const auto merge = mergeTexts(base, mine, theirs);
        QVERIFY(merge);
        if (peer.clean != (merge->conflictCount() == 0)
            || (peer.clean && *merge->result() != peer.text))
            qWarning() << "base" << base << "mine" << mine << "theirs" << theirs;
        QCOMPARE(merge->conflictCount() == 0, peer.clean);
        if (!peer.clean)
            continue;
        ++clean;
        QCOMPARE(*merge->result(), peer.text);
    }
    QVERIFY2(clean > 1500, qPrintable(QString::number(clean)));
}

void TestMerge::bytesEqualGit()
{
    const QString git = QStandardPaths::findExecutable(u"git"_s);
    if (git.isEmpty())
        QSKIP("git is not installed");
    const QTemporaryDir folder;
    QRandomGenerator random(7);
    for (int round = 0; round < 60; ++round) {
        const QByteArray base = textfuzz::randomText(random, 50 + random.bounded(400), 1000);
        const QByteArray mine = textfuzz::edited(base, random, 4, 1000);
        const QByteArray theirs = textfuzz::edited(base, random, 4, 1000);
        QVERIFY(writeFile(folder.filePath(u"base"_s), base));
        QVERIFY(writeFile(folder.filePath(u"mine"_s), mine));
        QVERIFY(writeFile(folder.filePath(u"theirs"_s), theirs));
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(git, {u"merge-file"_s, u"-p"_s, u"-q"_s, u"mine"_s, u"base"_s, u"theirs"_s});
        QVERIFY(process.waitForFinished());
        const auto merge = mergeTexts(base, mine, theirs);
        QVERIFY(merge);
        QCOMPARE(merge->conflictCount() == 0, process.exitCode() == 0);
        if (process.exitCode() == 0)
            QCOMPARE(*merge->result(), process.readAllStandardOutput());
    }
}

// Every line that a side added or changed is in the result, or in a conflict that was decided
// against it by hand. Choosing one side everywhere and undoing the other's merged hunks gives
// exactly that side's text.
void TestMerge::nothingIsLost()
{
    QRandomGenerator random(99);
    for (int round = 0; round < 3000; ++round) {
        const QByteArray base = textfuzz::randomText(random, random.bounded(40), 12);
        const QByteArray mine = textfuzz::edited(base, random, random.bounded(12), 12);
        const QByteArray theirs = textfuzz::edited(base, random, random.bounded(12), 12);
        const auto merge = mergeTexts(base, mine, theirs);
        QVERIFY(merge);
        QCOMPARE(side(*merge, true), mine);
        QCOMPARE(side(*merge, false), theirs);
        QByteArray baseAgain;
        for (const MergeHunk &hunk : merge->hunks()) {
            baseAgain += merge->baseText(hunk);
            const bool mineEqualsBase = merge->mineText(hunk) == merge->baseText(hunk);
            const bool theirsEqualBase = merge->theirText(hunk) == merge->baseText(hunk);
            QCOMPARE(hunk.kind == MergeHunk::Kind::Stable, mineEqualsBase && theirsEqualBase);
            if (hunk.kind == MergeHunk::Kind::Mine)
                QVERIFY(!mineEqualsBase && theirsEqualBase);
            if (hunk.kind == MergeHunk::Kind::Theirs)
                QVERIFY(mineEqualsBase && !theirsEqualBase);
            if (hunk.kind == MergeHunk::Kind::Both)
                QCOMPARE(merge->mineText(hunk), merge->theirText(hunk));
        }
        QCOMPARE(baseAgain, base);
    }
}

void TestMerge::jobReportsOnce()
{
    MergeJob job;
    QSignalSpy finished(&job, &MergeJob::finished);
    job.start("a\nb\nc\n"_ba, "A\nb\nc\n"_ba, "a\nb\nC\n"_ba);
    QVERIFY(finished.isEmpty());
    job.start("a\nb\nc\n"_ba, "X\nb\nc\n"_ba, "a\nb\nC\n"_ba);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.first().first().value<MergeJob::Outcome>(), MergeJob::Outcome::Merged);
    QCOMPARE(*job.result().result(), "X\nb\nC\n"_ba);
    QVERIFY(!job.isRunning());
}

void TestMerge::cancelledJobIsSilent()
{
    QRandomGenerator random(5);
    const QByteArray base = textfuzz::randomText(random, 20000, 4);
    const QByteArray mine = textfuzz::edited(base, random, 4000, 4);
    const QByteArray theirs = textfuzz::edited(base, random, 4000, 4);
    MergeJob last;
    QSignalSpy lastFinished(&last, &MergeJob::finished);
    {
        MergeJob job;
        QSignalSpy finished(&job, &MergeJob::finished);
        job.start(base, mine, theirs);
        job.cancel();
        QVERIFY(!job.isRunning());
        job.start(base, mine, theirs);
        // Dies with the work in flight.
    }
    last.start(base, mine, theirs);
    QTRY_COMPARE_WITH_TIMEOUT(lastFinished.size(), 1, 30000);
}

void TestMerge::costIsBounded()
{
    QRandomGenerator random(6);
    QByteArray base;
    for (int i = 0; i < 60000; ++i)
        base += QByteArray::number(random.generate() % 5) + '\n';
    const QByteArray swapped = base.sliced(base.size() / 2) + base.first(base.size() / 2);
    MergeJob job;
    QSignalSpy finished(&job, &MergeJob::finished);
    job.start(base, swapped, textfuzz::edited(base, random, 2000, 5), 1);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.first().first().value<MergeJob::Outcome>(), MergeJob::Outcome::TooCostly);
    QVERIFY(!job.isRunning());
}

void TestMerge::tooLarge()
{
    MergeJob job;
    QSignalSpy finished(&job, &MergeJob::finished);
    job.start("a\n"_ba, QByteArray(maxMergeBytes + 1, 'x'), "a\n"_ba);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.first().first().value<MergeJob::Outcome>(), MergeJob::Outcome::TooLarge);
}

void TestMerge::diffReadsBack()
{
    QRandomGenerator random(11);
    for (int round = 0; round < 2000; ++round) {
        const QByteArray before = textfuzz::randomText(random, random.bounded(50), 20);
        const QByteArray after = textfuzz::edited(before, random, random.bounded(10), 20);
        const LineIndex old(before);
        const LineIndex fresh(after);
        QByteArray rebuilt;
        qsizetype at = 0;
        for (const LineChange &change : diffLines(before, after)) {
            rebuilt += old.lines({at, change.before.first - at});
            QCOMPARE(fresh.offset(change.after.first), rebuilt.size());
            rebuilt += fresh.lines(change.after);
            at = change.before.end();
        }
        rebuilt += old.lines({at, old.count() - at});
        QCOMPARE(rebuilt, after);
    }
}

QTEST_GUILESS_MAIN(TestMerge)
#include "tst_merge.moc"
