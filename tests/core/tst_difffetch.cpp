// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/operatordaemon.h"
#include "core/diff/difffetch.h"
#include "tests/support/scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;
using Kind = OperatorDaemonError::Kind;

namespace {

const QByteArray oneFile =
    R"({"old_path":"f","new_path":"f","mode":"100644","is_binary":false,"is_new":false,)"
    R"("is_deleted":false,"is_rename":false,"hunks":[{"old_start":1,"old_lines":1,"new_start":1,)"
    R"("new_lines":1,"body":"-a\n+b\n"}]})"_ba;
const GitTree source{.source = u"l/b"_s, .workspace = {}, .slot = {}};
const GitTree slot{.source = {}, .workspace = u"first fix"_s, .slot = u"lib"_s};

std::unique_ptr<OperatorDaemon> connectTo(const ScriptedServer &server)
{
    return std::make_unique<OperatorDaemon>(*BaseUrl::parse(server.url()), "T"_ba,
                                            WorkingIdentity{}, ConnectionPolicy{});
}

} // namespace

//! \brief One difference over a real socket: read while it arrives, refused, cut off, given up.
class TestDiffFetch final : public QObject
{
    Q_OBJECT

private slots:
    void readsWhileItArrives();
    void namesItsTree();
    void refusalKeepsTheDaemonsWords();
    void whatIsNoDiffIsSaid_data();
    void whatIsNoDiffIsSaid();
    void stoppingKeepsWhatCame();
    void goingClosesTheConnection();
};

void TestDiffFetch::readsWhileItArrives()
{
    ScriptedServer server;
    Script script = Script::head(200, "application/json", -1);
    script.chunk("[" + oneFile.left(40)).pause().chunk(oneFile.mid(40) + ',' + oneFile + "]\n");
    server.enqueue(script.lastChunk());
    const auto daemon = connectTo(server);
    DiffFetch fetch;
    QSignalSpy progressed(&fetch, &DiffFetch::progressed);
    QSignalSpy finished(&fetch, &DiffFetch::finished);
    fetch.start(daemon.get(), source, {});
    QTRY_COMPARE_WITH_TIMEOUT(progressed.size(), 1, 30'000);
    QVERIFY(finished.isEmpty());
    server.resume();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
    QVERIFY(!fetch.error());
    QCOMPARE(fetch.result()->files.size(), 2);
    QVERIFY(fetch.result()->isWhole);
    QCOMPARE(fetch.bytesReceived(), 2 * oneFile.size() + 4);
}

void TestDiffFetch::namesItsTree()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) { return Script::json("[]"); });
    const auto daemon = connectTo(server);
    DiffFetch first;
    DiffFetch second;
    first.start(daemon.get(), source, {});
    second.start(daemon.get(), slot, u"origin/a+b"_s);
    QTRY_VERIFY_WITH_TIMEOUT(first.isFinished() && second.isFinished(), 30'000);
    QCOMPARE(server.count("GET", "/sources/l%2Fb/diff"), 1);
    QCOMPARE(server.count("GET", "/workspaces/first%20fix/sources/lib/diff?ref=origin%2Fa%2Bb"), 1);
    QCOMPARE(source.name(), u"l/b"_s);
    QCOMPARE(slot.name(), u"first fix:lib"_s);
}

void TestDiffFetch::refusalKeepsTheDaemonsWords()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) {
        return Script::json(R"x({"error":"git diff: status 128 (fatal: bad)"})x", 500);
    });
    const auto daemon = connectTo(server);
    DiffFetch fetch;
    fetch.start(daemon.get(), source, u"nope"_s);
    QTRY_VERIFY_WITH_TIMEOUT(fetch.isFinished(), 30'000);
    QVERIFY(!fetch.result());
    QCOMPARE(fetch.error()->kind, Kind::Refused);
    QCOMPARE(fetch.error()->words, u"git diff: status 128 (fatal: bad)"_s);
}

void TestDiffFetch::whatIsNoDiffIsSaid_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("object") << "application/json"_ba
                            << "{}"_ba;
    QTest::newRow("broken off") << "application/json"_ba
                                << "[{"_ba;
    QTest::newRow("text") << "text/plain"_ba
                          << "[]"_ba;
    QTest::newRow("page") << "text/html"_ba
                          << "<html>login</html>"_ba;
}

void TestDiffFetch::whatIsNoDiffIsSaid()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    ScriptedServer server;
    server.setHandler([&](const ReceivedRequest &) { return Script::answer(200, type, body); });
    const auto daemon = connectTo(server);
    DiffFetch fetch;
    fetch.start(daemon.get(), source, {});
    QTRY_VERIFY_WITH_TIMEOUT(fetch.isFinished(), 30'000);
    QVERIFY(!fetch.result());
    QVERIFY(!fetch.error()->summary().isEmpty());
    QCOMPARE(fetch.error()->kind, Kind::InvalidResponse);
}

void TestDiffFetch::stoppingKeepsWhatCame()
{
    ScriptedServer server;
    Script script = Script::head(200, "application/json", -1);
    server.enqueue(script.chunk('[' + oneFile + R"(,{"old_path":"g",)").pause());
    const auto daemon = connectTo(server);
    DiffFetch fetch;
    QSignalSpy progressed(&fetch, &DiffFetch::progressed);
    fetch.start(daemon.get(), source, {});
    QTRY_VERIFY_WITH_TIMEOUT(!progressed.isEmpty(), 30'000);
    fetch.stop();
    QVERIFY(!fetch.isFinished()); // never from inside a call
    QTRY_VERIFY_WITH_TIMEOUT(fetch.isFinished(), 30'000);
    QVERIFY(fetch.result() && !fetch.error());
    QCOMPARE(fetch.result()->files.size(), 1);
    QVERIFY(!fetch.result()->isWhole);
    QTRY_COMPARE_WITH_TIMEOUT(server.open(), 0, 30'000);
}

void TestDiffFetch::goingClosesTheConnection()
{
    ScriptedServer server;
    Script script = Script::head(200, "application/json", -1);
    server.enqueue(script.chunk("[").pause());
    const auto daemon = connectTo(server);
    auto fetch = std::make_unique<DiffFetch>();
    QSignalSpy progressed(fetch.get(), &DiffFetch::progressed);
    fetch->start(daemon.get(), source, {});
    QTRY_VERIFY_WITH_TIMEOUT(!progressed.isEmpty(), 30'000);
    fetch.reset();
    QTRY_COMPARE_WITH_TIMEOUT(server.open(), 0, 30'000);
}

QTEST_GUILESS_MAIN(TestDiffFetch)
#include "tst_difffetch.moc"
