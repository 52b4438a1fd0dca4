// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/daemoncall.h"
#include "core/query/preparedquery.h"

#include <QJsonObject>
#include <QString>

namespace angee {

//! The request that GraphQlCall sends. Introspection and queries change nothing.
[[nodiscard]] HttpRequest graphQlRequest(const QByteArray &query, const QJsonObject &variables,
                                         const QString &operationName, bool mutation);

//! \brief GET /healthz, without the bearer.
class HealthCall final : public TypedCall<Done>
{
    Q_OBJECT

public:
    explicit HealthCall(std::chrono::milliseconds timeout = std::chrono::milliseconds(5'000));

    //! True when something answered that is no proxy telling of a daemon it lost.
    [[nodiscard]] bool wasAnswered() const { return m_answered; }

protected:
    void received(const HttpResult &result) override;
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;

private:
    bool m_answered = false;
};

//! \brief POST /graphql with the introspection query: the answer's bytes, for core/schema to read.
class IntrospectCall final : public TypedCall<QByteArray>
{
    Q_OBJECT

public:
    IntrospectCall();

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
    bool wantsJson() const override { return false; }
};

//! \brief POST /graphql. The result is the whole GraphQL answer, "errors" included: HTTP 200 is not
//! success.
class GraphQlCall final : public TypedCall<QByteArray>
{
    Q_OBJECT

public:
    GraphQlCall(const QByteArray &query, const QJsonObject &variables, const QString &operationName,
                bool mutation);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
    bool wantsJson() const override { return false; }
};

//! \brief What a daemon answered to a query of a person's own, whatever its status.
struct QueryReply
{
    int status = 0; //!< 0: no answer came
    QByteArray body;
    qint64 elapsedMs = 0;
};

//! \brief POST /graphql with an operation that somebody wrote; a subscription needs an EventStream.
//!
//! A query succeeds with any GraphQL answer. A mutation whose answer holds errors has failed, and
//! one whose answer is no GraphQL has an unknown outcome.
class RunQueryCall final : public TypedCall<QueryReply>
{
    Q_OBJECT

public:
    explicit RunQueryCall(const PreparedQuery &query);

    //! After finished(), also of a call that failed.
    [[nodiscard]] const QueryReply &reply() const { return m_value; }

protected:
    void received(const HttpResult &result) override;
    std::optional<OperatorDaemonError> verdict(const HttpResult &result) override;
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
    bool wantsJson() const override { return false; }
};

} // namespace angee
