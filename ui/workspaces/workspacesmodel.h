// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshot.h"
#include "ui/tasks/rowresults.h"
#include "ui/widgets/status.h"
#include "ui/widgets/tablemodel.h"

#include <QDateTime>

namespace angee {

//! \brief One workspace as the table shows it.
struct WorkspaceRecord
{
    QString name;
    QString templateRef;
    QString path;
    QString state; //!< empty when the daemon could not tell
    QString changes; //!< "1 dirty, 2 unpushed"; empty for none
    bool atRisk = false; //!< a slot holds work that is nowhere else
    QString mountedBy; //!< services and jobs, separated by commas
    QString ttl;
    QDateTime expiresAt; //!< invalid for none
    bool expired = false;
    std::optional<RowResult> result;

    friend bool operator==(const WorkspaceRecord &, const WorkspaceRecord &) = default;
};

//! \brief The workspaces of a snapshot in the daemon's order, each with its last action.
[[nodiscard]] QList<WorkspaceRecord> workspaceRecords(const SnapshotPtr &snapshot,
                                                      const RowResults *results);

//! \brief The state for people: "discrepancy" is spelled out.
[[nodiscard]] QString workspaceStateText(const QString &state);
[[nodiscard]] QString workspaceStateHint(const QString &state);
[[nodiscard]] Status workspaceStateIcon(const QString &state);

//! \brief The table of workspaces.
class WorkspacesModel final : public TableModel<WorkspaceRecord>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkspacesModel)

public:
    enum Column {
        NameColumn,
        StateColumn,
        TemplateColumn,
        ChangesColumn,
        MountedColumn,
        ExpiryColumn,
        PathColumn,
        ResultColumn,
    };

    explicit WorkspacesModel(QObject *parent = nullptr);
    ~WorkspacesModel() override;

protected:
    [[nodiscard]] QString key(const WorkspaceRecord &record) const override { return record.name; }
    [[nodiscard]] QVariant cell(const WorkspaceRecord &record, int column, int role) const override;
};

} // namespace angee
