// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/validatorreport.h"

#include <algorithm>
#include <utility>

namespace angee {

namespace {

std::string lowered(std::string_view text)
{
    std::string result(text);
    for (char &c : result) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

//! Edits between two words: a change, an added or a missing character each count one.
std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row[b.size()];
}

std::string orList(const std::vector<std::string_view> &words)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0)
            text += words.size() == 2 ? " or " : i + 1 == words.size() ? ", or " : ", ";
        text.append("\"").append(words[i]).append("\"");
    }
    return text;
}

} // namespace

void ProblemList::add(std::string message, std::size_t offset, std::string coordinate)
{
    if (!isFull())
        m_problems.push_back({std::move(message), offset, {}, std::move(coordinate)});
}

std::vector<GraphQlProblem> ProblemList::take(const GraphQlDocument &document)
{
    std::stable_sort(m_problems.begin(), m_problems.end(),
                     [](const auto &a, const auto &b) { return a.offset < b.offset; });
    for (GraphQlProblem &problem : m_problems)
        problem.place = document.place(problem.offset);
    return std::exchange(m_problems, {});
}

std::string didYouMean(std::string_view typed, const std::vector<std::string_view> &options,
                       std::string_view lead)
{
    const std::size_t threshold = typed.size() * 2 / 5 + 1;
    const std::string lowTyped = lowered(typed);
    std::vector<std::pair<std::size_t, std::string_view>> near;
    for (const std::string_view option : options) {
        // Words of very different length are far apart; this also keeps long ones cheap.
        const std::size_t longer = std::max(typed.size(), option.size());
        if (longer - std::min(typed.size(), option.size()) > threshold)
            continue;
        const std::string lowOption = lowered(option);
        const std::size_t distance = lowTyped == lowOption ? 1 : editDistance(lowTyped, lowOption);
        if (distance <= threshold)
            near.emplace_back(distance, option);
    }
    if (near.empty())
        return {};
    std::stable_sort(near.begin(), near.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    near.resize(std::min<std::size_t>(near.size(), 5));
    std::vector<std::string_view> words;
    for (const auto &[distance, word] : near)
        words.push_back(word);
    return ' ' + std::string(lead) + ' ' + orList(words) + '?';
}

} // namespace angee
