// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshot.h"
#include "core/model/slotrecord.h"
#include "ui/panes/rowresults.h"
#include "ui/widgets/tablemodel.h"

namespace angee {

//! \brief One slot with all that is known of it, as a copy that outlives the snapshot.
struct SlotRow
{
    SlotRecord record;
    GitMidst midst = GitMidst::Unknown;
    bool isExpiring = false; //!< its workspace is over, or will be within a day
    std::optional<RowResult> result;

    friend bool operator==(const SlotRow &, const SlotRow &) = default;
};

//! What a slot can be counted under; a slot can be several.
enum class SlotMark {
    Clean,
    Dirty,
    Ahead,
    Behind,
    Diverged,
    WrongBranch,
    Missing,
    Error,
    Unpushed,
    Conflict,
    OnlyCopy, //!< unpushed, in a workspace that expires
};

inline constexpr std::array allSlotMarks{
    SlotMark::Clean,    SlotMark::Dirty,       SlotMark::Ahead,   SlotMark::Behind,
    SlotMark::Diverged, SlotMark::WrongBranch, SlotMark::Missing, SlotMark::Error,
    SlotMark::Unpushed, SlotMark::Conflict,    SlotMark::OnlyCopy};

//! \brief The word that the filter finds: "is:wrong-branch".
[[nodiscard]] QString slotMarkId(SlotMark mark);
[[nodiscard]] QString slotMarkText(SlotMark mark);
[[nodiscard]] bool hasMark(const SlotRow &row, SlotMark mark);

//! \brief The table of slots: where each stands, whether its work is anywhere else, what was done
//! to it last.
class SlotsModel final : public TableModel<SlotRow>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SlotsModel)

public:
    enum Column {
        NameColumn,
        WorkspaceColumn,
        SourceColumn,
        SlotColumn,
        StateColumn,
        BranchColumn,
        BaseColumn,
        AheadColumn,
        BehindColumn,
        DirtyColumn,
        PushedColumn,
        ConflictColumn,
        ResultColumn,
        PathColumn,
        MarksColumn,
    };

    explicit SlotsModel(QObject *parent = nullptr);
    ~SlotsModel() override;

    //! \brief Nothing when there is no such slot.
    [[nodiscard]] std::optional<SlotRow> slotRow(const QString &id) const;
    [[nodiscard]] int countOf(SlotMark mark) const;

protected:
    [[nodiscard]] QString key(const SlotRow &row) const override;
    [[nodiscard]] QVariant cell(const SlotRow &row, int column, int role) const override;

private:
    [[nodiscard]] QVariant numberCell(int number, int role) const;
};

} // namespace angee
