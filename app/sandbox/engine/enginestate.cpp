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

std::unique_lock<std::timed_mutex> EngineState::begin(const Stop &stop)
{
    constexpr auto patience = std::chrono::milliseconds(50);
    std::unique_lock lock(m_transactions, std::defer_lock);
    while (!lock.try_lock_for(patience)) {
        if (stop.stop_requested())
            throw EngineError::failed(u"context canceled"_s);
    }
    return lock;
}

} // namespace angee::sandbox
