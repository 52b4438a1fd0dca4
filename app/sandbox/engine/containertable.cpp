// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/containertable.h"

#include "app/sandbox/engine/fileaccess.h"
#include "app/sandbox/engine/reply.h"

#include <QDir>
#include <QRandomGenerator>

#include <algorithm>
#include <arpa/inet.h>
#include <csignal>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace angee::sandbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto firstBackoff = 100ms;
constexpr auto longestBackoff = 10s;
constexpr int signalBase = 128;

QString randomHex(int digits)
{
    QString out;
    while (out.size() < digits)
        out += QString::number(QRandomGenerator::global()->bounded(16), 16);
    return out;
}

//! True if nobody listens on "ADDRESS:PORT" of this machine.
bool isFree(const QString &published)
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(quint16(published.section(u':', -1).toUInt()));
    const QByteArray host = published.section(u':', 0, 0).toLatin1();
    if (::inet_pton(AF_INET, host.constData(), &address.sin_addr) != 1)
        return true;
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    const bool bound =
        ::bind(probe, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) == 0;
    const bool taken = !bound && errno == EADDRINUSE;
    ::close(probe);
    return !taken;
}

} // namespace

struct ContainerTable::Container
{
    QString service;
    Spec spec;
    QString folder;
    State state = State::Created;
    std::shared_ptr<ChildProcess> child;
    std::shared_ptr<OutputLog> log;
    QString health;
    Why ending = Why::Stop;
    bool restarts = false;
    bool isRemoved = false;
    std::chrono::milliseconds backoff = firstBackoff;

    [[nodiscard]] bool isAlive() const { return child != nullptr; }
    [[nodiscard]] ChildSpec childSpec(const QStringList &command) const
    {
        ChildSpec child;
        child.argv = command;
        child.environment = spec.environment;
        child.workdir = folder + QDir::cleanPath(u'/' + spec.workdir);
        return child;
    }
};

ContainerTable::ContainerTable() = default;

ContainerTable::~ContainerTable()
{
    {
        Held lock(m_mutex);
        m_closing = true;
        m_ending.request_stop();
        for (const auto &[service, container] : m_containers) {
            container->restarts = false;
            if (container->child)
                container->child->kill(SIGKILL);
        }
        for (const auto &child : m_single)
            child->kill(SIGKILL);
        m_changed.notify_all();
    }
    m_threads.joinAll();
    for (const auto &[service, log] : m_logs)
        log->endFollowers();
}

std::shared_ptr<ContainerTable::Container> ContainerTable::find(const QString &service) const
{
    const auto it = m_containers.find(service);
    return it == m_containers.end() ? nullptr : it->second;
}

ContainerTable::State ContainerTable::state(const QString &service) const
{
    const std::lock_guard lock(m_mutex);
    const auto container = find(service);
    return container ? container->state : State::Missing;
}

QByteArray ContainerTable::hash(const QString &service) const
{
    const std::lock_guard lock(m_mutex);
    const auto container = find(service);
    return container ? container->spec.hash : QByteArray();
}

QString ContainerTable::health(const QString &service) const
{
    const std::lock_guard lock(m_mutex);
    const auto container = find(service);
    return container && container->isAlive() ? container->health : QString();
}

QStringList ContainerTable::services() const
{
    const std::lock_guard lock(m_mutex);
    QStringList out;
    for (const auto &[service, container] : m_containers)
        out += service;
    return out;
}

QString ContainerTable::newFolder(const QString &kind) const
{
    return m_data.filePath(u"%1/%2"_s.arg(kind, randomHex(12)));
}

QString ContainerTable::newImageFolder() const
{
    return newFolder(u"images"_s);
}

QString ContainerTable::volume(const QString &name) const
{
    const QString path = m_data.filePath(u"volumes/"_s + name);
    makePath(path);
    return path;
}

std::optional<QString> ContainerTable::create(const QString &service, const Spec &spec)
{
    const std::lock_guard lock(m_mutex);
    if (find(service))
        return u"Conflict. The container name \"/%1\" is already in use by container \"%2\". You "
               "have to remove (or rename) that container to be able to reuse that name."_s.arg(
                   spec.containerName, randomHex(64));
    auto container = std::make_shared<Container>();
    container->service = service;
    container->spec = spec;
    container->folder = newFolder(u"containers"_s);
    makePath(container->folder);
    if (spec.image && pathExists(spec.image->folder))
        copyTree(spec.image->folder, container->folder);
    for (const auto &[target, source] : spec.mounts) {
        const QString at = container->folder + QDir::cleanPath(u'/' + target);
        makePath(QFileInfo(at).path());
        removeTree(at);
        QFile::link(source, at);
    }
    makePath(container->folder + QDir::cleanPath(u'/' + spec.workdir));
    auto &log = m_logs[service];
    if (!log)
        log = std::make_shared<OutputLog>();
    container->log = log;
    m_containers.emplace(service, container);
    return std::nullopt;
}

std::optional<QString> ContainerTable::portProblem(const Container &container) const
{
    const auto problem = [&](const QString &port) {
        return u"driver failed programming external connectivity on endpoint %1 (%2): Bind for %3 "
               "failed: port is already allocated"_s.arg(container.spec.containerName,
                                                         randomHex(64), port);
    };
    for (const QString &port : container.spec.ports) {
        for (const auto &[service, other] : m_containers) {
            if (other.get() != &container && other->isAlive() && other->spec.ports.contains(port))
                return problem(port);
        }
        if (!isFree(port))
            return problem(port);
    }
    return std::nullopt;
}

std::optional<QString> ContainerTable::startLocked(const std::shared_ptr<Container> &container)
{
    if (const auto problem = portProblem(*container))
        return problem;
    auto child = std::make_shared<ChildProcess>();
    const QStringList &command = container->spec.command;
    if (child->start(container->childSpec(command))) {
        return u"failed to create shim task: OCI runtime create failed: runc create failed: unable "
               "to start container process: exec: %1: stat %2: no such file or directory: "
               "unknown"_s.arg(goQuote(command.value(0)), command.value(0));
    }
    container->child = child;
    container->state = State::Running;
    container->ending = Why::Stop;
    const bool checked = container->spec.image && container->spec.image->health;
    container->health = checked ? u"starting"_s : QString();
    m_threads.run([this, container, child] { read(container, child); });
    if (checked)
        m_threads.run([this, container, child] { watchHealth(container, child); });
    return std::nullopt;
}

std::optional<QString> ContainerTable::start(const QString &service)
{
    const std::lock_guard lock(m_mutex);
    const auto container = find(service);
    if (!container || container->state == State::Running || m_closing)
        return std::nullopt;
    if (container->state == State::Paused)
        return u"cannot start a paused container, try unpause instead"_s;
    return startLocked(container);
}

void ContainerTable::read(const std::shared_ptr<Container> &container,
                          const std::shared_ptr<ChildProcess> &child)
{
    LineCutter cutter;
    const LineCutter::Take take = [&](const QByteArray &line) { container->log->publish(line); };
    for (QByteArray chunk; !(chunk = child->read()).isEmpty();)
        cutter.feed(chunk, take);
    cutter.flush(take);
    child->kill(SIGKILL); // a container ends with its first process
    onEnd(container, child->wait());
}

void ContainerTable::onEnd(const std::shared_ptr<Container> &container, const ChildEnd &end)
{
    const int code = end.signal != 0 ? signalBase + end.signal : end.exitStatus;
    const QByteArray name = container->service.toUtf8() + "-1";
    Held lock(m_mutex);
    container->child.reset();
    container->state = State::Exited;
    container->health.clear();
    // The followers' line is out before anybody who waits for the end goes on.
    container->log->announce("\r\x1b[K" + name + " exited with code " + QByteArray::number(code));
    if (container->ending == Why::Stop)
        container->log->endFollowers();
    m_changed.notify_all();
    if (container->restarts && !m_closing && container->ending == Why::Stop)
        restartLater(lock, container);
}

void ContainerTable::restartLater(Held &lock, const std::shared_ptr<Container> &container)
{
    container->state = State::Restarting;
    const auto unwanted = [&] {
        return m_closing || container->isRemoved || !container->restarts
            || container->state != State::Restarting;
    };
    m_changed.wait_for(lock, container->backoff, unwanted);
    if (unwanted()) {
        if (container->state == State::Restarting)
            container->state = State::Exited;
        return;
    }
    container->backoff =
        std::min<std::chrono::milliseconds>(container->backoff * 2, longestBackoff);
    if (startLocked(container))
        container->state = State::Exited;
}

void ContainerTable::watchHealth(const std::shared_ptr<Container> &container,
                                 const std::shared_ptr<ChildProcess> &child)
{
    const HealthCheck &check = *container->spec.image->health;
    const auto over = [&] { return m_closing || container->child != child; };
    const auto began = std::chrono::steady_clock::now();
    const double seconds = double(check.timeout.count()) / 1000;
    const QStringList command =
        QStringList{u"timeout"_s, u"-s"_s, u"KILL"_s, QString::number(seconds)} + check.command;
    int failures = 0;
    Held lock(m_mutex);
    while (!m_changed.wait_for(lock, check.interval, over)) {
        const ChildSpec spec = container->childSpec(command);
        lock.unlock();
        const bool isWell = runCommand(spec, m_ending.get_token()).isSuccess();
        const bool counts = isWell || std::chrono::steady_clock::now() - began > check.startPeriod;
        lock.lock();
        if (over())
            return;
        failures = isWell ? 0 : failures + int(counts);
        if (isWell)
            container->health = u"healthy"_s;
        else if (failures >= check.retries)
            container->health = u"unhealthy"_s;
    }
}

void ContainerTable::killAndWait(Held &lock, const std::shared_ptr<Container> &container)
{
    const auto child = container->child;
    if (!child)
        return;
    child->kill(SIGKILL);
    child->kill(SIGCONT);
    m_changed.wait(lock, [&] { return container->child != child; });
}

void ContainerTable::stop(const QString &service, Why why)
{
    Held lock(m_mutex);
    const auto container = find(service);
    if (!container)
        return;
    container->restarts = false;
    m_changed.notify_all();
    if (container->state == State::Restarting)
        container->state = State::Exited;
    const auto child = container->child;
    if (!child)
        return;
    container->ending = why;
    child->tell(SIGTERM); // the first process of a container alone is told
    child->kill(SIGCONT);
    if (!m_changed.wait_for(lock, m_grace.load(), [&] { return container->child != child; }))
        killAndWait(lock, container);
}

void ContainerTable::interrupt(const QString &service)
{
    const std::lock_guard lock(m_mutex);
    const auto container = find(service);
    if (container && container->child)
        container->child->tell(SIGTERM);
}

void ContainerTable::remove(const QString &service, Why why)
{
    Held lock(m_mutex);
    const auto container = find(service);
    if (!container)
        return;
    container->restarts = false;
    container->isRemoved = true;
    container->ending = why;
    m_changed.notify_all();
    killAndWait(lock, container);
    const auto it = m_containers.find(service);
    if (it == m_containers.end() || it->second != container)
        return; // somebody else was quicker
    m_containers.erase(it);
    removeTree(container->folder);
    container->log->clear();
    if (why == Why::Recreation)
        container->log->announce("\r\x1b[K" + service.toUtf8() + "-1 has been recreated");
    else
        container->log->endFollowers();
}

void ContainerTable::pause(const QString &service)
{
    const std::lock_guard lock(m_mutex);
    const auto container = find(service);
    if (!container || container->state != State::Running)
        return;
    container->child->kill(SIGSTOP);
    container->state = State::Paused;
}

void ContainerTable::resume(const QString &service)
{
    const std::lock_guard lock(m_mutex);
    const auto container = find(service);
    if (!container || container->state != State::Paused)
        return;
    container->state = State::Running;
    container->child->kill(SIGCONT);
}

void ContainerTable::kill(const QString &service)
{
    Held lock(m_mutex);
    if (const auto container = find(service))
        killAndWait(lock, container);
}

void ContainerTable::keepRestarting(const QString &service, bool on)
{
    {
        const std::lock_guard lock(m_mutex);
        const auto container = find(service);
        if (!container)
            return;
        container->restarts = on;
        container->backoff = firstBackoff;
        m_changed.notify_all();
    }
    if (on)
        static_cast<void>(start(service));
}

QByteArrayList ContainerTable::output(const QString &service) const
{
    const std::lock_guard lock(m_mutex);
    const auto container = find(service);
    return container ? container->log->lines() : QByteArrayList();
}

std::shared_ptr<void> ContainerTable::follow(const QString &service, int tail, LineSink sink)
{
    const std::lock_guard lock(m_mutex);
    const auto container = find(service);
    if (container)
        return OutputLog::follow(container->log, tail, std::move(sink), container->isAlive());
    return OutputLog::follow(std::make_shared<OutputLog>(), tail, std::move(sink), false);
}

CommandResult ContainerTable::runOnce(const ChildSpec &spec, const std::stop_token &stop)
{
    struct Run
    {
        std::mutex mutex;
        std::condition_variable_any changed;
        std::optional<CommandResult> result;
    };
    auto run = std::make_shared<Run>();
    auto child = std::make_shared<ChildProcess>();
    ChildSpec here = spec;
    here.workdir = newFolder(u"containers"_s);
    makePath(here.workdir);
    if (const auto error = child->start(here))
        return {{}, {}, error};
    {
        const std::lock_guard lock(m_mutex);
        m_single.push_back(child);
        if (m_closing)
            child->kill(SIGKILL);
    }
    m_threads.run([this, run, child, folder = here.workdir] {
        CommandResult result;
        for (QByteArray chunk; !(chunk = child->read()).isEmpty();)
            result.output += chunk;
        result.end = child->wait();
        {
            const std::lock_guard lock(m_mutex);
            m_single.remove(child);
        }
        QDir(folder).removeRecursively();
        const std::lock_guard lock(run->mutex);
        run->result = result;
        run->changed.notify_all();
    });
    std::unique_lock lock(run->mutex);
    run->changed.wait(lock, stop, [&] { return run->result.has_value(); });
    if (run->result)
        return *run->result;
    CommandResult left;
    left.end.signal = SIGKILL; // the client's end, not the container's
    return left;
}

} // namespace angee::sandbox
