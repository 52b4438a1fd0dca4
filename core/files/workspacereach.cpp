// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/workspacereach.h"

#include <QDir>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

// Paths are of the daemon's machine: compared as text, nothing is looked up here.
QString cleaned(const QString &path)
{
    return path.isEmpty() ? QString() : QDir::cleanPath(path);
}

// What follows \a folder in \a path; nothing if it lies elsewhere.
std::optional<QString> relativeTo(const QString &folder, const QString &path)
{
    if (folder.isEmpty() || path.isEmpty())
        return std::nullopt;
    if (folder == path)
        return QString(u""_s);
    const QString prefix = folder.endsWith(u'/') ? folder : folder + u'/';
    if (!path.startsWith(prefix))
        return std::nullopt;
    return path.sliced(prefix.size());
}

} // namespace

QList<ReachEntry> reachInto(const QString &workspacePath, const QList<Source> &sources)
{
    QList<ReachEntry> entries;
    const QString workspace = cleaned(workspacePath);
    for (const Source &source : sources) {
        if (!source.slot.isEmpty())
            continue;
        const QString path = cleaned(source.path);
        if (const auto inside = relativeTo(workspace, path))
            entries.append({source.name, *inside, QString()});
        else if (const auto within = relativeTo(path, workspace))
            entries.append({source.name, QString(), *within + u'/'});
    }
    return entries;
}

QList<SlotReach> slotReach(const WorkspaceStatus &workspace, const QList<Source> &sources)
{
    QList<SlotReach> reaches;
    for (const WorkspaceSlot &slot : workspace.slotStates) {
        SlotReach reach{slot.slot, SlotReach::Way::None, {}, {}};
        const QList<ReachEntry> entries = reachInto(slot.path, sources);
        const auto whole = std::find_if(entries.begin(), entries.end(), [](const ReachEntry &e) {
            return e.workspaceFolder.isEmpty();
        });
        const bool isLink = slot.kind == "local"_L1
            && std::any_of(sources.begin(), sources.end(), [&slot](const Source &source) {
                                return source.slot.isEmpty() && source.name == slot.source;
                            });
        if (whole != entries.end())
            reach = {slot.slot, SlotReach::Way::Overlay, whole->source, whole->sourcePrefix};
        else if (isLink)
            reach = {slot.slot, SlotReach::Way::Linked, slot.source,
                     slot.subpath.isEmpty() ? QString() : slot.subpath + u'/'};
        reaches.append(reach);
    }
    return reaches;
}

} // namespace angee
