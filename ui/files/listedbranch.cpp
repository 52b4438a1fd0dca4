// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/listedbranch.h"

#include "core/base/visibletext.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/words.h"

#include <QLocale>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostInFolder = 5'000; // rows of one folder

QTreeWidgetItem *addNote(QTreeWidgetItem *parent, const QString &text)
{
    auto *item = new QTreeWidgetItem(parent, {text});
    item->setFlags(Qt::ItemIsEnabled);
    item->setToolTip(0, tipText(text));
    return item;
}

} // namespace

QString ListedBranches::keyOf(const QTreeWidgetItem *item)
{
    return item->data(0, TreeRole).toString() + u'\n' + item->data(0, FolderRole).toString();
}

void ListedBranches::add(QTreeWidgetItem *parent, const GitTree &tree, const Way &way)
{
    Branch &branch = m_branches[tree.name()];
    branch.tree = tree;
    branch.way = way;
    auto *item = new QTreeWidgetItem(parent, {tr("All files of the last commit")});
    item->setIcon(0, Icon::get(Icon::Name::Folder));
    item->setData(0, TreeRole, tree.name());
    item->setData(0, FolderRole, QString());
    item->setData(0, m_sourceRole, way.source);
    item->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    if (m_open.contains(keyOf(item)))
        item->setExpanded(true); // the widget tells, and it is filled
}

void ListedBranches::setListing(const QTreeWidget *widget, const GitTree &tree,
                                const TreeListingPtr &listing, const QString &problem)
{
    Branch &branch = m_branches[tree.name()];
    branch.listing = listing;
    branch.problem = problem;
    QTreeWidgetItemIterator it(const_cast<QTreeWidget *>(widget));
    for (; *it; ++it) {
        QTreeWidgetItem *item = *it;
        if (item->data(0, TreeRole).toString() == tree.name()
            && item->data(0, FolderRole).toString().isEmpty() && item->isExpanded()) {
            fill(item);
            return;
        }
    }
}

std::optional<GitTree> ListedBranches::open(QTreeWidgetItem *item)
{
    if (!item->data(0, TreeRole).isValid())
        return std::nullopt;
    m_open.insert(keyOf(item));
    fill(item);
    const Branch branch = m_branches.value(item->data(0, TreeRole).toString());
    const bool isRoot = item->data(0, FolderRole).toString().isEmpty();
    return isRoot ? std::optional(branch.tree) : std::nullopt;
}

void ListedBranches::close(const QTreeWidgetItem *item)
{
    if (item->data(0, TreeRole).isValid())
        m_open.remove(keyOf(item));
}

void ListedBranches::fill(QTreeWidgetItem *item)
{
    qDeleteAll(item->takeChildren());
    const Branch branch = m_branches.value(item->data(0, TreeRole).toString());
    if (!branch.problem.isEmpty()) {
        addNote(item, branch.problem);
    } else if (!branch.listing) {
        addNote(item, tr("Asking the daemon…"));
    } else {
        const QString folder = item->data(0, FolderRole).toString();
        fillFolder(item, branch, folder);
        if (folder.isEmpty())
            addNotes(item, branch);
    }
}

void ListedBranches::fillFolder(QTreeWidgetItem *item, const Branch &branch, const QString &folder)
{
    const QList<TreeEntry> &files = branch.listing->files;
    const auto from = [&files](auto start, const QString &path) {
        return std::lower_bound(
            start, files.cend(), path,
            [](const TreeEntry &entry, const QString &p) { return entry.path < p; });
    };
    QList<QTreeWidgetItem *> opened;
    int rows = 0;
    for (auto it = from(files.cbegin(), folder);
         it != files.cend() && it->path.startsWith(folder);) {
        if (++rows > mostInFolder) {
            addNote(item, tr("There are more: only the first %L1 are shown.").arg(mostInFolder));
            break;
        }
        const qsizetype slash = it->path.indexOf(u'/', folder.size());
        if (slash < 0) {
            addFile(item, branch, *it, folder.size());
            ++it;
            continue;
        }
        const QString inner = it->path.left(slash + 1);
        auto *child = new QTreeWidgetItem(
            item, {shownName(it->path.mid(folder.size(), slash - folder.size()))});
        child->setIcon(0, Icon::get(Icon::Name::Folder));
        child->setData(0, TreeRole, branch.tree.name());
        child->setData(0, FolderRole, inner);
        child->setData(0, m_sourceRole, branch.way.source);
        child->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
        child->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        if (m_open.contains(keyOf(child)))
            opened.append(child);
        it = from(it, it->path.left(slash) + QChar(u'/' + 1)); // behind all that lies in it
    }
    for (QTreeWidgetItem *child : std::as_const(opened))
        child->setExpanded(true);
}

void ListedBranches::addFile(QTreeWidgetItem *item, const Branch &branch, const TreeEntry &entry,
                             qsizetype nameAt) const
{
    auto *file = new QTreeWidgetItem(item, {shownName(entry.path.sliced(nameAt))});
    file->setIcon(0,
                  Icon::get(entry.kind == TreeEntry::Kind::Link            ? Icon::Name::Link
                                : entry.kind == TreeEntry::Kind::Submodule ? Icon::Name::Source
                                                                           : Icon::Name::File));
    QString about;
    switch (entry.kind) {
    case TreeEntry::Kind::File:
        about =
            tr("%1, about %2").arg(shownName(entry.path), QLocale().formattedDataSize(entry.bytes));
        break;
    case TreeEntry::Kind::Binary:
        about = tr("%1, binary: the daemon gives out text only").arg(shownName(entry.path));
        break;
    case TreeEntry::Kind::Link:
        about = tr("%1, a symbolic link").arg(shownName(entry.path));
        break;
    case TreeEntry::Kind::Submodule:
        about = tr("%1, a submodule: a folder of another repository").arg(shownName(entry.path));
        break;
    }
    const bool isReached = !branch.way.source.isEmpty();
    if (!isReached)
        about += u'\n'
            + tr("No source reaches into this slot, and the daemon opens files of sources "
                 "only.");
    file->setToolTip(0, tipText(about));
    if (!isReached || entry.kind == TreeEntry::Kind::Submodule) {
        file->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        return;
    }
    file->setData(0, m_sourceRole, branch.way.source);
    file->setData(0, m_pathRole, branch.way.prefix + entry.path);
}

void ListedBranches::addNotes(QTreeWidgetItem *item, const Branch &branch) const
{
    const TreeListing &listing = *branch.listing;
    if (listing.files.isEmpty())
        addNote(item, tr("The last commit holds no files."));
    if (listing.leftOut > 0)
        addNote(item, tr("%n more file(s) are left out.", nullptr, int(listing.leftOut)));
    if (!listing.isWhole)
        addNote(item, tr("The list is too long: reading stopped, and there may be more."));
    if (listing.unnamed > 0)
        addNote(item,
                tr("%n file(s) have names that are no UTF-8 and cannot be opened.", nullptr,
                   listing.unnamed));
}

} // namespace angee
