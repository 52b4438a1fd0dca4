// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QQueue>
#include <QSslConfiguration>
#include <QString>
#include <QTcpServer>

#include <functional>
#include <utility>

namespace angee::test {

using Header = std::pair<QByteArray, QByteArray>;

//! A request as it came over the wire, byte for byte.
struct ReceivedRequest
{
    QByteArray verb;
    QByteArray target; //!< path and query, undecoded
    QList<Header> headers;
    QByteArray body;
    int connection = 0; //!< counts from 0, in the order of acceptance

    //! The first header of this name, whatever its case; empty when absent.
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
    [[nodiscard]] bool hasHeader(const QByteArray &name) const;
};

//! \brief What the server does on a connection once it has read a request: bytes and misbehaviour,
//! in order.
//!
//! A script that ends neither by closeFin() nor by closeRst() leaves the connection open for the
//! next request.
class Script final
{
public:
    //! A whole answer with Content-Length.
    static Script answer(int status, const QByteArray &contentType, const QByteArray &body,
                         const QList<Header> &extra = {});
    static Script json(const QByteArray &body, int status = 200);
    static Script text(const QByteArray &body, int status = 200);
    static Script redirect(int status, const QByteArray &location);
    //! The head of an answer whose body is \a length bytes; -1 for chunks, -2 for a body that ends
    //! with the connection.
    static Script head(int status, const QByteArray &contentType, qint64 length,
                       const QList<Header> &extra = {});
    //! Nothing, for ever.
    static Script silence();
    //! The answer to a WebSocket handshake; afterwards what comes in is kept as it is.
    static Script webSocket(const ReceivedRequest &request);

    Script &bytes(const QByteArray &data);
    //! One chunk of a chunked body.
    Script &chunk(const QByteArray &data);
    Script &lastChunk();
    //! An unmasked text frame of a WebSocket.
    Script &frame(const QByteArray &text);
    Script &ping();
    //! All steps of another script.
    Script &add(const Script &other);
    Script &after(int milliseconds);
    //! Waits for ScriptedServer::resume().
    Script &pause();
    Script &closeFin();
    Script &closeRst();

private:
    friend class ScriptedServer;
    friend class ScriptedConnection;

    enum class Kind {
        Bytes,
        After,
        Pause,
        Fin,
        Rst,
        Raw,
    };
    struct Step
    {
        Kind kind;
        QByteArray data;
        int milliseconds = 0;
    };
    Script &add(Kind kind, const QByteArray &data = {}, int milliseconds = 0);

    QList<Step> m_steps;
};

class ScriptedConnection;

//! \brief A server on a free loopback port, in the test's own thread, that does as it is told and
//! writes down everything that arrives.
//!
//! A request takes the next script of the queue, else asks the handler. A request for which there
//! is neither is remembered in unexpected() and answered with 500.
class ScriptedServer final : public QTcpServer
{
    Q_OBJECT

public:
    using Handler = std::function<Script(const ReceivedRequest &)>;

    explicit ScriptedServer(QObject *parent = nullptr);
    ~ScriptedServer() override;

    //! TLS from the first byte on; \a name is a pair of files in tests/data/tls.
    void useTls(const QString &name);
    [[nodiscard]] QSslCertificate certificate() const;
    //! "http://127.0.0.1:port" or https.
    [[nodiscard]] QString url() const;

    void enqueue(const Script &script);
    void setHandler(Handler handler);
    //! Plays on each new connection at once, before anything was read from it.
    void setGreeting(const Script &script);

    //! Lets every script that waits in a pause go on, and the next ones as well if none waits.
    void resume();
    //! Closes connections that are not in the middle of a script.
    void closeIdle(bool withReset = false);
    //! Plays more steps on a connection that is open.
    void play(int connection, const Script &script);

    [[nodiscard]] const QList<ReceivedRequest> &requests() const { return m_requests; }
    [[nodiscard]] qsizetype count(const QByteArray &verb, const QByteArray &target = {}) const;
    [[nodiscard]] QByteArrayList unexpected() const { return m_unexpected; }
    //! Connections accepted so far, and those still open.
    [[nodiscard]] int accepted() const { return int(m_received.size()); }
    [[nodiscard]] int open() const;
    //! Bytes of every kind that came in, parsed or not (after TLS).
    [[nodiscard]] qint64 bytesReceived() const;
    [[nodiscard]] qint64 bytesReceived(int connection) const { return m_received.at(connection); }
    //! What came in on connections that were upgraded.
    [[nodiscard]] QByteArray rawInput() const { return m_rawInput; }

signals:
    void requestReceived();
    void connectionClosed(int connection);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    friend class ScriptedConnection;
    Script scriptFor(const ReceivedRequest &request);

    QSslConfiguration m_tls;
    bool m_useTls = false;
    QQueue<Script> m_queue;
    Handler m_handler;
    Script m_greeting;
    QList<ScriptedConnection *> m_connections;
    QList<ReceivedRequest> m_requests;
    QByteArrayList m_unexpected;
    QByteArray m_rawInput;
    QList<qint64> m_received; // by connection
};

} // namespace angee::test
