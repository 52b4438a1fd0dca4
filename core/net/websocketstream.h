// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/net/websocketwire.h"

#include <QAbstractSocket>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QSslError;
class QTcpSocket;
QT_END_NAMESPACE

namespace angee {

class HttpClient;

//! \brief What a WebSocket of the daemon sends, one connection at a time.
//!
//! Whether and when to connect again is the owner's decision. Whatever the other side does, it
//! costs little memory: a sender that is faster than we read is held up, and one that pings without
//! reading our answers is left. It is read in turns of the event loop that are short each. All
//! signals come from the event loop; a slot may delete the stream.
class WebSocketStream final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle, //!< not opened, or closed by us
        Connecting,
        Open,
        Ended, //!< the daemon closed the stream, or stops
        Refused, //!< an answer other than the upgrade: see refusedStatus() and words()
        Lost, //!< no connection, a broken one, or one that stayed mute
    };
    Q_ENUM(State)

    //! The largest frame taken. The daemon cuts lines at 1 MiB; a larger frame ends the stream.
    static constexpr quint64 largestFrame = quint64(2) * 1024 * 1024;

    //! \a client lends the address, the bearer and the policy; it may die first.
    explicit WebSocketStream(HttpClient *client, QObject *parent = nullptr);
    ~WebSocketStream() override;

    //! Opens \a path (encoded, as in HttpRequest) of the daemon. Drops the connection there was,
    //! without a word.
    void open(const QByteArray &path, const QByteArray &query);
    //! Back to Idle. No signal follows.
    void close();

    [[nodiscard]] State state() const { return m_state; }
    //! The HTTP status of a refusal; 0 when the refusal was ours (see
    //! HttpFailure::InsecureRefused).
    [[nodiscard]] int refusedStatus() const { return m_refusedStatus; }
    //! Why it was refused, ended or lost: the daemon's own words where it gave some.
    [[nodiscard]] QString words() const { return m_words; }

    //! Lost after so long without a frame or one of the daemon's pings, which come each 10 s. The
    //! daemon prepares the stack before it answers, so connecting may take twice as long.
    void setIdleLimit(std::chrono::milliseconds limit) { m_idleLimit = limit; }

signals:
    //! Open once, and then exactly one of Ended, Refused or Lost.
    void stateChanged(angee::WebSocketStream::State state);
    //! All messages that came in one turn of the event loop, in order, as bytes that are good until
    //! the slot returns. They need not be UTF-8. None follow the end.
    void messagesReceived(const QList<QByteArrayView> &messages);

private:
    //! How a connection ends once all that came before has been told.
    struct Ending
    {
        State state = State::Lost;
        QString words;
    };

    void connectSocket(const QUrl &url);
    void onConnected();
    void onError(QAbstractSocket::SocketError error);
    void onSslErrors(const QList<QSslError> &errors);
    void readLater();
    void readOn();
    [[nodiscard]] bool takeAnswer(QByteArray *more);
    [[nodiscard]] bool takeFrames(const QByteArray &more);
    void takeRefusal(const QByteArray &more);
    void answer(const FrameReader::Read &read);
    void send(FrameKind kind, const QByteArray &payload);
    void onSilence();
    void onRefusalWaited();
    void touch();
    void later(std::function<void()> step);
    void endLater(State state, const QString &words);
    void finish(State state, QString words); // by value: it may be m_words, which close() clears
    void dropSocket();

    QPointer<HttpClient> m_client;
    std::unique_ptr<QTcpSocket> m_socket;
    QByteArray m_request;
    QByteArray m_key;
    QByteArray m_answer; // the head, and the body of a refusal, as far as they are there
    FrameReader m_frames{qsizetype(largestFrame)};
    std::optional<Ending> m_ending;
    State m_state = State::Idle;
    QString m_words;
    int m_refusedStatus = 0;
    bool m_reads = false; // a turn is under way
    quint64 m_round = 0; // counts sockets: what one of them left in the queue is not the next one's
    std::chrono::milliseconds m_idleLimit{30'000};
    QTimer m_watchdog;
    QTimer m_refusal; // how long to wait for the body of a refusal
};

} // namespace angee
