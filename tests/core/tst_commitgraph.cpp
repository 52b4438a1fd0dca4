// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/model/commitgraph.h"

#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

Commit commit(const QString &sha, const QStringList &parents, const QStringList &refs = {})
{
    Commit commit;
    commit.sha = sha;
    commit.parents = parents;
    commit.refs = refs;
    return commit;
}

QStringList shas(const CommitGraph::Reach &reach)
{
    QStringList list;
    for (const Commit &commit : reach.commits)
        list.append(commit.sha);
    return list;
}

//      a - b - c        origin/main, main
//           \.
//            d - e      ws/fix
CommitGraph forked()
{
    return CommitGraph(
        {commit(u"e"_s, {u"d"_s}, {u"refs/heads/ws/fix"_s}), commit(u"d"_s, {u"b"_s}),
         commit(u"c"_s, {u"b"_s}, {u"refs/heads/main"_s, u"refs/remotes/origin/main"_s}),
         commit(u"b"_s, {u"a"_s}), commit(u"a"_s, {})});
}

} // namespace

class TestCommitGraph final : public QObject
{
    Q_OBJECT

private slots:
    void findsRefs();
    void tellsWhatAPushSends();
    void tellsWhatLiesBetween();
    void knowsAFastForward();
    void saysWhenItCannotKnow();
    void walksMergesOnce();
};

void TestCommitGraph::findsRefs()
{
    const CommitGraph graph = forked();
    QVERIFY(graph.at(u"ws/fix"_s));
    QCOMPARE(graph.at(u"ws/fix"_s)->sha, u"e"_s);
    QCOMPARE(graph.at(u"origin/main"_s)->sha, u"c"_s);
    QCOMPARE(graph.at(u"refs/heads/main"_s)->sha, u"c"_s);
    QCOMPARE(graph.at(u"b"_s)->sha, u"b"_s);
    QVERIFY(!graph.at(u"nowhere"_s));
    QCOMPARE(graph.branches(), (QStringList{u"main"_s, u"origin/main"_s, u"ws/fix"_s}));
}

void TestCommitGraph::tellsWhatAPushSends()
{
    const auto reach = forked().notOnRemote(u"ws/fix"_s, u"origin"_s);
    QCOMPARE(shas(reach), (QStringList{u"e"_s, u"d"_s}));
    QVERIFY(reach.isWhole);
    QVERIFY(shas(forked().notOnRemote(u"main"_s, u"origin"_s)).isEmpty());
    // A remote that has nothing gets everything.
    QCOMPARE(forked().notOnRemote(u"main"_s, u"backup"_s).commits.size(), 3);
}

void TestCommitGraph::tellsWhatLiesBetween()
{
    QCOMPARE(shas(forked().between(u"ws/fix"_s, u"origin/main"_s)), QStringList{u"c"_s});
    QCOMPARE(shas(forked().between(u"origin/main"_s, u"ws/fix"_s)), (QStringList{u"e"_s, u"d"_s}));
}

void TestCommitGraph::knowsAFastForward()
{
    const CommitGraph graph = forked();
    QVERIFY(!graph.isFastForward(u"ws/fix"_s, u"origin/main"_s));
    QVERIFY(graph.isFastForward(u"b"_s, u"ws/fix"_s));
    QVERIFY(graph.isFastForward(u"main"_s, u"origin/main"_s)); // nothing to move
    QVERIFY(!graph.isFastForward(u"nowhere"_s, u"main"_s));
}

void TestCommitGraph::saysWhenItCannotKnow()
{
    // The parent of d was not told: the daemon stopped before it.
    const CommitGraph cut(
        {commit(u"e"_s, {u"d"_s}, {u"refs/heads/ws/fix"_s}), commit(u"d"_s, {u"b"_s})});
    const auto reach = cut.notOnRemote(u"ws/fix"_s, u"origin"_s);
    QCOMPARE(shas(reach), (QStringList{u"e"_s, u"d"_s}));
    QVERIFY(!reach.isWhole);
    QVERIFY(!forked().between(u"nowhere"_s, u"main"_s).isWhole);
    QVERIFY(!CommitGraph().notOnRemote(u"main"_s, u"origin"_s).isWhole);
}

void TestCommitGraph::walksMergesOnce()
{
    const CommitGraph merged(
        {commit(u"m"_s, {u"e"_s, u"c"_s}, {u"refs/heads/ws/fix"_s}), commit(u"e"_s, {u"b"_s}),
         commit(u"c"_s, {u"b"_s}, {u"refs/remotes/origin/main"_s}), commit(u"b"_s, {})});
    QCOMPARE(shas(merged.notOnRemote(u"ws/fix"_s, u"origin"_s)), (QStringList{u"m"_s, u"e"_s}));
    QVERIFY(merged.isFastForward(u"origin/main"_s, u"ws/fix"_s));
    // A circle cannot come from git; if it comes from the wire it must end all the same.
    const CommitGraph circle(
        {commit(u"x"_s, {u"y"_s}, {u"refs/heads/x"_s}), commit(u"y"_s, {u"x"_s})});
    QCOMPARE(circle.notOnRemote(u"x"_s, u"origin"_s).commits.size(), 2);
}

QTEST_GUILESS_MAIN(TestCommitGraph)
#include "tst_commitgraph.moc"
