// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "contracttarget.h"

#include "app/sandbox/engine/containertable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace angee::test {

using namespace Qt::StringLiterals;

QString ContractTarget::start()
{
    QUrl url(qEnvironmentVariable("ANGEE_OPERATOR_URL"));
    QByteArray token = qgetenv("ANGEE_OPERATOR_TOKEN");
    if (url.isEmpty()) {
        m_stack = std::make_unique<SectionElevenStack>();
        if (!m_stack->isValid())
            return u"the sample stack needs git"_s;
        QString error;
        const auto running = m_server.start({m_stack->root(), 0, {}}, &error);
        if (!running)
            return error;
        url = QUrl(running->url);
        token = running->token;
    }
    const QString problem = connectTo(url, token);
    if (!problem.isEmpty())
        return problem;
    return m_client->post("/secrets/webhook-key", R"({"value":"k"})").status == 200
        ? QString()
        : u"webhook-key cannot be set"_s;
}

QString ContractTarget::connectTo(const QUrl &url, const QByteArray &token)
{
    m_host = url.host();
    m_port = quint16(url.port(80));
    m_client.emplace(m_host, m_port, token);
    if (const int status = m_client->get("/stack/status").status; status != 200)
        return u"%1 answers %2 for the stack"_s.arg(url.toString(), QString::number(status));
    return {};
}

QString ContractTarget::startContainers()
{
    QUrl url(qEnvironmentVariable("ANGEE_OPERATOR_URL"));
    QByteArray token = qgetenv("ANGEE_OPERATOR_TOKEN");
    if (url.isEmpty()) {
        m_containers = std::make_unique<RunningSandbox>(containerManifest());
        if (!m_containers->isRunning())
            return u"the sandbox does not start"_s;
        url.setScheme(u"http"_s);
        url.setHost(u"127.0.0.1"_s);
        url.setPort(m_containers->port());
        token = m_containers->client().token();
    }
    const QString problem = connectTo(url, token);
    if (!problem.isEmpty())
        return problem;
    if (named(m_client->get("/services")[u"nodes"_s], u"exit3"_s).isEmpty())
        return u"%1 has no containers to try"_s.arg(url.toString());
    m_client->post("/secrets/lab-key", R"({"value":"first"})");
    m_client->post("/stack/prepare");
    m_client->post("/stack/down"); // its answer says nothing about what it did
    return {};
}

bool ContractTarget::setEngine(bool reachable)
{
    if (m_containers)
        m_containers->containers().setReachable(reachable);
    return m_containers != nullptr;
}

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject named(const QJsonValue &nodes, const QString &name)
{
    for (const QJsonValue &node : nodes.toArray()) {
        if (node.toObject().value("name"_L1) == name)
            return node.toObject();
    }
    return {};
}

} // namespace angee::test
