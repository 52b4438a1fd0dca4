// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/manifest.h"
#include "app/sandbox/engine/reply.h"

#include <QRegularExpression>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

void checkOneOf(const QString &where, const QString &value, const QStringList &allowed)
{
    if (!value.isEmpty() && !allowed.contains(value))
        throw EngineError::failed(u"manifest validation: %1 must be one of %2, not %3"_s.arg(
            where, allowed.join(u", "_s), goQuote(value)));
}

void checkRunnable(const QString &kind, const QString &name, const Runnable &runnable)
{
    const QString who = u"%1 %2"_s.arg(kind, goQuote(name));
    if (runnable.runtime.isEmpty())
        throw EngineError::failed(u"%1 requires runtime"_s.arg(who));
    const bool built = !runnable.build.isUndefined();
    if (runnable.isContainer()) {
        if (runnable.image.isEmpty() && !built)
            throw EngineError::failed(
                u"%1 with runtime container requires image or build"_s.arg(who));
    } else if (runnable.runtime == "local"_L1) {
        if (!runnable.image.isEmpty())
            throw EngineError::failed(u"%1 with runtime local must not set image"_s.arg(who));
        if (runnable.command.isEmpty())
            throw EngineError::failed(u"%1 with runtime local requires command"_s.arg(who));
        if (runnable.route)
            throw EngineError::failed(u"%1: route requires runtime: container"_s.arg(who));
    } else {
        throw EngineError::failed(
            u"%1 has unsupported runtime %2"_s.arg(who, goQuote(runnable.runtime)));
    }
    if (runnable.route) {
        if (runnable.route->port < 1 || runnable.route->port > 65535)
            throw EngineError::failed(
                u"manifest validation: %1: route.port is out of range"_s.arg(who));
        checkOneOf(who + u": route.auth"_s, runnable.route->auth, {u"forward"_s, u"none"_s});
    }
}

void checkRoutes(const Manifest &manifest)
{
    static const QRegularExpression routable(u"^[a-z0-9][a-z0-9_-]{0,62}$"_s);
    const bool byPath = manifest.ingress.routing == "path"_L1;
    for (const auto &[name, service] : manifest.services) {
        if (!service.route)
            continue;
        const QString who = u"service %1"_s.arg(goQuote(name));
        if (name == "edge"_L1)
            throw EngineError::failed(u"%1: name is reserved for the ingress edge"_s.arg(who));
        if (!routable.match(name).hasMatch())
            throw EngineError::failed(
                u"%1: name not allowed for ingress routing (must match %2)"_s.arg(
                    who, routable.pattern()));
        if (!service.route->host.isEmpty() && !service.route->path.isEmpty())
            throw EngineError::failed(
                u"%1: route.host and route.path are mutually exclusive"_s.arg(who));
        if (!service.route->path.isEmpty() && !byPath)
            throw EngineError::failed(u"%1: route.path requires ingress.routing: path"_s.arg(who));
        if (!service.route->host.isEmpty() && byPath)
            throw EngineError::failed(u"%1: route.host requires ingress.routing: host"_s.arg(who));
    }
}

void checkIngress(const Manifest &manifest)
{
    const Ingress &ingress = manifest.ingress;
    checkOneOf(u"ingress.type"_s, ingress.type, {u"none"_s, u"caddy"_s});
    checkOneOf(u"ingress.routing"_s, ingress.routing, {u"host"_s, u"path"_s});
    checkOneOf(u"ingress.tls"_s, ingress.tls, {u"auto"_s, u"off"_s});
    const bool caddy = ingress.type == "caddy"_L1;
    if (ingress.port != 0 && !caddy)
        throw EngineError::failed(u"ingress.port requires ingress.type: caddy"_s);
    if (ingress.port != 0 && ingress.tls != "off"_L1)
        throw EngineError::failed(
            u"ingress.port requires ingress.tls: off (the tls: auto edge uses 443/80)"_s);
    if (ingress.routing == "path"_L1 && ingress.domain.isEmpty()
        && manifest.operatorSection.domain.isEmpty())
        throw EngineError::failed(
            u"ingress.routing: path requires ingress.domain or operator.domain"_s);
    if (caddy)
        checkRoutes(manifest);
}

} // namespace

bool Runnable::isContainer() const
{
    return runtime == "container"_L1;
}

void Manifest::normalise()
{
    if (version == 0)
        version = 1;
    if (kind.isEmpty())
        kind = u"stack"_s;
    if (ingress.type.isEmpty())
        ingress.type = u"none"_s;
    if (name.trimmed().isEmpty())
        throw EngineError::failed(u"manifest name is required"_s);
    if (version != 1 || kind != "stack"_L1)
        throw EngineError::failed(
            u"manifest validation: version must be 1 and kind must be stack"_s);
    checkOneOf(u"secrets_backend.type"_s, secretsBackend.type, {u"env-file"_s, u"openbao"_s});
    for (const auto &[key, source] : sources) {
        if (source.kind != "git"_L1 && source.kind != "local"_L1)
            throw EngineError::failed(
                u"manifest validation: sources[%1].kind must be git or local"_s.arg(key));
    }
    for (const auto &[key, workspace] : workspaces) {
        if (workspace.templateRef.isEmpty())
            throw EngineError::failed(
                u"manifest validation: workspaces[%1].template is required"_s.arg(key));
    }
    for (const auto &[key, service] : services)
        checkRunnable(u"service"_s, key, service);
    for (const auto &[key, job] : jobs)
        checkRunnable(u"job"_s, key, job);
    checkIngress(*this);
}

} // namespace angee::sandbox
