// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/logsocket.h"

#include "core/net/httpclient.h"

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

LogLevel levelOf(const QString &word)
{
    if (word == "TRACE"_L1)
        return LogLevel::Trace;
    if (word == "DEBUG"_L1)
        return LogLevel::Debug;
    if (word == "INFO"_L1)
        return LogLevel::Info;
    if (word == "WARN"_L1)
        return LogLevel::Warn;
    return word == "ERROR"_L1 ? LogLevel::Error : LogLevel::None;
}

// QWebSocket keeps the status of a refused upgrade to itself but for this sentence.
int statusIn(const QString &sentence)
{
    static const QRegularExpression status(u"\\b([1-5][0-9][0-9])\\b"_s);
    return status.match(sentence).captured(1).toInt();
}

} // namespace

LogSocket::LogSocket(HttpClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    m_watchdog.setSingleShot(true);
    m_refusal.setSingleShot(true);
    connect(&m_watchdog, &QTimer::timeout, this, &LogSocket::onSilence);
    connect(&m_refusal, &QTimer::timeout, this, &LogSocket::readRefusal);
}

LogSocket::~LogSocket()
{
    dropSocket();
}

void LogSocket::open(const QString &service, int tail)
{
    close();
    m_state = State::Connecting;
    if (!m_client)
        return endLater(State::Lost, tr("The connection to the daemon is closed."));
    if (!m_client->maySendBearer())
        return endLater(State::Refused,
                        tr("The token was not sent: plain http to another machine can be read "
                           "on the way."));
    // Never 0: to the daemon that means everything there is.
    const QByteArray query = "tail=" + QByteArray::number(std::clamp(tail, 1, longestTail));
    const QUrl url = m_client->base().webSocket(
        "/services/"_ba + encodeSegment(service) + "/logs/stream"_ba, query);
    if (!url.isValid())
        return endLater(State::Refused, tr("No service can have this name."));

    QNetworkRequest request(url);
    if (m_client->hasBearer())
        request.setRawHeader("Authorization", m_client->authorization());
    connectSocket();
    m_watchdog.start(2 * m_idleLimit);
    m_socket->open(request);
}

void LogSocket::endLater(State state, const QString &words)
{
    later([this, state, words] { finish(state, words); });
}

void LogSocket::close()
{
    dropSocket();
    m_state = State::Idle;
    m_words.clear();
    m_refusedStatus = 0;
}

void LogSocket::connectSocket()
{
    m_socket = std::make_unique<QWebSocket>();
    QWebSocket *socket = m_socket.get();
    socket->setProxy(m_client->proxy());
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
    connect(socket, &QWebSocket::connected, this, queued(&LogSocket::onConnected),
            Qt::QueuedConnection);
    connect(socket, &QWebSocket::disconnected, this, queued(&LogSocket::onDisconnected),
            Qt::QueuedConnection);
    connect(socket, &QWebSocket::aboutToClose, this, queued(&LogSocket::onDisconnected),
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
    connect(socket, &QWebSocket::sslErrors, this, &LogSocket::onSslErrors);
    connect(socket, &QWebSocket::textMessageReceived, this, &LogSocket::onMessage);
    connect(socket, &QWebSocket::binaryMessageReceived, this,
            [this](const QByteArray &frame) { onMessage(QString::fromUtf8(frame)); });
    // The one thing we ever write is the pong to a ping, of which QWebSocket tells nothing itself.
    connect(socket, &QWebSocket::bytesWritten, this, &LogSocket::touch);
}

void LogSocket::later(std::function<void()> step)
{
    QMetaObject::invokeMethod(
        this,
        [this, round = m_round, step = std::move(step)] {
            if (round == m_round)
                step();
        },
        Qt::QueuedConnection);
}

void LogSocket::onConnected()
{
    m_state = State::Open;
    touch();
    const QPointer<LogSocket> self(this);
    emit stateChanged(m_state);
    if (self)
        flush();
}

void LogSocket::onDisconnected()
{
    if (m_refusedStatus > 0)
        return readRefusal();
    const QString reason = m_socket->closeReason();
    if (m_state == State::Open)
        finish(State::Ended, reason);
    else
        finish(State::Lost, reason.isEmpty() ? m_socket->errorString() : reason);
}

void LogSocket::onError(QAbstractSocket::SocketError error, bool reached, const QString &sentence)
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
void LogSocket::readRefusal()
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

void LogSocket::onSslErrors(const QList<QSslError> &errors)
{
    if (m_client && m_client->isPinned(m_socket->sslConfiguration().peerCertificate()))
        m_socket->ignoreSslErrors(errors);
}

void LogSocket::onMessage(const QString &frame)
{
    touch();
    m_pending.append(readFrame(frame));
    if (m_pending.size() == 1)
        later([this] { flush(); });
}

void LogSocket::onSilence()
{
    finish(State::Lost,
           m_state == State::Open ? tr("Nothing came from the daemon for too long.")
                                  : tr("The daemon did not answer."));
}

void LogSocket::flush()
{
    if (m_state == State::Open && !m_pending.isEmpty())
        emit linesReceived(std::exchange(m_pending, {}));
}

void LogSocket::touch()
{
    if (m_state == State::Open)
        m_watchdog.start(m_idleLimit);
}

void LogSocket::finish(State state, QString words)
{
    const QPointer<LogSocket> self(this);
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

void LogSocket::dropSocket()
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

LogLine LogSocket::readFrame(const QString &frame)
{
    const QJsonObject object = QJsonDocument::fromJson(frame.toUtf8()).object();
    LogLine line;
    if (object.value("message"_L1).isString()) {
        line.service = object.value("service"_L1).toString();
        line.runtime = object.value("runtime"_L1).toString();
        line.message = object.value("message"_L1).toString();
        line.level = levelOf(object.value("level"_L1).toString());
        return line;
    }
    line.message = frame;
    while (line.message.endsWith(u'\n') || line.message.endsWith(u'\r'))
        line.message.chop(1);
    return line;
}

} // namespace angee
