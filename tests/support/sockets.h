// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QtGlobal>

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

namespace angee::test {

//! Ends the connection with RST instead of FIN, as a crash or a firewall does.
void resetConnection(QTcpSocket *socket);

//! A loopback port on which nothing listens (it was free a moment ago).
[[nodiscard]] quint16 closedPort();

} // namespace angee::test
