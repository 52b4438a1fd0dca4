// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/query/querycheck.h"

#include "core/schema/validator.h"

#include <QCoreApplication>

namespace angee {

namespace {

TextProblem problemAt(std::string_view text, std::size_t offset, const GraphQlPlace &place,
                      const std::string &message)
{
    TextProblem problem;
    problem.words = QCoreApplication::translate("angee::PreparedQuery", "Line %1, column %2: %3")
                        .arg(place.line)
                        .arg(place.column)
                        .arg(QString::fromStdString(message));
    problem.offset = qsizetype(offset);
    GraphQlTokenizer tokenizer(text.substr(std::min(offset, text.size())));
    problem.length = qsizetype(std::max<std::size_t>(1, tokenizer.next().length));
    return problem;
}

} // namespace

QueryCheck checkQuery(const QByteArray &document, const Schema *schema)
{
    QueryCheck check;
    const std::string_view text(document.constData(), size_t(document.size()));
    GraphQlTokenizer tokenizer(text);
    if (tokenizer.nextSignificant().kind == GraphQlTokenKind::EndOfText) {
        check.isBlank = true;
        return check;
    }
    GraphQlSyntaxError error;
    const auto parsed = GraphQlDocument::parse(text, &error);
    if (!parsed) {
        check.problems.append(problemAt(text, error.offset, error.place, error.message));
        return check;
    }
    check.isParsable = true;
    for (const GraphQlOperation &operation : parsed->operations)
        check.operations.append({QString::fromStdString(operation.name), operation.type});
    if (!schema)
        return check;
    check.wasValidated = true;
    for (const GraphQlProblem &problem : validateDocument(*parsed, *schema))
        check.problems.append(problemAt(text, problem.offset, problem.place, problem.message));
    return check;
}

} // namespace angee
