// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/tablemodel.h"

#include "ui/widgets/relativetime.h"

#include <QDateTime>

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

void TableModelBase::announce(const Merge &merge, const QList<int> &roles)
{
    struct Row
    {
        int row;
        int first;
        int last;
    };
    QList<Row> rows;
    rows.reserve(merge.changed.size());
    const int lastColumn = int(m_columns.size()) - 1;
    for (const Change &change : merge.changed) {
        const int first = std::countr_zero(change.columns);
        const int last = 63 - std::countl_zero(change.columns);
        rows.append({rowOfSlot(change.slot), std::min(first, lastColumn),
                     last == 63 ? lastColumn : std::min(last, lastColumn)});
    }
    std::sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) { return a.row < b.row; });
    for (qsizetype i = 0; i < rows.size();) {
        qsizetype end = i + 1;
        while (end < rows.size() && rows[end].row == rows[end - 1].row + 1
               && rows[end].first == rows[i].first && rows[end].last == rows[i].last)
            ++end;
        emit dataChanged(index(rows[i].row, rows[i].first), index(rows[end - 1].row, rows[i].last),
                         roles);
        i = end;
    }
    emit merged(merge);
}

} // namespace angee
