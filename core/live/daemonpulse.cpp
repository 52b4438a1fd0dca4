// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/daemonpulse.h"

#include "core/daemon/operatordaemon.h"

#include <utility>

namespace angee {

DaemonPulse::DaemonPulse(OperatorDaemon *daemon, const LiveTimings &timings, QObject *parent)
    : QObject(parent)
    , m_daemon(daemon)
    , m_timings(timings)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DaemonPulse::check);
}

DaemonPulse::~DaemonPulse()
{
    stop();
}

void DaemonPulse::watch()
{
    if (!m_call && !m_timer.isActive())
        m_timer.start(m_timings.health);
}

void DaemonPulse::probe()
{
    m_probing = true;
    check();
}

void DaemonPulse::stop()
{
    m_timer.stop();
    m_probing = false;
    if (!m_call)
        return;
    m_call->disconnect(this);
    m_call->abort();
    m_call = nullptr;
}

void DaemonPulse::check()
{
    if (m_call)
        return;
    m_timer.stop();
    m_call =
        m_daemon->run(new HealthCall(m_probing ? m_timings.probeTimeout : m_timings.healthTimeout));
    connect(m_call, &DaemonCall::finished, this,
            [this, call = m_call.get()] { onFinished(*call); });
}

void DaemonPulse::onFinished(const HealthCall &call)
{
    m_call = nullptr;
    const bool probing = std::exchange(m_probing, false);
    // Any answer of its own shows that it is there; what it is worth is for the questions to tell.
    const auto &failure = call.failure();
    if (failure && !call.wasAnswered())
        emit failed(*failure);
    else if (probing)
        emit returned();
    else
        m_timer.start(m_timings.health);
}

} // namespace angee
