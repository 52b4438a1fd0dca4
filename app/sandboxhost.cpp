// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandboxhost.h"

namespace angee {

using namespace Qt::StringLiterals;

class SandboxHost::Worker final : public QObject
{
public:
    sandbox::SandboxServer server;
};

SandboxHost::SandboxHost(QObject *parent)
    : QObject(parent)
    , m_worker(new Worker)
{
    m_thread.setObjectName(u"sandbox"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

SandboxHost::~SandboxHost()
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker] { worker->server.stop(); }, Qt::QueuedConnection);
    m_thread.quit(); // after what is queued before it
    m_thread.wait();
}

void SandboxHost::start(const sandbox::SandboxServer::Options &options)
{
    QMetaObject::invokeMethod(
        m_worker,
        [this, options] {
            QString error;
            if (const auto running = m_worker->server.start(options, &error))
                emit started(running->url, running->token);
            else
                emit failed(error);
        },
        Qt::QueuedConnection);
}

sandbox::SandboxServer::Options sandboxOptions(const CommandLine &line)
{
    using Foreign = sandbox::SandboxServer::Options::ForeignFolder;
    return {.root = line.sandboxRoot,
            .port = line.sandboxPort,
            .token = line.sandboxToken.toUtf8(),
            .foreign = line.sandboxWrites ? Foreign::Write : Foreign::ReadOnly};
}

} // namespace angee
