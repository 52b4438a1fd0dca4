// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/services/servicesmodel.h"

#include "core/daemon/servicecalls.h"
#include "ui/services/servicestate.h"

#include <QCoreApplication>
#include <QHash>

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

std::optional<ServiceAction> actionOf(const QString &verb)
{
    for (const ServiceAction action :
         {ServiceAction::Start, ServiceAction::Stop, ServiceAction::Restart, ServiceAction::Up,
          ServiceAction::Destroy}) {
        if (serviceActionVerb(action) == verb)
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

QList<ServiceRecord> serviceRecords(const SnapshotPtr &snapshot, const RowResults *results)
{
    QList<ServiceRecord> records;
    if (!snapshot)
        return records;
    QHash<QString, QStringList> workspaces;
    for (const WorkspaceRow &workspace : snapshot->workspaces()) {
        for (const MountRow &mount : workspace.mountedBy) {
            QStringList &names = workspaces[toText(mount.name)];
            const QString name = toText(workspace.name);
            if (mount.kind == "service" && !names.contains(name))
                names.append(name);
        }
    }
    records.reserve(qsizetype(snapshot->services().size()));
    for (const ServiceRow &row : snapshot->services()) {
        ServiceRecord record;
        record.name = toText(row.name);
        record.runtime = toText(row.runtime);
        record.status = toText(row.status);
        record.health = toText(row.health);
        record.workspaces = workspaces.value(record.name).join(u", "_s);
        if (results)
            record.result = results->of(record.name);
        records.append(record);
    }
    return records;
}

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
    : TableModel(serviceColumns(), parent)
{ }

ServicesModel::~ServicesModel() = default;

QVariant ServicesModel::cell(const ServiceRecord &record, int column, int role) const
{
    if (role == StatusRole) {
        if (column == StatusColumn)
            return int(shownStatusIcon(record));
        return column == ResultColumn ? resultIcon(record.result) : QVariant();
    }
    if (role == Qt::ToolTipRole && column == StatusColumn) {
        const QString hint = serviceStatusHint(record.status);
        return hint.isEmpty() ? QVariant() : hint;
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case NameColumn:
        return record.name;
    case StatusColumn:
        return shownStatus(record);
    case RuntimeColumn:
        return record.runtime;
    case HealthColumn:
        return record.health.isEmpty() ? u"–"_s : record.health;
    case WorkspaceColumn:
        return record.workspaces.isEmpty() ? u"–"_s : record.workspaces;
    case ResultColumn:
        return resultText(record.result);
    default:
        return {};
    }
}

} // namespace angee
