// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/diff/filediff.h"

#include <QAbstractTableModel>

namespace angee {

//! \brief The files of a difference, one a row, in the daemon's order.
class DiffFilesModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DiffFilesModel)

public:
    enum Column { NameColumn, AddedColumn, RemovedColumn, ColumnCount };

    explicit DiffFilesModel(QObject *parent = nullptr);
    ~DiffFilesModel() override;

    //! \brief \a set may be null.
    void setDifference(const DiffSetPtr &set, DiffDirection direction);
    //! \brief The file of a row, read in the direction that is set.
    [[nodiscard]] FileDiff file(int row) const;
    //! \brief The row of a path, now or before; -1 for none.
    [[nodiscard]] int rowOf(const QByteArray &path) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    DiffSetPtr m_set;
    DiffDirection m_direction = DiffDirection::AsTold;
};

} // namespace angee
