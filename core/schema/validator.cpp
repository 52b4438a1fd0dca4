// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/validator.h"

#include "core/schema/documenttypes.h"
#include "core/schema/validatormerge.h"
#include "core/schema/validatorvalues.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace angee {

namespace {

using SelectionKind = GraphQlSelection::Kind;

std::string inQuotes(std::string_view name)
{
    return '"' + std::string(name) + '"';
}

//! What one operation or fragment holds, for the rules that look across fragments.
struct DefinitionFacts
{
    std::vector<VariableUse> uses;
    std::vector<const GraphQlSelection *> spreads;
};

class DocumentValidator final
{
public:
    DocumentValidator(const GraphQlDocument &document, const Schema &schema)
        : m_document(document)
        , m_schema(schema)
        , m_values(schema, m_problems)
    {
        for (std::size_t i = 0; i < document.fragments.size(); ++i)
            m_fragmentIndex.try_emplace(document.fragments[i].name, i);
    }

    std::vector<GraphQlProblem> run()
    {
        checkNames();
        for (const GraphQlOperation &operation : m_document.operations)
            walkOperation(operation);
        for (const GraphQlFragment &fragment : m_document.fragments)
            walkFragment(fragment);
        const bool acyclic = checkCycles();
        checkAcrossFragments();
        if (acyclic) {
            MergeChecker merge(m_document, m_schema, m_problems);
            for (const GraphQlOperation &operation : m_document.operations)
                merge.checkOperation(operation);
        }
        return m_problems.take(m_document);
    }

private:
    void checkNames();
    void walkOperation(const GraphQlOperation &operation);
    void walkFragment(const GraphQlFragment &fragment);
    void walkVariables(const GraphQlOperation &operation, DefinitionFacts &facts);
    void walkSelections(const GraphQlSelections &selections, const TypeDef *parent,
                        DefinitionFacts &facts);
    void walkField(const GraphQlSelection &field, const TypeDef *parent, DefinitionFacts &facts);
    void checkLeaf(const GraphQlSelection &field, const FieldDef &definition, const TypeDef &parent,
                   const TypeDef &type);
    void walkInlineFragment(const GraphQlSelection &fragment, const TypeDef *parent,
                            DefinitionFacts &facts);
    void walkSpread(const GraphQlSelection &spread, const TypeDef *parent, DefinitionFacts &facts);
    void walkDirectives(const GraphQlDirectives &directives, std::string_view location,
                        DefinitionFacts &facts);
    const TypeDef *typeCondition(std::string_view name, std::size_t offset,
                                 const std::string &owner);

    bool checkCycles();
    void checkCyclesFrom(std::size_t start, std::vector<char> &state, bool &acyclic);
    void checkAcrossFragments();
    std::vector<std::size_t> reachableFragments(const DefinitionFacts &facts) const;
    void checkVariableUses(const GraphQlOperation &operation, const DefinitionFacts &facts,
                           std::unordered_set<std::string_view> &used);
    void checkSubscription(const GraphQlOperation &operation);
    void checkIntrospectionDepth(const GraphQlSelection &field);

    const GraphQlFragment *fragment(std::string_view name) const
    {
        const auto found = m_fragmentIndex.find(name);
        return found == m_fragmentIndex.end() ? nullptr : &m_document.fragments[found->second];
    }

    const GraphQlDocument &m_document;
    const Schema &m_schema;
    ProblemList m_problems;
    ValueChecker m_values;
    std::unordered_map<std::string_view, std::size_t> m_fragmentIndex;
    std::vector<DefinitionFacts> m_operationFacts;
    std::vector<DefinitionFacts> m_fragmentFacts;
};

void DocumentValidator::checkNames()
{
    std::unordered_set<std::string_view> names;
    for (const GraphQlOperation &operation : m_document.operations) {
        if (operation.name.empty()) {
            if (m_document.operations.size() > 1)
                m_problems.add("This anonymous operation must be the only defined operation.",
                               operation.offset);
        } else if (!names.insert(operation.name).second) {
            m_problems.add("There can be only one operation named " + inQuotes(operation.name)
                               + '.',
                           operation.offset);
        }
    }
    names.clear();
    for (const GraphQlFragment &fragment : m_document.fragments) {
        if (!names.insert(fragment.name).second)
            m_problems.add("There can be only one fragment named " + inQuotes(fragment.name) + '.',
                           fragment.offset);
    }
}

void DocumentValidator::walkOperation(const GraphQlOperation &operation)
{
    DefinitionFacts &facts = m_operationFacts.emplace_back();
    const std::string_view keyword = operationKeyword(operation.type);
    const TypeDef *root = rootType(m_schema, operation.type);
    if (!root)
        m_problems.add("Schema does not support operation type " + inQuotes(keyword),
                       operation.offset);
    walkVariables(operation, facts);
    std::string location(keyword);
    std::transform(location.begin(), location.end(), location.begin(),
                   [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    walkDirectives(operation.directives, location, facts);
    walkSelections(operation.selections, root, facts);
    if (root && operation.type == GraphQlOperationType::Subscription)
        checkSubscription(operation);
}

void DocumentValidator::walkFragment(const GraphQlFragment &fragment)
{
    DefinitionFacts &facts = m_fragmentFacts.emplace_back();
    const TypeDef *type =
        typeCondition(fragment.typeCondition, fragment.offset, inQuotes(fragment.name) + ' ');
    walkDirectives(fragment.directives, "FRAGMENT_DEFINITION", facts);
    walkSelections(fragment.selections, type, facts);
}

void DocumentValidator::walkVariables(const GraphQlOperation &operation, DefinitionFacts &facts)
{
    std::unordered_set<std::string_view> names;
    for (const GraphQlVariableDefinition &variable : operation.variables) {
        if (!names.insert(variable.name).second)
            m_problems.add("There can be only one variable named \"$" + variable.name + "\".",
                           variable.offset);
        const TypeDef *type = m_schema.type(variable.type.name);
        if (!type)
            m_problems.add("Unknown type " + inQuotes(variable.type.name) + '.', variable.offset,
                           variable.type.name);
        else if (!isInputType(*type))
            m_problems.add("Variable \"$" + variable.name + "\" cannot be non-input type "
                               + inQuotes(variable.type.ref().toString()) + '.',
                           variable.offset, variable.type.name);
        else if (variable.defaultValue)
            m_values.check(*variable.defaultValue, variable.type.ref(), false, facts.uses);
        walkDirectives(variable.directives, "VARIABLE_DEFINITION", facts);
    }
}

void DocumentValidator::walkSelections(const GraphQlSelections &selections, const TypeDef *parent,
                                       DefinitionFacts &facts)
{
    for (const GraphQlSelection &selection : selections) {
        if (m_problems.isFull())
            return;
        switch (selection.kind) {
        case SelectionKind::Field:
            walkField(selection, parent, facts);
            break;
        case SelectionKind::InlineFragment:
            walkInlineFragment(selection, parent, facts);
            break;
        case SelectionKind::FragmentSpread:
            walkSpread(selection, parent, facts);
            break;
        }
    }
}

void DocumentValidator::walkField(const GraphQlSelection &field, const TypeDef *parent,
                                  DefinitionFacts &facts)
{
    const SelectedField selected =
        parent ? selectField(m_schema, *parent, field.name) : SelectedField{};
    const std::string coordinate =
        parent ? std::string(parent->name) + '.' + field.name : std::string();
    std::optional<std::span<const InputValueDef>> definitions;
    const TypeDef *type = nullptr;
    if (selected) {
        definitions = selected.arguments;
        type = namedType(m_schema, selected.definition->type);
        if (type)
            checkLeaf(field, *selected.definition, *parent, *type);
    } else if (parent) {
        m_problems.add("Cannot query field " + inQuotes(field.name) + " on type "
                           + inQuotes(parent->name) + '.'
                           + didYouMean(field.name, namesOf(m_schema.fieldsOf(*parent))),
                       field.offset, coordinate);
    }
    m_values.checkArguments(field.arguments, definitions,
                            {"field " + inQuotes(coordinate), "Field " + inQuotes(field.name),
                             coordinate, field.offset},
                            facts.uses);
    walkDirectives(field.directives, "FIELD", facts);
    walkSelections(field.selections, type && isCompositeType(*type) ? type : nullptr, facts);
    if (selected && (field.name == "__schema" || field.name == "__type"))
        checkIntrospectionDepth(field);
}

void DocumentValidator::checkLeaf(const GraphQlSelection &field, const FieldDef &definition,
                                  const TypeDef &parent, const TypeDef &type)
{
    const std::string coordinate = std::string(parent.name) + '.' + field.name;
    if (isCompositeType(type) && field.selections.empty())
        m_problems.add("Field " + inQuotes(field.name) + " of type "
                           + inQuotes(definition.type.toString())
                           + " must have a selection of subfields. Did you mean \"" + field.name
                           + " { ... }\"?",
                       field.offset, coordinate);
    else if (!isCompositeType(type) && !field.selections.empty())
        m_problems.add("Field " + inQuotes(field.name) + " must not have a selection since type "
                           + inQuotes(type.name) + " has no subfields.",
                       field.offset, coordinate);
}

void DocumentValidator::walkInlineFragment(const GraphQlSelection &fragment, const TypeDef *parent,
                                           DefinitionFacts &facts)
{
    const TypeDef *type = parent;
    if (!fragment.name.empty()) {
        type = typeCondition(fragment.name, fragment.offset, {});
        if (type && parent && !typesOverlap(m_schema, *parent, *type))
            m_problems.add("Fragment cannot be spread here as objects of type "
                               + inQuotes(parent->name) + " can never be of type "
                               + inQuotes(type->name) + '.',
                           fragment.offset, std::string(type->name));
    }
    walkDirectives(fragment.directives, "INLINE_FRAGMENT", facts);
    walkSelections(fragment.selections, type, facts);
}

void DocumentValidator::walkSpread(const GraphQlSelection &spread, const TypeDef *parent,
                                   DefinitionFacts &facts)
{
    facts.spreads.push_back(&spread);
    walkDirectives(spread.directives, "FRAGMENT_SPREAD", facts);
    const GraphQlFragment *target = fragment(spread.name);
    if (!target) {
        m_problems.add("Unknown fragment " + inQuotes(spread.name) + '.', spread.offset);
        return;
    }
    const TypeDef *type = m_schema.type(target->typeCondition);
    if (parent && type && isCompositeType(*type) && !typesOverlap(m_schema, *parent, *type))
        m_problems.add("Fragment " + inQuotes(spread.name)
                           + " cannot be spread here as objects of type " + inQuotes(parent->name)
                           + " can never be of type " + inQuotes(type->name) + '.',
                       spread.offset, std::string(type->name));
}

const TypeDef *DocumentValidator::typeCondition(std::string_view name, std::size_t offset,
                                                const std::string &owner)
{
    const TypeDef *type = m_schema.type(name);
    if (!type) {
        m_problems.add(
            "Unknown type " + inQuotes(name) + '.'
                + (owner.empty() ? std::string() : didYouMean(name, namesOf(m_schema.types))),
            offset, std::string(name));
        return nullptr;
    }
    if (isCompositeType(*type))
        return type;
    m_problems.add("Fragment " + owner + "cannot condition on non composite type " + inQuotes(name)
                       + '.',
                   offset, std::string(name));
    return nullptr;
}

void DocumentValidator::walkDirectives(const GraphQlDirectives &directives,
                                       std::string_view location, DefinitionFacts &facts)
{
    std::unordered_set<std::string_view> seen;
    for (const GraphQlDirective &directive : directives) {
        const std::string coordinate = '@' + directive.name;
        const DirectiveDef *definition = m_schema.directive(directive.name);
        if (!seen.insert(directive.name).second && !(definition && definition->repeatable))
            m_problems.add("The directive " + inQuotes(coordinate)
                               + " can only be used once at this location.",
                           directive.offset, coordinate);
        std::optional<std::span<const InputValueDef>> arguments;
        if (!definition) {
            m_problems.add("Unknown directive " + inQuotes(coordinate) + '.', directive.offset,
                           coordinate);
        } else {
            arguments = m_schema.argsOf(*definition);
            const auto places = m_schema.locationsOf(*definition);
            if (std::find(places.begin(), places.end(), location) == places.end())
                m_problems.add("Directive " + inQuotes(coordinate) + " may not be used on "
                                   + std::string(location) + '.',
                               directive.offset, coordinate);
        }
        m_values.checkArguments(directive.arguments, arguments,
                                {"directive " + inQuotes(coordinate),
                                 "Directive " + inQuotes(coordinate), coordinate, directive.offset},
                                facts.uses);
    }
}

bool DocumentValidator::checkCycles()
{
    // 0: not seen, 1: on the way, 2: done.
    std::vector<char> state(m_document.fragments.size(), 0);
    bool acyclic = true;
    for (std::size_t i = 0; i < state.size(); ++i)
        checkCyclesFrom(i, state, acyclic);
    return acyclic;
}

void DocumentValidator::checkCyclesFrom(std::size_t start, std::vector<char> &state, bool &acyclic)
{
    struct Step
    {
        std::size_t fragment;
        std::size_t nextSpread = 0;
        const GraphQlSelection *via = nullptr;
    };
    if (state[start] != 0 || start >= m_fragmentFacts.size())
        return;
    std::vector<Step> path{{start}};
    state[start] = 1;
    while (!path.empty()) {
        Step &step = path.back();
        const auto &spreads = m_fragmentFacts[step.fragment].spreads;
        if (step.nextSpread == spreads.size()) {
            state[step.fragment] = 2;
            path.pop_back();
            continue;
        }
        const GraphQlSelection *spread = spreads[step.nextSpread++];
        const auto target = m_fragmentIndex.find(spread->name);
        if (target == m_fragmentIndex.end())
            continue;
        if (state[target->second] == 0) {
            state[target->second] = 1;
            path.push_back({target->second, 0, spread});
        } else if (state[target->second] == 1) {
            acyclic = false;
            auto at = std::find_if(path.begin(), path.end(),
                                   [&](const Step &s) { return s.fragment == target->second; });
            std::string via;
            while (++at != path.end())
                via += (via.empty() ? " via " : ", ") + inQuotes(at->via->name);
            m_problems.add("Cannot spread fragment " + inQuotes(spread->name) + " within itself"
                               + via + '.',
                           spread->offset);
        }
    }
}

std::vector<std::size_t> DocumentValidator::reachableFragments(const DefinitionFacts &facts) const
{
    std::vector<std::size_t> reached;
    std::unordered_set<std::size_t> seen;
    const auto add = [&](const DefinitionFacts &from) {
        for (const GraphQlSelection *spread : from.spreads) {
            const auto found = m_fragmentIndex.find(spread->name);
            if (found != m_fragmentIndex.end() && seen.insert(found->second).second)
                reached.push_back(found->second);
        }
    };
    add(facts);
    for (std::size_t i = 0; i < reached.size(); ++i)
        add(m_fragmentFacts[reached[i]]);
    return reached;
}

void DocumentValidator::checkAcrossFragments()
{
    std::vector<char> fragmentUsed(m_document.fragments.size(), 0);
    for (std::size_t i = 0; i < m_document.operations.size() && !m_problems.isFull(); ++i) {
        const GraphQlOperation &operation = m_document.operations[i];
        std::unordered_set<std::string_view> used;
        checkVariableUses(operation, m_operationFacts[i], used);
        for (const std::size_t index : reachableFragments(m_operationFacts[i])) {
            fragmentUsed[index] = 1;
            checkVariableUses(operation, m_fragmentFacts[index], used);
        }
        const std::string where =
            operation.name.empty() ? std::string() : " in operation " + inQuotes(operation.name);
        for (const GraphQlVariableDefinition &variable : operation.variables) {
            if (!used.contains(variable.name))
                m_problems.add("Variable \"$" + variable.name + "\" is never used" + where + '.',
                               variable.offset);
        }
    }
    for (std::size_t i = 0; i < fragmentUsed.size(); ++i) {
        const GraphQlFragment &fragment = m_document.fragments[i];
        if (!fragmentUsed[i] && m_fragmentIndex.at(fragment.name) == i)
            m_problems.add("Fragment " + inQuotes(fragment.name) + " is never used.",
                           fragment.offset);
    }
}

void DocumentValidator::checkVariableUses(const GraphQlOperation &operation,
                                          const DefinitionFacts &facts,
                                          std::unordered_set<std::string_view> &used)
{
    for (const VariableUse &use : facts.uses) {
        const GraphQlVariableDefinition *variable = operation.variable(use.value->text);
        if (!variable) {
            m_problems.add("Variable \"$" + use.value->text + "\" is not defined"
                               + (operation.name.empty()
                                      ? std::string()
                                      : " by operation " + inQuotes(operation.name))
                               + '.',
                           use.value->offset);
            continue;
        }
        used.insert(variable->name);
        const TypeDef *type = m_schema.type(variable->type.name);
        if (!use.expected || !type || !isInputType(*type))
            continue; // reported where it is declared
        const bool hasDefault =
            variable->defaultValue && variable->defaultValue->kind != GraphQlValue::Kind::Null;
        if (!variableFits(variable->type.ref(), hasDefault, use))
            m_problems.add("Variable \"$" + use.value->text + "\" of type "
                               + inQuotes(variable->type.ref().toString())
                               + " used in position expecting type "
                               + inQuotes(use.expected->toString()) + '.',
                           use.value->offset);
    }
}

void DocumentValidator::checkSubscription(const GraphQlOperation &operation)
{
    std::vector<const GraphQlSelection *> roots;
    std::unordered_set<std::string_view> seenFragments;
    std::vector<const GraphQlSelections *> pending{&operation.selections};
    while (!pending.empty()) {
        const GraphQlSelections &selections = *pending.back();
        pending.pop_back();
        for (const GraphQlSelection &selection : selections) {
            if (selection.kind == SelectionKind::Field) {
                roots.push_back(&selection);
            } else if (selection.kind == SelectionKind::InlineFragment) {
                pending.push_back(&selection.selections);
            } else if (const GraphQlFragment *target = fragment(selection.name);
                       target && seenFragments.insert(target->name).second) {
                pending.push_back(&target->selections);
            }
        }
    }
    const std::string subject = operation.name.empty() ? "Anonymous Subscription"
                                                       : "Subscription " + inQuotes(operation.name);
    const auto second = std::find_if(roots.begin(), roots.end(), [&](const auto *field) {
        return field->responseKey() != roots.front()->responseKey();
    });
    if (second != roots.end())
        m_problems.add(subject + " must select only one top level field.", (*second)->offset);
    for (const GraphQlSelection *field : roots) {
        if (field->name.starts_with("__"))
            m_problems.add(subject + " must not select an introspection top level field.",
                           field->offset);
    }
}

void DocumentValidator::checkIntrospectionDepth(const GraphQlSelection &field)
{
    // Lists of types in lists of types multiply; servers stop at the third level.
    constexpr int limit = 3;
    struct Pending
    {
        const GraphQlSelections *selections;
        int depth;
    };
    std::vector<Pending> pending{{&field.selections, 0}};
    std::unordered_map<std::string_view, int> seenFragments;
    while (!pending.empty()) {
        const Pending now = pending.back();
        pending.pop_back();
        for (const GraphQlSelection &selection : *now.selections) {
            int depth = now.depth;
            const GraphQlSelections *next = &selection.selections;
            if (selection.kind == SelectionKind::Field) {
                const std::string &name = selection.name;
                if (name == "fields" || name == "interfaces" || name == "possibleTypes"
                    || name == "inputFields")
                    ++depth;
            } else if (selection.kind == SelectionKind::FragmentSpread) {
                const GraphQlFragment *target = fragment(selection.name);
                const auto [seen, added] = seenFragments.try_emplace(selection.name, depth);
                if (!target || (!added && seen->second >= depth))
                    continue;
                seen->second = depth;
                next = &target->selections;
            }
            if (depth >= limit) {
                m_problems.add("Maximum introspection depth exceeded", field.offset);
                return;
            }
            pending.push_back({next, depth});
        }
    }
}

} // namespace

std::vector<GraphQlProblem> validateDocument(const GraphQlDocument &document, const Schema &schema)
{
    return DocumentValidator(document, schema).run();
}

std::vector<GraphQlProblem> validateText(std::string_view text, const Schema &schema)
{
    GraphQlSyntaxError error;
    const std::optional<GraphQlDocument> document = GraphQlDocument::parse(text, &error);
    if (!document)
        return {{error.message, error.offset, error.place, {}}};
    return validateDocument(*document, schema);
}

} // namespace angee
