// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/services/servicesmodel.h"
#include "ui/widgets/confirmdialog.h"

namespace angee {

class Session;

//! \brief The ways to destroy a service whose process may be running.
inline constexpr QLatin1StringView stopThenDestroyChoice{"stopFirst"};
inline constexpr QLatin1StringView destroyOnlyChoice{"destroyOnly"};

//! \brief Local services whose process would outlive them: the daemon does not stop it
//! (contract.md, Q13).
[[nodiscard]] QStringList mayKeepRunning(const QList<ServiceRecord> &services);

//! \brief What destroying these services takes away and what stays. Where a process can outlive
//! its service, stopping first is offered, and preselected.
[[nodiscard]] Confirmation destroyServicesConfirmation(const QList<ServiceRecord> &services,
                                                       const Session &session);

} // namespace angee
