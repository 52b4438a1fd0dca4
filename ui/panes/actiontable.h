// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/rowresults.h"
#include "ui/panes/snapshottable.h"

#include <QPointer>

#include <initializer_list>

namespace angee {

//! \brief A table over one list of the live snapshot whose rows also tell the last action on their
//! object.
template <typename Row>
class ActionTable : public SnapshotTable<Row>
{
public:
    using typename SnapshotTable<Row>::List;
    using typename SnapshotTable<Row>::Changes;

    //! \a resultColumns are those that say something else when the last action does.
    ActionTable(QList<TableColumn> columns, List list, Changes changes,
                std::initializer_list<int> resultColumns, QObject *parent)
        : SnapshotTable<Row>(std::move(columns), list, changes, parent)
    {
        for (const int column : resultColumns)
            m_resultColumns |= quint64(1) << column;
    }

    //! \brief Whose actions are told; rows follow as they go on. Not owned, and asked no more once
    //! it is gone.
    void setResults(const RowResults *results)
    {
        if (m_results)
            m_results->disconnect(this);
        m_results = results;
        if (results)
            QObject::connect(results, &RowResults::changed, this,
                             [this](const QStringList &names) { announceResults(names); });
    }

protected:
    [[nodiscard]] std::optional<RowResult> resultOf(const Row &row) const
    {
        // Nearly no row has one: without any, not even the name is converted.
        if (!m_results || m_results->isEmpty())
            return std::nullopt;
        return m_results->of(toText(row.key()));
    }

    //! \brief A cell of the column that is about nothing else.
    [[nodiscard]] QVariant resultCell(const Row &row, int role) const
    {
        if (role == TableModelBase::StatusRole)
            return resultIcon(resultOf(row));
        return role == Qt::DisplayRole ? resultText(resultOf(row)) : QVariant();
    }

    //! \brief That \a column says something else of the objects called \a names.
    void announceColumn(const QStringList &names, int column)
    {
        announceColumns(names, quint64(1) << column);
    }

private:
    void announceResults(const QStringList &names) { announceColumns(names, m_resultColumns); }

    void announceColumns(const QStringList &names, quint64 columns)
    {
        TableModelBase::Merge merge;
        for (const QString &name : names) {
            if (const int slot = this->slotOfKey(name); slot >= 0)
                merge.changed.append({slot, columns});
        }
        if (!merge.changed.isEmpty())
            this->announce(merge,
                           {Qt::DisplayRole, Qt::ToolTipRole, TableModelBase::SortRole,
                            TableModelBase::FilterRole, TableModelBase::StatusRole});
    }

    QPointer<const RowResults> m_results;
    quint64 m_resultColumns = 0;
};

} // namespace angee
