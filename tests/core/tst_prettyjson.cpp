// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/query/prettyjson.h"
#include "core/query/queryanswer.h"

#include <QJsonDocument>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

class TestPrettyJson final : public QObject
{
    Q_OBJECT

private slots:
    void prettyKeepsOrderAndNumbers();
    void leavesOtherTextAlone_data();
    void leavesOtherTextAlone();
    void stopsAtTheLimit();
    void bearsDeepNesting();
    void meansTheSame();
    void findsAMember();
    void showsAPart();
    void tellsTheErrors();
};

void TestPrettyJson::prettyKeepsOrderAndNumbers()
{
    const PrettyJson pretty = prettyJson(R"({"z":1.50,"a":[ 12345678901234567890 ,{}],"e":[],)"
                                         R"("s":"a\"{,}\u00e9"})");
    QVERIFY(pretty.isJson);
    QVERIFY(!pretty.isCut);
    QCOMPARE(pretty.text,
             "{\n  \"z\": 1.50,\n  \"a\": [\n    12345678901234567890,\n    {}\n  ],\n"
             "  \"e\": [],\n  \"s\": \"a\\\"{,}\\u00e9\"\n}"_ba);
    QCOMPARE(prettyJson(" true ").text, "true"_ba);
}

void TestPrettyJson::leavesOtherTextAlone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("html") << "<html>{}</html>"_ba;
    QTest::newRow("sentence") << "Method Not Allowed\n"_ba;
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("unclosed") << R"({"a":[1})"_ba;
    QTest::newRow("open") << R"({"a":1)"_ba;
    QTest::newRow("string") << R"({"a":"b)"_ba;
    QTest::newRow("two") << "{} {}"_ba;
    QTest::newRow("close") << "}"_ba;
}

void TestPrettyJson::leavesOtherTextAlone()
{
    QFETCH(const QByteArray, text);
    const PrettyJson pretty = prettyJson(text);
    QVERIFY(!pretty.isJson);
    QCOMPARE(pretty.text, text);
}

void TestPrettyJson::stopsAtTheLimit()
{
    const QByteArray json = "[" + QByteArray("1,").repeated(100'000) + "1]";
    const PrettyJson pretty = prettyJson(json, 1000);
    QVERIFY(pretty.isCut);
    QVERIFY(pretty.text.size() < 1100);
    QVERIFY(prettyJson(json).text.endsWith("\n]"));
}

void TestPrettyJson::bearsDeepNesting()
{
    // Indented it would be a thousand times as large.
    const QByteArray deep = QByteArray(1'000'000, '[') + QByteArray(1'000'000, ']');
    const PrettyJson pretty = prettyJson(deep);
    QVERIFY(!pretty.isJson);
    QCOMPARE(pretty.text.size(), deep.size());
}

void TestPrettyJson::meansTheSame()
{
    QFile file(QStringLiteral(ANGEE_TEST_DATA "/introspection.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray json = file.readAll();
    const PrettyJson pretty = prettyJson(json);
    QVERIFY(pretty.isJson);
    QCOMPARE(QJsonDocument::fromJson(pretty.text), QJsonDocument::fromJson(json));
    QCOMPARE(prettyJson(pretty.text).text, pretty.text);
}

void TestPrettyJson::findsAMember()
{
    const QByteArray json = R"( {"a" : {"errors":1}, "b":"}", "errors": [ 1, "]" ], "n": 2})"_ba;
    QCOMPARE(jsonMember(json, "errors").toByteArray(), R"([ 1, "]" ])"_ba);
    QCOMPARE(jsonMember(json, "a").toByteArray(), R"({"errors":1})"_ba);
    QCOMPARE(jsonMember(json, "n").toByteArray(), "2"_ba);
    QCOMPARE(jsonMember(json, "b").toByteArray(), R"("}")"_ba);
    QVERIFY(jsonMember(json, "none").isEmpty());
    QVERIFY(jsonMember("[]", "a").isEmpty());
    QVERIFY(jsonMember(R"({"a":[1)", "a").isEmpty());
    QVERIFY(jsonMember("", "a").isEmpty());
}

void TestPrettyJson::showsAPart()
{
    const ShownText all = shownPart("one\ntwo\n"_ba, 100, 100);
    QCOMPARE(all.text, "one\ntwo\n"_ba);
    QVERIFY(!all.isCut);
    const ShownText lines = shownPart("one\ntwo\nthree\n"_ba, 9, 100);
    QCOMPARE(lines.text, "one\ntwo\n"_ba);
    QVERIFY(lines.isCut);
    // An e with an accent has two bytes, and none is left alone.
    const QByteArray accents = QByteArray("\xC3\xA9").repeated(10);
    const ShownText cut = shownPart(accents + '\n' + "b\n", 100, 5);
    QCOMPARE(cut.text, QByteArray("\xC3\xA9\xC3\xA9\xE2\x80\xA6\nb\n"));
    QVERIFY(cut.isCut);
    QCOMPARE(shownPart(accents, 5, 100).text, QByteArray("\xC3\xA9\xC3\xA9"));
}

void TestPrettyJson::tellsTheErrors()
{
    const QueryAnswer answer = QueryAnswer::read(
        R"({"errors":[{"message":"no","locations":[{"line":2,"column":5}],"path":["a",0,"b"]},)"
        R"({"message":"x"},{"message":"y"},{"message":"z"}],"data":{"a":null}})"_ba);
    QCOMPARE(answer.errorCount, 4);
    QCOMPARE(answer.errors, (QStringList{u"Line 2, column 5: no (at a.0.b)"_s, u"x"_s, u"y"_s}));
    QVERIFY(answer.isJson);
    QVERIFY(!answer.isCut);
    QCOMPARE(QueryAnswer::read(R"({"data":{"errors":[1]}})"_ba).errorCount, 0);
    const QByteArray large = "{\"data\":\"" + QByteArray(3'000'000, 'x') + "\"}";
    const QueryAnswer longLine = QueryAnswer::read(large);
    QVERIFY(longLine.isCut);
    QVERIFY(longLine.shown.size() < 5000);
    QVERIFY(longLine.whole.size() > 3'000'000);
}

QTEST_GUILESS_MAIN(TestPrettyJson)
#include "tst_prettyjson.moc"
