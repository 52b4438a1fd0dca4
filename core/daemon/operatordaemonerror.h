// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/net/httptypes.h"

#include <QMetaType>
#include <QString>

#include <optional>

namespace angee {

//! \brief What the daemon says does not exist: a kind (service, workspace, file, …) and its name.
struct OperatorDaemonNotFound
{
    QString kind;
    QString name;

    friend bool operator==(const OperatorDaemonNotFound &,
                           const OperatorDaemonNotFound &) = default;
};

//! \brief Why a call did not succeed: a closed kind, the daemon's own words, and where they belong.
class OperatorDaemonError final
{
    Q_GADGET

public:
    enum class Kind {
        NotFound, //!< JSON 404: no such thing
        NoSuchRoute, //!< plain-text 404 or 405: this daemon does not offer the operation
        Conflict, //!< 409
        InvalidInput, //!< 400, with the field where the daemon names one
        Unauthorized, //!< 401
        Refused, //!< any other status: the daemon's bucket for everything else is 500
        Redirected, //!< 3xx; never followed
        Unreachable, //!< the daemon did not see the request
        Tls,
        Timeout, //!< a read that took too long
        Cancelled,
        OutcomeUnknown, //!< a change was sent and its reply lost: it may have happened
        InvalidResponse, //!< an answer that is not what the contract says
        Blocked, //!< refused by this program before anything was sent
    };
    Q_ENUM(Kind)

    Kind kind = Kind::Refused;
    int status = 0; //!< HTTP status, 0 for none
    QString objectKind; //!< the daemon's "kind"
    QString objectName; //!< the daemon's "name"
    QString field; //!< the input that the daemon's words are about
    QString reason;
    QString words; //!< what the daemon said, in full; plain text, may carry ANSI escapes
    QString wholeWords; //!< where those were too long to be shown: as they came; empty else
    QString detail; //!< technical words for the details view
    bool isWebPage = false; //!< what answered sent a page for browsers

    //! Maps an exchange that is not a success; every status and failure has one kind.
    static OperatorDaemonError fromHttp(const HttpRequest &request, const HttpResult &result);
    //! A 2xx whose body is a web page: whatever answers, it is no daemon.
    static OperatorDaemonError webPage(const HttpResult &result);
    static OperatorDaemonError invalidResponse(const QString &problem, const HttpResult &result);

    //! One sentence for people, ending in the daemon's words where there are any.
    [[nodiscard]] QString summary() const;
    //! Set for Kind::NotFound.
    [[nodiscard]] std::optional<OperatorDaemonNotFound> notFound() const;
    //! True when the tool that the daemon runs for local services found no supervisor to talk to:
    //! none of them runs. The daemon has no word of its own for it (contract.md, section 6).
    [[nodiscard]] bool saysNoSupervisor() const;
    //! True when asking again later can help without anybody changing anything.
    [[nodiscard]] bool isTransient() const;

    friend bool operator==(const OperatorDaemonError &, const OperatorDaemonError &) = default;
};

} // namespace angee

Q_DECLARE_METATYPE(angee::OperatorDaemonError)
