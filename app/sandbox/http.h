// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/graphql/graphqlport.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

namespace angee::sandbox {

//! \brief One request as the routes see it: whole, its path cut and decoded.
struct HttpRequest
{
    QByteArray method;
    QByteArray path; //!< still encoded
    QByteArray query; //!< still encoded, without '?'
    QMap<QByteArray, QByteArray> headers; //!< lower-case names; the first of each
    QByteArray body;
    bool bodyTooLarge = false;
    bool isUpgrade = false; //!< asks for a WebSocket, with all that belongs to it
    QStringList params; //!< what stood for the {…} of the route, decoded

    [[nodiscard]] QByteArray header(const QByteArray &name) const { return headers.value(name); }
    //! The first value of a query parameter, form-decoded; null if there is none.
    [[nodiscard]] QString parameter(const QString &name) const;
    [[nodiscard]] QStringList parameters(const QString &name) const;
};

//! \brief Lines on their way from a process to a socket. Safe from any thread.
class LineQueue final
{
public:
    void push(const QByteArray &line);
    //! Nothing more will come.
    void end();
    //! All that waits, and whether that was the last.
    [[nodiscard]] std::deque<QByteArray> take(bool *ended);
    //! \a wake is called from any thread when there is something to take; at once if there is.
    void onReady(std::function<void()> wake);

private:
    std::mutex m_mutex;
    std::deque<QByteArray> m_lines;
    std::function<void()> m_wake;
    bool m_ended = false;
};

//! \brief A log socket that waits for its upgrade: the frames, and what keeps them coming.
struct LogSocket
{
    std::shared_ptr<LineQueue> lines;
    std::shared_ptr<void> following;
    //! One line to one frame's text.
    std::function<QByteArray(const QByteArray &)> frame;
};

//! \brief An answer: whole, or the head of something that goes on.
struct HttpAnswer
{
    int status = 200;
    QByteArray contentType;
    QByteArray body;
    QList<QPair<QByteArray, QByteArray>> headers;

    //! Instead of \a body, chunked: runs on a worker, hands out bytes until it returns.
    std::function<void(const std::function<void(const QByteArray &)> &, std::stop_token)> stream;
    //! Instead of \a body, an event stream.
    std::unique_ptr<GraphQlStream> events;
    //! Instead of anything, a WebSocket.
    std::optional<LogSocket> socket;
};

//! \brief What happens to a request besides its answer; see SandboxFaults.
struct FaultPlan
{
    enum class Drop {
        None,
        Fin, //!< closes without a byte
        Reset, //!< closes with RST
        HalfBody, //!< closes in the middle of the answer
    };
    int latencyMilliseconds = 0;
    int failStatus = 0; //!< instead of acting
    QString failWords; //!< what the failure says
    Drop drop = Drop::None; //!< after acting
};

//! \brief The site behind the HTTP server. Called from many threads at once.
class HttpHandler
{
public:
    virtual ~HttpHandler() = default;
    //! Blocks until the answer is there; \a stop is set when the client goes away.
    virtual HttpAnswer handle(const HttpRequest &request, std::stop_token stop) = 0;
    virtual FaultPlan faultsFor(const HttpRequest &request) = 0;
    //! While true, no request is looked at.
    [[nodiscard]] virtual bool isFrozen() const = 0;
};

//! "a=b&c=d" as it stands in a target: '+' is a space, a pair with ';' or a bad escape is dropped.
[[nodiscard]] QList<QPair<QString, QString>> parseFormQuery(const QByteArray &query);

//! Percent-decodes one segment; nothing on a bad escape.
[[nodiscard]] std::optional<QByteArray> percentDecode(const QByteArray &text);

} // namespace angee::sandbox
