// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "tests/app/sandboxfixture.h"

#include <QJsonObject>
#include <QUrl>

#include <memory>
#include <optional>

namespace angee::test {

//! \brief The daemon that the contract is held against: the one that ANGEE_OPERATOR_URL and
//! ANGEE_OPERATOR_TOKEN name, which must serve the sample stack of contract.md, section 11, with
//! nothing running; or a sandbox with that stack, made here.
class ContractTarget final
{
public:
    //! Answers what is wrong, or nothing. Gives webhook-key a value.
    [[nodiscard]] QString start();
    //! The same for the stack of the lab with its containers, of which everything is taken down.
    [[nodiscard]] QString startContainers();
    //! Takes the engine of a sandbox away, or gives it back; false at a daemon, whose engine is
    //! what it was started with.
    [[nodiscard]] bool setEngine(bool reachable);
    [[nodiscard]] bool isStarted() const { return m_client.has_value(); }
    [[nodiscard]] const WireClient &client() const { return *m_client; }
    [[nodiscard]] QString host() const { return m_host; }
    [[nodiscard]] quint16 port() const { return m_port; }

private:
    [[nodiscard]] QString connectTo(const QUrl &url, const QByteArray &token);

    std::unique_ptr<SectionElevenStack> m_stack;
    std::unique_ptr<RunningSandbox> m_containers;
    sandbox::SandboxServer m_server;
    std::optional<WireClient> m_client;
    QString m_host;
    quint16 m_port = 0;
};

[[nodiscard]] QByteArray json(const QJsonObject &object);
//! The entry with that name in a list of objects.
[[nodiscard]] QJsonObject named(const QJsonValue &nodes, const QString &name);

} // namespace angee::test
