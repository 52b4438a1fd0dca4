// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/model/reflog.h"

#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

//! A commit's name out of one letter.
QByteArray sha(char letter)
{
    return QByteArray(40, letter);
}

QByteArray line(char before, char after, const QByteArray &message)
{
    return sha(before) + ' ' + sha(after) + " Ada <ada@example.invalid> 1700000000 +0100\t"
        + message + '\n';
}

QStringList summaries(const Reflog::Walk &walk)
{
    QStringList lines;
    for (const Commit &commit : walk.commits)
        lines.append(commit.summary);
    return lines;
}

QString name(char letter)
{
    return QString::fromLatin1(sha(letter));
}

} // namespace

//! The first lines of commits that nobody has pushed, out of what git notes of a branch.
class TestReflog final : public QObject
{
    Q_OBJECT

private slots:
    void tellsCommitsNewestFirst();
    void stopsWhereTheRemoteStands();
    void followsAmendments();
    void tellsMergesAsOne();
    void findsRebasedCommitsInTheTreesOwnLog();
    void followsAReset();
    void isBounded();
    void passesOverWhatIsNoLog();
    void endsInACircle();
};

void TestReflog::tellsCommitsNewestFirst()
{
    Reflog log;
    log.add(line('0', 'a', "branch: Created from main") + line('a', 'b', "commit: First: ü")
            + line('b', 'c', "commit: Second"));
    QCOMPARE(log.tip(), name('c'));
    const Reflog::Walk walk = log.walk(log.tip(), {}, 10);
    QCOMPARE(summaries(walk), (QStringList{u"Second"_s, u"First: ü"_s}));
    QCOMPARE(walk.base, name('a'));
    QCOMPARE(walk.commits.first().author, u"Ada <ada@example.invalid>"_s);
    QCOMPARE(walk.commits.first().time.toSecsSinceEpoch(), 1700000000);
    QCOMPARE(walk.commits.last().parents, QStringList{name('a')});
}

void TestReflog::stopsWhereTheRemoteStands()
{
    Reflog log;
    log.add(line('a', 'b', "commit: Pushed") + line('b', 'c', "commit: Not pushed"));
    const Reflog::Walk walk = log.walk(log.tip(), {name('b')}, 10);
    QCOMPARE(summaries(walk), QStringList{u"Not pushed"_s});
    QCOMPARE(walk.base, name('b'));
}

void TestReflog::followsAmendments()
{
    Reflog log;
    log.add(line('a', 'b', "commit: One") + line('b', 'c', "commit: Two, wrong")
            + line('c', 'd', "commit (amend): Two, still wrong")
            + line('d', 'e', "commit (amend): Two"));
    const Reflog::Walk walk = log.walk(log.tip(), {}, 10);
    QCOMPARE(summaries(walk), (QStringList{u"Two"_s, u"One"_s}));
    QCOMPARE(walk.base, name('a'));
}

void TestReflog::tellsMergesAsOne()
{
    Reflog log;
    log.add(line('a', 'b', "commit: Mine")
            + line('b', 'c', "merge origin/main: Merge made by the 'ort' strategy."));
    QCOMPARE(summaries(log.walk(log.tip(), {}, 10)),
             (QStringList{u"Merge origin/main"_s, u"Mine"_s}));
    // A fast-forward makes no commit: what it brought is somebody else's.
    Reflog forward;
    forward.add(line('a', 'b', "merge origin/main: Fast-forward"));
    QVERIFY(forward.walk(forward.tip(), {}, 10).commits.isEmpty());
}

void TestReflog::findsRebasedCommitsInTheTreesOwnLog()
{
    Reflog log;
    log.add(line('c', 'e', "rebase (start): checkout origin/main")
            + line('e', 'f', "rebase (pick): First") + line('f', '1', "rebase (continue): Second")
            + line('1', '1', "rebase (finish): returning to refs/heads/ws/x"));
    log.add(line('a', 'b', "commit: First") + line('b', 'c', "commit: Second")
            + line('c', '1', "rebase (finish): refs/heads/ws/x onto " + sha('e')));
    const Reflog::Walk walk = log.walk(log.tip(), {}, 10);
    QCOMPARE(summaries(walk), (QStringList{u"Second"_s, u"First"_s}));
    QCOMPARE(walk.base, name('e'));
}

void TestReflog::followsAReset()
{
    Reflog log;
    log.add(line('a', 'b', "commit: Kept") + line('b', 'c', "commit: Dropped")
            + line('c', 'b', "reset: moving to HEAD~1") + line('b', 'd', "commit: Instead"));
    QCOMPARE(summaries(log.walk(log.tip(), {}, 10)), (QStringList{u"Instead"_s, u"Kept"_s}));
}

void TestReflog::isBounded()
{
    Reflog log;
    log.add(line('a', 'b', "commit: 1") + line('b', 'c', "commit: 2")
            + line('c', 'd', "commit: 3"));
    const Reflog::Walk walk = log.walk(log.tip(), {}, 2);
    QCOMPARE(walk.commits.size(), 2);
    QVERIFY(walk.base.isEmpty());
}

void TestReflog::passesOverWhatIsNoLog()
{
    Reflog log;
    log.add("<html>\n\n" + sha('a') + "\nnot a line\t\tcommit: x\n" + sha('a') + ' ' + sha('g')
            + " x\tcommit: no name of a commit\n");
    QVERIFY(log.tip().isEmpty());
    QVERIFY(log.walk(log.tip(), {}, 10).commits.isEmpty());
    log.add(sha('a') + ' ' + sha('b') + "\tcommit: nobody\n");
    QCOMPARE(summaries(log.walk(log.tip(), {}, 10)), QStringList{u"nobody"_s});
}

void TestReflog::endsInACircle()
{
    Reflog log;
    log.add(line('a', 'b', "commit: 1") + line('b', 'a', "commit: 2")
            + line('c', 'd', "commit (amend): 3") + line('d', 'c', "commit (amend): 4"));
    QCOMPARE(log.walk(name('a'), {}, 50).commits.size(), 50);
    QCOMPARE(log.walk(name('c'), {}, 50).commits.size(), 1);
}

QTEST_GUILESS_MAIN(TestReflog)
#include "tst_reflog.moc"
