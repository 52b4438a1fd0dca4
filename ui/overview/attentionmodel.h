// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/attention.h"
#include "ui/widgets/tablemodel.h"

namespace angee {

//! \brief What needs attention, worst first.
class AttentionModel final : public TableModel<AttentionItem>
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        KindColumn,
        ReasonColumn,
        SinceColumn,
    };

    explicit AttentionModel(QObject *parent = nullptr);

protected:
    [[nodiscard]] QString key(const AttentionItem &item) const override;
    [[nodiscard]] QVariant cell(const AttentionItem &item, int column, int role) const override;
};

} // namespace angee
