// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/slotrecord.h"

#include <QString>
#include <QStringList>

namespace angee {

//! \brief The files that git's own words on a merge or rebase name as conflicting, in its order.
//! Git quotes unusual names; they are given as they are.
[[nodiscard]] QStringList conflictFilesIn(const QString &words);

//! \brief What somebody types on the daemon's host to conclude what is in the middle at \a path,
//! once \a files are resolved: a line that a POSIX shell takes as it stands, whatever the names.
[[nodiscard]] QString concludeCommand(GitMidst midst, const QString &path,
                                      const QStringList &files);
//! \brief As one word of a POSIX shell.
[[nodiscard]] QString shellWord(const QString &text);

//! \brief What has to stand in the manifest so that files of the slot at \a path can be opened: a
//! local source over it, for below "sources:". Names in \a taken are avoided; \a path is given
//! relative to \a stackRoot where it lies within.
[[nodiscard]] QString sourceDeclaration(const SlotRecord &slot, const QString &stackRoot,
                                        const QStringList &taken);

} // namespace angee
