// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/diffs/diffwords.h"

#include "core/base/visibletext.h"

#include <QLocale>

namespace angee {

using namespace Qt::StringLiterals;

QString DiffWords::kind(const FileDiff &file)
{
    switch (file.kind()) {
    case FileDiff::Kind::Changed:
        return tr("changed");
    case FileDiff::Kind::Added:
        return tr("new");
    case FileDiff::Kind::Deleted:
        return tr("deleted");
    case FileDiff::Kind::Renamed:
        return tr("renamed");
    }
    Q_UNREACHABLE();
}

Icon::Name DiffWords::icon(const FileDiff &file)
{
    switch (file.kind()) {
    case FileDiff::Kind::Changed:
        return Icon::Name::Edit;
    case FileDiff::Kind::Added:
        return Icon::Name::Add;
    case FileDiff::Kind::Deleted:
        return Icon::Name::Remove;
    case FileDiff::Kind::Renamed:
        return Icon::Name::Link;
    }
    Q_UNREACHABLE();
}

QString DiffWords::title(const FileDiff &file)
{
    const QString name = shownName(QString::fromUtf8(file.path()));
    if (file.kind() != FileDiff::Kind::Renamed)
        return name;
    return shownName(QString::fromUtf8(file.oldPath)) + u" → "_s + name;
}

QStringList DiffWords::notes(const FileDiff &file, const DiffPatch &patch)
{
    QStringList notes;
    switch (file.content()) {
    case FileDiff::Content::Binary:
        notes += tr("A binary file: git tells none of its lines.");
        break;
    case FileDiff::Content::Submodule:
        notes += tr("A submodule: its lines name the commits that it stood and stands on.");
        break;
    case FileDiff::Content::Link:
        notes += tr("A symbolic link: its line is where it leads.");
        break;
    case FileDiff::Content::Unchanged:
        notes += file.kind() == FileDiff::Kind::Added || file.kind() == FileDiff::Kind::Deleted
            ? tr("The file is empty.")
            : file.kind() == FileDiff::Kind::Renamed ? tr("Only its name changed.")
                                                     : tr("No line of it changed; its mode did.");
        break;
    case FileDiff::Content::Lines:
        break;
    }
    if (file.mode == "100755")
        notes += tr("Mode 100755: it can be executed.");
    else if (!file.mode.isEmpty() && file.mode != "100644"
             && file.content() == FileDiff::Content::Lines)
        notes += tr("Mode %1.").arg(shownName(QString::fromUtf8(file.mode)));
    if (patch.onlyLineEndDiffers)
        notes += tr("The last lines differ in their end alone: one of them has no newline there. "
                    "The daemon does not say which.");
    if (file.kept == FileDiff::Kept::Beginning)
        notes += tr("Only its beginning is shown: the file differs in %1 of text, more than is "
                    "kept of one file.")
                     .arg(QLocale().formattedDataSize(file.bytes));
    if (file.kept == FileDiff::Kept::None)
        notes += tr("Its lines are not kept: the files before it in this difference fill all the "
                    "room there is. Its counts are right.");
    if (file.isNameDamaged())
        notes += tr("Its name holds bytes that are no UTF-8, so it cannot be opened by it.");
    return notes;
}

QString DiffWords::summary(const DiffSet &set)
{
    return tr("%n file(s)", nullptr, int(set.files.size() + set.filesLeftOut)) + u", "_s
        + tr("%n line(s) added", nullptr, int(set.added)) + u", "_s
        + tr("%n removed", nullptr, int(set.removed));
}

QStringList DiffWords::leftOut(const DiffSet &set)
{
    QStringList sentences;
    if (!set.isWhole)
        sentences += tr("The difference is too large: reading stopped, and there may be more.");
    if (set.filesLeftOut > 0)
        sentences += tr("%n more file(s) are not listed.", nullptr, int(set.filesLeftOut));
    if (set.filesCut > 0)
        sentences += tr("Of %n file(s) not all lines are kept.", nullptr, int(set.filesCut));
    return sentences;
}

} // namespace angee
