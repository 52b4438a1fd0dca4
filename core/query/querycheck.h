// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/query/preparedquery.h"
#include "core/schema/schema.h"

#include <QList>

namespace angee {

//! \brief An operation that can be chosen.
struct QueryOperation
{
    QString name;
    GraphQlOperationType type = GraphQlOperationType::Query;

    friend bool operator==(const QueryOperation &, const QueryOperation &) = default;
};

//! \brief What is known of a document while it is being written.
struct QueryCheck
{
    bool isParsable = false;
    bool isBlank = false; //!< nothing but space and comments; then there are no problems
    bool wasValidated = false; //!< false without a schema
    QList<QueryOperation> operations;
    QList<TextProblem> problems; //!< in the order of the text
};

//! \brief Parses \a document and, given a schema, validates it. Any thread.
[[nodiscard]] QueryCheck checkQuery(const QByteArray &document, const Schema *schema);

} // namespace angee
