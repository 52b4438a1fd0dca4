// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QList>
#include <QMetaType>
#include <QString>

namespace angee {

//! How grave a line is, as far as the daemon could tell from its text (contract.md, section 7).
enum class LogLevel {
    None, //!< nothing in the line says
    Trace,
    Debug,
    Info,
    Warn,
    Error,
};

//! \brief One line of a service's log. The message may carry ANSI colour escapes and is otherwise
//! as hostile as any text from the wire.
struct LogLine
{
    QString service;
    QString runtime;
    QString message; //!< without a line end
    LogLevel level = LogLevel::None;

    friend bool operator==(const LogLine &, const LogLine &) = default;
};

} // namespace angee

Q_DECLARE_METATYPE(angee::LogLine)
