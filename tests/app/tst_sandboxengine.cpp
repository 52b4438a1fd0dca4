// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/git.h"
#include "app/sandbox/engine/gotime.h"
#include "app/sandbox/engine/jinja.h"
#include "app/sandbox/engine/listquery.h"
#include "app/sandbox/engine/manifest.h"
#include "app/sandbox/engine/stackengine.h"
#include "app/sandbox/engine/substitution.h"
#include "app/sandbox/engine/wirejson.h"
#include "app/sandbox/httprouter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace angee::sandbox;

namespace {

//! What an EngineError says, or "ok".
template <typename Work>
QString errorOf(Work work)
{
    try {
        work();
    } catch (const EngineError &e) {
        return e.error;
    }
    return u"ok"_s;
}

} // namespace

//! The parts of the engine that are pure functions.
class TestSandboxEngine : public QObject
{
    Q_OBJECT

private slots:
    void readsDurations_data();
    void readsDurations();
    void writesTimes();
    void readsJson_data();
    void readsJson();
    void writesJson();
    void rendersTemplates_data();
    void rendersTemplates();
    void substitutes_data();
    void substitutes();
    void matchesLike_data();
    void matchesLike();
    void filtersLists();
    void readsManifestsStrictly_data();
    void readsManifestsStrictly();
    void keepsAManifestThroughAFile();
    void readsDiffs();
    void tellsLevels_data();
    void tellsLevels();
    void quotesNames();
    void cleansPaths_data();
    void cleansPaths();
};

void TestSandboxEngine::readsDurations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("result");
    QTest::newRow("hours") << u"24h"_s << u"24h0m0s"_s;
    QTest::newRow("parts") << u"1h30m"_s << u"1h30m0s"_s;
    QTest::newRow("fraction") << u"1.5s"_s << u"1.5s"_s;
    QTest::newRow("milliseconds") << u"300ms"_s << u"300ms"_s;
    QTest::newRow("negative") << u"-2m"_s << u"-2m0s"_s;
    QTest::newRow("zero") << u"0"_s << u"0s"_s;
    QTest::newRow("days") << u"1d"_s << u"time: unknown unit \"d\" in duration \"1d\""_s;
    QTest::newRow("no unit") << u"60"_s << u"time: missing unit in duration \"60\""_s;
    QTest::newRow("words") << u"x"_s << u"time: invalid duration \"x\""_s;
    QTest::newRow("nothing") << QString() << u"time: invalid duration \"\""_s;
}

void TestSandboxEngine::readsDurations()
{
    QFETCH(QString, text);
    QFETCH(QString, result);
    QString error;
    const auto duration = parseGoDuration(text, &error);
    QCOMPARE(duration ? formatGoDuration(*duration) : error, result);
}

void TestSandboxEngine::writesTimes()
{
    const auto whole = parseWireTime(u"2026-05-10T12:00:00Z"_s);
    QVERIFY(whole);
    QCOMPARE(formatWireTime(*whole), u"2026-05-10T12:00:00Z"_s);
    const QString fine = u"2026-05-10T12:00:00.12345678Z"_s;
    QCOMPARE(formatWireTime(*parseWireTime(fine)), fine);
    QCOMPARE(formatWireTime(*parseWireTime(u"2026-05-10T14:00:00+02:00"_s)),
             u"2026-05-10T12:00:00Z"_s);
    QVERIFY(!parseWireTime(u"yesterday"_s));
}

void TestSandboxEngine::readsJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("result");
    QTest::newRow("first value only") << "{\"a\":1} and more"_ba << u"{\"a\":1}"_s;
    QTest::newRow("empty") << QByteArray() << u"null"_s;
    QTest::newRow("escapes") << R"(["\u00e9\ud83d\ude00\n"])"_ba << u"[\"é😀\\n\"]"_s;
    QTest::newRow("lone surrogate") << R"(["\ud800x"])"_ba << u"[\"\uFFFDx\"]"_s;
    QTest::newRow("bad UTF-8") << "[\"\xff\"]"_ba << u"[\"\uFFFD\"]"_s;
    QTest::newRow("large number") << "[9007199254740993]"_ba << u"[9007199254740993]"_s;
    QTest::newRow("cut") << "{\"a\":"_ba << u"unexpected EOF"_s;
    QTest::newRow("word") << "x"_ba << u"invalid character 'x' looking for beginning of value"_s;
    QTest::newRow("comma") << "{\"a\":1,}"_ba
                           << u"invalid character '}' looking for beginning of object key string"_s;
    QTest::newRow("deep") << QByteArray(100000, '[') << u"exceeded max depth"_s;
}

void TestSandboxEngine::readsJson()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, result);
    QString have;
    const QString error =
        errorOf([&] { have = QString::fromUtf8(encodeWireJson(decodeWireJson(text))); });
    QCOMPARE(error == "ok"_L1 ? have : error, result);
}

void TestSandboxEngine::writesJson()
{
    const QJsonArray value{u"<a&b>"_s, u"\u2028"_s, u"\x01é"_s, true, 1.5, QJsonValue()};
    QCOMPARE(encodeWireJson(value),
             R"(["\u003ca\u0026b\u003e","\u2028","\u0001é",true,1.5,null])"_ba);
}

void TestSandboxEngine::rendersTemplates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("result");
    QTest::newRow("value") << u"a {{ name }} b"_s << u"a Rye b"_s;
    QTest::newRow("filter") << u"{{ name | upper | replace('Y', 'i') }}"_s << u"RiE"_s;
    QTest::newRow("default") << u"{{ none_such | default('x') }}"_s << u"x"_s;
    QTest::newRow("if")
        << u"{% if flag == 'on' and not off %}A{% elif name %}B{% else %}C{% endif %}"_s << u"A"_s;
    QTest::newRow("elif") << u"{% if off %}A{% elif name %}B{% else %}C{% endif %}"_s << u"B"_s;
    QTest::newRow("else") << u"{% if off %}A{% elif none_such %}B{% else %}C{% endif %}"_s
                          << u"C"_s;
    QTest::newRow("nested") << u"{% if off %}{% if name %}A{% endif %}{% endif %}B"_s << u"B"_s;
    QTest::newRow("white space") << u"a \n{%- if name -%} \n b {% endif %}"_s << u"ab "_s;
    QTest::newRow("comment") << u"a{# {{ name }} #}b"_s << u"ab"_s;
    QTest::newRow("raw") << u"{% raw %}{{ name }}{% endraw %}"_s << u"{{ name }}"_s;
    QTest::newRow("single braces") << u"{ {a} }"_s << u"{ {a} }"_s;
    QTest::newRow("unknown statement")
        << u"x\n{% for a in b %}"_s << u"template line 2: unknown statement \"for\""_s;
    QTest::newRow("unclosed") << u"{{ name"_s << u"template line 1: missing }}"_s;
    QTest::newRow("unknown filter") << u"{{ name | zap }}"_s << u"unknown filter \"zap\""_s;
}

void TestSandboxEngine::rendersTemplates()
{
    QFETCH(QString, text);
    QFETCH(QString, result);
    QString have;
    const QString error = errorOf([&] {
        have = renderJinja(text,
                           {{u"name"_s, u"Rye"_s}, {u"flag"_s, u"on"_s}, {u"off"_s, u"false"_s}});
    });
    QCOMPARE(error == "ok"_L1 ? have : error, result);
}

void TestSandboxEngine::substitutes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("result");
    QTest::newRow("plain") << u"$HOME ${ports.web}"_s << u"$HOME 8001"_s;
    QTest::newRow("chain") << u"ws/${inputs.topic | slug | truncate(5)}"_s << u"ws/first"_s;
    QTest::newRow("secret") << u"${secret.key}"_s << u"${ANGEE_SECRET_KEY}"_s;
    QTest::newRow("path") << u"${workspace.w.path}/x"_s << u"/r/w/x"_s;
    QTest::newRow("default of an empty one") << u"${inputs.empty | default(\"d\")}"_s << u"d"_s;
    QTest::newRow("missing input") << u"${inputs.x}"_s << u"input \"x\" is not set"_s;
    QTest::newRow("unknown namespace") << u"${a.b}"_s << u"unknown substitution namespace \"a\""_s;
    QTest::newRow("shell variable") << u"${HOME}"_s << u"unknown substitution \"HOME\""_s;
    QTest::newRow("unknown field")
        << u"${workspace.w.size}"_s << u"unknown workspace field \"size\""_s;
}

void TestSandboxEngine::substitutes()
{
    QFETCH(QString, text);
    QFETCH(QString, result);
    SubstitutionScope scope;
    scope.ports = {{u"web"_s, 8001}};
    scope.inputs = {{u"topic"_s, u"First fix"_s}, {u"empty"_s, QString()}};
    scope.secrets = {{u"key"_s, u"${ANGEE_SECRET_KEY}"_s}};
    scope.workspacePaths = {{u"w"_s, u"/r/w"_s}};
    QString have;
    const QString error = errorOf([&] { have = substitute(text, scope); });
    QCOMPARE(error == "ok"_L1 ? have : error, result);
}

void TestSandboxEngine::matchesLike_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("matches");
    QTest::newRow("all") << u"%"_s << true;
    QTest::newRow("run") << u"w%r%"_s << true;
    QTest::newRow("one") << u"w_b-server"_s << true;
    QTest::newRow("whole value") << u"web"_s << false;
    QTest::newRow("case") << u"WEB%"_s << false;
    QTest::newRow("back up") << u"%er"_s << true;
    QTest::newRow("empty") << QString() << false;
}

void TestSandboxEngine::matchesLike()
{
    QFETCH(QString, pattern);
    QFETCH(bool, matches);
    QCOMPARE(angee::sandbox::matchesLike(u"web-server"_s, pattern, Qt::CaseSensitive), matches);
}

void TestSandboxEngine::filtersLists()
{
    std::vector<ListRow> rows;
    const auto add = [&rows](const QString &name, const QJsonValue &health, bool dirty) {
        rows.push_back(
            {{{u"name"_s, name}}, {{u"name"_s, name}, {u"health"_s, health}, {u"dirty"_s, dirty}}});
    };
    add(u"a"_s, QJsonValue(QJsonValue::Null), true);
    add(u"b"_s, u"healthy"_s, false);
    add(u"c"_s, u"unhealthy"_s, true);
    const auto names = [&rows](const QByteArray &query) {
        const QJsonObject list =
            applyListQuery(rows, ListQuery::parse(query), {u"name"_s, u"health"_s, u"dirty"_s});
        QString out;
        for (const QJsonValue &node : list.value("nodes"_L1).toArray())
            out += node.toObject().value("name"_L1).toString();
        return out + u'/' + QString::number(list.value("total_count"_L1).toInt());
    };
    QCOMPARE(names({}), u"abc/3"_s);
    QCOMPARE(names(R"({"filter":{"fields":{"health":{"neq":"healthy"}}}})"), u"ac/2"_s);
    QCOMPARE(names(R"({"filter":{"fields":{"health":{"notLike":"un%"}}}})"), u"ab/2"_s);
    QCOMPARE(names(R"({"filter":{"fields":{"dirty":{"isNot":true}}}})"), u"b/1"_s);
    QCOMPARE(names(R"({"filter":{"fields":{"dirty":{"eq":"true"}}}})"), u"/0"_s);
    QCOMPARE(
        names(
            R"({"filter":{"or":[{"fields":{"name":{"eq":"a"}}},{"fields":{"name":{"in":["c"]}}}]}})"),
        u"ac/2"_s);
    QCOMPARE(names(R"({"sorting":[{"field":"health"}]})"), u"abc/3"_s);
    QCOMPARE(names(R"({"sorting":[{"field":"health","nulls":"NULLS_LAST"}]})"), u"bca/3"_s);
    QCOMPARE(
        names(
            R"({"sorting":[{"field":"name","direction":"desc"}],"paging":{"limit":1,"offset":1}})"),
        u"b/3"_s);
    QCOMPARE(errorOf([&] { names(R"({"filter":[]})"); }), u"query: invalid list query JSON"_s);
}

void TestSandboxEngine::readsManifestsStrictly_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("error");
    QTest::newRow("least") << "name: x\n"_ba << u"ok"_s;
    QTest::newRow("no name") << "version: 1\n"_ba << u"manifest name is required"_s;
    QTest::newRow("unknown key") << "name: x\nbogus: 1\n"_ba
                                 << u"yaml: unmarshal errors:\n  line 2: field bogus not found "
                                    "in type manifest.Stack"_s;
    QTest::newRow("unknown key below")
        << "name: x\nservices: {a: {runtime: local, cmd: [a]}}\n"_ba
        << u"yaml: unmarshal errors:\n  line 2: field cmd not found in type manifest.Service"_s;
    QTest::newRow("wrong type")
        << "name: x\nports: {a: {value: b}}\n"_ba
        << u"yaml: unmarshal errors:\n  line 2: cannot unmarshal !!str `b` into int"_s;
    QTest::newRow("container without image")
        << "name: x\nservices: {a: {runtime: container}}\n"_ba
        << u"service \"a\" with runtime container requires image or build"_s;
    QTest::newRow("local without command") << "name: x\njobs: {a: {runtime: local}}\n"_ba
                                           << u"job \"a\" with runtime local requires command"_s;
    QTest::newRow("local with route")
        << "name: x\nservices: {a: {runtime: local, command: [a], route: {port: 1}}}\n"_ba
        << u"service \"a\": route requires runtime: container"_s;
}

void TestSandboxEngine::readsManifestsStrictly()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, error);
    QCOMPARE(errorOf([&] { static_cast<void>(Manifest::parse(yaml, u"angee.yaml"_s)); }), error);
}

void TestSandboxEngine::keepsAManifestThroughAFile()
{
    Manifest manifest = Manifest::parse(R"(name: "yes"
secrets: {empty: {}, made: {generated: true, length: 8}}
services:
  a:
    runtime: local
    command: ["sh", "-c", "echo \"a: b\"; #no"]
    env: {PORT: "0080", FLAG: "true", EMPTY_NOT: " x ", UMLAUT: "ü"}
)",
                                        u"angee.yaml"_s);
    const Manifest again = Manifest::parse(manifest.toYaml(), u"angee.yaml"_s);
    QCOMPARE(again.name, u"yes"_s);
    QVERIFY(again.secrets.contains(u"empty"_s));
    QCOMPARE(again.secrets.at(u"made"_s).length, 8);
    QCOMPARE(again.services.at(u"a"_s).command, manifest.services.at(u"a"_s).command);
    QCOMPARE(again.services.at(u"a"_s).env, manifest.services.at(u"a"_s).env);
    QVERIFY(again.services.at(u"a"_s).build.isUndefined());
}

void TestSandboxEngine::readsDiffs()
{
    const QJsonArray files = parseDiff("diff --git a/x.txt b/x.txt\n"
                                       "index 257cc56..5716ca5 100644\n"
                                       "--- a/x.txt\n"
                                       "+++ b/x.txt\n"
                                       "@@ -1,2 +1 @@ head\n"
                                       "-one\n"
                                       "--- two\n"
                                       "+three\n"
                                       "\\ No newline at end of file\n"
                                       "diff --git a/old b/new\n"
                                       "similarity index 100%\n"
                                       "rename from old\n"
                                       "rename to new\n"
                                       "diff --git \"a/\\303\\274.bin\" \"b/\\303\\274.bin\"\n"
                                       "new file mode 100755\n"
                                       "index 0000000..1f3d8a4\n"
                                       "Binary files /dev/null and \"b/\\303\\274.bin\" differ\n");
    QCOMPARE(files.size(), 3);
    const QJsonObject changed = files.at(0).toObject();
    QCOMPARE(changed.value("mode"_L1).toString(), u"100644"_s);
    const QJsonObject hunk = changed.value("hunks"_L1).toArray().first().toObject();
    QCOMPARE(hunk.value("body"_L1).toString(), u"-one\n--- two\n+three\n"_s);
    QCOMPARE(hunk.value("old_lines"_L1).toInt(), 2);
    QCOMPARE(hunk.value("new_lines"_L1).toInt(), 1);
    QCOMPARE(hunk.value("header"_L1).toString(), u"head"_s);
    QVERIFY(files.at(1).toObject().value("is_rename"_L1).toBool());
    QCOMPARE(files.at(1).toObject().value("old_path"_L1).toString(), u"old"_s);
    const QJsonObject binary = files.at(2).toObject();
    QVERIFY(binary.value("is_binary"_L1).toBool() && binary.value("is_new"_L1).toBool());
    QCOMPARE(binary.value("new_path"_L1).toString(), u"ü.bin"_s);
    QVERIFY(!binary.contains("old_path"_L1));
}

void TestSandboxEngine::tellsLevels_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("level");
    QTest::newRow("logfmt") << "level=info msg=x"_ba << u"INFO"_s;
    QTest::newRow("quoted") << "level=\"warning\""_ba << u"WARN"_s;
    QTest::newRow("json") << R"({"level":"fatal"})"_ba << u"ERROR"_s;
    QTest::newRow("brackets") << "[DEBUG] x"_ba << u"DEBUG"_s;
    QTest::newRow("brackets after a blank") << "12:00 [err] x"_ba << u"ERROR"_s;
    QTest::newRow("coloured brackets") << "\x1b[32m[INFO]\x1b[0m x"_ba << QString();
    QTest::newRow("leading word") << "INFO: x"_ba << QString();
    QTest::newRow("another word") << "[information] x"_ba << QString();
}

void TestSandboxEngine::tellsLevels()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, level);
    QCOMPARE(logLineBody(u"s"_s, u"local"_s, line).value("level"_L1).toString(), level);
}

void TestSandboxEngine::quotesNames()
{
    QCOMPARE(goQuote(u"a\"b\\c\n\x01é😀\u2028"_s), u"\"a\\\"b\\\\c\\n\\x01é😀\\u2028\""_s);
}

void TestSandboxEngine::cleansPaths_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("clean");
    QTest::newRow("clean") << "/a/b"_ba
                           << "/a/b"_ba;
    QTest::newRow("root") << "/"_ba
                          << "/"_ba;
    QTest::newRow("last slash") << "/a/"_ba
                                << "/a/"_ba;
    QTest::newRow("double") << "//a//b"_ba
                            << "/a/b"_ba;
    QTest::newRow("dots") << "/a/./b/../c"_ba
                          << "/a/c"_ba;
    QTest::newRow("encoded dots stay") << "/a/%2E%2E/b"_ba
                                       << "/a/%2E%2E/b"_ba;
}

void TestSandboxEngine::cleansPaths()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, clean);
    QCOMPARE(cleanUrlPath(path), clean);
}

QTEST_GUILESS_MAIN(TestSandboxEngine)
#include "tst_sandboxengine.moc"
