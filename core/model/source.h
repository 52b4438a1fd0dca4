// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace angee {

//! \brief A source of the stack, or a workspace's slot over it.
struct Source
{
    QString name;
    QString slot; //!< empty for a source of the stack
    QString kind;
    QString path;
    bool exists = false;
    QString state;
    QString branch;
    QString ref;
    QString currentRef;
    bool dirty = false;
    QString upstream;
    int ahead = 0;
    int behind = 0;
    bool pushed = false;
    QString unpushedReason;
    QString error;

    friend bool operator==(const Source &, const Source &) = default;
};

//! \brief One file of a source's diff.
struct DiffFile
{
    struct Hunk
    {
        int oldStart = 0;
        int oldLines = 0;
        int newStart = 0;
        int newLines = 0;
        QString header;
        QString body; //!< lines that start with ' ', '+' or '-'

        friend bool operator==(const Hunk &, const Hunk &) = default;
    };

    QString oldPath;
    QString newPath;
    QString mode;
    bool isBinary = false;
    bool isNew = false;
    bool isDeleted = false;
    bool isRename = false;
    QList<Hunk> hunks;

    friend bool operator==(const DiffFile &, const DiffFile &) = default;
};

} // namespace angee
