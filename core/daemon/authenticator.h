// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/operatordaemonerror.h"
#include "core/model/minttoken.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

namespace angee {

class HttpClient;

//! Who the console works as.
struct WorkingIdentity
{
    QString actor; //!< empty: work on the admin bearer itself
    QStringList scope;
    QString ttl; //!< empty: the daemon's default of one hour

    friend bool operator==(const WorkingIdentity &, const WorkingIdentity &) = default;
};

//! \brief Keeps the bearer that ordinary calls carry valid.
//!
//! With an actor it mints a short-lived token on the admin bearer and renews it at 80 % of its
//! life, so that no request meets an expired one; a failed renewal is tried again until the token
//! ends. Without an actor the admin bearer itself is used. Both stay in memory.
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
    //! Invalid when working on the admin bearer.
    [[nodiscard]] QDateTime expiresAt() const { return m_expiresAt; }
    [[nodiscard]] const WorkingIdentity &identity() const { return m_identity; }

signals:
    void stateChanged(angee::Authenticator::State state);
    void renewed(const QDateTime &expiresAt);

private:
    void mint();
    void onMinted(const MintedToken &token);
    void onMintFailed(const OperatorDaemonError &error);
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
};

} // namespace angee
