// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/outputs/outputsmodel.h"

#include "ui/tasks/taskmodel.h"

#include <QLocale>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QList<TableColumn> outputColumns()
{
    using Kind = TableColumn::Kind;
    return {
        {u"time"_s, OutputsModel::tr("When"), Kind::Time, 12},
        {u"action"_s, OutputsModel::tr("Action"), Kind::Name, 30},
        {u"outcome"_s, OutputsModel::tr("Outcome"), Kind::Status, 16},
        {u"took"_s, OutputsModel::tr("Took"), Kind::Number, 8},
        {u"reason"_s, OutputsModel::tr("Reason"), Kind::Text, 48},
        {u"profile"_s, OutputsModel::tr("Profile"), Kind::Text, 14, false},
        {u"size"_s, OutputsModel::tr("Size"), Kind::Number, 10},
        {u"hits"_s, OutputsModel::tr("Hits"), Kind::Number, 8, false},
    };
}

QVariant outputSortValue(const OutputRow &row, int column)
{
    switch (column) {
    case OutputsModel::TimeColumn:
        return row.record.started;
    case OutputsModel::ElapsedColumn:
        return row.record.elapsedMs;
    case OutputsModel::SizeColumn:
        return row.record.size;
    case OutputsModel::HitsColumn:
        return row.hits.lines;
    default:
        return {};
    }
}

} // namespace

QString outputTitle(const OutputRecord &record)
{
    return record.title.isEmpty() ? OutputsModel::tr("(an output without its record)")
                                  : record.title;
}

OutputsModel::OutputsModel(QObject *parent)
    : TableModel(outputColumns(), parent)
{ }

OutputsModel::~OutputsModel() = default;

QVariant OutputsModel::cell(const OutputRow &row, int column, int role) const
{
    const OutputRecord &record = row.record;
    if (role == StatusRole)
        return column == OutcomeColumn ? int(taskStatus(record.state)) : QVariant();
    if (role == SortRole)
        return outputSortValue(row, column);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case ActionColumn:
        return outputTitle(record);
    case OutcomeColumn:
        return taskStateName(record.state);
    case ElapsedColumn:
        return record.isActive() ? QString() : elapsedText(record.elapsedMs);
    case ReasonColumn:
        return record.problem.isEmpty() ? record.reason : record.problem;
    case ProfileColumn:
        return record.profile;
    case SizeColumn:
        return record.isActive() ? QString() : QLocale().formattedDataSize(record.size);
    case HitsColumn:
        return row.hits.lines > 0 ? QString::number(row.hits.lines) : QString();
    default:
        return {};
    }
}

} // namespace angee
