// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/workspaces/workspacesmodel.h"

#include "ui/widgets/relativetime.h"

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
            parts.append(words.arg(count));
    };
    add(counts.dirty, WorkspacesModel::tr("%1 dirty"));
    add(counts.unpushed, WorkspacesModel::tr("%1 unpushed"));
    add(counts.diverged, WorkspacesModel::tr("%1 diverged"));
    add(counts.mismatched, WorkspacesModel::tr("%1 on another branch"));
    add(counts.failed, WorkspacesModel::tr("%1 failed"));
    add(counts.behind, WorkspacesModel::tr("%1 commits behind"));
    return parts.join(u", "_s);
}

} // namespace

QList<WorkspaceRecord> workspaceRecords(const SnapshotPtr &snapshot, const RowResults *results)
{
    QList<WorkspaceRecord> records;
    if (!snapshot)
        return records;
    records.reserve(qsizetype(snapshot->workspaces().size()));
    for (const WorkspaceRow &row : snapshot->workspaces()) {
        WorkspaceRecord record;
        record.name = toText(row.name);
        record.templateRef = toText(row.templateRef);
        record.path = toText(row.path);
        record.state = row.hasStatus ? toText(row.state) : QString();
        record.changes = countedChanges(row.slotCounts);
        record.atRisk = row.slotCounts.dirty > 0 || row.slotCounts.unpushed > 0;
        QStringList users;
        for (const MountRow &mount : row.mountedBy) {
            const QString user = toText(mount.name);
            if (!users.contains(user))
                users.append(user);
        }
        record.mountedBy = users.join(u", "_s);
        record.ttl = toText(row.ttl);
        if (row.expiresAtMs > 0)
            record.expiresAt = QDateTime::fromMSecsSinceEpoch(row.expiresAtMs, Qt::UTC);
        record.expired = row.expired;
        if (results)
            record.result = results->of(record.name);
        records.append(record);
    }
    return records;
}

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
    : TableModel(workspaceColumns(), parent)
{ }

WorkspacesModel::~WorkspacesModel() = default;

QVariant WorkspacesModel::cell(const WorkspaceRecord &record, int column, int role) const
{
    if (role == StatusRole) {
        if (column == StateColumn)
            return int(workspaceStateIcon(record.state));
        if (column == ResultColumn)
            return resultIcon(record.result);
        return column == ChangesColumn && record.atRisk ? int(Status::Unhealthy) : QVariant();
    }
    if (column == ExpiryColumn)
        return role == SortRole ? record.expiresAt : QVariant();
    if (role == Qt::ToolTipRole && column == StateColumn) {
        const QString hint = workspaceStateHint(record.state);
        return hint.isEmpty() ? QVariant() : hint;
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case NameColumn:
        return record.name;
    case StateColumn:
        return workspaceStateText(record.state);
    case TemplateColumn:
        return record.templateRef;
    case ChangesColumn:
        return record.changes.isEmpty() ? u"–"_s : record.changes;
    case MountedColumn:
        return record.mountedBy.isEmpty() ? u"–"_s : record.mountedBy;
    case PathColumn:
        return record.path;
    case ResultColumn:
        return resultText(record.result);
    default:
        return {};
    }
}

} // namespace angee
