// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/logline.h"

#include <QString>

#include <optional>
#include <variant>

namespace angee {

//! \brief Takes apart what comes on the log of one service: the program's own lines, the words of
//! the tool that follows it, and what those say of its life.
//!
//! A container's log is told by compose, which writes its own warnings and notes between the lines
//! and puts the name before each when asked for more than one service. One reader serves one
//! service in the order of its lines, since a traceback takes many.
class LogReader final
{
public:
    explicit LogReader(QString service)
        : m_service(std::move(service))
        , m_prefix(m_service.toUtf8())
    { }

    //! The line, or the divider that it stands for.
    [[nodiscard]] std::variant<LogLine, LogDivider> read(LogLine line);

    //! The line is none of the program's: the tool tells of a life or warns, and it does so anew on
    //! each connection.
    [[nodiscard]] bool isToolsOwn(const LogLine &line) const;

private:
    [[nodiscard]] LogLevel graded(const QByteArray &message);

    QString m_service;
    QByteArray m_prefix; // the same, as lines begin with it
    bool m_inTraceback = false;
};

} // namespace angee
