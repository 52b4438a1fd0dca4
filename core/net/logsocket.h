// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/logline.h"

#include <QAbstractSocket>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QSslError;
class QWebSocket;
QT_END_NAMESPACE

namespace angee {

class HttpClient;

//! \brief The live log of one service (contract.md, section 7), one connection at a time.
//!
//! Whether and when to connect again is the owner's decision: a new open() replays the backlog, so
//! the owner clears or merges. All signals come from the event loop; a slot may delete the socket.
class LogSocket final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle, //!< not opened, or closed by us
        Connecting,
        Open,
        Ended, //!< the daemon closed the stream: the service's log is over, or the daemon stops
        Refused, //!< an answer other than the upgrade: see refusedStatus() and words()
        Lost, //!< no connection, a broken one, or one that stayed mute
    };
    Q_ENUM(State)

    //! The largest frame taken. The daemon cuts lines at 1 MiB; a larger frame ends the stream.
    static constexpr quint64 largestFrame = quint64(2) * 1024 * 1024;
    //! The daemon's \c tail goes up to this.
    static constexpr int longestTail = 10'000;

    //! \a client lends the address, the bearer and the policy; it may die first.
    explicit LogSocket(HttpClient *client, QObject *parent = nullptr);
    ~LogSocket() override;

    //! Asks for the last \a tail lines (1 to 10000) and all that follow. Drops the connection there
    //! was, without a word.
    void open(const QString &service, int tail);
    //! Back to Idle. No signal follows.
    void close();

    [[nodiscard]] State state() const { return m_state; }
    //! The HTTP status of a refusal; 0 when the refusal was ours (see
    //! HttpFailure::InsecureRefused).
    [[nodiscard]] int refusedStatus() const { return m_refusedStatus; }
    //! Why it was refused, ended or lost: the daemon's own words where it gave some.
    [[nodiscard]] QString words() const { return m_words; }

    //! Lost after so long without a line or one of the daemon's pings, which come each 10 s. The
    //! daemon prepares the stack before it answers, so connecting may take twice as long.
    void setIdleLimit(std::chrono::milliseconds limit) { m_idleLimit = limit; }

    //! What a text frame says; a frame that is no log object is a line of its own.
    [[nodiscard]] static LogLine readFrame(const QString &frame);

signals:
    //! Open once, and then exactly one of Ended, Refused or Lost.
    void stateChanged(angee::LogSocket::State state);
    //! All lines that came in one turn of the event loop, in order. None follow the end.
    void linesReceived(const QList<angee::LogLine> &lines);

private:
    void connectSocket();
    void onConnected();
    void onDisconnected();
    void onError(QAbstractSocket::SocketError error, bool reached, const QString &sentence);
    void onSslErrors(const QList<QSslError> &errors);
    void onMessage(const QString &frame);
    void onSilence();
    void readRefusal();
    void flush();
    void touch();
    void later(std::function<void()> step);
    void endLater(State state, const QString &words);
    void finish(State state, QString words); // by value: it may be m_words, which close() clears
    void dropSocket();

    QPointer<HttpClient> m_client;
    std::unique_ptr<QWebSocket> m_socket;
    State m_state = State::Idle;
    QList<LogLine> m_pending;
    QString m_words;
    int m_refusedStatus = 0;
    quint64 m_round = 0; // counts sockets: what one of them left in the queue is not the next one's
    std::chrono::milliseconds m_idleLimit{30'000};
    QTimer m_watchdog;
    QTimer m_refusal; // how long to wait for the body of a refusal
};

} // namespace angee
