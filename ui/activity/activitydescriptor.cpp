// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/activity/activitydescriptor.h"

#include "ui/activity/activitycontroller.h"
#include "ui/activity/activitypane.h"

namespace angee {

using namespace Qt::StringLiterals;

PaneDescriptor activityDescriptor()
{
    return {
        .id = u"activity"_s,
        .title = ActivityPane::tr("Activity"),
        .icon = Icon::Name::Activity,
        .make = makePane<ActivityPane, ActivityController>,
    };
}

} // namespace angee
