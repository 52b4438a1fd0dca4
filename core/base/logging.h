// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace angee {

//! \brief What the program writes about itself, one category for each room that does: what happens
//! as debug, what changes for a person as info, what should not happen as warning. Only warnings
//! are on by themselves; the log file's level and QT_LOGGING_RULES switch the rest on.
//!
//! No message holds a header, a query, a body, a token, the value of a secret or a file's content.
Q_DECLARE_LOGGING_CATEGORY(httpLog) // angee.http: a line for each request
Q_DECLARE_LOGGING_CATEGORY(sshLog) // angee.ssh: how far a tunnel comes
Q_DECLARE_LOGGING_CATEGORY(settingsLog) // angee.settings: profiles and keyring
Q_DECLARE_LOGGING_CATEGORY(tokenLog) // angee.token: minting
Q_DECLARE_LOGGING_CATEGORY(tasksLog) // angee.tasks: actions and their outcomes
Q_DECLARE_LOGGING_CATEGORY(liveLog) // angee.live: how far what is shown can be trusted
Q_DECLARE_LOGGING_CATEGORY(sessionLog) // angee.session: connecting and leaving
Q_DECLARE_LOGGING_CATEGORY(startupLog) // angee.startup: how long the window takes

} // namespace angee
