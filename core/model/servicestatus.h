// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

namespace angee {

//! \brief What can be asked of one service.
enum class ServiceAction {
    Start,
    Stop,
    Restart,
    Up, //!< create and start
    Destroy,
};

//! \brief What runs a service.
enum class ServiceRuntime {
    Container,
    Local, //!< a process under the daemon's supervisor
    Other, //!< a word of a later daemon
};

//! \brief What the daemon's status word says. The words are an open set (contract.md, section 9):
//! whoever shows an Other shows the word itself.
enum class ServiceState {
    Declared, //!< nothing observed: stopped, ended, never started, or its tool could not be asked
    Disabled, //!< not meant to run: disabled, skipped
    Created, //!< made, never started
    Pending, //!< waits for what it depends on
    Starting,
    Running,
    Restarting,
    Paused,
    Stopping,
    Exited,
    Completed, //!< a local process that ended, crashed ones too
    Failed, //!< dead, error
    Other,
};

//! \brief What the daemon's word on a service's health says.
enum class ServiceHealth {
    None, //!< it has no check
    Starting,
    Healthy,
    Unhealthy,
    Other,
};

[[nodiscard]] ServiceRuntime serviceRuntime(std::string_view word);
[[nodiscard]] ServiceRuntime serviceRuntime(const QString &word);
[[nodiscard]] ServiceState serviceState(std::string_view word);
[[nodiscard]] ServiceState serviceState(const QString &word);
[[nodiscard]] ServiceHealth serviceHealth(std::string_view word);
[[nodiscard]] ServiceHealth serviceHealth(const QString &word);

//! \brief True when there is a process or container that does its work or is about to.
[[nodiscard]] bool isUp(ServiceState state);
//! \brief Up, and not on its way or going round in circles.
[[nodiscard]] bool isSteady(ServiceState state);
//! \brief True when the daemon says that it ended although it was started.
[[nodiscard]] bool hasEnded(ServiceState state);
//! \brief True when nothing of it runs for certain. What was not observed is not known to be down.
[[nodiscard]] bool isDown(ServiceState state);

//! \brief The status for people. "declared" is spelled out, since it does not mean stopped; with
//! \a health where that says more than the word: "running, unhealthy".
[[nodiscard]] QString serviceStatusText(const QString &status, const QString &health = {});

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
