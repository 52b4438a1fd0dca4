// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/minttoken.h"
#include "core/tasks/task.h"

namespace angee {

//! \brief Mints a token for the routes of one service, and hands it to \a minted unless \a context
//! has gone. It is kept nowhere else.
[[nodiscard]] TaskSpec mintRouteTokenTask(const QString &service, const QString &actor,
                                          const QString &ttl, const QObject *context,
                                          const std::function<void(const MintedToken &)> &minted);

//! \brief Mints a token by which \a actor connects to the daemon. It can do everything: the daemon
//! carries \a scope and enforces none. Handed on and kept like the other.
[[nodiscard]] TaskSpec mintTokenTask(const QString &actor, const QStringList &scope,
                                     const QString &ttl, const QObject *context,
                                     const std::function<void(const MintedToken &)> &minted);

} // namespace angee
