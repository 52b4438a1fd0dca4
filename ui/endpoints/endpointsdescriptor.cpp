// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/endpoints/endpointsdescriptor.h"

#include "core/live/attention.h"
#include "core/live/snapshot.h"
#include "ui/endpoints/endpointscontroller.h"
#include "ui/endpoints/endpointspane.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QList<QList<CountLink>> routeCounts(const Snapshot &snapshot, const ServiceSights &)
{
    return {
        CountGroup(u"endpoints"_s, EndpointsPane::tr("Routes"), qsizetype(snapshot.routes().size()))
            .links()};
}

} // namespace

PaneDescriptor endpointsDescriptor()
{
    return {
        .id = u"endpoints"_s,
        .title = EndpointsPane::tr("Endpoints"),
        .icon = Icon::Name::Link,
        .operations = snapshotOperations(),
        .make = makePane<EndpointsPane, EndpointsController>,
        .counts = routeCounts,
    };
}

} // namespace angee
