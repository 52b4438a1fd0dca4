// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/websocketstream.h"

#include "core/base/boundedtext.h"
#include "core/net/httpclient.h"
#include "core/net/sshtunnel.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkProxy>
#include <QRandomGenerator>
#include <QSslConfiguration>
#include <QSslError>
#include <QSslSocket>
#include <QTcpSocket>

#include <algorithm>
#include <array>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds refusalLimit(1000);
constexpr qint64 longestRefusal = qint64(64) * 1024;
// What is taken in one turn of the event loop, and what may wait for the next: a sender that is
// faster is held up by its own socket.
constexpr qint64 turn = qint64(128) * 1024;
constexpr qint64 readAhead = qint64(1024) * 1024;
constexpr qint64 mostUnreadAnswers = qint64(1024) * 1024;
constexpr quint16 protocolError = 1002;
constexpr quint16 messageTooBig = 1009;

QByteArray newKey()
{
    std::array<quint32, 4> nonce{};
    QRandomGenerator::system()->fillRange(nonce.data(), qsizetype(nonce.size()));
    return QByteArray(reinterpret_cast<const char *>(nonce.data()), sizeof nonce).toBase64();
}

QByteArray codeBytes(quint16 code)
{
    return QByteArray(1, char(code >> 8)) + char(code & 0xFF);
}

} // namespace

WebSocketStream::WebSocketStream(HttpClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    m_watchdog.setSingleShot(true);
    m_refusal.setSingleShot(true);
    connect(&m_watchdog, &QTimer::timeout, this, &WebSocketStream::onSilence);
    connect(&m_refusal, &QTimer::timeout, this, &WebSocketStream::onRefusalWaited);
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

    m_key = newKey();
    m_request = upgradeRequest(url, m_key,
                               m_client->hasBearer() ? m_client->authorization() : QByteArray());
    m_watchdog.start(2 * m_idleLimit);
    connectSocket(url);
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

void WebSocketStream::connectSocket(const QUrl &url)
{
    const bool isTls = m_client->base().isTls();
    auto tls = isTls ? std::make_unique<QSslSocket>() : nullptr;
    QSslSocket *secured = tls.get();
    m_socket = secured ? std::move(tls) : std::make_unique<QTcpSocket>();
    QTcpSocket *socket = m_socket.get();
    socket->setProxy(m_client->proxy());
    socket->setReadBufferSize(readAhead);
    // Queued, so that a slot of ours may end in the socket's deletion, and told apart from what an
    // earlier socket may still have in the queue.
    const auto opened = [this] { later([this] { onConnected(); }); };
    connect(socket, &QIODevice::readyRead, this, &WebSocketStream::readLater);
    connect(socket, &QAbstractSocket::disconnected, this, [this] {
        if (!m_ending)
            m_ending = Ending{m_state == State::Open ? State::Ended : State::Lost,
                              m_state == State::Open ? QString() : m_socket->errorString()};
        readLater();
    });
    connect(socket, &QAbstractSocket::errorOccurred, this, &WebSocketStream::onError);
    // The one thing that we write to an open stream is the pong to a ping.
    connect(socket, &QIODevice::bytesWritten, this, &WebSocketStream::touch);
    if (!secured) {
        connect(socket, &QAbstractSocket::connected, this, opened);
        return socket->connectToHost(url.host(), quint16(url.port(80)));
    }
    secured->setSslConfiguration(m_client->tlsConfiguration());
    connect(secured, &QSslSocket::encrypted, this, opened);
    connect(secured, &QSslSocket::sslErrors, this, &WebSocketStream::onSslErrors);
    secured->connectToHostEncrypted(url.host(), quint16(url.port(443)));
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
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    m_socket->write(std::exchange(m_request, {}));
}

void WebSocketStream::onError(QAbstractSocket::SocketError error)
{
    // A proxy or TLS may have more than one word for it: the first is nearest to the cause.
    if (!m_ending) {
        const bool ended =
            m_state == State::Open && error == QAbstractSocket::RemoteHostClosedError;
        m_ending =
            Ending{ended ? State::Ended : State::Lost, ended ? QString() : m_socket->errorString()};
    }
    readLater();
}

void WebSocketStream::onSslErrors(const QList<QSslError> &errors)
{
    auto *secured = qobject_cast<QSslSocket *>(m_socket.get());
    if (secured && m_client && m_client->isPinned(secured->peerCertificate()))
        secured->ignoreSslErrors(errors);
}

void WebSocketStream::readLater()
{
    if (!std::exchange(m_reads, true))
        later([this] { readOn(); });
}

//! One turn: what there is, but not more than is done in a moment.
void WebSocketStream::readOn()
{
    m_reads = false;
    QByteArray more = m_socket->read(turn);
    if (!more.isEmpty())
        touch();
    if (m_refusedStatus > 0)
        return takeRefusal(more);
    if (m_state == State::Connecting && !more.isEmpty() && !takeAnswer(&more))
        return;
    if (m_state == State::Open && !more.isEmpty() && !takeFrames(more))
        return;
    if (m_socket->bytesAvailable() > 0)
        return readLater();
    if (m_ending)
        finish(m_ending->state, m_ending->words);
}

//! Leaves what stands behind the head in \a more. False when the socket is another's, or gone.
bool WebSocketStream::takeAnswer(QByteArray *more)
{
    m_answer += *more;
    more->clear();
    const UpgradeAnswer answer = readUpgradeAnswer(m_answer, m_key);
    switch (answer.kind) {
    case UpgradeAnswer::Kind::Unfinished:
        return true;
    case UpgradeAnswer::Kind::NotHttp:
        finish(State::Lost, tr("What answered is no daemon: it does not speak HTTP."));
        return false;
    case UpgradeAnswer::Kind::WrongKey:
        finish(State::Refused, tr("The answer to the upgrade is not the daemon's."));
        return false;
    case UpgradeAnswer::Kind::Refused:
        m_refusedStatus = answer.status;
        m_words = tr("The answer was %1 %2.")
                      .arg(answer.status)
                      .arg(boundedLine(answer.reason, textlimit::cell));
        m_answer.remove(0, answer.size);
        m_refusal.start(refusalLimit);
        takeRefusal({});
        return false;
    case UpgradeAnswer::Kind::Upgraded:
        break;
    }
    *more = m_answer.mid(answer.size);
    m_answer.clear();
    m_state = State::Open;
    touch();
    const QPointer<WebSocketStream> self(this);
    const quint64 round = m_round;
    emit stateChanged(m_state);
    return self && round == m_round;
}

//! The body of a refusal is where the daemon says why.
void WebSocketStream::takeRefusal(const QByteArray &more)
{
    m_answer += more.left(longestRefusal - m_answer.size());
    const QString said = QJsonDocument::fromJson(m_answer).object().value("error"_L1).toString();
    const bool isAll = m_ending && m_socket->bytesAvailable() == 0;
    if (!said.isEmpty() || isAll || m_answer.size() == longestRefusal)
        return finish(State::Refused, said.isEmpty() ? m_words : said);
    if (m_socket->bytesAvailable() > 0)
        readLater();
}

void WebSocketStream::onRefusalWaited()
{
    finish(State::Refused, m_words);
}

//! False when the stream came to its end, or a slot did something else with it.
bool WebSocketStream::takeFrames(const QByteArray &more)
{
    const FrameReader::Read read = m_frames.read(more);
    const QPointer<WebSocketStream> self(this);
    const quint64 round = m_round;
    if (!read.messages.isEmpty())
        emit messagesReceived(read.messages);
    if (!self || round != m_round)
        return false;
    answer(read);
    if (read.isClosed)
        finish(State::Ended, boundedLine(read.closeReason, textlimit::cell));
    else if (read.problem == FrameReader::Problem::TooLarge)
        finish(State::Ended, tr("The daemon sent a line that is too long."));
    else if (read.problem == FrameReader::Problem::Protocol)
        finish(State::Ended, tr("The daemon sent what cannot be read."));
    else if (m_socket->bytesToWrite() > mostUnreadAnswers)
        finish(State::Lost, tr("The daemon sends pings and does not read the answers."));
    return self && round == m_round;
}

void WebSocketStream::answer(const FrameReader::Read &read)
{
    if (read.ping)
        send(FrameKind::Pong, *read.ping);
    if (read.isClosed)
        send(FrameKind::Close, read.closeCode == 0 ? QByteArray() : codeBytes(read.closeCode));
    else if (read.problem == FrameReader::Problem::TooLarge)
        send(FrameKind::Close, codeBytes(messageTooBig));
    else if (read.problem == FrameReader::Problem::Protocol)
        send(FrameKind::Close, codeBytes(protocolError));
}

void WebSocketStream::send(FrameKind kind, const QByteArray &payload)
{
    m_socket->write(clientFrame(kind, payload, QRandomGenerator::system()->generate()));
    if (kind == FrameKind::Close)
        m_socket->flush(); // it is dropped next
}

void WebSocketStream::onSilence()
{
    finish(State::Lost,
           m_state == State::Open ? tr("Nothing came from the daemon for too long.")
                                  : tr("The daemon did not answer."));
}

void WebSocketStream::touch()
{
    if (m_state == State::Open)
        m_watchdog.start(m_idleLimit);
}

void WebSocketStream::finish(State state, QString words)
{
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
    m_reads = false;
    m_ending.reset();
    m_answer.clear();
    m_request.clear();
    m_frames = FrameReader(qsizetype(largestFrame));
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort(); // the TCP close is what ends the daemon's follow process
    m_socket.reset();
}

} // namespace angee
