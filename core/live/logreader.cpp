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

//! Only a line that looks like it is looked at closely: there may be 100,000 a second. The tool
//! says its words at the beginning or at the end of a line, with a colour around them at most.
bool mayBeTools(const LogLine &line)
{
    if (line.runtime != "container"_L1)
        return false;
    constexpr qsizetype near = 64;
    const QByteArrayView text(line.message);
    const QByteArrayView head = text.first(std::min(near, text.size()));
    const QByteArrayView tail = text.last(std::min(near, text.size()));
    const auto has = [](QByteArrayView part, std::string_view words) {
        return std::string_view(part.data(), size_t(part.size())).find(words)
            != std::string_view::npos;
    };
    return has(tail, "exited with code") || has(tail, "has been recreated") || has(head, "time=\"")
        || has(head, "Cannot connect to the Docker");
}

QString plainOf(const QByteArray &message)
{
    return withoutAnsi(QString::fromUtf8(message)).trimmed();
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
    warning.message = match.captured(2).replace(escape, u"\\1"_s).toUtf8();
    return warning;
}

} // namespace

LogLevel LogReader::graded(const QByteArray &message)
{
    // Python: the head, indented frames, and the error that ends them.
    if (message.startsWith("Traceback (most recent call last)")) {
        m_inTraceback = true;
        return LogLevel::Error;
    }
    if (m_inTraceback) {
        m_inTraceback = message.startsWith(' ') || message.startsWith('\t');
        return LogLevel::Error;
    }
    // A level stands near the beginning; in an object anywhere.
    const qsizetype longest = message.startsWith('{') ? 4096 : 400;
    return levelIn({message.constData(), size_t(std::min(longest, message.size()))});
}

bool LogReader::isToolsOwn(const LogLine &line) const
{
    if (!mayBeTools(line))
        return false;
    const QString plain = plainOf(line.message);
    return lifeOf(m_service, plain) || toolsWarning(line, plain);
}

std::variant<LogLine, LogDivider> LogReader::read(LogLine line)
{
    static const QRegularExpression prefix(u"^(.+)-\\d+ +\\| ?"_s);
    if (mayBeTools(line)) {
        const QString plain = plainOf(line.message);
        if (const auto divider = lifeOf(m_service, plain))
            return *divider;
        if (const auto warning = toolsWarning(line, plain))
            return *warning;
    }
    if (line.message.startsWith(m_prefix)) {
        const auto match = prefix.match(QString::fromUtf8(line.message.left(m_prefix.size() + 40)));
        if (match.hasMatch() && match.captured(1) == m_service)
            line.message.remove(0, match.captured(0).toUtf8().size());
    }
    if (line.level == LogLevel::None)
        line.level = graded(line.message);
    return line;
}

} // namespace angee
