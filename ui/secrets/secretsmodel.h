// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/snapshottable.h"

namespace angee {

//! \brief The stack's declared secrets, metadata only: no role of this model ever answers a value.
class SecretsModel final : public SnapshotTable<SecretRow>
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        ValueColumn,
        RequiredColumn,
        OriginColumn,
        VariableColumn,
    };

    explicit SecretsModel(QObject *parent = nullptr);

protected:
    [[nodiscard]] QVariant cell(const SecretRow &row, int column, int role) const override;
};

} // namespace angee
