// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/logging.h"

namespace angee {

Q_LOGGING_CATEGORY(httpLog, "angee.http", QtWarningMsg)
Q_LOGGING_CATEGORY(sshLog, "angee.ssh", QtWarningMsg)
Q_LOGGING_CATEGORY(settingsLog, "angee.settings", QtWarningMsg)
Q_LOGGING_CATEGORY(tokenLog, "angee.token", QtWarningMsg)
Q_LOGGING_CATEGORY(tasksLog, "angee.tasks", QtWarningMsg)
Q_LOGGING_CATEGORY(liveLog, "angee.live", QtWarningMsg)
Q_LOGGING_CATEGORY(sessionLog, "angee.session", QtWarningMsg)
Q_LOGGING_CATEGORY(startupLog, "angee.startup", QtWarningMsg)

} // namespace angee
