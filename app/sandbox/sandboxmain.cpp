// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/sandboxmain.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <csignal>
#include <cstdio>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

int runSandboxOnly(const SandboxServer::Options &options)
{
    // Blocked here and in every thread that comes after, so that only sigwait() sees them.
    sigset_t ending;
    ::sigemptyset(&ending);
    ::sigaddset(&ending, SIGINT);
    ::sigaddset(&ending, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &ending, nullptr);

    SandboxServer server;
    QString error;
    const auto running = server.start(options, &error);
    if (!running) {
        std::fprintf(stderr, "angee-console: the sandbox cannot start: %s\n",
                     qUtf8Printable(error));
        return 1;
    }
    const QJsonObject line{{u"url"_s, running->url},
                           {u"token"_s, QString::fromUtf8(running->token)}};
    std::puts(QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);

    int signal = 0;
    ::sigwait(&ending, &signal);
    server.stop();
    return 0;
}

} // namespace angee::sandbox
