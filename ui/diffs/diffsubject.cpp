// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/diffs/diffsubject.h"

#include "core/files/workspacereach.h"

#include <QDir>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

DiffSubject ofSource(const SourceRow &row)
{
    DiffSubject subject;
    subject.tree = {.source = toText(row.name), .workspace = {}, .slot = {}};
    subject.kind = toText(row.kind);
    subject.state = toText(row.state);
    subject.path = toText(row.path);
    subject.currentRef = toText(row.currentRef);
    subject.upstream = toText(row.upstream);
    subject.ahead = row.ahead;
    subject.behind = row.behind;
    subject.exists = row.exists;
    subject.isDirty = row.dirty;
    subject.fileSource = subject.tree.source;
    return subject;
}

DiffSubject ofSlot(const LinkRow &row, const Snapshot &snapshot)
{
    DiffSubject subject;
    subject.tree = {.source = {}, .workspace = toText(row.workspace), .slot = toText(row.slot)};
    subject.kind = toText(row.kind);
    subject.state = toText(row.state);
    subject.path = toText(row.path);
    subject.currentRef = toText(row.currentRef);
    subject.upstream = toText(row.upstream);
    subject.base = toText(row.ref);
    subject.ahead = row.ahead;
    subject.behind = row.behind;
    subject.exists = row.exists;
    subject.isDirty = row.dirty;
    QList<Source> sources;
    for (const SourceRow &source : snapshot.sources())
        sources.append(toSource(source));
    const QList<ReachEntry> ways = SourceReach(sources).into(subject.path);
    const auto whole = std::find_if(ways.cbegin(), ways.cend(), [](const ReachEntry &way) {
        return way.workspaceFolder.isEmpty();
    });
    if (whole != ways.cend()) {
        subject.fileSource = whole->source;
        subject.filePrefix = whole->sourcePrefix;
    }
    return subject;
}

//! \a path below \a folder, or nothing.
std::optional<QString> below(const QString &folder, const QString &path)
{
    if (folder.isEmpty() || !path.startsWith(folder + u'/'))
        return std::nullopt;
    return path.sliced(folder.size() + 1);
}

} // namespace

std::optional<DiffSubject> diffSubject(const Snapshot &snapshot, const GitTree &tree)
{
    if (!tree.isSlot()) {
        const auto &rows = snapshot.sources();
        const auto found = std::find_if(rows.begin(), rows.end(), [&tree](const SourceRow &row) {
            return toText(row.name) == tree.source;
        });
        return found == rows.end() ? std::nullopt : std::optional(ofSource(*found));
    }
    const auto &rows = snapshot.links();
    const auto found = std::find_if(rows.begin(), rows.end(), [&tree](const LinkRow &row) {
        return toText(row.workspace) == tree.workspace && toText(row.slot) == tree.slot;
    });
    return found == rows.end() ? std::nullopt : std::optional(ofSlot(*found, snapshot));
}

GitTree gitTreeOf(const QString &name)
{
    const qsizetype colon = name.indexOf(u':');
    if (colon < 0)
        return {.source = name, .workspace = {}, .slot = {}};
    return {.source = {}, .workspace = name.left(colon), .slot = name.sliced(colon + 1)};
}

std::optional<TreeFile> treeOfFile(const Snapshot &snapshot, const QString &source,
                                   const QString &path)
{
    const auto &sources = snapshot.sources();
    const auto own = std::find_if(sources.begin(), sources.end(), [&source](const SourceRow &row) {
        return toText(row.name) == source;
    });
    if (own == sources.end())
        return std::nullopt;
    const QString whole = QDir::cleanPath(toText(own->path) + u'/' + path);
    // The slot first: a source around it may be a git tree of another kind.
    for (const LinkRow &row : snapshot.links()) {
        if (row.kind != "git")
            continue;
        if (const auto inside = below(QDir::cleanPath(toText(row.path)), whole))
            return TreeFile{
                {.source = {}, .workspace = toText(row.workspace), .slot = toText(row.slot)},
                *inside};
    }
    if (own->kind != "git")
        return std::nullopt;
    return TreeFile{{.source = source, .workspace = {}, .slot = {}}, QDir::cleanPath(path)};
}

} // namespace angee
