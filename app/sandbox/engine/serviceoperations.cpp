// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/composetool.h"
#include "app/sandbox/engine/enginestate.h"
#include "app/sandbox/engine/fileaccess.h"
#include "app/sandbox/engine/supervisorwords.h"

#include <QDir>
#include <QJsonArray>
#include <QRegularExpression>
#include <QUrl>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

using SeenContainers = std::map<QString, ComposeTool::Seen>;

//! ServiceState.
QJsonObject serviceState(const EngineState &state, const SeenContainers &containers,
                         const QString &name, const Runnable &service)
{
    ComposeTool::Seen seen;
    if (!service.isContainer())
        seen.status = state.processes.status(name);
    else if (const auto it = containers.find(name); it != containers.end())
        seen = it->second;
    QJsonObject body{{u"name"_s, name},
                     {u"runtime"_s, service.runtime},
                     {u"status"_s, seen.status.isEmpty() ? u"declared"_s : seen.status}};
    if (!seen.health.isEmpty())
        body.insert(u"health"_s, seen.health);
    return body;
}

Runnable runnableFrom(const RequestFields &fields, const QString &name)
{
    Runnable service;
    service.runtime = fields.text(u"runtime"_s);
    service.image = fields.text(u"image"_s);
    service.command = fields.texts(u"command"_s).value_or(QStringList());
    service.mounts = fields.texts(u"mounts"_s).value_or(QStringList());
    service.env = fields.textMap(u"env"_s).value_or(NameMap<QString>());
    service.ports = fields.texts(u"ports"_s).value_or(QStringList());
    service.workdir = fields.text(u"workdir"_s);
    if (!service.runtime.isEmpty())
        return service;
    if (!service.image.isEmpty())
        service.runtime = u"container"_s;
    else if (!service.command.isEmpty())
        service.runtime = u"local"_s;
    else
        throw EngineError::invalid(u"service"_s,
                                   u"%1 requires --image or --command"_s.arg(goQuote(name)));
    return service;
}

//! Throws what the supervisor's tool says when nobody answers it.
[[noreturn]] void refuseDown(const EngineState &state, const QString &verb, const QString &name)
{
    throw EngineError::failed(
        SupervisorWords::whileDown(state.manifest(), state.clock, verb, name).sentence());
}

void checkAction(const EngineState &state, const std::optional<QString> &error, const QString &verb,
                 const QString &name)
{
    if (error)
        throw EngineError::failed(
            SupervisorWords::refusal(state.manifest(), state.clock, verb, name, *error).sentence());
}

//! Everything that \a name needs, itself included.
QStringList withDependencies(const std::map<QString, ProcessTable::Program> &programs,
                             const QString &name)
{
    QStringList out{name};
    for (qsizetype i = 0; i < out.size(); ++i) {
        const auto program = programs.find(out.at(i));
        if (program == programs.end())
            continue;
        for (const QString &dependency : program->second.after) {
            if (!out.contains(dependency))
                out += dependency;
        }
    }
    return out;
}

void startLocal(EngineState *state, StackPlan plan, const QString &name)
{
    if (state->processes.isUp()) {
        state->processes.define(plan.programs);
        if (state->processes.status(name) != "running"_L1)
            checkAction(*state, state->processes.start(name), u"start"_s, name);
        return;
    }
    const QStringList wanted = withDependencies(plan.programs, name);
    for (auto it = plan.programs.begin(); it != plan.programs.end(); ++it)
        it->second.isDisabled = !wanted.contains(it->first);
    state->processes.launch(plan.programs);
}

void actOnContainer(EngineState *state, const QString &name, const QString &verb, const Stop &stop)
{
    ComposeTool tool(state, stop);
    if (verb == "up"_L1)
        tool.up({name});
    else if (verb == "start"_L1)
        tool.start(name);
    else if (verb == "stop"_L1)
        tool.stop(name);
    else
        tool.restart(name);
}

void actOn(EngineState *state, const StackPlan &plan, const QString &name, const Runnable &service,
           const QString &verb, const Stop &stop)
{
    if (service.isContainer())
        return actOnContainer(state, name, verb, stop);
    if (verb == "up"_L1)
        return startLocal(state, plan, name);
    ProcessTable &processes = state->processes;
    if (!processes.isUp())
        refuseDown(*state, verb, name);
    processes.define(plan.programs);
    checkAction(*state,
                verb == "start"_L1      ? processes.start(name)
                    : verb == "stop"_L1 ? processes.stop(name)
                                        : processes.restart(name),
                verb, name);
}

QString ingressDomain(const Manifest &manifest)
{
    return manifest.ingress.domain.isEmpty() ? manifest.operatorSection.domain
                                             : manifest.ingress.domain;
}

QString routeUrl(const Manifest &manifest, const QString &name, const Route &route)
{
    const Ingress &ingress = manifest.ingress;
    const bool plain = ingress.tls == "off"_L1;
    const QString port = plain && ingress.port != 0 && ingress.port != 80
        ? u':' + QString::number(ingress.port)
        : QString();
    const QString scheme = plain ? u"ws://"_s : u"wss://"_s;
    const QString domain = ingressDomain(manifest);
    if (ingress.routing == "path"_L1) {
        QString prefix = route.path.isEmpty() ? u'/' + name : route.path;
        while (prefix.endsWith(u'/'))
            prefix.chop(1);
        return scheme + domain + port + prefix + u'/';
    }
    const QString host = !route.host.isEmpty() ? route.host
        : domain.isEmpty()                     ? name + u".localhost"_s
                                               : name + u'.' + domain;
    return scheme + host + port + u'/';
}

} // namespace

Reply StackEngine::services(const ListQuery &query)
{
    return answer([&] {
        std::vector<ListRow> rows;
        const Manifest manifest = m_state->manifest();
        const SeenContainers containers = ComposeTool(m_state.get()).seen();
        for (const auto &[name, service] : manifest.services) {
            const QJsonObject body = serviceState(*m_state, containers, name, service);
            rows.push_back({body,
                            {{u"id"_s, name},
                             {u"name"_s, name},
                             {u"runtime"_s, service.runtime},
                             {u"status"_s, body.value("status"_L1)},
                             {u"health"_s,
                              body.contains("health"_L1) ? body.value("health"_L1)
                                                         : QJsonValue(QJsonValue::Null)}}});
        }
        return Reply::json(applyListQuery(
            rows, query, {u"id"_s, u"name"_s, u"runtime"_s, u"status"_s, u"health"_s}));
    });
}

Reply StackEngine::serviceInit(const QJsonValue &body, Stop stop)
{
    return answer([&] {
        const RequestFields fields(body, u"ServiceInitRequest"_s);
        const QString name = fields.text(u"name"_s);
        const bool start = fields.flag(u"start"_s);
        if (name.isEmpty())
            throw EngineError::invalid(u"name"_s, u"service name is required"_s);
        auto lock = m_state->begin(stop);
        Manifest manifest = m_state->manifest();
        if (manifest.services.contains(name))
            throw EngineError::conflict(u"service"_s, name, u"already exists"_s);
        const Runnable service = runnableFrom(fields, name);
        manifest.services.emplace(name, service);
        manifest.save(m_state->manifestPath());
        const StackPlan plan = prepareStack(m_state.get(), manifest, stop);
        lock.unlock();
        if (start)
            actOn(m_state.get(), plan, name, service, u"start"_s, stop);
        return Reply::json(QJsonObject{{u"name"_s, name}, {u"status"_s, u"created"_s}}, 201);
    });
}

Reply StackEngine::serviceUpdate(const QString &name, const QJsonValue &body, Stop stop)
{
    return answer([&] {
        const RequestFields fields(body, u"ServiceInitRequest"_s);
        const auto lock = m_state->begin(stop);
        Manifest manifest = m_state->manifest();
        Runnable service = declared(manifest.services, u"service"_s, name);
        const auto setText = [&fields](const QString &key, QString *value) {
            if (const QString given = fields.text(key); !given.isEmpty())
                *value = given;
        };
        setText(u"runtime"_s, &service.runtime);
        setText(u"image"_s, &service.image);
        setText(u"workdir"_s, &service.workdir);
        service.command = fields.texts(u"command"_s).value_or(service.command);
        service.mounts = fields.texts(u"mounts"_s).value_or(service.mounts);
        service.ports = fields.texts(u"ports"_s).value_or(service.ports);
        service.env = fields.textMap(u"env"_s).value_or(service.env);
        manifest.services.insert_or_assign(name, service);
        manifest.save(m_state->manifestPath());
        prepareStack(m_state.get(), manifest, stop);
        return Reply::json(QJsonObject{{u"name"_s, name}, {u"status"_s, u"updated"_s}});
    });
}

Reply StackEngine::serviceAction(const QString &name, const QString &verb, Stop stop)
{
    return answer([&] {
        auto lock = m_state->begin(stop);
        const Manifest manifest = m_state->manifest();
        const StackPlan plan = prepareStack(m_state.get(), manifest, stop);
        lock.unlock(); // a slow stop must not hold up other mutations
        actOn(m_state.get(), plan, name, declared(manifest.services, u"service"_s, name), verb,
              stop);
        return Reply::word(verb);
    });
}

Reply StackEngine::serviceDestroy(const QString &name, Stop stop)
{
    return answer([&] {
        m_state->requireWritable();
        // Stopped if it can be, and never deleted: a stuck stack leaves it running.
        if (declared(m_state->manifest().services, u"service"_s, name).isContainer())
            static_cast<void>(serviceAction(name, u"stop"_s, stop));
        const auto lock = m_state->begin(stop);
        Manifest manifest = m_state->manifest();
        static_cast<void>(declared(manifest.services, u"service"_s, name));
        manifest.services.erase(name);
        releasePorts(&manifest, u"service/"_s + name);
        manifest.save(m_state->manifestPath());
        static const QRegularExpression owned(u"^[a-z0-9][a-z0-9_-]{0,62}$"_s);
        if (owned.match(name).hasMatch()) {
            removeTree(m_state->root + u"/services/"_s + name);
            RenderState::forget(*m_state, u"services"_s, name);
        }
        prepareStack(m_state.get(), manifest, stop);
        return Reply::word(u"destroyed"_s);
    });
}

Reply StackEngine::serviceLogs(const QString &name, Stop stop)
{
    return answer([&] {
        auto lock = m_state->begin(stop);
        const Manifest manifest = m_state->manifest();
        prepareStack(m_state.get(), manifest, stop);
        lock.unlock();
        if (declared(manifest.services, u"service"_s, name).isContainer())
            return Reply::plain(ComposeTool(m_state.get(), stop).logs({name}));
        if (!m_state->processes.isUp())
            refuseDown(*m_state, u"logs"_s, name);
        return Reply::plain(m_state->processes.output(name));
    });
}

Reply StackEngine::serviceEndpoint(const QString &name, const QString &host)
{
    return answer([&] {
        const Manifest manifest = m_state->manifest();
        const Runnable &service = declared(manifest.services, u"service"_s, name);
        const bool routed = manifest.ingress.type == "caddy"_L1 && service.route;
        const QString segment = QString::fromLatin1(QUrl::toPercentEncoding(name));
        const TokenMinter::Minted minted =
            m_state->minter.mint(u"operator"_s, {}, {}, u"svc:"_s + name);
        return Reply::json(QJsonObject{
            {u"routed"_s, routed},
            {u"url"_s, routed ? routeUrl(manifest, name, *service.route) : QString()},
            {u"internal_host"_s, name},
            {u"internal_port"_s, service.route ? service.route->port : 0},
            {u"log_stream"_s,
             QJsonObject{{u"url"_s, u"ws://%1/services/%2/logs/stream"_s.arg(host, segment)},
                         {u"target"_s, u"operator"_s},
                         {u"protocol"_s, u"ws"_s},
                         {u"token"_s, QString::fromLatin1(minted.token)},
                         {u"expires_at"_s, formatWireTime(minted.expiresAt)}}}});
    });
}

Reply StackEngine::ingressStatus()
{
    return answer([&] {
        const Manifest manifest = m_state->manifest();
        QJsonObject body{{u"type"_s, manifest.ingress.type}};
        QJsonArray routes;
        if (manifest.ingress.type == "caddy"_L1) {
            if (const QString domain = ingressDomain(manifest); !domain.isEmpty())
                body.insert(u"domain"_s, domain);
            for (const auto &[name, service] : manifest.services) {
                if (service.route)
                    routes.append(
                        QJsonObject{{u"service"_s, name},
                                    {u"url"_s, routeUrl(manifest, name, *service.route)}});
            }
        }
        body.insert(u"routes"_s, routes);
        return Reply::json(body);
    });
}

Reply StackEngine::followService(const QString &name, int tail, LogForm form, LogFollower follower,
                                 Following *following, Stop stop)
{
    return answer([&] {
        const Manifest manifest = m_state->manifest();
        const auto service = manifest.services.find(name);
        if (service == manifest.services.end())
            throw EngineError::failed(u"service %1 not found"_s.arg(goQuote(name)));
        auto lock = m_state->begin(stop);
        prepareStack(m_state.get(), manifest, stop);
        lock.unlock();
        const Reply reply = Reply::json(QJsonObject{{u"runtime"_s, service->second.runtime}});
        const LineSink sink{follower.line, {}, follower.ended};
        if (service->second.isContainer()) {
            const auto prefix = form == LogForm::ToolText ? ComposeTool::Prefix::Service
                                                          : ComposeTool::Prefix::None;
            *following = ComposeTool(m_state.get(), stop).follow(name, tail, sink, prefix);
            return reply;
        }
        *following = m_state->processes.follow(name, tail, sink);
        if (!*following) {
            // As with the daemon: the socket opens, tells why there is nothing, and ends.
            follower.line(SupervisorWords::whileDown(manifest, m_state->clock, u"logs"_s, name)
                              .line.toUtf8());
            follower.ended();
        }
        return reply;
    });
}

} // namespace angee::sandbox
