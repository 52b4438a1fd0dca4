// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/sources/sourcesmodel.h"

#include "ui/widgets/sourcestate.h"

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

QString sourceReference(const Source &source)
{
    if (!source.currentRef.isEmpty())
        return source.currentRef;
    return source.branch.isEmpty() ? source.ref : source.branch;
}

SourcesModel::SourcesModel(QObject *parent)
    : ActionTable(sourceColumns(), &Snapshot::sources, &LiveUpdate::sources, {ResultColumn}, parent)
{ }

SourcesModel::~SourcesModel() = default;

std::optional<SourceRecord> SourcesModel::source(const QString &name) const
{
    const SourceRow *row = find(name);
    if (!row)
        return std::nullopt;
    return SourceRecord{toSource(*row), row->uses, resultOf(*row)};
}

QVariant SourcesModel::cell(const SourceRow &row, int column, int role) const
{
    if (column == ResultColumn)
        return resultCell(row, role);
    if (role == StatusRole)
        return column == StateColumn ? int(sourceStateIcon(toText(row.state))) : QVariant();
    if (column == UsesColumn && role == SortRole)
        return row.uses;
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case NameColumn:
        return toText(row.name);
    case StateColumn:
        return toText(row.state);
    case KindColumn:
        return toText(row.kind);
    case ReferenceColumn: {
        const QString reference = sourceReference(toSource(row));
        return reference.isEmpty() ? u"–"_s : reference;
    }
    case DistanceColumn:
        return distanceText(row.ahead, row.behind);
    case PushedColumn:
        return pushedText(toText(row.kind), toText(row.state), row.pushed,
                          toText(row.unpushedReason), toText(row.error));
    case UsesColumn:
        return QString::number(row.uses);
    case PathColumn:
        return toText(row.path);
    default:
        return {};
    }
}

} // namespace angee
