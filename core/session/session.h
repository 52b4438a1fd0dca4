// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/livestate.h"
#include "core/settings/connectionsettings.h"

#include <QObject>
#include <QPointer>

namespace angee {

class ActivityJournal;
class LiveStore;
class ManifestWatch;
class OldStates;
class OperatorDaemon;
class OutputRecorder;
class ServiceObserver;
class SlotObserver;
class TaskRunner;

//! \brief One profile in use: its daemon, its live snapshot, and the tasks that go there.
//!
//! Controllers are given a session and nothing else. The daemon and the store change as a pair when
//! another profile is connected; the object itself lives as long as the window. GUI thread.
class Session final : public QObject
{
    Q_OBJECT

public:
    explicit Session(QString dataFolder, QObject *parent = nullptr);
    ~Session() override;

    //! Ends what is connected (running calls end as "outcome unknown") and connects anew. With
    //! settings that have a problem() nothing is connected and nothing sent; whyNoChanges() tells.
    void connectTo(const ConnectionSettings &settings);
    void disconnectFromDaemon();
    //! From the next connection on; so that a test need not sit through the usual waits.
    void setLiveTimings(const LiveTimings &timings) { m_timings = timings; }

    [[nodiscard]] bool isConnected() const;
    //! Null while nothing is connected.
    [[nodiscard]] OperatorDaemon *daemon() const;
    //! Null while nothing is connected.
    [[nodiscard]] LiveStore *live() const;
    [[nodiscard]] TaskRunner *tasks() const { return m_tasks; }
    //! What was found out about services that do not run. Never null.
    [[nodiscard]] ServiceObserver *observer() const { return m_observer; }
    //! What git keeps beside the slots. Never null.
    [[nodiscard]] SlotObserver *slotObserver() const { return m_slotObserver; }
    //! What the stack declares, as far as it can be read. Never null.
    [[nodiscard]] ManifestWatch *manifest() const { return m_manifest; }
    //! Which services run on what was before a change made here. Never null.
    [[nodiscard]] OldStates *oldStates() const { return m_oldStates; }
    //! What builds, starts and jobs print, and have printed. Never null.
    [[nodiscard]] OutputRecorder *outputs() const { return m_outputs; }
    //! The service as which the stack runs the connected daemon; empty for none that is known.
    [[nodiscard]] QString ownService() const;
    //! Null while nothing is connected.
    [[nodiscard]] ActivityJournal *journal() const;
    [[nodiscard]] const ConnectionSettings &settings() const { return m_settings; }
    //! A folder of this profile's own, for caches, timelines and drafts; made when first asked for.
    [[nodiscard]] QString profileFolder() const;

    //! For dialogs, which name both before anything is destroyed. The stack's name is empty until
    //! the first snapshot.
    [[nodiscard]] QString profileName() const;
    [[nodiscard]] QString stackName() const;
    [[nodiscard]] Protection protection() const { return m_settings.protection; }
    //! The daemon asks nobody for a token: everybody who reaches it controls the stack. Known a
    //! moment after it answers; stateChanged() tells.
    [[nodiscard]] bool isDaemonOpen() const { return m_open; }
    //! Why no change can be made now (read-only profile, not connected), for disabled actions;
    //! empty when changes can be made.
    [[nodiscard]] QString whyNoChanges() const;

signals:
    //! Both pointers have changed, or become null.
    void daemonChanged();
    //! whyNoChanges() or stackName() may answer differently.
    void stateChanged();
    //! The daemon does not accept the bearer, and renewing did not help: somebody has to be asked.
    void bearerRefused();

private:
    void onAuthentication();
    void askWhetherOpen();

    QString m_dataFolder;
    ConnectionSettings m_settings;
    LiveTimings m_timings;
    TaskRunner *m_tasks;
    ServiceObserver *m_observer = nullptr;
    ManifestWatch *m_manifest = nullptr;
    OldStates *m_oldStates = nullptr;
    SlotObserver *m_slotObserver = nullptr;
    OutputRecorder *m_outputs = nullptr;
    QPointer<OperatorDaemon> m_daemon;
    QPointer<LiveStore> m_live;
    QPointer<ActivityJournal> m_journal;
    QString m_problem; // of the settings
    bool m_open = false;
    bool m_askedWhetherOpen = false;
};

} // namespace angee
