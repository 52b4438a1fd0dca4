// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/sortkey.h"
#include "ui/widgets/tablefilter.h"

#include <QDateTime>
#include <QTest>

#include <algorithm>

using namespace angee;
using namespace Qt::StringLiterals;

class TestTableFilter final : public QObject
{
    Q_OBJECT

private slots:
    void grammar_data();
    void grammar();
    void brokenPatternIsTold();
    void keysSort_data();
    void keysSort();
};

namespace {

const QStringList columnIds{u"name"_s, u"status"_s, u"path"_s};

bool passes(const QString &filter, const QStringList &cells)
{
    QByteArray haystack;
    for (int i = 0; i < cells.size(); ++i)
        TableFilter::appendCell(&haystack, cells[i], i);
    return TableFilter::parse(filter, columnIds).matches(haystack);
}

} // namespace

void TestTableFilter::grammar_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("expected");
    // The row: name "Web-1", status "not running", path "/srv/Ünicode dir/x:y"
    QTest::newRow("nothing") << u""_s << true;
    QTest::newRow("spaces") << u"   "_s << true;
    QTest::newRow("part, other case") << u"wEB"_s << true;
    QTest::newRow("absent") << u"db"_s << false;
    QTest::newRow("two words") << u"web running"_s << true;
    QTest::newRow("two words, one absent") << u"web stopped"_s << false;
    QTest::newRow("not across cells") << u"\"1 not\""_s << false;
    QTest::newRow("column") << u"status:running"_s << true;
    QTest::newRow("column in other case") << u"STATUS:Running"_s << true;
    QTest::newRow("word of another column") << u"status:web"_s << false;
    QTest::newRow("whole cell") << u"status:=running"_s << false;
    QTest::newRow("whole cell, equal") << u"status:=\"not running\""_s << true;
    QTest::newRow("excluded") << u"-web"_s << false;
    QTest::newRow("excluded, absent") << u"-db"_s << true;
    QTest::newRow("column excluded") << u"-name:web"_s << false;
    QTest::newRow("column excluded, absent") << u"-name:running"_s << true;
    QTest::newRow("lone dash is text") << u"-"_s << true;
    QTest::newRow("quoted spaces") << u"\"not running\""_s << true;
    QTest::newRow("regex") << u"/w.b-[0-9]/"_s << true;
    QTest::newRow("regex, anchors are of the cell") << u"/^not running$/"_s << true;
    QTest::newRow("regex over the cell's end") << u"/^running/"_s << false;
    QTest::newRow("regex of a column") << u"name:/^web/"_s << true;
    QTest::newRow("regex of a column, excluded") << u"-name:/^web/"_s << false;
    QTest::newRow("regex with a space") << u"/not r/ web"_s << true;
    QTest::newRow("regex class keeps its case") << u"name:/\\D-\\d/"_s << true;
    QTest::newRow("path is no regex") << u"/srv/ünicode"_s << true;
    QTest::newRow("path is no regex, absent") << u"/srv/a"_s << false;
    QTest::newRow("unknown column is text") << u"x:y"_s << true;
    QTest::newRow("unknown column is text, absent") << u"color:red"_s << false;
    QTest::newRow("umlaut, other case") << u"ÜNI"_s << true;
    QTest::newRow("empty column term") << u"status:"_s << true;
    QTest::newRow("empty quotes") << u"\"\""_s << true;
}

void TestTableFilter::grammar()
{
    QFETCH(QString, filter);
    QTEST(passes(filter, {u"Web-1"_s, u"not running"_s, u"/srv/Ünicode dir/x:y"_s}), "expected");
}

void TestTableFilter::brokenPatternIsTold()
{
    const TableFilter filter = TableFilter::parse(u"/a(b/"_s, columnIds);
    QVERIFY(!filter.error().isEmpty());
    QVERIFY(passes(u"/a(b/"_s, {u"x/a(b/"_s}));
    QVERIFY(!passes(u"/a(b/"_s, {u"ab"_s}));
    QVERIFY(TableFilter::parse(u"/ab/"_s, columnIds).error().isEmpty());
}

void TestTableFilter::keysSort_data()
{
    QTest::addColumn<QVariantList>("ascending");
    QTest::addColumn<QVariantList>("descending");
    const QVariant none;
    QTest::newRow("numbers") << QVariantList{-1e9, -1, 0, 1, 1.5, 10, 9e9, none}
                             << QVariantList{9e9, 10, 1.5, 1, 0, -1, -1e9, none};
    QTest::newRow("numbers in texts")
        << QVariantList{u"db"_s, u"Web2"_s, u"web10"_s, u"web010x"_s, u"web100"_s, u""_s}
        << QVariantList{u"web100"_s, u"web010x"_s, u"web10"_s, u"Web2"_s, u"db"_s, u""_s};
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QTest::newRow("times") << QVariantList{now.addYears(-50), now, now.addMSecs(1), QDateTime()}
                           << QVariantList{now.addMSecs(1), now, now.addYears(-50), QDateTime()};
    QTest::newRow("long common start")
        << QVariantList{u"workspace-a"_s, u"workspace-b"_s, u"workspace-ba"_s}
        << QVariantList{u"workspace-ba"_s, u"workspace-b"_s, u"workspace-a"_s};
}

void TestTableFilter::keysSort()
{
    QFETCH(QVariantList, ascending);
    QFETCH(QVariantList, descending);
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        QVariantList values = ascending;
        std::reverse(values.begin() + 1, values.end());
        std::sort(values.begin(), values.end(), [order](const QVariant &a, const QVariant &b) {
            return SortKey::compare(SortKey(a), SortKey(b), order) < 0;
        });
        QCOMPARE(values, order == Qt::AscendingOrder ? ascending : descending);
    }
}

QTEST_GUILESS_MAIN(TestTableFilter)
#include "tst_tablefilter.moc"
