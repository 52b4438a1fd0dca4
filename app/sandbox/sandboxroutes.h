// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/engine/stackengine.h"
#include "app/sandbox/httprouter.h"
#include "app/sandbox/sandboxfaults.h"

#include <mutex>

namespace angee::sandbox {

//! \brief The daemon's REST surface over one engine: which route calls what, who may, and how an
//! engine's reply becomes bytes (contract.md, sections 1, 2 and 5). Knows no sockets.
class SandboxRoutes final : public HttpHandler
{
public:
    //! \a engine, \a faults and \a graphQl (which may be null: then POST /graphql is no route) must
    //! outlive this.
    SandboxRoutes(StackEngine *engine, SandboxFaults *faults, GraphQlPort *graphQl);

    HttpAnswer handle(const HttpRequest &request, std::stop_token stop) override;
    FaultPlan faultsFor(const HttpRequest &request) override;
    [[nodiscard]] bool isFrozen() const override;

private:
    using Call = std::function<Reply(const HttpRequest &, std::stop_token)>;

    //! A route for operators; \a call's reply, or what it throws, is the answer.
    void guarded(const QByteArray &method, const QByteArray &pattern, const Call &call);
    void addStack();
    void addServices();
    void addSources();
    void addWorkspaces();
    void addTemplatesAndSecrets();
    void addOpenRoutes();
    void addGraphQl();
    void addStreams();
    //! /sandbox/…, which no daemon has: a hand that acts behind its back (handroutes.cpp).
    void addHand();
    void onContainer(const QString &service, const QByteArray &word);
    void breakManifest();
    void mendManifest();
    HttpAnswer graphQl(const HttpRequest &request, std::stop_token stop);
    HttpAnswer edgeVerify(const HttpRequest &request) const;
    HttpAnswer logSocket(const HttpRequest &request, std::stop_token stop);
    [[nodiscard]] bool isOperator(const HttpRequest &request) const;

    StackEngine *m_engine;
    SandboxFaults *m_faults;
    GraphQlPort *m_graphQl;
    HttpRouter m_router;
    std::mutex m_handMutex;
    QByteArray m_goodManifest; // what the hand broke
};

} // namespace angee::sandbox
