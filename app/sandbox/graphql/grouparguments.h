// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/graphql/listarguments.h"

namespace angee::sandbox {

//! \brief `T_groups`: rows by the values of the group_by fields, with having, order and page
//! (contract.md, 8.2). Refuses any granularity.
[[nodiscard]] ResolverResult groupRows(const ListTable &table, const QJsonArray &rows,
                                       const QJsonObject &arguments);

//! \brief The `aggregate` of `T_aggregate`: the count, and sum, avg, min and max of the table's
//! numbers (null without rows).
[[nodiscard]] QJsonObject aggregateOf(const QJsonArray &rows);

} // namespace angee::sandbox
