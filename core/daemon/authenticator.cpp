// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/authenticator.h"

#include "core/base/clocks.h"
#include "core/base/logging.h"
#include "core/daemon/tokencalls.h"
#include "core/net/httpclient.h"

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;
using Ms = std::chrono::milliseconds;

namespace {

constexpr double renewAt = 0.8;
constexpr Ms retryAfter{2'000};
// Whatever a token, a clock or a daemon says: never two mints a second, and ever fewer when the
// tokens that come are refused.
constexpr qint64 shortestPauseMs = 1'000;
constexpr qint64 longestPauseMs = 60'000;
constexpr int mostDoublings = 6;
// A timer counts no sleep of the machine, so it looks again now and then.
constexpr Ms longestWait{60'000};

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
    m_adminClient->shareWith(*client);
    connect(m_adminClient, &HttpClient::certificateRefused, client,
            &HttpClient::certificateRefused);
    m_renewal.setSingleShot(true);
    connect(&m_renewal, &QTimer::timeout, this, &Authenticator::onRenewalTimer);
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
    if (m_minting || m_state == State::Minting)
        return;
    if (m_identity.actor.isEmpty()) {
        m_error = {};
        m_error.kind = OperatorDaemonError::Kind::Unauthorized;
        m_error.status = 401;
        setState(State::Failed);
        return;
    }
    // A token that ends before its time says nothing good of the next one.
    if (m_state == State::Ready)
        m_refusedEarly = hasEnded() ? 0 : std::min(m_refusedEarly + 1, mostDoublings);
    setState(State::Minting);
    mint();
}

bool Authenticator::hasEnded() const
{
    return m_endsAt && bootClockMs() >= *m_endsAt;
}

std::optional<Ms> Authenticator::renewsIn() const
{
    if (!m_renewal.isActive())
        return std::nullopt;
    return Ms(m_renewAt - bootClockMs());
}

void Authenticator::mint()
{
    if (m_minting)
        return;
    const qint64 now = bootClockMs();
    if (m_mintedAt) {
        const qint64 pause =
            std::min(longestPauseMs, shortestPauseMs << std::max(0, m_refusedEarly - 1));
        if (const qint64 early = *m_mintedAt + pause - now; early > 0) {
            m_renewAt = now + early;
            m_renewal.start(Ms(early));
            return;
        }
    }
    m_minting = true;
    m_mintedAt = now;
    m_renewal.stop();
    qCDebug(tokenLog) << "minting";
    const HttpRequest request =
        MintTokenCall(m_identity.actor, m_identity.scope, m_identity.ttl).request();
    HttpExchange *exchange = m_adminClient->send(request, this);
    connect(exchange, &HttpExchange::finished, this, [this, request](const HttpResult &result) {
        m_minting = false;
        if (!result.isSuccess())
            return onMintFailed(OperatorDaemonError::fromHttp(request, result));
        QString problem;
        const auto token = readMintedToken(result, &problem);
        if (!problem.isEmpty())
            return onMintFailed(OperatorDaemonError::invalidResponse(problem, result));
        onMinted(token, result.clockSkewMs);
    });
}

void Authenticator::onMinted(const MintedToken &token, qint64 clockSkewMs)
{
    const qint64 now = bootClockMs();
    ServerClock &clock = m_client->clock();
    if (!clock.isKnown() && token.issuedAt.isValid())
        clock.observe(token.issuedAt.toMSecsSinceEpoch(), *m_mintedAt, now);
    m_client->setBearer(token.token);
    m_error = {};
    // The life that is left, by the clock that will judge the token.
    const qint64 wireEnd = token.expiresAt.toMSecsSinceEpoch() - clockSkewMs;
    const qint64 life = token.expiresAt.isValid() ? wireEnd - clock.nowMs() : 0;
    if (life > 0) {
        m_expiresAt = QDateTime::fromMSecsSinceEpoch(wireEnd + clock.skewMs(), Qt::UTC);
        m_endsAt = now + life;
        m_renewAt = now + std::max(qint64(double(life) * renewAt), shortestPauseMs);
        waitForRenewal();
    } else {
        // No end, or one that is over already: the token is good until the daemon refuses it.
        qCWarning(tokenLog) << "the daemon gave no usable end of a token";
        m_expiresAt = {};
        m_endsAt.reset();
        m_renewal.stop();
    }
    setState(State::Ready);
}

void Authenticator::onMintFailed(const OperatorDaemonError &error)
{
    m_error = error;
    const bool stillValid = m_endsAt && !hasEnded();
    if (stillValid && error.kind != OperatorDaemonError::Kind::Unauthorized) {
        m_renewAt = bootClockMs() + retryAfter.count();
        waitForRenewal();
        setState(State::Ready);
        return;
    }
    setState(State::Failed);
}

void Authenticator::waitForRenewal()
{
    m_renewal.start(std::clamp(Ms(m_renewAt - bootClockMs()), Ms(0), longestWait));
}

void Authenticator::onRenewalTimer()
{
    if (bootClockMs() < m_renewAt)
        return waitForRenewal();
    if (m_state == State::Ready)
        m_refusedEarly = 0; // it lived as long as it should
    mint();
}

void Authenticator::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged(state);
}

} // namespace angee
