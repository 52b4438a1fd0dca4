// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/dockerfile.h"

#include "app/sandbox/engine/composeproject.h"
#include "app/sandbox/engine/imagebuilder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

[[noreturn]] void refuse(const QString &reason)
{
    throw ToolFailure(failedBuild,
                      u"failed to solve: rpc error: code = Unknown desc = failed to solve with "
                      "frontend dockerfile.v0: failed to create LLB definition: "_s
                          + reason);
}

//! ["a", "b"], or a line for the shell.
QStringList commandOf(const QString &text)
{
    const QJsonDocument list = QJsonDocument::fromJson(text.toUtf8());
    if (!list.isArray())
        return {u"sh"_s, u"-c"_s, text};
    QStringList out;
    for (const QJsonValue &word : list.array())
        out += word.toString();
    return out;
}

std::chrono::milliseconds durationOf(const QString &text)
{
    static const QRegularExpression form(u"^(\\d+(?:\\.\\d+)?)(ms|s|m|h)\\z"_s);
    const auto match = form.match(text);
    const double number = match.captured(1).toDouble();
    const QString unit = match.captured(2);
    const double factor = unit == "ms"_L1 ? 1
        : unit == "s"_L1                  ? 1000
        : unit == "m"_L1                  ? 60'000
                                          : 3'600'000;
    return std::chrono::milliseconds(qint64(number * factor));
}

std::optional<HealthCheck> healthOf(QString text)
{
    static const QRegularExpression option(u"^--([a-z-]+)=(\\S+)\\s+"_s);
    HealthCheck check;
    for (auto match = option.match(text); match.hasMatch(); match = option.match(text)) {
        const QString name = match.captured(1);
        const QString value = match.captured(2);
        if (name == "interval"_L1)
            check.interval = durationOf(value);
        else if (name == "timeout"_L1)
            check.timeout = durationOf(value);
        else if (name == "start-period"_L1)
            check.startPeriod = durationOf(value);
        else if (name == "retries"_L1)
            check.retries = std::max(1, value.toInt());
        text.remove(0, match.capturedLength());
    }
    if (!text.startsWith("CMD "_L1))
        return std::nullopt; // NONE
    check.command = commandOf(text.mid(4).trimmed());
    return check;
}

//! The lines with their continuations joined, without comments; the number of each one's first.
std::vector<std::pair<int, QString>> logicalLines(const QByteArray &text)
{
    std::vector<std::pair<int, QString>> out;
    QString open;
    int from = 0;
    int number = 0;
    for (const QString &raw : QString::fromUtf8(text).split(u'\n')) {
        ++number;
        QString line = raw.trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        if (open.isEmpty())
            from = number;
        const bool goesOn = line.endsWith(u'\\');
        if (goesOn)
            line.chop(1);
        open += line;
        if (goesOn)
            continue;
        out.emplace_back(from, open);
        open.clear();
    }
    if (!open.isEmpty())
        out.emplace_back(from, open);
    return out;
}

} // namespace

Dockerfile Dockerfile::parse(const QByteArray &text)
{
    static const QStringList steps{u"FROM"_s, u"RUN"_s, u"COPY"_s, u"ADD"_s, u"WORKDIR"_s};
    static const QStringList facts{u"CMD"_s,        u"ENTRYPOINT"_s, u"ENV"_s,   u"HEALTHCHECK"_s,
                                   u"ARG"_s,        u"EXPOSE"_s,     u"LABEL"_s, u"USER"_s,
                                   u"STOPSIGNAL"_s, u"VOLUME"_s,     u"SHELL"_s, u"MAINTAINER"_s};
    const auto lines = logicalLines(text);
    if (lines.empty())
        refuse(u"the Dockerfile cannot be empty"_s);
    Dockerfile out;
    QStringList entry;
    for (const auto &[number, line] : lines) {
        const QString keyword = line.section(u' ', 0, 0).toUpper();
        const QString arguments = line.section(u' ', 1).trimmed();
        if (steps.contains(keyword)) {
            out.steps.push_back({keyword, arguments, keyword + u' ' + arguments});
            out.readsContext |= keyword == "COPY"_L1 || keyword == "ADD"_L1;
        } else if (!facts.contains(keyword)) {
            refuse(u"dockerfile parse error line %1: unknown instruction: %2"_s.arg(
                QString::number(number), keyword));
        } else if (keyword == "CMD"_L1) {
            out.command = commandOf(arguments);
        } else if (keyword == "ENTRYPOINT"_L1) {
            entry = commandOf(arguments);
        } else if (keyword == "HEALTHCHECK"_L1) {
            out.health = healthOf(arguments);
        } else if (keyword == "ENV"_L1 && arguments.contains(u'=')) {
            out.environment.insert_or_assign(arguments.section(u'=', 0, 0),
                                             arguments.section(u'=', 1));
        }
    }
    out.command = entry + out.command;
    return out;
}

Dockerfile Dockerfile::forScript()
{
    return parse("FROM scratch\nCOPY . .\nRUN sh build.sh\n");
}

} // namespace angee::sandbox
