// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/document.h"
#include "core/schema/documenttypes.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <map>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace angee::sandbox {

//! \brief One key of an answer: every selection of a field that answers under it.
struct PlanField
{
    QString key;
    QByteArray encodedKey; //!< `"key":`
    QString name;
    std::vector<const GraphQlSelection *> nodes; //!< At least one; the first one counts.
    SelectedField selected;
    const TypeDef *type = nullptr; //!< The named type inside its lists.
};

using PlanFields = std::vector<PlanField>;

//! \brief Which keys an object of a type answers (specification 6.3.2), worked out once for each
//! place in the document and type, however long the lists are.
//!
//! The document must be valid and must outlive the planner. Not thread-safe: one for each run.
class Planner final
{
public:
    Planner(const Schema &schema, const GraphQlDocument &document, const QJsonObject &variables);

    [[nodiscard]] const PlanFields &rootFields(const GraphQlOperation &operation,
                                               const TypeDef &root);
    [[nodiscard]] const PlanFields &fieldsBelow(const PlanField &parent, const TypeDef &object);

    //! Set when fragments multiply a small document into more keys than anyone could want.
    [[nodiscard]] bool isExhausted() const { return m_planned > maxFields; }

private:
    static constexpr std::size_t maxFields = 200'000;

    void collect(const GraphQlSelections &selections, const TypeDef &object,
                 std::unordered_set<std::string_view> &visited, PlanFields &fields,
                 std::unordered_map<std::string_view, std::size_t> &byKey);
    [[nodiscard]] bool isIncluded(const GraphQlDirectives &directives) const;
    [[nodiscard]] bool applies(std::string_view condition, const TypeDef &object) const;

    const Schema &m_schema;
    const GraphQlDocument &m_document;
    const QJsonObject &m_variables;
    PlanFields m_root;
    std::map<std::pair<const PlanField *, const TypeDef *>, PlanFields> m_below;
    std::size_t m_planned = 0;
};

} // namespace angee::sandbox
