// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/workspacereach.h"

#include <QDir>

#include <algorithm>
#include <utility>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

// Paths are of the daemon's machine: compared as text, nothing is looked up here.
QString cleaned(const QString &path)
{
    return path.isEmpty() ? QString() : QDir::cleanPath(path);
}

QString asFolder(const QString &path)
{
    return path.endsWith(u'/') ? path : path + u'/';
}

} // namespace

SourceReach::SourceReach(const QList<Source> &sources)
{
    for (const Source &source : sources) {
        const QString path = cleaned(source.path);
        if (source.slot.isEmpty() && !path.isEmpty())
            m_places.append({path, source.name, m_places.size()});
    }
    std::stable_sort(m_places.begin(), m_places.end(),
                     [](const Place &a, const Place &b) { return a.path < b.path; });
}

QList<ReachEntry> SourceReach::into(const QString &workspacePath) const
{
    const QString workspace = cleaned(workspacePath);
    if (workspace.isEmpty())
        return {};
    const auto firstAt = [this](const QString &path) {
        return std::lower_bound(
            m_places.cbegin(), m_places.cend(), path,
            [](const Place &place, const QString &p) { return place.path < p; });
    };
    QList<std::pair<qsizetype, ReachEntry>> found;
    const auto add = [&found](const Place &place, const QString &folder, const QString &prefix) {
        found.append({place.order, {place.source, folder, prefix}});
    };
    // The workspace's own folder, and all above it.
    for (QString path = workspace; !path.isEmpty();) {
        for (auto it = firstAt(path); it != m_places.cend() && it->path == path; ++it)
            add(*it, {},
                path == workspace ? QString() : asFolder(workspace.sliced(asFolder(path).size())));
        if (path == u"/"_s)
            break;
        const qsizetype slash = path.lastIndexOf(u'/');
        path = slash > 0 ? path.left(slash) : slash == 0 ? u"/"_s : QString();
    }
    // All below it stand together.
    const QString below = asFolder(workspace);
    for (auto it = firstAt(below); it != m_places.cend() && it->path.startsWith(below); ++it) {
        if (it->path != workspace)
            add(*it, it->path.sliced(below.size()), {});
    }
    std::sort(found.begin(), found.end(),
              [](const auto &a, const auto &b) { return a.first < b.first; });
    QList<ReachEntry> entries;
    for (const auto &[order, entry] : std::as_const(found))
        entries.append(entry);
    return entries;
}

} // namespace angee
