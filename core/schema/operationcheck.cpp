// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/operationcheck.h"

#include "core/schema/ownoperations.h"
#include "core/schema/validator.h"

#include <QFileInfo>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QString operationName(const GraphQlDocument &document, const QString &fileName)
{
    if (document.operations.empty() || document.operations.front().name.empty())
        return QFileInfo(fileName).completeBaseName();
    return QString::fromStdString(document.operations.front().name);
}

} // namespace

OperationCheck checkOperation(const QString &fileName, const QByteArray &text, const Schema &schema)
{
    OperationCheck check;
    check.fileName = fileName;
    const std::string_view view(text.constData(), std::size_t(text.size()));
    GraphQlSyntaxError error;
    const auto document = GraphQlDocument::parse(view, &error);
    if (!document) {
        check.operation = QFileInfo(fileName).completeBaseName();
        check.problems.append(QString::fromStdString(error.message));
        return check;
    }
    check.operation = operationName(*document, fileName);
    for (const GraphQlProblem &problem : validateDocument(*document, schema)) {
        check.problems.append(QString::fromStdString(problem.message));
        const QString coordinate = QString::fromStdString(problem.coordinate);
        if (!coordinate.isEmpty() && !check.lacking.contains(coordinate))
            check.lacking.append(coordinate);
    }
    return check;
}

std::vector<OperationCheck> checkOwnOperations(const Schema &schema)
{
    std::vector<OperationCheck> checks;
    const QStringList names = ownOperationNames();
    for (const QString &name : names) {
        if (name != "introspection"_L1)
            checks.push_back(checkOperation(name + u".graphql"_s, ownOperation(name), schema));
    }
    return checks;
}

} // namespace angee
