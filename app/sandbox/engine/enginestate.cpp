// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/enginestate.h"

#include <QDir>

#include <chrono>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

EngineState::EngineState(StackEngine::Options givenOptions, const Clock *givenClock)
    : options(std::move(givenOptions))
    , root(QDir::cleanPath(QDir(options.root).absolutePath()))
    , clock(givenClock)
    , minter(options.token, options.jwtSecret, givenClock)
    , secrets(root)
{ }

std::shared_ptr<const ComposeProject> EngineState::compose() const
{
    const std::lock_guard lock(m_composeMutex);
    return m_compose;
}

void EngineState::setCompose(std::shared_ptr<const ComposeProject> project)
{
    const std::lock_guard lock(m_composeMutex);
    m_compose = std::move(project);
}

void EngineState::requireWritable() const
{
    if (options.access == StackEngine::Options::Access::Write)
        return;
    EngineError error = EngineError::failed(
        u"the sandbox opened this stack folder read-only, because a daemon keeps its state there; "
        "start it with --write to let it change the folder"_s);
    error.status = 403;
    throw error;
}

std::unique_lock<std::timed_mutex> EngineState::begin(const Stop &stop)
{
    requireWritable();
    constexpr auto patience = std::chrono::milliseconds(50);
    std::unique_lock lock(m_transactions, std::defer_lock);
    while (!lock.try_lock_for(patience)) {
        if (stop.stop_requested())
            throw EngineError::failed(u"context canceled"_s);
    }
    return lock;
}

} // namespace angee::sandbox
