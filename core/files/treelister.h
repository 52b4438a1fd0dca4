// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/backgroundtask.h"
#include "core/daemon/diffcalls.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QStringList>

#include <memory>

namespace angee {

class DiffFetch;
class OperatorDaemon;

//! \brief A file that the last commit of a tree holds.
struct TreeEntry
{
    enum class Kind { File, Binary, Link, Submodule };

    QString path;
    qint64 bytes = 0; //!< one more where the last line has no end; 0 for what is binary
    Kind kind = Kind::File;

    friend bool operator==(const TreeEntry &, const TreeEntry &) = default;
};

//! \brief The tracked files of a source or a slot, sorted by path.
struct TreeListing
{
    QList<TreeEntry> files;
    qint64 leftOut = 0; //!< files behind the last one that is listed
    bool isWhole = true; //!< false: reading stopped, and nobody knows how many more there are
    int unnamed = 0; //!< files whose names are no UTF-8: they could not be opened by them
};

using TreeListingPtr = std::shared_ptr<const TreeListing>;

//! \brief Lists the files of git trees though no route of the daemon does: as the difference
//! against git's empty tree, of which names and sizes alone are kept. One for each connection.
//!
//! One tree at a time; each is kept for as long as it stands where it stood. GUI thread; the
//! answers are read on another.
class TreeLister final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TreeLister)

public:
    static constexpr int mostFiles = 50'000;

    explicit TreeLister(OperatorDaemon *daemon, QObject *parent = nullptr);
    ~TreeLister() override;

    //! listed() or failed() follows; at once never. \a standing changes when the tree's HEAD does.
    void ask(const GitTree &tree, const QString &standing);
    //! Null while it is not known.
    [[nodiscard]] TreeListingPtr listing(const GitTree &tree) const;
    [[nodiscard]] bool isAsking(const GitTree &tree) const;

signals:
    void listed(const angee::GitTree &tree);
    void failed(const angee::GitTree &tree, const QString &words);

private:
    struct Question
    {
        GitTree tree;
        QString standing;
    };
    struct Kept
    {
        QString standing;
        TreeListingPtr listing;
    };

    void next();
    void onFetched();

    QPointer<OperatorDaemon> m_daemon;
    QHash<QString, Kept> m_kept; // by the name of the tree
    QList<Question> m_queue; // the first is under way
    std::unique_ptr<DiffFetch> m_fetch;
    BackgroundTask m_sorting;
};

} // namespace angee
