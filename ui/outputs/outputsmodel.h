// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/outputs/outputrecord.h"
#include "core/outputs/outputsearch.h"
#include "ui/widgets/tablemodel.h"

namespace angee {

//! \brief An output, and what a search found in it.
struct OutputRow
{
    OutputRecord record;
    OutputHits hits;

    friend bool operator==(const OutputRow &, const OutputRow &) = default;
};

//! \brief What builds, starts and jobs have printed, the newest first.
class OutputsModel final : public TableModel<OutputRow>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutputsModel)

public:
    enum Column {
        TimeColumn,
        ActionColumn,
        OutcomeColumn,
        ElapsedColumn,
        ReasonColumn,
        ProfileColumn,
        SizeColumn,
        HitsColumn,
    };

    explicit OutputsModel(QObject *parent = nullptr);
    ~OutputsModel() override;

protected:
    [[nodiscard]] QString key(const OutputRow &row) const override { return row.record.id; }
    [[nodiscard]] QVariant cell(const OutputRow &row, int column, int role) const override;
};

//! \brief What an output is called; one whose record is lost has no title.
[[nodiscard]] QString outputTitle(const OutputRecord &record);

} // namespace angee
