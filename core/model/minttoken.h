// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace angee {

//! \brief A short-lived token. Kept in memory only; scope is carried but not enforced by the
//! daemon.
struct MintedToken
{
    QByteArray token;
    QString actor;
    QDateTime expiresAt; //!< by this machine's clock; invalid when the daemon gave no such time
    QDateTime issuedAt; //!< by the daemon's clock, to a second; invalid when the token tells none

    friend bool operator==(const MintedToken &, const MintedToken &) = default;
};

} // namespace angee
