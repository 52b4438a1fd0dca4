// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshot.h"
#include "core/model/source.h"
#include "ui/tasks/rowresults.h"
#include "ui/widgets/tablemodel.h"

namespace angee {

//! \brief One source of the stack as the table shows it.
struct SourceRecord
{
    Source source;
    int uses = 0; //!< slots of workspaces that are bound to it
    std::optional<RowResult> result;

    friend bool operator==(const SourceRecord &, const SourceRecord &) = default;
};

//! \brief The sources of a snapshot in the daemon's order, each with its last action.
[[nodiscard]] QList<SourceRecord> sourceRecords(const SnapshotPtr &snapshot,
                                                const RowResults *results);

//! \brief What it stands on, or should: the current branch or commit, else what the stack declares.
[[nodiscard]] QString sourceReference(const Source &source);

//! \brief The table of sources.
class SourcesModel final : public TableModel<SourceRecord>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourcesModel)

public:
    enum Column {
        NameColumn,
        StateColumn,
        KindColumn,
        ReferenceColumn,
        DistanceColumn,
        PushedColumn,
        UsesColumn,
        PathColumn,
        ResultColumn,
    };

    explicit SourcesModel(QObject *parent = nullptr);
    ~SourcesModel() override;

protected:
    [[nodiscard]] QString key(const SourceRecord &record) const override
    {
        return record.source.name;
    }
    [[nodiscard]] QVariant cell(const SourceRecord &record, int column, int role) const override;
};

} // namespace angee
