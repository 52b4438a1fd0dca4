// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace angee {

//! \brief What differs between two lists of rows with unique keys, by row number.
struct ListChanges
{
    std::vector<int> removed; //!< rows of the old list, ascending
    std::vector<int> inserted; //!< rows of the new list, ascending
    std::vector<int> changed; //!< rows of the new list whose key was there before, ascending
    bool reordered = false; //!< the rows that stayed changed their order

    [[nodiscard]] bool isEmpty() const
    {
        return removed.empty() && inserted.empty() && changed.empty() && !reordered;
    }
    //! No row came, went or moved: the row numbers of both lists mean the same objects.
    [[nodiscard]] bool sameRows() const
    {
        return removed.empty() && inserted.empty() && !reordered;
    }
};

//! \brief Compares two snapshot lists. Linear when both are in order of their keys, as the daemon
//! sends them; otherwise with a hash.
template <typename Row>
[[nodiscard]] ListChanges compareRows(const std::vector<Row> &before, const std::vector<Row> &after)
{
    ListChanges changes;
    const auto ascending = [](const std::vector<Row> &rows) {
        return std::adjacent_find(rows.begin(), rows.end(),
                                  [](const Row &a, const Row &b) { return a.key() >= b.key(); })
            == rows.end();
    };
    if (ascending(before) && ascending(after)) {
        size_t left = 0;
        size_t right = 0;
        while (left < before.size() || right < after.size()) {
            const int order = left == before.size() ? 1
                : right == after.size()             ? -1
                                        : before[left].key().compare(after[right].key());
            if (order < 0)
                changes.removed.push_back(int(left++));
            else if (order > 0)
                changes.inserted.push_back(int(right++));
            else if (!(before[left++] == after[right++]))
                changes.changed.push_back(int(right) - 1);
        }
        return changes;
    }
    std::unordered_map<std::string_view, int> oldRows;
    oldRows.reserve(before.size());
    for (size_t row = 0; row < before.size(); ++row)
        oldRows.emplace(before[row].key(), int(row));
    std::vector<bool> stayed(before.size());
    int last = -1;
    for (size_t row = 0; row < after.size(); ++row) {
        const auto found = oldRows.find(after[row].key());
        if (found == oldRows.end()) {
            changes.inserted.push_back(int(row));
            continue;
        }
        const auto old = size_t(found->second);
        stayed[old] = true;
        changes.reordered |= found->second < last;
        last = found->second;
        if (!(before[old] == after[row]))
            changes.changed.push_back(int(row));
    }
    for (size_t row = 0; row < before.size(); ++row) {
        if (!stayed[row])
            changes.removed.push_back(int(row));
    }
    return changes;
}

} // namespace angee
