// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/snapshottable.h"

namespace angee::bench {

//! Services as a pane shows them.
class ServiceTable final : public SnapshotTable<ServiceRow>
{
public:
    ServiceTable()
        : SnapshotTable(
            {{QStringLiteral("name"), QStringLiteral("Name"), TableColumn::Kind::Name, 24},
             {QStringLiteral("status"), QStringLiteral("Status"), TableColumn::Kind::Status},
             {QStringLiteral("runtime"), QStringLiteral("Runtime")},
             {QStringLiteral("health"), QStringLiteral("Health")}},
            &Snapshot::services, &LiveUpdate::services)
    { }

    QVariant cell(const ServiceRow &row, int column, int role) const override
    {
        if (role == StatusRole && column == 1)
            return row.status == "running" ? 0 : 4;
        if (role != Qt::DisplayRole)
            return {};
        switch (column) {
        case 0:
            return toText(row.name);
        case 1:
            return toText(row.status);
        case 2:
            return toText(row.runtime);
        default:
            return toText(row.health);
        }
    }
};

} // namespace angee::bench
