// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/source.h"
#include "ui/panes/actiontable.h"

namespace angee {

//! \brief One source of the stack with its last action, as a copy that outlives the snapshot.
struct SourceRecord
{
    Source source;
    int uses = 0; //!< slots of workspaces that are bound to it
    std::optional<RowResult> result;

    friend bool operator==(const SourceRecord &, const SourceRecord &) = default;
};

//! \brief What it stands on, or should: the current branch or commit, else what the stack declares.
[[nodiscard]] QString sourceReference(const Source &source);

//! \brief The table of sources, each with its last action.
class SourcesModel final : public ActionTable<SourceRow>
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

    //! \brief Nothing when there is no such source.
    [[nodiscard]] std::optional<SourceRecord> source(const QString &name) const;

protected:
    [[nodiscard]] QVariant cell(const SourceRow &row, int column, int role) const override;
};

} // namespace angee
