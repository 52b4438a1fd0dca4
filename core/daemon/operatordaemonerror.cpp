// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/operatordaemonerror.h"

#include "core/net/httplog.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

using Kind = OperatorDaemonError::Kind;

constexpr qsizetype longestWords = qsizetype(256) * 1024; // job failures carry whole outputs

QString tr(const char *text)
{
    return QCoreApplication::translate("angee::OperatorDaemonError", text);
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

Kind kindOfStatus(const HttpRequest &request, const HttpResult &result, bool isJson)
{
    const int status = result.status;
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
    // A proxy in front answers these when it lost the daemon: the change may have happened.
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
            error.words = tr("This profile is read-only. Nothing was sent.");
        else if (result.failure == HttpFailure::InsecureRefused)
            error.words = tr("The token was not sent: plain http to another machine can be read on "
                             "the way. Use https, or allow it in the profile.");
        if (error.detail.isEmpty())
            error.detail = failureWord(result.failure);
        return error;
    }

    const QString text = QString::fromUtf8(result.body.left(longestWords));
    const QJsonDocument document = result.contentType.contains("json")
        ? QJsonDocument::fromJson(QString::fromUtf8(result.body).toUtf8())
        : QJsonDocument();
    error.kind = kindOfStatus(request, result, document.isObject());
    if (document.isObject()) {
        const QJsonObject body = document.object();
        error.objectKind = body.value("kind"_L1).toString();
        error.objectName = body.value("name"_L1).toString();
        error.field = body.value("field"_L1).toString();
        error.reason = body.value("reason"_L1).toString();
        error.words = body.value("error"_L1).toString();
        const QJsonArray graphQlErrors = body.value("errors"_L1).toArray();
        if (error.words.isEmpty() && !graphQlErrors.isEmpty())
            error.words = graphQlErrors.first().toObject().value("message"_L1).toString();
        if (error.words.isEmpty())
            error.words = error.reason;
    } else if (result.contentType != "text/html") {
        error.words = text.trimmed();
    } else {
        error.detail = text;
    }
    if (error.kind == Kind::Redirected)
        error.words =
            tr("The address answers with a redirect to %1. It was not followed, so that the "
               "token reaches nobody else.")
                .arg(result.location);
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
    const auto said = [this](const QString &sentence) {
        return words.isEmpty() ? sentence : tr("The daemon refused: %1").arg(words);
    };
    switch (kind) {
    case Kind::NotFound:
        return said(tr("The daemon does not know it."));
    case Kind::NoSuchRoute:
        return tr("This daemon does not offer this operation (HTTP %1).").arg(status);
    case Kind::Conflict:
        return said(tr("It conflicts with what is there."));
    case Kind::InvalidInput:
        return said(tr("The daemon does not accept this input."));
    case Kind::Unauthorized:
        return tr("The daemon does not accept the token.");
    case Kind::Refused:
        // Whatever went wrong: it refused, or it tried and failed.
        return words.isEmpty() ? tr("The daemon answered with HTTP %1 and no words.").arg(status)
                               : tr("The daemon says: %1").arg(words);
    case Kind::Redirected:
    case Kind::Blocked:
        return words;
    case Kind::Unreachable:
        return status > 0 ? tr("A proxy answered for the daemon (HTTP %1).").arg(status)
                          : tr("The daemon cannot be reached: %1.").arg(detail);
    case Kind::Tls:
        return tr("The secure connection could not be made: %1.").arg(detail);
    case Kind::Timeout:
        return tr("The daemon did not answer in time.");
    case Kind::Cancelled:
        return tr("Cancelled.");
    case Kind::OutcomeUnknown:
        return tr(
            "The request was sent, but the answer was lost. It may or may not have happened.");
    case Kind::InvalidResponse:
        return tr("The answer is not what this console understands: %1.").arg(detail);
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
