// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/schema/schemachangesmodel.h"

#include "ui/widgets/status.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

Status criticalityStatus(SchemaCriticality criticality)
{
    switch (criticality) {
    case SchemaCriticality::Breaking:
        return Status::Failed;
    case SchemaCriticality::Dangerous:
        return Status::Unhealthy;
    case SchemaCriticality::Safe:
        return Status::Done;
    }
    Q_UNREACHABLE();
}

} // namespace

SchemaChangesModel::SchemaChangesModel(QObject *parent)
    : TableModel({{u"criticality"_s, tr("Criticality"), TableColumn::Kind::Status, 16},
                  {u"place"_s, tr("Place"), TableColumn::Kind::Name, 36},
                  {u"change"_s, tr("Change"), TableColumn::Kind::Text, 80}},
                 parent)
{ }

void SchemaChangesModel::setChanges(const std::vector<SchemaChange> &changes)
{
    QList<SchemaChangeRow> rows;
    rows.reserve(qsizetype(changes.size()));
    for (const SchemaChange &change : changes)
        rows.append({change.criticality, QString::fromStdString(change.path), change.message,
                     int(rows.size())});
    setRecords(rows);
}

QString SchemaChangesModel::pathOf(const QString &key) const
{
    const SchemaChangeRow *row = find(key);
    return row ? row->path : QString();
}

QString SchemaChangesModel::key(const SchemaChangeRow &row) const
{
    return row.path + u'\n' + row.message;
}

QVariant SchemaChangesModel::cell(const SchemaChangeRow &row, int column, int role) const
{
    if (column == CriticalityColumn && role == StatusRole)
        return int(criticalityStatus(row.criticality));
    if (column == CriticalityColumn && role == SortRole)
        return int(row.criticality);
    if (role == Qt::ToolTipRole && column == ChangeColumn)
        return row.message;
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case CriticalityColumn:
        return criticalityName(row.criticality);
    case PlaceColumn:
        return row.path;
    case ChangeColumn:
        return row.message;
    default:
        return {};
    }
}

QString SchemaChangeCounts::text() const
{
    return SchemaChangesModel::tr("%1 breaking, %2 dangerous, %3 safe")
        .arg(breaking)
        .arg(dangerous)
        .arg(safe);
}

SchemaChangeCounts countChanges(const std::vector<SchemaChange> &changes)
{
    SchemaChangeCounts counts;
    for (const SchemaChange &change : changes) {
        if (change.criticality == SchemaCriticality::Breaking)
            ++counts.breaking;
        else if (change.criticality == SchemaCriticality::Dangerous)
            ++counts.dangerous;
        else
            ++counts.safe;
    }
    return counts;
}

} // namespace angee
