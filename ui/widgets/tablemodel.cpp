// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/tablemodel.h"

#include "core/base/relativetime.h"

#include <QDateTime>

#include <bit>
#include <utility>

namespace angee {

TableModelBase::TableModelBase(QList<TableColumn> columns, QObject *parent)
    : SlotModel<QAbstractTableModel>(parent)
    , m_columns(std::move(columns))
{
    for (int i = int(m_columns.size()) - 1; i >= 0; --i)
        if (m_columns[i].kind == TableColumn::Kind::Name)
            m_nameColumn = i;
}

TableModelBase::~TableModelBase() = default;

int TableModelBase::columnOf(QStringView id) const
{
    for (int i = 0; i < m_columns.size(); ++i)
        if (m_columns[i].id == id)
            return i;
    return -1;
}

int TableModelBase::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(rowSlots().size());
}

int TableModelBase::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant TableModelBase::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    return slotData(slotAt(index.row()), index.column(), role);
}

QVariant TableModelBase::slotData(int slot, int column, int role) const
{
    const bool time = m_columns[column].kind == TableColumn::Kind::Time;
    switch (role) {
    case KeyRole:
        return slotKey(slot);
    case NameRole:
        return rawData(slot, m_nameColumn, Qt::DisplayRole);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter
                   | (m_columns[column].kind == TableColumn::Kind::Number || time ? Qt::AlignRight
                                                                                  : Qt::AlignLeft));
    case Qt::DisplayRole:
        if (time)
            return relativeTime(rawData(slot, column, SortRole).toDateTime());
        break;
    case Qt::ToolTipRole:
    case FilterRole: {
        if (time)
            return exactTime(rawData(slot, column, SortRole).toDateTime());
        QVariant value = rawData(slot, column, role);
        return value.isValid() ? value : rawData(slot, column, Qt::DisplayRole);
    }
    case SortRole: {
        QVariant value = rawData(slot, column, SortRole);
        return value.isValid() ? value : rawData(slot, column, Qt::DisplayRole);
    }
    default:
        break;
    }
    return rawData(slot, column, role);
}

QVariant TableModelBase::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    const TableColumn &column = m_columns[section];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return column.title;
    case Qt::TextAlignmentRole: {
        const bool right =
            column.kind == TableColumn::Kind::Number || column.kind == TableColumn::Kind::Time;
        return int(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft));
    }
    default:
        return {};
    }
}

QList<TableModelBase::Run> TableModelBase::runsOf(const QList<Change> &changes,
                                                  const std::function<int(int)> &rowOf) const
{
    const int lastColumn = int(m_columns.size()) - 1;
    QList<Run> rows;
    rows.reserve(changes.size());
    for (const Change &change : changes) {
        const int row = rowOf(change.slot);
        if (row < 0)
            continue;
        const int first = std::countr_zero(change.columns);
        const int last = 63 - std::countl_zero(change.columns);
        rows.append({row, row, std::min(first, lastColumn),
                     last == 63 ? lastColumn : std::min(last, lastColumn)});
    }
    std::sort(rows.begin(), rows.end(),
              [](const Run &a, const Run &b) { return a.firstRow < b.firstRow; });
    QList<Run> runs;
    for (const Run &row : std::as_const(rows)) {
        const bool joins = !runs.isEmpty() && runs.last().lastRow + 1 == row.firstRow
            && runs.last().firstColumn == row.firstColumn
            && runs.last().lastColumn == row.lastColumn;
        if (joins)
            runs.last().lastRow = row.lastRow;
        else
            runs.append(row);
    }
    return runs;
}

bool TableModelBase::beginMerge()
{
    if (m_holds > 0)
        return false;
    m_free += std::exchange(m_limbo, {});
    return true;
}

int TableModelBase::takeFreeSlot()
{
    return m_free.isEmpty() ? -1 : m_free.takeLast();
}

void TableModelBase::noteChange(Merge *merge, int slot, const CellOf &before,
                                const CellOf &after) const
{
    quint64 mask = 0;
    for (int column = 0; column < m_columns.size(); ++column) {
        bool changed = false;
        for (const int role : {int(Qt::DisplayRole), int(SortRole), int(Qt::ToolTipRole)})
            changed = changed || before(column, role) != after(column, role);
        if (before(column, StatusRole) != after(column, StatusRole))
            changed = merge->statusChanged = true;
        if (changed)
            mask |= quint64(1) << std::min(column, 63);
    }
    if (mask)
        merge->changed.append({slot, mask});
}

void TableModelBase::noteChange(Merge *merge, int slot)
{
    merge->statusChanged = true;
    merge->changed.append({slot, ~quint64(0)});
}

void TableModelBase::endMerge(Merge merge, const QList<int> &next)
{
    const bool sameRows = hasRows(next);
    m_limbo += merge.removed;
    setRows(next);
    if (sameRows && merge.changed.isEmpty())
        return;
    QList<int> roles{Qt::DisplayRole, Qt::ToolTipRole, SortRole, FilterRole};
    if (merge.statusChanged)
        roles += StatusRole;
    announce(std::move(merge), roles);
}

void TableModelBase::announce(Merge merge, const QList<int> &roles)
{
    merge.roles = roles;
    for (const Run &run : runsOf(merge.changed, [this](int slot) { return rowOfSlot(slot); }))
        emit dataChanged(index(run.firstRow, run.firstColumn), index(run.lastRow, run.lastColumn),
                         merge.roles);
    emit merged(merge);
}

} // namespace angee
