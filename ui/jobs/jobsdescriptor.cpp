// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/jobs/jobsdescriptor.h"

#include "core/live/attention.h"
#include "core/live/snapshot.h"
#include "ui/jobs/jobscontroller.h"
#include "ui/jobs/jobspane.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QList<PaneObject> jobObjects(const Snapshot &snapshot)
{
    QList<PaneObject> objects;
    for (const auto &row : snapshot.jobs())
        objects.append({{ObjectKind::Job, toText(row.name)}, JobsPane::tr("Job"), Icon::Name::Job});
    return objects;
}

QList<QList<CountLink>> jobCounts(const Snapshot &snapshot, const ServiceSights &)
{
    return {CountGroup(u"jobs"_s, JobsPane::tr("Jobs"), snapshot.jobs().size()).links()};
}

} // namespace

PaneDescriptor jobsDescriptor()
{
    return {
        .id = u"jobs"_s,
        .title = JobsPane::tr("Jobs"),
        .icon = Icon::Name::Job,
        .kinds = {ObjectKind::Job},
        .operations = snapshotOperations(),
        .make = makePane<JobsPane, JobsController>,
        .objects = jobObjects,
        .counts = jobCounts,
    };
}

} // namespace angee
