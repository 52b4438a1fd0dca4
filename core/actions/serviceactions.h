// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/actions/destroyservices.h"
#include "core/actions/updateedited.h"
#include "core/daemon/servicecalls.h"
#include "core/tasks/task.h"

namespace angee {

//! \brief The verb of an action on a service.
[[nodiscard]] ActionVerb verbOf(ServiceAction action);

//! \brief How an action on one service is sent, what cancelling or quitting does to it, and how to
//! find out what became of it. A local up holds its connection, since it may stay open for as long
//! as the service lives (contract.md, Q1).
[[nodiscard]] TaskSpec serviceActionTask(ServiceAction action, const QString &name,
                                         const QString &runtime);

//! \brief Destroys a service; the question says what goes with it.
[[nodiscard]] TaskSpec destroyServiceTask(const DoomedService &service);

//! \brief "Restart 20 services", and what is asked before that.
[[nodiscard]] QString servicesActionTitle(ServiceAction action, int count);
[[nodiscard]] Question servicesActionQuestion(ServiceAction action, const QStringList &names);

//! \brief Creates a service from a template and hands it to \a created unless \a context has gone.
//! With an empty name there is no way to find out afterwards, since only the daemon knows what the
//! template calls it.
[[nodiscard]] TaskSpec createServiceTask(const ServiceRequest &request, const QObject *context,
                                         const std::function<void(const Service &)> &created);

//! \brief Renders a service anew from its template.
[[nodiscard]] TaskSpec updateServiceTask(const QString &name, const QMap<QString, QString> &inputs,
                                         UpdateEdited edited);

//! \brief True when a failed stop means that nothing of it runs any more (contract.md, Q13, Q15):
//! the process is not running, or there is no supervisor to ask.
[[nodiscard]] bool saysNotRunning(const QString &words);

} // namespace angee
