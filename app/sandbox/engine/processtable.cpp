// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/processtable.h"

#include "app/sandbox/engine/reply.h"

#include <atomic>
#include <csignal>
#include <deque>

namespace angee::sandbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t keptLines = 5000;
constexpr qsizetype longestLine = qsizetype(1024) * 1024;
constexpr auto stopGrace = 3s;

//! Cuts a stream into lines.
class LineCutter final
{
public:
    template <typename Take>
    void feed(const QByteArray &chunk, Take take)
    {
        m_rest += chunk;
        qsizetype from = 0;
        for (qsizetype at; (at = m_rest.indexOf('\n', from)) >= 0; from = at + 1)
            take(trimmed(m_rest.mid(from, at - from)));
        m_rest.remove(0, from);
        if (m_rest.size() > longestLine)
            flush(take);
    }

    template <typename Take>
    void flush(Take take)
    {
        if (!m_rest.isEmpty())
            take(trimmed(std::exchange(m_rest, {})));
    }

private:
    static QByteArray trimmed(QByteArray line)
    {
        while (line.endsWith('\r'))
            line.chop(1);
        return line;
    }

    QByteArray m_rest;
};

} // namespace

struct ProcessTable::Entry
{
    // Guarded by the table.
    QString name;
    Program program;
    QString state;
    bool endedWell = false;
    std::shared_ptr<ChildProcess> child;

    // Guarded by outputMutex: followers take lines while the table is busy.
    std::mutex outputMutex;
    std::deque<QByteArray> lines;
    std::list<std::shared_ptr<LineSink>> followers;

    [[nodiscard]] bool isRunning() const { return child != nullptr; }

    void publish(const QByteArray &line)
    {
        const std::lock_guard lock(outputMutex);
        lines.push_back(line);
        if (lines.size() > keptLines)
            lines.pop_front();
        for (const auto &follower : followers)
            follower->line(line);
    }

    void endFollowers()
    {
        const std::lock_guard lock(outputMutex);
        for (const auto &follower : followers)
            follower->ended();
        followers.clear();
    }
};

struct ProcessTable::Reader
{
    std::thread thread;
    std::shared_ptr<std::atomic<bool>> finished;
};

ProcessTable::ProcessTable() = default;

ProcessTable::~ProcessTable()
{
    shutDown(0ms);
}

bool ProcessTable::isUp() const
{
    const std::lock_guard lock(m_mutex);
    return m_up;
}

std::shared_ptr<ProcessTable::Entry> ProcessTable::find(const QString &name) const
{
    const auto it = m_entries.find(name);
    return it == m_entries.end() ? nullptr : it->second;
}

void ProcessTable::launch(const std::map<QString, Program> &programs)
{
    const std::lock_guard lock(m_mutex);
    m_up = true;
    for (const auto &[name, program] : programs) {
        auto entry = std::make_shared<Entry>();
        entry->name = name;
        entry->program = program;
        entry->state = program.isDisabled ? u"disabled"_s : u"pending"_s;
        m_entries.insert_or_assign(name, entry);
    }
    startPending();
}

void ProcessTable::define(const std::map<QString, Program> &programs)
{
    const std::lock_guard lock(m_mutex);
    if (!m_up)
        return;
    for (const auto &[name, program] : programs) {
        const auto [it, isNew] = m_entries.try_emplace(name);
        if (isNew) {
            it->second = std::make_shared<Entry>();
            it->second->name = name;
            it->second->state = u"disabled"_s;
        }
        it->second->program = program;
    }
}

//! Starts what waits and may start, until nothing changes any more.
void ProcessTable::startPending()
{
    bool moved = true;
    while (std::exchange(moved, false)) {
        for (const auto &[name, entry] : m_entries) {
            if (entry->state != "pending"_L1)
                continue;
            bool ready = true;
            bool hopeless = false;
            for (const QString &dependency : entry->program.after) {
                const auto other = find(dependency);
                if (!other)
                    continue;
                const bool over = other->state == "completed"_L1;
                hopeless |= other->state == "error"_L1 || other->state == "skipped"_L1
                    || (other->program.isJob && over && !other->endedWell);
                ready &= over || (other->isRunning() && !other->program.isJob);
            }
            if (hopeless)
                entry->state = u"skipped"_s;
            else if (ready)
                startEntry(entry);
            moved |= ready || hopeless;
        }
    }
}

void ProcessTable::startEntry(const std::shared_ptr<Entry> &entry)
{
    forgetFinishedReaders();
    auto child = std::make_shared<ChildProcess>();
    if (const auto error = child->start(entry->program.spec)) {
        entry->state = u"error"_s;
        entry->publish(error->toUtf8());
        return;
    }
    entry->child = child;
    entry->state = u"running"_s;
    auto finished = std::make_shared<std::atomic<bool>>(false);
    m_readers.push_back({std::thread([this, entry, child, finished] {
                             readOutput(entry, child);
                             *finished = true;
                         }),
                         finished});
}

void ProcessTable::forgetFinishedReaders()
{
    m_readers.remove_if([](Reader &reader) {
        if (!*reader.finished)
            return false;
        reader.thread.join();
        return true;
    });
}

void ProcessTable::readOutput(const std::shared_ptr<Entry> &entry,
                              const std::shared_ptr<ChildProcess> &child)
{
    LineCutter cutter;
    const auto publish = [&entry](const QByteArray &line) { entry->publish(line); };
    for (QByteArray chunk; !(chunk = child->read()).isEmpty();)
        cutter.feed(chunk, publish);
    cutter.flush(publish);
    const ChildEnd end = child->wait();
    const std::lock_guard lock(m_mutex);
    entry->child.reset();
    entry->state = u"completed"_s;
    entry->endedWell = end.isSuccess();
    if (m_up)
        startPending();
    m_changed.notify_all();
}

std::optional<QString> ProcessTable::start(const QString &name)
{
    const std::lock_guard lock(m_mutex);
    const auto entry = find(name);
    if (!entry)
        return u"process %1 is not in the table"_s.arg(name);
    if (entry->isRunning())
        return u"process %1 is already running"_s.arg(name);
    startEntry(entry);
    startPending();
    return std::nullopt;
}

//! Ends one child and waits for it; the lock is let go meanwhile.
void ProcessTable::stopEntry(std::unique_lock<std::mutex> &lock,
                             const std::shared_ptr<Entry> &entry)
{
    const std::shared_ptr<ChildProcess> child = entry->child;
    const auto over = [&] { return entry->child != child; };
    child->kill(SIGTERM);
    if (!m_changed.wait_for(lock, stopGrace, over)) {
        child->kill(SIGKILL);
        m_changed.wait(lock, over);
    }
}

std::optional<QString> ProcessTable::stop(const QString &name)
{
    std::unique_lock lock(m_mutex);
    const auto entry = find(name);
    if (!entry || !entry->isRunning())
        return u"Failed to stop: '%1'"_s.arg(name);
    stopEntry(lock, entry);
    return std::nullopt;
}

std::optional<QString> ProcessTable::restart(const QString &name)
{
    std::unique_lock lock(m_mutex);
    const auto entry = find(name);
    if (!entry)
        return u"process %1 is not in the table"_s.arg(name);
    if (entry->isRunning())
        stopEntry(lock, entry);
    if (m_up && !entry->isRunning())
        startEntry(entry);
    return std::nullopt;
}

void ProcessTable::shutDown(std::chrono::milliseconds grace)
{
    std::map<QString, std::shared_ptr<Entry>> entries;
    std::list<Reader> readers;
    {
        std::unique_lock lock(m_mutex);
        m_up = false;
        const auto killAll = [this](int signal) {
            for (const auto &[name, entry] : m_entries) {
                if (entry->child)
                    entry->child->kill(signal);
            }
        };
        const auto quiet = [this] {
            return std::none_of(m_entries.begin(), m_entries.end(),
                                [](const auto &item) { return item.second->isRunning(); });
        };
        killAll(grace > 0ms ? SIGTERM : SIGKILL);
        if (!m_changed.wait_for(lock, grace, quiet)) {
            killAll(SIGKILL);
            m_changed.wait(lock, quiet);
        }
        entries.swap(m_entries);
        readers.swap(m_readers);
    }
    for (const auto &[name, entry] : entries)
        entry->endFollowers();
    for (Reader &reader : readers)
        reader.thread.join();
}

QString ProcessTable::status(const QString &name) const
{
    const std::lock_guard lock(m_mutex);
    const auto entry = find(name);
    return entry ? entry->state : QString();
}

QByteArray ProcessTable::output(const QString &name) const
{
    std::shared_ptr<Entry> entry;
    {
        const std::lock_guard lock(m_mutex);
        entry = find(name);
    }
    QByteArray out;
    if (!entry)
        return out;
    const std::lock_guard lock(entry->outputMutex);
    for (const QByteArray &line : entry->lines)
        out += line + '\n';
    return out;
}

std::shared_ptr<void> ProcessTable::follow(const QString &name, int tail, LineSink sink)
{
    const std::lock_guard lock(m_mutex);
    const auto entry = find(name);
    if (!entry)
        return nullptr;
    auto shared = std::make_shared<LineSink>(std::move(sink));
    const std::lock_guard outputLock(entry->outputMutex);
    const std::size_t count =
        tail > 0 ? std::min(std::size_t(tail), entry->lines.size()) : entry->lines.size();
    for (std::size_t i = entry->lines.size() - count; i < entry->lines.size(); ++i)
        shared->line(entry->lines[i]);
    entry->followers.push_back(shared);
    // Not of null: the caller asks whether there is something to follow.
    return std::shared_ptr<void>(shared.get(), [entry, shared](void *) {
        const std::lock_guard guard(entry->outputMutex);
        entry->followers.remove(shared);
    });
}

} // namespace angee::sandbox
