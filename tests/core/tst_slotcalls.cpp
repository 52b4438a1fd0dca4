// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/operatordaemon.h"
#include "core/daemon/slotcalls.h"
#include "tests/support/scriptedserver.h"

#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;
using Kind = OperatorDaemonError::Kind;

namespace {

const SlotName theSlot{.workspace = u"first/fix"_s, .slot = u"lib"_s};

std::unique_ptr<OperatorDaemon> connectTo(const ScriptedServer &server)
{
    return std::make_unique<OperatorDaemon>(*BaseUrl::parse(server.url()), "T"_ba,
                                            WorkingIdentity{}, ConnectionPolicy{});
}

} // namespace

class TestSlotCalls final : public QObject
{
    Q_OBJECT

private slots:
    void requests_data();
    void requests();
    void readsASlot();
    void aConflictIsNoSuccess();
    void readsCommits();
};

void TestSlotCalls::requests_data()
{
    QTest::addColumn<SlotAction>("action");
    QTest::addColumn<QString>("ref");
    QTest::addColumn<QString>("remote");
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QByteArray>("body");
    using enum SlotAction;
    QTest::newRow("fetch") << Fetch << QString() << QString() << "fetch"_ba
                           << ""_ba;
    QTest::newRow("pull") << Pull << QString() << QString() << "pull"_ba
                          << ""_ba;
    QTest::newRow("push") << Push << QString() << QString() << "push"_ba
                          << "{}"_ba;
    QTest::newRow("push a ref") << Push << u"ws/x"_s << QString() << "push"_ba
                                << R"({"ref":"ws/x"})"_ba;
    QTest::newRow("merge") << Merge << u"origin/main"_s << QString() << "merge"_ba
                           << R"({"ref":"origin/main"})"_ba;
    QTest::newRow("rebase") << Rebase << u"main"_s << QString() << "rebase"_ba
                            << R"({"ref":"main"})"_ba;
    QTest::newRow("abort a merge") << MergeAbort << QString() << QString() << "merge-abort"_ba
                                   << ""_ba;
    QTest::newRow("abort a rebase") << RebaseAbort << QString() << QString() << "rebase-abort"_ba
                                    << ""_ba;
    QTest::newRow("continue") << RebaseContinue << QString() << QString() << "rebase-continue"_ba
                              << ""_ba;
    QTest::newRow("publish") << Publish << u"ws/x"_s << u"fork"_s << "publish"_ba
                             << R"({"branch":"ws/x","remote":"fork"})"_ba;
    QTest::newRow("publish as it is") << Publish << QString() << QString() << "publish"_ba
                                      << "{}"_ba;
}

void TestSlotCalls::requests()
{
    QFETCH(SlotAction, action);
    QFETCH(QString, ref);
    QFETCH(QString, remote);
    QFETCH(QByteArray, verb);
    QFETCH(QByteArray, body);
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) { return Script::json("{}", 500); });
    const auto daemon = connectTo(server);
    DaemonCall *call = nullptr;
    const bool transfers =
        action == SlotAction::Fetch || action == SlotAction::Pull || action == SlotAction::Push;
    if (transfers)
        call = daemon->run(new SlotTransferCall(theSlot, action, ref));
    else
        call = daemon->run(new SlotGitCall(theSlot, action, ref, remote));
    bool ended = false;
    connect(call, &DaemonCall::finished, this, [&ended] { ended = true; });
    QTRY_VERIFY(ended);
    QCOMPARE(server.requests().size(), 1);
    const ReceivedRequest &request = server.requests().first();
    QCOMPARE(request.verb, "POST"_ba);
    QCOMPARE(request.target, "/workspaces/first%2Ffix/sources/lib/"_ba + verb);
    QCOMPARE(request.body, body);
}

void TestSlotCalls::readsASlot()
{
    ScriptedServer server;
    server.enqueue(Script::json(
        R"({"slot":"lib","source":"lib","kind":"git","mode":"worktree","branch":"ws/fix",)"
        R"("path":"/w/lib","exists":true,"state":"ahead","dirty":false,"ahead":2,"pushed":false,)"
        R"("unpushed_reason":"2 commit(s) ahead of origin/main"})"));
    const auto daemon = connectTo(server);
    std::optional<Result<WorkspaceSlot>> outcome;
    daemon->run(new SlotTransferCall(theSlot, SlotAction::Pull))
        ->whenDone(this, [&](const Result<WorkspaceSlot> &result) { outcome = result; });
    QTRY_VERIFY(outcome);
    QVERIFY(outcome->ok());
    QCOMPARE(outcome->value().ahead, 2);
    QCOMPARE(outcome->value().branch, u"ws/fix"_s);
}

void TestSlotCalls::aConflictIsNoSuccess()
{
    ScriptedServer server;
    server.enqueue(
        Script::json(R"({"ok":false,"conflicted":true,"conflict_files":["a b.txt","src/c.cpp"],)"
                     R"("message":"CONFLICT (content): Merge conflict in a b.txt"})"));
    server.enqueue(Script::json(
        R"({"ok":true,"conflicted":false,"conflict_files":[],"message":"Already up to date."})"));
    const auto daemon = connectTo(server);
    std::optional<Result<GitResult>> outcome;
    const auto keep = [&](const Result<GitResult> &result) { outcome = result; };
    daemon->run(new SlotGitCall(theSlot, SlotAction::Merge, u"main"_s))->whenDone(this, keep);
    QTRY_VERIFY(outcome);
    QVERIFY(!outcome->ok());
    QCOMPARE(outcome->error().kind, Kind::Conflict);
    QVERIFY(outcome->error().words.contains(u"a b.txt, src/c.cpp"_s));
    QVERIFY(outcome->error().words.endsWith(u"CONFLICT (content): Merge conflict in a b.txt"_s));
    outcome.reset();
    daemon->run(new SlotGitCall(theSlot, SlotAction::Merge, u"main"_s))->whenDone(this, keep);
    QTRY_VERIFY(outcome);
    QVERIFY(outcome->ok());
    QCOMPARE(outcome->value().message, u"Already up to date."_s);
}

void TestSlotCalls::readsCommits()
{
    ScriptedServer server;
    server.enqueue(Script::json(
        R"({"root":"/r","name":"demo","workspaces":[],"links":[],"summary":{},"sources":[)"
        R"({"name":"app","kind":"local","path":"/r/app","exists":true,"pushed":true},)"
        R"({"name":"lib","kind":"git","path":"/r/lib","exists":true,"pushed":true,"commits":[)"
        R"({"sha":"3940","parents":[],"refs":null,"time":"2026-11-24T07:51:36Z",)"
        R"("summary":"first","author":"x <x@example.invalid>"}]}]})"));
    const auto daemon = connectTo(server);
    std::optional<Result<QList<SourceCommits>>> outcome;
    daemon->run(new TopologyCommitsCall(5000))
        ->whenDone(this, [&](const Result<QList<SourceCommits>> &result) { outcome = result; });
    QTRY_VERIFY(outcome);
    QVERIFY(outcome->ok());
    QCOMPARE(server.requests().first().target, "/gitops/topology?with_commits=1000"_ba);
    QCOMPARE(outcome->value().size(), 2);
    QVERIFY(outcome->value().at(0).commits.isEmpty());
    const Commit &commit = outcome->value().at(1).commits.first();
    QCOMPARE(commit.sha, u"3940"_s);
    QVERIFY(commit.refs.isEmpty());
    QCOMPARE(commit.time, QDateTime({2026, 11, 24}, {7, 51, 36}, Qt::UTC));
}

QTEST_GUILESS_MAIN(TestSlotCalls)
#include "tst_slotcalls.moc"
