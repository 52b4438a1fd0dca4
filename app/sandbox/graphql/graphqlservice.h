// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/graphql/engineresolver.h"
#include "app/sandbox/graphql/eventsource.h"
#include "app/sandbox/graphql/executor.h"
#include "app/sandbox/graphql/graphqlport.h"

#include <chrono>
#include <memory>

namespace angee::sandbox {

class StackEngine;

//! \brief The sandbox's POST /graphql: the rules of contract.md, 8.1 and 8.5, over an engine.
//!
//! answer() may be called from any number of threads; it has none of its own. The engine must
//! outlive the service, and the service its streams.
class GraphQlService final : public GraphQlPort
{
public:
    //! \a interval: how often a subscription looks for changes.
    explicit GraphQlService(StackEngine *engine,
                            std::chrono::milliseconds interval = std::chrono::seconds(2));
    ~GraphQlService() override;
    GraphQlService(const GraphQlService &) = delete;
    GraphQlService &operator=(const GraphQlService &) = delete;

    GraphQlAnswer answer(const GraphQlRequest &request, std::unique_ptr<GraphQlStream> *stream,
                         std::stop_token stop) override;

    [[nodiscard]] const Schema &schema() const { return m_schema; }

private:
    //! The members of a request's body, or the message of a 400.
    struct Body
    {
        GraphQlExecutor::Request request;
        QString fault;
    };
    [[nodiscard]] static Body readBody(const GraphQlRequest &request, bool isJson);
    [[nodiscard]] std::unique_ptr<EventSource> sourceFor(GraphQlExecutor::Preparation preparation,
                                                         const QByteArray &host,
                                                         std::stop_token stop);
    [[nodiscard]] QByteArray firstAnswer(EventSource &source, std::stop_token stop) const;

    Schema m_schema;
    GraphQlExecutor m_executor;
    EngineResolver m_resolver;
    std::chrono::milliseconds m_interval;
    EventHub m_hub;
};

//! \brief The media type that an answer gets: the first one in Accept that is known; without Accept
//! application/json, with foreign types only application/graphql-response+json.
[[nodiscard]] QByteArray answerMediaType(const QByteArray &accept);

//! \brief Why a browser's request from another origin is refused; empty if it is not.
[[nodiscard]] QByteArray crossOriginRefusal(const GraphQlRequest &request);

} // namespace angee::sandbox
