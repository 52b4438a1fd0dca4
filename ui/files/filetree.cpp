// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/filetree.h"

#include "ui/widgets/icon.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QSet>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

FileTree::FileTree(FileBook *book, QWidget *parent)
    : QTreeWidget(parent)
    , m_book(book)
    , m_branches(SourceRole, PathRole)
{
    setObjectName(u"fileTree"_s);
    setAccessibleName(tr("Known files"));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setTextElideMode(Qt::ElideMiddle);
    connect(book, &FileBook::contentsChanged, this, &FileTree::rebuild);
    connect(this, &QTreeWidget::itemActivated, this, &FileTree::onActivated);
    connect(this, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem *item) {
        const QString source = item->data(0, SourceRole).toString();
        if (!source.isEmpty() && !source.startsWith("workspace "_L1))
            emit sourceChosen(source);
    });
    connect(this, &QTreeWidget::itemExpanded, this, [this](QTreeWidgetItem *item) {
        if (const auto tree = m_branches.open(item))
            emit treeRequested(*tree);
    });
    connect(this, &QTreeWidget::itemCollapsed, this,
            [this](QTreeWidgetItem *item) { m_branches.close(item); });
    rebuild();
}

FileTree::~FileTree() = default;

void FileTree::setSources(const QList<Source> &sources)
{
    if (m_sources == sources)
        return;
    m_sources = sources;
    rebuild();
}

void FileTree::setWorkspaces(const QList<Workspace> &workspaces)
{
    if (m_workspaces == workspaces)
        return;
    m_workspaces = workspaces;
    rebuild();
}

void FileTree::setSlots(const QList<SlotRecord> &records)
{
    if (m_slots == records)
        return;
    m_slots = records;
    rebuild();
}

void FileTree::setListing(const GitTree &tree, const TreeListingPtr &listing,
                          const QString &problem)
{
    m_branches.setListing(this, tree, listing, problem);
}

void FileTree::showEvent(QShowEvent *event)
{
    QTreeWidget::showEvent(event);
    if (m_isStale)
        rebuild();
}

void FileTree::rebuild()
{
    // A stack can have thousands of both; nobody waits for a tree that is not in sight.
    m_isStale = !isVisible();
    if (m_isStale)
        return;
    QSet<QString> collapsed;
    for (int i = 0; i < topLevelItemCount(); ++i) {
        if (!topLevelItem(i)->isExpanded())
            collapsed.insert(topLevelItem(i)->data(0, SourceRole).toString());
    }
    clear();
    QSet<QString> declared;
    for (const Source &source : std::as_const(m_sources)) {
        if (!source.slot.isEmpty())
            continue;
        declared.insert(source.name);
        addSource(source.name);
        if (source.kind == "git"_L1)
            m_branches.add(topLevelItem(topLevelItemCount() - 1),
                           {.source = source.name, .workspace = {}, .slot = {}}, {source.name, {}});
    }
    // Before the first snapshot, and for sources that are gone: what was opened stays findable.
    const QStringList known = m_book->sources();
    for (const QString &name : known) {
        if (!declared.contains(name))
            addSource(name);
    }
    addWorkspaces();
    for (int i = 0; i < topLevelItemCount(); ++i)
        topLevelItem(i)->setExpanded(
            !collapsed.contains(topLevelItem(i)->data(0, SourceRole).toString()));
}

void FileTree::addSource(const QString &name)
{
    auto *item = new QTreeWidgetItem(this, {name});
    item->setIcon(0, Icon::get(Icon::Name::Source));
    item->setData(0, SourceRole, name);
    item->setToolTip(0, tr("Enter: type a path in this source"));
    addGroup(item, tr("Pinned"), name, m_book->pins(name));
    addGroup(item, tr("Changed since the last commit"), name, m_book->changedFiles(name));
    addGroup(item, tr("Recent"), name, m_book->recents(name));
}

void FileTree::addGroup(QTreeWidgetItem *parent, const QString &title, const QString &source,
                        const QStringList &paths)
{
    if (paths.isEmpty())
        return;
    auto *group = new QTreeWidgetItem(parent, {title});
    group->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    group->setData(0, SourceRole, source);
    for (const QString &path : paths) {
        auto *item = new QTreeWidgetItem(group, {path});
        item->setIcon(
            0, Icon::get(m_book->isPinned({source, path}) ? Icon::Name::Pin : Icon::Name::File));
        item->setData(0, SourceRole, source);
        item->setData(0, PathRole, path);
        item->setToolTip(0, path);
    }
    group->setExpanded(true);
}

void FileTree::addWorkspaces()
{
    const SourceReach reach(m_sources);
    for (const Workspace &workspace : std::as_const(m_workspaces)) {
        auto *item = new QTreeWidgetItem(this, {workspace.name});
        item->setIcon(0, Icon::get(Icon::Name::Workspace));
        item->setData(0, SourceRole, u"workspace "_s + workspace.name);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        const QList<ReachEntry> entries = reach.into(workspace.path);
        for (const ReachEntry &entry : entries) {
            const QString where =
                entry.workspaceFolder.isEmpty() ? tr("the whole workspace") : entry.workspaceFolder;
            auto *way =
                new QTreeWidgetItem(item, {tr("%1, through source %2").arg(where, entry.source)});
            way->setIcon(0, Icon::get(Icon::Name::Link));
            way->setData(0, SourceRole, entry.source);
            way->setData(0, PrefixRole, entry.sourcePrefix);
        }
        if (entries.isEmpty()) {
            auto *none = new QTreeWidgetItem(item, {tr("Not reachable through this daemon")});
            none->setFlags(Qt::ItemIsEnabled);
            none->setToolTip(0,
                             tr("The daemon opens files of sources only, and no source lies in "
                                "this workspace or around it."));
        }
        addSlots(item, workspace.name, reach);
        item->setExpanded(true);
    }
}

void FileTree::addSlots(QTreeWidgetItem *parent, const QString &workspace, const SourceReach &reach)
{
    for (const SlotRecord &record : std::as_const(m_slots)) {
        if (record.workspace != workspace)
            continue;
        const QString reference = slotReference(record.slot);
        auto *item = new QTreeWidgetItem(
            parent,
            {reference.isEmpty() ? record.slot.slot
                                 : tr("Slot %1 on %2").arg(record.slot.slot, reference)});
        item->setIcon(0, Icon::get(Icon::Name::GitOps));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        const QList<ReachEntry> ways = reach.into(record.slot.path);
        const auto whole = std::find_if(ways.cbegin(), ways.cend(), [](const ReachEntry &way) {
            return way.workspaceFolder.isEmpty();
        });
        const bool isReached = whole != ways.cend();
        item->setToolTip(0,
                         !record.slot.exists ? tr("Its folder is not there.")
                             : isReached     ? tr("Reached through source %1.").arg(whole->source)
                                         : tr("Not reachable through this daemon: it opens files "
                                              "of sources only, and no source lies over this "
                                              "slot."));
        if (record.isGit() && record.slot.exists)
            m_branches.add(item, {.source = {}, .workspace = workspace, .slot = record.slot.slot},
                           isReached ? ListedBranches::Way{whole->source, whole->sourcePrefix}
                                     : ListedBranches::Way{});
    }
}

void FileTree::onActivated(QTreeWidgetItem *item)
{
    const QString source = item->data(0, SourceRole).toString();
    const QString path = item->data(0, PathRole).toString();
    if (!path.isEmpty())
        emit fileActivated(source, path);
    else if (item->data(0, ListedBranches::TreeRole).isValid())
        return; // opened and closed, and that is all
    else if (item->parent() ? item->data(0, PrefixRole).isValid()
                            : !source.startsWith("workspace "_L1))
        emit sourceActivated(source, item->data(0, PrefixRole).toString());
}

void FileTree::contextMenuEvent(QContextMenuEvent *event)
{
    const QTreeWidgetItem *item = currentItem();
    if (!item)
        return;
    const FileName file{item->data(0, SourceRole).toString(), item->data(0, PathRole).toString()};
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!file.path.isEmpty()) {
        menu->addAction(tr("Open"), this,
                        [this, file] { emit fileActivated(file.source, file.path); });
        const bool pinned = m_book->isPinned(file);
        menu->addAction(pinned ? tr("Unpin") : tr("Pin"), this,
                        [this, file, pinned] { m_book->setPinned(file, !pinned); });
        menu->addAction(tr("Forget"), this, [this, file] { m_book->removeRecent(file); });
    } else if (!item->parent() && !file.source.startsWith("workspace "_L1)) {
        menu->addAction(tr("Find changed files"), this,
                        [this, file] { emit changedFilesRequested(file.source); });
    }
    if (menu->isEmpty())
        menu->deleteLater();
    else
        menu->popup(event->globalPos());
}

} // namespace angee
