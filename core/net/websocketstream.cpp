// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/websocketstream.h"

#include "core/net/httpclient.h"
#include "core/net/sshtunnel.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QRegularExpression>
#include <QSslConfiguration>
#include <QSslError>
#include <QTcpSocket>
#include <QWebSocket>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds refusalLimit(1000);
constexpr qint64 longestRefusal = qint64(64) * 1024;
// QWebSocket takes a frame only when all of it is there.
constexpr qint64 readAhead = qint64(WebSocketStream::largestFrame) + 1024;
constexpr qint64 mostUnreadAnswers = qint64(1024) * 1024;

// QWebSocket keeps the status of a refused upgrade to itself but for this sentence.
int statusIn(const QString &sentence)
{
    static const QRegularExpression status(u"\\b([1-5][0-9][0-9])\\b"_s);
    return status.match(sentence).captured(1).toInt();
}

} // namespace

WebSocketStream::WebSocketStream(HttpClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    m_watchdog.setSingleShot(true);
    m_refusal.setSingleShot(true);
    connect(&m_watchdog, &QTimer::timeout, this, &WebSocketStream::onSilence);
    connect(&m_refusal, &QTimer::timeout, this, &WebSocketStream::readRefusal);
}

WebSocketStream::~WebSocketStream()
{
    dropSocket();
}

void WebSocketStream::open(const QByteArray &path, const QByteArray &query)
{
    close();
    m_state = State::Connecting;
    if (!m_client)
        return endLater(State::Lost, tr("The connection to the daemon is closed."));
    if (!m_client->maySendBearer())
        return endLater(State::Refused,
                        tr("The token was not sent: plain http to another machine can be read "
                           "on the way."));
    SshTunnel *tunnel = m_client->tunnel();
    if (tunnel && tunnel->state() != SshTunnel::State::Up) {
        (void)tunnel->open(); // for the next time
        return endLater(State::Lost, tr("The ssh tunnel is not open."));
    }
    const QUrl url = m_client->wire().webSocket(path, query);
    if (!url.isValid())
        return endLater(State::Refused, tr("This path cannot be asked for."));

    QNetworkRequest request(url);
    if (m_client->hasBearer())
        request.setRawHeader("Authorization", m_client->authorization());
    connectSocket();
    m_watchdog.start(2 * m_idleLimit);
    m_socket->open(request);
}

void WebSocketStream::endLater(State state, const QString &words)
{
    later([this, state, words] { finish(state, words); });
}

void WebSocketStream::close()
{
    dropSocket();
    m_state = State::Idle;
    m_words.clear();
    m_refusedStatus = 0;
}

void WebSocketStream::connectSocket()
{
    m_socket = std::make_unique<QWebSocket>();
    QWebSocket *socket = m_socket.get();
    socket->setProxy(m_client->proxy());
    socket->setReadBufferSize(readAhead);
    socket->setMaxAllowedIncomingFrameSize(largestFrame);
    socket->setMaxAllowedIncomingMessageSize(largestFrame);
    if (m_client->base().isTls())
        socket->setSslConfiguration(m_client->tlsConfiguration());

    // Queued, so that a slot of ours may end in the socket's deletion, and told apart from what an
    // earlier socket may still have in the queue.
    const auto queued = [this, round = m_round](auto step) {
        return [this, round, step] {
            if (round == m_round)
                (this->*step)();
        };
    };
    connect(socket, &QWebSocket::connected, this, queued(&WebSocketStream::onConnected),
            Qt::QueuedConnection);
    connect(socket, &QWebSocket::disconnected, this, queued(&WebSocketStream::onDisconnected),
            Qt::QueuedConnection);
    connect(socket, &QWebSocket::aboutToClose, this, queued(&WebSocketStream::onDisconnected),
            Qt::QueuedConnection);
    connect(socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this,
            [this](QAbstractSocket::SocketError error) {
                const auto *transport = m_socket->findChild<QTcpSocket *>();
                const bool reached =
                    transport && transport->state() == QAbstractSocket::ConnectedState;
                later([this, error, reached, sentence = m_socket->errorString()] {
                    onError(error, reached, sentence);
                });
            });
    connect(socket, &QWebSocket::sslErrors, this, &WebSocketStream::onSslErrors);
    connect(socket, &QWebSocket::textMessageReceived, this, &WebSocketStream::onMessage);
    connect(socket, &QWebSocket::binaryMessageReceived, this,
            [this](const QByteArray &frame) { onMessage(QString::fromUtf8(frame)); });
    // The one thing we ever write is the pong to a ping, of which QWebSocket tells nothing itself.
    connect(socket, &QWebSocket::bytesWritten, this, &WebSocketStream::touch);
}

void WebSocketStream::later(std::function<void()> step)
{
    QMetaObject::invokeMethod(
        this,
        [this, round = m_round, step = std::move(step)] {
            if (round == m_round)
                step();
        },
        Qt::QueuedConnection);
}

void WebSocketStream::onConnected()
{
    m_state = State::Open;
    touch();
    watchAnswers();
    const QPointer<WebSocketStream> self(this);
    emit stateChanged(m_state);
    if (self)
        flush();
}

void WebSocketStream::onDisconnected()
{
    if (m_refusedStatus > 0)
        return readRefusal();
    const QString reason = m_socket->closeReason();
    if (m_state == State::Open)
        finish(State::Ended, reason);
    else
        finish(State::Lost, reason.isEmpty() ? m_socket->errorString() : reason);
}

void WebSocketStream::onError(QAbstractSocket::SocketError error, bool reached,
                              const QString &sentence)
{
    if (m_refusedStatus > 0)
        return;
    if (m_state == State::Open) {
        const bool ended = error == QAbstractSocket::RemoteHostClosedError;
        return finish(ended ? State::Ended : State::Lost, ended ? QString() : sentence);
    }
    // Before the upgrade QWebSocket gives this code both to a refused connection and to an answer.
    if (error != QAbstractSocket::ConnectionRefusedError || !reached)
        return finish(State::Lost, sentence);
    m_refusedStatus = statusIn(sentence);
    m_words = sentence;
    if (m_refusedStatus == 0)
        m_refusedStatus = 400; // the only one for which QWebSocket has no number
    connect(m_socket->findChild<QTcpSocket *>(), &QTcpSocket::readyRead, this,
            [this] { later([this] { readRefusal(); }); });
    m_refusal.start(refusalLimit);
    readRefusal();
}

// QWebSocket leaves the body of a refusal unread in its socket: that is where the daemon says why.
void WebSocketStream::readRefusal()
{
    if (m_refusedStatus == 0 || !m_socket)
        return;
    auto *transport = m_socket->findChild<QTcpSocket *>();
    const QByteArray body = transport ? transport->peek(longestRefusal) : QByteArray();
    const QString said = QJsonDocument::fromJson(body).object().value("error"_L1).toString();
    const bool open = transport && transport->state() == QAbstractSocket::ConnectedState;
    if (said.isEmpty() && open && m_refusal.isActive())
        return;
    finish(State::Refused, said.isEmpty() ? m_words : said);
}

void WebSocketStream::onSslErrors(const QList<QSslError> &errors)
{
    if (m_client && m_client->isPinned(m_socket->sslConfiguration().peerCertificate()))
        m_socket->ignoreSslErrors(errors);
}

// QWebSocket answers each ping and keeps what the other side does not read.
void WebSocketStream::watchAnswers()
{
    const auto *transport = m_socket->findChild<QTcpSocket *>();
    if (!transport)
        return;
    connect(transport, &QTcpSocket::readyRead, this, [this, transport] {
        if (transport->bytesToWrite() > mostUnreadAnswers)
            endLater(State::Lost, tr("The daemon sends pings and does not read the answers."));
    });
}

void WebSocketStream::onMessage(const QString &frame)
{
    touch();
    m_pending.append(frame);
    if (m_pending.size() == 1)
        later([this] { flush(); });
}

void WebSocketStream::onSilence()
{
    finish(State::Lost,
           m_state == State::Open ? tr("Nothing came from the daemon for too long.")
                                  : tr("The daemon did not answer."));
}

void WebSocketStream::flush()
{
    if (m_state == State::Open && !m_pending.isEmpty())
        emit framesReceived(std::exchange(m_pending, {}));
}

void WebSocketStream::touch()
{
    if (m_state == State::Open)
        m_watchdog.start(m_idleLimit);
}

void WebSocketStream::finish(State state, QString words)
{
    const QPointer<WebSocketStream> self(this);
    const quint64 round = m_round;
    flush();
    if (!self || round != m_round) // a slot deleted, closed or opened us again
        return;
    const int status = m_refusedStatus;
    close();
    m_state = state;
    m_words = std::move(words);
    m_refusedStatus = status;
    emit stateChanged(state);
}

void WebSocketStream::dropSocket()
{
    ++m_round;
    m_watchdog.stop();
    m_refusal.stop();
    m_pending.clear();
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort(); // the TCP close is what ends the daemon's follow process
    m_socket.reset();
}

} // namespace angee
