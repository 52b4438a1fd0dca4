// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>
#include <memory>
#include <stop_token>

namespace angee::sandbox {

//! \brief What the HTTP layer hands on from POST /graphql: authorised, the body read whole.
struct GraphQlRequest
{
    QByteArray contentType;
    QByteArray accept;
    QByteArray origin;
    QByteArray secFetchSite;
    QByteArray host;
    QByteArray body;
    //! The body was over 1 MiB; \a body is empty then.
    bool tooLarge = false;
};

//! \brief A whole answer, ready for the wire.
struct GraphQlAnswer
{
    int status = 200;
    QByteArray contentType;
    QByteArray body;
};

//! \brief The rest of an event stream. Called from one worker thread at a time.
class GraphQlStream
{
public:
    virtual ~GraphQlStream() = default;
    //! The bytes that are due now (whole events; may be empty). Asked for at once and then after
    //! every interval().
    virtual QByteArray next(std::stop_token stop) = 0;
    //! No more will come: the connection's body ends after the bytes handed out so far.
    [[nodiscard]] virtual bool isDone() const = 0;
    [[nodiscard]] virtual std::chrono::milliseconds interval() const
    {
        return std::chrono::seconds(2);
    }
};

//! \brief POST /graphql, behind the HTTP layer: which knows sockets, and nothing of GraphQL.
class GraphQlPort
{
public:
    virtual ~GraphQlPort() = default;
    //! Either fills \a stream (then the answer is 200 text/event-stream and only the stream's bytes
    //! go out) or answers at once. \a stop is set when the client goes away.
    virtual GraphQlAnswer answer(const GraphQlRequest &request,
                                 std::unique_ptr<GraphQlStream> *stream, std::stop_token stop) = 0;
};

} // namespace angee::sandbox
