// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/slotrecord.h"
#include "core/tasks/task.h"

namespace angee {

struct SlotOrder;

//! \brief How to find out what became of an order whose reply was lost: the slot is read again, and
//! for what it does not tell itself, what git noted.
[[nodiscard]] TaskSpec::FindOut findOutSlot(const SlotRecord &slot, const SlotOrder &order);

} // namespace angee
