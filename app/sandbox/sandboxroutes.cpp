// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/sandboxroutes.h"

#include "app/sandbox/engine/wirejson.h"

#include <QHostAddress>
#include <QUrl>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestTail = 10000;

HttpAnswer jsonAnswer(int status, const QJsonValue &body)
{
    HttpAnswer answer;
    answer.status = status;
    answer.contentType = "application/json";
    answer.body = encodeWireJson(body) + '\n';
    return answer;
}

HttpAnswer answerFrom(const Reply &reply)
{
    if (reply.error)
        return jsonAnswer(reply.error->status, reply.error->toJson());
    if (!reply.text)
        return jsonAnswer(reply.status, reply.body);
    HttpAnswer answer;
    answer.status = reply.status;
    answer.contentType = "text/plain; charset=utf-8";
    answer.body = *reply.text;
    return answer;
}

HttpAnswer unauthorized()
{
    return jsonAnswer(401, QJsonObject{{u"error"_s, u"unauthorized"_s}});
}

//! The first JSON value of the body; see contract.md, section 1.
QJsonValue bodyOf(const HttpRequest &request)
{
    if (request.bodyTooLarge)
        throw EngineError::badRequest(u"http: request body too large"_s);
    return decodeWireJson(request.body);
}

ListQuery listQueryOf(const HttpRequest &request)
{
    return ListQuery::parse(request.parameter(u"query"_s).toUtf8());
}

bool flagOf(const HttpRequest &request, const QString &name)
{
    return request.parameter(name) == "true"_L1;
}

QByteArray bearerOf(const HttpRequest &request)
{
    const QByteArray header = request.header("authorization"_ba);
    return header.startsWith("Bearer ") ? header.mid(7).trimmed() : QByteArray();
}

//! Every token that a request carries, in the order of contract.md, section 2.
QByteArrayList carriedTokens(const HttpRequest &request)
{
    QByteArrayList out;
    const QByteArray forwarded = request.header("x-forwarded-uri"_ba);
    const auto add = [&out](const QByteArray &token) {
        if (!token.isEmpty())
            out += token;
    };
    if (const qsizetype at = forwarded.indexOf('?'); at >= 0) {
        for (const auto &[key, value] : parseFormQuery(forwarded.mid(at + 1))) {
            if (key == "token"_L1)
                add(value.toUtf8());
        }
    }
    add(request.parameter(u"token"_s).toUtf8());
    add(bearerOf(request));
    add(request.header("sec-websocket-protocol"_ba).split(',').first().trimmed());
    return out.mid(0, 1); // the first one found counts
}

bool isLoopbackOrigin(const QByteArray &origin)
{
    if (origin.isEmpty())
        return true;
    const QString host = QUrl::fromEncoded(origin).host();
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

//! One frame of a log socket, with its members in the daemon's order.
QByteArray logFrame(const QString &service, const QString &runtime, const QByteArray &line)
{
    const QJsonObject body = logLineBody(service, runtime, line);
    QByteArray out;
    for (const QString &key : {u"service"_s, u"runtime"_s, u"message"_s, u"level"_s}) {
        if (!body.contains(key))
            continue;
        out += out.isEmpty() ? '{' : ',';
        out += encodeWireJson(key) + ':' + encodeWireJson(body.value(key));
    }
    return out + "}\n";
}

int tailOf(const HttpRequest &request)
{
    QString text = request.parameter(u"tail"_s);
    if (text.isEmpty())
        text = request.parameter(u"n"_s);
    return std::clamp(text.toInt(), 0, longestTail);
}

} // namespace

SandboxRoutes::SandboxRoutes(StackEngine *engine, SandboxFaults *faults, GraphQlPort *graphQlPort)
    : m_engine(engine)
    , m_faults(faults)
    , m_graphQl(graphQlPort)
{
    addOpenRoutes();
    addStack();
    addServices();
    addSources();
    addWorkspaces();
    addTemplatesAndSecrets();
    addStreams();
    addHand();
    addGraphQl();
}

FaultPlan SandboxRoutes::faultsFor(const HttpRequest &request)
{
    return m_faults->take(request);
}

bool SandboxRoutes::isFrozen() const
{
    return m_faults->isFrozen();
}

HttpAnswer SandboxRoutes::handle(const HttpRequest &request, std::stop_token stop)
{
    return m_router.route(request, stop);
}

bool SandboxRoutes::isOperator(const HttpRequest &request) const
{
    return m_engine->isOperator(bearerOf(request));
}

void SandboxRoutes::guarded(const QByteArray &method, const QByteArray &pattern, const Call &call)
{
    m_router.add(method, pattern, [this, call](const HttpRequest &request, std::stop_token stop) {
        if (!isOperator(request))
            return unauthorized();
        try {
            return answerFrom(call(request, stop));
        } catch (const EngineError &e) {
            return answerFrom(Reply::failure(e));
        }
    });
}

void SandboxRoutes::addOpenRoutes()
{
    m_router.add("GET", "/healthz", [this](const HttpRequest &, std::stop_token) {
        return answerFrom(m_engine->health());
    });
    m_router.add("GET", "/edge/verify", [this](const HttpRequest &request, std::stop_token) {
        return edgeVerify(request);
    });
    guarded("GET", "/mcp", [this](const auto &, auto) { return m_engine->mcpDescriptor(); });
    guarded("POST", "/tokens/mint",
            [this](const auto &r, auto) { return m_engine->mintToken(bodyOf(r)); });
    guarded("POST", "/tokens/route",
            [this](const auto &r, auto) { return m_engine->mintRouteToken(bodyOf(r)); });
}

HttpAnswer SandboxRoutes::edgeVerify(const HttpRequest &request) const
{
    const QString service = request.parameter(u"service"_s);
    for (const QByteArray &token : carriedTokens(request)) {
        if (m_engine->isRouteToken(token, service))
            return {};
    }
    return unauthorized();
}

void SandboxRoutes::addStack()
{
    guarded("GET", "/stack/status", [this](const auto &, auto) { return m_engine->stackStatus(); });
    guarded("POST", "/stack/init",
            [this](const auto &r, auto stop) { return m_engine->stackInit(bodyOf(r), stop); });
    guarded("POST", "/stack/update",
            [this](const auto &, auto stop) { return m_engine->stackUpdate(stop); });
    guarded("POST", "/stack/prepare",
            [this](const auto &, auto stop) { return m_engine->stackPrepare(stop); });
    guarded("POST", "/stack/build",
            [this](const auto &r, auto stop) { return m_engine->stackBuild(bodyOf(r), stop); });
    guarded("POST", "/stack/up",
            [this](const auto &r, auto stop) { return m_engine->stackUp(bodyOf(r), stop); });
    guarded("POST", "/stack/dev",
            [this](const auto &r, auto stop) { return m_engine->stackDev(bodyOf(r), stop); });
    guarded("POST", "/stack/down",
            [this](const auto &, auto stop) { return m_engine->stackDown(stop); });
    guarded("POST", "/stack/destroy", [this](const auto &r, auto stop) {
        return m_engine->stackDestroy(flagOf(r, u"purge"_s), stop);
    });
    guarded("GET", "/stack/logs", [this](const auto &r, auto stop) {
        return m_engine->stackLogs(r.parameters(u"service"_s), stop);
    });
    guarded("GET", "/ingress/status",
            [this](const auto &, auto) { return m_engine->ingressStatus(); });
    guarded("GET", "/gitops/topology", [this](const auto &r, auto stop) {
        const QString text = r.parameter(u"with_commits"_s);
        bool ok = text.isEmpty();
        const int count = ok ? 0 : text.toInt(&ok);
        if (!ok)
            throw EngineError::badRequest(u"with_commits must be an integer"_s);
        return m_engine->gitOpsTopology(count, stop);
    });
}

void SandboxRoutes::addServices()
{
    guarded("GET", "/services",
            [this](const auto &r, auto) { return m_engine->services(listQueryOf(r)); });
    guarded("POST", "/services",
            [this](const auto &r, auto stop) { return m_engine->serviceInit(bodyOf(r), stop); });
    guarded("POST", "/services/create",
            [this](const auto &r, auto stop) { return m_engine->serviceCreate(bodyOf(r), stop); });
    guarded("PATCH", "/services/{}", [this](const auto &r, auto stop) {
        return m_engine->serviceUpdate(r.params[0], bodyOf(r), stop);
    });
    guarded("POST", "/services/{}/template/update", [this](const auto &r, auto stop) {
        return m_engine->serviceUpdateFromTemplate(r.params[0], bodyOf(r), stop);
    });
    for (const QByteArray &verb : {"up"_ba, "start"_ba, "stop"_ba, "restart"_ba}) {
        guarded("POST", "/services/{}/" + verb, [this, verb](const auto &r, auto stop) {
            return m_engine->serviceAction(r.params[0], QString::fromLatin1(verb), stop);
        });
    }
    guarded("POST", "/services/{}/destroy", [this](const auto &r, auto stop) {
        return m_engine->serviceDestroy(r.params[0], stop);
    });
    guarded("GET", "/services/{}/logs",
            [this](const auto &r, auto stop) { return m_engine->serviceLogs(r.params[0], stop); });
    guarded("GET", "/services/{}/endpoint", [this](const auto &r, auto) {
        return m_engine->serviceEndpoint(r.params[0], QString::fromLatin1(r.header("host"_ba)));
    });
    guarded("GET", "/jobs", [this](const auto &r, auto) { return m_engine->jobs(listQueryOf(r)); });
    guarded("POST", "/jobs/{}/run", [this](const auto &r, auto stop) {
        return m_engine->jobRun(r.params[0], bodyOf(r), stop);
    });
    guarded("GET", "/jobs/{}/logs",
            [this](const auto &r, auto) { return m_engine->jobLogs(r.params[0]); });
}

void SandboxRoutes::addSources()
{
    guarded("GET", "/sources",
            [this](const auto &r, auto) { return m_engine->sources(listQueryOf(r)); });
    guarded("GET", "/sources/{}/status",
            [this](const auto &r, auto) { return m_engine->sourceStatus(r.params[0]); });
    guarded("POST", "/sources/{}/fetch",
            [this](const auto &r, auto stop) { return m_engine->sourceFetch(r.params[0], stop); });
    guarded("POST", "/sources/{}/pull",
            [this](const auto &r, auto stop) { return m_engine->sourcePull(r.params[0], stop); });
    guarded("POST", "/sources/{}/push", [this](const auto &r, auto stop) {
        return m_engine->sourcePush(r.params[0], bodyOf(r), stop);
    });
    guarded("GET", "/sources/{}/diff", [this](const auto &r, auto stop) {
        return m_engine->sourceDiff(r.params[0], r.parameter(u"ref"_s), stop);
    });
    guarded("GET", "/files", [this](const auto &r, auto) {
        return m_engine->fileRead(r.parameter(u"source"_s), r.parameter(u"path"_s));
    });
    guarded("PUT", "/files", [this](const auto &r, auto) {
        return m_engine->fileWrite(r.parameter(u"source"_s), r.parameter(u"path"_s), bodyOf(r));
    });
}

void SandboxRoutes::addWorkspaces()
{
    guarded("GET", "/workspaces",
            [this](const auto &r, auto) { return m_engine->workspaces(listQueryOf(r)); });
    guarded("POST", "/workspaces", [this](const auto &r, auto stop) {
        return m_engine->workspaceCreate(bodyOf(r), stop);
    });
    guarded("POST", "/workspaces/preflight",
            [this](const auto &r, auto) { return m_engine->workspacePreflight(bodyOf(r)); });
    guarded("GET", "/workspaces/{}",
            [this](const auto &r, auto) { return m_engine->workspace(r.params[0]); });
    guarded("PATCH", "/workspaces/{}", [this](const auto &r, auto stop) {
        return m_engine->workspaceUpdate(r.params[0], bodyOf(r), stop);
    });
    guarded("GET", "/workspaces/{}/status",
            [this](const auto &r, auto) { return m_engine->workspaceStatus(r.params[0]); });
    guarded("GET", "/workspaces/{}/logs", [this](const auto &r, auto stop) {
        return m_engine->workspaceLogs(r.params[0], stop);
    });
    guarded("POST", "/workspaces/{}/destroy", [this](const auto &r, auto stop) {
        return m_engine->workspaceDestroy(r.params[0], flagOf(r, u"purge"_s), stop);
    });
    guarded("GET", "/workspaces/{}/git",
            [this](const auto &r, auto) { return m_engine->workspaceGit(r.params[0]); });
    guarded("POST", "/workspaces/{}/push", [this](const auto &r, auto stop) {
        return m_engine->workspacePush(r.params[0], bodyOf(r), stop);
    });
    guarded("POST", "/workspaces/{}/sync-base", [this](const auto &r, auto stop) {
        return m_engine->workspaceSyncBase(r.params[0], bodyOf(r), stop);
    });
    guarded("POST", "/workspaces/{}/sources/{}/fetch", [this](const auto &r, auto stop) {
        return m_engine->slotFetch(r.params[0], r.params[1], stop);
    });
    guarded("POST", "/workspaces/{}/sources/{}/pull", [this](const auto &r, auto stop) {
        return m_engine->slotPull(r.params[0], r.params[1], stop);
    });
    guarded("POST", "/workspaces/{}/sources/{}/push", [this](const auto &r, auto stop) {
        return m_engine->slotPush(r.params[0], r.params[1], bodyOf(r), stop);
    });
    guarded("GET", "/workspaces/{}/sources/{}/diff", [this](const auto &r, auto stop) {
        return m_engine->slotDiff(r.params[0], r.params[1], r.parameter(u"ref"_s), stop);
    });
    for (const QByteArray &verb : {"merge"_ba, "rebase"_ba, "merge-abort"_ba, "rebase-abort"_ba,
                                   "rebase-continue"_ba, "publish"_ba}) {
        const bool takesBody = !verb.contains('-');
        guarded("POST", "/workspaces/{}/sources/{}/" + verb,
                [this, verb, takesBody](const auto &r, auto stop) {
                    return m_engine->slotGitOp(r.params[0], r.params[1], QString::fromLatin1(verb),
                                               takesBody ? bodyOf(r) : QJsonValue(), stop);
                });
    }
}

void SandboxRoutes::addTemplatesAndSecrets()
{
    guarded("GET", "/templates",
            [this](const auto &r, auto) { return m_engine->templates(listQueryOf(r)); });
    guarded("GET", "/templates/{...}", [this](const auto &r, auto) {
        if (r.params[0].isEmpty())
            throw EngineError::badRequest(u"template ref is required"_s);
        return m_engine->templateByRef(r.params[0]);
    });
    guarded("GET", "/secrets",
            [this](const auto &r, auto) { return m_engine->secrets(listQueryOf(r)); });
    guarded("GET", "/secrets/{}",
            [this](const auto &r, auto) { return m_engine->secret(r.params[0]); });
    guarded("GET", "/secrets/{}/value",
            [this](const auto &r, auto) { return m_engine->secretValue(r.params[0]); });
    guarded("POST", "/secrets/{}",
            [this](const auto &r, auto) { return m_engine->secretSet(r.params[0], bodyOf(r)); });
    guarded("DELETE", "/secrets/{}",
            [this](const auto &r, auto) { return m_engine->secretDelete(r.params[0]); });
}

void SandboxRoutes::addStreams()
{
    using Sink = std::function<void(const QByteArray &)>;
    using Run = std::function<Reply(const HttpRequest &, const Sink &, std::stop_token)>;
    const auto streamed = [this](const QByteArray &pattern, const Run &run) {
        m_router.add("GET", pattern, [this, run](const HttpRequest &request, std::stop_token) {
            if (!isOperator(request))
                return unauthorized();
            HttpAnswer answer;
            answer.contentType = "text/plain; charset=utf-8";
            if (request.method == "HEAD")
                return answer;
            // The status is out before the work begins; an error can only be the last line.
            answer.stream = [run, request](const Sink &sink, std::stop_token stop) {
                const Reply reply = run(request, sink, stop);
                if (reply.error && !stop.stop_requested())
                    sink("angee: " + reply.error->error.toUtf8() + '\n');
            };
            return answer;
        });
    };
    streamed("/stack/up/stream",
             [this](const HttpRequest &r, const Sink &sink, std::stop_token stop) {
                 return m_engine->stackUpStream(r.parameters(u"service"_s), flagOf(r, u"build"_s),
                                                sink, stop);
             });
    streamed("/stack/dev/stream",
             [this](const HttpRequest &r, const Sink &sink, std::stop_token stop) {
                 return m_engine->stackDevStream(flagOf(r, u"build"_s), sink, stop);
             });
    m_router.add("GET", "/services/{}/logs/stream",
                 [this](const HttpRequest &request, std::stop_token stop) {
                     return logSocket(request, stop);
                 });
}

HttpAnswer SandboxRoutes::logSocket(const HttpRequest &request, std::stop_token stop)
{
    const QString service = request.params[0];
    const QByteArray token = carriedTokens(request).value(0);
    if (!m_engine->isOperator(token) && !m_engine->isRouteToken(token, service))
        return unauthorized();
    LogSocket socket;
    socket.lines = std::make_shared<LineQueue>();
    const auto lines = socket.lines;
    StackEngine::LogFollower follower{[lines](const QByteArray &line) { lines->push(line); },
                                      [lines] { lines->end(); }};
    const Reply reply = m_engine->followService(
        service, tailOf(request), StackEngine::LogForm::Message, follower, &socket.following, stop);
    if (reply.isError())
        return answerFrom(reply);
    if (!request.isUpgrade)
        return textError(400, "Bad Request");
    if (!isLoopbackOrigin(request.header("origin"_ba)))
        return textError(403, "Forbidden");
    const QString runtime = reply.body.toObject().value("runtime"_L1).toString();
    socket.frame = [service, runtime](const QByteArray &line) {
        return logFrame(service, runtime, line);
    };
    HttpAnswer answer;
    answer.socket = std::move(socket);
    return answer;
}

void SandboxRoutes::addGraphQl()
{
    if (!m_graphQl)
        return;
    m_router.add("POST", "/graphql", [this](const HttpRequest &request, std::stop_token stop) {
        return isOperator(request) ? graphQl(request, stop) : unauthorized();
    });
    m_router.add("GET", "/graphql", [](const HttpRequest &, std::stop_token) {
        HttpAnswer answer;
        answer.status = 400;
        answer.contentType = "text/plain; charset=utf-8";
        answer.body = R"({"errors":[{"message":"transport not supported"}],"data":null})";
        return answer;
    });
}

HttpAnswer SandboxRoutes::graphQl(const HttpRequest &request, std::stop_token stop)
{
    GraphQlRequest question{request.header("content-type"_ba),
                            request.header("accept"_ba),
                            request.header("origin"_ba),
                            request.header("sec-fetch-site"_ba),
                            request.header("host"_ba),
                            request.body,
                            request.bodyTooLarge};
    HttpAnswer out;
    GraphQlAnswer answer = m_graphQl->answer(question, &out.events, stop);
    if (out.events) {
        out.contentType = "text/event-stream";
        out.headers.append({"Cache-Control"_ba, "no-cache"_ba});
        return out;
    }
    out.status = answer.status;
    out.contentType = answer.contentType;
    out.body = answer.body;
    if (answer.status == 403)
        out.headers.append({"X-Content-Type-Options"_ba, "nosniff"_ba});
    return out;
}

} // namespace angee::sandbox
