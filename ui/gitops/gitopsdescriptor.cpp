// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/gitops/gitopsdescriptor.h"

#include "core/live/snapshot.h"
#include "ui/gitops/gitopscontroller.h"
#include "ui/gitops/gitopspane.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QList<PaneObject> slotObjects(const Snapshot &snapshot)
{
    QList<PaneObject> objects;
    for (const LinkRow &row : snapshot.links())
        objects.append(
            {{ObjectKind::Slot, toText(row.id)}, GitOpsPane::tr("Slot"), Icon::Name::GitOps});
    return objects;
}

QList<QList<CountLink>> slotCounts(const Snapshot &snapshot, const ServiceSights &)
{
    using Urgency = CountLink::Urgency;
    const auto &rows = snapshot.links();
    CountGroup group(u"gitops"_s, GitOpsPane::tr("Slots"), rows.size());
    const auto add = [&](const QString &id, const QString &text, Urgency urgency, auto test) {
        const int count = countIf(rows, test);
        group.add(id, count, u"%1 %2"_s.arg(count).arg(text), u"is:"_s + id, urgency);
    };
    add(u"unpushed"_s, GitOpsPane::tr("unpushed"), Urgency::Usual, [](const LinkRow &row) {
        return row.kind == "git" && row.exists && (row.dirty || !row.pushed);
    });
    add(u"behind"_s, GitOpsPane::tr("behind"), Urgency::Usual,
        [](const LinkRow &row) { return row.state == "behind"; });
    add(u"diverged"_s, GitOpsPane::tr("diverged"), Urgency::Bad,
        [](const LinkRow &row) { return row.state == "diverged"; });
    add(u"wrong-branch"_s, GitOpsPane::tr("on a wrong branch"), Urgency::Bad,
        [](const LinkRow &row) { return row.state == "branch-mismatch"; });
    add(u"missing"_s, GitOpsPane::tr("missing"), Urgency::Bad,
        [](const LinkRow &row) { return row.state == "missing"; });
    add(u"error"_s, GitOpsPane::tr("failed"), Urgency::Bad,
        [](const LinkRow &row) { return row.state == "error"; });
    return {group.links()};
}

} // namespace

PaneDescriptor gitOpsDescriptor()
{
    return {
        .id = u"gitops"_s,
        .title = GitOpsPane::tr("GitOps"),
        .icon = Icon::Name::GitOps,
        .kinds = {ObjectKind::Slot},
        .operations = snapshotOperations(),
        .make = makePane<GitOpsPane, GitOpsController>,
        .objects = slotObjects,
        .counts = slotCounts,
    };
}

} // namespace angee
