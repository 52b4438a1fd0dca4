// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/engine/childprocess.h"
#include "app/sandbox/engine/outputlog.h"

#include <QByteArray>

#include <chrono>
#include <memory>
#include <mutex>

namespace angee::sandbox {

//! \brief The local services and jobs that run: children, their state and their output, in place
//! of the daemon's supervisor. Safe from any thread.
//!
//! It is up from launch() to shutDown(). Unlike process-compose it does not go down by itself when
//! the last process ends.
class ProcessTable final
{
public:
    struct Program
    {
        ChildSpec spec;
        //! Started only after these have started; one that is a job must have ended well.
        QStringList after;
        bool isJob = false;
        //! In the table, and to be started by name, but not by launch().
        bool isDisabled = false;
    };

    ProcessTable();
    //! Kills whatever runs.
    ~ProcessTable();
    ProcessTable(const ProcessTable &) = delete;
    ProcessTable &operator=(const ProcessTable &) = delete;

    [[nodiscard]] bool isUp() const;
    //! Brings the table up with these programs; those whose dependencies are not met wait.
    void launch(const std::map<QString, Program> &programs);
    //! Takes over new definitions without starting or stopping anything; new ones are disabled.
    void define(const std::map<QString, Program> &programs);
    //! Each answers why it could not, or nothing.
    [[nodiscard]] std::optional<QString> start(const QString &name);
    [[nodiscard]] std::optional<QString> stop(const QString &name);
    [[nodiscard]] std::optional<QString> restart(const QString &name);
    //! Ends all children (TERM, then KILL after \a grace) and brings the table down.
    void shutDown(std::chrono::milliseconds grace);

    //! pending, running, completed, skipped, disabled or error; empty if there is no such process
    //! or the table is down.
    [[nodiscard]] QString status(const QString &name) const;
    //! What is kept of its output: the last 5000 lines.
    [[nodiscard]] QByteArray output(const QString &name) const;
    //! At most \a tail old lines (0: all), then the new ones, in order, until the handle goes. Null
    //! if there is no such process.
    [[nodiscard]] std::shared_ptr<void> follow(const QString &name, int tail, LineSink sink);

private:
    struct Entry;

    std::shared_ptr<Entry> find(const QString &name) const;
    void startEntry(const std::shared_ptr<Entry> &entry);
    void startPending();
    void readOutput(const std::shared_ptr<Entry> &entry,
                    const std::shared_ptr<ChildProcess> &child);
    void stopEntry(std::unique_lock<std::mutex> &lock, const std::shared_ptr<Entry> &entry);

    mutable std::mutex m_mutex;
    std::condition_variable m_changed; // some child has ended
    std::map<QString, std::shared_ptr<Entry>> m_entries;
    WorkThreads m_readers;
    bool m_up = false;
};

} // namespace angee::sandbox
