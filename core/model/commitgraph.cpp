// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/model/commitgraph.h"

#include <QSet>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView headsPrefix("refs/heads/");
constexpr QLatin1StringView remotesPrefix("refs/remotes/");

//! Walks back from \a from; \a missing is set when a parent was not told.
QSet<QString> ancestry(const QList<Commit> &commits, const QHash<QString, qsizetype> &bySha,
                       const QStringList &from, bool *missing)
{
    QSet<QString> seen;
    QStringList left = from;
    while (!left.isEmpty()) {
        const QString sha = left.takeLast();
        if (seen.contains(sha))
            continue;
        const auto at = bySha.constFind(sha);
        if (at == bySha.cend()) {
            *missing = true;
            continue;
        }
        seen.insert(sha);
        left += commits.at(*at).parents;
    }
    return seen;
}

} // namespace

CommitGraph::CommitGraph(QList<Commit> commits)
    : m_commits(std::move(commits))
{
    for (qsizetype i = 0; i < m_commits.size(); ++i) {
        const Commit &commit = m_commits.at(i);
        m_bySha.insert(commit.sha, i);
        for (const QString &ref : commit.refs)
            m_byRef.insert(ref, commit.sha);
    }
}

QString CommitGraph::resolve(const QString &ref) const
{
    if (m_bySha.contains(ref))
        return ref;
    for (const QString &full : {ref, headsPrefix + ref, remotesPrefix + ref}) {
        const auto it = m_byRef.constFind(full);
        if (it != m_byRef.cend())
            return *it;
    }
    return {};
}

const Commit *CommitGraph::at(const QString &ref) const
{
    const auto it = m_bySha.constFind(resolve(ref));
    return it == m_bySha.cend() ? nullptr : &m_commits.at(*it);
}

QStringList CommitGraph::branches() const
{
    QStringList names;
    for (auto it = m_byRef.cbegin(); it != m_byRef.cend(); ++it) {
        if (it.key().startsWith(headsPrefix))
            names.append(it.key().sliced(headsPrefix.size()));
        else if (it.key().startsWith(remotesPrefix) && !it.key().endsWith("/HEAD"_L1))
            names.append(it.key().sliced(remotesPrefix.size()));
    }
    names.removeDuplicates();
    names.sort();
    return names;
}

CommitGraph::Reach CommitGraph::reach(const QString &from, const QStringList &without) const
{
    Reach reach;
    const QString tip = resolve(from);
    if (tip.isEmpty()) {
        reach.isWhole = false;
        return reach;
    }
    bool missing = false;
    const QSet<QString> known = ancestry(m_commits, m_bySha, without, &missing);
    // What is missing behind the other side does not matter, unless it hides what both share.
    QStringList left{tip};
    QSet<QString> seen;
    while (!left.isEmpty()) {
        const QString sha = left.takeLast();
        if (known.contains(sha) || seen.contains(sha))
            continue;
        const auto at = m_bySha.constFind(sha);
        if (at == m_bySha.cend()) {
            reach.isWhole = false;
            continue;
        }
        seen.insert(sha);
        left += m_commits.at(*at).parents;
    }
    for (const Commit &commit : m_commits) {
        if (seen.contains(commit.sha))
            reach.commits.append(commit);
    }
    return reach;
}

CommitGraph::Reach CommitGraph::notOnRemote(const QString &ref, const QString &remote) const
{
    QStringList tips;
    const QString prefix = remotesPrefix + remote + u'/';
    for (auto it = m_byRef.cbegin(); it != m_byRef.cend(); ++it) {
        if (it.key().startsWith(prefix))
            tips.append(it.value());
    }
    return reach(ref, tips);
}

CommitGraph::Reach CommitGraph::between(const QString &base, const QString &ref) const
{
    const QString tip = resolve(base);
    if (tip.isEmpty()) {
        Reach unknown;
        unknown.isWhole = false;
        return unknown;
    }
    return reach(ref, {tip});
}

bool CommitGraph::isFastForward(const QString &ref, const QString &base) const
{
    const QString tip = resolve(ref);
    const QString target = resolve(base);
    if (tip.isEmpty() || target.isEmpty())
        return false;
    bool missing = false;
    return ancestry(m_commits, m_bySha, {target}, &missing).contains(tip);
}

} // namespace angee
