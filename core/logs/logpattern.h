// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <memory>
#include <optional>

namespace angee {

//! \brief What somebody looks for in a log.
struct LogQuery
{
    enum Option : quint8 {
        Regex = 1, //!< else the text as it stands
        MatchCase = 2,
        WholeWord = 4,
    };

    QString text;
    quint8 options = 0;

    friend bool operator==(const LogQuery &, const LogQuery &) = default;
};

//! \brief A query made ready, as machine code where the processor allows it.
//!
//! Looks at bytes and never at text objects. A pattern that goes astray on a line is given up on
//! for that line after a bounded number of steps. One object serves one thread at a time; copies
//! share what was made.
class LogPattern final
{
public:
    //! \brief Bytes from \c start on.
    struct Hit
    {
        qsizetype start = 0;
        qsizetype length = 0;
    };

    //! Nothing, and why in \a problem, when the query is no regular expression. A query without
    //! text is none either.
    [[nodiscard]] static std::optional<LogPattern> compile(const LogQuery &query, QString *problem);

    //! The first hit in \a bytes from \a from on. Line ends within are line ends to the pattern: no
    //! hit goes over one unless the pattern itself asks for it.
    [[nodiscard]] std::optional<Hit> find(QByteArrayView bytes, qsizetype from = 0) const;

private:
    struct Compiled;

    LogPattern() = default;

    std::shared_ptr<const Compiled> m_compiled;
    std::shared_ptr<void> m_match; // of one thread
};

} // namespace angee
