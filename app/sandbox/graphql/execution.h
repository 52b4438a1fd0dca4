// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/graphql/introspection.h"
#include "app/sandbox/graphql/plan.h"

#include <QJsonArray>

#include <functional>
#include <optional>

namespace angee::sandbox {

//! \brief One error of an answer, as JSON: message, path, locations, extensions, in this order and
//! only those that are not empty.
[[nodiscard]] QByteArray encodeGraphQlError(const QString &message, const QJsonArray &path,
                                            const std::optional<GraphQlPlace> &place,
                                            const QJsonObject &extensions);

//! \brief One run of one operation: writes the answer's bytes as it goes, and takes back what it
//! has written when a null has to travel upwards (specification 6.4.4).
class Execution final
{
public:
    //! Answers a root field, or reports why not through fail() and answers nothing.
    using RootValue = std::function<std::optional<FieldValue>(const PlanField &field)>;

    Execution(const Schema &schema, const GraphQlDocument &document, const QJsonObject &variables);

    [[nodiscard]] QByteArray run(const GraphQlOperation &operation, const RootValue &rootValue);

    //! Adds an error for the field that is being answered.
    void fail(const PlanField &field, const QString &message, const QJsonObject &extensions = {});
    [[nodiscard]] QJsonObject argumentsOf(const PlanField &field) const;

private:
    [[nodiscard]] bool writeRoot(const PlanFields &fields, const TypeDef &root,
                                 const RootValue &rootValue);
    [[nodiscard]] bool writeObject(const FieldValue &object, const TypeDef &type,
                                   const PlanField &field);
    [[nodiscard]] FieldValue member(const FieldValue &object, const TypeDef &type,
                                    const PlanField &field) const;
    [[nodiscard]] bool writeField(const std::optional<FieldValue> &value, const PlanField &field);
    [[nodiscard]] bool complete(const FieldValue &value, const TypeRef &type,
                                const PlanField &field);
    [[nodiscard]] bool completeList(const FieldValue &value, const TypeRef &type,
                                    const PlanField &field);
    [[nodiscard]] bool completeItem(const FieldValue &item, qsizetype index, const TypeRef &type,
                                    const PlanField &field);
    [[nodiscard]] bool completeNamed(const FieldValue &value, const PlanField &field);
    [[nodiscard]] bool completeLeaf(const QJsonValue &value, const PlanField &field);
    [[nodiscard]] bool withinLimits(const PlanField &field);

    const Schema &m_schema;
    const GraphQlDocument &m_document;
    const QJsonObject &m_variables;
    Planner m_planner;
    QByteArray m_data;
    QByteArray m_errors;
    std::vector<QJsonValue> m_path;
    int m_depth = 0;
    bool m_overLimit = false;
};

} // namespace angee::sandbox
