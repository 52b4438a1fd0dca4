// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/settings/connectionsettings.h"
#include "core/settings/stackfolder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

//! What the files of a stack tell about its daemon.
class TestStackFolder final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }
    void places_data();
    void places();
    void tokens_data();
    void tokens();
    void goQuotes_data();
    void goQuotes();
    void nothingIsWritten();
    void foldersAreConnectionsOfTheirOwn();

private:
    void write(const QString &name, const QByteArray &bytes) const
    {
        const QString path = m_home->filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    [[nodiscard]] StackFolder find(const QString &name) const
    {
        return StackFolder::find(m_home->filePath(name));
    }
    [[nodiscard]] QString real(const QString &name) const
    {
        return QFileInfo(m_home->filePath(name)).canonicalFilePath();
    }

    std::unique_ptr<QTemporaryDir> m_home;
};

void TestStackFolder::places_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("root");
    QTest::newRow("the folder itself") << u"a"_s << u"a"_s;
    QTest::newRow("below it") << u"a/deep/er"_s << u"a"_s;
    QTest::newRow("the manifest itself") << u"a/angee.yaml"_s << u"a"_s;
    QTest::newRow("hidden") << u"b"_s << u"b/.angee"_s;
    QTest::newRow("below hidden") << u"b/src"_s << u"b/.angee"_s;
    QTest::newRow("the nearest") << u"a/inner/x"_s << u"a/inner"_s;
    QTest::newRow("through a link") << u"link"_s << u"a"_s;
    QTest::newRow("templates alone") << u"t"_s << QString();
    QTest::newRow("nowhere") << u"c"_s << QString();
    QTest::newRow("no such folder") << u"nosuch"_s << QString();
}

void TestStackFolder::places()
{
    QFETCH(const QString, from);
    QFETCH(const QString, root);
    write(u"a/angee.yaml"_s, "name: outer\n");
    write(u"a/deep/er/x"_s, "");
    write(u"a/inner/angee.yaml"_s, "name: inner\n");
    write(u"a/inner/x/y"_s, "");
    write(u"b/.angee/angee.yaml"_s, "name: hidden\n");
    write(u"b/src/x"_s, "");
    write(u"t/templates/workspaces/w/copier.yml"_s, "");
    write(u"c/x"_s, "");
    QVERIFY(QFile::link(m_home->filePath(u"a"_s), m_home->filePath(u"link"_s)));
    const StackFolder stack = find(from);
    if (root.isEmpty()) {
        QVERIFY(stack.root().isEmpty());
        QVERIFY(!stack.problem().isEmpty());
        return;
    }
    QCOMPARE(stack.root(), real(root));
    QVERIFY(stack.isRoot(m_home->filePath(root)));
    QVERIFY(!stack.isRoot(m_home->path()));
    QCOMPARE(stack.port(), StackFolder::usualPort);
}

void TestStackFolder::tokens_data()
{
    QTest::addColumn<QByteArray>("manifest");
    QTest::addColumn<QByteArray>("env");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const QByteArray &manifest, const QByteArray &env,
                        const QByteArray &token, int port, const QString &problem) {
        QTest::newRow(name) << QByteArray("name: demo\n" + manifest) << env << token << port
                            << problem;
    };
    const auto service =
        "secrets:\n  door: {generated: true}\n  other: {}\nports:\n  op: {value: 9321}\n"
        "services:\n  operator:\n    runtime: local\n    command: [angee, operator, --port, "
        "\"${ports.op}\", --token, \"${secret.door}\"]\n    env: {X: \"${secret.other}\"}\n"_ba;
    row("of its own service", service, "ANGEE_SECRET_OTHER=\"no\"\nANGEE_SECRET_DOOR=\"yes\"\n",
        "yes"_ba, 9321, {});
    row("by its name", "secrets:\n  operator-token: {}\nports:\n  operator: {value: 9400}\n",
        "ANGEE_SECRET_OPERATOR_TOKEN=\"t\\x41\"\n", "tA"_ba, 9400, {});
    row("operator url", "operator: {url: \"http://127.0.0.1:9500\"}\n", {}, {}, 9500,
        u"does not tell"_s);
    row("url of elsewhere", "operator: {url: \"http://h.example:9500\"}\n", {}, {}, 9000,
        u"does not tell"_s);
    row("no value", "secrets:\n  operator-token: {}\n", "ANGEE_SECRET_OPERATOR_TOKEN_2=\"x\"\n", {},
        9000, u"no value"_s);
    row("no file", "secrets:\n  operator-token: {}\n", {}, {}, 9000, u"cannot be read"_s);
    row("line break in it", "secrets:\n  operator-token: {}\n",
        "ANGEE_SECRET_OPERATOR_TOKEN=\"a\\nb\"\n", {}, 9000, u"is no token"_s);
    row("kept elsewhere", "secrets:\n  operator-token: {}\nsecrets_backend: {type: openbao}\n",
        "ANGEE_SECRET_OPERATOR_TOKEN=\"x\"\n", {}, 9000, u"openbao"_s);
    row("no yaml", "  : [", {}, {}, 9000, u"cannot be read"_s);
}

void TestStackFolder::tokens()
{
    QFETCH(const QByteArray, manifest);
    QFETCH(const QByteArray, env);
    QFETCH(const QByteArray, token);
    QFETCH(const int, port);
    QFETCH(const QString, problem);
    write(u"angee.yaml"_s, manifest);
    if (!env.isEmpty())
        write(u".env"_s, env);
    const StackFolder stack = find({});
    QCOMPARE(stack.token(), token);
    QCOMPARE(int(stack.port()), port);
    QVERIFY2(problem.isEmpty() ? stack.problem().isEmpty() : stack.problem().contains(problem),
             qPrintable(stack.problem()));
}

void TestStackFolder::goQuotes_data()
{
    QTest::addColumn<QByteArray>("quoted");
    QTest::addColumn<bool>("good");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("plain") << R"("abc")"_ba << true << "abc"_ba;
    QTest::newRow("empty") << R"("")"_ba << true << ""_ba;
    QTest::newRow("escapes") << R"("a\"b\\c\td")"_ba << true << "a\"b\\c\td"_ba;
    QTest::newRow("numbers") << R"("\x41\u00e4\U0001F600")"_ba << true << "A\u00e4\U0001F600"_ba;
    QTest::newRow("not quoted") << "abc"_ba << false << ""_ba;
    QTest::newRow("open") << R"("abc\")"_ba << false << ""_ba;
    QTest::newRow("quote inside") << R"("a"b")"_ba << false << ""_ba;
    QTest::newRow("cut number") << R"("\u12")"_ba << false << ""_ba;
    QTest::newRow("no character") << R"("\UFFFFFFFF")"_ba << false << ""_ba;
    QTest::newRow("unknown escape") << R"("\q")"_ba << false << ""_ba;
}

void TestStackFolder::goQuotes()
{
    QFETCH(const QByteArray, quoted);
    QFETCH(const bool, good);
    QFETCH(const QByteArray, value);
    const auto read = unquotedByGo(quoted);
    QCOMPARE(read.has_value(), good);
    if (good)
        QCOMPARE(*read, value);
}

void TestStackFolder::nothingIsWritten()
{
    write(u"angee.yaml"_s, "name: demo\nsecrets:\n  operator-token: {}\n");
    write(u".env"_s, "ANGEE_SECRET_OPERATOR_TOKEN=\"t\"\n");
    const auto before = QDir(m_home->path()).entryInfoList(QDir::Files | QDir::Hidden);
    QCOMPARE(find({}).token(), "t"_ba);
    QCOMPARE(QDir(m_home->path()).entryInfoList(QDir::Files | QDir::Hidden), before);
}

void TestStackFolder::foldersAreConnectionsOfTheirOwn()
{
    write(u"a/angee.yaml"_s, "name: a\n");
    write(u"b/angee.yaml"_s, "name: b\n");
    const ConnectionSettings a = ConnectionSettings::ofFolder(find(u"a"_s), "ta"_ba);
    const ConnectionSettings b = ConnectionSettings::ofFolder(find(u"b"_s), {});
    QCOMPARE(a.url.value, b.url.value);
    QVERIFY(a.profileId != b.profileId); // drafts of the one are not the other's
    QVERIFY(a.profileName.contains(real(u"a"_s)));
    QCOMPARE(a.token.value, u"ta"_s);
    QVERIFY(b.token.value.isEmpty());
    QCOMPARE(a.token.source, SettingSource::Folder);
    QVERIFY(a.problem().isEmpty());
}

QTEST_GUILESS_MAIN(TestStackFolder)
#include "tst_stackfolder.moc"
