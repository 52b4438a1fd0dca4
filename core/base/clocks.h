// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace angee {

//! \brief Milliseconds that count on while the machine sleeps and never jump when somebody sets the
//! clock: ages, lives and waits are measured with it.
[[nodiscard]] qint64 bootClockMs();

//! \brief Milliseconds since the epoch by this machine's wall clock: for people, and for nothing
//! that is computed.
[[nodiscard]] qint64 wallClockMs();

} // namespace angee
