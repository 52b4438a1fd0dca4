// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/workspaces/workspacesmodel.h"

#include "core/base/relativetime.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QList<TableColumn> workspaceColumns()
{
    using Kind = TableColumn::Kind;
    return {
        {u"name"_s, WorkspacesModel::tr("Name"), Kind::Name, 22},
        {u"state"_s, WorkspacesModel::tr("State"), Kind::Status, 18},
        {u"template"_s, WorkspacesModel::tr("Template"), Kind::Code, 20},
        {u"changes"_s, WorkspacesModel::tr("Changes"), Kind::Status, 20},
        {u"mounted"_s, WorkspacesModel::tr("Used by"), Kind::Text, 20},
        {u"expires"_s, WorkspacesModel::tr("Expires"), Kind::Time, 12},
        {u"path"_s, WorkspacesModel::tr("Path"), Kind::Path, 28},
        {u"result"_s, WorkspacesModel::tr("Last action"), Kind::Status, 32},
    };
}

QString countedChanges(const SlotCounts &counts)
{
    QStringList parts;
    const auto add = [&parts](int count, const QString &words) {
        if (count > 0)
            parts.append(words);
    };
    add(counts.dirty, WorkspacesModel::tr("%n dirty", nullptr, counts.dirty));
    add(counts.unpushed, WorkspacesModel::tr("%n unpushed", nullptr, counts.unpushed));
    add(counts.diverged, WorkspacesModel::tr("%n diverged", nullptr, counts.diverged));
    add(counts.mismatched, WorkspacesModel::tr("%n on another branch", nullptr, counts.mismatched));
    add(counts.failed, WorkspacesModel::tr("%n failed", nullptr, counts.failed));
    add(counts.behind, WorkspacesModel::tr("%n commit(s) behind", nullptr, counts.behind));
    return parts.join(u", "_s);
}

QString stateOf(const WorkspaceRow &row)
{
    return row.hasStatus ? toText(row.state) : QString();
}

QString usersOf(const WorkspaceRow &row)
{
    QStringList users;
    for (const MountRow &mount : row.mountedBy) {
        const QString user = toText(mount.name);
        if (!users.contains(user))
            users.append(user);
    }
    return users.join(u", "_s);
}

QDateTime expiryOf(const WorkspaceRow &row)
{
    return row.expiresAtMs > 0 ? QDateTime::fromMSecsSinceEpoch(row.expiresAtMs, Qt::UTC)
                               : QDateTime();
}

QString orNone(const QString &text)
{
    return text.isEmpty() ? u"–"_s : text;
}

//! Whether a slot holds work that is nowhere else.
bool isAtRisk(const WorkspaceRow &row)
{
    return row.slotCounts.dirty > 0 || row.slotCounts.unpushed > 0;
}

} // namespace

QString workspaceStateText(const QString &state)
{
    if (state.isEmpty())
        return WorkspacesModel::tr("not observed");
    if (state == "discrepancy"_L1)
        return WorkspacesModel::tr("on another branch");
    return state;
}

QString workspaceStateHint(const QString &state)
{
    if (state.isEmpty())
        return WorkspacesModel::tr("The daemon could not look into its workspaces.");
    if (state == "discrepancy"_L1)
        return WorkspacesModel::tr("A slot stands on another branch than the workspace was made "
                                   "with.");
    if (state == "expired"_L1)
        return WorkspacesModel::tr("Its lifetime is over. Nothing is taken away by itself.");
    if (state == "missing"_L1)
        return WorkspacesModel::tr("Its folder is gone. The daemon makes it again when it next "
                                   "prepares the stack.");
    return {};
}

Status workspaceStateIcon(const QString &state)
{
    if (state == "ready"_L1)
        return Status::Running;
    if (state == "missing"_L1 || state == "error"_L1)
        return Status::Failed;
    if (state == "expired"_L1 || state == "discrepancy"_L1)
        return Status::Unhealthy;
    return state.isEmpty() ? Status::Declared : Status::Unknown;
}

WorkspacesModel::WorkspacesModel(QObject *parent)
    : ActionTable(workspaceColumns(), &Snapshot::workspaces, &LiveUpdate::workspaces,
                  {ResultColumn}, parent)
{ }

WorkspacesModel::~WorkspacesModel() = default;

std::optional<WorkspaceRecord> WorkspacesModel::workspace(const QString &name) const
{
    const WorkspaceRow *row = find(name);
    if (!row)
        return std::nullopt;
    WorkspaceRecord record;
    record.name = toText(row->name);
    record.templateRef = toText(row->templateRef);
    record.path = toText(row->path);
    record.state = stateOf(*row);
    record.changes = countedChanges(row->slotCounts);
    record.mountedBy = usersOf(*row);
    record.ttl = toText(row->ttl);
    record.expiresAt = expiryOf(*row);
    record.expired = row->expired;
    record.result = resultOf(*row);
    return record;
}

QVariant WorkspacesModel::cell(const WorkspaceRow &row, int column, int role) const
{
    if (column == ResultColumn)
        return resultCell(row, role);
    if (role == StatusRole) {
        if (column == StateColumn)
            return int(workspaceStateIcon(stateOf(row)));
        return column == ChangesColumn && isAtRisk(row) ? int(Status::Unhealthy) : QVariant();
    }
    if (column == ExpiryColumn)
        return role == SortRole ? expiryOf(row) : QVariant();
    if (role == Qt::ToolTipRole && column == StateColumn) {
        const QString hint = workspaceStateHint(stateOf(row));
        return hint.isEmpty() ? QVariant() : hint;
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case NameColumn:
        return toText(row.name);
    case StateColumn:
        return workspaceStateText(stateOf(row));
    case TemplateColumn:
        return toText(row.templateRef);
    case ChangesColumn:
        return orNone(countedChanges(row.slotCounts));
    case MountedColumn:
        return orNone(usersOf(row));
    case PathColumn:
        return toText(row.path);
    default:
        return {};
    }
}

} // namespace angee
