// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/endpoints/endpointsmodel.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QList<TableColumn> endpointColumns()
{
    using Kind = TableColumn::Kind;
    return {
        {u"service"_s, EndpointsModel::tr("Service"), Kind::Name, 26},
        {u"state"_s, EndpointsModel::tr("State"), Kind::Status, 18},
        {u"address"_s, EndpointsModel::tr("Address"), Kind::Path, 50},
        {u"probe"_s, EndpointsModel::tr("Last probe"), Kind::Text, 36},
    };
}

} // namespace

EndpointsModel::EndpointsModel(QObject *parent)
    : TableModel(endpointColumns(), parent)
{ }

EndpointsModel::~EndpointsModel() = default;

QVariant EndpointsModel::cell(const EndpointRecord &record, int column, int role) const
{
    if (role == StatusRole && column == StateColumn)
        return int(record.status);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case ServiceColumn:
        return record.service;
    case StateColumn:
        return record.state.isEmpty() ? tr("not in the stack") : record.state;
    case AddressColumn:
        return record.address;
    case ProbeColumn:
        return record.probe.isEmpty() ? u"–"_s : record.probe;
    default:
        return {};
    }
}

} // namespace angee
