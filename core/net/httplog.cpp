// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/httplog.h"

#include "core/base/logging.h"

namespace angee {

using namespace Qt::StringLiterals;

QString failureWord(HttpFailure failure)
{
    switch (failure) {
    case HttpFailure::None:
        return u"answered"_s;
    case HttpFailure::HostNotFound:
        return u"host not found"_s;
    case HttpFailure::ConnectionRefused:
        return u"connection refused"_s;
    case HttpFailure::Unreachable:
        return u"unreachable"_s;
    case HttpFailure::Tls:
        return u"TLS failure"_s;
    case HttpFailure::Timeout:
        return u"timeout"_s;
    case HttpFailure::Cancelled:
        return u"cancelled"_s;
    case HttpFailure::Lost:
        return u"reply lost"_s;
    case HttpFailure::TooLarge:
        return u"answer too large"_s;
    case HttpFailure::InsecureRefused:
        return u"refused: insecure"_s;
    case HttpFailure::ReadOnlyRefused:
        return u"refused: read-only"_s;
    }
    Q_UNREACHABLE();
}

void logExchange(const HttpRequest &request, const HttpResult &result)
{
    if (!httpLog().isDebugEnabled())
        return;
    qCDebug(httpLog).noquote() << verbName(request.verb) << request.path
                               << (result.isAnswer() ? QString::number(result.status)
                                                     : failureWord(result.failure))
                               << result.elapsedMs << "ms";
}

} // namespace angee
