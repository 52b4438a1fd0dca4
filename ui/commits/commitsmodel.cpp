// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/commits/commitsmodel.h"

#include "core/base/relativetime.h"
#include "core/base/visibletext.h"

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownShaLength = 10;

QStringList labelsOf(const Commit &commit)
{
    QStringList labels;
    for (const QString &ref : commit.refs)
        labels.append(shownName(shortRef(ref)));
    return labels;
}

} // namespace

QString shortRef(const QString &ref)
{
    for (const QLatin1StringView prefix : {"refs/heads/"_L1, "refs/remotes/"_L1, "refs/"_L1}) {
        if (ref.startsWith(prefix))
            return ref.mid(prefix.size());
    }
    return ref;
}

CommitsModel::CommitsModel(QObject *parent)
    : QAbstractTableModel(parent)
{ }

CommitsModel::~CommitsModel() = default;

void CommitsModel::setCommits(const QList<Commit> &commits, const QString &head,
                              const QString &base)
{
    beginResetModel();
    m_commits = commits;
    m_lanes = layCommits(commits);
    m_head = head;
    m_base = base;
    endResetModel();
}

int CommitsModel::rowOf(const QString &sha) const
{
    const auto found = std::find_if(m_commits.cbegin(), m_commits.cend(),
                                    [&sha](const Commit &commit) { return commit.sha == sha; });
    return sha.isEmpty() || found == m_commits.cend() ? -1 : int(found - m_commits.cbegin());
}

int CommitsModel::find(const QString &words, int from) const
{
    const auto holds = [&words](const QString &text) {
        return text.contains(words, Qt::CaseInsensitive);
    };
    for (int i = 0; i < m_commits.size(); ++i) {
        const int row = (from + i) % int(m_commits.size());
        const Commit &commit = m_commits.at(row);
        if (holds(commit.summary) || holds(commit.author)
            || commit.sha.startsWith(words, Qt::CaseInsensitive)
            || std::any_of(commit.refs.cbegin(), commit.refs.cend(),
                           [&](const QString &ref) { return holds(shortRef(ref)); }))
            return row;
    }
    return -1;
}

int CommitsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_commits.size());
}

int CommitsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

//! Labels and lines are drawn: who hears the table is told them.
QString CommitsModel::spoken(const Commit &commit) const
{
    QStringList parts{shownLine(commit.summary)};
    if (commit.sha == m_head)
        parts.append(tr("checked out"));
    if (commit.sha == m_base)
        parts.append(tr("the base"));
    parts += labelsOf(commit);
    if (commit.parents.size() > 1)
        parts.append(tr("a merge"));
    return parts.join(u", "_s);
}

QVariant CommitsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Commit &commit = m_commits.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        if (column == SubjectColumn)
            return shownLine(commit.summary);
        if (column == AuthorColumn)
            return shownName(commit.author);
        return column == TimeColumn ? relativeTime(commit.time)
                                    : shownName(commit.sha.left(shownShaLength));
    case Qt::ToolTipRole:
        return column == TimeColumn ? exactTime(commit.time)
            : column == ShaColumn   ? shownName(commit.sha)
                                    : shownLine(commit.summary);
    case Qt::AccessibleTextRole:
        return column == SubjectColumn ? QVariant(spoken(commit)) : QVariant();
    case LanesRole:
        return QVariant::fromValue(m_lanes.at(index.row()));
    case LabelsRole:
        return labelsOf(commit);
    case HeadRole:
        return commit.sha == m_head;
    case BaseRole:
        return commit.sha == m_base;
    default:
        return {};
    }
}

QVariant CommitsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SubjectColumn:
        return tr("Commit");
    case AuthorColumn:
        return tr("Author");
    case TimeColumn:
        return tr("When");
    case ShaColumn:
        return tr("Name");
    default:
        return {};
    }
}

} // namespace angee
