// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/outputs/outputfeed.h"

#include "core/logs/loglevel.h"
#include "core/logs/logstore.h"
#include "core/logs/logtext.h"
#include "core/outputs/errorline.h"

#include <algorithm>

namespace angee {

namespace {

constexpr qsizetype longestServiceName = 200;
constexpr qsizetype judgedBytes = 2'000; // of a line, for its level

bool isNameByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
        || c == '_' || c == '.';
}

//! "page-1" is the first container of page.
QByteArrayView withoutNumber(QByteArrayView container)
{
    const qsizetype dash = container.lastIndexOf('-');
    if (dash <= 0 || dash + 1 == container.size())
        return container;
    const QByteArrayView number = container.sliced(dash + 1);
    return std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; })
        ? container.first(dash)
        : container;
}

LogLevel levelOfOutput(QByteArrayView line)
{
    const QByteArrayView head = line.first(std::min(line.size(), judgedBytes));
    const LogLevel level = levelIn({head.data(), size_t(head.size())});
    if (level != LogLevel::None)
        return level;
    const QString plain = QString::fromUtf8(plainLine(head));
    return isMarkedError(plain) && !namesBuildStep(plain) ? LogLevel::Error : LogLevel::None;
}

} // namespace

ServiceLine serviceLineOf(QByteArrayView line)
{
    const ServiceLine tools{{}, line};
    qsizetype end = 0;
    if (line.startsWith('[')) { // of the supervisor of local services
        ++end;
        while (end < line.size() && end <= longestServiceName && isNameByte(line[end]))
            ++end;
        const QByteArrayView name = line.sliced(1, end - 1);
        while (end < line.size() && (line[end] == '\t' || line[end] == ' '))
            ++end;
        if (name.isEmpty() || end == 1 + name.size() || !line.sliced(end).startsWith("] "))
            return tools;
        return {name, line.sliced(end + 2)};
    }
    while (end < line.size() && end <= longestServiceName && isNameByte(line[end]))
        ++end;
    const QByteArrayView name = withoutNumber(line.first(end));
    if (name.isEmpty() || name.size() == end)
        return tools;
    while (end < line.size() && line[end] == ' ')
        ++end;
    if (end < line.size() && line[end] == '|')
        return {name, line.sliced(std::min(end + 2, line.size()))};
    return tools;
}

OutputFeed::OutputFeed(LogStore *store, Services services)
    : m_store(store)
    , m_services(services)
{ }

void OutputFeed::add(QByteArrayView bytes, qint64 arrivedMs, qint64 atMs)
{
    m_lines.add(bytes, [&](QByteArrayView line) { addLine(line, arrivedMs, atMs); });
    m_store->commit();
}

void OutputFeed::finish(bool failed, qint64 atMs)
{
    m_lines.finish([&](QByteArrayView line) { addLine(line, 0, atMs); });
    m_steps.finish(failed, atMs);
    m_store->commit();
}

void OutputFeed::addLine(QByteArrayView line, qint64 arrivedMs, qint64 atMs)
{
    m_steps.addLine(line, atMs);
    const ServiceLine said =
        m_services == Services::InLines ? serviceLineOf(line) : ServiceLine{{}, line};
    m_store->append({.bytes = said.text,
                     .service = m_store->serviceId(QString::fromUtf8(said.service)),
                     .level = levelOfOutput(said.text),
                     .arrivedMs = arrivedMs});
}

} // namespace angee
