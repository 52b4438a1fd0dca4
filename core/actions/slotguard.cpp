// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/slotguard.h"

#include "core/actions/slotreader.h"

#include <QCoreApplication>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct SlotGuard
{
    Q_DECLARE_TR_FUNCTIONS(angee::SlotGuard)
};

constexpr int linesOfOne = 6;
constexpr int linesOfAll = 30;

} // namespace

void guardAgainstLoss(Question *question, const QList<LosableWork> &works,
                      const QStringList &choices)
{
    QStringList lines;
    int places = 0;
    int untold = 0;
    QList<LosableWork> sorted = works;
    std::sort(sorted.begin(), sorted.end(),
              [](const LosableWork &a, const LosableWork &b) { return a.where < b.where; });
    for (const LosableWork &one : std::as_const(sorted)) {
        if (one.work.isEmpty())
            continue;
        ++places;
        const QStringList work = workLines(one.work, linesOfOne);
        for (const QString &line : work) {
            if (lines.size() < linesOfAll)
                lines.append(u"%1: %2"_s.arg(one.where, line));
            else
                ++untold;
        }
    }
    if (places == 0)
        return;
    if (untold > 0)
        lines.append(SlotGuard::tr("and %n more line(s) like these", nullptr, untold));
    for (Question::Choice &choice : question->choices) {
        if (!choices.contains(choice.id))
            continue;
        choice.lost += lines;
        choice.tick = SlotGuard::tr(
            "Lose the work in %n place(s) that is nowhere else. It could be pushed first.", nullptr,
            places);
    }
}

} // namespace angee
