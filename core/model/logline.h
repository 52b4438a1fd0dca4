// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

namespace angee {

//! How grave a line is, as far as the daemon or the line itself tells.
enum class LogLevel {
    None, //!< nothing in the line says
    Trace,
    Debug,
    Info,
    Warn,
    Error,
};

//! \brief One line of a service's log. The message is UTF-8 as a rule, or whatever bytes came; it
//! may carry ANSI colour escapes and is otherwise as hostile as any text from the wire, but no
//! longer than LogSocket::longestMessage.
struct LogLine
{
    QString service;
    QString runtime;
    QByteArray message; //!< without a line end
    LogLevel level = LogLevel::None;
    bool isTools = false; //!< the tool's own words beside those of the service
    bool isBacklog = false; //!< it was there before we looked: when it came is not known

    friend bool operator==(const LogLine &, const LogLine &) = default;
};

//! \brief A place in a log where its lines do not simply go on.
struct LogDivider
{
    enum class Kind {
        OlderMissing, //!< there are lines before the first that the daemon does not give
        Missing, //!< lines may be missing here: the connection was away
        Ended, //!< the service's process came to its end, with its code
        Recreated, //!< another container goes on under the same name
        Closed, //!< the log was closed and nothing told why
        Removed, //!< the stack has no such service any more
        EngineGone, //!< the daemon cannot reach its container engine
        Resumed, //!< the same service runs again
    };

    Kind kind = Kind::Missing;
    QDateTime time; //!< when it was seen here
    QDateTime since{}; //!< of Missing: when the last line before it came
    std::optional<int> code; //!< of Ended
    QString words; //!< the tool's or the daemon's, where it gave some

    friend bool operator==(const LogDivider &, const LogDivider &) = default;
};

} // namespace angee

Q_DECLARE_METATYPE(angee::LogLine)
Q_DECLARE_METATYPE(angee::LogDivider)
