// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/operatordaemonerror.h"

#include "core/base/boundedtext.h"
#include "core/base/utf8.h"
#include "core/net/httplog.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

using Kind = OperatorDaemonError::Kind;

//! For its texts alone.
struct ErrorWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::OperatorDaemonError)
};

bool isPage(const HttpResult &result)
{
    return result.contentType == "text/html" || result.contentType == "application/xhtml+xml";
}

//! What the daemon says of its error; empty when it is no JSON object.
QJsonObject errorObject(const HttpResult &result)
{
    if (!result.contentType.contains("json"))
        return {};
    // Hostile bytes become U+FFFD first: QJsonDocument refuses them.
    const QByteArray body = utf8Repaired(result.body);
    const QJsonObject whole = QJsonDocument::fromJson(body).object();
    if (!whole.isEmpty() || !result.bodyWasCut)
        return whole;
    // {"error":"…, cut in the middle of the words.
    for (const QByteArrayView end : {"\"}", "}", " \"}"}) {
        const QJsonObject closed = QJsonDocument::fromJson(body.chopped(6).append(end)).object();
        if (!closed.isEmpty())
            return closed;
    }
    return {};
}

//! A technical reason inside one of our sentences brings no full stop of its own.
QString withoutStop(QString words)
{
    while (words.endsWith(u'.') || words.endsWith(u' '))
        words.chop(1);
    return words;
}

Kind kindOfFailure(const HttpRequest &request, const HttpResult &result)
{
    switch (result.failure) {
    case HttpFailure::None:
        break;
    case HttpFailure::HostNotFound:
    case HttpFailure::ConnectionRefused:
    case HttpFailure::Unreachable:
        return request.mutation && result.maybeSent ? Kind::OutcomeUnknown : Kind::Unreachable;
    case HttpFailure::Tls:
        return Kind::Tls;
    case HttpFailure::Cancelled:
        return Kind::Cancelled;
    case HttpFailure::Timeout:
        return request.mutation && result.maybeSent ? Kind::OutcomeUnknown : Kind::Timeout;
    case HttpFailure::Lost:
        return request.mutation && result.maybeSent ? Kind::OutcomeUnknown : Kind::Unreachable;
    case HttpFailure::TooLarge:
        return request.mutation ? Kind::OutcomeUnknown : Kind::InvalidResponse;
    case HttpFailure::InsecureRefused:
    case HttpFailure::ReadOnlyRefused:
        return Kind::Blocked;
    }
    Q_UNREACHABLE();
}

//! The daemon's refusals are JSON, those of its router and of its check of origins plain text. All
//! else comes from something in between, which may have passed the request on.
bool isDaemonsOwn(const HttpResult &result, bool isJson)
{
    const bool isRouters = result.status == 400 || result.status == 403 || result.status == 404
        || result.status == 405;
    return isJson || (isRouters && result.contentType == "text/plain");
}

Kind kindOfStatus(const HttpRequest &request, const HttpResult &result, bool isJson)
{
    const int status = result.status;
    if (request.mutation && !isDaemonsOwn(result, isJson))
        return Kind::OutcomeUnknown;
    if (status == 401)
        return Kind::Unauthorized;
    if (status == 404)
        return isJson ? Kind::NotFound : Kind::NoSuchRoute;
    if (status == 405)
        return Kind::NoSuchRoute;
    if (status == 409)
        return Kind::Conflict;
    if (status == 400)
        return Kind::InvalidInput;
    if (status >= 300 && status < 400)
        return Kind::Redirected;
    // A gateway that speaks JSON answers these when it lost the daemon.
    if ((status == 502 || status == 504) && request.mutation)
        return Kind::OutcomeUnknown;
    if (status == 502 || status == 504 || (status == 503 && !isJson))
        return Kind::Unreachable;
    return Kind::Refused;
}

} // namespace

OperatorDaemonError OperatorDaemonError::fromHttp(const HttpRequest &request,
                                                  const HttpResult &result)
{
    OperatorDaemonError error;
    error.status = result.status;
    error.detail = result.detail;
    if (!result.isAnswer()) {
        error.kind = kindOfFailure(request, result);
        if (result.failure == HttpFailure::ReadOnlyRefused)
            error.words = ErrorWords::tr("This profile is read-only. Nothing was sent.");
        else if (result.failure == HttpFailure::InsecureRefused)
            error.words = ErrorWords::tr(
                "The token was not sent: plain http to another machine can be read on "
                "the way. Use https, or allow it in the profile.");
        if (error.detail.isEmpty())
            error.detail = failureWord(result.failure);
        return error;
    }

    const QJsonObject body = errorObject(result);
    error.kind = kindOfStatus(request, result, !body.isEmpty());
    error.isWebPage = isPage(result);
    if (!body.isEmpty()) {
        const auto field = [&body](QLatin1StringView key) {
            return boundedLine(body.value(key).toString(), textlimit::cell);
        };
        error.objectKind = field("kind"_L1);
        error.objectName = field("name"_L1);
        error.field = field("field"_L1);
        error.reason = field("reason"_L1);
        QString words = body.value("error"_L1).toString();
        const QJsonArray graphQlErrors = body.value("errors"_L1).toArray();
        if (words.isEmpty() && !graphQlErrors.isEmpty())
            words = graphQlErrors.first().toObject().value("message"_L1).toString();
        error.words = words.isEmpty() ? error.reason : boundedWords(words);
        if (!words.isEmpty() && error.words.size() != words.size())
            error.wholeWords = words;
    } else {
        const QString text = boundedWords(QString::fromUtf8(result.body).trimmed());
        (error.isWebPage ? error.detail : error.words) = text;
    }
    if (!result.location.isEmpty() && error.kind == Kind::OutcomeUnknown)
        error.detail =
            ErrorWords::tr("A redirect to %1, which was not followed.").arg(result.location);
    if (error.kind == Kind::Redirected)
        error.words =
            ErrorWords::tr(
                "The address answers with a redirect to %1. It was not followed, so that the "
                "token reaches nobody else.")
                .arg(result.location);
    return error;
}

OperatorDaemonError OperatorDaemonError::webPage(const HttpResult &result)
{
    OperatorDaemonError error;
    error.kind = Kind::InvalidResponse;
    error.status = result.status;
    error.isWebPage = true;
    error.detail = boundedWords(QString::fromUtf8(result.body));
    return error;
}

OperatorDaemonError OperatorDaemonError::invalidResponse(const QString &problem,
                                                         const HttpResult &result)
{
    OperatorDaemonError error;
    error.kind = Kind::InvalidResponse;
    error.status = result.status;
    error.detail = problem;
    return error;
}

QString OperatorDaemonError::summary() const
{
    if (isWebPage
        && (kind == Kind::NoSuchRoute || kind == Kind::Refused || kind == Kind::InvalidResponse
            || kind == Kind::InvalidInput || kind == Kind::Conflict))
        return ErrorWords::tr(
                   "A web page answered (HTTP %1), not an operator daemon. Is a path missing from "
                   "the "
                   "address, or does a proxy ask for a login?")
            .arg(status);
    const auto said = [this](const QString &sentence) {
        return words.isEmpty() ? sentence : ErrorWords::tr("The daemon refused: %1").arg(words);
    };
    switch (kind) {
    case Kind::NotFound:
        return said(ErrorWords::tr("The daemon does not know it."));
    case Kind::NoSuchRoute:
        return ErrorWords::tr("This daemon does not offer this operation (HTTP %1).").arg(status);
    case Kind::Conflict:
        return said(ErrorWords::tr("It conflicts with what is there."));
    case Kind::InvalidInput:
        return said(ErrorWords::tr("The daemon does not accept this input."));
    case Kind::Unauthorized:
        return ErrorWords::tr("The daemon does not accept the token.");
    case Kind::Refused:
        // Whatever went wrong: it refused, or it tried and failed.
        return words.isEmpty()
            ? ErrorWords::tr("The daemon answered with HTTP %1 and no words.").arg(status)
            : ErrorWords::tr("The daemon says: %1").arg(words);
    case Kind::Redirected:
    case Kind::Blocked:
        return words;
    case Kind::Unreachable:
        return status > 0
            ? ErrorWords::tr("A proxy answered for the daemon (HTTP %1).").arg(status)
            : ErrorWords::tr("The daemon cannot be reached: %1.").arg(withoutStop(detail));
    case Kind::Tls:
        return ErrorWords::tr("The secure connection could not be made: %1.")
            .arg(withoutStop(detail));
    case Kind::Timeout:
        return ErrorWords::tr("The daemon did not answer in time.");
    case Kind::Cancelled:
        return ErrorWords::tr("Cancelled.");
    case Kind::OutcomeUnknown:
        if (status > 0)
            return ErrorWords::tr(
                       "Something between here and the daemon answered (HTTP %1), not the daemon. "
                       "The request may or may not have reached it, and can still be on its way.")
                .arg(status);
        return ErrorWords::tr(
            "The request was sent, but the answer was lost. It may or may not have happened.");
    case Kind::InvalidResponse:
        return ErrorWords::tr("The answer is not what this console understands: %1.")
            .arg(withoutStop(detail));
    }
    Q_UNREACHABLE();
}

std::optional<OperatorDaemonNotFound> OperatorDaemonError::notFound() const
{
    if (kind != Kind::NotFound)
        return std::nullopt;
    return OperatorDaemonNotFound{objectKind, objectName};
}

bool OperatorDaemonError::saysNoSupervisor() const
{
    return kind == Kind::Refused && words.contains("process-compose"_L1)
        && words.contains("connection refused"_L1);
}

bool OperatorDaemonError::isTransient() const
{
    return kind == Kind::Unreachable || kind == Kind::Timeout;
}

} // namespace angee
