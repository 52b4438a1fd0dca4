// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/gitops/slotsmodel.h"

#include "core/actions/slotreader.h"
#include "ui/widgets/sourcestate.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QList<TableColumn> slotColumns()
{
    using Kind = TableColumn::Kind;
    return {
        {u"name"_s, SlotsModel::tr("Name"), Kind::Name, 22, false},
        {u"workspace"_s, SlotsModel::tr("Workspace"), Kind::Text, 18},
        {u"source"_s, SlotsModel::tr("Source"), Kind::Text, 14},
        {u"slot"_s, SlotsModel::tr("Slot"), Kind::Text, 14},
        {u"state"_s, SlotsModel::tr("State"), Kind::Status, 16},
        {u"branch"_s, SlotsModel::tr("Branch"), Kind::Code, 20},
        {u"base"_s, SlotsModel::tr("Base"), Kind::Code, 14},
        {u"ahead"_s, SlotsModel::tr("Ahead"), Kind::Number, 8},
        {u"behind"_s, SlotsModel::tr("Behind"), Kind::Number, 8},
        {u"dirty"_s, SlotsModel::tr("Uncommitted"), Kind::Text, 12},
        {u"pushed"_s, SlotsModel::tr("Pushed"), Kind::Text, 30},
        {u"conflict"_s, SlotsModel::tr("Conflict"), Kind::Status, 16},
        {u"result"_s, SlotsModel::tr("Last action"), Kind::Status, 32},
        {u"path"_s, SlotsModel::tr("Path"), Kind::Path, 30, false},
        {u"is"_s, SlotsModel::tr("Counted as"), Kind::Text, 20, false},
    };
}

QString baseOf(const WorkspaceSlot &slot)
{
    return slot.upstream.isEmpty() ? slot.ref : slot.upstream;
}

QString marksOf(const SlotRow &row)
{
    QStringList words;
    for (const SlotMark mark : allSlotMarks) {
        if (hasMark(row, mark))
            words.append(slotMarkId(mark));
    }
    return words.join(u' ');
}

QString conflictText(const SlotRow &row)
{
    const bool inMiddle = row.midst == GitMidst::Merging || row.midst == GitMidst::Rebasing;
    return inMiddle ? midstText(row.midst) : u"–"_s;
}

} // namespace

QString slotMarkId(SlotMark mark)
{
    switch (mark) {
    case SlotMark::Clean:
        return u"clean"_s;
    case SlotMark::Dirty:
        return u"dirty"_s;
    case SlotMark::Ahead:
        return u"ahead"_s;
    case SlotMark::Behind:
        return u"behind"_s;
    case SlotMark::Diverged:
        return u"diverged"_s;
    case SlotMark::WrongBranch:
        return u"wrong-branch"_s;
    case SlotMark::Missing:
        return u"missing"_s;
    case SlotMark::Error:
        return u"error"_s;
    case SlotMark::Unpushed:
        return u"unpushed"_s;
    case SlotMark::Conflict:
        return u"conflict"_s;
    case SlotMark::OnlyCopy:
        return u"only-copy"_s;
    }
    Q_UNREACHABLE();
}

QString slotMarkText(SlotMark mark)
{
    switch (mark) {
    case SlotMark::Clean:
        return SlotsModel::tr("clean");
    case SlotMark::Dirty:
        return SlotsModel::tr("dirty");
    case SlotMark::Ahead:
        return SlotsModel::tr("ahead");
    case SlotMark::Behind:
        return SlotsModel::tr("behind");
    case SlotMark::Diverged:
        return SlotsModel::tr("diverged");
    case SlotMark::WrongBranch:
        return SlotsModel::tr("on a wrong branch");
    case SlotMark::Missing:
        return SlotsModel::tr("missing");
    case SlotMark::Error:
        return SlotsModel::tr("failed");
    case SlotMark::Unpushed:
        return SlotsModel::tr("unpushed");
    case SlotMark::Conflict:
        return SlotsModel::tr("in conflict");
    case SlotMark::OnlyCopy:
        return SlotsModel::tr("only here and expiring");
    }
    Q_UNREACHABLE();
}

bool hasMark(const SlotRow &row, SlotMark mark)
{
    const WorkspaceSlot &slot = row.record.slot;
    switch (mark) {
    case SlotMark::Clean:
        return slot.state == "clean"_L1 || slot.state == "ready"_L1;
    case SlotMark::Dirty:
        return slot.dirty || slot.state == "dirty"_L1;
    case SlotMark::Ahead:
        return slot.state == "ahead"_L1;
    case SlotMark::Behind:
        return slot.state == "behind"_L1;
    case SlotMark::Diverged:
        return slot.state == "diverged"_L1;
    case SlotMark::WrongBranch:
        return row.record.isOnWrongBranch();
    case SlotMark::Missing:
        return slot.state == "missing"_L1;
    case SlotMark::Error:
        return slot.state == "error"_L1;
    case SlotMark::Unpushed:
        return row.record.isUnpushed();
    case SlotMark::Conflict:
        return row.midst == GitMidst::Merging || row.midst == GitMidst::Rebasing;
    case SlotMark::OnlyCopy:
        return row.isExpiring && row.record.isUnpushed();
    }
    Q_UNREACHABLE();
}

SlotsModel::SlotsModel(QObject *parent)
    : TableModel(slotColumns(), parent)
{ }

SlotsModel::~SlotsModel() = default;

std::optional<SlotRow> SlotsModel::slotRow(const QString &id) const
{
    const SlotRow *row = find(id);
    return row ? std::optional(*row) : std::nullopt;
}

int SlotsModel::countOf(SlotMark mark) const
{
    int count = 0;
    for (int row = 0; row < rowCount(); ++row)
        count += hasMark(record(row), mark) ? 1 : 0;
    return count;
}

QString SlotsModel::key(const SlotRow &row) const
{
    return row.record.id();
}

QVariant SlotsModel::numberCell(int number, int role) const
{
    if (role == SortRole)
        return number;
    return number > 0 ? QString::number(number) : u"–"_s;
}

QVariant SlotsModel::cell(const SlotRow &row, int column, int role) const
{
    const WorkspaceSlot &slot = row.record.slot;
    if (column == ResultColumn) {
        if (role == StatusRole)
            return resultIcon(row.result);
        return role == Qt::DisplayRole ? resultText(row.result) : QVariant();
    }
    if (role == StatusRole) {
        if (column == StateColumn)
            return int(sourceStateIcon(slot.state));
        return column == ConflictColumn && hasMark(row, SlotMark::Conflict)
            ? QVariant(int(Status::Failed))
            : QVariant();
    }
    const bool isNumber = column == AheadColumn || column == BehindColumn;
    if (isNumber && (role == SortRole || role == Qt::DisplayRole))
        return numberCell(column == AheadColumn ? slot.ahead : slot.behind, role);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case NameColumn:
        return row.record.id();
    case WorkspaceColumn:
        return row.record.workspace;
    case SourceColumn:
        return slot.source;
    case SlotColumn:
        return slot.slot;
    case StateColumn:
        return row.record.isOnWrongBranch() ? slotMarkText(SlotMark::WrongBranch) : slot.state;
    case BranchColumn: {
        const QString reference = slotReference(slot);
        return reference.isEmpty() ? u"–"_s : reference;
    }
    case BaseColumn:
        return baseOf(slot).isEmpty() ? u"–"_s : baseOf(slot);
    case DirtyColumn:
        return slot.dirty ? tr("yes") : u"–"_s;
    case PushedColumn:
        return pushedText(slot.kind, slot.state, slot.pushed, slot.unpushedReason, slot.error);
    case ConflictColumn:
        return conflictText(row);
    case PathColumn:
        return slot.path;
    case MarksColumn:
        return marksOf(row);
    default:
        return {};
    }
}

} // namespace angee
