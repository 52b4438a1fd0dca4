// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/secrets/secretsmodel.h"

#include "ui/widgets/status.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QString valueText(const SecretRow &row)
{
    if (row.hasValue)
        return SecretsModel::tr("has a value");
    return row.required ? SecretsModel::tr("required, no value") : SecretsModel::tr("no value");
}

Status valueStatus(const SecretRow &row)
{
    if (row.hasValue)
        return Status::Done;
    return row.required ? Status::Unhealthy : Status::Declared;
}

QString originText(const SecretRow &row)
{
    if (row.generated)
        return SecretsModel::tr("generated");
    if (!row.importRef.empty())
        return SecretsModel::tr("imported from %1").arg(toText(row.importRef));
    return row.declared ? SecretsModel::tr("set by hand") : SecretsModel::tr("not declared");
}

} // namespace

SecretsModel::SecretsModel(QObject *parent)
    : SnapshotTable({{u"name"_s, tr("Name"), TableColumn::Kind::Name, 28},
                     {u"value"_s, tr("Value"), TableColumn::Kind::Status, 22},
                     {u"required"_s, tr("Required"), TableColumn::Kind::Text, 12},
                     {u"origin"_s, tr("Origin"), TableColumn::Kind::Text, 26},
                     {u"variable"_s, tr("Variable"), TableColumn::Kind::Code, 36}},
                    &Snapshot::secrets, &LiveUpdate::secrets, parent)
{ }

QVariant SecretsModel::cell(const SecretRow &row, int column, int role) const
{
    if (role == StatusRole && column == ValueColumn)
        return int(valueStatus(row));
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case NameColumn:
        return toText(row.name);
    case ValueColumn:
        return valueText(row);
    case RequiredColumn:
        return row.required ? tr("required") : tr("optional");
    case OriginColumn:
        return originText(row);
    case VariableColumn:
        return toText(row.envVar);
    default:
        return {};
    }
}

} // namespace angee
