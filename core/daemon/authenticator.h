// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/operatordaemonerror.h"
#include "core/model/minttoken.h"
#include "core/model/workingidentity.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace angee {

class HttpClient;

//! \brief Keeps the bearer that ordinary calls carry valid.
//!
//! With an actor it mints a short-lived token on the admin bearer and renews it at 80 % of its
//! life, so that no request meets an expired one; a failed renewal is tried again until the token
//! ends. Lives are counted by the daemon's clock (ServerClock) on this machine's boot clock, so
//! that neither a wrong wall clock nor a sleep bends them. Two mints are never closer than a
//! second. Without an actor the admin bearer itself is used. Both stay in memory.
class Authenticator final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle,
        Minting, //!< no valid bearer yet: calls wait
        Ready,
        Failed, //!< the admin bearer was refused or no token could be had
    };
    Q_ENUM(State)

    //! \a client carries the ordinary calls; its bearer is set here and nowhere else.
    Authenticator(HttpClient *client, QByteArray adminBearer, WorkingIdentity identity,
                  QObject *parent = nullptr);
    ~Authenticator() override;

    void start();
    //! After a 401: mints anew, at most one at a time. Without an actor there is nothing to renew,
    //! and the state becomes Failed.
    void renew();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const OperatorDaemonError &error() const { return m_error; }
    //! True once the token must be over: the daemon would refuse it.
    [[nodiscard]] bool hasEnded() const;
    //! By this machine's clock. Invalid when working on the admin bearer, and for a token whose end
    //! is not known.
    [[nodiscard]] QDateTime expiresAt() const { return m_expiresAt; }
    //! Until the token is minted anew; nothing when no renewal is due by time.
    [[nodiscard]] std::optional<std::chrono::milliseconds> renewsIn() const;
    [[nodiscard]] const WorkingIdentity &identity() const { return m_identity; }

signals:
    void stateChanged(angee::Authenticator::State state);

private:
    void mint();
    void onMinted(const MintedToken &token, qint64 clockSkewMs);
    void onMintFailed(const OperatorDaemonError &error);
    void waitForRenewal();
    void onRenewalTimer();
    void setState(State state);

    HttpClient *m_client;
    HttpClient *m_adminClient; // carries the admin bearer to the mint route and nowhere else
    QByteArray m_adminBearer;
    WorkingIdentity m_identity;
    QDateTime m_expiresAt;
    OperatorDaemonError m_error;
    QTimer m_renewal;
    State m_state = State::Idle;
    bool m_minting = false;
    int m_refusedEarly = 0; // tokens in a row that were refused before their end
    // All by the boot clock.
    std::optional<qint64> m_mintedAt;
    std::optional<qint64> m_endsAt;
    qint64 m_renewAt = 0;
};

} // namespace angee
