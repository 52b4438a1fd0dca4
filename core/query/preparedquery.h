// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/document.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace angee {

//! \brief Something wrong with a text, and where.
struct TextProblem
{
    QString words; //!< with line and column
    qsizetype offset = 0;
    qsizetype length = 1; //!< of the piece of text that it is about

    friend bool operator==(const TextProblem &, const TextProblem &) = default;
};

//! \brief One operation of a document, ready to be sent: what it is and what it calls.
struct PreparedQuery
{
    QByteArray document;
    QByteArray variables; //!< a JSON object as it was written; empty for none
    QString operationName; //!< empty for an anonymous operation
    GraphQlOperationType type = GraphQlOperationType::Query;
    QStringList fields; //!< of the root type, fragments included, each once
    //! Some operation of the document is a mutation: what is written in it may be secret.
    bool hasMutation = false;

    //! Its name, or what it calls.
    [[nodiscard]] QString title() const;
};

//! \brief Nothing, with the reason in \a problem, when the document cannot be parsed, the variables
//! are no JSON object, or it is not clear which operation is meant.
[[nodiscard]] std::optional<PreparedQuery> prepareQuery(const QByteArray &document,
                                                        const QByteArray &variables,
                                                        const QString &operationName,
                                                        QString *problem);

//! \brief What keeps \a variables from being sent. Blank text stands for no variables.
[[nodiscard]] std::optional<TextProblem> variablesProblem(const QByteArray &variables);

//! \brief The body of the POST. The variables go out byte for byte: large numbers stay what they
//! are.
[[nodiscard]] QByteArray graphQlBody(const PreparedQuery &query);

//! \brief "query", "mutation" or "subscription", as it is written.
[[nodiscard]] QString operationTypeName(GraphQlOperationType type);

} // namespace angee
