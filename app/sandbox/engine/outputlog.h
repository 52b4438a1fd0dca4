// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <atomic>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <thread>

namespace angee::sandbox {

//! \brief What a follower of one process's output receives. Called from any thread, never after
//! its handle is gone; it must not call back into what it follows or let its handle go.
struct LineSink
{
    std::function<void(const QByteArray &line)> line;
    //! What is said about the process instead of by it; without one, like a line.
    std::function<void(const QByteArray &line)> note = {};
    std::function<void()> ended = {};
};

//! \brief Cuts a stream into lines without their ends; one that grows over 1 MiB is cut there.
class LineCutter final
{
public:
    using Take = std::function<void(const QByteArray &line)>;

    void feed(const QByteArray &chunk, const Take &take);
    //! Hands out what is left without a line end.
    void flush(const Take &take);

private:
    QByteArray m_rest;
};

//! \brief The output of one process over its lives: the last 5000 lines, and who follows them. Safe
//! from any thread; shared, because a follower may outlive the process.
class OutputLog final
{
public:
    //! Keeps a line, and hands it to the followers.
    void publish(const QByteArray &line);
    //! Hands a line to the followers alone.
    void announce(const QByteArray &line);
    //! Forgets the lines; followers stay.
    void clear();
    //! Tells the followers that nothing more will come, and forgets them.
    void endFollowers();
    [[nodiscard]] QByteArrayList lines() const;

    //! At most \a tail old lines (0: all), then the new ones until the handle goes. With
    //! \a goesOn false, nothing new will come: the sink is told so at once.
    [[nodiscard]] static std::shared_ptr<void> follow(const std::shared_ptr<OutputLog> &log,
                                                      int tail, LineSink sink, bool goesOn);

private:
    mutable std::mutex m_mutex;
    std::deque<QByteArray> m_lines;
    std::list<std::shared_ptr<LineSink>> m_followers;
};

//! \brief Threads that end by themselves, and are joined some time after. Safe from any thread.
class WorkThreads final
{
public:
    WorkThreads() = default;
    ~WorkThreads() { joinAll(); }
    WorkThreads(const WorkThreads &) = delete;
    WorkThreads &operator=(const WorkThreads &) = delete;

    void run(std::function<void()> work);
    //! Waits for all that were given until now. Not from one of them.
    void joinAll();

private:
    struct Worker
    {
        std::thread thread;
        std::shared_ptr<std::atomic<bool>> finished;
    };
    std::mutex m_mutex;
    std::list<Worker> m_workers;
};

} // namespace angee::sandbox
