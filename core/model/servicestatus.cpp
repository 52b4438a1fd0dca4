// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/model/servicestatus.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct ServiceWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::services)
};

template <typename Kind, size_t N>
Kind lookUp(const std::array<std::pair<std::string_view, Kind>, N> &words, std::string_view word,
            Kind other)
{
    const auto found = std::find_if(words.begin(), words.end(),
                                    [word](const auto &entry) { return entry.first == word; });
    return found == words.end() ? other : found->second;
}

template <typename Kind>
Kind readWord(const QString &word, Kind (*read)(std::string_view))
{
    const QByteArray bytes = word.toUtf8();
    return read({bytes.constData(), size_t(bytes.size())});
}

} // namespace

ServiceRuntime serviceRuntime(std::string_view word)
{
    return word == "container" ? ServiceRuntime::Container
        : word == "local"      ? ServiceRuntime::Local
                               : ServiceRuntime::Other;
}

ServiceState serviceState(std::string_view word)
{
    using State = ServiceState;
    using Entry = std::pair<std::string_view, State>;
    static constexpr std::array words{
        Entry{"running", State::Running},    Entry{"declared", State::Declared},
        Entry{"", State::Declared},          Entry{"completed", State::Completed},
        Entry{"exited", State::Exited},      Entry{"stopped", State::Exited},
        Entry{"paused", State::Paused},      Entry{"restarting", State::Restarting},
        Entry{"launching", State::Starting}, Entry{"starting", State::Starting},
        Entry{"pending", State::Pending},    Entry{"scheduled", State::Pending},
        Entry{"foreground", State::Running}, Entry{"launched", State::Running},
        Entry{"watching", State::Running},   Entry{"terminating", State::Stopping},
        Entry{"removing", State::Stopping},  Entry{"stopping", State::Stopping},
        Entry{"disabled", State::Disabled},  Entry{"skipped", State::Disabled},
        Entry{"created", State::Created},    Entry{"dead", State::Failed},
        Entry{"error", State::Failed},
    };
    return lookUp(words, word, State::Other);
}

ServiceHealth serviceHealth(std::string_view word)
{
    using Health = ServiceHealth;
    using Entry = std::pair<std::string_view, Health>;
    static constexpr std::array words{
        Entry{"", Health::None},
        Entry{"healthy", Health::Healthy},
        Entry{"unhealthy", Health::Unhealthy},
        Entry{"starting", Health::Starting},
    };
    return lookUp(words, word, Health::Other);
}

ServiceRuntime serviceRuntime(const QString &word)
{
    return readWord<ServiceRuntime>(word, &serviceRuntime);
}

ServiceState serviceState(const QString &word)
{
    return readWord<ServiceState>(word, &serviceState);
}

ServiceHealth serviceHealth(const QString &word)
{
    return readWord<ServiceHealth>(word, &serviceHealth);
}

bool isUp(ServiceState state)
{
    return isSteady(state) || state == ServiceState::Starting || state == ServiceState::Restarting
        || state == ServiceState::Paused;
}

bool isSteady(ServiceState state)
{
    return state == ServiceState::Running;
}

bool hasEnded(ServiceState state)
{
    return state == ServiceState::Exited || state == ServiceState::Completed
        || state == ServiceState::Failed;
}

bool isDown(ServiceState state)
{
    return hasEnded(state) || state == ServiceState::Created || state == ServiceState::Disabled;
}

QString serviceStatusText(const QString &status, const QString &health)
{
    const ServiceState state = serviceState(status);
    if (state == ServiceState::Declared)
        return ServiceWords::tr("declared, not observed");
    if (state == ServiceState::Running && serviceHealth(health) == ServiceHealth::Unhealthy)
        return ServiceWords::tr("%1, unhealthy").arg(status);
    if (state == ServiceState::Running && serviceHealth(health) == ServiceHealth::Starting)
        return ServiceWords::tr("%1, not yet healthy").arg(status);
    return status;
}

QString serviceStatusHint(const QString &status)
{
    switch (serviceState(status)) {
    case ServiceState::Declared:
        return ServiceWords::tr("The daemon saw no process or container. It may be stopped, never "
                                "started, or its tool could not be asked.");
    case ServiceState::Completed:
        return ServiceWords::tr(
            "The process ended. A crash shows as \"completed\" too: see the logs.");
    case ServiceState::Paused:
        return ServiceWords::tr(
            "The container is frozen. Start cannot wake it: Restart or Stop does, "
            "or \"docker unpause\" on the daemon's machine.");
    case ServiceState::Restarting:
        return ServiceWords::tr(
            "The container ends again and again and is started anew each time: see "
            "the logs.");
    default:
        return {};
    }
}

QString whyNotNow(ServiceAction action, const QString &status, const QString &runtime)
{
    const ServiceState state = serviceState(status);
    switch (action) {
    case ServiceAction::Start:
        if (isSteady(state))
            return ServiceWords::tr("It is running already.");
        if (state == ServiceState::Paused)
            return ServiceWords::tr("A paused container cannot be started. Restart it, or stop it "
                                    "first.");
        return {};
    case ServiceAction::Stop:
        if (isDown(state))
            return ServiceWords::tr("It is not running (%1).").arg(status);
        return {};
    case ServiceAction::Up:
        if (isSteady(state) && serviceRuntime(runtime) == ServiceRuntime::Local)
            return ServiceWords::tr("It is running already. Use Restart to start it anew.");
        return {};
    case ServiceAction::Restart:
    case ServiceAction::Destroy:
        return {};
    }
    Q_UNREACHABLE();
}

QString serviceActionName(ServiceAction action)
{
    switch (action) {
    case ServiceAction::Start:
        return ServiceWords::tr("Start");
    case ServiceAction::Stop:
        return ServiceWords::tr("Stop");
    case ServiceAction::Restart:
        return ServiceWords::tr("Restart");
    case ServiceAction::Up:
        return ServiceWords::tr("Up");
    case ServiceAction::Destroy:
        return ServiceWords::tr("Destroy");
    }
    Q_UNREACHABLE();
}

QString serviceActionProgress(ServiceAction action)
{
    switch (action) {
    case ServiceAction::Start:
        return ServiceWords::tr("starting…");
    case ServiceAction::Stop:
        return ServiceWords::tr("stopping…");
    case ServiceAction::Restart:
        return ServiceWords::tr("restarting…");
    case ServiceAction::Up:
        return ServiceWords::tr("bringing up…");
    case ServiceAction::Destroy:
        return ServiceWords::tr("destroying…");
    }
    Q_UNREACHABLE();
}

QString serviceActionVerb(ServiceAction action)
{
    switch (action) {
    case ServiceAction::Start:
        return u"start"_s;
    case ServiceAction::Stop:
        return u"stop"_s;
    case ServiceAction::Restart:
        return u"restart"_s;
    case ServiceAction::Up:
        return u"up"_s;
    case ServiceAction::Destroy:
        return u"destroy"_s;
    }
    Q_UNREACHABLE();
}

bool mayHoldConnection(ServiceAction action, const QString &runtime)
{
    return action == ServiceAction::Up && serviceRuntime(runtime) == ServiceRuntime::Local;
}

} // namespace angee
