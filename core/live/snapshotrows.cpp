// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/snapshotrows.h"

namespace angee {

Source toSource(const SourceRow &row)
{
    Source source;
    source.name = toText(row.name);
    source.kind = toText(row.kind);
    source.path = toText(row.path);
    source.exists = row.exists;
    source.state = toText(row.state);
    source.branch = toText(row.branch);
    source.ref = toText(row.ref);
    source.currentRef = toText(row.currentRef);
    source.dirty = row.dirty;
    source.upstream = toText(row.upstream);
    source.ahead = row.ahead;
    source.behind = row.behind;
    source.pushed = row.pushed;
    source.unpushedReason = toText(row.unpushedReason);
    source.error = toText(row.error);
    return source;
}

SlotRecord toSlotRecord(const LinkRow &row)
{
    WorkspaceSlot slot;
    slot.slot = toText(row.slot);
    slot.source = toText(row.source);
    slot.kind = toText(row.kind);
    slot.mode = toText(row.mode);
    slot.branch = toText(row.branch);
    slot.ref = toText(row.ref);
    slot.path = toText(row.path);
    slot.exists = row.exists;
    slot.state = toText(row.state);
    slot.currentRef = toText(row.currentRef);
    slot.dirty = row.dirty;
    slot.upstream = toText(row.upstream);
    slot.ahead = row.ahead;
    slot.behind = row.behind;
    slot.pushed = row.pushed;
    slot.unpushedReason = toText(row.unpushedReason);
    slot.error = toText(row.error);
    return {toText(row.workspace), slot};
}

} // namespace angee
