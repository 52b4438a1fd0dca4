// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/convergence/conflictlist.h"

#include "core/base/visibletext.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/words.h"

#include <QHeaderView>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int pathRole = Qt::UserRole + 1;

QIcon iconOf(ConflictFile::Sight sight)
{
    switch (sight) {
    case ConflictFile::Sight::Marked:
        return Icon::get(Icon::Name::Bolt, ColorRole::Bad);
    case ConflictFile::Sight::Broken:
    case ConflictFile::Sight::Unreadable:
        return Icon::get(Icon::Name::Warning, ColorRole::Warning);
    case ConflictFile::Sight::Resolved:
        return Icon::get(Icon::Name::Check, ColorRole::Good);
    case ConflictFile::Sight::Gone:
        return Icon::get(Icon::Name::Remove, ColorRole::Warning);
    case ConflictFile::Sight::NotLookedAt:
        return Icon::get(Icon::Name::Unknown, ColorRole::SecondaryText);
    }
    Q_UNREACHABLE();
}

} // namespace

ConflictList::ConflictList(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(u"conflictFiles"_s);
    setAccessibleName(tr("Files in conflict"));
    setHeaderLabels({tr("File"), tr("How far it is")});
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setTextElideMode(Qt::ElideMiddle);
    header()->setStretchLastSection(true);
    setColumnWidth(0, fontMetrics().averageCharWidth() * 50);
}

ConflictList::~ConflictList() = default;

void ConflictList::setFiles(const QList<ConflictFile> &files)
{
    const QString chosen = currentPath();
    clear();
    QTreeWidgetItem *current = nullptr;
    for (const ConflictFile &file : files) {
        auto *item = new QTreeWidgetItem(this, {shownName(file.path), sightText(file)});
        item->setIcon(1, iconOf(file.sight));
        item->setData(0, pathRole, file.path);
        item->setToolTip(0, tipText(file.path));
        item->setToolTip(1, tipText(item->text(1)));
        if (file.path == chosen || !current)
            current = item;
    }
    setCurrentItem(current);
}

QString ConflictList::currentPath() const
{
    const QTreeWidgetItem *item = currentItem();
    return item ? item->data(0, pathRole).toString() : QString();
}

QString ConflictList::sightText(const ConflictFile &file)
{
    switch (file.sight) {
    case ConflictFile::Sight::Marked:
        return tr("%n conflict(s) left", nullptr, file.conflicts);
    case ConflictFile::Sight::Broken:
        return tr("A marker has no end");
    case ConflictFile::Sight::Resolved:
        return file.isCertain ? tr("No markers left; git has to be told on the host")
                              : tr("No markers");
    case ConflictFile::Sight::Gone:
        return tr("Not there: deleted on one side");
    case ConflictFile::Sight::Unreadable:
        return tr("No text that the daemon gives out: choose a side on the host");
    case ConflictFile::Sight::NotLookedAt:
        return file.isCertain ? tr("In conflict") : tr("Differs on both sides; may be in conflict");
    }
    Q_UNREACHABLE();
}

} // namespace angee
