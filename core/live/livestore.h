// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/backoff.h"
#include "core/daemon/operatordaemonerror.h"
#include "core/live/daemonpulse.h"
#include "core/live/livestate.h"
#include "core/live/snapshotworker.h"
#include "core/live/stackquestions.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace angee {

class OperatorDaemon;

//! \brief The stack as it is now: keeps one snapshot current, whatever the network does, and says
//! how far it can be trusted.
//!
//! Asks for the services first and for the whole stack then, again and again as often as somebody
//! looks (StackQuestions) and after refresh(); listens for the daemon's pulse, because a half-open
//! connection looks healthy for hours. While the daemon is away it only asks for its health,
//! quickly at first. A 401 that a fresh token does not cure stops everything until retryNow(). One
//! store serves one daemon; it never changes anything there.
class LiveStore final : public QObject
{
    Q_OBJECT

public:
    //! \a daemon must outlive the store. An empty \a cachePath keeps nothing on disk.
    LiveStore(OperatorDaemon *daemon, const QString &cachePath, const LiveTimings &timings = {},
              QObject *parent = nullptr);
    ~LiveStore() override;

    [[nodiscard]] LiveState state() const { return m_state; }
    //! A sentence for people why the state is what it is; empty when live.
    [[nodiscard]] QString reason() const { return m_reason; }
    //! Set while the last attempt failed.
    [[nodiscard]] const std::optional<OperatorDaemonError> &error() const { return m_error; }
    //! Null until the first one came, from the daemon or from disk.
    [[nodiscard]] SnapshotPtr snapshot() const { return m_update ? m_update->snapshot : nullptr; }
    //! The last update, with what needs attention; null as long as snapshot() is.
    [[nodiscard]] LiveUpdatePtr lastUpdate() const { return m_update; }
    //! Since the daemon last confirmed the snapshot; counts on while the machine sleeps. Nothing
    //! without a snapshot.
    [[nodiscard]] std::optional<std::chrono::milliseconds> age() const;
    //! Until the next attempt by itself; nothing when none is due.
    [[nodiscard]] std::optional<std::chrono::milliseconds> retryIn() const;

public slots:
    void start();
    //! Closes every connection and forgets no data.
    void stop();
    //! Connects anew at once, whatever the state and the backoff.
    void retryNow();
    //! Asks for the snapshot again, as after an action; nothing happens while the daemon is known
    //! to be away.
    void refresh();
    //! How often to ask. Coming back to Active asks at once when an answer is due.
    void setPace(angee::LivePace pace);
    //! Something was asked of \a service, or of all when it is empty; see ServiceWatch.
    void expect(const QString &service, angee::ServiceExpectation expectation)
    {
        m_worker.expect(service, expectation);
    }
    //! What was found out about \a service beyond its status word; see ServiceWatch.
    void learn(const QString &service, const angee::ServiceEvidence &evidence)
    {
        m_worker.learn(service, evidence);
    }
    //! What stands in the way of the stack, as the daemon's words name it.
    void noteCause(const angee::StuckCause &cause) { m_worker.noteCause(cause); }
    //! What git is in the middle of in slots that were looked at, in place of what was said before.
    void noteMidsts(const angee::SlotMidsts &midsts) { m_worker.noteMidsts(midsts); }
    //! What was seen of the services is kept in this file. To be called before start().
    void keepSights(const QString &path) { m_worker.keepSights(path); }

signals:
    //! State, reason or the time of the next attempt changed.
    void stateChanged(angee::LiveState state, const QString &reason);
    //! A snapshot that says something new.
    void snapshotChanged(const angee::SnapshotPtr &snapshot);
    //! With every snapshotChanged(), and before it: the same with its differences. Also alone, when
    //! only what needs attention changed with time.
    void updated(const angee::LiveUpdatePtr &update);
    //! The daemon said the snapshot is still right: the age starts anew.
    void confirmed();
    //! Watching began again after a time in which changes could not be seen.
    void watchResumed(const QDateTime &from, const QDateTime &to);

private:
    void connectNow();
    void closeConnections();
    void probe() { m_pulse.probe(); }
    void askWhole() { m_questions.askWhole(); }
    void tick();

    void onAnswered(StackQuestions::Extent extent, const SnapshotCall &call);
    void onDecoded(const SnapshotWorker::Result &result);
    void onSnapshot(const SnapshotWorker::Result &result);
    void onDecodeFailed(const SnapshotWorker::Result &result);

    void show(const LiveUpdatePtr &update);
    void noteAway();
    void confirm();
    void settle();
    void fail(const OperatorDaemonError &error);
    void away(const OperatorDaemonError &error);
    void silent(const OperatorDaemonError &error);
    void troubled(const OperatorDaemonError &error, const QString &reason,
                  std::chrono::milliseconds wait);
    void incompatible(const OperatorDaemonError &error, const QString &reason);
    void unauthorized(const OperatorDaemonError &error);
    void scheduleRetry(std::chrono::milliseconds wait, void (LiveStore::*action)());
    [[nodiscard]] std::chrono::milliseconds nextWait(const OperatorDaemonError &error);
    void setState(LiveState state, const QString &reason);
    [[nodiscard]] qint64 now() const { return m_timings.clock(); }

    OperatorDaemon *m_daemon;
    LiveTimings m_timings;
    SnapshotWorker m_worker;
    StackQuestions m_questions;
    DaemonPulse m_pulse;
    Backoff m_backoff;

    LiveState m_state = LiveState::Stopped;
    QString m_reason;
    std::optional<OperatorDaemonError> m_error;
    LiveUpdatePtr m_update;
    bool m_fromCache = false; // m_update is yesterday's
    quint64 m_epoch = 0; // of the connection; results of an older one are dropped
    bool m_confirmedHere = false; // on this connection
    bool m_everConfirmed = false;

    QTimer m_retryTimer;
    QTimer m_tickTimer;
    void (LiveStore::*m_retryAction)() = nullptr;

    std::optional<qint64> m_confirmedAt; // by the boot clock, like all that follow
    std::optional<qint64> m_awaySince;
    std::optional<qint64> m_retryAt;
    std::optional<qint64> m_toldRetryAt;
    qint64 m_lastTick = 0;
    QDateTime m_watchedUntil; // wall clock: for the gap
};

} // namespace angee
