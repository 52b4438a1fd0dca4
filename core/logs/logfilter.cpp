// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/logfilter.h"

#include "core/logs/logtext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstring>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

bool isOurs(const LogFacts &facts)
{
    return facts.entry() == LogEntry::Divider || facts.entry() == LogEntry::Mark;
}

bool findsAny(const std::vector<LogPattern> &patterns, QByteArrayView bytes)
{
    return std::any_of(patterns.cbegin(), patterns.cend(), [bytes](const LogPattern &pattern) {
        return pattern.find(bytes).has_value();
    });
}

//! The line of \a chunk in which the byte at \a offset lies, at or behind \a from.
quint32 lineAt(const LogChunk &chunk, quint32 from, size_t offset)
{
    const LogFacts *facts = chunk.facts.get();
    return quint32(std::lower_bound(facts + from, facts + chunk.lines, offset,
                                    [](const LogFacts &each, size_t at) { return each.end < at; })
                   - facts);
}

} // namespace

LogMatcher::LogMatcher(const LogFilter &filter, Dividers dividers, QString *problem)
    : m_filter(filter)
    , m_dividers(dividers)
{
    for (const LogFilter::Rule &rule : filter.rules) {
        QString why;
        auto pattern = LogPattern::compile(rule.query, &why);
        if (!why.isEmpty() && problem && problem->isEmpty())
            *problem = why;
        if (pattern)
            patternsOf(rule.kind).push_back(std::move(*pattern));
    }
}

std::vector<LogPattern> &LogMatcher::patternsOf(LogFilter::Rule::Kind kind)
{
    switch (kind) {
    case LogFilter::Rule::Kind::Include:
        return m_any;
    case LogFilter::Rule::Kind::Exclude:
        return m_none;
    case LogFilter::Rule::Kind::Require:
        return m_all;
    }
    Q_UNREACHABLE();
}

bool LogMatcher::wantsFacts(const LogFacts &facts) const
{
    return m_filter.wants(facts.level()) && !m_filter.hiddenServices.contains(facts.service());
}

bool LogMatcher::wantsText(const LogFacts &facts, QByteArrayView bytes) const
{
    QByteArray plain;
    if (!facts.isPlain() && (!m_any.empty() || !m_none.empty() || !m_all.empty())) {
        plain = plainLine(bytes);
        bytes = plain;
    }
    return (m_any.empty() || findsAny(m_any, bytes)) && !findsAny(m_none, bytes)
        && std::all_of(m_all.cbegin(), m_all.cend(), [bytes](const LogPattern &pattern) {
               return pattern.find(bytes).has_value();
           });
}

bool LogMatcher::matches(const LogFacts &facts, QByteArrayView bytes) const
{
    if (isOurs(facts))
        return m_dividers == Dividers::Keep;
    return wantsFacts(facts) && wantsText(facts, bytes);
}

//! One pattern over lines that are what they look like: the whole chunk is read in one go.
void LogMatcher::scanPlain(const LogChunk &chunk, quint32 from, quint32 to,
                           const std::atomic_bool &cancelled, std::vector<qint64> *lines) const
{
    const LogFacts *facts = chunk.facts.get();
    const size_t end = to == 0 ? 0 : facts[to - 1].end;
    const QByteArrayView all(chunk.bytes.get(), qsizetype(end));
    size_t at = from == 0 ? 0 : facts[from - 1].end + 1;
    quint32 line = from;
    while (at <= end && line < to && !cancelled) {
        const auto hit = m_any.front().find(all, qsizetype(at));
        if (!hit)
            return;
        const quint32 begin = lineAt(chunk, line, size_t(hit->start));
        if (begin >= to)
            return;
        // A pattern may reach over a line's end; whether the line alone has it decides.
        const bool within = size_t(hit->start + hit->length) <= facts[begin].end;
        if (wantsFacts(facts[begin]) && !isOurs(facts[begin])
            && (within || m_any.front().find(chunk.line(begin))))
            lines->push_back(chunk.first + begin);
        line = begin + 1;
        at = facts[begin].end + 1;
    }
}

void LogMatcher::scan(const LogChunk &chunk, qint64 from, qint64 to,
                      const std::atomic_bool &cancelled, std::vector<qint64> *lines) const
{
    constexpr quint32 stepBetweenLooks = 1024;
    const auto begin = quint32(std::max<qint64>(0, from - chunk.first));
    const auto end = quint32(std::clamp<qint64>(to - chunk.first, 0, chunk.lines));
    if (chunk.isPlain && m_any.size() == 1 && m_none.empty() && m_all.empty()
        && m_dividers == Dividers::Leave)
        return scanPlain(chunk, begin, end, cancelled, lines);
    for (quint32 line = begin; line < end; ++line) {
        if (line % stepBetweenLooks == 0 && cancelled)
            return;
        if (matches(chunk.facts.get()[line], chunk.line(line)))
            lines->push_back(chunk.first + line);
    }
}

QByteArray toJson(const LogFilter &filter)
{
    QJsonArray rules;
    for (const LogFilter::Rule &rule : filter.rules) {
        rules.append(QJsonObject{{u"text"_s, rule.query.text},
                                 {u"options"_s, rule.query.options},
                                 {u"kind"_s, int(rule.kind)}});
    }
    return QJsonDocument(QJsonObject{{u"rules"_s, rules}, {u"levels"_s, filter.levels}})
        .toJson(QJsonDocument::Compact);
}

LogFilter logFilterOf(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    LogFilter filter;
    filter.levels =
        quint8(object.value("levels"_L1).toInt(LogFilter::everyLevel)) & LogFilter::everyLevel;
    const QJsonArray rules = object.value("rules"_L1).toArray();
    for (const QJsonValue &each : rules) {
        const QJsonObject rule = each.toObject();
        const QString text = rule.value("text"_L1).toString();
        if (text.isEmpty())
            continue;
        filter.rules.append(
            {.query = {text, quint8(rule.value("options"_L1).toInt() & 7)},
             .kind = LogFilter::Rule::Kind(std::clamp(rule.value("kind"_L1).toInt(), 0, 2))});
    }
    return filter;
}

} // namespace angee
