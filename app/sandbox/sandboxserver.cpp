// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/sandboxserver.h"

#include "app/sandbox/engine/fileaccess.h"
#include "app/sandbox/engine/stackengine.h"
#include "app/sandbox/graphql/graphqlservice.h"
#include "app/sandbox/httpserver.h"
#include "app/sandbox/samplestack.h"
#include "app/sandbox/sandboxroutes.h"

#include <QDir>
#include <QLoggingCategory>
#include <QRandomGenerator>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcServer, "angee.sandbox")

constexpr qsizetype tokenBytes = 32;

QByteArray randomToken()
{
    QByteArray bytes(tokenBytes, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(QRandomGenerator::system()->generate());
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QString markOf(const QString &root)
{
    return root + u"/run/sandbox"_s;
}

//! True for a folder that a daemon works in, and no sandbox: what is there is not ours to change.
bool belongsToADaemon(const QString &root)
{
    const auto has = [&root](const QString &name) { return pathExists(root + u'/' + name); };
    if (pathExists(markOf(root)))
        return false;
    if (has(u"run/template-state"_s) || has(u"run/operator.lock"_s))
        return true;
    // Both write these; run/render is what a sandbox had before it left its mark.
    return !has(u"run/render"_s)
        && (has(u"docker-compose.yaml"_s) || has(u"process-compose.yaml"_s));
}

} // namespace

SandboxServer::SandboxServer() = default;

SandboxServer::~SandboxServer()
{
    stop();
}

std::optional<SandboxServer::Running> SandboxServer::start(const Options &options, QString *error)
{
    stop();
    const QString root = QDir::cleanPath(QDir(options.root).absolutePath());
    bool isFresh = false;
    auto access = StackEngine::Options::Access::Write;
    try {
        makePath(root);
        isFresh = QDir(root).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        if (isFresh)
            layOutSample(root);
        if (options.foreign == Options::ForeignFolder::ReadOnly && belongsToADaemon(root)) {
            access = StackEngine::Options::Access::ReadOnly;
            qCWarning(lcServer, "%s belongs to a daemon, and is only read; --write changes that",
                      qUtf8Printable(root));
        } else {
            makePath(root + u"/run"_s);
            replaceFile(markOf(root), "Laid or used by angee-console --sandbox.\n", 0644);
        }
    } catch (const EngineError &e) {
        *error = e.error;
        return std::nullopt;
    }
    const QByteArray token = options.token.isEmpty() ? randomToken() : options.token;
    m_engine = std::make_unique<StackEngine>(StackEngine::Options{root, token, {}, access},
                                             m_faults.clock());
    m_graphQl = std::make_unique<GraphQlService>(m_engine.get());
    m_routes = std::make_unique<SandboxRoutes>(m_engine.get(), &m_faults, m_graphQl.get());
    auto http = std::make_unique<HttpServer>(m_routes.get());
    const quint16 port = http->start(options.port, error);
    if (port == 0) {
        stop();
        return std::nullopt;
    }
    m_http = std::move(http);
    if (isFresh)
        m_seeding = std::jthread(
            [engine = m_engine.get()](const std::stop_token &stop) { seedSample(engine, stop); });
    return Running{u"http://127.0.0.1:%1"_s.arg(port), token};
}

ContainerTable &SandboxServer::containers()
{
    return m_engine->containers();
}

void SandboxServer::waitForSample()
{
    if (m_seeding.joinable())
        m_seeding.join();
}

void SandboxServer::stop()
{
    m_seeding.request_stop();
    waitForSample();
    m_http.reset();
    m_routes.reset();
    m_graphQl.reset();
    m_engine.reset();
}

} // namespace angee::sandbox
