// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/diff/filediff.h"
#include "ui/widgets/icon.h"

#include <QCoreApplication>
#include <QStringList>

namespace angee {

//! \brief The words and signs for a file of a difference.
class DiffWords final
{
    Q_DECLARE_TR_FUNCTIONS(angee::DiffWords)

public:
    //! "changed", "new", "deleted", "renamed".
    [[nodiscard]] static QString kind(const FileDiff &file);
    [[nodiscard]] static Icon::Name icon(const FileDiff &file);
    //! The path on one line; of a renamed file both.
    [[nodiscard]] static QString title(const FileDiff &file);
    //! What its lines do not say: modes, binary content, what is not kept; a sentence each.
    [[nodiscard]] static QStringList notes(const FileDiff &file, const DiffPatch &patch);
    //! The sum in a sentence.
    [[nodiscard]] static QString summary(const DiffSet &set);
    //! What was left out of it, a sentence each.
    [[nodiscard]] static QStringList leftOut(const DiffSet &set);
};

} // namespace angee
