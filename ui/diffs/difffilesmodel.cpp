// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/diffs/difffilesmodel.h"

#include "ui/diffs/diffwords.h"
#include "ui/widgets/words.h"

#include <QLocale>

namespace angee {

using namespace Qt::StringLiterals;

DiffFilesModel::DiffFilesModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

DiffFilesModel::~DiffFilesModel() = default;

void DiffFilesModel::setDifference(const DiffSetPtr &set, DiffDirection direction)
{
    beginResetModel();
    m_set = set;
    m_direction = direction;
    endResetModel();
}

FileDiff DiffFilesModel::file(int row) const
{
    const FileDiff &file = m_set->files.at(row);
    return m_direction == DiffDirection::AsTold ? file : reversed(file);
}

int DiffFilesModel::rowOf(const QByteArray &path) const
{
    if (!m_set || path.isEmpty())
        return -1;
    for (int row = 0; row < m_set->files.size(); ++row) {
        const FileDiff &file = m_set->files.at(row);
        if (file.newPath == path || file.oldPath == path)
            return row;
    }
    return -1;
}

int DiffFilesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_set ? 0 : int(m_set->files.size());
}

int DiffFilesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant DiffFilesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section != NameColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("File");
    case AddedColumn:
        return tr("Added");
    default:
        return tr("Removed");
    }
}

QVariant DiffFilesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FileDiff file = this->file(index.row());
    const bool isName = index.column() == NameColumn;
    switch (role) {
    case Qt::DisplayRole:
        if (isName)
            return DiffWords::title(file);
        // Git counts no lines of these.
        if (file.content() == FileDiff::Content::Binary)
            return u"–"_s;
        return index.column() == AddedColumn ? u"+%L1"_s.arg(file.added)
                                             : u"\u2212%L1"_s.arg(file.removed);
    case Qt::DecorationRole:
        return isName ? QVariant(Icon::get(DiffWords::icon(file))) : QVariant();
    case Qt::ToolTipRole:
        return tipText(u"%1 (%2)"_s.arg(DiffWords::title(file), DiffWords::kind(file)));
    case Qt::AccessibleTextRole:
        return isName ? tr("%1, %2, %L3 added, %L4 removed")
                            .arg(DiffWords::title(file), DiffWords::kind(file))
                            .arg(file.added)
                            .arg(file.removed)
                      : data(index, Qt::DisplayRole);
    case Qt::TextAlignmentRole:
        return isName ? QVariant() : QVariant(int(Qt::AlignRight | Qt::AlignVCenter));
    default:
        return {};
    }
}

} // namespace angee
