// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/tunnelrelay.h"

#include "core/net/portowner.h"

#include <QLocalSocket>
#include <QTcpServer>
#include <QTcpSocket>

namespace angee {

namespace {

constexpr qint64 piece = qint64(64) * 1024;
constexpr qint64 mostUnwritten = 4 * piece;

template <typename From, typename To>
void pump(From *from, To *to)
{
    while (from->isOpen() && to->isOpen() && from->bytesAvailable() > 0
           && to->bytesToWrite() < mostUnwritten)
        to->write(from->read(piece));
}

} // namespace

TunnelRelay::TunnelRelay(QObject *parent)
    : QObject(parent)
    , m_server(new QTcpServer(this))
{
    connect(m_server, &QTcpServer::newConnection, this, &TunnelRelay::onConnection);
    m_server->listen(QHostAddress::LocalHost);
}

TunnelRelay::~TunnelRelay() = default;

quint16 TunnelRelay::port() const
{
    return m_server->serverPort();
}

void TunnelRelay::setTarget(const QString &path)
{
    m_target = path;
    const auto open = findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : open)
        socket->abort();
}

void TunnelRelay::onConnection()
{
    while (QTcpSocket *near = m_server->nextPendingConnection()) {
        near->setParent(this);
        connect(near, &QTcpSocket::disconnected, near, &QObject::deleteLater);
        if (m_target.isEmpty()
            || ownerOfPeer(near->localPort(), near->peerPort()) != PortOwner::Own)
            near->abort();
        else
            relay(near);
    }
}

void TunnelRelay::relay(QTcpSocket *near)
{
    auto *far = new QLocalSocket(near);
    near->setReadBufferSize(mostUnwritten);
    far->setReadBufferSize(mostUnwritten);
    const auto out = [near, far] {
        if (far->state() == QLocalSocket::ConnectedState)
            pump(near, far);
    };
    const auto in = [near, far] { pump(far, near); };
    connect(near, &QTcpSocket::readyRead, far, out);
    connect(far, &QLocalSocket::connected, far, out);
    connect(far, &QLocalSocket::bytesWritten, far, out);
    connect(far, &QLocalSocket::readyRead, near, in);
    connect(near, &QTcpSocket::bytesWritten, far, in);
    connect(far, &QLocalSocket::readyRead, this, &TunnelRelay::carried);
    const auto farEnded = [near, far] {
        if (!near->isOpen())
            return;
        near->write(far->readAll());
        near->disconnectFromHost(); // once that is written
    };
    connect(far, &QLocalSocket::disconnected, near, farEnded);
    connect(far, &QLocalSocket::errorOccurred, near, [far, farEnded] {
        if (far->state() != QLocalSocket::ConnectedState)
            farEnded();
    });
    far->connectToServer(m_target);
}

} // namespace angee
