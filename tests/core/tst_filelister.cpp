// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/operatordaemon.h"
#include "core/files/filebook.h"
#include "core/files/filelister.h"
#include "tests/support/scriptedserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<OperatorDaemon> connectTo(const ScriptedServer &server)
{
    return std::make_unique<OperatorDaemon>(*BaseUrl::parse(server.url()), "admin"_ba,
                                            WorkingIdentity{}, ConnectionPolicy{});
}

} // namespace

class TestFileLister final : public QObject
{
    Q_OBJECT

private slots:
    void forms_data();
    void forms();
    void withoutTheRouteItIsAskedOnce_data();
    void withoutTheRouteItIsAskedOnce();
    void everySourceOnce();
    void completes();
};

void TestFileLister::forms_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QStringList>("paths");

    const QStringList both{u"a.txt"_s, u"b/c d.py"_s};
    QTest::newRow("paths") << R"(["a.txt","b/c d.py"])"_ba << both;
    QTest::newRow("envelope") << R"({"nodes":["a.txt","b/c d.py"],"total_count":2})"_ba << both;
    QTest::newRow("objects")
        << R"({"nodes":[{"path":"a.txt","size":1},{"path":"b","kind":"dir"},{"path":"b/c d.py"},{"path":"d","is_dir":true}]})"_ba
        << both;
    QTest::newRow("files") << R"({"files":[{"path":"a.txt"},{"path":"b/c d.py"}]})"_ba << both;
    QTest::newRow("hostile")
        << R"(["a.txt","/etc/passwd","","x/","a\nb",7,null,{"path":3},"b/c d.py"])"_ba << both;
    QTest::newRow("empty") << "[]"_ba << QStringList();
}

void TestFileLister::forms()
{
    QFETCH(QByteArray, answer);
    QFETCH(QStringList, paths);
    ScriptedServer server;
    server.enqueue(Script::json(answer));
    const auto daemon = connectTo(server);
    FileLister lister(daemon.get());
    QSignalSpy listed(&lister, &FileLister::listed);
    lister.ask({u"my app&x"_s});
    QTRY_COMPARE(listed.size(), 1);
    QCOMPARE(listed.first(), QVariantList({u"my app&x"_s, paths}));
    QCOMPARE(server.count("GET", "/files/list?source=my%20app%26x"), 1);
}

void TestFileLister::withoutTheRouteItIsAskedOnce_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("answer");

    QTest::newRow("no such route") << 404 << "text/plain"_ba
                                   << "404 page not found\n"_ba;
    QTest::newRow("another verb") << 405 << "text/plain"_ba
                                  << "Method Not Allowed\n"_ba;
    QTest::newRow("no list") << 200 << "application/json"_ba
                             << R"({"content":"x"})"_ba;
    QTest::newRow("a page") << 200 << "text/html"_ba
                            << "<html>"_ba;
    QTest::newRow("an error") << 500 << "application/json"_ba
                              << R"({"error":"no"})"_ba;
}

void TestFileLister::withoutTheRouteItIsAskedOnce()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, answer);
    ScriptedServer server;
    server.setHandler([&](const ReceivedRequest &request) {
        if (request.target.startsWith("/files/list"))
            return Script::answer(status, type, answer);
        return Script::json(R"({"nodes":[],"total_count":0})");
    });
    const auto daemon = connectTo(server);
    FileLister lister(daemon.get());
    QSignalSpy listed(&lister, &FileLister::listed);
    lister.ask({u"a"_s, u"b"_s});
    QTRY_COMPARE(server.count("GET", "/files/list?source=a"), 1);
    // Another call behind it: what was going to be asked has been by then.
    bool answered = false;
    const auto other = [&] {
        answered = false;
        daemon->run(new ListSourcesCall)->whenDone(this, [&](const auto &) { answered = true; });
        return QTest::qWaitFor([&] { return answered; });
    };
    QVERIFY(other());
    lister.ask({u"a"_s, u"b"_s, u"c"_s});
    QVERIFY(other());
    QCOMPARE(server.count("GET", "/files/list?source=b"), 0);
    QCOMPARE(server.count("GET", "/files/list?source=c"), 0);
    QCOMPARE(listed.size(), 0);
    // Another connection asks again.
    FileLister again(daemon.get());
    again.ask({u"a"_s});
    QTRY_COMPARE(server.count("GET", "/files/list?source=a"), 2);
}

void TestFileLister::everySourceOnce()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &request) {
        return request.target.endsWith("=gone")
            ? Script::json(R"({"error":"no","kind":"source","name":"gone"})", 404)
            : Script::json(R"(["x"])");
    });
    const auto daemon = connectTo(server);
    FileLister lister(daemon.get());
    QSignalSpy listed(&lister, &FileLister::listed);
    lister.ask({u"a"_s, u"gone"_s});
    lister.ask({u"gone"_s, u"b"_s, u"a"_s});
    QTRY_COMPARE(listed.size(), 2);
    QCOMPARE(listed.last().first().toString(), u"b"_s);
    for (const char *source : {"a", "gone", "b"})
        QCOMPARE(server.count("GET", QByteArray("/files/list?source=") + source), 1);
}

void TestFileLister::completes()
{
    QTemporaryDir folder;
    FileBook book(folder.filePath(u"book.json"_s));
    QSignalSpy changed(&book, &FileBook::contentsChanged);
    book.setListedFiles(u"app"_s, {u"src/main.py"_s, u"README.md"_s});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(book.complete(u"app"_s, u"main"_s), QStringList(u"src/main.py"_s));
    book.addRecent({u"app"_s, u"README.md"_s});
    QCOMPARE(book.complete(u"app"_s, {}), QStringList({u"README.md"_s, u"src/main.py"_s}));
    // The daemon's list is the daemon's to tell: another connection starts without.
    QVERIFY(book.save());
    FileBook later(folder.filePath(u"book.json"_s));
    QCOMPARE(later.complete(u"app"_s, {}), QStringList(u"README.md"_s));
}

QTEST_GUILESS_MAIN(TestFileLister)
#include "tst_filelister.moc"
