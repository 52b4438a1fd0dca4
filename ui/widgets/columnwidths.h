// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QList>

QT_BEGIN_NAMESPACE
class QTreeView;
QT_END_NAMESPACE

namespace angee {

//! \brief What one column of a table needs, in pixels.
struct ColumnNeed
{
    int usual = 0;
    int least = 0; //!< at most \a usual, below which it cannot be read; ignored unless flexible
    bool flexible = false; //!< takes what is left over, and gives when there is too little

    friend bool operator==(const ColumnNeed &, const ColumnNeed &) = default;
};

//! \brief The widths with which \a columns fill \a room: what is left over or lacking is shared by
//! the flexible ones, in proportion to what they want or can give. Their sum is more than \a room
//! when that is too little even for the least.
[[nodiscard]] QList<int> fittedWidths(const QList<ColumnNeed> &columns, int room);

//! \brief Makes the columns of \a tree as wide as what stands in them, within reason; the last one
//! takes what is left.
void fitColumns(QTreeView *tree);

} // namespace angee
