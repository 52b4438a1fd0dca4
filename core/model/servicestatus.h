// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

namespace angee {

//! \brief What can be asked of one service.
enum class ServiceAction {
    Start,
    Stop,
    Restart,
    Up, //!< create and start
    Destroy,
};

//! \brief What a service's status word means for what can be done with it.
enum class ServiceActivity {
    Running,
    Stopped,
    Changing, //!< on its way from one to the other
    NotObserved, //!< "declared": stopped, never started, or its tool could not be asked
};

//! \brief Words are an open set (contract.md, section 9): one that is not known counts as Changing,
//! so that nothing is forbidden because of it.
[[nodiscard]] ServiceActivity serviceActivity(const QString &status);

//! \brief The status for people. "declared" is spelled out, since it does not mean stopped.
[[nodiscard]] QString serviceStatusText(const QString &status);

//! \brief The longer explanation of a status, for tool tips; empty when the word says it all.
[[nodiscard]] QString serviceStatusHint(const QString &status);

//! \brief Why \a action cannot work on a service in this state, as a sentence; empty when it can.
//! What is not observed is never a reason.
[[nodiscard]] QString whyNotNow(ServiceAction action, const QString &status,
                                const QString &runtime);

//! \brief Start, Stop, …: what stands on the button.
[[nodiscard]] QString serviceActionName(ServiceAction action);

//! \brief What the row says while the action is under way: "starting…".
[[nodiscard]] QString serviceActionProgress(ServiceAction action);

//! \brief start, stop, …: stable, never translated.
[[nodiscard]] QString serviceActionVerb(ServiceAction action);

//! \brief True for a local "up": it may hold its connection for as long as the service lives
//! (contract.md, Q1).
[[nodiscard]] bool mayHoldConnection(ServiceAction action, const QString &runtime);

} // namespace angee
