// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/logreader.h"

#include "core/base/ansi.h"

#include <QRegularExpression>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype headOfALine = 300; // a level stands near the beginning

LogLevel levelOfWord(QStringView word)
{
    static const std::pair<QLatin1StringView, LogLevel> levels[] = {
        {"trace"_L1, LogLevel::Trace},  {"debug"_L1, LogLevel::Debug},
        {"info"_L1, LogLevel::Info},    {"notice"_L1, LogLevel::Info},
        {"log"_L1, LogLevel::Info},     {"warn"_L1, LogLevel::Warn},
        {"warning"_L1, LogLevel::Warn}, {"err"_L1, LogLevel::Error},
        {"error"_L1, LogLevel::Error},  {"critical"_L1, LogLevel::Error},
        {"fatal"_L1, LogLevel::Error},  {"panic"_L1, LogLevel::Error},
    };
    for (const auto &[name, level] : levels) {
        if (word.compare(name, Qt::CaseInsensitive) == 0)
            return level;
    }
    return LogLevel::None;
}

//! Compose's words about a container: "\r ESC[K name-1 exited with code 3".
std::optional<LogDivider> lifeOf(const QString &service, const QString &plain)
{
    static const QRegularExpression ended(u"^(.+)-\\d+ exited with code (-?\\d+)$"_s);
    static const QRegularExpression recreated(u"^(.+)-\\d+ has been recreated$"_s);
    LogDivider divider;
    divider.time = QDateTime::currentDateTimeUtc();
    if (const auto match = ended.match(plain); match.hasMatch() && match.captured(1) == service) {
        divider.kind = LogDivider::Kind::Ended;
        divider.code = match.captured(2).toInt();
        return divider;
    }
    if (const auto match = recreated.match(plain);
        match.hasMatch() && match.captured(1) == service) {
        divider.kind = LogDivider::Kind::Recreated;
        return divider;
    }
    if (plain.startsWith("Cannot connect to the Docker daemon"_L1)) {
        divider.kind = LogDivider::Kind::EngineGone;
        divider.words = plain;
        return divider;
    }
    return std::nullopt;
}

//! logfmt as compose writes its own warnings: time="…" level=warning msg="…".
std::optional<LogLine> toolsWarning(const LogLine &line, const QString &plain)
{
    static const QRegularExpression form(
        u"^time=\"[^\"]*\" level=(\\w+) msg=\"((?:[^\"\\\\]|\\\\.)*)\"$"_s);
    const auto match = form.match(plain);
    if (!match.hasMatch() || line.runtime != "container"_L1)
        return std::nullopt;
    static const QRegularExpression escape(u"\\\\(.)"_s);
    LogLine warning = line;
    warning.isTools = true;
    warning.level = levelOfWord(match.captured(1));
    warning.message = match.captured(2).replace(escape, u"\\1"_s);
    return warning;
}

} // namespace

LogLevel levelIn(const QString &message)
{
    const QString head = withoutAnsi(message.left(headOfALine));
    static const QRegularExpression named(
        u"(?:\\blevel=\"?|\"(?:level|severity|levelname)\"\\s*:\\s*\")([A-Za-z]+)\""
        "?"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (const auto match = named.match(head); match.hasMatch())
        return levelOfWord(match.capturedView(1));
    // Written large, since small ones stand in sentences: in brackets, before a colon, a slash
    // (celery) or a bar, or between a time and the rest.
    static const QRegularExpression marked(
        u"(?:^|[\\s\\[(|])(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERR|ERROR|CRITICAL|FATAL|PANIC|LOG)"
        "(?:\\]|\\)|:|/|\\s*\\||\\s+-\\s)"_s);
    if (const auto match = marked.match(head); match.hasMatch())
        return levelOfWord(match.capturedView(1));
    static const QRegularExpression bracketed(
        u"(?:^|\\s)\\[\\s*(trace|debug|info|notice|warn|warning|error|critical|fatal|panic)\\s*\\]"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (const auto match = bracketed.match(head); match.hasMatch())
        return levelOfWord(match.capturedView(1));
    static const QRegularExpression afterTime(
        u"^[\\d\\-/T:.,+Z ]{8,40}\\s*(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\\s"_s);
    const auto match = afterTime.match(head);
    return match.hasMatch() ? levelOfWord(match.capturedView(1)) : LogLevel::None;
}

LogLevel LogReader::graded(const QString &message)
{
    // Python: the head, indented frames, and the error that ends them.
    if (message.startsWith("Traceback (most recent call last)"_L1)) {
        m_inTraceback = true;
        return LogLevel::Error;
    }
    if (m_inTraceback) {
        m_inTraceback = message.startsWith(u' ') || message.startsWith(u'\t');
        return LogLevel::Error;
    }
    return levelIn(message);
}

std::variant<LogLine, LogDivider> LogReader::read(LogLine line)
{
    static const QRegularExpression prefix(u"^(.+)-\\d+ +\\| ?"_s);
    // Only a line that looks like it is looked at closely: there may be 100,000 a second.
    const bool maybeTools = line.message.contains("exited with code"_L1)
        || line.message.contains("has been recreated"_L1) || line.message.contains("time=\""_L1)
        || line.message.contains("Cannot connect to the Docker daemon"_L1);
    if (maybeTools && line.runtime == "container"_L1) {
        const QString plain = withoutAnsi(line.message).trimmed();
        if (const auto divider = lifeOf(m_service, plain))
            return *divider;
        if (const auto warning = toolsWarning(line, plain))
            return *warning;
    }
    if (line.message.startsWith(m_service)) {
        const auto match = prefix.match(line.message.left(m_service.size() + 40));
        if (match.hasMatch() && match.captured(1) == m_service)
            line.message.remove(0, match.capturedLength(0));
    }
    if (line.level == LogLevel::None)
        line.level = graded(line.message);
    return line;
}

} // namespace angee
