// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <sys/types.h>

namespace angee::sandbox {

using Environment = std::map<QString, QString>;

//! This process's environment.
[[nodiscard]] Environment currentEnvironment();

//! \brief How a child ended: an exit status, or the signal that ended it.
struct ChildEnd
{
    int exitStatus = 0;
    int signal = 0;

    [[nodiscard]] bool isSuccess() const { return exitStatus == 0 && signal == 0; }
    //! "exit status 7", "signal: killed": the daemon's words.
    [[nodiscard]] QString words() const;
};

struct ChildSpec
{
    QStringList argv;
    Environment environment;
    QString workdir; //!< empty: this process's own
    bool separateErrors = false; //!< stderr is not part of the output
};

//! \brief One child in a process group of its own, with its output on a pipe.
//!
//! Nothing of this process but the pipe is open in the child, its signals are at their defaults,
//! and its input is empty. One thread reads; kill() is safe from any thread, at any time.
class ChildProcess final
{
public:
    ChildProcess() = default;
    //! Kills the group if it still runs.
    ~ChildProcess();
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;

    //! Answers an error text in the daemon's words ('exec: "x": executable file not found in
    //! $PATH'), or nothing when it runs.
    [[nodiscard]] std::optional<QString> start(const ChildSpec &spec);
    //! Blocks until there is output; empty at the end of it. The end is the child's: what its own
    //! children that outlive it may print is not waited for.
    [[nodiscard]] QByteArray read();
    //! Blocks until the child has ended.
    ChildEnd wait();
    //! Sends \a signal to the whole group, unless the child has been waited for.
    void kill(int signal);
    //! Sends \a signal to the child alone, unless it has been waited for.
    void tell(int signal);
    [[nodiscard]] pid_t pid() const { return m_pid; }

private:
    [[nodiscard]] bool hasEnded() const;

    std::mutex m_mutex; // guards m_reaped against kill()
    pid_t m_pid = -1;
    int m_output = -1;
    int m_handle = -1; // a pidfd: readable when the child has ended
    bool m_reaped = true;
};

struct CommandResult
{
    QByteArray output;
    ChildEnd end;
    //! Set when it could not be started at all.
    std::optional<QString> startError;

    [[nodiscard]] bool isSuccess() const { return !startError && end.isSuccess(); }
    //! "exit status 1", "signal: killed", or why it did not start.
    [[nodiscard]] QString words() const { return startError ? *startError : end.words(); }
};

//! Runs a command to its end and gathers its output, handing it to \a sink as it comes if there is
//! one. \a stop kills its group.
[[nodiscard]] CommandResult runCommand(const ChildSpec &spec, const std::stop_token &stop,
                                       const std::function<void(const QByteArray &)> &sink = {});

//! Where \a program is on the path; empty if it is not.
[[nodiscard]] QString findProgram(const QString &program);

} // namespace angee::sandbox
