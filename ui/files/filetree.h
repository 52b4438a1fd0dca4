// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/filebook.h"
#include "core/files/workspacereach.h"
#include "core/model/slotrecord.h"
#include "core/model/workspace.h"
#include "ui/files/listedbranch.h"

#include <QTreeWidget>

namespace angee {

//! \brief The files that are known: for each source its pins, recent and changed files, and all
//! that its last commit holds once somebody looks there; for each workspace how it can be reached,
//! or that it cannot, and its slots.
class FileTree final : public QTreeWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileTree)

public:
    explicit FileTree(FileBook *book, QWidget *parent = nullptr);
    ~FileTree() override;

    void setSources(const QList<Source> &sources);
    void setWorkspaces(const QList<Workspace> &workspaces);
    void setSlots(const QList<SlotRecord> &records);
    //! The answer to treeRequested(); null where \a problem says why there is none.
    void setListing(const GitTree &tree, const TreeListingPtr &listing,
                    const QString &problem = {});

signals:
    void fileActivated(const QString &source, const QString &path);
    //! A source was chosen that has no file yet, or a way into a workspace: \a prefix to type on.
    void sourceActivated(const QString &source, const QString &prefix);
    void changedFilesRequested(const QString &source);
    //! A click on what belongs to a source: files named next are meant to be of it.
    void sourceChosen(const QString &source);
    //! Somebody looks at the files of a git tree.
    void treeRequested(const angee::GitTree &tree);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    enum Role { SourceRole = Qt::UserRole + 1, PathRole, PrefixRole };

    void rebuild();
    void addSource(const QString &name);
    void addGroup(QTreeWidgetItem *parent, const QString &title, const QString &source,
                  const QStringList &paths);
    void addWorkspaces();
    void addSlots(QTreeWidgetItem *parent, const QString &workspace, const SourceReach &reach);
    void onActivated(QTreeWidgetItem *item);

    FileBook *m_book;
    QList<Source> m_sources;
    QList<Workspace> m_workspaces;
    QList<SlotRecord> m_slots;
    ListedBranches m_branches;
    bool m_isStale = true; // built when it is next shown
};

} // namespace angee
