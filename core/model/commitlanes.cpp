// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/model/commitlanes.h"

#include <QSet>

#include <algorithm>

namespace angee {

namespace {

//! Which commit each lane leads to; empty ones are free.
class Lanes final
{
public:
    [[nodiscard]] int leadingTo(const QString &sha) const { return int(m_awaited.indexOf(sha)); }

    int takeFree(const QString &sha)
    {
        const auto free = m_awaited.indexOf(QString());
        if (free < 0)
            m_awaited.append(sha);
        else
            m_awaited[free] = sha;
        return int(free < 0 ? m_awaited.size() - 1 : free);
    }

    void lead(int lane, const QString &sha) { m_awaited[lane] = sha; }

    //! The lines that come in from above, those of \a sha ending in \a lane, which become free.
    QList<CommitLanes::Line> end(const QString &sha, int lane)
    {
        QList<CommitLanes::Line> lines;
        for (int at = 0; at < m_awaited.size(); ++at) {
            if (m_awaited[at].isEmpty())
                continue;
            const bool ends = m_awaited[at] == sha;
            lines.append({shown(at), shown(ends ? lane : at)});
            if (ends)
                m_awaited[at].clear();
        }
        return lines;
    }

    //! Those that pass the middle of the row.
    [[nodiscard]] QList<CommitLanes::Line> passing() const
    {
        QList<CommitLanes::Line> lines;
        for (int at = 0; at < m_awaited.size(); ++at) {
            if (!m_awaited[at].isEmpty())
                lines.append({shown(at), shown(at)});
        }
        return lines;
    }

    void trim()
    {
        while (!m_awaited.isEmpty() && m_awaited.constLast().isEmpty())
            m_awaited.removeLast();
    }

    [[nodiscard]] static int shown(int lane) { return std::min(lane, mostCommitLanes - 1); }

private:
    QStringList m_awaited;
};

} // namespace

int CommitLanes::width() const
{
    int last = lane;
    for (const QList<Line> &half : {above, below}) {
        for (const Line &line : half)
            last = std::max({last, line.from, line.to});
    }
    return last + 1;
}

QList<CommitLanes> layCommits(const QList<Commit> &commits)
{
    QList<CommitLanes> rows;
    rows.reserve(commits.size());
    Lanes lanes;
    QSet<QString> laid;
    for (const Commit &commit : commits) {
        CommitLanes row;
        int lane = lanes.leadingTo(commit.sha);
        if (lane < 0) {
            // Nobody's parent: its line begins here, and none comes from above.
            lane = lanes.takeFree(commit.sha);
            const int own = Lanes::shown(lane);
            row.above = lanes.end(commit.sha, lane);
            row.above.removeOne(CommitLanes::Line{own, own});
        } else {
            row.above = lanes.end(commit.sha, lane);
        }
        row.lane = Lanes::shown(lane);
        row.below = lanes.passing();
        laid.insert(commit.sha);
        bool goesOn = false;
        for (const QString &parent : commit.parents) {
            if (parent.isEmpty() || laid.contains(parent))
                continue;
            int to = lanes.leadingTo(parent);
            if (to < 0 && !goesOn) {
                lanes.lead(lane, parent);
                to = lane;
            } else if (to < 0) {
                to = lanes.takeFree(parent);
            }
            goesOn = goesOn || to == lane;
            row.below.append({row.lane, Lanes::shown(to)});
        }
        lanes.trim();
        rows.append(row);
    }
    return rows;
}

} // namespace angee
