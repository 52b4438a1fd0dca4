// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/model/servicesight.h"

#include "core/model/servicestatus.h"

#include <QCoreApplication>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

using SightState = ServiceSight::State;
using SightCause = ServiceSight::Cause;

struct Sights
{
    Q_DECLARE_TR_FUNCTIONS(angee::ServiceSight)
};

QString endedText(const ServiceSight &sight, const QString &status)
{
    const bool named = hasEnded(serviceState(status));
    if (sight.exitCode)
        return named ? Sights::tr("%1 with code %2").arg(status).arg(*sight.exitCode)
                     : Sights::tr("ended with code %1").arg(*sight.exitCode);
    return named ? status : Sights::tr("ended unseen");
}

} // namespace

QString sightText(const ServiceSight &sight, const QString &status, const QString &health)
{
    switch (sight.state) {
    case SightState::Ending:
        return Sights::tr("stopping");
    case SightState::EndedUnseen:
        return endedText(sight, status);
    case SightState::StoppedHere:
        return Sights::tr("stopped from here");
    case SightState::NotRunning:
        return Sights::tr("not running");
    case SightState::NotObserved:
        if (sight.cause != SightCause::StackDown)
            return Sights::tr("nothing observed");
        break;
    case SightState::Running:
    case SightState::Changing:
    case SightState::Idle:
        break;
    }
    return serviceStatusText(status, health);
}

QString sightHint(const ServiceSight &sight, const QString &status)
{
    switch (sight.state) {
    case SightState::Ending:
        return Sights::tr("Its end was asked for from this console, and it still runs. The "
                          "daemon's word: \"%1\".")
            .arg(status);
    case SightState::EndedUnseen:
        if (hasEnded(serviceState(status)))
            return Sights::tr("It ended, and nobody asked for that from here.");
        return Sights::tr("It ran, and nobody stopped it from here: it crashed, came to its end, "
                          "or was stopped elsewhere. The daemon's word is \"%1\" for all of them.")
            .arg(status);
    case SightState::StoppedHere:
        return Sights::tr("It was stopped from this console. The daemon's word: \"%1\".")
            .arg(status);
    case SightState::NotRunning:
        return Sights::tr("Other services run, this one does not. It was never started, or it "
                          "ended before anybody looked. The daemon's word: \"%1\".")
            .arg(status);
    case SightState::NotObserved:
        return sightCauseText(sight.cause);
    case SightState::Running:
    case SightState::Changing:
    case SightState::Idle:
        break;
    }
    return serviceStatusHint(status);
}

QString sightCauseText(SightCause cause)
{
    switch (cause) {
    case SightCause::None:
        return {};
    case SightCause::StackDown:
        return Sights::tr("No service of this kind was seen to run: the stack is down, or its "
                          "tool cannot be asked.");
    case SightCause::Vanished:
        return Sights::tr("Everything that ran was gone at once, and nobody asked for that from "
                          "here: the stack was taken down elsewhere, or the engine or the compose "
                          "file cannot be read. What ran may run on.");
    case SightCause::TakenDown:
        return Sights::tr("The stack was taken down, but not from here: its containers are gone.");
    case SightCause::EngineGone:
        return Sights::tr("The container engine cannot be reached. Containers may run on, but "
                          "nothing of them can be seen.");
    case SightCause::StackRefused:
        return Sights::tr("The stack is refused as it is declared, so nothing of its containers "
                          "can be seen. They may run on.");
    case SightCause::SupervisorGone:
        return Sights::tr("The supervisor of the local services is gone, and nobody asked for "
                          "that from here.");
    }
    Q_UNREACHABLE();
}

bool needsLook(SightState state)
{
    return state == SightState::EndedUnseen || state == SightState::NotRunning;
}

} // namespace angee
