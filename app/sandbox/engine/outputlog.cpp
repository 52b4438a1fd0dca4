// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/outputlog.h"

#include <algorithm>
#include <utility>

namespace angee::sandbox {

namespace {

constexpr std::size_t keptLines = 5000;
constexpr qsizetype longestLine = qsizetype(1024) * 1024;

QByteArray withoutEnd(QByteArray line)
{
    while (line.endsWith('\r'))
        line.chop(1);
    return line;
}

} // namespace

void LineCutter::feed(const QByteArray &chunk, const Take &take)
{
    m_rest += chunk;
    qsizetype from = 0;
    for (qsizetype at; (at = m_rest.indexOf('\n', from)) >= 0; from = at + 1)
        take(withoutEnd(m_rest.mid(from, at - from)));
    m_rest.remove(0, from);
    if (m_rest.size() > longestLine)
        flush(take);
}

void LineCutter::flush(const Take &take)
{
    if (!m_rest.isEmpty())
        take(withoutEnd(std::exchange(m_rest, {})));
}

void OutputLog::publish(const QByteArray &line)
{
    const std::lock_guard lock(m_mutex);
    m_lines.push_back(line);
    if (m_lines.size() > keptLines)
        m_lines.pop_front();
    for (const auto &follower : m_followers)
        follower->line(line);
}

void OutputLog::announce(const QByteArray &line)
{
    const std::lock_guard lock(m_mutex);
    for (const auto &follower : m_followers)
        (follower->note ? follower->note : follower->line)(line);
}

void OutputLog::clear()
{
    const std::lock_guard lock(m_mutex);
    m_lines.clear();
}

void OutputLog::endFollowers()
{
    const std::lock_guard lock(m_mutex);
    for (const auto &follower : m_followers)
        follower->ended();
    m_followers.clear();
}

QByteArrayList OutputLog::lines() const
{
    const std::lock_guard lock(m_mutex);
    return {m_lines.begin(), m_lines.end()};
}

std::shared_ptr<void> OutputLog::follow(const std::shared_ptr<OutputLog> &log, int tail,
                                        LineSink sink, bool goesOn)
{
    auto shared = std::make_shared<LineSink>(std::move(sink));
    const std::lock_guard lock(log->m_mutex);
    const std::size_t all = log->m_lines.size();
    const std::size_t count = tail > 0 ? std::min(std::size_t(tail), all) : all;
    for (std::size_t i = all - count; i < all; ++i)
        shared->line(log->m_lines[i]);
    if (goesOn)
        log->m_followers.push_back(shared);
    else
        shared->ended();
    // Not of null: the caller asks whether there is something to follow.
    return std::shared_ptr<void>(shared.get(), [log, shared](void *) {
        const std::lock_guard guard(log->m_mutex);
        log->m_followers.remove(shared);
    });
}

void WorkThreads::run(std::function<void()> work)
{
    const std::lock_guard lock(m_mutex);
    m_workers.remove_if([](Worker &worker) {
        if (!*worker.finished)
            return false;
        worker.thread.join();
        return true;
    });
    auto finished = std::make_shared<std::atomic<bool>>(false);
    m_workers.push_back({std::thread([work = std::move(work), finished] {
                             work();
                             *finished = true;
                         }),
                         finished});
}

void WorkThreads::joinAll()
{
    std::list<Worker> workers;
    {
        const std::lock_guard lock(m_mutex);
        workers.swap(m_workers);
    }
    for (Worker &worker : workers)
        worker.thread.join();
}

} // namespace angee::sandbox
