// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/childprocess.h"

#include "app/sandbox/engine/fileaccess.h"
#include "app/sandbox/engine/reply.h"

#include <QFile>
#include <QStandardPaths>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int fallbackPollMilliseconds = 100; // on kernels without pidfd_open, before 5.3
constexpr int firstForeignDescriptor = 3;

//! The attributes and file actions of one posix_spawn, freed at the end.
struct SpawnSetup
{
    posix_spawnattr_t attributes = {};
    posix_spawn_file_actions_t actions = {};

    SpawnSetup()
    {
        ::posix_spawnattr_init(&attributes);
        ::posix_spawn_file_actions_init(&actions);
    }
    ~SpawnSetup()
    {
        ::posix_spawnattr_destroy(&attributes);
        ::posix_spawn_file_actions_destroy(&actions);
    }
    SpawnSetup(const SpawnSetup &) = delete;
    SpawnSetup &operator=(const SpawnSetup &) = delete;

    void prepare(const ChildSpec &spec, int output)
    {
        sigset_t none;
        sigset_t all;
        ::sigemptyset(&none);
        ::sigfillset(&all);
        ::posix_spawnattr_setflags(
            &attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
        ::posix_spawnattr_setpgroup(&attributes, 0);
        ::posix_spawnattr_setsigdefault(&attributes, &all);
        ::posix_spawnattr_setsigmask(&attributes, &none);
        ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
        if (spec.separateErrors)
            ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        else
            ::posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
        // Sockets of this process must not live on in a child: their peers would never see an end.
        ::posix_spawn_file_actions_addclosefrom_np(&actions, firstForeignDescriptor);
        if (!spec.workdir.isEmpty())
            ::posix_spawn_file_actions_addchdir_np(&actions,
                                                   QFile::encodeName(spec.workdir).constData());
    }
};

//! C strings that live as long as this.
class CStrings final
{
public:
    void add(const QString &text) { m_texts.push_back(QFile::encodeName(text)); }

    std::vector<char *> pointers()
    {
        std::vector<char *> out;
        for (QByteArray &text : m_texts)
            out.push_back(text.data());
        out.push_back(nullptr);
        return out;
    }

private:
    std::vector<QByteArray> m_texts;
};

} // namespace

Environment currentEnvironment()
{
    Environment out;
    for (char **entry = environ; entry && *entry; ++entry) {
        const QByteArray text(*entry);
        const qsizetype at = text.indexOf('=');
        if (at > 0)
            out.insert_or_assign(QFile::decodeName(text.left(at)),
                                 QFile::decodeName(text.mid(at + 1)));
    }
    return out;
}

QString findProgram(const QString &program)
{
    if (program.contains(u'/'))
        return program;
    return QStandardPaths::findExecutable(program);
}

QString ChildEnd::words() const
{
    if (signal == 0)
        return u"exit status %1"_s.arg(exitStatus);
    QString name = QString::fromLatin1(::sigdescr_np(signal));
    return u"signal: %1"_s.arg(name.toLower());
}

ChildProcess::~ChildProcess()
{
    kill(SIGKILL);
    if (m_pid > 0)
        wait();
    for (const int descriptor : {m_output, m_handle}) {
        if (descriptor >= 0)
            ::close(descriptor);
    }
}

std::optional<QString> ChildProcess::start(const ChildSpec &spec)
{
    const QString program = spec.argv.value(0);
    const QString path = findProgram(program);
    if (path.isEmpty())
        return u"exec: %1: executable file not found in $PATH"_s.arg(goQuote(program));
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return u"pipe: %1"_s.arg(systemWords(errno));
    SpawnSetup setup;
    setup.prepare(spec, ends[1]);
    CStrings arguments;
    for (const QString &argument : spec.argv)
        arguments.add(argument);
    CStrings variables;
    for (const auto &[name, value] : spec.environment)
        variables.add(name + u'=' + value);
    const int code =
        ::posix_spawn(&m_pid, QFile::encodeName(path).constData(), &setup.actions,
                      &setup.attributes, arguments.pointers().data(), variables.pointers().data());
    ::close(ends[1]);
    if (code != 0) {
        ::close(ends[0]);
        m_pid = -1;
        const bool noFolder = !spec.workdir.isEmpty() && !pathExists(spec.workdir);
        return noFolder ? u"chdir %1: %2"_s.arg(spec.workdir, systemWords(ENOENT))
                        : u"fork/exec %1: %2"_s.arg(path, systemWords(code));
    }
    m_output = ends[0];
    m_handle = int(::syscall(SYS_pidfd_open, m_pid, 0)); // closed on exec by itself
    const std::lock_guard lock(m_mutex);
    m_reaped = false;
    return std::nullopt;
}

bool ChildProcess::hasEnded() const
{
    siginfo_t info = {};
    return ::waitid(P_PID, id_t(m_pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0
        && info.si_pid != 0;
}

QByteArray ChildProcess::read()
{
    bool ended = false;
    while (true) {
        std::array<pollfd, 2> wanted{{{m_output, POLLIN, 0}, {m_handle, POLLIN, 0}}};
        // Without a handle for the child, poll() leaves out the second entry, and this looks
        // itself.
        const int patience = m_handle >= 0 ? -1 : fallbackPollMilliseconds;
        const int ready = ::poll(wanted.data(), ended ? 1 : 2, ended ? 0 : patience);
        if (ready < 0 && errno == EINTR)
            continue;
        if (wanted[0].revents != 0) {
            QByteArray chunk(16384, Qt::Uninitialized);
            const ssize_t n = ::read(m_output, chunk.data(), std::size_t(chunk.size()));
            if (n < 0 && errno == EINTR)
                continue;
            chunk.truncate(std::max<ssize_t>(n, 0));
            return chunk;
        }
        if (ended)
            return {};
        ended = hasEnded(); // one more round: what it wrote last is in the pipe by now
    }
}

ChildEnd ChildProcess::wait()
{
    siginfo_t info = {};
    while (::waitid(P_PID, id_t(m_pid), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR) { }
    const std::lock_guard lock(m_mutex);
    ChildEnd end;
    if (m_reaped)
        return end;
    int status = 0;
    ::waitpid(m_pid, &status, 0);
    m_reaped = true;
    if (WIFSIGNALED(status))
        end.signal = WTERMSIG(status);
    else
        end.exitStatus = WEXITSTATUS(status);
    return end;
}

void ChildProcess::kill(int signal)
{
    const std::lock_guard lock(m_mutex);
    if (!m_reaped)
        ::kill(-m_pid, signal);
}

void ChildProcess::tell(int signal)
{
    const std::lock_guard lock(m_mutex);
    if (!m_reaped)
        ::kill(m_pid, signal);
}

CommandResult runCommand(const ChildSpec &spec, const std::stop_token &stop,
                         const std::function<void(const QByteArray &)> &sink)
{
    CommandResult result;
    if (stop.stop_requested()) {
        result.startError = u"context canceled"_s;
        return result;
    }
    ChildProcess child;
    result.startError = child.start(spec);
    if (result.startError)
        return result;
    const std::stop_callback killer(stop, [&child] { child.kill(SIGKILL); });
    while (true) {
        const QByteArray chunk = child.read();
        if (chunk.isEmpty())
            break;
        result.output += chunk;
        if (sink)
            sink(chunk);
    }
    result.end = child.wait();
    return result;
}

} // namespace angee::sandbox
