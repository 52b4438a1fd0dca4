// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/fleet/fleetmember.h"

#include <QObject>
#include <QQueue>

#include <memory>
#include <vector>

namespace angee {

//! \brief An object of some stack of the fleet.
struct FleetObject
{
    QString member; //!< the id of its stack
    QString profile;
    QString stack;
    ObjectRef object;
    QString status; //!< the daemon's word, where it has one

    friend bool operator==(const FleetObject &, const FleetObject &) = default;
};

//! \brief A stack within a workspace, which another daemon serves.
struct FleetInnerStack
{
    QString member; //!< the id of the outer stack
    QString workspace;
    QString name;
    QString root; //!< on the machine of the outer stack's daemon
    QString error; //!< why the outer daemon cannot read it; empty when it can
    int services = 0;
    int running = 0;

    friend bool operator==(const FleetInnerStack &, const FleetInnerStack &) = default;
};

//! \brief All stacks that there are profiles of, and those that windows show, at rest.
//!
//! While somebody looks each is asked one cheap question every half minute, at most mostAtOnce of
//! them at a time; while nobody looks none is asked. One that is silent holds up no other. GUI
//! thread.
class Fleet final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Fleet)

public:
    static constexpr int mostAtOnce = 12;

    //! \a credentials must outlive it.
    Fleet(CredentialStore *credentials, const QString &dataFolder, const FleetTimings &timings = {},
          QObject *parent = nullptr);
    ~Fleet() override;

    void setProfiles(const QList<Profile> &profiles);
    //! Those of the windows. Each must be taken out again before it goes.
    void setSessions(const QList<Session *> &sessions);

    //! Somebody looks, or nobody does.
    void setWatched(bool watched);
    //! Everything anew and as a whole.
    void askAgain();

    [[nodiscard]] QList<FleetMember *> members() const;
    //! Null when there is none.
    [[nodiscard]] FleetMember *member(const QString &id) const;

    //! Every object of every stack, as far as it is known.
    [[nodiscard]] QList<FleetObject> objects() const;
    //! The stacks in the workspaces of one stack.
    [[nodiscard]] QList<FleetInnerStack> innerStacks(const QString &member) const;
    //! Questions that wait for their turn or hold up others.
    [[nodiscard]] qsizetype pending() const { return m_asking.size() + m_queue.size(); }

signals:
    void membersChanged();
    void memberChanged(const QString &id);

private:
    FleetMember *adopt(std::unique_ptr<FleetMember> member);
    void onDue(FleetMember *member);
    void onAnswered(FleetMember *member);
    void askNext();
    void matchSessions();

    FleetReader m_reader;
    FleetHouse m_house;
    QList<Profile> m_profiles;
    QList<QPointer<Session>> m_sessions;
    std::vector<std::unique_ptr<FleetMember>> m_members; // in the order of the profiles
    QQueue<QPointer<FleetMember>> m_queue;
    QSet<const FleetMember *> m_asking;
    bool m_watched = false;
};

} // namespace angee
