// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/engine/gotime.h"
#include "app/sandbox/engine/reply.h"

#include <QByteArray>
#include <QStringList>

namespace angee::sandbox {

//! \brief Mints and checks the daemon's tokens: JWT, HS256 (contract.md, section 2). Immutable,
//! safe from any thread.
class TokenMinter final
{
public:
    //! \a secret empty: the key is derived from \a adminToken as the daemon does it.
    TokenMinter(const QByteArray &adminToken, const QByteArray &secret, const Clock *clock);

    struct Minted
    {
        QByteArray token;
        QString actor;
        WireTime expiresAt;
    };
    //! \a ttl is Go syntax, empty for one hour. Throws the daemon's 400s.
    [[nodiscard]] Minted mint(const QString &actor, const QStringList &scope, const QString &ttl,
                              const QString &audience) const;
    //! True if \a token is one of ours, has not ended, and is for \a audience.
    [[nodiscard]] bool verify(const QByteArray &token, const QString &audience) const;

private:
    [[nodiscard]] QByteArray sign(const QByteArray &text) const;

    QByteArray m_key;
    const Clock *m_clock;
};

//! Compares in a time that does not depend on where the two differ.
[[nodiscard]] bool equalSecrets(const QByteArray &a, const QByteArray &b);

} // namespace angee::sandbox
