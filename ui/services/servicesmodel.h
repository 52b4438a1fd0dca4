// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshot.h"
#include "ui/tasks/rowresults.h"
#include "ui/widgets/status.h"
#include "ui/widgets/tablemodel.h"

namespace angee {

//! \brief One service as the table shows it.
struct ServiceRecord
{
    QString name;
    QString runtime;
    QString status; //!< the daemon's word
    QString health;
    QString workspaces; //!< those it uses, separated by commas
    std::optional<RowResult> result;

    friend bool operator==(const ServiceRecord &, const ServiceRecord &) = default;
};

//! \brief The services of a snapshot in the daemon's order, each with its last action.
[[nodiscard]] QList<ServiceRecord> serviceRecords(const SnapshotPtr &snapshot,
                                                  const RowResults *results);

//! \brief What stands in the status column: the daemon's word, or the progress of an action whose
//! effect cannot be seen yet.
[[nodiscard]] QString shownStatus(const ServiceRecord &record);
[[nodiscard]] Status shownStatusIcon(const ServiceRecord &record);

//! \brief The table of services.
class ServicesModel final : public TableModel<ServiceRecord>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServicesModel)

public:
    enum Column {
        NameColumn,
        StatusColumn,
        RuntimeColumn,
        HealthColumn,
        WorkspaceColumn,
        ResultColumn,
    };

    explicit ServicesModel(QObject *parent = nullptr);
    ~ServicesModel() override;

protected:
    [[nodiscard]] QString key(const ServiceRecord &record) const override { return record.name; }
    [[nodiscard]] QVariant cell(const ServiceRecord &record, int column, int role) const override;
};

} // namespace angee
