// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/relativetime.h"
#include "tests/ui/tablerecords.h"
#include "ui/widgets/tableproxy.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

class TestTableModel final : public QObject
{
    Q_OBJECT

private slots:
    void onlyWhatChangedIsTold();
    void unchangedSnapshotIsSilent();
    void equalKeysStayApart();
    void cellsByKind();
    void randomMerges_data();
    void randomMerges();
    void sortHasThreeStates();
    void filterAndCounts();
    void selectionFollowsTheRecord();
    void oneMovedRowIsMoved();
    void frozenRowsStay();
    void largeTablesUseTheWorker();
    void newerRequestWins();
    void changeDuringTheWork();
    void rowsStayWhileTheFirstSearchRuns();
    void tableDiesFirst();
    void proxyDiesDuringTheWork();
    void relativeTimes_data();
    void relativeTimes();
};

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

QStringList keys(const QAbstractItemModel &model)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list.append(model.index(row, 0).data(TableModelBase::KeyRole).toString());
    return list;
}

QStringList names(const QAbstractItemModel &model)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list.append(model.index(row, 0).data().toString());
    return list;
}

SampleRecord record(const QString &key, const QString &status = u"running"_s, int load = 0)
{
    SampleRecord r;
    r.key = r.name = key;
    r.status = status;
    r.load = load;
    return r;
}

//! \brief Rebuilds the rows from signals alone, as a view that never looks twice would.
class Mirror final : public QObject
{
public:
    explicit Mirror(QAbstractItemModel *model)
        : m_model(model)
    {
        reload();
        connect(model, &QAbstractItemModel::rowsInserted, this,
                [this](const QModelIndex &, int first, int last) {
                    for (int row = first; row <= last; ++row)
                        rows.insert(row, keyAt(row));
                });
        connect(model, &QAbstractItemModel::rowsRemoved, this,
                [this](const QModelIndex &, int first, int last) {
                    rows.remove(first, last - first + 1);
                });
        connect(model, &QAbstractItemModel::rowsMoved, this,
                [this](const QModelIndex &, int first, int, const QModelIndex &, int to) {
                    rows.move(first, to > first ? to - 1 : to);
                });
        connect(model, &QAbstractItemModel::layoutChanged, this, &Mirror::reload);
    }

    QStringList rows;

private:
    QString keyAt(int row) const
    {
        return m_model->index(row, 0).data(TableModelBase::KeyRole).toString();
    }
    void reload() { rows = keys(*m_model); }

    QAbstractItemModel *m_model;
};

} // namespace

void TestTableModel::onlyWhatChangedIsTold()
{
    SampleModel model;
    QAbstractItemModelTester tester(&model, fatal);
    model.setRecords({record(u"a"_s), record(u"b"_s), record(u"c"_s), record(u"d"_s)});

    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy layout(&model, &QAbstractItemModel::layoutChanged);

    model.setRecords({record(u"a"_s), record(u"b"_s, u"exited"_s), record(u"d"_s, u"running"_s, 7),
                      record(u"e"_s)});
    QCOMPARE(keys(model), QStringList({u"a"_s, u"b"_s, u"d"_s, u"e"_s}));
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed[0][1].toInt(), 2);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted[0][1].toInt(), 3);
    QCOMPARE(layout.size(), 0);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed[0][0].toModelIndex(), model.index(1, SampleModel::StatusColumn));
    QCOMPARE(changed[0][1].toModelIndex(), model.index(1, SampleModel::StatusColumn));
    QVERIFY(changed[0][2].value<QList<int>>().contains(TableModelBase::StatusRole));
    QCOMPARE(changed[1][0].toModelIndex(), model.index(2, SampleModel::LoadColumn));
}

void TestTableModel::unchangedSnapshotIsSilent()
{
    auto random = QRandomGenerator(1);
    const QList<SampleRecord> records = sampleRecords(500, &random);
    SampleModel model;
    model.setRecords(records);
    TableProxy proxy;
    proxy.setSourceModel(&model);
    proxy.sort(SampleModel::LoadColumn);
    int signalCount = 0;
    for (QAbstractItemModel *watched :
         {static_cast<QAbstractItemModel *>(&model), static_cast<QAbstractItemModel *>(&proxy)}) {
        const auto count = [&signalCount] { ++signalCount; };
        connect(watched, &QAbstractItemModel::dataChanged, this, count);
        connect(watched, &QAbstractItemModel::layoutChanged, this, count);
        connect(watched, &QAbstractItemModel::rowsInserted, this, count);
        connect(watched, &QAbstractItemModel::rowsRemoved, this, count);
        connect(watched, &QAbstractItemModel::modelReset, this, count);
    }
    model.setRecords(records);
    QCOMPARE(signalCount, 0);
}

void TestTableModel::equalKeysStayApart()
{
    SampleModel model;
    QAbstractItemModelTester tester(&model, fatal);
    model.setRecords({record(u"a"_s, u"running"_s), record(u"a"_s, u"exited"_s), record(u"b"_s)});
    QCOMPARE(model.rowCount(), 3);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setRecords({record(u"a"_s, u"running"_s), record(u"a"_s, u"exited"_s), record(u"b"_s)});
    QCOMPARE(inserted.size() + changed.size(), 0);
    model.setRecords({record(u"a"_s, u"running"_s)});
    QCOMPARE(keys(model), QStringList{u"a"_s});
}

void TestTableModel::cellsByKind()
{
    SampleModel model;
    SampleRecord r = record(u"web"_s, u"running"_s, 12);
    r.seen = QDateTime::currentDateTimeUtc().addSecs(-300);
    model.setRecords({r});
    const auto cell = [&model](int column, int role) { return model.index(0, column).data(role); };
    QCOMPARE(cell(SampleModel::SeenColumn, Qt::DisplayRole).toString(), u"5 min ago"_s);
    QCOMPARE(cell(SampleModel::SeenColumn, Qt::ToolTipRole).toString(), exactTime(r.seen));
    QCOMPARE(cell(SampleModel::SeenColumn, TableModelBase::SortRole).toDateTime(), r.seen);
    QCOMPARE(cell(SampleModel::LoadColumn, TableModelBase::SortRole), QVariant(12));
    QVERIFY(cell(SampleModel::LoadColumn, Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
    QCOMPARE(cell(SampleModel::StatusColumn, TableModelBase::StatusRole).toInt(),
             int(Status::Running));
    QCOMPARE(cell(SampleModel::LoadColumn, TableModelBase::NameRole).toString(), u"web"_s);
    QCOMPARE(model.find(u"web"_s)->load, 12);
    QVERIFY(!model.find(u"db"_s));
    QCOMPARE(model.columnOf(u"path"), int(SampleModel::PathColumn));
    QCOMPARE(model.columnOf(u"nope"), -1);
}

void TestTableModel::randomMerges_data()
{
    QTest::addColumn<int>("seed");
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("share"); // how much of the list each step touches, in percent
    for (int seed = 1; seed <= 4; ++seed) {
        QTest::addRow("few of 40, seed %d", seed) << seed << 40 << 5;
        QTest::addRow("many of 200, seed %d", seed) << seed << 200 << 60;
    }
}

void TestTableModel::randomMerges()
{
    QFETCH(int, seed);
    QFETCH(int, size);
    QFETCH(int, share);
    QRandomGenerator random(seed);
    SampleModel model;
    TableProxy proxy;
    proxy.setSourceModel(&model);
    QAbstractItemModelTester modelTester(&model, fatal);
    QAbstractItemModelTester proxyTester(&proxy, fatal);
    Mirror modelMirror(&model);
    Mirror proxyMirror(&proxy);
    QItemSelectionModel selection(&proxy);

    QList<SampleRecord> records;
    int number = 0;
    for (int step = 0; step < 60; ++step) {
        const int edits = 1 + size * share / 100;
        for (int i = 0; i < edits; ++i) {
            const int what = records.isEmpty() ? 0 : random.bounded(records.size() < size ? 6 : 5);
            const int at = random.bounded(int(records.size()) + 1);
            const int row = records.isEmpty() ? 0 : random.bounded(int(records.size()));
            if (what == 0 || what == 5)
                records.insert(at, sampleRecord(++number, &random));
            else if (what == 1)
                records.remove(row);
            else if (what == 2)
                records.move(row, random.bounded(int(records.size())));
            else
                records[row] = [&](const QString &key) {
                    SampleRecord changed = sampleRecord(0, &random);
                    changed.key = key;
                    return changed;
                }(records[row].key);
        }
        if (step % 17 == 16)
            records.clear();

        QStringList selectedKeys;
        for (const QModelIndex &index : selection.selectedRows())
            selectedKeys.append(index.data(TableModelBase::KeyRole).toString());

        model.setRecords(records);
        QStringList wanted;
        for (const SampleRecord &r : std::as_const(records))
            wanted.append(r.key);
        QCOMPARE(keys(model), wanted);
        QCOMPARE(modelMirror.rows, wanted);
        for (int row = 0; row < records.size(); ++row)
            QVERIFY(model.record(row) == records[row]);

        // The proxy against a plain evaluation of the same filter and order.
        const TableFilter filter =
            TableFilter::parse(proxy.filterText(),
                               {u"name"_s, u"status"_s, u"load"_s, u"path"_s, u"seen"_s, u"note"_s,
                                u"runtime"_s, u"key"_s});
        QList<QPair<SortKey, QString>> expected;
        for (int row = 0; row < records.size(); ++row) {
            QByteArray haystack;
            for (int column = 0; column < SampleModel::ColumnCount; ++column)
                TableFilter::appendCell(
                    &haystack, model.index(row, column).data(TableModelBase::FilterRole).toString(),
                    column);
            if (filter.matches(haystack))
                expected.append(
                    {proxy.sortColumn() < 0
                         ? SortKey()
                         : SortKey(
                             model.index(row, proxy.sortColumn()).data(TableModelBase::SortRole)),
                     records[row].key});
        }
        std::stable_sort(expected.begin(), expected.end(), [&proxy](const auto &a, const auto &b) {
            return SortKey::compare(a.first, b.first, proxy.sortOrder()) < 0;
        });
        QStringList expectedKeys;
        for (const auto &[sortKey, key] : std::as_const(expected))
            expectedKeys.append(key);
        // Ties: only rows that changed are put in order anew, so ties may keep an older order.
        QStringList shown = keys(proxy);
        QCOMPARE(shown.size(), expectedKeys.size());
        QCOMPARE(QSet<QString>(shown.cbegin(), shown.cend()),
                 QSet<QString>(expectedKeys.cbegin(), expectedKeys.cend()));
        for (int row = 1; row < proxy.rowCount() && proxy.sortColumn() >= 0; ++row) {
            const auto key = [&proxy](int r) {
                return SortKey(proxy.index(r, proxy.sortColumn()).data(TableModelBase::SortRole));
            };
            QVERIFY(SortKey::compare(key(row - 1), key(row), proxy.sortOrder()) <= 0);
        }
        if (proxy.sortColumn() < 0)
            QCOMPARE(shown, expectedKeys);
        QCOMPARE(proxyMirror.rows, shown);

        for (const QModelIndex &index : selection.selectedRows()) {
            const QString key = index.data(TableModelBase::KeyRole).toString();
            QVERIFY(selectedKeys.contains(key));
        }
        for (const QString &key : std::as_const(selectedKeys))
            if (const int row = int(shown.indexOf(key)); row >= 0)
                QVERIFY(selection.isRowSelected(row));

        if (proxy.rowCount() > 0)
            selection.select(proxy.index(random.bounded(proxy.rowCount()), 0),
                             QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
        if (step % 5 == 4) {
            const QStringList filters{u""_s, u"running"_s, u"status:exited"_s, u"-name:1"_s,
                                      u"/service-[1-5]/ container"_s};
            proxy.setFilterText(filters[random.bounded(int(filters.size()))]);
        }
        if (step % 7 == 6)
            proxy.sort(random.bounded(-1, SampleModel::ColumnCount),
                       random.bounded(2) ? Qt::AscendingOrder : Qt::DescendingOrder);
        QCOMPARE(proxyMirror.rows, keys(proxy));
    }
}

void TestTableModel::sortHasThreeStates()
{
    SampleModel model;
    model.setRecords({record(u"b"_s, {}, 2), record(u"a"_s, {}, 30), record(u"c"_s, {}, 4)});
    TableProxy proxy;
    proxy.setSourceModel(&model);
    QAbstractItemModelTester tester(&proxy, fatal);
    QSignalSpy spy(&proxy, &TableProxy::sortChanged);
    proxy.sort(SampleModel::LoadColumn, Qt::AscendingOrder);
    QCOMPARE(names(proxy), QStringList({u"b"_s, u"c"_s, u"a"_s}));
    proxy.sort(SampleModel::LoadColumn, Qt::DescendingOrder);
    QCOMPARE(names(proxy), QStringList({u"a"_s, u"c"_s, u"b"_s}));
    proxy.sort(-1);
    QCOMPARE(names(proxy), QStringList({u"b"_s, u"a"_s, u"c"_s}));
    QCOMPARE(spy.size(), 3);
}

void TestTableModel::filterAndCounts()
{
    SampleModel model;
    model.setRecords({record(u"web"_s, u"running"_s), record(u"db"_s, u"exited"_s),
                      record(u"worker"_s, u"running"_s)});
    TableProxy proxy;
    proxy.setSourceModel(&model);
    QSignalSpy counts(&proxy, &TableProxy::countsChanged);
    proxy.setFilterText(u"status:running w"_s);
    QCOMPARE(names(proxy), QStringList({u"web"_s, u"worker"_s}));
    QCOMPARE(counts.last(), QVariantList({2, 3}));
    model.setRecords({record(u"web"_s, u"exited"_s), record(u"db"_s, u"exited"_s),
                      record(u"worker"_s, u"running"_s), record(u"wiki"_s, u"running"_s)});
    QCOMPARE(names(proxy), QStringList({u"worker"_s, u"wiki"_s}));
    QCOMPARE(counts.last(), QVariantList({2, 4}));
    proxy.setFilterText({});
    QCOMPARE(proxy.rowCount(), 4);
}

void TestTableModel::selectionFollowsTheRecord()
{
    SampleModel model;
    model.setRecords({record(u"a"_s), record(u"b"_s), record(u"c"_s)});
    TableProxy proxy;
    proxy.setSourceModel(&model);
    QItemSelectionModel selection(&proxy);
    selection.setCurrentIndex(proxy.index(1, 0),
                              QItemSelectionModel::Rows | QItemSelectionModel::Select);
    QSignalSpy gone(&selection, &QItemSelectionModel::currentChanged);
    model.setRecords({record(u"z"_s), record(u"c"_s), record(u"a"_s), record(u"b"_s, u"exited"_s)});
    QCOMPARE(selection.currentIndex().row(), 3);
    QCOMPARE(selection.selectedRows().value(0).data().toString(), u"b"_s);
    QCOMPARE(gone.size(), 0);
    model.setRecords({record(u"z"_s)});
    QVERIFY(!selection.hasSelection());
}

void TestTableModel::oneMovedRowIsMoved()
{
    SampleModel model;
    model.setRecords({record(u"a"_s, {}, 1), record(u"b"_s, {}, 2), record(u"c"_s, {}, 3)});
    TableProxy proxy;
    proxy.setSourceModel(&model);
    proxy.sort(SampleModel::LoadColumn);
    QSignalSpy moved(&proxy, &QAbstractItemModel::rowsMoved);
    QSignalSpy layout(&proxy, &QAbstractItemModel::layoutChanged);
    model.setRecords({record(u"a"_s, {}, 9), record(u"b"_s, {}, 2), record(u"c"_s, {}, 3)});
    QCOMPARE(names(proxy), QStringList({u"b"_s, u"c"_s, u"a"_s}));
    model.setRecords({record(u"a"_s, {}, 9), record(u"b"_s, {}, 2), record(u"c"_s, {}, 1)});
    QCOMPARE(names(proxy), QStringList({u"c"_s, u"b"_s, u"a"_s}));
    QCOMPARE(moved.size(), 2);
    QCOMPARE(layout.size(), 0);
}

void TestTableModel::frozenRowsStay()
{
    SampleModel model;
    model.setRecords({record(u"a"_s, {}, 1), record(u"b"_s, {}, 2), record(u"c"_s, {}, 3)});
    TableProxy proxy;
    proxy.setSourceModel(&model);
    proxy.sort(SampleModel::LoadColumn);
    QAbstractItemModelTester tester(&proxy, fatal);
    QSignalSpy changed(&proxy, &QAbstractItemModel::dataChanged);

    proxy.setFrozen(true);
    model.setRecords({record(u"d"_s, {}, 0), record(u"a"_s, {}, 9), record(u"b"_s, {}, 2)});
    QCOMPARE(names(proxy), QStringList({u"a"_s, u"b"_s, u"c"_s}));
    QCOMPARE(proxy.index(0, SampleModel::LoadColumn).data().toString(), u"9"_s);
    QCOMPARE(changed.size(), 1);
    QVERIFY(!proxy.mapToSource(proxy.index(2, 0)).isValid());
    // The place of a removed record must not be taken while it is still shown.
    model.setRecords({record(u"e"_s, {}, 5), record(u"a"_s, {}, 9)});
    model.setRecords({record(u"e"_s, {}, 5), record(u"f"_s, {}, 6), record(u"a"_s, {}, 9)});
    QCOMPARE(names(proxy), QStringList({u"a"_s, u"b"_s, u"c"_s}));
    QVERIFY(!proxy.isSettled());

    QSignalSpy settled(&proxy, &TableProxy::settled);
    proxy.setFrozen(false);
    QCOMPARE(names(proxy), QStringList({u"e"_s, u"f"_s, u"a"_s}));
    QCOMPARE(settled.size(), 1);
}

void TestTableModel::largeTablesUseTheWorker()
{
    auto random = QRandomGenerator(3);
    SampleModel model;
    model.setRecords(sampleRecords(TableProxy::syncLimit + 5000, &random));
    TableProxy proxy;
    proxy.setSourceModel(&model);
    QSignalSpy settled(&proxy, &TableProxy::settled);
    proxy.sort(SampleModel::NameColumn);
    QVERIFY(!proxy.isSettled());
    QVERIFY(settled.wait());
    QVERIFY(proxy.isSettled());
    for (int row = 1; row < proxy.rowCount(); ++row)
        QVERIFY(SortKey::compare(SortKey(proxy.index(row - 1, 0).data()),
                                 SortKey(proxy.index(row, 0).data()), Qt::AscendingOrder)
                <= 0);
    proxy.setFilterText(u"status:running"_s);
    QVERIFY(settled.wait());
    QVERIFY(proxy.rowCount() > 0 && proxy.rowCount() < model.rowCount());
    for (int row = 0; row < proxy.rowCount(); ++row)
        QCOMPARE(proxy.index(row, SampleModel::StatusColumn).data().toString(), u"running"_s);
}

void TestTableModel::newerRequestWins()
{
    auto random = QRandomGenerator(4);
    SampleModel model;
    model.setRecords(sampleRecords(TableProxy::syncLimit * 2, &random));
    TableProxy proxy;
    proxy.setSourceModel(&model);
    proxy.sort(SampleModel::NameColumn);
    proxy.sort(SampleModel::PathColumn);
    proxy.sort(SampleModel::LoadColumn, Qt::DescendingOrder);
    for (const char16_t *text : {u"r", u"ru", u"run", u"runn"})
        proxy.setFilterText(QString::fromUtf16(text));
    QTRY_VERIFY(proxy.isSettled());
    for (int row = 0; row < proxy.rowCount(); ++row) {
        QCOMPARE(proxy.index(row, SampleModel::StatusColumn).data().toString(), u"running"_s);
        if (row > 0)
            QVERIFY(proxy.index(row - 1, SampleModel::LoadColumn).data().toString().toInt()
                    >= proxy.index(row, SampleModel::LoadColumn).data().toString().toInt());
    }
    proxy.setFilterText(u"zzz"_s);
    proxy.setFilterText({});
    proxy.sort(-1);
    QTRY_VERIFY(proxy.isSettled());
    QCOMPARE(proxy.rowSlots(), model.rowSlots());
}

void TestTableModel::changeDuringTheWork()
{
    auto random = QRandomGenerator(5);
    SampleModel model;
    QList<SampleRecord> records = sampleRecords(TableProxy::syncLimit * 2, &random);
    model.setRecords(records);
    TableProxy proxy;
    proxy.setSourceModel(&model);
    Mirror mirror(&proxy);
    proxy.sort(SampleModel::LoadColumn);
    proxy.setFilterText(u"status:exited"_s);
    records.remove(100, 50);
    for (int i = 0; i < 400; ++i) {
        records[i].load = 5000 + i;
        records[i].status = u"exited"_s;
    }
    records.insert(7, sampleRecord(9'999'999, &random));
    model.setRecords(records);
    QTRY_VERIFY(proxy.isSettled());
    QCOMPARE(mirror.rows, keys(proxy));
    const auto exited = std::count_if(records.cbegin(), records.cend(), [](const SampleRecord &r) {
        return r.status == u"exited"_s;
    });
    QCOMPARE(proxy.rowCount(), int(exited));
    for (int row = 1; row < proxy.rowCount(); ++row)
        QVERIFY(proxy.index(row - 1, SampleModel::LoadColumn).data().toString().toInt()
                <= proxy.index(row, SampleModel::LoadColumn).data().toString().toInt());
}

//! The order may be ready before the search is: nobody passes a search that has not been made.
void TestTableModel::rowsStayWhileTheFirstSearchRuns()
{
    auto random = QRandomGenerator(6);
    SampleModel model;
    model.setRecords(sampleRecords(TableProxy::syncLimit * 2, &random));
    TableProxy proxy;
    proxy.setSourceModel(&model);
    int row = 0;
    while (model.record(row).status != u"exited"_s)
        ++row;
    const QPersistentModelIndex held = proxy.index(row, SampleModel::KeyColumn);
    const QString key = held.data().toString();
    proxy.sort(SampleModel::NameColumn);
    proxy.setFilterText(u"status:exited"_s);
    int fewest = proxy.rowCount();
    connect(&proxy, &TableProxy::countsChanged, &proxy,
            [&fewest](int shown) { fewest = std::min(fewest, shown); });
    QTRY_VERIFY(proxy.isSettled());
    QVERIFY(held.isValid());
    QCOMPARE(held.data().toString(), key);
    QCOMPARE(fewest, proxy.rowCount());
    QVERIFY(proxy.rowCount() > 0 && proxy.rowCount() < model.rowCount());
}

void TestTableModel::tableDiesFirst()
{
    TableProxy proxy;
    {
        SampleModel model;
        model.setRecords({record(u"a"_s)});
        proxy.setSourceModel(&model);
        QCOMPARE(proxy.rowCount(), 1);
    }
    QCOMPARE(proxy.rowCount(), 0);
    proxy.sort(0);
    proxy.setFilterText(u"a"_s);
    QCOMPARE(proxy.rowCount(), 0);
}

void TestTableModel::proxyDiesDuringTheWork()
{
    auto random = QRandomGenerator(6);
    SampleModel model;
    model.setRecords(sampleRecords(TableProxy::syncLimit * 3, &random));
    {
        TableProxy proxy;
        proxy.setSourceModel(&model);
        proxy.sort(SampleModel::NameColumn);
        proxy.setFilterText(u"x"_s);
    }
    QCoreApplication::processEvents();
    QVERIFY(model.rowCount() > 0);
}

void TestTableModel::relativeTimes_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("now") << 0 << u"just now"_s;
    QTest::newRow("seconds") << 12 << u"12 s ago"_s;
    QTest::newRow("a minute") << 60 << u"1 min ago"_s;
    QTest::newRow("hours") << 3 * 3600 << u"3 h ago"_s;
    QTest::newRow("a day and a half") << 36 * 3600 << u"36 h ago"_s;
    QTest::newRow("days") << 10 * 86400 << u"10 d ago"_s;
    QTest::newRow("to come") << -7200 << u"in 2 h"_s;
}

void TestTableModel::relativeTimes()
{
    QFETCH(int, seconds);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QTEST(relativeTime(now.addSecs(-seconds), now), "text");
    QCOMPARE(relativeTime(QDateTime(), now), QString());
}

QTEST_GUILESS_MAIN(TestTableModel)
#include "tst_tablemodel.moc"
