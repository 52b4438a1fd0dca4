// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/query/preparedquery.h"

#include "core/base/jsonstring.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! For its texts alone.
struct PreparedQueryWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::PreparedQuery)
};

QString placed(const GraphQlPlace &place, const QString &words)
{
    return PreparedQueryWords::tr("Line %1, column %2: %3")
        .arg(place.line)
        .arg(place.column)
        .arg(words);
}

//! Adds the fields of a selection set, through fragments; \a seen keeps a circle from going on.
void addFields(const GraphQlDocument &document, const GraphQlSelections &selections,
               QStringList *fields, std::vector<std::string> *seen)
{
    for (const GraphQlSelection &selection : selections) {
        switch (selection.kind) {
        case GraphQlSelection::Kind::Field:
            if (const QString name = QString::fromStdString(selection.name);
                !fields->contains(name))
                fields->append(name);
            break;
        case GraphQlSelection::Kind::InlineFragment:
            addFields(document, selection.selections, fields, seen);
            break;
        case GraphQlSelection::Kind::FragmentSpread:
            if (std::find(seen->begin(), seen->end(), selection.name) != seen->end())
                break;
            seen->push_back(selection.name);
            if (const GraphQlFragment *fragment = document.fragment(selection.name))
                addFields(document, fragment->selections, fields, seen);
            break;
        }
    }
}

const GraphQlOperation *choose(const GraphQlDocument &document, const QString &name,
                               QString *problem)
{
    const auto &operations = document.operations;
    if (operations.empty()) {
        *problem = PreparedQueryWords::tr("There is no operation to run.");
        return nullptr;
    }
    if (operations.size() == 1)
        return &operations.front();
    const auto nameless = [](const GraphQlOperation &operation) { return operation.name.empty(); };
    if (std::any_of(operations.begin(), operations.end(), nameless)) {
        *problem = PreparedQueryWords::tr("Of several operations each needs a name.");
        return nullptr;
    }
    const auto meant = [wanted = name.toStdString()](const GraphQlOperation &operation) {
        return operation.name == wanted;
    };
    if (std::count_if(operations.begin(), operations.end(), meant) != 1) {
        *problem = PreparedQueryWords::tr(
            "Choose which of the operations to run; their names must differ.");
        return nullptr;
    }
    return &*std::find_if(operations.begin(), operations.end(), meant);
}

} // namespace

QString PreparedQuery::title() const
{
    return operationName.isEmpty() ? fields.join(u", "_s) : operationName;
}

std::optional<PreparedQuery> prepareQuery(const QByteArray &document, const QByteArray &variables,
                                          const QString &operationName, QString *problem)
{
    GraphQlSyntaxError error;
    const auto parsed = GraphQlDocument::parse(
        std::string_view(document.constData(), size_t(document.size())), &error);
    if (!parsed) {
        *problem = placed(error.place, QString::fromStdString(error.message));
        return std::nullopt;
    }
    const GraphQlOperation *operation = choose(*parsed, operationName, problem);
    if (!operation)
        return std::nullopt;
    if (const auto wrong = variablesProblem(variables)) {
        *problem = PreparedQueryWords::tr("The variables cannot be read. %1").arg(wrong->words);
        return std::nullopt;
    }
    PreparedQuery query;
    query.document = document;
    query.variables = variables.trimmed();
    query.operationName = QString::fromStdString(operation->name);
    query.type = operation->type;
    std::vector<std::string> seen;
    addFields(*parsed, operation->selections, &query.fields, &seen);
    query.hasMutation = std::any_of(parsed->operations.begin(), parsed->operations.end(),
                                    [](const GraphQlOperation &candidate) {
                                        return candidate.type == GraphQlOperationType::Mutation;
                                    });
    return query;
}

std::optional<TextProblem> variablesProblem(const QByteArray &variables)
{
    if (variables.trimmed().isEmpty())
        return std::nullopt;
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(variables, &error);
    if (error.error == QJsonParseError::NoError && document.isObject())
        return std::nullopt;
    TextProblem problem;
    problem.offset = std::clamp<qsizetype>(error.offset, 0, variables.size());
    QString words = error.errorString();
    if (error.error == QJsonParseError::NoError) {
        problem.offset = variables.indexOf(variables.trimmed());
        words = PreparedQueryWords::tr("variables are a JSON object, {\"name\": value}");
    }
    const std::string_view text(variables.constData(), size_t(variables.size()));
    problem.words = placed(graphQlPlace(text, size_t(problem.offset)), words);
    return problem;
}

QByteArray graphQlBody(const PreparedQuery &query)
{
    QByteArray body = "{\"query\":"_ba;
    appendJsonString(body, query.document);
    if (!query.operationName.isEmpty()) {
        body += ",\"operationName\":";
        appendJsonString(body, query.operationName.toUtf8());
    }
    if (!query.variables.isEmpty())
        body += ",\"variables\":" + query.variables;
    return body + '}';
}

QString operationTypeName(GraphQlOperationType type)
{
    switch (type) {
    case GraphQlOperationType::Query:
        return u"query"_s;
    case GraphQlOperationType::Mutation:
        return u"mutation"_s;
    case GraphQlOperationType::Subscription:
        return u"subscription"_s;
    }
    Q_UNREACHABLE();
}

} // namespace angee
