// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/service.h"

#include <QHash>
#include <QList>
#include <QSet>

namespace angee {

//! \brief Judges the services of a stack after a change, from one observation to the next.
//!
//! Good is what runs, and is healthy where it reports its health. "declared" means that nothing was
//! observed (contract.md, section 9): it never counts as good, nor as bad, and a container that was
//! not observed before the change either is told and not waited for. A service that had ended
//! before the change, and was not seen since, may still be about to start.
class HealthWatch final
{
public:
    enum class Scope {
        WereUp, //!< nothing was restarted: those that ran before shall run on
        ContainersAndWereUp, //!< what "up" brings up, and those that ran before
        All,
    };
    enum class Verdict {
        Waiting,
        Good, //!< all of them; at least one
        Bad, //!< one ended or is unhealthy
        Nothing, //!< there is no service to watch
    };

    HealthWatch() = default;
    HealthWatch(Scope scope, const QList<Service> &before);

    [[nodiscard]] Verdict observe(const QList<Service> &now);
    //! What the last observation told, as a sentence for people; says "not observed" where so.
    [[nodiscard]] QString words() const;
    //! One line for each service that reads differently from the observation before.
    [[nodiscard]] const QStringList &news() const { return m_news; }
    //! When the time is over: true if one that is watched does not run, false if it is only not
    //! known whether it does.
    [[nodiscard]] bool hasEnded() const
    {
        return !m_ended.isEmpty() || m_stillEnded || m_wentMissing;
    }

private:
    [[nodiscard]] bool isWatched(const Service &service) const;
    void sort(const Service &service);
    void setApartWhatIsAsBefore();

    Scope m_scope = Scope::All;
    QSet<QString> m_wereUp;
    QSet<QString> m_wasDeclared; // before the change
    QSet<QString> m_hadEnded; // before the change, and not seen otherwise since
    QHash<QString, QString> m_last;
    QStringList m_good;
    QStringList m_waiting;
    QStringList m_unobserved;
    QStringList m_ended;
    QStringList m_asBefore; // containers that are not observed, and were not before
    QStringList m_news;
    bool m_stillEnded = false;
    bool m_containersSeen = false; // by the last observation: what is missing then does not run
    bool m_wentMissing = false; // a container that ran, while others are seen
};

} // namespace angee
