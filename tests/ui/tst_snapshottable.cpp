// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/snapshotdecoder.h"
#include "ui/panes/snapshottable.h"
#include "ui/widgets/tableproxy.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QtTest>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

class ServiceTable final : public SnapshotTable<ServiceRow>
{
public:
    ServiceTable()
        : SnapshotTable({{u"name"_s, u"Name"_s, TableColumn::Kind::Name},
                         {u"status"_s, u"Status"_s},
                         {u"runtime"_s, u"Runtime"_s}},
                        &Snapshot::services, &LiveUpdate::services)
    { }

    QVariant cell(const ServiceRow &row, int column, int role) const override
    {
        if (role != Qt::DisplayRole)
            return {};
        return toText(column == 0 ? row.name : column == 1 ? row.status : row.runtime);
    }
};

SnapshotPtr snapshotOf(const QList<QPair<QString, QString>> &services)
{
    QByteArrayList rows;
    for (const auto &[name, status] : services)
        rows.append("{\"name\":\"" + name.toUtf8() + "\",\"status\":\"" + status.toUtf8()
                    + "\",\"runtime\":\"local\"}");
    return decodeSnapshot("{\"data\":{\"services\":[" + rows.join(',') + "]}}", {}).snapshot;
}

LiveUpdatePtr updateOf(const SnapshotPtr &before, const SnapshotPtr &after)
{
    auto update = std::make_shared<LiveUpdate>();
    update->previous = before;
    update->snapshot = after;
    static const std::vector<ServiceRow> none;
    update->services = compareRows(before ? before->services() : none, after->services());
    return update;
}

QStringList shown(const QAbstractItemModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows.append(model.index(row, 0).data().toString() + u'='
                    + model.index(row, 1).data().toString());
    return rows;
}

} // namespace

class TestSnapshotTable final : public QObject
{
    Q_OBJECT

private slots:
    void onlyWhatChangedIsTold()
    {
        ServiceTable table;
        const QAbstractItemModelTester tester(
            &table, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const SnapshotPtr first =
            snapshotOf({{u"a"_s, u"1"_s}, {u"b"_s, u"1"_s}, {u"c"_s, u"1"_s}});
        table.apply(updateOf(nullptr, first));
        QSignalSpy changed(&table, &QAbstractItemModel::dataChanged);
        QSignalSpy resets(&table, &QAbstractItemModel::modelReset);
        QSignalSpy inserts(&table, &QAbstractItemModel::rowsInserted);
        const SnapshotPtr second =
            snapshotOf({{u"a"_s, u"1"_s}, {u"b"_s, u"2"_s}, {u"c"_s, u"1"_s}});
        table.apply(updateOf(first, second));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().at(0).toModelIndex(), table.index(1, 1));
        QCOMPARE(changed.first().at(1).toModelIndex(), table.index(1, 1));
        table.apply(
            updateOf(second, snapshotOf({{u"a"_s, u"1"_s}, {u"b"_s, u"2"_s}, {u"c"_s, u"1"_s}})));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(inserts.count(), 0);
        QCOMPARE(resets.count(), 0);
    }

    void selectionFollowsItsObject()
    {
        ServiceTable table;
        SnapshotPtr snapshot = snapshotOf({{u"b"_s, u"1"_s}, {u"c"_s, u"1"_s}});
        table.apply(updateOf(nullptr, snapshot));
        QItemSelectionModel selection(&table);
        selection.select(table.index(1, 0), QItemSelectionModel::Select);
        const SnapshotPtr next = snapshotOf({{u"a"_s, u"1"_s}, {u"b"_s, u"1"_s}, {u"c"_s, u"9"_s}});
        table.apply(updateOf(snapshot, next));
        QCOMPARE(selection.selectedIndexes().value(0).data().toString(), u"c"_s);
        QCOMPARE(table.find(u"c"_s)->status, "9");
        QVERIFY(!table.find(u"gone"_s));
    }

    //! Another daemon, or none: what was known of the last one must not stay selected.
    void nothingEmptiesTheTable()
    {
        ServiceTable table;
        const QAbstractItemModelTester tester(
            &table, QAbstractItemModelTester::FailureReportingMode::Fatal);
        table.apply(updateOf(nullptr, snapshotOf({{u"a"_s, u"1"_s}, {u"b"_s, u"1"_s}})));
        const QPersistentModelIndex held(table.index(1, 0));
        table.apply(nullptr);
        QCOMPARE(table.rowCount(), 0);
        QVERIFY(!held.isValid());
        QVERIFY(!table.find(u"a"_s));
        table.apply(nullptr);
        table.apply(updateOf(nullptr, snapshotOf({{u"b"_s, u"2"_s}})));
        QCOMPARE(shown(table), QStringList{u"b=2"_s});
    }

    //! Whatever comes, goes, moves and changes, model and proxy show the snapshot, and every
    //! persistent index its object.
    void survivesRandomSnapshots()
    {
        QRandomGenerator random(7);
        ServiceTable table;
        TableProxy proxy;
        proxy.setSourceModel(&table);
        const QAbstractItemModelTester first(&table,
                                             QAbstractItemModelTester::FailureReportingMode::Fatal);
        const QAbstractItemModelTester second(
            &proxy, QAbstractItemModelTester::FailureReportingMode::Fatal);
        proxy.sort(1);
        SnapshotPtr last;
        for (int round = 0; round < 400; ++round) {
            QList<QPair<QString, QString>> services;
            for (int i = 0; i < 30; ++i) {
                if (random.bounded(3))
                    services.append(
                        {u"s%1"_s.arg(i, 2, 10, QChar(u'0')), QString::number(random.bounded(4))});
            }
            if (random.bounded(4) == 0)
                std::shuffle(services.begin(), services.end(), random);
            QHash<QString, QPersistentModelIndex> held;
            for (int row = 0; row < table.rowCount(); ++row)
                held.insert(table.index(row, 0).data().toString(), table.index(row, 0));
            const SnapshotPtr next = snapshotOf(services);
            // Now and then an update is missed.
            table.apply(updateOf(random.bounded(5) ? last : nullptr, next));
            last = next;
            QStringList expected;
            for (const auto &[name, status] : services)
                expected.append(name + u'=' + status);
            QCOMPARE(shown(table), expected);
            expected.sort();
            QStringList sorted = shown(proxy);
            sorted.sort();
            QCOMPARE(sorted, expected);
            for (auto it = held.cbegin(); it != held.cend(); ++it) {
                const bool there = table.find(it.key());
                QCOMPARE(it->isValid(), there);
                if (there)
                    QCOMPARE(it->data().toString(), it.key());
            }
        }
    }

    void heldSlotsKeepTheirValue()
    {
        ServiceTable table;
        SnapshotPtr snapshot = snapshotOf({{u"a"_s, u"1"_s}, {u"b"_s, u"2"_s}});
        table.apply(updateOf(nullptr, snapshot));
        const int slot = table.slotOfKey(u"b"_s);
        table.holdSlots();
        for (int round = 0; round < 3; ++round) {
            const SnapshotPtr next = snapshotOf({{u"a"_s, QString::number(round)}});
            table.apply(updateOf(snapshot, next));
            snapshot = next;
        }
        QCOMPARE(table.slotData(slot, 1, Qt::DisplayRole).toString(), u"2"_s);
        table.releaseSlots();
    }
};

QTEST_GUILESS_MAIN(TestSnapshotTable)
#include "tst_snapshottable.moc"
