// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QHash>
#include <QMetaType>
#include <QString>

#include <optional>

namespace angee {

//! \brief What the console has seen of a service, where the daemon's own word says too little: to
//! it a container that crashed, one that was stopped and one that was never made are all
//! "declared".
struct ServiceSight
{
    enum class State {
        Running, //!< or on its way, as the daemon's word tells
        Changing, //!< what was asked from here is under way
        Ending, //!< its end was asked for from here, and it still runs
        EndedUnseen, //!< it ran, and nobody asked from here for its end
        StoppedHere,
        NotRunning, //!< others of its kind run, it does not, and was never seen to
        NotObserved, //!< nothing of its kind can be seen: see cause
        Idle, //!< not meant to run: disabled, skipped
    };
    //! Why nothing can be seen.
    enum class Cause {
        None,
        StackDown, //!< nothing was ever seen to run
        Vanished, //!< everything that ran was gone at once, for whatever reason
        TakenDown, //!< the same, and the containers are known to be removed
        EngineGone,
        StackRefused, //!< the daemon or its tool refuses the stack as it is declared
        SupervisorGone,
    };

    State state = State::Running;
    Cause cause = Cause::None;
    qint64 sinceMs = 0; //!< ms since the epoch when it was first seen so
    std::optional<int> exitCode; //!< of an end, where a log told it
    QString words; //!< the daemon's, where a cause was told

    friend bool operator==(const ServiceSight &, const ServiceSight &) = default;
};

//! \brief By the service's name. A service that is missing is as the daemon's word says.
using ServiceSights = QHash<QString, ServiceSight>;

//! \brief What a status column says: the daemon's word, or what was seen where that is more.
[[nodiscard]] QString sightText(const ServiceSight &sight, const QString &status,
                                const QString &health = {});

//! \brief The same as a sentence with its reason; empty when the word says it all.
[[nodiscard]] QString sightHint(const ServiceSight &sight, const QString &status);

//! \brief Why nothing of the stack can be seen, as a sentence; empty for None.
[[nodiscard]] QString sightCauseText(ServiceSight::Cause cause);

//! \brief Whether somebody has to look after a service in this state.
[[nodiscard]] bool needsLook(ServiceSight::State state);

} // namespace angee

Q_DECLARE_METATYPE(angee::ServiceSight)
