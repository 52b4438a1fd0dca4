// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/firehose.h"

#include <QByteArray>

#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace angee::test {

using namespace Qt::StringLiterals;

Firehose::Firehose(qint64 bytes)
    : m_total(bytes)
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
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
        + QByteArray::number(m_total) + "\r\n\r\n";
    bool going = writeAll(client, head.constData(), head.size());
    const QByteArray block(64 * 1024, 'x');
    m_sent = 0;
    while (going && m_sent < m_total)
        going = writeAll(client, block.constData(), qMin<qint64>(block.size(), m_total - m_sent));
    m_blocked.release();
    shutdown(client, SHUT_WR);
    std::array<char, 4096> rest{};
    waits[0].fd = client; // until the reader has closed: a close with unread bytes would reset
    while (poll(waits.data(), waits.size(), -1) > 0 && waits[1].revents == 0
           && read(client, rest.data(), rest.size()) > 0)
        ;
    close(client);
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
