// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/schema.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace angee {

//! \brief Whether a daemon with a certain schema accepts one of the console's own operations. A
//! server refuses a document as a whole, so one problem makes all go without that show its answer.
struct OperationCheck
{
    QString fileName; //!< of the document, without its folder
    QString operation; //!< its name in the document, else the file's
    QStringList problems; //!< in the words of GraphQL servers; empty when it is accepted
    QStringList lacking; //!< coordinates of what the schema lacks, each once

    [[nodiscard]] bool isAccepted() const { return problems.isEmpty(); }
};

//! \brief Checks one document, \a fileName without its folder.
[[nodiscard]] OperationCheck checkOperation(const QString &fileName, const QByteArray &text,
                                            const Schema &schema);

//! \brief Checks every operation that is part of the program, in the order of the file names. The
//! introspection query is left out: a schema that was fetched is its answer. Pure but for reading
//! the program's resources; any thread.
[[nodiscard]] std::vector<OperationCheck> checkOwnOperations(const Schema &schema);

} // namespace angee
