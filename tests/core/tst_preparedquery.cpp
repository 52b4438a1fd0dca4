// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/query/querycheck.h"
#include "core/schema/sdlparser.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

class TestPreparedQuery final : public QObject
{
    Q_OBJECT

private slots:
    void preparesTheOperation();
    void refuses_data();
    void refuses();
    void followsFragments();
    void bodyIsAsWritten();
    void placesVariableProblems();
    void checks();
};

void TestPreparedQuery::preparesTheOperation()
{
    QString problem;
    auto query = prepareQuery("{ a b: c a }"_ba, " \n"_ba, u"ignored"_s, &problem);
    QVERIFY2(query, qPrintable(problem));
    QCOMPARE(query->type, GraphQlOperationType::Query);
    QVERIFY(query->operationName.isEmpty());
    QCOMPARE(query->fields, (QStringList{u"a"_s, u"c"_s}));
    QCOMPARE(query->title(), u"a, c"_s);
    QVERIFY(query->variables.isEmpty());
    QVERIFY(!query->hasMutation);
    query = prepareQuery("query A { a } mutation B { b } subscription C { c }"_ba, {}, u"B"_s,
                         &problem);
    QVERIFY(query);
    QCOMPARE(query->type, GraphQlOperationType::Mutation);
    QCOMPARE(query->title(), u"B"_s);
    QCOMPARE(query->fields, QStringList{u"b"_s});
    query = prepareQuery("query A { a } mutation B { b }"_ba, {}, u"A"_s, &problem);
    QVERIFY(query && query->hasMutation);
    QCOMPARE(query->type, GraphQlOperationType::Query);
}

void TestPreparedQuery::refuses_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QByteArray>("variables");
    QTest::addColumn<QString>("operation");
    QTest::addColumn<QString>("words");
    QTest::newRow("blank") << ""_ba
                           << ""_ba << u""_s << u"There is no operation"_s;
    QTest::newRow("syntax") << "{\n a("_ba
                            << ""_ba << u""_s << u"Line 2, column 4: "_s;
    QTest::newRow("fragment") << "fragment F on T { a }"_ba
                              << ""_ba << u""_s << u"There is no operation"_s;
    QTest::newRow("unnamed") << "query A { a } { b }"_ba
                             << ""_ba << u"A"_s << u"Of several operations"_s;
    QTest::newRow("not chosen") << "query A { a } query B { b }"_ba
                                << ""_ba << u"C"_s << u"Choose which"_s;
    QTest::newRow("twice") << "query A { a } mutation A { b }"_ba
                           << ""_ba << u"A"_s << u"Choose which"_s;
    QTest::newRow("variables") << "{ a }"_ba
                               << "{\"a\": }"_ba << u""_s
                               << u"The variables cannot be read. Line 1, column "_s;
}

void TestPreparedQuery::refuses()
{
    QFETCH(const QByteArray, document);
    QFETCH(const QByteArray, variables);
    QFETCH(const QString, operation);
    QFETCH(const QString, words);
    QString problem;
    QVERIFY(!prepareQuery(document, variables, operation, &problem));
    QVERIFY2(problem.startsWith(words), qPrintable(problem));
}

void TestPreparedQuery::followsFragments()
{
    QString problem;
    const auto query =
        prepareQuery("mutation { ...F ... on Mutation { stackDown } } "
                     "fragment F on Mutation { stackDestroy ...F ...G } fragment G on M { one }"_ba,
                     {}, {}, &problem);
    QVERIFY2(query, qPrintable(problem));
    QCOMPARE(query->fields, (QStringList{u"stackDestroy"_s, u"one"_s, u"stackDown"_s}));
}

void TestPreparedQuery::bodyIsAsWritten()
{
    QString problem;
    const QByteArray document = "query \"\\u0041\" {"_ba;
    QVERIFY(!prepareQuery(document, {}, {}, &problem));
    const QByteArray text = "query A($n: Int) { a(n: $n, s: \"\\\"é\\n\") }\n"_ba;
    const QByteArray variables = "{\"z\": 9007199254740993, \"a\": 1.50}"_ba;
    const auto query = prepareQuery(text, ' ' + variables + '\n', {}, &problem);
    QVERIFY2(query, qPrintable(problem));
    const QByteArray body = graphQlBody(*query);
    // Neither order nor digits are touched.
    QVERIFY(body.endsWith(",\"variables\":" + variables + "}"));
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    QCOMPARE(object.value("query"_L1).toString(), QString::fromUtf8(text));
    QCOMPARE(object.value("operationName"_L1).toString(), u"A"_s);
    const auto anonymous = prepareQuery("{ a }"_ba, {}, {}, &problem);
    QVERIFY(anonymous);
    QCOMPARE(graphQlBody(*anonymous), "{\"query\":\"{ a }\"}"_ba);
}

void TestPreparedQuery::placesVariableProblems()
{
    QVERIFY(!variablesProblem(""_ba));
    QVERIFY(!variablesProblem("\n {\"a\": [1]} \n"_ba));
    const auto list = variablesProblem("\n  [1]"_ba);
    QVERIFY(list && list->words.startsWith(u"Line 2, column 3: "_s));
    const auto open = variablesProblem("{\n\"a\": 1,\n  x\n}"_ba);
    QVERIFY(open && open->words.startsWith(u"Line 3, column "_s));
}

void TestPreparedQuery::checks()
{
    const auto schema = parseSdl("type Query { a(n: Int): Int } type Mutation { m: Int }");
    QVERIFY(schema);
    const QByteArray good = "query A { a } mutation B { m }"_ba;
    QueryCheck check = checkQuery(good, &*schema);
    QVERIFY(check.isParsable && check.wasValidated && check.problems.isEmpty());
    QCOMPARE(check.operations,
             (QList<QueryOperation>{{u"A"_s, GraphQlOperationType::Query},
                                    {u"B"_s, GraphQlOperationType::Mutation}}));
    check = checkQuery("{\n  a unknown\n}"_ba, &*schema);
    QCOMPARE(check.problems.size(), 1);
    QCOMPARE(check.problems.first().offset, 6);
    QCOMPARE(check.problems.first().length, 7);
    QVERIFY(check.problems.first().words.startsWith(u"Line 2, column 5: "_s));
    check = checkQuery("{ a unknown }"_ba, nullptr);
    QVERIFY(check.isParsable && !check.wasValidated && check.problems.isEmpty());
    check = checkQuery("{ a"_ba, &*schema);
    QVERIFY(!check.isParsable);
    QCOMPARE(check.problems.size(), 1);
    check = checkQuery(" # nothing\n"_ba, &*schema);
    QVERIFY(check.isBlank && check.problems.isEmpty());
}

QTEST_GUILESS_MAIN(TestPreparedQuery)
#include "tst_preparedquery.moc"
