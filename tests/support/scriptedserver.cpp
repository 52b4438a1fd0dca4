// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/scriptedserver.h"

#include "tests/support/sockets.h"

#include <QCryptographicHash>
#include <QFile>
#include <QPointer>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTimer>

#include <algorithm>
#include <numeric>

namespace angee::test {

using namespace Qt::StringLiterals;

QByteArray ReceivedRequest::header(const QByteArray &name) const
{
    for (const Header &header : headers) {
        if (header.first.compare(name, Qt::CaseInsensitive) == 0)
            return header.second;
    }
    return {};
}

bool ReceivedRequest::hasHeader(const QByteArray &name) const
{
    return std::any_of(headers.cbegin(), headers.cend(), [&name](const Header &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
}

// ---- Script ------------------------------------------------------------------------------------

Script Script::head(int status, const QByteArray &contentType, qint64 length,
                    const QList<Header> &extra)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + " Scripted\r\n";
    if (!contentType.isEmpty())
        head += "Content-Type: " + contentType + "\r\n";
    if (length >= 0)
        head += "Content-Length: " + QByteArray::number(length) + "\r\n";
    else if (length == -1)
        head += "Transfer-Encoding: chunked\r\n";
    for (const Header &header : extra)
        head += header.first + ": " + header.second + "\r\n";
    Script script;
    script.bytes(head + "\r\n");
    return script;
}

Script Script::answer(int status, const QByteArray &contentType, const QByteArray &body,
                      const QList<Header> &extra)
{
    return head(status, contentType, body.size(), extra).bytes(body);
}

Script Script::json(const QByteArray &body, int status)
{
    return answer(status, "application/json"_ba, body);
}

Script Script::text(const QByteArray &body, int status)
{
    return answer(status, "text/plain; charset=utf-8"_ba, body);
}

Script Script::redirect(int status, const QByteArray &location)
{
    return answer(status, "text/html"_ba, "<a href=\"elsewhere\">Moved</a>"_ba,
                  {{"Location"_ba, location}});
}

Script Script::silence()
{
    return {};
}

Script Script::webSocket(const ReceivedRequest &request)
{
    const QByteArray key =
        request.header("Sec-WebSocket-Key"_ba) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    const QByteArray accept = QCryptographicHash::hash(key, QCryptographicHash::Sha1).toBase64();
    Script script;
    script.bytes("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                 "Connection: Upgrade\r\nSec-WebSocket-Accept: "
                 + accept + "\r\n\r\n");
    return script.add(Kind::Raw);
}

Script &Script::add(Kind kind, const QByteArray &data, int milliseconds)
{
    m_steps.append({kind, data, milliseconds});
    return *this;
}

Script &Script::bytes(const QByteArray &data)
{
    return add(Kind::Bytes, data);
}

Script &Script::chunk(const QByteArray &data)
{
    return bytes(QByteArray::number(data.size(), 16) + "\r\n" + data + "\r\n");
}

Script &Script::lastChunk()
{
    return bytes("0\r\n\r\n"_ba);
}

Script &Script::frame(const QByteArray &text)
{
    QByteArray head("\x81");
    if (text.size() < 126) {
        head += char(text.size());
    } else {
        const int width = text.size() < 65536 ? 2 : 8;
        head += char(width == 2 ? 126 : 127);
        for (int i = width - 1; i >= 0; --i)
            head += char((text.size() >> (8 * i)) & 0xff);
    }
    return bytes(head + text);
}

Script &Script::ping()
{
    return bytes(QByteArray("\x89\x00", 2));
}

Script &Script::add(const Script &other)
{
    m_steps += other.m_steps;
    return *this;
}

Script &Script::after(int milliseconds)
{
    return add(Kind::After, {}, milliseconds);
}

Script &Script::pause()
{
    return add(Kind::Pause);
}

Script &Script::closeFin()
{
    return add(Kind::Fin);
}

Script &Script::closeRst()
{
    return add(Kind::Rst);
}

// ---- ScriptedConnection ------------------------------------------------------------------------

//! One accepted connection: reads requests, plays scripts.
class ScriptedConnection final : public QObject
{
public:
    ScriptedConnection(ScriptedServer *server, QTcpSocket *socket, int number);

    void play(const Script &script);
    void resume();
    [[nodiscard]] bool isIdle() const { return m_steps.isEmpty() && !m_raw; }
    [[nodiscard]] int number() const { return m_number; }
    void close(bool withReset);

private:
    void onReadyRead();
    void onDisconnected();
    bool parseRequest();
    void advance();

    ScriptedServer *m_server;
    QTcpSocket *m_socket;
    QByteArray m_input;
    qsizetype m_expected = 0; // size of the request that is under way
    QList<Script::Step> m_steps;
    const int m_number;
    bool m_waiting = false; // in after() or pause()
    bool m_paused = false;
    bool m_raw = false;
    bool m_closed = false;
};

ScriptedConnection::ScriptedConnection(ScriptedServer *server, QTcpSocket *socket, int number)
    : QObject(server)
    , m_server(server)
    , m_socket(socket)
    , m_number(number)
{
    socket->setParent(this);
    connect(socket, &QTcpSocket::readyRead, this, &ScriptedConnection::onReadyRead);
    connect(socket, &QTcpSocket::disconnected, this, &ScriptedConnection::onDisconnected);
}

void ScriptedConnection::play(const Script &script)
{
    m_steps += script.m_steps;
    advance();
}

void ScriptedConnection::resume()
{
    if (!m_paused)
        return;
    m_paused = false;
    m_waiting = false;
    advance();
}

void ScriptedConnection::close(bool withReset)
{
    if (m_closed)
        return;
    if (withReset) {
        resetConnection(m_socket);
        onDisconnected(); // abort() is silent when the socket had nothing to tell
    } else {
        m_socket->disconnectFromHost();
    }
}

void ScriptedConnection::onReadyRead()
{
    const QByteArray data = m_socket->readAll();
    m_server->m_received[m_number] += data.size();
    if (m_raw) {
        m_server->m_rawInput += data;
        return;
    }
    m_input += data;
    while (!m_closed && parseRequest())
        ;
}

void ScriptedConnection::onDisconnected()
{
    if (m_closed)
        return;
    m_closed = true;
    m_steps.clear();
    m_server->m_connections.removeOne(this);
    emit m_server->connectionClosed(m_number);
    deleteLater();
}

bool ScriptedConnection::parseRequest()
{
    const qsizetype end = m_input.size() < m_expected ? -1 : m_input.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    const QByteArrayList lines = m_input.left(end).replace("\r\n", "\n").split('\n');
    const QByteArrayList words = lines.first().split(' ');
    ReceivedRequest request;
    request.connection = m_number;
    request.verb = words.value(0);
    request.target = words.value(1);
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
    }
    const qsizetype length = request.header("Content-Length"_ba).toLongLong();
    m_expected = end + 4 + length;
    if (m_input.size() < m_expected)
        return false;
    request.body = m_input.mid(end + 4, length);
    m_input.remove(0, std::exchange(m_expected, 0));

    m_server->m_requests.append(request);
    play(m_server->scriptFor(request));
    emit m_server->requestReceived();
    return true;
}

void ScriptedConnection::advance()
{
    while (!m_waiting && !m_closed && !m_steps.isEmpty()) {
        const Script::Step step = m_steps.takeFirst();
        switch (step.kind) {
        case Script::Kind::Bytes:
            m_socket->write(step.data);
            break;
        case Script::Kind::After:
            m_waiting = true;
            QTimer::singleShot(step.milliseconds, this, [this] {
                m_waiting = false;
                advance();
            });
            break;
        case Script::Kind::Pause:
            m_waiting = true;
            m_paused = true;
            break;
        case Script::Kind::Fin:
            m_steps.clear();
            close(false);
            break;
        case Script::Kind::Rst:
            m_steps.clear();
            m_socket->flush();
            close(true);
            break;
        case Script::Kind::Raw:
            m_raw = true;
            break;
        }
    }
}

// ---- ScriptedServer ----------------------------------------------------------------------------

ScriptedServer::ScriptedServer(QObject *parent)
    : QTcpServer(parent)
{
    if (!listen(QHostAddress::LocalHost))
        qFatal("no free loopback port");
}

ScriptedServer::~ScriptedServer()
{
    const QList<ScriptedConnection *> connections = std::exchange(m_connections, {});
    qDeleteAll(connections);
}

void ScriptedServer::useTls(const QString &name)
{
    const QString folder = QStringLiteral(ANGEE_TEST_DATA) + u"/tls/"_s;
    QFile key(folder + name + u".key"_s);
    if (!key.open(QIODevice::ReadOnly))
        qFatal("no key of this name");
    m_tls = QSslConfiguration::defaultConfiguration();
    m_tls.setLocalCertificateChain(QSslCertificate::fromPath(folder + name + u".crt"_s));
    m_tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
    m_tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    m_useTls = true;
}

QSslCertificate ScriptedServer::certificate() const
{
    return m_tls.localCertificate();
}

QString ScriptedServer::url() const
{
    return u"%1://127.0.0.1:%2"_s.arg(m_useTls ? u"https"_s : u"http"_s).arg(serverPort());
}

void ScriptedServer::enqueue(const Script &script)
{
    m_queue.enqueue(script);
}

void ScriptedServer::setHandler(Handler handler)
{
    m_handler = std::move(handler);
}

void ScriptedServer::setGreeting(const Script &script)
{
    m_greeting = script;
}

void ScriptedServer::resume()
{
    const QList<ScriptedConnection *> connections = m_connections;
    for (ScriptedConnection *connection : connections)
        connection->resume();
}

void ScriptedServer::closeIdle(bool withReset)
{
    const QList<ScriptedConnection *> connections = m_connections;
    for (ScriptedConnection *connection : connections) {
        if (connection->isIdle())
            connection->close(withReset);
    }
}

void ScriptedServer::play(int connection, const Script &script)
{
    for (ScriptedConnection *candidate : std::as_const(m_connections)) {
        if (candidate->number() == connection)
            return candidate->play(script);
    }
}

qsizetype ScriptedServer::count(const QByteArray &verb, const QByteArray &target) const
{
    return std::count_if(
        m_requests.cbegin(), m_requests.cend(), [&](const ReceivedRequest &request) {
            return request.verb == verb && (target.isEmpty() || request.target == target);
        });
}

qint64 ScriptedServer::bytesReceived() const
{
    return std::accumulate(m_received.cbegin(), m_received.cend(), qint64(0));
}

int ScriptedServer::open() const
{
    return int(m_connections.size());
}

void ScriptedServer::incomingConnection(qintptr descriptor)
{
    QTcpSocket *socket = nullptr;
    if (m_useTls) {
        auto *secure = new QSslSocket(this);
        secure->setSslConfiguration(m_tls);
        secure->setSocketDescriptor(descriptor);
        secure->startServerEncryption();
        socket = secure;
    } else {
        socket = new QTcpSocket(this);
        socket->setSocketDescriptor(descriptor);
    }
    auto *connection = new ScriptedConnection(this, socket, accepted());
    m_received.append(0);
    m_connections.append(connection);
    connection->play(m_greeting);
}

Script ScriptedServer::scriptFor(const ReceivedRequest &request)
{
    if (!m_queue.isEmpty())
        return m_queue.dequeue();
    if (m_handler)
        return m_handler(request);
    m_unexpected.append(request.verb + ' ' + request.target);
    return Script::text("unexpected request"_ba, 500);
}

} // namespace angee::test
