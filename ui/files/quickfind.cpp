// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/quickfind.h"

#include "ui/widgets/fuzzymatch.h"

#include <algorithm>

namespace angee {

void QuickFind::setPlaces(const QList<Place> &places)
{
    m_entries.clear();
    m_entries.reserve(places.size());
    for (const Place &place : places)
        m_entries.append({place, place.path.sliced(place.path.lastIndexOf(u'/') + 1).toLower(),
                          QString(place.source + u':' + place.path).toLower()});
    m_isKnown = true;
}

void QuickFind::forget()
{
    m_entries.clear();
    m_isKnown = false;
}

QList<QuickFind::Place> QuickFind::find(const QString &typed, int limit) const
{
    struct Match
    {
        int score;
        qsizetype entry;
    };
    QList<Match> matches;
    if (typed.trimmed().isEmpty())
        return {};
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        if (const int score = fuzzyScore(typed, m_entries.at(i).name, m_entries.at(i).whole))
            matches.append({score, i});
    }
    const auto end = matches.begin() + std::min<qsizetype>(limit, matches.size());
    // Equally good ones stay in their order.
    std::partial_sort(matches.begin(), end, matches.end(), [](const Match &a, const Match &b) {
        return a.score != b.score ? a.score > b.score : a.entry < b.entry;
    });
    QList<Place> places;
    for (auto it = matches.begin(); it != end; ++it)
        places.append(m_entries.at(it->entry).place);
    return places;
}

} // namespace angee
