// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/logline.h"

#include <QString>

#include <string_view>

namespace angee {

//! \brief How grave a line says it is, in the forms of the loggers that people use: logfmt, JSON
//! (words and the numbers of pino), brackets, Python, Go (log, klog, zap, zerolog, logrus), nginx,
//! Postgres, Redis, Django, uvicorn, celery, caddy, Rust, Java, and the status of a web server's
//! access line. Colours do not matter. None when it says nothing.
//!
//! \a line is UTF-8 or any other bytes; only its beginning is read. Any thread.
[[nodiscard]] LogLevel levelIn(std::string_view line);

//! \brief The level that a logger's word stands for ("warning", "ERR", "crit"), in any case. None
//! for other words.
[[nodiscard]] LogLevel levelOfWord(std::string_view word);

//! \brief "WARN": the same in every language, as loggers write it. Empty for None.
[[nodiscard]] QString logLevelName(LogLevel level);

} // namespace angee
