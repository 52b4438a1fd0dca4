// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/logreader.h"

#include "core/base/ansi.h"
#include "core/logs/loglevel.h"

#include <QRegularExpression>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

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

//! Only a line that looks like it is looked at closely: there may be 100,000 a second.
bool mayBeTools(const LogLine &line)
{
    return line.runtime == "container"_L1
        && (line.message.contains("exited with code"_L1)
            || line.message.contains("has been recreated"_L1) || line.message.contains("time=\""_L1)
            || line.message.contains("Cannot connect to the Docker daemon"_L1));
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
    warning.level = levelOfWord(match.captured(1).toStdString());
    warning.message = match.captured(2).replace(escape, u"\\1"_s);
    return warning;
}

} // namespace

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
    // A level stands near the beginning; in an object anywhere.
    const QByteArray utf8 = message.left(message.startsWith(u'{') ? 4096 : 400).toUtf8();
    return levelIn({utf8.constData(), size_t(utf8.size())});
}

bool LogReader::isToolsOwn(const LogLine &line) const
{
    if (!mayBeTools(line))
        return false;
    const QString plain = withoutAnsi(line.message).trimmed();
    return lifeOf(m_service, plain) || toolsWarning(line, plain);
}

std::variant<LogLine, LogDivider> LogReader::read(LogLine line)
{
    static const QRegularExpression prefix(u"^(.+)-\\d+ +\\| ?"_s);
    if (mayBeTools(line)) {
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
