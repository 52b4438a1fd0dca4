// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/tcpproxy.h"

#include "tests/support/sockets.h"

#include <QTcpSocket>

#include <algorithm>
#include <utility>

namespace angee::test {

using namespace Qt::StringLiterals;

TcpProxy::TcpProxy(quint16 target, QObject *parent)
    : QTcpServer(parent)
    , m_target(target)
{
    if (!listen(QHostAddress::LocalHost))
        qFatal("no free loopback port");
    m_port = serverPort();
}

TcpProxy::~TcpProxy()
{
    for (const Pair &pair : std::exchange(m_pairs, {})) {
        pair.client->disconnect(this);
        pair.server->disconnect(this);
    }
}

QString TcpProxy::url() const
{
    return u"http://127.0.0.1:%1"_s.arg(m_port);
}

void TcpProxy::freeze()
{
    m_frozen = true;
}

void TcpProxy::thaw()
{
    m_frozen = false;
    const QList<Pair> pairs = m_pairs;
    for (const Pair &pair : pairs) {
        pump(pair.client, pair.server);
        pump(pair.server, pair.client);
        if (pair.client->state() == QAbstractSocket::UnconnectedState
            || pair.server->state() == QAbstractSocket::UnconnectedState)
            close(pair.client);
    }
}

void TcpProxy::cut(bool withReset)
{
    const QList<Pair> pairs = m_pairs;
    for (const Pair &pair : pairs) {
        if (withReset)
            resetConnection(pair.client);
        close(pair.client);
    }
}

void TcpProxy::refuse()
{
    QTcpServer::close();
}

void TcpProxy::accept()
{
    if (!isListening() && !listen(QHostAddress::LocalHost, m_port))
        qFatal("the port was taken meanwhile");
}

void TcpProxy::incomingConnection(qintptr descriptor)
{
    ++m_accepted;
    auto *client = new QTcpSocket(this);
    auto *server = new QTcpSocket(this);
    client->setSocketDescriptor(descriptor);
    m_pairs.append(Pair{client, server});
    connect(client, &QTcpSocket::readyRead, this, [=, this] { pump(client, server); });
    connect(server, &QTcpSocket::readyRead, this, [=, this] { pump(server, client); });
    connect(server, &QTcpSocket::connected, this, [=, this] { pump(client, server); });
    const auto end = [=, this] {
        if (!m_frozen)
            close(client);
    };
    connect(client, &QTcpSocket::disconnected, this, end);
    connect(server, &QTcpSocket::disconnected, this, end);
    connect(server, &QTcpSocket::errorOccurred, this, end);
    server->connectToHost(QHostAddress::LocalHost, m_target);
}

void TcpProxy::pump(QTcpSocket *from, QTcpSocket *to)
{
    if (!m_frozen && to->state() == QAbstractSocket::ConnectedState)
        to->write(from->readAll());
}

void TcpProxy::close(QTcpSocket *client)
{
    const auto found = std::find_if(m_pairs.cbegin(), m_pairs.cend(),
                                    [client](const Pair &pair) { return pair.client == client; });
    if (found == m_pairs.cend())
        return;
    const Pair pair = *found;
    m_pairs.erase(found);
    for (QTcpSocket *socket : {pair.client, pair.server}) {
        socket->disconnect(this);
        if (socket->state() == QAbstractSocket::UnconnectedState) {
            socket->deleteLater();
        } else {
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            socket->disconnectFromHost(); // after what is still to be written
        }
    }
}

} // namespace angee::test
