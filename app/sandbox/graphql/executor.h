// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/document.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <memory>
#include <optional>
#include <stop_token>

namespace angee::sandbox {

//! \brief What a root field came to: a value, or an error with its extensions (may be empty).
struct ResolverResult
{
    struct Error
    {
        QString message;
        QJsonObject extensions;
    };

    QJsonValue value = QJsonValue(QJsonValue::Null);
    std::optional<Error> error;

    [[nodiscard]] static ResolverResult failed(const QString &message,
                                               const QJsonObject &extensions = {});
};

//! \brief Answers the fields of the roots. Values are whole objects, camelCase, with every field
//! their type has; the executor narrows them down to what was selected. May be called from several
//! threads at once.
class RootResolver
{
public:
    virtual ~RootResolver() = default;
    //! \a arguments are coerced: right types, defaults filled in, absent where nothing was given.
    virtual ResolverResult resolve(GraphQlOperationType operation, const QString &field,
                                   const QJsonObject &arguments, std::stop_token stop) = 0;
};

//! \brief A document that is valid, with the operation to run and its variables.
class PreparedOperation final
{
public:
    [[nodiscard]] const GraphQlOperation &operation() const
    {
        return m_document.operations[m_operation];
    }

private:
    friend class GraphQlExecutor;

    GraphQlDocument m_document;
    std::size_t m_operation = 0;
    QJsonObject m_variables;
};

//! \brief Runs GraphQL operations against a schema and answers the daemon's bytes: errors first,
//! keys in the order of the selection, null where a failed field allows it.
//!
//! Holds no state but the schema, which must outlive it: use one from any number of threads.
class GraphQlExecutor final
{
public:
    explicit GraphQlExecutor(const Schema &schema);

    struct Request
    {
        QByteArray query;
        QString operationName;
        QJsonObject variables;
    };
    //! Either an operation, or the whole answer that says why there is none.
    struct Preparation
    {
        std::unique_ptr<PreparedOperation> operation;
        QByteArray refusal;
    };
    //! Parses, validates, chooses the operation and coerces the variables.
    [[nodiscard]] Preparation prepare(const Request &request) const;

    //! Runs a query or mutation: root fields one after the other.
    [[nodiscard]] QByteArray execute(const PreparedOperation &prepared, RootResolver &resolver,
                                     std::stop_token stop = {}) const;

    //! The one root field of a subscription.
    struct RootField
    {
        QString name;
        QJsonObject arguments;
    };
    [[nodiscard]] RootField subscriptionRoot(const PreparedOperation &prepared) const;
    //! The answer for one event of a subscription.
    [[nodiscard]] QByteArray executeEvent(const PreparedOperation &prepared,
                                          const ResolverResult &event) const;

    //! An answer with one error and no data, for what goes wrong before there is a document.
    [[nodiscard]] static QByteArray errorAnswer(const QString &message);

private:
    const Schema &m_schema;
};

} // namespace angee::sandbox
