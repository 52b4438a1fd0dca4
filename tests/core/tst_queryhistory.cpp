// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/query/queryhistory.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

QueryRecord recordOf(const QByteArray &document, const QByteArray &variables = {})
{
    QString problem;
    const auto query = prepareQuery(document, variables, u"A"_s, &problem);
    if (!query)
        qFatal("%s", qPrintable(problem));
    return QueryRecord::of(*query, QDateTime::currentDateTimeUtc());
}

} // namespace

class TestQueryHistory final : public QObject
{
    Q_OBJECT

private slots:
    void keepsOnDisk();
    void dropsValuesOfMutations();
    void staysWithinItsBounds();
    void bearsABrokenFile();
    void tellsThatTheDiskFails();
};

void TestQueryHistory::keepsOnDisk()
{
    const QTemporaryDir folder;
    const QueryHistory history(folder.filePath(u"queries.json"_s));
    QVERIFY(history.read().isEmpty());
    QString problem;
    const QueryRecord first = recordOf("subscription A { a }"_ba, "{\"v\": 1.50}"_ba);
    QVERIFY(history.add(first, &problem));
    QVERIFY(history.add(recordOf("query A { b }"_ba), &problem));
    // Another window, and the same once more.
    QVERIFY(QueryHistory(folder.filePath(u"queries.json"_s)).add(first, &problem));
    const QList<QueryRecord> kept = history.read();
    QCOMPARE(kept.size(), 2);
    QVERIFY(kept.first().sameAs(first));
    QCOMPARE(kept.first().type, GraphQlOperationType::Subscription);
    QCOMPARE(kept.first().title, u"A"_s);
    QCOMPARE(kept.first().variables, "{\"v\": 1.50}"_ba);
    QCOMPARE(kept.first().time, first.time);
    const auto mode = QFile::permissions(folder.filePath(u"queries.json"_s));
    QVERIFY(!(mode & ~(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser)));
    QVERIFY(history.clear(&problem));
    QVERIFY(history.read().isEmpty());
    QVERIFY(history.clear(&problem));
}

void TestQueryHistory::dropsValuesOfMutations()
{
    const QByteArray document = "query A { a(s: \"one\") } # two\nmutation B($v: S = \"three\") "
                                "{ m(v: $v, b: \"\"\"fo\nur\"\"\", n: 5, e: KIND) }"_ba;
    // Whichever of them is run: the text and the variables belong to both.
    const QueryRecord record = recordOf(document, "{\"v\": \"six\"}"_ba);
    QCOMPARE(record.document,
             "query A { a(s: \"\") } \nmutation B($v: S = \"\") "
             "{ m(v: $v, b: \"\", n: 5, e: KIND) }"_ba);
    QVERIFY(record.variables.isEmpty());
    const QueryRecord query = recordOf("query A { a(s: \"one\") } # two"_ba, "{\"v\": 1}"_ba);
    QCOMPARE(query.document, "query A { a(s: \"one\") } # two"_ba);
    QCOMPARE(query.variables, "{\"v\": 1}"_ba);
}

void TestQueryHistory::staysWithinItsBounds()
{
    QList<QueryRecord> records;
    for (int i = 0; i < 150; ++i)
        QueryHistory::prepend(&records, recordOf("{ a" + QByteArray::number(i) + " }"));
    QCOMPARE(records.size(), QueryHistory::countLimit);
    QCOMPARE(records.first().document, "{ a149 }"_ba);
    const QByteArray padding = '#' + QByteArray(50'000, 'x');
    for (int i = 0; i < 50; ++i)
        QueryHistory::prepend(&records, recordOf("{ b" + QByteArray::number(i) + " }" + padding));
    qsizetype size = 0;
    for (const QueryRecord &record : std::as_const(records))
        size += record.document.size();
    QVERIFY(size <= QueryHistory::sizeLimit);
    QVERIFY(size > QueryHistory::sizeLimit / 2);
    const qsizetype count = records.size();
    QueryHistory::prepend(&records, recordOf("{ c }" + padding + padding));
    QCOMPARE(records.size(), count);
    QVERIFY(!records.first().document.startsWith("{ c }"));
}

void TestQueryHistory::bearsABrokenFile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"queries.json"_s));
    const QueryHistory history(file.fileName());
    for (const QByteArray &bytes :
         {"[{\"document\":"_ba, "{}"_ba, "[1,null,{\"document\":2}]"_ba}) {
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
        file.close();
        QVERIFY(history.read().isEmpty());
    }
    QString problem;
    QVERIFY(history.add(recordOf("{ a }"_ba), &problem));
    QCOMPARE(history.read().size(), 1);
}

void TestQueryHistory::tellsThatTheDiskFails()
{
    const QTemporaryDir folder;
    // Where the folder should be there is a file; who may write everywhere meets it as well.
    QFile inTheWay(folder.filePath(u"taken"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const QueryHistory history(folder.filePath(u"taken/queries.json"_s));
    QString problem;
    QVERIFY(!history.add(recordOf("{ a }"_ba), &problem));
    QVERIFY(!problem.isEmpty());
}

QTEST_GUILESS_MAIN(TestQueryHistory)
#include "tst_queryhistory.moc"
