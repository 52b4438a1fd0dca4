// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/stoppedservices.h"

#include "core/live/attention.h"

namespace angee {

namespace {

// Snapshots lag behind by some seconds, and a service can take its time to end; the answer to the
// stop comes after that and counts anew.
constexpr qint64 PatienceMs = 30'000;

} // namespace

void StoppedServices::add(const std::string &service, qint64 nowMs)
{
    m_stops[service].askedAtMs = nowMs;
}

void StoppedServices::remove(const std::string &service)
{
    m_stops.erase(service);
}

void StoppedServices::review(const Snapshot &snapshot)
{
    if (m_stops.empty())
        return;
    const qint64 nowMs = snapshot.receivedAt().toMSecsSinceEpoch();
    for (const ServiceRow &service : snapshot.services()) {
        const auto found = m_stops.find(service.name);
        if (found == m_stops.end())
            continue;
        Stop &stop = found->second;
        if (!isUp(service.status))
            stop.seenDown = true;
        else if (stop.seenDown || nowMs - stop.askedAtMs > PatienceMs)
            m_stops.erase(found);
    }
}

bool StoppedServices::contains(std::string_view service) const
{
    return m_stops.find(service) != m_stops.end();
}

} // namespace angee
