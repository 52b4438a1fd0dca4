// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshotworker.h"
#include "ui/widgets/tablemodel.h"

#include <unordered_map>

namespace angee {

//! \brief A table over one list of the live snapshot, for any of its row types.
//!
//! It copies no row: a slot points into the snapshot, which it keeps alive, and cells become
//! QString only when they are asked for. The comparison comes ready from the worker, so a new
//! snapshot costs the window one pointer a row and a signal for each run of rows that changed.
template <typename Row>
class SnapshotTable : public TableModelBase
{
public:
    using List = const std::vector<Row> &(Snapshot::*)() const;
    using Changes = ListChanges LiveUpdate::*;

    //! For example SnapshotTable(columns, &Snapshot::services, &LiveUpdate::services).
    SnapshotTable(QList<TableColumn> columns, List list, Changes changes, QObject *parent = nullptr)
        : TableModelBase(std::move(columns), parent)
        , m_list(list)
        , m_changes(changes)
    { }

    //! Connect to LiveStore::updated(), and call once with LiveStore::lastUpdate(). Null empties
    //! the table.
    void apply(const LiveUpdatePtr &update);

    //! The record at \a row of this model (not of a proxy). Valid until the next apply().
    [[nodiscard]] const Row &record(int row) const { return *m_records[slotAt(row)]; }
    //! The record with \a key, nullptr if it is gone. Valid until the next apply().
    [[nodiscard]] const Row *find(const QString &key) const
    {
        const int slot = slotOfKey(key);
        return slot < 0 ? nullptr : m_records[slot];
    }
    [[nodiscard]] const SnapshotPtr &snapshot() const { return m_snapshot; }
    [[nodiscard]] int slotCount() const final { return int(m_records.size()); }
    [[nodiscard]] int slotOfKey(const QString &key) const final;

protected:
    //! \brief DisplayRole at least; SortRole, StatusRole, ToolTipRole where they say more.
    [[nodiscard]] virtual QVariant cell(const Row &row, int column, int role) const = 0;

private:
    // Beyond this many changed rows it is cheaper to repaint them than to compare their cells.
    static constexpr std::size_t compareCellsUpTo = 500;

    [[nodiscard]] QVariant rawData(int slot, int column, int role) const final
    {
        return cell(*m_records[slot], column, role);
    }
    [[nodiscard]] QString slotKey(int slot) const final { return toText(m_records[slot]->key()); }
    [[nodiscard]] int takeSlot();
    [[nodiscard]] QList<int> matchRows(const std::vector<Row> &before,
                                       const std::vector<Row> &after, const ListChanges &changes,
                                       Merge &merge);
    void noteChanges(Merge *merge, const std::vector<Row> &after, const ListChanges &changes,
                     const QList<int> &next) const;

    List m_list;
    Changes m_changes;
    SnapshotPtr m_snapshot;
    QList<const Row *> m_records; // by slot
    QList<SnapshotPtr> m_keptForLimbo; // what slots without a record still point into
};

template <typename Row>
int SnapshotTable<Row>::slotOfKey(const QString &key) const
{
    if (!m_snapshot)
        return -1;
    const std::vector<Row> &rows = (m_snapshot.get()->*m_list)();
    const QByteArray utf8 = key.toUtf8();
    const std::string_view name = viewOf(utf8);
    // The daemon sends most lists in order of their keys; what is not found that way may still be
    // there.
    auto found = std::lower_bound(
        rows.begin(), rows.end(), name,
        [](const Row &row, std::string_view wanted) { return row.key() < wanted; });
    if (found == rows.end() || found->key() != name)
        found = std::find_if(rows.begin(), rows.end(),
                             [name](const Row &row) { return row.key() == name; });
    return found == rows.end() ? -1 : slotAt(int(found - rows.begin()));
}

template <typename Row>
int SnapshotTable<Row>::takeSlot()
{
    const int slot = takeFreeSlot();
    if (slot >= 0)
        return slot;
    m_records.append(nullptr);
    return int(m_records.size()) - 1;
}

template <typename Row>
void SnapshotTable<Row>::apply(const LiveUpdatePtr &update)
{
    const SnapshotPtr now = update ? update->snapshot : nullptr;
    if (now == m_snapshot)
        return;
    static const std::vector<Row> none;
    const SnapshotPtr old = m_snapshot;
    const std::vector<Row> &before = old ? (old.get()->*m_list)() : none;
    const std::vector<Row> &after = now ? (now.get()->*m_list)() : none;
    // The worker compared with the snapshot before; one who joins later compares himself.
    const bool compared = update && update->previous == old;
    const ListChanges own = compared ? ListChanges() : compareRows(before, after);
    const ListChanges &changes = compared ? update.get()->*m_changes : own;

    if (beginMerge())
        m_keptForLimbo.clear();
    m_snapshot = now;
    Merge merge;
    const QList<int> next =
        changes.sameRows() ? rowSlots() : matchRows(before, after, changes, merge);
    noteChanges(&merge, after, changes, next);
    for (qsizetype row = 0; row < next.size(); ++row)
        m_records[next[row]] = &after[std::size_t(row)];
    if (!merge.removed.isEmpty())
        m_keptForLimbo.append(old);
    endMerge(std::move(merge), next);
}

template <typename Row>
QList<int> SnapshotTable<Row>::matchRows(const std::vector<Row> &before,
                                         const std::vector<Row> &after, const ListChanges &changes,
                                         Merge &merge)
{
    const QList<int> present = rowSlots();
    std::unordered_map<std::string_view, int> slotOf; // only when rows changed places
    if (changes.reordered) {
        slotOf.reserve(before.size());
        for (std::size_t row = 0; row < before.size(); ++row)
            slotOf.emplace(before[row].key(), present[qsizetype(row)]);
    }
    for (const int row : changes.removed)
        merge.removed.append(present[row]);
    QList<int> next;
    next.reserve(qsizetype(after.size()));
    auto inserted = changes.inserted.begin();
    auto removed = changes.removed.begin();
    int old = 0; // without reordering, the rows that stay follow each other in both lists
    for (int row = 0; row < int(after.size()); ++row) {
        if (inserted != changes.inserted.end() && *inserted == row) {
            ++inserted;
            const int slot = takeSlot();
            merge.inserted.append(slot);
            next.append(slot);
        } else if (changes.reordered) {
            next.append(slotOf.at(after[std::size_t(row)].key()));
        } else {
            for (; removed != changes.removed.end() && *removed == old; ++removed)
                ++old;
            next.append(present[old++]);
        }
    }
    return next;
}

template <typename Row>
void SnapshotTable<Row>::noteChanges(Merge *merge, const std::vector<Row> &after,
                                     const ListChanges &changes, const QList<int> &next) const
{
    for (const int row : changes.changed) {
        const Row &before = *m_records[next[row]];
        const Row &now = after[std::size_t(row)];
        if (changes.changed.size() > compareCellsUpTo)
            noteChange(merge, next[row]);
        else
            noteChange(
                merge, next[row], [&](int column, int role) { return cell(before, column, role); },
                [&](int column, int role) { return cell(now, column, role); });
    }
}

} // namespace angee
