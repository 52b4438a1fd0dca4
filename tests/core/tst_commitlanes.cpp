// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/model/commitlanes.h"

#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

//! "c b,a" is commit c with the parents b and a.
QList<Commit> commitsOf(const QStringList &lines)
{
    QList<Commit> commits;
    for (const QString &line : lines) {
        Commit commit;
        commit.sha = line.section(u' ', 0, 0);
        commit.parents = line.section(u' ', 1).split(u',', Qt::SkipEmptyParts);
        commits.append(commit);
    }
    return commits;
}

//! "lane above below", as in "0 0-0 0-0,0-1".
QString written(const CommitLanes &row)
{
    const auto half = [](const QList<CommitLanes::Line> &lines) {
        QStringList list;
        for (const CommitLanes::Line &line : lines)
            list.append(u"%1-%2"_s.arg(line.from).arg(line.to));
        std::sort(list.begin(), list.end());
        return list.isEmpty() ? u"."_s : list.join(u',');
    };
    return u"%1 %2 %3"_s.arg(row.lane).arg(half(row.above), half(row.below));
}

} // namespace

class TestCommitLanes final : public QObject
{
    Q_OBJECT

private slots:
    void lays_data();
    void lays();
    void everyLineGoesOn();
    void lanesAreBounded();
};

void TestCommitLanes::lays_data()
{
    QTest::addColumn<QStringList>("commits");
    QTest::addColumn<QStringList>("rows");
    QTest::newRow("none") << QStringList() << QStringList();
    QTest::newRow("one line") << QStringList{u"c b"_s, u"b a"_s, u"a"_s}
                              << QStringList{u"0 . 0-0"_s, u"0 0-0 0-0"_s, u"0 0-0 ."_s};
    QTest::newRow("a merge") << QStringList{u"m b,x"_s, u"x a"_s, u"b a"_s, u"a"_s}
                             << QStringList{u"0 . 0-0,0-1"_s, u"1 0-0,1-1 0-0,1-1"_s,
                                            u"0 0-0,1-1 0-1,1-1"_s, u"1 1-1 ."_s};
    QTest::newRow("two tips") << QStringList{u"c a"_s, u"b a"_s, u"a"_s}
                              << QStringList{u"0 . 0-0"_s, u"1 0-0 0-0,1-0"_s, u"0 0-0 ."_s};
    QTest::newRow("two histories")
        << QStringList{u"b"_s, u"a"_s} << QStringList{u"0 . ."_s, u"0 . ."_s};
    QTest::newRow("the parent is not told") << QStringList{u"c z"_s} << QStringList{u"0 . 0-0"_s};
    QTest::newRow("the parent stands above")
        << QStringList{u"a"_s, u"c a"_s} << QStringList{u"0 . ."_s, u"0 . ."_s};
    QTest::newRow("three parents") << QStringList{u"m a,b,c"_s, u"a"_s, u"b"_s, u"c"_s}
                                   << QStringList{u"0 . 0-0,0-1,0-2"_s, u"0 0-0,1-1,2-2 1-1,2-2"_s,
                                                  u"1 1-1,2-2 2-2"_s, u"2 2-2 ."_s};
}

void TestCommitLanes::lays()
{
    QFETCH(QStringList, commits);
    QFETCH(QStringList, rows);
    QStringList laid;
    for (const CommitLanes &row : layCommits(commitsOf(commits)))
        laid.append(written(row));
    QCOMPARE(laid, rows);
}

//! Whatever the history, what leaves a row at the bottom comes into the next at the top.
void TestCommitLanes::everyLineGoesOn()
{
    quint32 seed = 7;
    const auto random = [&seed](int below) {
        seed = seed * 1'664'525U + 1'013'904'223U;
        return int((seed >> 16) % quint32(below));
    };
    for (int round = 0; round < 200; ++round) {
        QStringList lines;
        const int count = 1 + random(40);
        for (int i = 0; i < count; ++i) {
            QStringList parents;
            for (int p = random(3); p > 0 && i + 1 < count; --p)
                parents.append(u"s%1"_s.arg(i + 1 + random(count - i - 1)));
            parents.removeDuplicates();
            lines.append(u"s%1 %2"_s.arg(i).arg(parents.join(u',')));
        }
        const QList<CommitLanes> rows = layCommits(commitsOf(lines));
        QCOMPARE(rows.size(), count);
        for (int i = 0; i + 1 < count; ++i) {
            QSet<int> leaving;
            QSet<int> coming;
            for (const CommitLanes::Line &line : rows.at(i).below)
                leaving.insert(line.to);
            for (const CommitLanes::Line &line : rows.at(i + 1).above)
                coming.insert(line.from);
            QCOMPARE(coming, leaving);
        }
        QVERIFY(rows.constLast().below.isEmpty());
    }
}

void TestCommitLanes::lanesAreBounded()
{
    QStringList lines;
    for (int i = 0; i < 200; ++i)
        lines.append(u"t%1 p%1"_s.arg(i)); // 200 tips, no parent told
    const QList<CommitLanes> rows = layCommits(commitsOf(lines));
    for (const CommitLanes &row : rows)
        QVERIFY(row.width() <= mostCommitLanes);
    QCOMPARE(rows.constLast().width(), mostCommitLanes);
}

QTEST_APPLESS_MAIN(TestCommitLanes)
#include "tst_commitlanes.moc"
