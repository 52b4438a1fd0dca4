// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/graphql/plan.h"

#include "app/sandbox/graphql/coercion.h"
#include "core/schema/schematext.h"

namespace angee::sandbox {

Planner::Planner(const Schema &schema, const GraphQlDocument &document,
                 const QJsonObject &variables)
    : m_schema(schema)
    , m_document(document)
    , m_variables(variables)
{ }

const PlanFields &Planner::rootFields(const GraphQlOperation &operation, const TypeDef &root)
{
    std::unordered_set<std::string_view> visited;
    std::unordered_map<std::string_view, std::size_t> byKey;
    m_root.clear();
    collect(operation.selections, root, visited, m_root, byKey);
    return m_root;
}

const PlanFields &Planner::fieldsBelow(const PlanField &parent, const TypeDef &object)
{
    const auto [found, added] = m_below.try_emplace({&parent, &object});
    if (added) {
        std::unordered_set<std::string_view> visited;
        std::unordered_map<std::string_view, std::size_t> byKey;
        for (const GraphQlSelection *node : parent.nodes)
            collect(node->selections, object, visited, found->second, byKey);
    }
    return found->second;
}

void Planner::collect(const GraphQlSelections &selections, const TypeDef &object,
                      std::unordered_set<std::string_view> &visited, PlanFields &fields,
                      std::unordered_map<std::string_view, std::size_t> &byKey)
{
    for (const GraphQlSelection &selection : selections) {
        if (++m_planned > maxFields)
            return;
        if (!isIncluded(selection.directives))
            continue;
        switch (selection.kind) {
        case GraphQlSelection::Kind::Field: {
            const auto [found, added] = byKey.try_emplace(selection.responseKey(), fields.size());
            if (added) {
                PlanField field;
                field.key = toQString(selection.responseKey());
                field.encodedKey = '"' + QByteArray::fromStdString(selection.responseKey()) + "\":";
                field.name = toQString(selection.name);
                field.selected = selectField(m_schema, object, selection.name);
                if (field.selected)
                    field.type = namedType(m_schema, field.selected.definition->type);
                fields.push_back(std::move(field));
            }
            fields[found->second].nodes.push_back(&selection);
            break;
        }
        case GraphQlSelection::Kind::InlineFragment:
            if (selection.name.empty() || applies(selection.name, object))
                collect(selection.selections, object, visited, fields, byKey);
            break;
        case GraphQlSelection::Kind::FragmentSpread: {
            const GraphQlFragment *fragment = m_document.fragment(selection.name);
            if (fragment && visited.insert(fragment->name).second
                && applies(fragment->typeCondition, object))
                collect(fragment->selections, object, visited, fields, byKey);
            break;
        }
        }
    }
}

bool Planner::isIncluded(const GraphQlDirectives &directives) const
{
    for (const GraphQlDirective &directive : directives) {
        if (directive.name == "skip" && directiveCondition(directive, m_variables))
            return false;
        if (directive.name == "include" && !directiveCondition(directive, m_variables))
            return false;
    }
    return true;
}

bool Planner::applies(std::string_view condition, const TypeDef &object) const
{
    const TypeDef *type = m_schema.type(condition);
    return type && typeSatisfies(m_schema, object, *type);
}

} // namespace angee::sandbox
