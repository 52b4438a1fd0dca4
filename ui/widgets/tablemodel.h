// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/widgets/slotmodel.h"

#include <QHash>
#include <QString>
#include <QVariant>

#include <functional>

namespace angee {

//! \brief One column of a table: its name in filters and settings, its title, and how it is shown.
struct TableColumn
{
    enum class Kind {
        Text, //!< Elided at the end.
        Name, //!< What the row is called; copied by Ctrl+Shift+C.
        Path, //!< Monospaced, elided in the middle.
        Code, //!< Monospaced, elided at the end: etags, refs.
        Status, //!< Text with the icon of StatusRole.
        Number, //!< Right-aligned, tabular digits.
        Time, //!< A QDateTime under SortRole; shown as an age, the exact time in the tool tip.
    };

    QString id; //!< Lower case, stable: "status" in "status:running" and in saved settings.
    QString title;
    Kind kind = Kind::Text;
    int characters = 16; //!< Width at first sight.
    bool shown = true;
};

//! \brief What every table of the console has in common, whatever its records are. Qt Core only.
//!
//! Records live in slots. A slot keeps its number while its record exists, and keeps its last value
//! until the next merge, so that a proxy may refer to slots without following row numbers.
class TableModelBase : public SlotModel<QAbstractTableModel>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TableModelBase)

public:
    enum Role {
        KeyRole = Qt::UserRole + 1, //!< QString that names the record over its whole life.
        SortRole, //!< Raw value: number, QDateTime or QString. Without it the display text counts.
        StatusRole, //!< int(Status), or nothing.
        FilterRole, //!< What the filter searches; the display text unless that moves with the
                    //!< clock.
        NameRole, //!< QString: the text of the first Name column.
    };

    struct Change
    {
        int slot = 0;
        quint64 columns = 0; //!< Bit per column; columns from the 64th on share the last bit.
    };
    //! \brief What one merge did, in slots.
    struct Merge
    {
        QList<int> inserted;
        QList<int> removed;
        QList<Change> changed;
        QList<int> roles; //!< Of the changed cells; filled in as the merge ends.
        bool statusChanged = false; //!< In any of the changed rows.
    };

    //! \brief Rows that changed in the same columns, one below the other.
    struct Run
    {
        int firstRow = 0;
        int lastRow = 0;
        int firstColumn = 0;
        int lastColumn = 0;
    };
    //! \brief The changes as runs of rows, where \a rowOf gives the row of a slot or -1.
    [[nodiscard]] QList<Run> runsOf(const QList<Change> &changes,
                                    const std::function<int(int)> &rowOf) const;

    ~TableModelBase() override;

    [[nodiscard]] const QList<TableColumn> &columns() const { return m_columns; }
    //! \brief The number of the column called \a id, -1 if there is none.
    [[nodiscard]] int columnOf(QStringView id) const;

    //! \brief The value behind \a slot, which need not have a row any more.
    [[nodiscard]] QVariant slotData(int slot, int column, int role) const;
    //! \brief One more than the largest slot ever in use.
    [[nodiscard]] virtual int slotCount() const = 0;
    [[nodiscard]] virtual int slotOfKey(const QString &key) const = 0;

    //! \brief While held, slots that lost their record keep its value and are not used again.
    void holdSlots() { ++m_holds; }
    void releaseSlots() { --m_holds; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const final;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const final;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const final;

signals:
    //! \brief After the row signals of the same change. Never emitted for a change of nothing.
    void merged(const angee::TableModelBase::Merge &merge);

protected:
    TableModelBase(QList<TableColumn> columns, QObject *parent);

    [[nodiscard]] virtual QVariant rawData(int slot, int column, int role) const = 0;
    [[nodiscard]] virtual QString slotKey(int slot) const = 0;

    // The one merge: begin, give slots to new records, note what changed, end.
    using CellOf = std::function<QVariant(int column, int role)>;

    //! \brief Frees the slots that lost their record in the merge before, unless they are held;
    //! true when they are free.
    bool beginMerge();
    //! \brief A slot that no record has, or -1: make one more.
    [[nodiscard]] int takeFreeSlot();
    //! \brief Notes in \a merge that the record of \a slot changed, in the columns whose cells
    //! differ.
    void noteChange(Merge *merge, int slot, const CellOf &before, const CellOf &after) const;
    //! \brief The same without comparing any cell: cheaper where many records changed.
    static void noteChange(Merge *merge, int slot);
    //! \brief Gives the rows the slots of \a next; emits the row signals, dataChanged per run of
    //! rows that changed alike, then merged().
    void endMerge(Merge merge, const QList<int> &next);

    //! \brief Cells changed that no record holds, in these \a roles: emits what endMerge() would.
    void announce(Merge merge, const QList<int> &roles);

private:
    QList<TableColumn> m_columns;
    int m_nameColumn = 0;
    int m_holds = 0;
    QList<int> m_free;
    QList<int> m_limbo; // slots without a record since the last merge
};

//! \brief A table of \a Record, which needs == and cheap copies.
//!
//! setRecords() takes the whole new list and merges it by key. Views hear of rows that came, went,
//! moved or changed, and of nothing else; it costs linear time, 100 000 rows a few milliseconds.
template <typename Record>
class TableModel : public TableModelBase
{
public:
    explicit TableModel(QList<TableColumn> columns, QObject *parent = nullptr)
        : TableModelBase(std::move(columns), parent)
    { }

    void setRecords(const QList<Record> &records);

    [[nodiscard]] const Record &record(int row) const { return m_records[slotAt(row)]; }
    //! \brief The record with \a key, nullptr if it is gone. Valid until the next setRecords().
    [[nodiscard]] const Record *find(const QString &key) const
    {
        const int slot = slotOfKey(key);
        return slot < 0 ? nullptr : &m_records[slot];
    }
    [[nodiscard]] int slotCount() const final { return int(m_records.size()); }
    [[nodiscard]] int slotOfKey(const QString &key) const final
    {
        return m_slotOfKey.value(key, -1);
    }

protected:
    //! \brief What makes a record the same one as before. Unique in the list; of two equal keys the
    //! later one is told apart by a number.
    [[nodiscard]] virtual QString key(const Record &record) const = 0;
    //! \brief DisplayRole at least; SortRole, StatusRole, ToolTipRole where they say more.
    [[nodiscard]] virtual QVariant cell(const Record &record, int column, int role) const = 0;

private:
    // Beyond this many changed rows it is cheaper to repaint them than to compare their cells.
    static constexpr int compareCellsUpTo = 2000;

    [[nodiscard]] QVariant rawData(int slot, int column, int role) const final
    {
        return cell(m_records[slot], column, role);
    }
    [[nodiscard]] QString slotKey(int slot) const final { return key(m_records[slot]); }
    [[nodiscard]] int findSlot(const QString &recordKey, qsizetype row, qsizetype &hint) const;
    int takeSlot(const Record &record);

    QList<Record> m_records; // by slot
    QList<QString> m_keys; // by slot
    QHash<QString, int> m_slotOfKey;
};

template <typename Record>
void TableModel<Record>::setRecords(const QList<Record> &records)
{
    beginMerge();
    Merge merge;
    QList<int> next;
    next.reserve(records.size());
    QList<QPair<int, const Record *>> differing;
    std::vector<char> seen(std::size_t(m_records.size()), 0);
    qsizetype hint = 0;
    for (const Record &record : records) {
        QString recordKey = key(record);
        int slot = findSlot(recordKey, next.size(), hint);
        for (int copy = 2; slot >= 0 && seen[std::size_t(slot)]; ++copy) {
            recordKey = key(record) + QLatin1Char('\n') + QString::number(copy);
            slot = slotOfKey(recordKey);
        }
        if (slot < 0) {
            slot = takeSlot(record);
            m_keys[slot] = recordKey;
            m_slotOfKey.insert(recordKey, slot);
            merge.inserted.append(slot);
            if (std::size_t(slot) >= seen.size())
                seen.resize(std::size_t(slot) + 1, 0);
        } else if (!(m_records[slot] == record)) {
            differing.append({slot, &record});
        }
        seen[std::size_t(slot)] = 1;
        next.append(slot);
    }
    for (const auto &[at, now] : std::as_const(differing)) {
        const Record &before = m_records.at(at);
        const Record &after = *now;
        if (differing.size() > compareCellsUpTo)
            noteChange(&merge, at);
        else
            noteChange(
                &merge, at, [&](int column, int role) { return cell(before, column, role); },
                [&](int column, int role) { return cell(after, column, role); });
        m_records[at] = after;
    }
    for (const int slot : rowSlots())
        if (!seen[std::size_t(slot)]) {
            merge.removed.append(slot);
            m_slotOfKey.remove(m_keys[slot]);
        }
    endMerge(std::move(merge), next);
}

// Snapshots mostly repeat their order: looking where the record should be saves hashing its key.
template <typename Record>
int TableModel<Record>::findSlot(const QString &recordKey, qsizetype row, qsizetype &hint) const
{
    const QList<int> &present = rowSlots();
    const qsizetype guess = row + hint;
    if (guess >= 0 && guess < present.size() && m_keys[present[guess]] == recordKey)
        return present[guess];
    const int slot = slotOfKey(recordKey);
    if (slot >= 0)
        hint = rowOfSlot(slot) - row;
    return slot;
}

template <typename Record>
int TableModel<Record>::takeSlot(const Record &record)
{
    const int slot = takeFreeSlot();
    if (slot >= 0) {
        m_records[slot] = record;
        return slot;
    }
    m_records.append(record);
    m_keys.append(QString());
    return int(m_records.size()) - 1;
}

} // namespace angee
