// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>

#include <chrono>
#include <utility>

namespace angee {

enum class HttpVerb {
    Get,
    Post,
    Put,
    Patch,
    Delete,
};

[[nodiscard]] QByteArray verbName(HttpVerb verb);

//! \brief One request, as values. Nothing here is a credential: the client adds the bearer itself.
struct HttpRequest
{
    HttpVerb verb = HttpVerb::Get;
    QByteArray path; //!< encoded, relative to the REST base, starts with '/'
    QByteArray query; //!< encoded, without '?'
    QByteArray body; //!< sent with every verb but GET, also when empty
    QByteArray contentType = QByteArrayLiteral("application/json");
    QByteArray accept = QByteArrayLiteral("application/json, text/plain;q=0.5");

    //! True when the daemon changes something on receiving it, whatever the verb: GraphQL queries
    //! are POSTs that change nothing, and /stack/up/stream is a GET that does. A lost reply to a
    //! mutation is "outcome unknown", and a read-only profile refuses it. It goes out on a
    //! connection of its own: it waits behind nothing, and no idle connection dies under it.
    bool mutation = false;
    //! Its own connection: for long work and streams, so that six of them starve nothing else. What
    //! has a body or changes something gets one in any case.
    bool dedicated = false;
    //! Hand out the body as it comes (HttpExchange::bodyReceived) and keep none of it.
    bool streaming = false;
    //! Without the bearer: /healthz.
    bool anonymous = false;
    //! Ends the exchange when no byte moved for so long. Zero waits for ever, as long work needs:
    //! closing the connection cancels it in the daemon (contract.md, section 1, Cancellation). On a
    //! shared connection (a GET that is not dedicated) zero means a minute.
    std::chrono::milliseconds idleTimeout{0};
    //! A larger answer is refused while it arrives. Of one that tells of an error (status 400 and
    //! above) the first megabyte is taken and the rest left: that many words explain nothing.
    qint64 maxBody = qint64(64) * 1024 * 1024;
};

//! What became of a request below the level of HTTP.
enum class HttpFailure {
    None, //!< a whole answer came, whatever its status
    HostNotFound,
    ConnectionRefused,
    Unreachable, //!< other failure before the request could be sent
    Tls,
    Timeout,
    Cancelled,
    Lost, //!< the connection ended before the answer did
    TooLarge, //!< the answer passed HttpRequest::maxBody
    InsecureRefused, //!< plain http to another host would have carried the bearer: nothing was sent
    ReadOnlyRefused, //!< the profile is read-only: nothing was sent
};

//! \brief The one outcome of an exchange.
struct HttpResult
{
    HttpFailure failure = HttpFailure::None;
    int status = 0; //!< 0 when no status line came
    QByteArray contentType; //!< lower case, without parameters
    QByteArray body; //!< empty when streaming
    bool bodyWasCut = false; //!< only for an error that was longer than is worth reading
    QString location; //!< where a 3xx pointed; never followed
    QString detail; //!< technical words on a failure, for the log and the details view
    //! False only when it is certain that the daemon did not see the request. After a cancel that
    //! cannot be known, so it is true once the exchange had begun.
    bool maybeSent = false;
    //! TLS stood, whatever came afterwards; false for plain http.
    bool encrypted = false;
    qint64 elapsedMs = 0;
    qint64 clockSkewMs = 0; //!< this machine's clock ahead of the daemon's; see ServerClock

    //! The moment \a wire, a time of the daemon's clock, by this machine's.
    [[nodiscard]] QDateTime inOwnTime(const QDateTime &wire) const
    {
        return wire.isValid() ? wire.addMSecs(clockSkewMs) : wire;
    }

    [[nodiscard]] bool isAnswer() const { return failure == HttpFailure::None; }
    [[nodiscard]] bool isSuccess() const { return isAnswer() && status >= 200 && status < 300; }
};

} // namespace angee

Q_DECLARE_METATYPE(angee::HttpResult)
