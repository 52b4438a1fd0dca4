// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

namespace angee {

//! \brief A file of a source and a line in it, as one name of an object: "source:path", and behind
//! a NUL, which no path has, the line.
struct FileLocation
{
    QString source;
    QString path;
    int line = 0; //!< from 1; 0 for none

    [[nodiscard]] QString name() const
    {
        const QString file = source + u':' + path;
        return line > 0 ? file + QChar(u'\0') + QString::number(line) : file;
    }
    [[nodiscard]] static FileLocation fromName(const QString &name)
    {
        const qsizetype nul = name.indexOf(QChar(u'\0'));
        const QString file = nul < 0 ? name : name.left(nul);
        const qsizetype colon = file.indexOf(u':');
        return {colon < 0 ? file : file.left(colon), colon < 0 ? QString() : file.sliced(colon + 1),
                nul < 0 ? 0 : name.mid(nul + 1).toInt()};
    }

    friend bool operator==(const FileLocation &, const FileLocation &) = default;
};

} // namespace angee
