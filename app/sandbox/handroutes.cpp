// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/containertable.h"
#include "app/sandbox/engine/fileaccess.h"
#include "app/sandbox/sandboxroutes.h"

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr mode_t manifestMode = 0644;

} // namespace

void SandboxRoutes::addHand()
{
    for (const QByteArray &word : {"pause"_ba, "unpause"_ba, "kill"_ba, "stop"_ba, "start"_ba,
                                   "remove"_ba, "restarting"_ba, "norestart"_ba}) {
        guarded("POST", "/sandbox/containers/{}/" + word, [this, word](const auto &r, auto) {
            onContainer(r.params[0], word);
            return Reply::word(QString::fromLatin1(word));
        });
    }
    const auto add = [this](const QByteArray &path, const std::function<void()> &act) {
        guarded("POST", "/sandbox/" + path, [act](const auto &, auto) {
            act();
            return Reply::word(u"done"_s);
        });
    };
    add("engine/gone", [this] { m_engine->containers().setReachable(false); });
    add("engine/back", [this] { m_engine->containers().setReachable(true); });
    add("supervisor/kill", [this] { m_engine->killSupervisor(); });
    add("manifest/break", [this] { breakManifest(); });
    add("manifest/mend", [this] { mendManifest(); });
}

void SandboxRoutes::onContainer(const QString &service, const QByteArray &word)
{
    ContainerTable &containers = m_engine->containers();
    if (containers.state(service) == ContainerTable::State::Missing)
        throw EngineError::notFound(u"container"_s, service);
    if (word == "pause")
        containers.pause(service);
    else if (word == "unpause")
        containers.resume(service);
    else if (word == "kill")
        containers.kill(service);
    else if (word == "stop")
        containers.stop(service);
    else if (word == "start")
        static_cast<void>(containers.start(service));
    else if (word == "remove")
        containers.remove(service);
    else
        containers.keepRestarting(service, word == "restarting");
}

void SandboxRoutes::breakManifest()
{
    const std::lock_guard lock(m_handMutex);
    if (!m_goodManifest.isEmpty())
        return;
    const QString path = m_engine->root() + u"/angee.yaml"_s;
    m_goodManifest = readWholeFile(path);
    replaceFile(path, m_goodManifest + "bogus: 1\n", manifestMode);
}

void SandboxRoutes::mendManifest()
{
    const std::lock_guard lock(m_handMutex);
    if (m_goodManifest.isEmpty())
        return;
    replaceFile(m_engine->root() + u"/angee.yaml"_s, m_goodManifest, manifestMode);
    m_goodManifest.clear();
}

} // namespace angee::sandbox
