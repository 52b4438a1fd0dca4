// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/backoff.h"
#include "core/daemon/operatordaemonerror.h"
#include "core/live/livestate.h"
#include "core/live/snapshotworker.h"
#include "core/net/eventstream.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <optional>

namespace angee {

class HttpClient;
class HttpExchange;

//! \brief The stack as it is now: keeps one snapshot current, whatever the network does, and says
//! how far it can be trusted.
//!
//! Subscribes, then asks for the whole snapshot, so that no change falls between the two; asks
//! again on every connection, every minute and after refresh(); checks the daemon's health every 15
//! seconds, because a half-open connection looks healthy for hours. While the daemon is away it
//! only asks for its health, quickly at first. A 401 stops everything until retryNow(): whoever
//! holds the credentials renews them and calls it. One store serves one daemon; it never changes
//! anything there.
class LiveStore final : public QObject
{
    Q_OBJECT

public:
    //! \a client must outlive the store. An empty \a cachePath keeps nothing on disk.
    LiveStore(HttpClient *client, const QString &cachePath, const LiveTimings &timings = {},
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
    //! Whether that \a service ends is what a person here asked for; see StoppedServices.
    void expectEnd(const QString &service, bool expected) { m_worker.expectEnd(service, expected); }

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
    void openStream();
    void closeStream();
    void ask();
    void checkHealth();
    void probe();
    void tick();

    void onStreamOpened();
    void onStreamEvent(const QByteArray &type, const QByteArray &data);
    void onStreamEnded(EventStream::End end, const HttpResult &result);
    void onStreamTimer();
    void onQueryFinished(const HttpResult &result);
    void onHealthFinished(const HttpResult &result);
    void onDecoded(const SnapshotWorker::Result &result);
    void onSnapshot(const SnapshotWorker::Result &result);
    void onDecodeFailed(const SnapshotWorker::Result &result);

    void show(const LiveUpdatePtr &update);
    void noteAway();
    void confirm();
    void settle();
    void poll(const QString &reason);
    void fail(const OperatorDaemonError &error);
    void away(const OperatorDaemonError &error);
    void silent(const OperatorDaemonError &error);
    void troubled(const OperatorDaemonError &error, const QString &reason);
    void incompatible(const OperatorDaemonError &error, const QString &reason);
    void unauthorized(const OperatorDaemonError &error);
    void scheduleRetry(std::chrono::milliseconds wait, void (LiveStore::*action)());
    [[nodiscard]] std::chrono::milliseconds nextWait(const OperatorDaemonError &error);
    void setState(LiveState state, const QString &reason);
    [[nodiscard]] qint64 now() const { return m_timings.clock(); }

    HttpClient *m_client;
    LiveTimings m_timings;
    SnapshotWorker m_worker;
    Backoff m_backoff;
    QString m_query;
    QString m_subscription;

    LiveState m_state = LiveState::Stopped;
    QString m_reason;
    std::optional<OperatorDaemonError> m_error;
    LiveUpdatePtr m_update;
    bool m_fromCache = false; // m_update is yesterday's
    quint64 m_epoch = 0; // of the connection; results of an older one are dropped

    QPointer<HttpExchange> m_queryExchange;
    QPointer<HttpExchange> m_healthExchange;
    EventStream *m_stream = nullptr;
    bool m_askAgain = false; // once the query in flight is back
    bool m_followUp = false; // the query is itself such a second one
    bool m_periodic = false; // the query was due by time, not by an action
    bool m_probing = false; // the health check asks whether the daemon is back
    bool m_askedSinceOpen = false;
    bool m_confirmedHere = false; // on this connection
    bool m_everConfirmed = false;
    bool m_polling = false;
    QString m_pollingReason;
    int m_brokenStreams = 0; // that ended soon after they opened, in a row
    int m_missedEvents = 0; // changes that a query found and the stream did not tell, in a row

    QTimer m_queryTimer;
    QTimer m_healthTimer;
    QTimer m_streamTimer;
    QTimer m_retryTimer;
    QTimer m_tickTimer;
    void (LiveStore::*m_retryAction)() = nullptr;

    std::optional<qint64> m_confirmedAt; // by the boot clock, like all that follow
    std::optional<qint64> m_awaySince;
    std::optional<qint64> m_retryAt;
    std::optional<qint64> m_toldRetryAt;
    qint64 m_streamOpenedAt = 0;
    qint64 m_lastTick = 0;
    QDateTime m_watchedUntil; // wall clock: for the gap
};

} // namespace angee
