// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/tasks/lanes.h"

#include <algorithm>

namespace angee {

namespace {

//! Start, stop and restart work on a container that bringing up and taking down make and remove.
bool worksOnContainer(const LaneUse &use)
{
    return use.lanes.testFlag(Lane::Object) && use.object.kind == ObjectKind::Service;
}

bool shareRepository(const LaneUse &a, const LaneUse &b)
{
    return std::any_of(a.repositories.cbegin(), a.repositories.cend(),
                       [&b](const QString &name) { return b.repositories.contains(name); });
}

bool touchesContainers(const LaneUse &use)
{
    return use.lanes.testFlag(Lane::Containers);
}

} // namespace

bool mustWaitFor(const LaneUse &later, const LaneUse &earlier)
{
    if (!later.lanes || !earlier.lanes || earlier.lanes.testFlag(Lane::Held))
        return false;
    if ((later.lanes | earlier.lanes).testFlag(Lane::Stack))
        return true;
    const Lanes shared = later.lanes & earlier.lanes;
    if (shared & (Lanes(Lane::Manifest) | Lane::Build | Lane::Containers))
        return true;
    if (shared.testFlag(Lane::Object) && later.object == earlier.object)
        return true;
    if (shareRepository(later, earlier))
        return true;
    return (touchesContainers(later) && worksOnContainer(earlier))
        || (touchesContainers(earlier) && worksOnContainer(later));
}

} // namespace angee
