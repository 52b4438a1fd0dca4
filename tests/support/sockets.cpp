// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/sockets.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <sys/socket.h>

namespace angee::test {

void resetConnection(QTcpSocket *socket)
{
    const linger atOnce{1, 0};
    setsockopt(int(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    socket->abort();
}

quint16 closedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace angee::test
