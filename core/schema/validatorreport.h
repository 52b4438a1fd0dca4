// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/validator.h"

namespace angee {

//! \brief Collects a document's problems, up to the limit.
class ProblemList final
{
public:
    void add(std::string message, std::size_t offset, std::string coordinate = {});
    [[nodiscard]] bool isFull() const { return m_problems.size() >= graphQlMaxProblems; }
    //! In the order of the text, with their places.
    [[nodiscard]] std::vector<GraphQlProblem> take(const GraphQlDocument &document);

private:
    std::vector<GraphQlProblem> m_problems;
};

//! \brief ` Did you mean "a", "b", or "c"?` with the options that are near to \a typed, nearest
//! first, at most five; empty if none is.
[[nodiscard]] std::string didYouMean(std::string_view typed,
                                     const std::vector<std::string_view> &options,
                                     std::string_view lead = "Did you mean");

//! \brief The names of \a items, for didYouMean().
template <typename Items>
[[nodiscard]] std::vector<std::string_view> namesOf(const Items &items)
{
    std::vector<std::string_view> names;
    names.reserve(items.size());
    for (const auto &item : items)
        names.push_back(item.name);
    return names;
}

} // namespace angee
