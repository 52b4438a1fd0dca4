// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/services/servicesmodel.h"

#include "core/actions/serviceactions.h"
#include "core/model/servicestatus.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QList<TableColumn> serviceColumns()
{
    using Kind = TableColumn::Kind;
    return {
        {u"name"_s, ServicesModel::tr("Name"), Kind::Name, 24},
        {u"status"_s, ServicesModel::tr("Status"), Kind::Status, 28},
        {u"runtime"_s, ServicesModel::tr("Runtime"), Kind::Text, 11},
        {u"health"_s, ServicesModel::tr("Health"), Kind::Text, 11},
        {u"workspace"_s, ServicesModel::tr("Workspace"), Kind::Text, 18},
        {u"result"_s, ServicesModel::tr("Last action"), Kind::Status, 36},
    };
}

std::optional<ServiceAction> actionOf(ActionVerb verb)
{
    for (const ServiceAction action :
         {ServiceAction::Start, ServiceAction::Stop, ServiceAction::Restart, ServiceAction::Up,
          ServiceAction::Destroy}) {
        if (verbOf(action) == verb)
            return action;
    }
    return std::nullopt;
}

//! Whether the daemon's word shows already what the action is to bring about.
bool isReached(ServiceAction action, const QString &status)
{
    const ServiceActivity activity = serviceActivity(status);
    switch (action) {
    case ServiceAction::Start:
    case ServiceAction::Up:
        return activity == ServiceActivity::Running;
    case ServiceAction::Stop:
        return activity == ServiceActivity::Stopped;
    case ServiceAction::Restart:
    case ServiceAction::Destroy:
        return false;
    }
    Q_UNREACHABLE();
}

//! The action that the status column should speak of.
std::optional<ServiceAction> pendingAction(const ServiceRecord &record)
{
    if (!record.result || !(record.result->active || record.result->unconfirmed))
        return std::nullopt;
    const auto action = actionOf(record.result->verb);
    return action && !isReached(*action, record.status) ? action : std::nullopt;
}

} // namespace

QString shownStatus(const ServiceRecord &record)
{
    if (const auto action = pendingAction(record))
        return serviceActionProgress(*action);
    return serviceStatusText(record.status);
}

Status shownStatusIcon(const ServiceRecord &record)
{
    if (pendingAction(record))
        return Status::Starting;
    switch (serviceActivity(record.status)) {
    case ServiceActivity::Running:
        return record.health == "unhealthy"_L1 ? Status::Unhealthy : Status::Running;
    case ServiceActivity::Stopped:
        return record.status == "exited"_L1 || record.status == "dead"_L1
                || record.status == "error"_L1
            ? Status::Failed
            : Status::Stopped;
    case ServiceActivity::Changing:
        return Status::Starting;
    case ServiceActivity::NotObserved:
        return Status::Declared;
    }
    Q_UNREACHABLE();
}

ServicesModel::ServicesModel(QObject *parent)
    : ActionTable(serviceColumns(), &Snapshot::services, &LiveUpdate::services,
                  {StatusColumn, ResultColumn}, parent)
{ }

ServicesModel::~ServicesModel() = default;

std::optional<ServiceRecord> ServicesModel::service(const QString &name) const
{
    const ServiceRow *row = find(name);
    if (!row)
        return std::nullopt;
    return ServiceRecord{toText(row->name),   toText(row->runtime),    toText(row->status),
                         toText(row->health), toText(row->workspaces), resultOf(*row)};
}

QVariant ServicesModel::statusCell(const ServiceRow &row, int role) const
{
    ServiceRecord record;
    record.status = toText(row.status);
    if (role == Qt::ToolTipRole) {
        const QString hint = serviceStatusHint(record.status);
        return hint.isEmpty() ? QVariant() : hint;
    }
    record.result = resultOf(row);
    if (role == Qt::DisplayRole)
        return shownStatus(record);
    if (role != StatusRole)
        return {};
    record.health = toText(row.health);
    return int(shownStatusIcon(record));
}

QVariant ServicesModel::cell(const ServiceRow &row, int column, int role) const
{
    if (column == StatusColumn)
        return statusCell(row, role);
    if (column == ResultColumn)
        return resultCell(row, role);
    if (role != Qt::DisplayRole)
        return {};
    const auto orNone = [](std::string_view text) { return text.empty() ? u"–"_s : toText(text); };
    switch (column) {
    case NameColumn:
        return toText(row.name);
    case RuntimeColumn:
        return toText(row.runtime);
    case HealthColumn:
        return orNone(row.health);
    case WorkspaceColumn:
        return orNone(row.workspaces);
    default:
        return {};
    }
}

} // namespace angee
