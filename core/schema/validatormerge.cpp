// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/validatormerge.h"

#include "core/schema/documenttypes.h"

#include <algorithm>

namespace angee {

namespace {

//! Far above what any real document asks for: a full introspection takes some hundreds.
constexpr std::size_t workLimit = 1'000'000;

bool sameArguments(const GraphQlArguments &a, const GraphQlArguments &b)
{
    return a.size() == b.size()
        && std::all_of(a.begin(), a.end(), [&b](const GraphQlValue &argument) {
               const GraphQlValue *other = graphQlArgument(b, argument.name);
               return other && argument.sameAs(*other);
           });
}

} // namespace

MergeChecker::MergeChecker(const GraphQlDocument &document, const Schema &schema,
                           ProblemList &problems)
    : m_document(document)
    , m_schema(schema)
    , m_problems(problems)
{
    for (const GraphQlFragment &fragment : document.fragments)
        m_fragments.try_emplace(fragment.name, &fragment);
}

void MergeChecker::checkOperation(const GraphQlOperation &operation)
{
    Entries entries;
    Visited visited;
    collect(operation.selections, rootType(m_schema, operation.type), nullptr, visited, entries);
    check(Rule::SameField, entries, 0);
    check(Rule::SameShape, entries, 0);
    if (m_tooMuch)
        m_problems.add("The document is too deep or too intricate to be checked.",
                       operation.offset);
}

void MergeChecker::collect(const GraphQlSelections &selections, const TypeDef *parent,
                           const Entry *owner, Visited &visited, Entries &out)
{
    // Fragments may chain without end, so they wait here instead of on the stack.
    struct Pending
    {
        const GraphQlSelections *selections;
        const TypeDef *parent;
    };
    std::vector<Pending> pending{{&selections, parent}};
    while (!pending.empty()) {
        const Pending now = pending.back();
        pending.pop_back();
        for (const GraphQlSelection &selection : *now.selections) {
            if (++m_work > workLimit) {
                m_tooMuch = true;
                return;
            }
            switch (selection.kind) {
            case GraphQlSelection::Kind::Field: {
                const FieldDef *definition = now.parent
                    ? selectField(m_schema, *now.parent, selection.name).definition
                    : nullptr;
                out.push_back({&selection, now.parent, definition, owner});
                break;
            }
            case GraphQlSelection::Kind::InlineFragment:
                pending.push_back(
                    {&selection.selections,
                     selection.name.empty() ? now.parent : m_schema.type(selection.name)});
                break;
            case GraphQlSelection::Kind::FragmentSpread: {
                const auto found = m_fragments.find(selection.name);
                if (found != m_fragments.end() && visited.insert(selection.name).second)
                    pending.push_back(
                        {&found->second->selections, m_schema.type(found->second->typeCondition)});
                break;
            }
            }
        }
    }
}

std::vector<MergeChecker::Group> MergeChecker::groupsOf(const Entries &entries) const
{
    std::vector<Group> groups;
    std::unordered_map<std::string_view, std::size_t> byKey;
    for (const Entry &entry : entries) {
        const auto [found, added] = byKey.try_emplace(entry.field->responseKey(), groups.size());
        if (added)
            groups.emplace_back();
        groups[found->second].push_back(&entry);
    }
    for (Group &group : groups)
        std::sort(group.begin(), group.end(), [](const Entry *a, const Entry *b) {
            return a->field->offset < b->field->offset;
        });
    return groups;
}

void MergeChecker::check(Rule rule, const Entries &entries, int depth)
{
    if (depth >= graphQlMaxDepth)
        m_tooMuch = true;
    if (m_tooMuch || m_problems.isFull())
        return;
    for (const Group &group : groupsOf(entries)) {
        if (rule == Rule::SameShape) {
            checkShapes(group);
            checkChildren(rule, group, depth);
        } else {
            checkFields(group, depth);
        }
    }
}

void MergeChecker::checkChildren(Rule rule, const Group &group, int depth)
{
    std::vector<const GraphQlSelection *> parents;
    for (const Entry *entry : group) {
        if (!entry->field->selections.empty())
            parents.push_back(entry->field);
    }
    std::sort(parents.begin(), parents.end());
    parents.erase(std::unique(parents.begin(), parents.end()), parents.end());
    if (parents.empty() || !m_done.emplace(rule, parents).second)
        return;
    Entries children;
    Visited visited;
    for (const Entry *entry : group) {
        const TypeDef *type =
            entry->definition ? namedType(m_schema, entry->definition->type) : nullptr;
        collect(entry->field->selections, type, entry, visited, children);
    }
    check(rule, children, depth + 1);
}

void MergeChecker::checkShapes(const Group &group)
{
    for (const Entry *other : group) {
        if (sameShape(*group.front(), *other))
            continue;
        conflict(*group.front(), *other,
                 "they return conflicting types \"" + group.front()->definition->type.toString()
                     + "\" and \"" + other->definition->type.toString() + '"');
    }
}

void MergeChecker::checkFields(const Group &group, int depth)
{
    // Fields of two different object types never meet in one answer; those of an interface may
    // meet with any.
    Group shared;
    std::vector<Group> byObject;
    std::unordered_map<const TypeDef *, std::size_t> places;
    for (const Entry *entry : group) {
        if (!entry->parent || entry->parent->kind != TypeKind::Object) {
            shared.push_back(entry);
            continue;
        }
        const auto [found, added] = places.try_emplace(entry->parent, byObject.size());
        if (added)
            byObject.emplace_back();
        byObject[found->second].push_back(entry);
    }
    if (byObject.empty())
        byObject.emplace_back();
    for (Group &meeting : byObject) {
        meeting.insert(meeting.end(), shared.begin(), shared.end());
        const Entry *first = meeting.front();
        bool allSame = true;
        for (const Entry *other : meeting) {
            if (first->field == other->field)
                continue;
            if (first->field->name != other->field->name)
                conflict(*first, *other,
                         '"' + first->field->name + "\" and \"" + other->field->name
                             + "\" are different fields");
            else if (!sameArguments(first->field->arguments, other->field->arguments))
                conflict(*first, *other, "they have differing arguments");
            else
                continue;
            allSame = false;
        }
        if (allSame)
            checkChildren(Rule::SameField, meeting, depth);
    }
}

bool MergeChecker::sameShape(const Entry &a, const Entry &b) const
{
    if (!a.definition || !b.definition)
        return true; // reported as unknown already
    const TypeRef &left = a.definition->type;
    const TypeRef &right = b.definition->type;
    if (!left.sameShape(right))
        return false;
    const TypeDef *leftType = namedType(m_schema, left);
    const TypeDef *rightType = namedType(m_schema, right);
    if (!leftType || !rightType || (isCompositeType(*leftType) && isCompositeType(*rightType)))
        return true;
    return leftType->name == rightType->name;
}

void MergeChecker::conflict(const Entry &a, const Entry &b, std::string reason)
{
    const Entry *left = &a;
    const Entry *right = &b;
    while (left->owner && right->owner && left->owner->field != right->owner->field) {
        reason = "subfields \"" + left->field->responseKey() + "\" conflict because " + reason;
        left = left->owner;
        right = right->owner;
    }
    if (!m_reported.emplace(left->field, right->field).second)
        return;
    m_problems.add("Fields \"" + left->field->responseKey() + "\" conflict because " + reason
                       + ". Use different aliases on the fields to fetch both if this was "
                         "intentional.",
                   right->field->offset);
}

} // namespace angee
