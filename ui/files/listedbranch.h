// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/treelister.h"

#include <QCoreApplication>
#include <QSet>

class QTreeWidget;
class QTreeWidgetItem;

namespace angee {

//! \brief The listed files of git trees as branches of a tree widget. A branch asks for its files
//! when it is opened first, and a folder is filled when it is opened; what was open stays so when
//! the tree is built anew.
class ListedBranches final
{
    Q_DECLARE_TR_FUNCTIONS(angee::ListedBranches)

public:
    enum Role { TreeRole = Qt::UserRole + 20, FolderRole };

    //! Where the files of a tree are opened.
    struct Way
    {
        QString source; //!< empty: nowhere
        QString prefix;
    };
    //! The roles under which an item of a file keeps its source and its path.
    ListedBranches(int sourceRole, int pathRole)
        : m_sourceRole(sourceRole)
        , m_pathRole(pathRole)
    { }

    //! Puts "All files" below \a parent.
    void add(QTreeWidgetItem *parent, const GitTree &tree, const Way &way);
    void setListing(const QTreeWidget *widget, const GitTree &tree, const TreeListingPtr &listing,
                    const QString &problem);
    //! An item was opened: fills it. The tree to ask for, if any: only one that nobody has listed.
    [[nodiscard]] std::optional<GitTree> open(QTreeWidgetItem *item);
    void close(const QTreeWidgetItem *item);

private:
    struct Branch
    {
        GitTree tree;
        Way way;
        TreeListingPtr listing;
        QString problem;
    };

    void fill(QTreeWidgetItem *item);
    void fillFolder(QTreeWidgetItem *item, const Branch &branch, const QString &folder);
    void addFile(QTreeWidgetItem *item, const Branch &branch, const TreeEntry &entry,
                 qsizetype nameAt) const;
    void addNotes(QTreeWidgetItem *item, const Branch &branch) const;
    [[nodiscard]] static QString keyOf(const QTreeWidgetItem *item);

    int m_sourceRole;
    int m_pathRole;
    QHash<QString, Branch> m_branches; // by the name of the tree
    QSet<QString> m_open;
};

} // namespace angee
