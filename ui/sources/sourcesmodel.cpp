// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/sources/sourcesmodel.h"

#include "ui/widgets/sourcestate.h"

#include <unordered_map>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QList<TableColumn> sourceColumns()
{
    using Kind = TableColumn::Kind;
    return {
        {u"name"_s, SourcesModel::tr("Name"), Kind::Name, 20},
        {u"state"_s, SourcesModel::tr("State"), Kind::Status, 14},
        {u"kind"_s, SourcesModel::tr("Kind"), Kind::Text, 10},
        {u"ref"_s, SourcesModel::tr("Branch or ref"), Kind::Code, 18},
        {u"distance"_s, SourcesModel::tr("Distance"), Kind::Text, 18},
        {u"pushed"_s, SourcesModel::tr("Pushed"), Kind::Text, 26},
        {u"uses"_s, SourcesModel::tr("Slots"), Kind::Number, 8},
        {u"path"_s, SourcesModel::tr("Path"), Kind::Path, 30},
        {u"result"_s, SourcesModel::tr("Last action"), Kind::Status, 32},
    };
}

} // namespace

QList<SourceRecord> sourceRecords(const SnapshotPtr &snapshot, const RowResults *results)
{
    QList<SourceRecord> records;
    if (!snapshot)
        return records;
    std::unordered_map<std::string_view, int> uses;
    for (const LinkRow &link : snapshot->links())
        ++uses[link.source];
    records.reserve(qsizetype(snapshot->sources().size()));
    for (const SourceRow &row : snapshot->sources()) {
        SourceRecord record;
        record.source = toSource(row);
        record.uses = uses[row.name];
        if (results)
            record.result = results->of(record.source.name);
        records.append(record);
    }
    return records;
}

QString sourceReference(const Source &source)
{
    if (!source.currentRef.isEmpty())
        return source.currentRef;
    return source.branch.isEmpty() ? source.ref : source.branch;
}

SourcesModel::SourcesModel(QObject *parent)
    : TableModel(sourceColumns(), parent)
{ }

SourcesModel::~SourcesModel() = default;

QVariant SourcesModel::cell(const SourceRecord &record, int column, int role) const
{
    const Source &source = record.source;
    if (role == StatusRole) {
        if (column == StateColumn)
            return int(sourceStateIcon(source.state));
        return column == ResultColumn ? resultIcon(record.result) : QVariant();
    }
    if (column == UsesColumn && role == SortRole)
        return record.uses;
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case NameColumn:
        return source.name;
    case StateColumn:
        return source.state;
    case KindColumn:
        return source.kind;
    case ReferenceColumn: {
        const QString reference = sourceReference(source);
        return reference.isEmpty() ? u"–"_s : reference;
    }
    case DistanceColumn:
        return distanceText(source.ahead, source.behind);
    case PushedColumn:
        return pushedText(source.kind, source.pushed, source.unpushedReason, source.error);
    case UsesColumn:
        return QString::number(record.uses);
    case PathColumn:
        return source.path;
    case ResultColumn:
        return resultText(record.result);
    default:
        return {};
    }
}

} // namespace angee
