// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/fleet/fleet.h"
#include "ui/widgets/tablemodel.h"

namespace angee {

//! \brief The stacks of the fleet, in the order of the profiles.
class FleetModel final : public TableModel<FleetFacts>
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        StateColumn,
        SeenColumn,
        StackColumn,
        RunningColumn,
        EndedColumn,
        UnhealthyColumn,
        AttentionColumn,
        RunsColumn,
        BuildColumn,
        BuiltColumn,
        VersionColumn,
        ChangesColumn,
        AddressColumn,
    };

    explicit FleetModel(QObject *parent = nullptr);

protected:
    [[nodiscard]] QString key(const FleetFacts &facts) const override { return facts.id; }
    [[nodiscard]] QVariant cell(const FleetFacts &facts, int column, int role) const override;

private:
    [[nodiscard]] QVariant countCell(const FleetFacts &facts, int column, int role) const;
};

//! \brief What needs attention in one stack of the fleet.
struct FleetAttention
{
    QString member; //!< the id of its stack
    QString profile;
    QString stack;
    AttentionItem item;

    friend bool operator==(const FleetAttention &, const FleetAttention &) = default;
};

//! \brief What needs attention in all stacks, worst first.
class FleetAttentionModel final : public TableModel<FleetAttention>
{
    Q_OBJECT

public:
    explicit FleetAttentionModel(QObject *parent = nullptr);

    //! \brief Everything that the members of \a fleet tell.
    [[nodiscard]] static QList<FleetAttention> attentionOf(const Fleet &fleet);

protected:
    [[nodiscard]] QString key(const FleetAttention &record) const override;
    [[nodiscard]] QVariant cell(const FleetAttention &record, int column, int role) const override;
};

//! \brief The objects of all stacks.
class FleetObjectModel final : public TableModel<FleetObject>
{
    Q_OBJECT

public:
    explicit FleetObjectModel(QObject *parent = nullptr);

protected:
    [[nodiscard]] QString key(const FleetObject &object) const override;
    [[nodiscard]] QVariant cell(const FleetObject &object, int column, int role) const override;
};

//! \brief The stacks within the workspaces of one stack.
class FleetInnerModel final : public TableModel<FleetInnerStack>
{
    Q_OBJECT

public:
    explicit FleetInnerModel(QObject *parent = nullptr);

protected:
    [[nodiscard]] QString key(const FleetInnerStack &inner) const override;
    [[nodiscard]] QVariant cell(const FleetInnerStack &inner, int column, int role) const override;
};

//! \brief "every change asks", "read-only"; empty for a normal profile.
[[nodiscard]] QString fleetProtectionText(Protection protection);
//! \brief "2 do not work, 3 to look after"; "none" where nothing does.
[[nodiscard]] QString fleetAttentionText(const FleetFacts &facts);

} // namespace angee
