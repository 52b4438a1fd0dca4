// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/validatorreport.h"

#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace angee {

//! \brief Checks that fields which answer under one key can share it (specification 5.3.2).
//!
//! The rule compares every pair of such fields, which takes exponential time if done as written.
//! Here the fields of one key are compared with the first of them only, since "same shape" and
//! "same field" are equivalences, and no set of parents is merged twice. What a hostile document
//! still costs is capped. The document must have no fragment cycles.
class MergeChecker final
{
public:
    MergeChecker(const GraphQlDocument &document, const Schema &schema, ProblemList &problems);

    void checkOperation(const GraphQlOperation &operation);

private:
    //! A field where it is selected; \a owner is the field around it.
    struct Entry
    {
        const GraphQlSelection *field = nullptr;
        const TypeDef *parent = nullptr;
        const FieldDef *definition = nullptr;
        const Entry *owner = nullptr;
    };
    using Entries = std::vector<Entry>;
    using Group = std::vector<const Entry *>;
    using Visited = std::unordered_set<std::string_view>;
    enum class Rule {
        SameShape,
        SameField,
    };

    void collect(const GraphQlSelections &selections, const TypeDef *parent, const Entry *owner,
                 Visited &visited, Entries &out);
    [[nodiscard]] std::vector<Group> groupsOf(const Entries &entries) const;
    void check(Rule rule, const Entries &entries, int depth);
    void checkChildren(Rule rule, const Group &group, int depth);
    void checkShapes(const Group &group);
    void checkFields(const Group &group, int depth);
    [[nodiscard]] bool sameShape(const Entry &a, const Entry &b) const;
    void conflict(const Entry &a, const Entry &b, std::string reason);

    const GraphQlDocument &m_document;
    const Schema &m_schema;
    ProblemList &m_problems;
    std::unordered_map<std::string_view, const GraphQlFragment *> m_fragments;
    std::set<std::pair<Rule, std::vector<const GraphQlSelection *>>> m_done;
    std::set<std::pair<const GraphQlSelection *, const GraphQlSelection *>> m_reported;
    std::size_t m_work = 0;
    bool m_tooMuch = false;
};

} // namespace angee
