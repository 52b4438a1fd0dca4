// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/diffcalls.h"
#include "core/live/snapshot.h"

#include <QString>

#include <optional>

namespace angee {

//! \brief The checkout whose changes are shown, as it was last seen, and where its files can be
//! opened.
struct DiffSubject
{
    GitTree tree;
    QString kind; //!< git or local
    QString state;
    QString path; //!< on the daemon's machine
    QString currentRef;
    QString upstream;
    QString base; //!< what a slot was cut from; empty for a source
    int ahead = 0;
    int behind = 0;
    bool exists = false;
    bool isDirty = false;
    // A file of it is opened as prefix + path of fileSource.
    QString fileSource; //!< empty: no source reaches into it
    QString filePrefix; //!< empty, or ends with '/'

    [[nodiscard]] bool isGit() const { return kind == QLatin1StringView("git"); }
    [[nodiscard]] bool reachesFiles() const { return !fileSource.isEmpty(); }
    friend bool operator==(const DiffSubject &, const DiffSubject &) = default;
};

//! Nothing when the snapshot has no such source or slot.
[[nodiscard]] std::optional<DiffSubject> diffSubject(const Snapshot &snapshot, const GitTree &tree);
//! "first-fix:lib" or "lib", as tasks and panes name it.
[[nodiscard]] GitTree gitTreeOf(const QString &name);
//! The slot or the source that a file of \a source lies in, if it is a git tree, and the file's
//! path in it.
struct TreeFile
{
    GitTree tree;
    QString path;
};
[[nodiscard]] std::optional<TreeFile> treeOfFile(const Snapshot &snapshot, const QString &source,
                                                 const QString &path);

} // namespace angee
