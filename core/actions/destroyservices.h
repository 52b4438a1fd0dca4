// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/tasks/question.h"

namespace angee {

//! \brief The ways to destroy a service whose process may be running.
inline constexpr QLatin1StringView stopThenDestroyChoice{"stopFirst"};
inline constexpr QLatin1StringView destroyOnlyChoice{"destroyOnly"};

//! \brief What has to be known of a service to say what goes with it.
struct DoomedService
{
    QString name;
    QString runtime;
    QString status; //!< the daemon's word
    QString workspaces; //!< those it uses, separated by commas
    bool isDaemon = false; //!< the connected daemon runs as this service
    QString stuck = {}; //!< what stands in the way of the stack now: nothing can be stopped then
};

//! \brief Local services whose process would outlive them: the daemon does not stop it
//! (contract.md, Q13).
[[nodiscard]] QStringList mayKeepRunning(const QList<DoomedService> &services);

//! \brief What destroying these services takes away and what stays. Where a process can outlive
//! its service, stopping first is offered, and preselected.
[[nodiscard]] Question destroyServicesQuestion(const QList<DoomedService> &services);

} // namespace angee
