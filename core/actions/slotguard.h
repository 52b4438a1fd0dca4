// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/slotrecord.h"
#include "core/tasks/question.h"

#include <QStringList>

namespace angee {

//! \brief Work that is nowhere else, and where it is.
struct LosableWork
{
    QString where; //!< "slot first-fix:lib", "source lib"
    UnpushedWork work;
};

//! \brief Makes the ways \a choices of \a question say what of \a works they lose, by the first
//! lines of the commits, and need that loss ticked. Nothing changes where nothing is lost.
void guardAgainstLoss(Question *question, const QList<LosableWork> &works,
                      const QStringList &choices);

} // namespace angee
