// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/widgets/status.h"

#include <QString>

namespace angee {

//! \brief The shape for the state of a source or of a workspace's slot (contract.md, section 9); a
//! word that is not known yet asks for attention.
[[nodiscard]] Status sourceStateIcon(const QString &state);

//! \brief "2 ahead, 1 behind", or a dash.
[[nodiscard]] QString distanceText(int ahead, int behind);

//! \brief Whether its commits are on its remote, and why not: the daemon's words in one line. A
//! dash when the \a state is that it is not there, since the daemon calls that pushed too.
[[nodiscard]] QString pushedText(const QString &kind, const QString &state, bool pushed,
                                 const QString &unpushedReason, const QString &error);

} // namespace angee
