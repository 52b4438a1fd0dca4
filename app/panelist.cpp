// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/panelist.h"

#include "ui/activity/activitydescriptor.h"
#include "ui/endpoints/endpointsdescriptor.h"
#include "ui/files/filesdescriptor.h"
#include "ui/gitops/gitopsdescriptor.h"
#include "ui/jobs/jobsdescriptor.h"
#include "ui/logs/logsdescriptor.h"
#include "ui/outputs/outputsdescriptor.h"
#include "ui/overview/overviewdescriptor.h"
#include "ui/schema/schemadescriptor.h"
#include "ui/secrets/secretsdescriptor.h"
#include "ui/services/servicesdescriptor.h"
#include "ui/settings/settingsdescriptor.h"
#include "ui/sources/sourcesdescriptor.h"
#include "ui/templates/templatesdescriptor.h"
#include "ui/topology/topologydescriptor.h"
#include "ui/workspaces/workspacesdescriptor.h"

namespace angee {

QList<PaneDescriptor> paneList()
{
    return {
        overviewDescriptor(),  workspacesDescriptor(), servicesDescriptor(), filesDescriptor(),
        secretsDescriptor(),   templatesDescriptor(),  sourcesDescriptor(),  gitOpsDescriptor(),
        jobsDescriptor(),      topologyDescriptor(),   logsDescriptor(),     schemaDescriptor(),
        endpointsDescriptor(), outputsDescriptor(),    activityDescriptor(), settingsDescriptor(),
    };
}

} // namespace angee
