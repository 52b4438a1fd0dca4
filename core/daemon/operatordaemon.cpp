// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/operatordaemon.h"

#include "core/daemon/toolarguments.h"
#include "core/settings/connectionsettings.h"

namespace angee {

namespace {

//! Minting again cannot help before a person does something.
bool isFinal(const OperatorDaemonError &error)
{
    return error.kind == OperatorDaemonError::Kind::Unauthorized
        || error.kind == OperatorDaemonError::Kind::Blocked;
}

} // namespace

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
    if (const QString problem = problemWithToolArguments(call->request()); !problem.isEmpty()) {
        OperatorDaemonError error;
        error.kind = OperatorDaemonError::Kind::Blocked;
        error.field = QStringLiteral("ref");
        error.reason = problem;
        error.words = problem;
        call->fail(error);
        return;
    }
    if (call->request().anonymous)
        return send(call);
    whenAuthorised(
        call,
        [this, call] {
            if (!call->isFinished() && !call->m_aborted)
                send(call);
        },
        [call](const OperatorDaemonError &error) {
            if (!call->isFinished() && !call->m_aborted)
                call->fail(error);
        });
}

void OperatorDaemon::whenAuthorised(QObject *who, std::function<void()> go,
                                    std::function<void(const OperatorDaemonError &)> giveUp)
{
    bool renews = false;
    switch (m_authenticator->state()) {
    case Authenticator::State::Idle:
    case Authenticator::State::Minting:
        break;
    case Authenticator::State::Failed:
        if (m_authenticator->identity().actor.isEmpty())
            return go();
        if (isFinal(m_authenticator->error()))
            return giveUp(m_authenticator->error());
        renews = true;
        break;
    case Authenticator::State::Ready:
        // After a sleep of the machine, say: a change that met a 401 would not be asked again.
        if (!m_authenticator->hasEnded())
            return go();
        renews = true;
        break;
    }
    m_waiting.append({.who = who, .go = std::move(go), .giveUp = std::move(giveUp)});
    if (renews)
        m_authenticator->renew();
}

bool OperatorDaemon::askAgainAfter401(Effect effect, bool *askedAgain)
{
    const bool canRenew = !m_authenticator->identity().actor.isEmpty() && !*askedAgain;
    if (canRenew)
        m_authenticator->renew(); // for this one, or at least for the next
    else
        emit unauthorized();
    return canRenew && effect == Effect::Reads && !std::exchange(*askedAgain, true);
}

void OperatorDaemon::renewAuthorisation()
{
    if (!m_authenticator->identity().actor.isEmpty())
        m_authenticator->renew();
}

DaemonEvents *OperatorDaemon::subscribe(const QByteArray &body, qsizetype largestEvent,
                                        QObject *parent)
{
    return new DaemonEvents(this, body, largestEvent, parent);
}

DaemonLog *OperatorDaemon::openLog(const QString &service, int tail, QObject *parent)
{
    return new DaemonLog(this, service, tail, parent);
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
    const Effect effect = call->request().mutation ? Effect::Changes : Effect::Reads;
    const QPointer<DaemonCall> alive(call);
    if (refused && askAgainAfter401(effect, &call->m_askedAgain))
        return accept(call);
    if (alive)
        call->onExchangeFinished(result);
}

void OperatorDaemon::onAuthentication(Authenticator::State state)
{
    if (state != Authenticator::State::Ready && state != Authenticator::State::Failed)
        return;
    const auto waiting = std::exchange(m_waiting, {});
    for (const Waiting &each : waiting) {
        if (!each.who)
            continue;
        if (state == Authenticator::State::Ready)
            each.go();
        else
            each.giveUp(m_authenticator->error());
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
