// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

namespace angee {

//! \brief What a signed token says of itself. Nothing of it is verified: that is for the daemon.
struct TokenClaims
{
    QString subject; //!< the actor
    QString issuer;
    QStringList audience; //!< "operator", or "svc:" and a service
    QStringList scope;
    QDateTime issuedAt; //!< by the daemon's clock
    QDateTime expiresAt;

    friend bool operator==(const TokenClaims &, const TokenClaims &) = default;
};

//! Nothing for what is no such token. What it holds is bounded.
[[nodiscard]] std::optional<TokenClaims> readClaims(const QByteArray &token);

//! Which token it was, for lists: 16 hexadecimal digits of its SHA-256, of no use to anybody who
//! does not have it.
[[nodiscard]] QString tokenFingerprint(const QByteArray &token);

} // namespace angee
