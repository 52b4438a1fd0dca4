// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/logs/logpattern.h"
#include "core/logs/logstore.h"

#include <QByteArray>
#include <QList>
#include <QSet>

#include <atomic>
#include <functional>
#include <vector>

namespace angee {

//! \brief Which lines of a log are wanted.
struct LogFilter
{
    //! \brief A query whose lines are wanted, or are not.
    struct Rule
    {
        enum class Kind : quint8 { Include, Exclude, Require };

        LogQuery query{};
        Kind kind = Kind::Include;

        friend bool operator==(const Rule &, const Rule &) = default;
    };

    static constexpr quint8 everyLevel = 0x3F;

    QList<Rule> rules{}; //!< a line of any that include, of all that require, of none that exclude
    quint8 levels = everyLevel; //!< a bit for each LogLevel
    QSet<int> hiddenServices{}; //!< numbers of the store

    [[nodiscard]] bool isEverything() const
    {
        return rules.isEmpty() && levels == everyLevel && hiddenServices.isEmpty();
    }
    [[nodiscard]] bool wants(LogLevel level) const { return levels & (1 << int(level)); }

    friend bool operator==(const LogFilter &, const LogFilter &) = default;
};

//! \brief The lines of a store that are wanted. Dividers and marks are, whatever the filter says,
//! unless it is made for a search. One object serves one thread at a time.
class LogMatcher final
{
public:
    enum class Dividers { Keep, Leave };

    LogMatcher() = default;
    //! Rules that are no regular expressions are left out, and \a problem says why.
    LogMatcher(const LogFilter &filter, Dividers dividers, QString *problem = nullptr);

    [[nodiscard]] bool isEmpty() const { return m_filter.isEverything(); }
    [[nodiscard]] bool matches(const LogFacts &facts, QByteArrayView bytes) const;

    //! Numbers of the wanted lines from \a from up to \a to within \a chunk, in order. Stops early
    //! once \a cancelled.
    void scan(const LogChunk &chunk, qint64 from, qint64 to, const std::atomic_bool &cancelled,
              std::vector<qint64> *lines) const;

private:
    [[nodiscard]] std::vector<LogPattern> &patternsOf(LogFilter::Rule::Kind kind);
    [[nodiscard]] bool wantsFacts(const LogFacts &facts) const;
    [[nodiscard]] bool wantsText(const LogFacts &facts, QByteArrayView bytes) const;
    void scanPlain(const LogChunk &chunk, quint32 from, quint32 to,
                   const std::atomic_bool &cancelled, std::vector<qint64> *lines) const;

    LogFilter m_filter;
    Dividers m_dividers = Dividers::Keep;
    std::vector<LogPattern> m_any;
    std::vector<LogPattern> m_all;
    std::vector<LogPattern> m_none;
};

//! \brief How a filter is kept: JSON, without the services.
[[nodiscard]] QByteArray toJson(const LogFilter &filter);
//! \brief What cannot be read is left out.
[[nodiscard]] LogFilter logFilterOf(const QByteArray &json);

} // namespace angee
