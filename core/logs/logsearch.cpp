// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/logsearch.h"

#include <QCoreApplication>
#include <QThreadPool>

#include <algorithm>

namespace angee {

namespace {

constexpr size_t firstBatch = 200; // lines: more than a screen
constexpr qint64 linesHere = 2'000; // fewer are looked at without another thread

} // namespace

//! Shared with the thread, because either side may end first.
struct LogSearch::Link
{
    std::atomic_bool cancelled = false;
    QPointer<LogSearch> search; // asked on its own thread alone
};

LogSearch::LogSearch(LogStore *store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
    connect(store, &LogStore::appended, this, [this] {
        if (m_active && !m_link)
            go();
    });
    connect(store, &LogStore::trimmed, this, &LogSearch::onTrimmed);
    connect(store, &LogStore::cleared, this, [this] {
        if (m_active)
            start(m_filter, m_dividers, m_store->endLine());
    });
}

LogSearch::~LogSearch()
{
    if (m_link)
        m_link->cancelled = true;
}

void LogSearch::start(const LogFilter &filter, LogMatcher::Dividers dividers, qint64 from)
{
    stop();
    m_filter = filter;
    m_dividers = dividers;
    m_next = from;
    m_active = true;
    const LogMatcher tried(filter, dividers, &m_problem);
    go();
}

void LogSearch::stop()
{
    if (m_link)
        std::exchange(m_link, nullptr)->cancelled = true;
    m_active = false;
    m_problem.clear();
    const auto count = qsizetype(m_found.size());
    m_found.clear();
    if (count > 0)
        emit shrunk(count);
}

void LogSearch::go()
{
    const qint64 from = std::max(m_next, m_store->firstLine());
    const qint64 to = m_store->endLine();
    auto link = std::make_shared<Link>();
    link->search = this;
    m_link = link;
    if (to - from <= linesHere) {
        // As many as come in a moment: a thread would cost more than they do.
        const LogMatcher matcher(m_filter, m_dividers);
        std::vector<qint64> lines;
        for (qint64 line = from; line < to; ++line) {
            if (matcher.matches(m_store->facts(line), m_store->bytes(line)))
                lines.push_back(line);
        }
        return take(link, std::move(lines), to, true);
    }
    QThreadPool::globalInstance()->start(
        [link, filter = m_filter, dividers = m_dividers, from, snapshot = m_store->snapshot()] {
            const LogMatcher matcher(filter, dividers);
            std::vector<qint64> lines;
            size_t batch = firstBatch;
            const auto send = [&](qint64 upTo, bool last) {
                batch = firstBatch * 1000;
                QMetaObject::invokeMethod(
                    QCoreApplication::instance(),
                    [link, lines = std::exchange(lines, {}), upTo, last]() mutable {
                        if (link->search && !link->cancelled)
                            link->search->take(link, std::move(lines), upTo, last);
                    },
                    Qt::QueuedConnection);
            };
            for (const LogChunk &chunk : snapshot.chunks) {
                if (link->cancelled)
                    return;
                if (chunk.first + chunk.lines <= from)
                    continue;
                matcher.scan(chunk, from, snapshot.end, link->cancelled, &lines);
                if (lines.size() >= batch)
                    send(chunk.first + chunk.lines, false);
            }
            if (!link->cancelled)
                send(snapshot.end, true);
        });
}

void LogSearch::take(const std::shared_ptr<Link> &from, std::vector<qint64> lines, qint64 upTo,
                     bool last)
{
    if (from != m_link)
        return;
    const auto before = qsizetype(m_found.size());
    const auto there = std::lower_bound(lines.cbegin(), lines.cend(), m_store->firstLine());
    m_found.insert(m_found.end(), there, lines.cend());
    m_next = upTo;
    if (last)
        m_link.reset();
    const QPointer<LogSearch> alive(this);
    if (qsizetype(m_found.size()) > before)
        emit grown(before);
    if (!alive || !last || m_link)
        return;
    if (m_next < m_store->endLine())
        return go();
    emit finished();
}

void LogSearch::onTrimmed()
{
    const auto there = std::lower_bound(m_found.cbegin(), m_found.cend(), m_store->firstLine());
    const auto gone = qsizetype(there - m_found.cbegin());
    if (gone == 0)
        return;
    m_found.erase(m_found.cbegin(), there);
    emit shrunk(gone);
}

} // namespace angee
