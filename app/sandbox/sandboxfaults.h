// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/engine/gotime.h"
#include "app/sandbox/http.h"

#include <QRegularExpression>

#include <chrono>
#include <list>
#include <mutex>

namespace angee::sandbox {

//! \brief Switches that make the sandbox misbehave on purpose. Safe from any thread, at any time.
//!
//! A route is named by a regular expression over "METHOD /path", for example "PUT /files"; it is
//! looked for anywhere in that text, the query string left out. An empty one means every route.
class SandboxFaults final
{
public:
    using Drop = FaultPlan::Drop;

    //! Each answer of the route comes so much later; zero takes it back.
    void setLatency(const QString &route, std::chrono::milliseconds latency);
    //! The next \a count requests of the route answer \a status with \a words and do nothing.
    void failNext(const QString &route, int count, int status,
                  const QString &words = QStringLiteral("injected failure"));
    //! The next \a count requests of the route act, and their answer is lost.
    void dropNext(const QString &route, int count, Drop how);
    //! While frozen, requests are taken and not answered; then they go on.
    void setFrozen(bool frozen);
    //! Moves the daemon's clock against the real one.
    void setClockOffset(std::chrono::seconds offset) { m_clock.setOffset(offset); }
    //! Takes everything back.
    void clear();

    [[nodiscard]] const Clock *clock() const { return &m_clock; }
    [[nodiscard]] bool isFrozen() const;
    //! What happens to this request; uses up what was counted.
    [[nodiscard]] FaultPlan take(const HttpRequest &request);

private:
    struct Rule
    {
        QRegularExpression route;
        std::chrono::milliseconds latency{0};
        int left = 0; // uses; latency has no count
        int status = 0;
        QString words;
        Drop drop = Drop::None;
    };

    mutable std::mutex m_mutex;
    std::list<Rule> m_rules;
    bool m_frozen = false;
    Clock m_clock;
};

} // namespace angee::sandbox
