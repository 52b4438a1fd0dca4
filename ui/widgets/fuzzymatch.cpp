// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/fuzzymatch.h"

#include <algorithm>

namespace angee {

namespace {

constexpr int exact = 1000;
constexpr int atStart = 600;
constexpr int atWord = 400;
constexpr int inside = 200;
constexpr int lettersMost = 150;
constexpr int inRest = 60;

bool startsWord(QStringView text, qsizetype at)
{
    return at == 0 || !text[at - 1].isLetterOrNumber();
}

int substringScore(QStringView word, QStringView title)
{
    int best = 0;
    for (qsizetype at = title.indexOf(word); at >= 0; at = title.indexOf(word, at + 1)) {
        const int here = at == 0 ? atStart : startsWord(title, at) ? atWord : inside;
        best = std::max(best, here);
    }
    return best;
}

// The letters in order with gaps: runs and starts of words count, gaps cost. A gap ends within its
// word or at the start of another one, else three words would hold almost anything.
int lettersScore(QStringView word, QStringView title)
{
    int score = lettersMost;
    qsizetype at = -1;
    for (const QChar letter : word) {
        const qsizetype next = title.indexOf(letter, at + 1);
        if (next < 0)
            return 0;
        if (next != at + 1 && !startsWord(title, next)) {
            const QStringView skipped = title.mid(at + 1, next - at - 1);
            if (!std::all_of(skipped.begin(), skipped.end(),
                             [](QChar c) { return c.isLetterOrNumber(); }))
                return 0;
            score -= 10 + int(std::min<qsizetype>(next - at, 10));
        }
        at = next;
    }
    return std::max(score, 1);
}

int wordScore(QStringView word, QStringView title, QStringView rest)
{
    if (title == word)
        return exact;
    if (const int score = substringScore(word, title))
        return score;
    const int letters = lettersScore(word, title);
    return std::max(letters, rest.contains(word) ? inRest : 0);
}

} // namespace

int fuzzyScore(const QString &query, const QString &title, const QString &rest)
{
    int total = 0;
    const QString lower = query.toLower();
    const QStringView all(lower);
    for (qsizetype start = 0; start < all.size();) {
        if (all[start].isSpace()) {
            ++start;
            continue;
        }
        qsizetype end = start;
        while (end < all.size() && !all[end].isSpace())
            ++end;
        const int score = wordScore(all.mid(start, end - start), title, rest);
        if (score == 0)
            return 0;
        total += score;
        start = end;
    }
    // Of two equally good ones the shorter is meant.
    return total == 0 ? 0 : std::max(1, total - int(std::min<qsizetype>(title.size(), 50)));
}

} // namespace angee
