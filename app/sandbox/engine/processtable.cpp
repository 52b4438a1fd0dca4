// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/processtable.h"

#include "app/sandbox/engine/reply.h"

#include <csignal>

namespace angee::sandbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto stopGrace = 3s;

} // namespace

struct ProcessTable::Entry
{
    // Guarded by the table.
    QString name;
    Program program;
    QString state;
    bool endedWell = false;
    std::shared_ptr<ChildProcess> child;

    const std::shared_ptr<OutputLog> log = std::make_shared<OutputLog>();

    [[nodiscard]] bool isRunning() const { return child != nullptr; }
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
    auto child = std::make_shared<ChildProcess>();
    if (const auto error = child->start(entry->program.spec)) {
        entry->state = u"error"_s;
        entry->log->publish(error->toUtf8());
        return;
    }
    entry->child = child;
    entry->state = u"running"_s;
    m_readers.run([this, entry, child] { readOutput(entry, child); });
}

void ProcessTable::readOutput(const std::shared_ptr<Entry> &entry,
                              const std::shared_ptr<ChildProcess> &child)
{
    LineCutter cutter;
    const auto publish = [&entry](const QByteArray &line) { entry->log->publish(line); };
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
    }
    for (const auto &[name, entry] : entries)
        entry->log->endFollowers();
    m_readers.joinAll();
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
    for (const QByteArray &line : entry->log->lines())
        out += line + '\n';
    return out;
}

std::shared_ptr<void> ProcessTable::follow(const QString &name, int tail, LineSink sink)
{
    const std::lock_guard lock(m_mutex);
    const auto entry = find(name);
    return entry ? OutputLog::follow(entry->log, tail, std::move(sink), true) : nullptr;
}

} // namespace angee::sandbox
