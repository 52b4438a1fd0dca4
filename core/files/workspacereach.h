// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/source.h"

#include <QList>

namespace angee {

//! \brief One way to files of a workspace through a source of the stack.
struct ReachEntry
{
    QString source;
    //! Where in the workspace the source begins; empty for the workspace itself.
    QString workspaceFolder;
    //! What to put before a path to name it in the source; empty, or ends with '/'.
    QString sourcePrefix;

    friend bool operator==(const ReachEntry &, const ReachEntry &) = default;
};

//! \brief The sources through which the files of any workspace can be opened.
//!
//! The file routes know sources of the stack only, no workspaces and no slots (contract.md, section
//! 6), so an empty answer means that this daemon cannot open files of the workspace. Made once for
//! a list of sources; each question then costs as much as its answer and its path are long.
class SourceReach final
{
public:
    explicit SourceReach(const QList<Source> &sources);

    //! Those that lie under \a workspacePath and those that hold it, in the order of the sources.
    [[nodiscard]] QList<ReachEntry> into(const QString &workspacePath) const;

private:
    struct Place
    {
        QString path; //!< cleaned
        QString source;
        qsizetype order = 0;
    };

    QList<Place> m_places; // by path
};

} // namespace angee
