// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/columnwidths.h"

#include <QHeaderView>
#include <QTreeView>

#include <algorithm>

namespace angee {

QList<int> fittedWidths(const QList<ColumnNeed> &columns, int room)
{
    int total = 0;
    int wanted = 0; // by the flexible ones
    int spare = 0; // in them
    for (const ColumnNeed &column : columns) {
        total += column.usual;
        if (column.flexible) {
            wanted += column.usual;
            spare += column.usual - column.least;
        }
    }
    QList<int> widths;
    int change = std::max(room - total, -spare); // still to be shared
    int weights = change < 0 ? spare : wanted; // of the columns that have not had their share
    for (const ColumnNeed &column : columns) {
        const int weight = !column.flexible ? 0
            : change < 0                    ? column.usual - column.least
                                            : column.usual;
        const int share = weights > 0 ? int(qint64(change) * weight / weights) : 0;
        weights -= weight;
        change -= share;
        widths.append(column.usual + share);
    }
    return widths;
}

void fitColumns(QTreeView *tree)
{
    const int character = tree->fontMetrics().averageCharWidth();
    const int columns = tree->header()->count();
    for (int column = 0; column + 1 < columns; ++column) {
        tree->resizeColumnToContents(column);
        const int wanted = tree->columnWidth(column) + 2 * character;
        tree->setColumnWidth(column, std::clamp(wanted, 6 * character, 44 * character));
    }
}

} // namespace angee
