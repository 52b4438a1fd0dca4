// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/treelister.h"

#include "core/daemon/operatordaemon.h"
#include "core/diff/difffetch.h"

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

// The same in every repository: git knows it without having it.
const auto emptyTree = u"4b825dc642cb6eb9a060e54bf8d69288fbee4904"_s;

TreeEntry::Kind kindOf(const FileDiff &file)
{
    switch (file.content()) {
    case FileDiff::Content::Binary:
        return TreeEntry::Kind::Binary;
    case FileDiff::Content::Link:
        return TreeEntry::Kind::Link;
    case FileDiff::Content::Submodule:
        return TreeEntry::Kind::Submodule;
    case FileDiff::Content::Lines:
    case FileDiff::Content::Unchanged:
        break;
    }
    return TreeEntry::Kind::File;
}

TreeListingPtr listingOf(const DiffSet &set)
{
    auto listing = std::make_shared<TreeListing>();
    listing->leftOut = set.filesLeftOut;
    listing->isWhole = set.isWhole;
    listing->files.reserve(set.files.size());
    for (const FileDiff &file : set.files) {
        if (file.isNameDamaged())
            ++listing->unnamed;
        else
            listing->files.append({QString::fromUtf8(file.path()), file.bytes, kindOf(file)});
    }
    std::sort(listing->files.begin(), listing->files.end(),
              [](const TreeEntry &a, const TreeEntry &b) { return a.path < b.path; });
    return listing;
}

} // namespace

TreeLister::TreeLister(OperatorDaemon *daemon, QObject *parent)
    : QObject(parent)
    , m_daemon(daemon)
{ }

TreeLister::~TreeLister() = default;

void TreeLister::ask(const GitTree &tree, const QString &standing)
{
    const auto kept = m_kept.constFind(tree.name());
    if (kept != m_kept.constEnd() && kept->standing == standing) {
        QMetaObject::invokeMethod(
            this, [this, tree] { emit listed(tree); }, Qt::QueuedConnection);
        return;
    }
    if (isAsking(tree))
        return;
    m_queue.append({tree, standing});
    if (m_queue.size() == 1)
        QMetaObject::invokeMethod(this, &TreeLister::next, Qt::QueuedConnection);
}

TreeListingPtr TreeLister::listing(const GitTree &tree) const
{
    return m_kept.value(tree.name()).listing;
}

bool TreeLister::isAsking(const GitTree &tree) const
{
    return std::any_of(m_queue.cbegin(), m_queue.cend(),
                       [&tree](const Question &question) { return question.tree == tree; });
}

void TreeLister::next()
{
    if (m_queue.isEmpty() || !m_daemon)
        return;
    m_fetch =
        std::make_unique<DiffFetch>(DiffLimits{.fileBytes = 0, .allBytes = 0, .files = mostFiles});
    connect(m_fetch.get(), &DiffFetch::finished, this, &TreeLister::onFetched,
            Qt::QueuedConnection); // it is deleted there
    m_fetch->start(m_daemon, m_queue.first().tree, emptyTree);
}

void TreeLister::onFetched()
{
    const Question question = m_queue.first();
    const std::unique_ptr<DiffFetch> fetch = std::move(m_fetch);
    if (!fetch->result()) {
        m_queue.removeFirst();
        next();
        emit failed(question.tree, fetch->error()->summary());
        return;
    }
    m_sorting.start([this, question, set = fetch->result()] {
        return [this, question, listing = listingOf(*set)] {
            m_queue.removeFirst();
            m_kept.insert(question.tree.name(), {question.standing, listing});
            next();
            emit listed(question.tree);
        };
    });
}

} // namespace angee
