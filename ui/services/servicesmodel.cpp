// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/services/servicesmodel.h"

#include "core/actions/serviceactions.h"
#include "core/model/servicestatus.h"

#include <utility>

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
    const ServiceState state = serviceState(status);
    switch (action) {
    case ServiceAction::Start:
    case ServiceAction::Up:
        return isUp(state);
    case ServiceAction::Stop:
        return isDown(state);
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

Status wordIcon(ServiceState state, ServiceHealth health)
{
    switch (state) {
    case ServiceState::Running:
        return health == ServiceHealth::Unhealthy ? Status::Unhealthy
            : health == ServiceHealth::Starting   ? Status::Starting
                                                  : Status::Running;
    case ServiceState::Restarting:
        return Status::Restarting;
    case ServiceState::Paused:
        return Status::Paused;
    case ServiceState::Stopping:
        return Status::Stopping;
    case ServiceState::Starting:
    case ServiceState::Pending:
        return Status::Starting;
    case ServiceState::Exited:
    case ServiceState::Failed:
        return Status::Failed;
    case ServiceState::Completed:
    case ServiceState::Created:
    case ServiceState::Disabled:
        return Status::Stopped;
    case ServiceState::Declared:
        return Status::Declared;
    case ServiceState::Other:
        return Status::Unknown;
    }
    Q_UNREACHABLE();
}

} // namespace

QString shownStatus(const ServiceRecord &record)
{
    if (const auto action = pendingAction(record))
        return serviceActionProgress(*action);
    const QString seen = sightText(record.sight, record.status, record.health);
    if (!record.oldState)
        return seen;
    //: state of a service that runs on what was before a change
    return record.oldState->certainty == OldState::Certainty::Certain
        ? ServicesModel::tr("%1, old state").arg(seen)
        : ServicesModel::tr("%1, perhaps old state").arg(seen);
}

QString oldStateText(const OldState &state)
{
    const QString reasons = state.reasons.join(u' ');
    switch (state.way) {
    case OldState::Way::Recreate:
        return reasons + u' '
            + ServicesModel::tr("A container gets that only when it is made anew, by Up.");
    case OldState::Way::BuildAndRecreate:
        return reasons + u' '
            + ServicesModel::tr("It gets that once its image is built and the container made "
                                "anew.");
    case OldState::Way::Restart:
        return reasons + u' '
            + ServicesModel::tr("A local service reads that when it starts: restart it.");
    }
    Q_UNREACHABLE();
}

Status shownStatusIcon(const ServiceRecord &record)
{
    if (const auto action = pendingAction(record))
        return *action == ServiceAction::Stop || *action == ServiceAction::Destroy
            ? Status::Stopping
            : Status::Starting;
    switch (record.sight.state) {
    case ServiceSight::State::Ending:
        return Status::Stopping;
    case ServiceSight::State::EndedUnseen:
        return Status::Failed;
    case ServiceSight::State::StoppedHere:
    case ServiceSight::State::Idle:
        return Status::Stopped;
    case ServiceSight::State::NotRunning:
        return Status::Idle;
    case ServiceSight::State::NotObserved:
        return record.sight.cause == ServiceSight::Cause::StackDown ? Status::Declared
                                                                    : Status::Unseen;
    case ServiceSight::State::Running:
    case ServiceSight::State::Changing:
        break;
    }
    return wordIcon(serviceState(record.status), serviceHealth(record.health));
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
    return ServiceRecord{.name = toText(row->name),
                         .runtime = toText(row->runtime),
                         .status = toText(row->status),
                         .health = toText(row->health),
                         .workspaces = toText(row->workspaces),
                         .result = resultOf(*row),
                         .sight = sightOf(*row),
                         .oldState = oldStateOf(*row)};
}

ServiceSight ServicesModel::sightOf(const ServiceRow &row) const
{
    return m_sights.isEmpty() ? ServiceSight() : m_sights.value(toText(row.name));
}

std::optional<OldState> ServicesModel::oldStateOf(const ServiceRow &row) const
{
    if (m_oldStates.isEmpty())
        return std::nullopt;
    const auto found = m_oldStates.constFind(toText(row.name));
    return found == m_oldStates.cend() ? std::nullopt : std::optional(*found);
}

void ServicesModel::setOldStates(const QHash<QString, OldState> &states)
{
    const QHash<QString, OldState> before = std::exchange(m_oldStates, states);
    announceColumn(before.keys() + states.keys(), StatusColumn);
}

void ServicesModel::show(const LiveUpdatePtr &update)
{
    const ServiceSights before = std::exchange(m_sights, update ? update->sights : ServiceSights());
    apply(update);
    if (before == m_sights)
        return;
    QStringList changed;
    for (auto it = m_sights.cbegin(); it != m_sights.cend(); ++it) {
        if (before.value(it.key()) != it.value())
            changed.append(it.key());
    }
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        if (!m_sights.contains(it.key()))
            changed.append(it.key());
    }
    announceColumn(changed, StatusColumn);
}

QVariant ServicesModel::statusCell(const ServiceRow &row, int role) const
{
    ServiceRecord record;
    record.status = toText(row.status);
    record.sight = sightOf(row);
    record.oldState = oldStateOf(row);
    if (role == Qt::ToolTipRole) {
        const QString hint = record.oldState ? oldStateText(*record.oldState)
                                             : sightHint(record.sight, record.status);
        return hint.isEmpty() ? QVariant() : hint;
    }
    record.result = resultOf(row);
    record.health = toText(row.health);
    if (role == Qt::DisplayRole)
        return shownStatus(record);
    if (role != StatusRole)
        return {};
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
