// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/workspaces/workspacesdescriptor.h"

#include "core/live/attention.h"
#include "core/live/snapshot.h"
#include "core/model/servicestatus.h"
#include "ui/workspaces/workspacescontroller.h"
#include "ui/workspaces/workspacespane.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QList<PaneObject> workspaceObjects(const Snapshot &snapshot)
{
    QList<PaneObject> objects;
    for (const auto &row : snapshot.workspaces())
        objects.append({{ObjectKind::Workspace, toText(row.name)},
                        WorkspacesPane::tr("Workspace"),
                        Icon::Name::Workspace});
    return objects;
}

QList<QList<CountLink>> workspaceCounts(const Snapshot &snapshot, const ServiceSights &)
{
    using Urgency = CountLink::Urgency;
    const auto &rows = snapshot.workspaces();
    CountGroup group(u"workspaces"_s, WorkspacesPane::tr("Workspaces"), rows.size());
    const int dirty =
        countIf(rows, [](const WorkspaceRow &row) { return row.slotCounts.dirty > 0; });
    group.add(u"dirty"_s, dirty, WorkspacesPane::tr("%1 dirty").arg(dirty), u"changes:dirty"_s);
    const int unpushed =
        countIf(rows, [](const WorkspaceRow &row) { return row.slotCounts.unpushed > 0; });
    group.add(u"unpushed"_s, unpushed, WorkspacesPane::tr("%1 unpushed").arg(unpushed),
              u"changes:unpushed"_s);
    const int expired = countIf(rows, [](const WorkspaceRow &row) { return row.expired; });
    group.add(u"expired"_s, expired, WorkspacesPane::tr("%1 expired").arg(expired),
              u"state:expired"_s, Urgency::Bad);
    QList<QList<CountLink>> groups{group.links()};
    for (const WorkspaceRow &row : rows) {
        if (!row.hasInnerStack)
            continue;
        const int up = countIf(row.innerServices, [](const ServiceRow &service) {
            return isUp(serviceState(service.status));
        });
        const QString name = toText(row.name);
        groups.append(
            {{.id = u"inner-"_s + name,
              .text = WorkspacesPane::tr("Inner stack %1 in %2: %3 of %4 services running")
                          .arg(toText(row.innerName), name)
                          .arg(up)
                          .arg(row.innerServices.size()),
              .object = ObjectRef{ObjectKind::Workspace, name}}});
    }
    return groups;
}

} // namespace

PaneDescriptor workspacesDescriptor()
{
    return {
        .id = u"workspaces"_s,
        .title = WorkspacesPane::tr("Workspaces"),
        .icon = Icon::Name::Workspace,
        .kinds = {ObjectKind::Workspace},
        .operations = snapshotOperations(),
        .make = makePane<WorkspacesPane, WorkspacesController>,
        .objects = workspaceObjects,
        .counts = workspaceCounts,
    };
}

} // namespace angee
