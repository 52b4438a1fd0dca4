// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/composetool.h"
#include "app/sandbox/engine/enginestate.h"

#include <condition_variable>

namespace angee::sandbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto downGrace = 3s;

//! \brief The foreground: everything that runs prints into one sink, until all of it has ended.
class Foreground final
{
public:
    explicit Foreground(const StackEngine::ByteSink &sink)
        : m_sink(sink)
    { }

    [[nodiscard]] LineSink sinkFor(const QByteArray &prefix)
    {
        const std::lock_guard guard(m_mutex);
        ++m_open;
        return {[this, prefix](const QByteArray &line) { print(prefix + line + '\n'); },
                [this](const QByteArray &line) { print(line + '\n'); }, [this] { onEnded(); }};
    }
    void keep(std::shared_ptr<void> following)
    {
        if (following)
            m_followings.push_back(std::move(following));
        else
            onEnded(); // there is nothing to follow
    }
    void wait(const Stop &stop)
    {
        {
            std::unique_lock waiting(m_mutex);
            m_changed.wait(waiting, stop, [this] { return m_open == 0; });
        }
        m_followings.clear();
    }

private:
    void print(const QByteArray &text)
    {
        const std::lock_guard guard(m_printing);
        m_sink(text);
    }
    void onEnded()
    {
        const std::lock_guard guard(m_mutex);
        --m_open;
        m_changed.notify_all();
    }

    const StackEngine::ByteSink &m_sink;
    std::mutex m_printing;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    int m_open = 0;
    std::vector<std::shared_ptr<void>> m_followings;
};

//! Closing the stream interrupts the containers and gives the tool so long; who has not ended then
//! runs on (contract.md, section 15).
void interruptContainers(ContainerTable *containers, const QStringList &services)
{
    for (const QString &service : services)
        containers->interrupt(service);
}

} // namespace

Reply StackEngine::stackDevStream(bool wantsBuild, const ByteSink &sink, Stop stop)
{
    return answer([&] {
        auto lock = m_state->begin(stop);
        const Manifest manifest = m_state->manifest();
        const StackPlan plan = prepareStack(m_state.get(), manifest, stop);
        lock.unlock();
        QStringList containers;
        for (const auto &[name, service] : plan.compose.services)
            containers += name;
        const auto build = wantsBuild ? ComposeTool::Build::All : ComposeTool::Build::Missing;
        if (!containers.isEmpty())
            ComposeTool(m_state.get(), stop, sink).up(containers, build);
        startLocals(m_state.get(), plan);
        Foreground foreground(sink);
        for (const QString &name : containers)
            foreground.keep(
                m_state->containers.follow(name, 0, foreground.sinkFor(name.toUtf8() + "-1  | ")));
        for (const auto &[name, program] : plan.programs)
            foreground.keep(m_state->processes.follow(
                name, 0, foreground.sinkFor('[' + name.toUtf8() + "\t] ")));
        foreground.wait(stop);
        if (stop.stop_requested()) {
            interruptContainers(&m_state->containers, containers);
            m_state->processes.shutDown(downGrace);
        }
        return Reply::word(u"stopped"_s);
    });
}

} // namespace angee::sandbox
