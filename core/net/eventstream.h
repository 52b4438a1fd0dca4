// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/net/httptypes.h"
#include "core/net/sseparser.h"

#include <QObject>
#include <QPointer>

namespace angee {

class HttpClient;
class HttpExchange;

//! \brief One GraphQL subscription as server-sent events, on a connection of its own.
//!
//! Ends in exactly one ended() unless it is destroyed first, which closes the connection in
//! silence. It neither retries nor watches for silence: the daemon sends no heartbeat, so a healthy
//! stream may be silent for hours and only its owner can tell (contract.md, section 8.5).
class EventStream final : public QObject
{
    Q_OBJECT

public:
    enum class End {
        Complete, //!< the daemon said so: the only clean end
        Lost, //!< anything else after the headers, or no answer at all
        Refused, //!< an answer, but no event stream; its first bytes are in HttpResult::body
        TooLarge, //!< one event passed the limit
    };
    Q_ENUM(End)

    //! \a query goes out from the event loop, never from inside this constructor.
    EventStream(HttpClient *client, const QString &query, QObject *parent = nullptr);
    //! The same with a whole request body, for variables and a choice of operation.
    EventStream(HttpClient *client, const QByteArray &body, QObject *parent = nullptr);
    ~EventStream() override;

    //! Closes the connection; no signal follows.
    void close();
    //! True from the first byte of the stream on; the daemon sends a comment at once.
    [[nodiscard]] bool isOpen() const { return m_open; }
    void setLargestEvent(qsizetype bytes) { m_parser = SseParser(bytes); }

signals:
    //! Bytes come through: a proxy that holds the stream back lets this never happen.
    void opened();
    void eventReceived(const QByteArray &type, const QByteArray &data);
    void ended(angee::EventStream::End end, const angee::HttpResult &result);

private:
    void onHeaders(int status, const QByteArray &contentType);
    void onBody(const QByteArray &chunk);
    void onFinished(HttpResult result);
    void finish(End end, const HttpResult &result);

    QPointer<HttpExchange> m_exchange;
    SseParser m_parser;
    QByteArray m_refusal; // the start of an answer that is no stream
    bool m_isStream = false;
    bool m_open = false;
    bool m_ended = false;
};

//! \brief The body of a GraphQL request.
[[nodiscard]] QByteArray graphQlBody(const QString &query);

} // namespace angee
