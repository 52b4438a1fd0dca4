// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/authenticator.h"

#include "core/daemon/tokencalls.h"
#include "core/net/httpclient.h"

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr double renewAt = 0.8;
constexpr std::chrono::milliseconds retryAfter{2'000};

} // namespace

Authenticator::Authenticator(HttpClient *client, QByteArray adminBearer, WorkingIdentity identity,
                             QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_adminClient(new HttpClient(client->base(), this))
    , m_adminBearer(std::move(adminBearer))
    , m_identity(std::move(identity))
{
    m_adminClient->setPolicy(client->policy());
    m_adminClient->setBearer(m_adminBearer);
    connect(m_adminClient, &HttpClient::certificateRefused, client,
            &HttpClient::certificateRefused);
    m_renewal.setSingleShot(true);
    connect(&m_renewal, &QTimer::timeout, this, &Authenticator::mint);
}

Authenticator::~Authenticator() = default;

void Authenticator::start()
{
    if (m_state != State::Idle)
        return;
    if (m_identity.actor.isEmpty()) {
        m_client->setBearer(m_adminBearer);
        setState(State::Ready);
        return;
    }
    setState(State::Minting);
    mint();
}

void Authenticator::renew()
{
    if (m_minting)
        return;
    if (m_identity.actor.isEmpty()) {
        m_error = {};
        m_error.kind = OperatorDaemonError::Kind::Unauthorized;
        m_error.status = 401;
        setState(State::Failed);
        return;
    }
    setState(State::Minting);
    mint();
}

void Authenticator::mint()
{
    if (m_minting)
        return;
    m_minting = true;
    const HttpRequest request =
        MintTokenCall(m_identity.actor, m_identity.scope, m_identity.ttl).request();
    HttpExchange *exchange = m_adminClient->send(request, this);
    connect(exchange, &HttpExchange::finished, this, [this, request](const HttpResult &result) {
        m_minting = false;
        if (!result.isSuccess())
            return onMintFailed(OperatorDaemonError::fromHttp(request, result));
        QString problem;
        const auto token = readMintedToken(result.body, &problem);
        if (!problem.isEmpty())
            return onMintFailed(OperatorDaemonError::invalidResponse(problem, result));
        onMinted(token);
    });
}

void Authenticator::onMinted(const MintedToken &token)
{
    m_client->setBearer(token.token);
    m_expiresAt = token.expiresAt;
    m_error = {};
    const qint64 life = std::max<qint64>(QDateTime::currentDateTimeUtc().msecsTo(m_expiresAt), 0);
    m_renewal.start(
        std::chrono::milliseconds(std::max<qint64>(qint64(double(life) * renewAt), 500)));
    emit renewed(m_expiresAt);
    setState(State::Ready);
}

void Authenticator::onMintFailed(const OperatorDaemonError &error)
{
    m_error = error;
    const bool stillValid = QDateTime::currentDateTimeUtc() < m_expiresAt;
    if (stillValid && error.kind != OperatorDaemonError::Kind::Unauthorized) {
        m_renewal.start(retryAfter);
        setState(State::Ready);
        return;
    }
    setState(State::Failed);
}

void Authenticator::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged(state);
}

} // namespace angee
