// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/firehose.h"

#include <QByteArray>
#include <QCryptographicHash>

#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace angee::test {

using namespace Qt::StringLiterals;

Firehose::Firehose(qint64 bytes)
    : Firehose(bytes, "text/plain", {}, QByteArray(64 * 1024, 'x'))
{ }

Firehose::Firehose(qint64 bytes, QByteArray type, QByteArray head, QByteArray block)
    : m_total(bytes)
    , m_type(std::move(type))
    , m_head(std::move(head))
    , m_block(std::move(block))
{
    m_listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    if (pipe(m_wake) != 0 || bind(m_listener, generic, size) != 0 || listen(m_listener, 1) != 0
        || getsockname(m_listener, generic, &size) != 0)
        qFatal("no free loopback port");
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { run(); });
}

Firehose::~Firehose()
{
    close(m_wake[1]);
    m_thread.join();
    close(m_wake[0]);
    close(m_listener);
}

QString Firehose::url() const
{
    return u"http://127.0.0.1:%1"_s.arg(m_port);
}

qint64 Firehose::waitUntilBlocked()
{
    m_blocked.acquire();
    m_blocked.release();
    return m_sent;
}

void Firehose::run()
{
    std::array<pollfd, 2> waits{{{m_listener, POLLIN, 0}, {m_wake[0], POLLIN, 0}}};
    if (poll(waits.data(), waits.size(), -1) < 0 || waits[1].revents != 0)
        return;
    const int client = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    const QByteArray head = answerHead(readRequest(client));
    bool going = writeAll(client, head.constData(), head.size());
    m_sent = 0;
    going = going && writeAll(client, m_head.constData(), m_head.size());
    while (going && m_sent < m_total)
        going =
            writeAll(client, m_block.constData(), qMin<qint64>(m_block.size(), m_total - m_sent));
    m_blocked.release();
    shutdown(client, SHUT_WR);
    std::array<char, 4096> rest{};
    waits[0].fd = client; // until the reader has closed: a close with unread bytes would reset
    while (poll(waits.data(), waits.size(), -1) > 0 && waits[1].revents == 0
           && read(client, rest.data(), rest.size()) > 0)
        ;
    close(client);
}

QByteArray Firehose::readRequest(int socket)
{
    QByteArray request;
    std::array<char, 4096> piece{};
    std::array<pollfd, 2> waits{{{socket, POLLIN, 0}, {m_wake[0], POLLIN, 0}}};
    while (!request.contains("\r\n\r\n") && poll(waits.data(), waits.size(), -1) > 0
           && waits[1].revents == 0) {
        const ssize_t count = read(socket, piece.data(), piece.size());
        if (count <= 0)
            break;
        request.append(piece.data(), count);
    }
    return request;
}

QByteArray Firehose::answerHead(const QByteArray &request) const
{
    if (!m_type.isEmpty())
        return "HTTP/1.1 200 OK\r\nContent-Type: " + m_type
            + "\r\nContent-Length: " + QByteArray::number(m_total) + "\r\n\r\n";
    const QByteArray name = "sec-websocket-key:";
    const qsizetype at = request.toLower().indexOf(name) + name.size();
    const QByteArray key = request.mid(at, request.indexOf('\r', at) - at).trimmed();
    const QByteArray accept = QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
                                                       QCryptographicHash::Sha1)
                                  .toBase64();
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Accept: "
        + accept + "\r\n\r\n";
}

bool Firehose::writeAll(int socket, const char *data, qint64 size)
{
    while (size > 0) {
        const ssize_t count = send(socket, data, size_t(size), MSG_NOSIGNAL);
        if (count > 0) {
            data += count;
            size -= count;
            m_sent += count;
            continue;
        }
        std::array<pollfd, 2> waits{{{socket, POLLOUT, 0}, {m_wake[0], POLLIN, 0}}};
        // A reader that lets half a second pass is holding us up.
        const int ready = poll(waits.data(), waits.size(), 500);
        if (ready == 0)
            m_blocked.release();
        else if (ready < 0 || waits[1].revents != 0 || (waits[0].revents & POLLERR) != 0)
            return false;
    }
    return true;
}

} // namespace angee::test
