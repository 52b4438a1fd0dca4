// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/topology/topologydescriptor.h"

#include "ui/topology/topologycontroller.h"
#include "ui/topology/topologypane.h"

namespace angee {

using namespace Qt::StringLiterals;

PaneDescriptor topologyDescriptor()
{
    return {
        .id = u"topology"_s,
        .title = TopologyPane::tr("Topology"),
        .icon = Icon::Name::Topology,
        .operations = snapshotOperations(),
        .make = [](const PaneContext &context) -> Pane * {
            auto *pane = new TopologyPane;
            new TopologyController(context.session, pane, context.rowActions, context.controllers);
            return pane;
        },
    };
}

} // namespace angee
