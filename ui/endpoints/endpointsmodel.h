// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/widgets/status.h"
#include "ui/widgets/tablemodel.h"

namespace angee {

//! \brief A way from outside to a service.
struct EndpointRecord
{
    QString service;
    QString address; //!< of the route; the daemon's words
    QString state; //!< of the service behind it; empty while the stack does not list it
    Status status = Status::Unknown;
    QString probe; //!< what the address answered when somebody last asked; empty for never

    friend bool operator==(const EndpointRecord &, const EndpointRecord &) = default;
};

//! \brief The table of routes.
class EndpointsModel final : public TableModel<EndpointRecord>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EndpointsModel)

public:
    enum Column {
        ServiceColumn,
        StateColumn,
        AddressColumn,
        ProbeColumn,
    };

    explicit EndpointsModel(QObject *parent = nullptr);
    ~EndpointsModel() override;

protected:
    [[nodiscard]] QString key(const EndpointRecord &record) const override
    {
        return record.service;
    }
    [[nodiscard]] QVariant cell(const EndpointRecord &record, int column, int role) const override;
};

} // namespace angee
