// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/pipeline/healthwatch.h"

#include "core/model/servicestatus.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! For its texts alone.
struct HealthWatchWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::HealthWatch)
};

bool isUpNow(const Service &service)
{
    return isUp(serviceState(service.status));
}

bool isEndedNow(const Service &service)
{
    return hasEnded(serviceState(service.status));
}

bool isDeclared(const Service &service)
{
    return serviceState(service.status) == ServiceState::Declared;
}

bool isWell(const Service &service)
{
    const ServiceHealth health = serviceHealth(service.health);
    return isSteady(serviceState(service.status))
        && (health == ServiceHealth::None || health == ServiceHealth::Healthy);
}

QString reading(const Service &service)
{
    if (isDeclared(service))
        return serviceStatusText(service.status);
    return service.health.isEmpty() ? service.status
                                    : QString(service.status + u", "_s + service.health);
}

QString listed(const QString &what, const QStringList &names)
{
    return what.arg(names.join(u", "_s));
}

} // namespace

HealthWatch::HealthWatch(Scope scope, const QList<Service> &before)
    : m_scope(scope)
{
    for (const Service &service : before) {
        if (isUpNow(service))
            m_wereUp.insert(service.name);
        if (isEndedNow(service))
            m_hadEnded.insert(service.name);
        if (isDeclared(service))
            m_wasDeclared.insert(service.name);
    }
}

bool HealthWatch::isWatched(const Service &service) const
{
    if (serviceState(service.status) == ServiceState::Disabled)
        return false;
    switch (m_scope) {
    case Scope::All:
        return true;
    case Scope::ContainersAndWereUp:
        return serviceRuntime(service.runtime) == ServiceRuntime::Container
            || m_wereUp.contains(service.name);
    case Scope::WereUp:
        return m_wereUp.contains(service.name);
    }
    Q_UNREACHABLE();
}

void HealthWatch::sort(const Service &service)
{
    const QString named = u"%1 (%2)"_s.arg(service.name, reading(service));
    if (isEndedNow(service)) {
        const bool before = m_hadEnded.contains(service.name);
        (before ? m_waiting : m_ended).append(named);
        m_stillEnded = m_stillEnded || before;
        return;
    }
    m_hadEnded.remove(service.name);
    const bool container = serviceRuntime(service.runtime) == ServiceRuntime::Container;
    if (container && isUpNow(service)) {
        m_containersSeen = true;
        m_wereUp.insert(service.name); // from now on it has to stay so
        m_wasDeclared.remove(service.name);
    }
    if (serviceHealth(service.health) == ServiceHealth::Unhealthy)
        m_ended.append(named);
    else if (isDeclared(service))
        (container && m_wasDeclared.contains(service.name) ? m_asBefore : m_unobserved)
            .append(service.name);
    else if (isWell(service))
        m_good.append(service.name);
    else
        m_waiting.append(named);
}

//! Where no container at all is seen, nothing says that these do not run.
void HealthWatch::setApartWhatIsAsBefore()
{
    if (!m_containersSeen)
        m_unobserved += std::exchange(m_asBefore, {});
}

HealthWatch::Verdict HealthWatch::observe(const QList<Service> &now)
{
    m_asBefore.clear();
    m_containersSeen = false;
    m_good.clear();
    m_waiting.clear();
    m_unobserved.clear();
    m_ended.clear();
    m_news.clear();
    m_stillEnded = false;
    for (const Service &service : now) {
        if (!isWatched(service))
            continue;
        sort(service);
        const QString read = reading(service);
        if (m_last.value(service.name) != read) {
            m_last.insert(service.name, read);
            m_news.append(u"%1: %2"_s.arg(service.name, read));
        }
    }
    setApartWhatIsAsBefore();
    m_wentMissing =
        m_containersSeen && std::any_of(now.cbegin(), now.cend(), [this](const Service &service) {
            return serviceRuntime(service.runtime) == ServiceRuntime::Container
                && m_wereUp.contains(service.name) && m_unobserved.contains(service.name);
        });
    if (!m_ended.isEmpty())
        return Verdict::Bad;
    if (!m_waiting.isEmpty() || !m_unobserved.isEmpty())
        return Verdict::Waiting;
    return m_good.isEmpty() ? Verdict::Nothing : Verdict::Good;
}

QString HealthWatch::words() const
{
    QStringList parts;
    if (!m_ended.isEmpty())
        parts << listed(HealthWatchWords::tr("Not well: %1."), m_ended);
    if (!m_waiting.isEmpty())
        parts << listed(HealthWatchWords::tr("Not running: %1."), m_waiting);
    if (!m_unobserved.isEmpty())
        parts << listed(HealthWatchWords::tr("Declared, not observed: %1."), m_unobserved);
    if (!m_good.isEmpty())
        parts << listed(HealthWatchWords::tr("Running: %1."), m_good);
    if (!m_asBefore.isEmpty())
        parts << listed(HealthWatchWords::tr("Not seen to run, nor before: %1."), m_asBefore);
    return parts.join(u' ');
}

} // namespace angee
