// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QRandomGenerator>

#include <chrono>

namespace angee {

//! \brief How long to wait before asking again a daemon that is away.
//!
//! Quick while its return is likely (never above 2 s, so that a restarted daemon is back on screen
//! within 3 s), then doubling up to 30 s. Every wait is spread by a fifth either way, so that many
//! consoles do not ask in step, and none is ever longer than 30 s.
class Backoff final
{
public:
    using Milliseconds = std::chrono::milliseconds;

    static constexpr Milliseconds First{250};
    static constexpr Milliseconds QuickLimit{2000};
    static constexpr Milliseconds SlowLimit{30000};
    //! How long the quick phase lasts.
    static constexpr Milliseconds QuickPhase{120000};

    explicit Backoff(quint32 seed = QRandomGenerator::global()->generate());

    //! The wait before the next try. \a away is for how long it has been failing. \a cheap keeps it
    //! quick for ever: a refused connection to this very machine costs nobody anything.
    [[nodiscard]] Milliseconds next(Milliseconds away, bool cheap);
    void reset() { m_last = {}; }

private:
    QRandomGenerator m_random;
    Milliseconds m_last{0}; // before spreading
};

} // namespace angee
