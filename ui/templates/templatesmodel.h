// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/templatedescriptor.h"
#include "ui/widgets/status.h"
#include "ui/widgets/tablemodel.h"

namespace angee {

//! \brief One template as the table shows it.
struct TemplateRecord
{
    TemplateDescriptor descriptor;
    int namesakes = 0; //!< others with the same name and kind

    friend bool operator==(const TemplateRecord &, const TemplateRecord &) = default;
};

//! \brief The templates in the daemon's order, those that share a name and a kind marked.
[[nodiscard]] QList<TemplateRecord> templateRecords(const QList<TemplateDescriptor> &templates);

//! \brief The table of templates. The names of the inputs are a column, so the filter finds them.
class TemplatesModel final : public TableModel<TemplateRecord>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TemplatesModel)

public:
    enum Column {
        NameColumn,
        KindColumn,
        RefColumn,
        InputsColumn,
        PathColumn,
    };

    explicit TemplatesModel(QObject *parent = nullptr);
    ~TemplatesModel() override;

protected:
    [[nodiscard]] QString key(const TemplateRecord &record) const override
    {
        return record.descriptor.ref;
    }
    [[nodiscard]] QVariant cell(const TemplateRecord &record, int column, int role) const override;
};

} // namespace angee
