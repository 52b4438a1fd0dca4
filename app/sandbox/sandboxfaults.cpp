// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/sandboxfaults.h"

namespace angee::sandbox {

void SandboxFaults::setLatency(const QString &route, std::chrono::milliseconds latency)
{
    const std::lock_guard lock(m_mutex);
    m_rules.remove_if([&route](const Rule &rule) {
        return rule.latency.count() > 0 && rule.route.pattern() == route;
    });
    if (latency.count() > 0)
        m_rules.push_back({QRegularExpression(route), latency, 0, 0, {}, Drop::None});
}

void SandboxFaults::failNext(const QString &route, int count, int status, const QString &words)
{
    const std::lock_guard lock(m_mutex);
    m_rules.push_back({QRegularExpression(route), {}, count, status, words, Drop::None});
}

void SandboxFaults::dropNext(const QString &route, int count, Drop how)
{
    const std::lock_guard lock(m_mutex);
    m_rules.push_back({QRegularExpression(route), {}, count, 0, {}, how});
}

void SandboxFaults::setFrozen(bool frozen)
{
    const std::lock_guard lock(m_mutex);
    m_frozen = frozen;
}

void SandboxFaults::clear()
{
    const std::lock_guard lock(m_mutex);
    m_rules.clear();
    m_frozen = false;
    m_clock.setOffset(std::chrono::seconds(0));
}

bool SandboxFaults::isFrozen() const
{
    const std::lock_guard lock(m_mutex);
    return m_frozen;
}

FaultPlan SandboxFaults::take(const HttpRequest &request)
{
    const QString route = QString::fromUtf8(request.method + ' ' + request.path);
    const std::lock_guard lock(m_mutex);
    FaultPlan plan;
    for (Rule &rule : m_rules) {
        if (!rule.route.match(route).hasMatch())
            continue;
        if (rule.latency.count() > 0) {
            plan.latencyMilliseconds += int(rule.latency.count());
        } else if (rule.left > 0 && plan.failStatus == 0 && plan.drop == Drop::None) {
            --rule.left;
            plan.failStatus = rule.status;
            plan.failWords = rule.words;
            plan.drop = rule.drop;
        }
    }
    m_rules.remove_if([](const Rule &rule) { return rule.latency.count() == 0 && rule.left == 0; });
    return plan;
}

} // namespace angee::sandbox
