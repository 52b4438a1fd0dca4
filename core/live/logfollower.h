// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/daemonstreams.h"
#include "core/live/livestate.h"
#include "core/live/logreader.h"
#include "core/logs/logmemory.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <optional>

namespace angee {

class LiveStore;
class OperatorDaemon;

//! \brief Follows the log of one service through its lives: stop, crash, restart, another
//! container, a daemon that was away.
//!
//! A connection that was lost is made again by itself. A log that ended is asked for again once the
//! service runs as the store sees it, and never in a circle: the daemon closes the socket of a
//! stopped container at once, so each try that brings no new line makes the next one later. What
//! was delivered before is asked for again and left out, so that no line comes twice; where that
//! cannot be proven, a divider says from when to when lines may be missing. GUI thread; signals
//! come from the event loop.
class LogFollower final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle,
        Connecting,
        Following,
        Waiting, //!< for the service to run, or for the daemon; see words()
        Refused, //!< the daemon gives no log; retryNow() asks again, and so does a service that
                 //!< changes
    };
    Q_ENUM(State)

    //! Waits of the follower, so that a test need not sit through them.
    struct Timings
    {
        std::chrono::milliseconds first{500}; //!< before the first new try
        std::chrono::milliseconds longest{30'000}; //!< between tries that bring nothing
        std::chrono::milliseconds settle{250}; //!< without a line, after which the backlog is whole
    };

    //! The daemon keeps at most so many lines of a local service: asked for more, it gives the
    //! oldest of them and loses the newest (contract.md, section 15).
    static constexpr int longestLocalTail = 250;
    static constexpr int longestTail = LogSocket::longestTail;

    //! Both must outlive the follower.
    LogFollower(OperatorDaemon *daemon, LiveStore *live, const Timings &timings,
                QObject *parent = nullptr);
    LogFollower(OperatorDaemon *daemon, LiveStore *live, QObject *parent = nullptr);
    ~LogFollower() override;

    //! Begins with the lines there are, or goes on where \a memory of this service ends. What was
    //! followed before is left without a word.
    void follow(const QString &service, const LogMemory &memory = {});
    //! What was received of the service, for whoever follows it next.
    [[nodiscard]] const LogMemory &memory() const { return m_memory; }
    void stop();
    //! A person asks for another try.
    void retryNow();

    [[nodiscard]] QString service() const { return m_service; }
    [[nodiscard]] State state() const { return m_state; }
    //! Why it waits or was refused, as a sentence; empty otherwise.
    [[nodiscard]] QString words() const { return m_words; }

signals:
    void linesReceived(const QList<angee::LogLine> &lines);
    void divided(const angee::LogDivider &divider);
    void stateChanged(angee::LogFollower::State state);

private:
    //! \brief Where a backlog goes on behind what is known.
    struct BacklogJoin
    {
        qsizetype place = 0; //!< of the first new line
        size_t lines = 0; //!< that the program wrote
        bool isProven = false;
        bool beganAnew = false;
    };

    [[nodiscard]] BacklogJoin joinOf(const QList<LogLine> &lines) const;
    void onSettled();
    void connectNow();
    void onLogState(LogSocket::State state);
    void onLines(const QList<LogLine> &lines);
    void deliverBacklog();
    void deliver(const QList<LogLine> &lines);
    void divide(LogDivider divider);
    void onEnded(const QString &words);
    void retryLater(const QString &words);
    void onLive();
    void setState(State state, const QString &words);
    [[nodiscard]] int tail() const;
    [[nodiscard]] QString runtime() const;
    [[nodiscard]] bool isLocal() const;
    //! Nothing when the stack has no such service, or nothing is known of it.
    [[nodiscard]] std::optional<bool> runs() const;
    //! The daemon's word; empty when the stack has no such service.
    [[nodiscard]] QString status() const;

    OperatorDaemon *m_daemon;
    LiveStore *m_live;
    Timings m_timings;
    QString m_service;
    std::optional<LogReader> m_reader;
    QPointer<DaemonLog> m_log;
    State m_state = State::Idle;
    QString m_words;
    QTimer m_retry;
    QTimer m_settle;
    QElapsedTimer m_open; // since the socket is
    int m_settleTries = 0;
    int m_emptyTries = 0; // in a row, that brought no new line
    bool m_inBacklog = false;
    bool m_hadLines = false; // on this connection
    bool m_awaitsStack = false;
    bool m_toldEnd = false; // nothing new came since the last divider that ends
    bool m_ran = false; // as the store last saw it
    QString m_statusSeen;
    QList<LogLine> m_backlog;
    qsizetype m_backlogBytes = 0;
    LogMemory m_memory; // of the messages as the wire gave them
    int m_asked = 0; // lines, of this connection
};

} // namespace angee
