// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/operatordaemon.h"

#include "core/settings/connectionsettings.h"

namespace angee {

OperatorDaemon::OperatorDaemon(const BaseUrl &base, const QByteArray &adminBearer,
                               const WorkingIdentity &identity, const ConnectionPolicy &policy,
                               QObject *parent)
    : QObject(parent)
    , m_http(new HttpClient(base, this))
{
    m_http->setPolicy(policy);
    m_authenticator = new Authenticator(m_http, adminBearer, identity, this);
    connect(m_authenticator, &Authenticator::stateChanged, this, &OperatorDaemon::onAuthentication);
    m_authenticator->start();
}

OperatorDaemon::~OperatorDaemon() = default;

OperatorDaemon *OperatorDaemon::fromSettings(const ConnectionSettings &settings, QObject *parent)
{
    const auto base = BaseUrl::parse(settings.url.value);
    if (!base)
        return nullptr;
    return new OperatorDaemon(*base, settings.token.value.toUtf8(), settings.identity(),
                              settings.policy, parent);
}

void OperatorDaemon::accept(DaemonCall *call)
{
    call->setParent(this);
    switch (m_authenticator->state()) {
    case Authenticator::State::Idle:
    case Authenticator::State::Minting:
        if (!call->request().anonymous) {
            m_waiting.append(call);
            return;
        }
        break;
    case Authenticator::State::Failed:
        if (!call->request().anonymous && !m_authenticator->identity().actor.isEmpty()) {
            call->fail(m_authenticator->error());
            return;
        }
        break;
    case Authenticator::State::Ready:
        // After a sleep of the machine, say: a change that met a 401 would not be asked again.
        if (!call->request().anonymous && m_authenticator->hasEnded()) {
            m_waiting.append(call);
            m_authenticator->renew();
            return;
        }
        break;
    }
    send(call);
}

void OperatorDaemon::send(DaemonCall *call)
{
    HttpExchange *exchange = m_http->send(call->request(), call);
    call->m_exchange = exchange;
    connect(exchange, &HttpExchange::bodyReceived, call, &DaemonCall::outputReceived);
    connect(exchange, &HttpExchange::finished, call,
            [this, call](const HttpResult &result) { onResult(call, result); });
}

void OperatorDaemon::onResult(DaemonCall *call, const HttpResult &result)
{
    const bool refused = result.isAnswer() && result.status == 401 && !call->request().anonymous;
    if (!refused) {
        call->onExchangeFinished(result);
        return;
    }
    const bool canRenew = !m_authenticator->identity().actor.isEmpty();
    if (canRenew && !call->request().mutation && !call->m_askedAgain) {
        call->m_askedAgain = true;
        m_waiting.append(call);
        m_authenticator->renew();
        return;
    }
    if (canRenew && !call->m_askedAgain)
        m_authenticator->renew(); // a change is not asked again, but the next call shall succeed
    else
        emit unauthorized();
    call->onExchangeFinished(result);
}

void OperatorDaemon::onAuthentication(Authenticator::State state)
{
    if (state != Authenticator::State::Ready && state != Authenticator::State::Failed)
        return;
    const auto waiting = std::exchange(m_waiting, {});
    for (const QPointer<DaemonCall> &call : waiting) {
        if (!call || call->isFinished() || call->m_aborted)
            continue;
        if (state == Authenticator::State::Ready)
            send(call);
        else
            call->fail(m_authenticator->error());
    }
    if (state == Authenticator::State::Failed
        && m_authenticator->error().kind == OperatorDaemonError::Kind::Unauthorized)
        emit unauthorized();
}

MintTokenCall *OperatorDaemon::mintToken(const QString &actor, const QStringList &scope,
                                         const QString &ttl)
{
    return run(new MintTokenCall(actor, scope, ttl));
}

IntrospectCall *OperatorDaemon::introspect()
{
    return run(new IntrospectCall);
}

SetSecretCall *OperatorDaemon::setSecret(const QString &name, const QString &value)
{
    return run(new SetSecretCall(name, value));
}

ResolveTemplateCall *OperatorDaemon::resolveTemplateRef(const QString &name, const QString &kind)
{
    return run(new ResolveTemplateCall(name, kind));
}

CreateWorkspaceCall *OperatorDaemon::createWorkspace(const WorkspaceRequest &workspace)
{
    return run(new CreateWorkspaceCall(workspace));
}

CreateServiceCall *OperatorDaemon::createService(const ServiceRequest &service)
{
    return run(new CreateServiceCall(service));
}

DestroyWorkspaceCall *OperatorDaemon::destroyWorkspace(const QString &name, bool purge)
{
    return run(new DestroyWorkspaceCall(name, purge));
}

ServiceActionCall *OperatorDaemon::destroyService(const QString &name)
{
    return run(new ServiceActionCall(name, ServiceAction::Destroy));
}

ServiceEndpointCall *OperatorDaemon::serviceEndpoint(const QString &name)
{
    return run(new ServiceEndpointCall(name));
}

MintRouteTokenCall *OperatorDaemon::mintRouteToken(const QString &actor, const QString &service,
                                                   const QString &ttl)
{
    return run(new MintRouteTokenCall(actor, service, ttl));
}

ReadFileCall *OperatorDaemon::readFile(const QString &source, const QString &path)
{
    return run(new ReadFileCall(source, path));
}

WriteFileCall *OperatorDaemon::writeFile(const QString &source, const QString &path,
                                         const QByteArray &content, const QString &etag)
{
    return run(new WriteFileCall(source, path, content, etag));
}

BuildStackCall *OperatorDaemon::stackBuild(const QStringList &services)
{
    return run(new BuildStackCall(services));
}

} // namespace angee
