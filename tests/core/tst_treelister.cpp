// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/operatordaemon.h"
#include "core/files/treelister.h"
#include "tests/support/scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

const GitTree lib{.source = u"lib"_s, .workspace = {}, .slot = {}};
const GitTree app{.source = u"app"_s, .workspace = {}, .slot = {}};

std::unique_ptr<OperatorDaemon> connectTo(const ScriptedServer &server)
{
    return std::make_unique<OperatorDaemon>(*BaseUrl::parse(server.url()), "T"_ba,
                                            WorkingIdentity{}, ConnectionPolicy{});
}

QByteArray gone(const QByteArray &path, const QByteArray &rest, const QByteArray &body = {})
{
    return R"({"old_path":")" + path + R"(","is_deleted":true,)" + rest + R"(,"hunks":[)"
        + (body.isEmpty() ? QByteArray() : R"({"body":")" + body + R"("})") + "]}";
}

} // namespace

//! \brief The files of a git tree, read from its difference against nothing.
class TestTreeLister final : public QObject
{
    Q_OBJECT

private slots:
    void listsNamesSizesAndKinds();
    void keepsWhatStands();
    void failureIsToldAndNotKept();
    void oneAfterTheOther();
};

void TestTreeLister::listsNamesSizesAndKinds()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) {
        return Script::json('[' + gone("z/last", R"("mode":"100644")", R"(-abc\n-\n)") + ','
                            + gone("link", R"("mode":"120000")", R"(-z/last\n)") + ','
                            + gone("sub", R"("mode":"160000")", R"(-Subproject commit 1\n)") + ','
                            + gone("p.png", R"("mode":"100644","is_binary":true)") + ','
                            + gone("empty", R"("mode":"100644")") + ','
                            + gone(R"(caf\ufffd)", R"("mode":"100644")") + ']');
    });
    const auto daemon = connectTo(server);
    TreeLister lister(daemon.get());
    QSignalSpy listed(&lister, &TreeLister::listed);
    lister.ask(lib, u"1"_s);
    QVERIFY(lister.isAsking(lib) && !lister.listing(lib));
    QTRY_COMPARE_WITH_TIMEOUT(listed.size(), 1, 30'000);
    const TreeListingPtr listing = lister.listing(lib);
    QCOMPARE(listing->files,
             (QList<TreeEntry>{{u"empty"_s, 0, TreeEntry::Kind::File},
                               {u"link"_s, 7, TreeEntry::Kind::Link},
                               {u"p.png"_s, 0, TreeEntry::Kind::Binary},
                               {u"sub"_s, 20, TreeEntry::Kind::Submodule},
                               {u"z/last"_s, 5, TreeEntry::Kind::File}}));
    QCOMPARE(listing->unnamed, 1);
    QCOMPARE(listing->leftOut, 0);
    QVERIFY(listing->isWhole);
    QCOMPARE(server.requests().first().target,
             "/sources/lib/diff?ref=4b825dc642cb6eb9a060e54bf8d69288fbee4904"_ba);
}

void TestTreeLister::keepsWhatStands()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) { return Script::json("[]"); });
    const auto daemon = connectTo(server);
    TreeLister lister(daemon.get());
    QSignalSpy listed(&lister, &TreeLister::listed);
    lister.ask(lib, u"main 0 0"_s);
    lister.ask(lib, u"main 0 0"_s); // under way
    QTRY_COMPARE_WITH_TIMEOUT(listed.size(), 1, 30'000);
    lister.ask(lib, u"main 0 0"_s);
    QCOMPARE(listed.size(), 1); // never from inside the call
    QTRY_COMPARE_WITH_TIMEOUT(listed.size(), 2, 30'000);
    QCOMPARE(server.requests().size(), 1);
    lister.ask(lib, u"main 1 0"_s);
    QTRY_COMPARE_WITH_TIMEOUT(listed.size(), 3, 30'000);
    QCOMPARE(server.requests().size(), 2);
}

void TestTreeLister::failureIsToldAndNotKept()
{
    ScriptedServer server;
    server.enqueue(Script::json(R"({"error":"git said no"})", 500));
    server.enqueue(Script::json("[]"));
    const auto daemon = connectTo(server);
    TreeLister lister(daemon.get());
    QSignalSpy failed(&lister, &TreeLister::failed);
    QSignalSpy listed(&lister, &TreeLister::listed);
    lister.ask(lib, u"1"_s);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 30'000);
    QVERIFY(failed.first().at(1).toString().contains("git said no"_L1));
    QVERIFY(!lister.listing(lib));
    lister.ask(lib, u"1"_s);
    QTRY_COMPARE_WITH_TIMEOUT(listed.size(), 1, 30'000);
}

void TestTreeLister::oneAfterTheOther()
{
    ScriptedServer server;
    Script waiting = Script::head(200, "application/json", -1);
    waiting.pause().chunk("[]").lastChunk();
    server.enqueue(waiting);
    server.enqueue(Script::json("[]"));
    const auto daemon = connectTo(server);
    TreeLister lister(daemon.get());
    QSignalSpy listed(&lister, &TreeLister::listed);
    lister.ask(lib, u"1"_s);
    lister.ask(app, u"1"_s);
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 1, 30'000);
    QVERIFY(lister.isAsking(app));
    server.resume();
    QTRY_COMPARE_WITH_TIMEOUT(listed.size(), 2, 30'000);
    QCOMPARE(server.requests().size(), 2);
}

QTEST_GUILESS_MAIN(TestTreeLister)
#include "tst_treelister.moc"
