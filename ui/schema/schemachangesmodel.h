// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/schemadiff.h"
#include "ui/widgets/tablemodel.h"

namespace angee {

//! \brief A change as a row, with the place it has in the comparison's order.
struct SchemaChangeRow
{
    SchemaCriticality criticality = SchemaCriticality::Safe;
    QString path;
    QString message;
    int order = 0;

    friend bool operator==(const SchemaChangeRow &, const SchemaChangeRow &) = default;
};

//! \brief What has changed between two schemas: criticality, place, words.
class SchemaChangesModel final : public TableModel<SchemaChangeRow>
{
    Q_OBJECT

public:
    enum Column {
        CriticalityColumn,
        PlaceColumn,
        ChangeColumn,
    };

    explicit SchemaChangesModel(QObject *parent = nullptr);

    void setChanges(const std::vector<SchemaChange> &changes);
    [[nodiscard]] QString pathOf(const QString &key) const;

protected:
    [[nodiscard]] QString key(const SchemaChangeRow &row) const override;
    [[nodiscard]] QVariant cell(const SchemaChangeRow &row, int column, int role) const override;
};

//! \brief How many changes there are of each criticality.
struct SchemaChangeCounts
{
    int breaking = 0;
    int dangerous = 0;
    int safe = 0;

    [[nodiscard]] bool isNothing() const { return breaking + dangerous + safe == 0; }
    //! "1 breaking, 0 dangerous, 3 safe" (translated).
    [[nodiscard]] QString text() const;
};

[[nodiscard]] SchemaChangeCounts countChanges(const std::vector<SchemaChange> &changes);

} // namespace angee
