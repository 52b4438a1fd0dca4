// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/model/names.h"

#include <QTest>

using namespace angee;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestNames final : public QObject
{
    Q_OBJECT

private slots:
    void name_data();
    void name();
    void secretName_data();
    void secretName();
    void secretValue();
    void path_data();
    void path();
    void gitRef_data();
    void gitRef();
    void gitRevision_data();
    void gitRevision();
    void ttl_data();
    void ttl();
    void duration_data();
    void duration();
    void environmentVariable();
};

void TestNames::name_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    QTest::newRow("plain") << u"first-fix"_s << true;
    QTest::newRow("digits first") << u"1_a-b"_s << true;
    QTest::newRow("63") << QString(63, u'a') << true;
    QTest::newRow("64") << QString(64, u'a') << false;
    QTest::newRow("empty") << u""_s << false;
    QTest::newRow("upper") << u"First"_s << false;
    QTest::newRow("dash first") << u"-a"_s << false;
    QTest::newRow("slash") << u"a/b"_s << false;
    QTest::newRow("escape") << u"../x"_s << false;
    QTest::newRow("newline at the end") << u"a\n"_s << false;
    QTest::newRow("other script") << u"\u0430\u0431"_s << false;
}

void TestNames::name()
{
    QFETCH(QString, text);
    QFETCH(bool, good);
    QCOMPARE(problemWithName(text).isEmpty(), good);
}

void TestNames::secretName_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    QTest::newRow("plain") << u"Api.Key_1-x"_s << true;
    QTest::newRow("256") << QString(256, u'a') << true;
    QTest::newRow("257") << QString(257, u'a') << false;
    QTest::newRow("empty") << u""_s << false;
    QTest::newRow("space") << u"a b"_s << false;
    QTest::newRow("no letter or digit") << u"---"_s << false;
    QTest::newRow("umlaut") << u"schl\u00fcssel"_s << false;
}

void TestNames::secretName()
{
    QFETCH(QString, text);
    QFETCH(bool, good);
    QCOMPARE(problemWithSecretName(text).isEmpty(), good);
}

void TestNames::secretValue()
{
    QVERIFY(problemWithSecretValue(u"k"_s).isEmpty());
    QVERIFY(problemWithSecretValue({}).contains("delete the secret"_L1));
    QVERIFY(problemWithSecretValue(QString(59'998, u'x')).isEmpty());
    QVERIFY(!problemWithSecretValue(QString(59'999, u'x')).isEmpty());
    // Quotes take two bytes in the daemon's file.
    QVERIFY(problemWithSecretValue(QString(29'999, u'"')).isEmpty());
    QVERIFY(!problemWithSecretValue(QString(30'000, u'"')).isEmpty());
}

void TestNames::path_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    QTest::newRow("plain") << u"settings.yaml"_s << true;
    QTest::newRow("deep") << u"a/b/c.txt"_s << true;
    QTest::newRow("back inside") << u"a/../b"_s << true;
    QTest::newRow("dots in a name") << u"a..b/..c"_s << true;
    QTest::newRow("empty") << u""_s << false;
    QTest::newRow("folder itself") << u"."_s << false;
    QTest::newRow("back to the folder") << u"a/.."_s << false;
    QTest::newRow("absolute") << u"/etc/passwd"_s << false;
    QTest::newRow("out") << u"../x"_s << false;
    QTest::newRow("out and in again") << u"a/../../b"_s << false;
    QTest::newRow("NUL") << QString(u"a"_s + QChar(0) + u"b"_s) << false;
}

void TestNames::path()
{
    QFETCH(QString, text);
    QFETCH(bool, good);
    QCOMPARE(problemWithPath(text).isEmpty(), good);
}

void TestNames::gitRef_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    QTest::newRow("none") << u""_s << true;
    QTest::newRow("branch") << u"ws/first-fix"_s << true;
    QTest::newRow("option") << u"--upload-pack=x"_s << false;
    QTest::newRow("space") << u"a b"_s << false;
    QTest::newRow("range") << u"a..b"_s << false;
    QTest::newRow("lock") << u"a.lock"_s << false;
    QTest::newRow("force") << u"+main"_s << false;
    QTest::newRow("delete") << u":main"_s << false;
    QTest::newRow("elsewhere") << u"main:other"_s << false;
    QTest::newRow("no-break space") << u"a\u00a0b"_s << false;
}

void TestNames::gitRef()
{
    QFETCH(QString, text);
    QFETCH(bool, good);
    QCOMPARE(problemWithGitRef(text).isEmpty(), good);
}

void TestNames::gitRevision_data()
{
    gitRef_data();
    QTest::newRow("before") << u"HEAD~12"_s << true;
    QTest::newRow("parents") << u"main^2~3^"_s << true;
    QTest::newRow("peeled") << u"v1.0^{commit}"_s << true;
    QTest::newRow("upstream") << u"main@{upstream}"_s << true;
    QTest::newRow("then an option") << u"--output=/x~1"_s << false;
    QTest::newRow("range of steps") << u"HEAD~2..HEAD"_s << false;
    QTest::newRow("search") << u":/word"_s << false;
    QTest::newRow("step without a name") << u"~1"_s << false;
}

void TestNames::gitRevision()
{
    QFETCH(QString, text);
    QFETCH(bool, good);
    QCOMPARE(problemWithGitRevision(text).isEmpty(), good);
}

void TestNames::ttl_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("sentence"); // part of it; empty for good input
    QTest::newRow("none") << u""_s << u""_s;
    QTest::newRow("hours and minutes") << u"1h30m"_s << u""_s;
    QTest::newRow("the cap") << u"24h"_s << u""_s;
    QTest::newRow("past the cap") << u"24h1s"_s << u"24h"_s;
    QTest::newRow("a day") << u"1d"_s << u"Write 24h"_s;
    QTest::newRow("two weeks") << u"2w"_s << u"Write 336h"_s;
    QTest::newRow("no unit") << u"60"_s << u"60m"_s;
    QTest::newRow("nothing") << u"0s"_s << u"longer than nothing"_s;
    QTest::newRow("nothing, without a unit") << u"0"_s << u"longer than nothing"_s;
    QTest::newRow("negative") << u"-1h"_s << u"Write a duration"_s;
    QTest::newRow("words") << u"one hour"_s << u"Write a duration"_s;
}

void TestNames::ttl()
{
    QFETCH(QString, text);
    QFETCH(QString, sentence);
    const QString problem = problemWithTtl(text, 24h);
    QCOMPARE(problem.isEmpty(), sentence.isEmpty());
    QVERIFY2(problem.contains(sentence), qPrintable(problem));
}

void TestNames::duration_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds"); // -1: not a duration
    QTest::newRow("ms") << u"300ms"_s << qint64(300);
    QTest::newRow("s") << u"45s"_s << qint64(45'000);
    QTest::newRow("fraction") << u"1.5h"_s << qint64(5'400'000);
    QTest::newRow("leading point") << u".5s"_s << qint64(500);
    QTest::newRow("mixed") << u"1h2m3s4ms"_s << qint64(3'723'004);
    QTest::newRow("lone point") << u".s"_s << qint64(-1);
    QTest::newRow("day") << u"1d"_s << qint64(-1);
    QTest::newRow("past the end of the type") << u"9999999999h"_s << qint64(-1);
}

void TestNames::duration()
{
    QFETCH(QString, text);
    QFETCH(qint64, milliseconds);
    const auto parsed = parseDuration(text);
    QCOMPARE(parsed ? qint64(parsed->count()) : qint64(-1), milliseconds);
}

void TestNames::environmentVariable()
{
    QCOMPARE(secretEnvironmentVariable(u"api-token"_s), u"ANGEE_SECRET_API_TOKEN"_s);
    QCOMPARE(secretEnvironmentVariable(u"a.b"_s), secretEnvironmentVariable(u"A_B"_s));
    QCOMPARE(secretEnvironmentVariable(u"x--"_s), u"ANGEE_SECRET_X"_s);
}

QTEST_GUILESS_MAIN(TestNames)
#include "tst_names.moc"
