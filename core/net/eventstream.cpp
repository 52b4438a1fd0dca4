// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/eventstream.h"

#include "core/net/httpclient.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LargestEvent = qsizetype(256) * 1024 * 1024;
constexpr qsizetype LargestRefusal = qsizetype(64) * 1024;

} // namespace

QByteArray graphQlBody(const QString &query)
{
    return QJsonDocument(QJsonObject{{u"query"_s, query}}).toJson(QJsonDocument::Compact);
}

EventStream::EventStream(HttpClient *client, const QString &query, QObject *parent)
    : EventStream(client, graphQlBody(query), parent)
{ }

EventStream::EventStream(HttpClient *client, const QByteArray &body, QObject *parent)
    : QObject(parent)
    , m_parser(LargestEvent)
{
    HttpRequest request;
    request.verb = HttpVerb::Post;
    request.path = "/graphql"_ba;
    request.body = body;
    request.accept = "text/event-stream"_ba;
    request.streaming = true;
    m_exchange = client->send(request, this);
    connect(m_exchange, &HttpExchange::headersReceived, this, &EventStream::onHeaders);
    connect(m_exchange, &HttpExchange::bodyReceived, this, &EventStream::onBody);
    connect(m_exchange, &HttpExchange::finished, this, &EventStream::onFinished);
}

EventStream::~EventStream() = default;

void EventStream::close()
{
    m_ended = true;
    if (m_exchange)
        m_exchange->abort();
}

void EventStream::onHeaders(int status, const QByteArray &contentType)
{
    m_isStream = status == 200 && contentType == "text/event-stream";
}

void EventStream::onBody(const QByteArray &chunk)
{
    if (m_ended)
        return;
    if (!m_isStream) {
        m_refusal += chunk.left(LargestRefusal - m_refusal.size());
        return;
    }
    const QPointer<EventStream> alive(this);
    if (!m_open) {
        m_open = true;
        emit opened();
    }
    if (!alive || m_ended)
        return;
    const std::vector<SseEvent> events = m_parser.feed(chunk);
    for (const SseEvent &event : events) {
        if (event.type == "complete")
            finish(End::Complete, {});
        else
            emit eventReceived(event.type, event.data);
        if (!alive || m_ended)
            return;
    }
    if (m_parser.hasOverflowed())
        finish(End::TooLarge, {});
}

void EventStream::onFinished(HttpResult result)
{
    if (m_ended)
        return;
    if (!m_isStream && result.isAnswer()) {
        result.body = m_refusal;
        finish(End::Refused, result);
    } else {
        finish(End::Lost, result);
    }
}

void EventStream::finish(End end, const HttpResult &result)
{
    close();
    emit ended(end, result);
}

} // namespace angee
