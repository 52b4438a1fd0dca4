// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/manifest/manifestcheck.h"
#include "core/manifest/manifestfailure.h"
#include "core/manifest/manifestplace.h"
#include "core/manifest/manifestuses.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace angee;
using namespace Qt::StringLiterals;

using Consequence = ManifestProblem::Consequence;
using Stage = ManifestProblem::Stage;

class TestManifest final : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithTheDaemon_data();
    void agreesWithTheDaemon();
    void problemsHaveTheirLines();
    void secretsWithoutAValue();
    void aliasesWithoutEnd();
    void hostileTextsEnd_data();
    void hostileTextsEnd();
    void otherFailuresAreNotTheManifest_data();
    void otherFailuresAreNotTheManifest();
    void placeOfTheManifest();
    void placeThroughLinks();
    void tellsWhatItsEntriesUse();
    void knowsTheDaemonsOwnService();
};

namespace {

bool has(const ManifestProblems &problems, Consequence consequence)
{
    return std::any_of(problems.begin(), problems.end(), [consequence](const auto &problem) {
        return problem.consequence == consequence;
    });
}

QByteArray listed(const ManifestProblems &problems)
{
    QString all;
    for (const ManifestProblem &problem : problems)
        all += u"%1 line %2: %3\n"_s.arg(int(problem.consequence))
                   .arg(problem.line)
                   .arg(problem.words);
    return all.toUtf8();
}

} // namespace

// What the running daemon (v0.9.0) and docker compose (2.29.7) said to each of these: whether GET
// /stack/status answered, POST /stack/prepare after it, and `docker compose config` after that.
void TestManifest::agreesWithTheDaemon_data()
{
    QTest::addColumn<QJsonObject>("seen");
    QFile file(QFINDTESTDATA("../data/manifest/verdicts.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray all = QJsonDocument::fromJson(file.readAll()).array();
    QVERIFY(all.size() > 150);
    for (const QJsonValue &one : all)
        QTest::newRow(qPrintable(one[u"name"_s].toString())) << one.toObject();
}

void TestManifest::agreesWithTheDaemon()
{
    QFETCH(QJsonObject, seen);
    const ManifestProblems problems = checkManifest(seen.value(u"text"_s).toString().toUtf8());
    const bool locked = seen.value(u"status"_s).toInt() != 200;
    QVERIFY2(has(problems, Consequence::Locked) == locked, listed(problems).constData());
    if (locked) {
        // A window that hears this knows what it is about.
        QVERIFY(saysManifestIsBroken(seen.value(u"answer"_s).toString()));
        // With the words, and so the lines, of the daemon where it tells keys and types.
        const QString answer = seen.value(u"answer"_s).toString();
        if (lockingProblem(problems)->stage != Stage::Shape || answer.startsWith(u"parsing time"_s)
            || !answer.contains(u'\n'))
            return;
        QString ours = u"yaml: unmarshal errors:"_s;
        for (const ManifestProblem &problem : problems)
            ours += u"\n  line %1: %2"_s.arg(problem.line).arg(problem.words);
        QCOMPARE(ours, answer);
        return;
    }
    // The daemon's own refusals name one thing; these are about what is not in the text.
    static const QStringList elsewhere{u"secret unset"_s,   u"workspace slot source"_s,
                                       u"slot no source"_s, u"slot undeclared"_s,
                                       u"ports nested"_s,   u"build list"_s,
                                       u"build unknown"_s};
    if (elsewhere.contains(seen.value(u"name"_s).toString()))
        return;
    const bool stuck = seen.value(u"prepare"_s).toInt() != 200 || seen.contains(u"compose"_s);
    QVERIFY2(has(problems, Consequence::Stuck) == stuck, listed(problems).constData());
}

void TestManifest::problemsHaveTheirLines()
{
    const QByteArray text = "name: x\n"
                            "services:\n"
                            "  a:\n"
                            "    runtime: container\n"
                            "    image: i\n"
                            "    env:\n"
                            "      ONE: \"$HOME\"\n"
                            "      TWO: \"${secret.s} $$HOME\"\n"
                            "    mounts: [\"workspace://w:/w\"]\n"
                            "    depends_on:\n"
                            "      - b\n"
                            "  b:\n"
                            "    runtime: local\n"
                            "    command: [\"echo\", \"$HOME\"]\n"_ba;
    const ManifestProblems problems = checkManifest(text);
    QList<std::pair<Consequence, int>> found;
    for (const ManifestProblem &problem : problems)
        found.append({problem.consequence, problem.line});
    const QList<std::pair<Consequence, int>> wanted{{Consequence::Stuck, 8},
                                                    {Consequence::Stuck, 9},
                                                    {Consequence::Stuck, 11},
                                                    {Consequence::Trap, 7}};
    QVERIFY2(found == wanted, listed(problems).constData());
    QVERIFY(problems.at(2).words.contains(u"\"b\" is a local service"_s));
    QVERIFY(problems.last().words.contains(u"$$HOME"_s));
    QCOMPARE(lockingProblem(problems), nullptr);
}

void TestManifest::secretsWithoutAValue()
{
    const QByteArray text = "name: x\nsecrets: {s: {}}\n"
                            "services: {a: {runtime: local, command: [\"${secret.s}\"]}}\n"_ba;
    QVERIFY(checkManifest(text).isEmpty());
    const ManifestProblems problems = checkManifest(text, {.unsetSecrets = {u"s"_s}});
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.first().consequence, Consequence::Stuck);
    QVERIFY(problems.first().words.contains(u"no value"_s));
}

// Nine lists of nine aliases each, eight deep.
void TestManifest::aliasesWithoutEnd()
{
    QByteArray text = "name: x\nservices:\n  a: &a0 {runtime: local, command: [a]}\nworkspaces:\n"
                      "  w: {template: t, inputs: &b0 {k: v}}\n"_ba;
    for (int i = 1; i < 9; ++i) {
        text += "  w" + QByteArray::number(i) + ": {template: t, inputs: &b" + QByteArray::number(i)
            + " {";
        for (int k = 0; k < 9; ++k)
            text += (k ? ", k" : "k") + QByteArray::number(k) + ": *b" + QByteArray::number(i - 1);
        text += "}}\n";
    }
    QVERIFY(!checkManifest(text).isEmpty());
    text.replace("workspaces:\n", "").replace("  w", "  s");
    QVERIFY(!manifestEntries(text).isEmpty()); // and ends
}

void TestManifest::hostileTextsEnd_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("deep maps") << "{a: "_ba.repeated(50'000);
    QTest::newRow("one word") << QByteArray(1024 * 1024, 'x');
    QTest::newRow("bad UTF-8") << "name: \xff\xfe\n"_ba;
    QTest::newRow("keys") << "? - a\n: b\n"_ba;
    QTest::newRow("anchors") << "&a *a\n"_ba;
}

void TestManifest::hostileTextsEnd()
{
    QFETCH(QByteArray, text);
    (void)checkManifest(text);
}

void TestManifest::otherFailuresAreNotTheManifest_data()
{
    QTest::addColumn<QString>("words");
    for (const QString &words :
         {u""_s, u"service box env: A: secret \"nope\" is not resolved"_s,
          u"service \"x\" is not declared"_s, u"docker compose: yaml: no"_s,
          u"source \"nope\" is referenced but not declared"_s,
          u"Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?"_s})
        QTest::newRow(qPrintable(words)) << words;
}

void TestManifest::otherFailuresAreNotTheManifest()
{
    QFETCH(QString, words);
    QVERIFY(!saysManifestIsBroken(words));
}

void TestManifest::placeOfTheManifest()
{
    const ManifestPlace place{u"/srv/demo"_s, u"demo"_s};
    QCOMPARE(place.path(), u"/srv/demo/angee.yaml"_s);
    QVERIFY(place.holds(u"/srv/demo"_s, u"angee.yaml"_s));
    QVERIFY(place.holds(u"/srv/demo/app"_s, u"../angee.yaml"_s));
    QVERIFY(place.holds(u"/srv"_s, u"demo/./angee.yaml"_s));
    QVERIFY(!place.holds(u"/srv/demo/app"_s, u"angee.yaml"_s));
    QVERIFY(!place.holds(u"/srv/demo"_s, u"other.yaml"_s));
    QVERIFY(!ManifestPlace().holds(u"/srv/demo"_s, u"angee.yaml"_s));
    // Through a link that only the daemon sees: it reads like the manifest.
    const QByteArray text = "version: 1\nname: \"demo\"\nservices: {}\n"_ba;
    QVERIFY(place.holds(u"/elsewhere"_s, u"link.yaml"_s, text));
    QVERIFY(!place.holds(u"/elsewhere"_s, u"link.yaml"_s, "name: demo\nvalue: 1\n"_ba));
    QVERIFY(!place.holds(u"/elsewhere"_s, u"docker-compose.yaml"_s,
                         "name: other\nservices: {}\nsecrets: {}\n"_ba));
}

void TestManifest::placeThroughLinks()
{
    QTemporaryDir folder;
    QDir(folder.path()).mkpath(u"root"_s);
    QFile manifest(folder.filePath(u"root/angee.yaml"_s));
    QVERIFY(manifest.open(QIODevice::WriteOnly));
    QVERIFY(QFile::link(folder.filePath(u"root"_s), folder.filePath(u"linked"_s)));
    QVERIFY(QFile::link(manifest.fileName(), folder.filePath(u"config.yaml"_s)));
    const ManifestPlace place{folder.filePath(u"root"_s), u"demo"_s};
    QVERIFY(place.holds(folder.filePath(u"linked"_s), u"angee.yaml"_s));
    QVERIFY(place.holds(folder.path(), u"config.yaml"_s));
    QVERIFY(!place.holds(folder.path(), u"nothing.yaml"_s));
}

void TestManifest::tellsWhatItsEntriesUse()
{
    const QByteArray text = R"(name: demo
ports: {web: {value: 18001}}
sources:
  app: {kind: local, path: app}
  page: {kind: local, path: page}
services:
  web:
    runtime: local
    command: ["python3", "-m", "http.server", "${ports.web}"]
    workdir: "source://app"
    env: {TOKEN: "${secret.api-token}", URL: "x${secret.api-token}y${ secret.other | default(z) }"}
  page:
    runtime: container
    build: {context: page/sub}
    mounts: ["workspace://first:/ws:ro"]
    ports: ["127.0.0.1:${ports.web}:8080"]
jobs:
  seed: {runtime: local, command: "true", workdir: "workspace://first"}
)";
    const QList<ManifestEntry> entries = manifestEntries(text);
    QCOMPARE(entries.size(), 3);
    const ManifestEntry &web = entries.at(0);
    QCOMPARE(web.name, u"web"_s);
    QVERIFY(web.isService && !web.isContainer && !web.isBuilt);
    QCOMPARE(web.command, u"python3 -m http.server 18001"_s);
    QCOMPARE(web.secrets, QStringList({u"api-token"_s, u"other"_s}));
    QCOMPARE(web.sources, QStringList(u"app"_s));
    const ManifestEntry &page = entries.at(1);
    QVERIFY(page.isContainer && page.isBuilt);
    QCOMPARE(page.workspaces, QStringList(u"first"_s));
    QCOMPARE(page.sources, QStringList(u"page"_s)); // its folder is built from
    QCOMPARE(page.ports, QStringList(u"18001"_s));
    QVERIFY(!entries.at(2).isService);
    // What was declared anew, and what came or went.
    QList<ManifestEntry> after = manifestEntries(QByteArray(text).replace("page/sub", "page"));
    QCOMPARE(redeclaredServices(entries, after), QStringList(u"page"_s));
    after.removeLast();
    QCOMPARE(redeclaredServices(entries, after), QStringList(u"page"_s));
    // Written in another way, it declares the same.
    after = manifestEntries(
        QByteArray(text).replace("{context: page/sub}", "\n      context: 'page/sub'"));
    QCOMPARE(redeclaredServices(entries, after), QStringList());
    QCOMPARE(redeclaredServices({}, after), QStringList());
    for (const QByteArray &broken : {"a: [b"_ba, "- 1"_ba, "services: 3"_ba, ""_ba})
        QVERIFY(manifestEntries(broken).isEmpty());
}

void TestManifest::knowsTheDaemonsOwnService()
{
    const auto own = [](const QByteArray &command, const QByteArray &ports, int port) {
        return ownServiceOf(manifestEntries("ports: {operator: {value: 9000}}\nservices:\n  one:\n"
                                            "    runtime: local\n    command: "
                                            + command + "\n    ports: " + ports + "\n"),
                            port);
    };
    // As the usual templates have it.
    QCOMPARE(
        own(R"(["sh", "-c", "exec angee operator --root . --port ${ports.operator}"])", "[]", 1),
        u"one"_s);
    QCOMPARE(own("angee-operator --root /srv", "[]", 0), u"one"_s);
    QCOMPARE(own("serve", R"(["127.0.0.1:${ports.operator}:9000"])", 9000), u"one"_s);
    QCOMPARE(own("serve --port=9000", "[]", 9000), u"one"_s);
    QCOMPARE(own("serve", R"(["127.0.0.1:${ports.operator}:9000"])", 9001), QString());
    QCOMPARE(own("serve", "[]", 0), QString());
    QCOMPARE(own("echo angee operators", "[]", 0), QString());
}

QTEST_GUILESS_MAIN(TestManifest)

#include "tst_manifest.moc"
