// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/actiontable.h"
#include "ui/widgets/status.h"

#include <QDateTime>

namespace angee {

//! \brief One workspace with its last action, as a copy that outlives the snapshot.
struct WorkspaceRecord
{
    QString name;
    QString templateRef;
    QString path;
    QString state; //!< empty when the daemon could not tell
    QString changes; //!< "1 dirty, 2 unpushed"; empty for none
    QString mountedBy; //!< services and jobs, separated by commas
    QString ttl;
    QDateTime expiresAt; //!< invalid for none
    bool expired = false;
    std::optional<RowResult> result;

    friend bool operator==(const WorkspaceRecord &, const WorkspaceRecord &) = default;
};

//! \brief The state for people: "discrepancy" is spelled out.
[[nodiscard]] QString workspaceStateText(const QString &state);
[[nodiscard]] QString workspaceStateHint(const QString &state);
[[nodiscard]] Status workspaceStateIcon(const QString &state);

//! \brief The table of workspaces, each with its last action.
class WorkspacesModel final : public ActionTable<WorkspaceRow>
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

    //! \brief Nothing when there is no such workspace.
    [[nodiscard]] std::optional<WorkspaceRecord> workspace(const QString &name) const;

protected:
    [[nodiscard]] QVariant cell(const WorkspaceRow &row, int column, int role) const override;
};

} // namespace angee
