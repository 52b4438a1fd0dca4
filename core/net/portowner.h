// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace angee {

//! Whose process something on the loopback of this machine is.
enum class PortOwner {
    Own, //!< this user's, the system's, or not to be told on this system
    Stranger, //!< another user's
    Nobody,
};

//! Who listens on \a port of 127.0.0.1 or of all addresses. Reads a table of the system.
[[nodiscard]] PortOwner ownerOfPort(quint16 port);

//! Who has the other end of a loopback connection between \a ownPort, which is ours, and \a
//! otherPort. The system itself counts as a stranger here unless it is this user.
[[nodiscard]] PortOwner ownerOfPeer(quint16 ownPort, quint16 otherPort);

} // namespace angee
