// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/operatordaemonerror.h"
#include "core/fleet/fleetreader.h"
#include "core/session/session.h"
#include "core/settings/credentialstore.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <memory>

namespace angee {

class ActivityJournal;
class OperatorDaemon;
class SnapshotCall;
class TaskRunner;

//! \brief The fleet's waits, so that a test need not sit through them.
struct FleetTimings
{
    using Ms = std::chrono::milliseconds;

    Ms between{30'000}; //!< from an answer to the next question, give or take a tenth
    Ms whole{600'000}; //!< between questions for the whole stack, which cost git's work as well
    Ms patience{20'000}; //!< a question during which no byte moves
    Ms giveWay{1'000}; //!< a daemon that has not answered by then no longer holds up others
};

//! \brief What the stacks of a fleet share. Nothing in it is owned.
struct FleetHouse
{
    FleetReader *reader = nullptr;
    CredentialStore *credentials = nullptr;
    QString dataFolder; //!< under which each profile has its own, as in its windows
    FleetTimings timings;
};

//! \brief One stack of the fleet: a connection that rests, and asks one question at a time.
//!
//! A profile is its own address, token, identity and protection, and takes nothing from anywhere
//! else. Its token is read from the keyring for the address that it was saved for, and goes there
//! alone. After a refused token nothing is sent until askAgain(). A stack that a window shows is
//! not asked at all: what the window knows is told here. Nothing of one stack touches another.
class FleetMember final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FleetMember)

public:
    //! \a house must outlive it.
    FleetMember(const FleetHouse *house, const Profile &profile, QObject *parent = nullptr);
    //! A connection that is no saved profile: known as long as \a session shows it.
    FleetMember(const FleetHouse *house, Session *session, QObject *parent = nullptr);
    ~FleetMember() override;

    [[nodiscard]] const QString &id() const { return m_facts.id; }
    //! Another address, identity or protection ends the connection; the next question opens anew.
    void setProfile(const Profile &profile);
    [[nodiscard]] const std::optional<Profile> &profile() const { return m_profile; }
    //! The window's session that shows it; null when none does.
    void setSession(Session *session);
    [[nodiscard]] Session *session() const { return m_session; }

    //! Somebody looks: questions fall due, each by askDue().
    void wake();
    //! Nobody looks: nothing is asked, and the connection is closed unless a change is under way.
    void rest();
    //! A change is planned: the connection stays, whoever looks.
    void setHeld(bool held);
    //! Sends the question that is due; answered() comes once for it.
    void ask();
    //! As if it had just been woken, also after a refused token; the whole stack is asked for.
    void askAgain();

    [[nodiscard]] const FleetFacts &facts() const { return m_facts; }
    //! Null until something is known.
    [[nodiscard]] SnapshotPtr snapshot() const { return m_snapshot; }
    [[nodiscard]] const QList<AttentionItem> &attention() const { return m_attention; }

    //! Where changes of this stack go: the runner of the window that shows it, or one of its own.
    //! Its gate is as careful as the profile says.
    [[nodiscard]] TaskRunner *tasks();
    //! Why no change can be made now, as a sentence; empty when it can.
    [[nodiscard]] QString whyNoChanges() const;
    //! What ends when the connection is closed now, a line for each task that is its own.
    [[nodiscard]] QStringList cutOffByClosing() const;

signals:
    //! A question is due: ask() may be called, at once or later.
    void askDue();
    void answered();
    void changed();

private:
    enum class Extent {
        Services, //!< what a glance needs: one run of the daemon's tools
        Whole,
    };

    void init();
    void askWith(const ConnectionSettings &settings);
    void askVersion(OperatorDaemon *daemon);
    void readLastBuild();
    void onFinished(Extent extent, const SnapshotCall &call);
    void onRead(const FleetReading &reading);
    void onFailed(const OperatorDaemonError &error);
    void settle(FleetFacts::State state, const QString &words);
    void dueIn(FleetTimings::Ms wait);
    void disconnectFromDaemon();
    void takeFromSession();
    void watchTasks(TaskRunner *runner);
    void updateTasks();
    void updateGate();
    void tell();
    [[nodiscard]] QString folder() const;

    const FleetHouse *m_house;
    std::optional<Profile> m_profile;
    FleetFacts m_facts;
    FleetFacts m_told; // as changed() told them last
    SnapshotPtr m_snapshot;
    QList<AttentionItem> m_attention;
    QPointer<Session> m_session;
    std::shared_ptr<FleetMemory> m_memory; // shared with the thread that may still read into it
    QPointer<OperatorDaemon> m_daemon;
    QPointer<OperatorDaemon> m_versionAskedOf;
    TaskRunner *m_own = nullptr;
    QPointer<ActivityJournal> m_journal;
    QString m_tokenWords; // why the saved one was not used
    QTimer m_due;
    qint64 m_wholeAt = 0; // when the whole was told last, by the boot clock; 0 for never
    quint64 m_epoch = 0; // answers to questions of an older one are dropped
    bool m_awake = false;
    bool m_asking = false;
    bool m_refused = false; // the token
    bool m_held = false;
};

} // namespace angee
