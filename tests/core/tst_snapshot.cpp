// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/rfc3339.h"
#include "core/base/utf8.h"
#include "core/live/snapshotdecoder.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QtTest>

using namespace angee;
using namespace Qt::StringLiterals;
using Kind = DecodedAnswer::Kind;

// moc reads braces and backslashes inside raw strings: balanced ones and no escaped quotes here.
namespace {

DecodedAnswer decode(const QByteArray &answer)
{
    return decodeSnapshot(answer, QDateTime::currentDateTimeUtc());
}

SnapshotPtr snapshotOf(const QByteArray &data)
{
    return decode(R"({"data":)" + data + '}').snapshot;
}

const QByteArray FullAnswer = R"({"data":{
  "stackStatus":{"root":"/srv/demo","name":"demo","services":[{"name":"ignored"}]},
  "services":[
    {"name":"ticker","runtime":"local","status":"running","health":""},
    {"name":"web","runtime":"container","status":"exited","health":"unhealthy"}],
  "jobs":[{"name":"report","runtime":"local"}],
  "sources":[{"name":"app","kind":"git","path":"/srv/demo/sources/app","exists":true,
    "state":"diverged","branch":"","ref":"main","currentRef":"main","dirty":true,
    "upstream":"origin/main","ahead":2,"behind":3,"pushed":false,
    "unpushedReason":"2 commit(s) ahead of origin/main","error":null}],
  "workspaces":[{"name":"first-fix","path":"/srv/demo/workspaces/first-fix",
    "template":"workspaces/demo","processComposePort":9100,"playwrightMcpName":"",
    "playwrightMcpUrl":"","ttl":"24h","ttlExpiresAt":"2026-11-24T07:41:58.125Z"}],
  "templates":[{"ref":"workspaces/demo","kind":"workspace","name":"demo","path":"/t",
    "inputs":[{"name":"topic","type":"str","required":true,"immutable":false,"generated":false,
               "default":"x","question":true}]}],
  "secrets":[{"name":"webhook-key","declared":true,"hasValue":false,"required":true,
    "generated":false,"import":"env:HOOK","envVar":"WEBHOOK_KEY"}],
  "gitOpsTopology":{
    "workspaces":[{"name":"first-fix","exists":true,"state":"discrepancy","error":"e",
      "expired":true,"mountedBy":[{"kind":"service","name":"web","field":"workdir","value":"w"}],
      "innerStack":{"root":"/i","name":"inner","services":[
        {"name":"a","runtime":"local","status":"declared","health":""}]},"innerError":""}],
    "links":[
      {"id":"first-fix:app","source":"app","workspace":"first-fix","slot":"app","kind":"git",
       "mode":"worktree","branch":"b","ref":"main","path":"/p","exists":true,
       "state":"branch-mismatch","currentRef":"other","dirty":true,"upstream":"","ahead":1,
       "behind":0,"pushed":false,"unpushedReason":"uncommitted changes","error":""},
      {"id":"gone:app","workspace":"gone","slot":"app","state":"clean"}],
    "summary":{"sources":1,"workspaces":1,"worktrees":1,"clean":0,"dirty":1,"ahead":0,"behind":0,
      "diverged":1,"branchMismatch":1,"missing":0,"error":0,"unpushed":2}}}})";

} // namespace

class TestSnapshot final : public QObject
{
    Q_OBJECT

private slots:
    // One run of the daemon's tools gives the stack's name and its services.
    void readsTheServicesOfTheStack()
    {
        const DecodedAnswer answer = decode(
            R"({"data":{"stackStatus":{"root":"/srv","name":"demo","services":[{"name":"web",)"
            R"("runtime":"local","status":"running","health":""}]}}})"_ba);
        QCOMPARE(answer.kind, Kind::Snapshot);
        QVERIFY(answer.snapshot->knows(SnapshotPart::Services | SnapshotPart::Stack));
        QCOMPARE(answer.snapshot->services().size(), 1u);
        QCOMPARE(toText(answer.snapshot->services().front().status), u"running"_s);
    }

    void readsEveryField()
    {
        const DecodedAnswer answer = decode(FullAnswer);
        QCOMPARE(answer.kind, Kind::Snapshot);
        const Snapshot &snapshot = *answer.snapshot;
        QCOMPARE(toText(snapshot.stackName()), u"demo"_s);
        QCOMPARE(toText(snapshot.stackRoot()), u"/srv/demo"_s);

        QCOMPARE(snapshot.services().size(), 2u);
        const ServiceRow web{"web", "container", "exited", "unhealthy", "first-fix"};
        QVERIFY(snapshot.services().at(1) == web);
        const JobRow report{"report", "local"};
        QVERIFY(snapshot.jobs().at(0) == report);
        const SourceRow app{"app",
                            "git",
                            "/srv/demo/sources/app",
                            "diverged",
                            "",
                            "main",
                            "main",
                            "origin/main",
                            "2 commit(s) ahead of origin/main",
                            "",
                            2,
                            3,
                            true,
                            true,
                            false,
                            1};
        QVERIFY(snapshot.sources().at(0) == app);
        const SecretRow secret{"webhook-key", "env:HOOK", "WEBHOOK_KEY", true, false, true, false};
        QVERIFY(snapshot.secrets().at(0) == secret);
        const TemplateRow demo{"workspaces/demo",
                               "workspace",
                               "demo",
                               "/t",
                               {{"topic", "str", "x", true, false, false, true}}};
        QVERIFY(snapshot.templates().at(0) == demo);

        const WorkspaceRow &workspace = snapshot.workspaces().at(0);
        QCOMPARE(workspace.processComposePort, 9100);
        QCOMPARE(
            workspace.expiresAtMs,
            QDateTime(QDate(2026, 11, 24), QTime(7, 41, 58, 125), Qt::UTC).toMSecsSinceEpoch());
        QVERIFY(workspace.hasStatus && workspace.exists && workspace.expired);
        QCOMPARE(toText(workspace.state), u"discrepancy"_s);
        QCOMPARE(toText(workspace.innerName), u"inner"_s);
        QCOMPARE(workspace.innerServices.size(), 1u);
        QCOMPARE(workspace.mountedBy.size(), 1u);
        const SlotCounts counts{1, 1, 1, 0, 1, 0, 1, 0};
        QVERIFY(workspace.slotCounts == counts);

        QCOMPARE(snapshot.links().size(), 2u);
        QCOMPARE(snapshot.linksOf("first-fix").size(), 1u);
        QCOMPARE(toText(snapshot.linksOf("first-fix")[0].currentRef), u"other"_s);
        QVERIFY(snapshot.linksOf("none").empty());
        QCOMPARE(snapshot.gitOps().unpushed, 2);
        QVERIFY(snapshot.hasGitOps());
        QVERIFY(snapshot.service("web"));
        QVERIFY(!snapshot.service("nobody"));
    }

    //! Mounts come by workspace; a service asks for the other way round.
    void aServiceKnowsItsWorkspaces()
    {
        const SnapshotPtr snapshot = snapshotOf(R"({
          "services":[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}],
          "workspaces":[{"name":"w1"},{"name":"w2"},{"name":"w3"}],
          "gitOpsTopology":{"workspaces":[
            {"name":"w1","mountedBy":[{"kind":"service","name":"c"},
              {"kind":"service","name":"a","field":"workdir"},
              {"kind":"service","name":"a","field":"env"},{"kind":"service","name":"gone"}]},
            {"name":"w2","mountedBy":[{"kind":"job","name":"d"},{"kind":"service","name":"b"}]},
            {"name":"w3","mountedBy":[{"kind":"service","name":"a"},
              {"kind":"service","name":"b"}]}]}})");
        QVERIFY(snapshot);
        QStringList told;
        for (const ServiceRow &service : snapshot->services())
            told.append(toText(service.name) + u'=' + toText(service.workspaces));
        QCOMPARE(told, QStringList({u"a=w1, w3"_s, u"b=w2, w3"_s, u"c=w1"_s, u"d="_s}));
    }

    void aSourceKnowsHowManySlotsUseIt()
    {
        const SnapshotPtr snapshot = snapshotOf(R"({
          "sources":[{"name":"a"},{"name":"b"},{"name":"c"}],
          "gitOpsTopology":{"links":[{"id":"1","source":"c","workspace":"v"},
            {"id":"2","source":"a","workspace":"v"},{"id":"3","source":"c","workspace":"w"},
            {"id":"4","source":"gone","workspace":"w"}]}})");
        QVERIFY(snapshot);
        QCOMPARE(snapshot->source("a")->uses, 1);
        QCOMPARE(snapshot->source("b")->uses, 0);
        QCOMPARE(snapshot->source("c")->uses, 2);
    }

    void readsAnEventAndAnyOrderOfFields()
    {
        const SnapshotPtr snapshot = snapshotOf(
            R"({"onStackSnapshotChange":{"services":[{"health":"h","new":[1,{"a":2}],"status":"s",
                "name":"n","runtime":"r"}]}})");
        QVERIFY(snapshot);
        const ServiceRow row{"n", "r", "s", "h"};
        QVERIFY(snapshot->services().at(0) == row);
    }

    void decodesTextLikeQt_data()
    {
        QTest::addColumn<QByteArray>("literal");
        QTest::newRow("escapes") << "\"a\\\"b\\\\c\\/d\\n\\t\\u0041\\u00e9\""_ba;
        QTest::newRow("html escapes") << R"("\u003cb\u003e \u0026")"_ba;
        QTest::newRow("pair") << R"("\ud83d\ude00 x")"_ba;
        QTest::newRow("utf-8") << "\"na\xC3\xAFve \xF0\x9F\x98\x80\""_ba;
        QTest::newRow("backslash before a quote") << "\"\\\\\\\"\""_ba;
        QTest::newRow("empty") << R"("")"_ba;
        QTest::newRow("colon, comma and braces") << "\"],}:{\""_ba;
        QTest::newRow("NUL") << R"("a\u0000b")"_ba;
        QTest::newRow("long") << QByteArray('"' + QByteArray(4'000, 'x') + '"');
    }

    void decodesTextLikeQt()
    {
        QFETCH(QByteArray, literal);
        const SnapshotPtr snapshot =
            snapshotOf(R"({"services":[{"name":)" + literal + R"( ,"status":"after"}]})");
        QVERIFY(snapshot);
        const QString expected =
            QJsonDocument::fromJson(R"({"k":)" + literal + '}').object().value("k"_L1).toString();
        QCOMPARE(toText(snapshot->services().at(0).name), expected);
        QCOMPARE(toText(snapshot->services().at(0).status), u"after"_s);
    }

    void repairsWhatParsersRefuse_data()
    {
        QTest::addColumn<QByteArray>("literal");
        QTest::addColumn<QString>("expected");
        QTest::newRow("lone high") << R"("a\ud800b")"_ba << u"a\uFFFDb"_s;
        QTest::newRow("lone low") << R"("\udc00")"_ba << u"\uFFFD"_s;
        QTest::newRow("high high low") << R"("\ud83d\ud83d\ude00")"_ba << u"\uFFFD\U0001F600"_s;
        QTest::newRow("escaped backslash first") << R"("\\ud800\ud800")"_ba << u"\\ud800\uFFFD"_s;
        QTest::newRow("stray byte") << "\"a\xFF"
                                       "b\""_ba
                                    << u"a\uFFFDb"_s;
        QTest::newRow("cut sequence") << "\"\xE2\x82\""_ba << u"\uFFFD\uFFFD"_s;
        QTest::newRow("overlong") << "\"\xC0\xAF\""_ba << u"\uFFFD\uFFFD"_s;
        QTest::newRow("raw surrogate") << "\"\xED\xA0\x80\""_ba << u"\uFFFD\uFFFD\uFFFD"_s;
    }

    void repairsWhatParsersRefuse()
    {
        QFETCH(QByteArray, literal);
        QFETCH(QString, expected);
        const SnapshotPtr snapshot =
            snapshotOf(R"({"services":[{"name":)" + literal + R"(,"status":"after"}]})");
        QVERIFY(snapshot);
        QCOMPARE(toText(snapshot->services().at(0).name), expected);
        QCOMPARE(toText(snapshot->services().at(0).status), u"after"_s);
    }

    void utf8RepairAgreesWithQtOnRandomBytes()
    {
        QRandomGenerator random(20261124);
        for (int round = 0; round < 2000; ++round) {
            QByteArray bytes;
            for (int size = random.bounded(12); size > 0; --size)
                bytes.append(
                    char(random.bounded(3) ? 0x80 + random.bounded(0x80) : random.bounded(0x80)));
            const QByteArray repaired = replaceInvalidUtf8(bytes);
            QVERIFY(isValidUtf8(repaired));
            QVERIFY(!isValidUtf8(bytes) || repaired == bytes);
        }
    }

    void tellsTheKindsOfFailure_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("words");
        QTest::newRow("validation")
            << R"({"errors":[{"message":"Cannot query field x.","locations":[{"line":1}],
                  "extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}],"data":null})"_ba
            << Kind::Incompatible << u"Cannot query field x."_s;
        QTest::newRow("resolver")
            << R"({"errors":[{"message":"read .env: broken","path":["secrets"]}],"data":null})"_ba
            << Kind::Refused << u"read .env: broken"_s;
        QTest::newRow("all null")
            << R"({"errors":[{"message":"m"}],"data":{"stackStatus":null}})"_ba << Kind::Refused
            << u"m"_s;
        QTest::newRow("empty object") << "{}"_ba << Kind::Malformed << QString();
        QTest::newRow("html") << "<html><body>502</body></html>"_ba << Kind::Malformed << QString();
        QTest::newRow("nothing") << QByteArray() << Kind::Malformed << QString();
        QTest::newRow("cut") << FullAnswer.left(FullAnswer.size() / 2) << Kind::Malformed
                             << QString();
        QTest::newRow("array") << "[1,2]"_ba << Kind::Malformed << QString();
    }

    void tellsTheKindsOfFailure()
    {
        QFETCH(QByteArray, answer);
        QFETCH(Kind, kind);
        QFETCH(QString, words);
        const DecodedAnswer decoded = decode(answer);
        QCOMPARE(decoded.kind, kind);
        QVERIFY(!decoded.snapshot);
        QVERIFY(!decoded.messages.isEmpty());
        if (!words.isEmpty())
            QCOMPARE(decoded.messages.first(), words);
    }

    void keepsPartialDataWithItsProblems()
    {
        const DecodedAnswer decoded = decode(
            R"({"errors":[{"message":"git: not found","path":["gitOpsTopology"]}],
                "data":{"services":[{"name":"a"}],"gitOpsTopology":null}})");
        QCOMPARE(decoded.kind, Kind::Snapshot);
        QCOMPARE(decoded.snapshot->problems(), QStringList{u"git: not found"_s});
        QVERIFY(!decoded.snapshot->hasGitOps());
    }

    void toleratesOtherTypesInFields()
    {
        const SnapshotPtr snapshot = snapshotOf(
            R"({"services":[{"name":"a","status":17,"health":{"x":["y"]},"runtime":null},5,null,"s"],
                "sources":[{"name":"s","ahead":"many","behind":1e99,"dirty":"yes"}],"jobs":{"a":1}})");
        QVERIFY(snapshot);
        QCOMPARE(snapshot->services().size(), 1u);
        QCOMPARE(toText(snapshot->services().at(0).status), u"17"_s);
        QVERIFY(snapshot->services().at(0).health.empty());
        QCOMPARE(snapshot->sources().at(0).ahead, 0);
        QVERIFY(!snapshot->sources().at(0).dirty);
        QVERIFY(snapshot->jobs().empty());
    }

    void namesEachObjectOnce()
    {
        const SnapshotPtr snapshot = snapshotOf(
            R"({"services":[{"name":"b","status":"1"},{"name":"a"},{"name":"b","status":"2"}]})");
        QCOMPARE(snapshot->services().size(), 2u);
        QCOMPARE(toText(snapshot->service("b")->status), u"1"_s);
    }

    void comparesContentOnly()
    {
        const SnapshotPtr left = decode(FullAnswer).snapshot;
        const SnapshotPtr right = decode(FullAnswer).snapshot;
        QVERIFY(left->sameContent(*right));
        QByteArray changed = FullAnswer;
        changed.replace(R"("value":"w")", R"("value":"v")");
        QVERIFY(!left->sameContent(*decode(changed).snapshot));
    }

    void stopsWhenAsked()
    {
        const std::atomic_bool stop = true;
        QCOMPARE(decodeSnapshot(FullAnswer, {}, &stop).kind, Kind::Cancelled);
    }

    void parsesTimes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("expected");
        QTest::newRow("utc") << "2026-11-24T07:41:58Z"_ba << qint64(1795506118000);
        QTest::newRow("nanoseconds")
            << "2026-11-24T07:41:58.123456789Z"_ba << qint64(1795506118123);
        QTest::newRow("zone") << "2026-11-24T08:41:58+01:00"_ba << qint64(1795506118000);
        QTest::newRow("west") << "2026-11-24T06:11:58-01:30"_ba << qint64(1795506118000);
        QTest::newRow("empty") << ""_ba << qint64(0);
        QTest::newRow("no zone") << "2026-11-24T07:41:58"_ba << qint64(0);
        QTest::newRow("month 13") << "2026-13-24T07:41:58Z"_ba << qint64(0);
        QTest::newRow("tail") << "2026-11-24T07:41:58Zx"_ba << qint64(0);
        QTest::newRow("words") << "tomorrow"_ba << qint64(0);
    }

    void parsesTimes()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, expected);
        QCOMPARE(parseRfc3339(viewOf(text)), expected);
    }
};

QTEST_GUILESS_MAIN(TestSnapshot)
#include "tst_snapshot.moc"
