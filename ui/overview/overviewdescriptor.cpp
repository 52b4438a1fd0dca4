// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/overview/overviewdescriptor.h"

#include "ui/overview/overviewpane.h"

namespace angee {

using namespace Qt::StringLiterals;

PaneDescriptor overviewDescriptor()
{
    return {
        .id = u"overview"_s,
        .title = OverviewPane::tr("Overview"),
        .icon = Icon::Name::Overview,
        .kinds = {ObjectKind::Stack},
        .operations = snapshotOperations() + QStringList{u"health.graphql"_s},
        .make = [](const PaneContext &context) -> Pane * {
            return new OverviewPane(context.session, context.watch, context.panes);
        },
    };
}

} // namespace angee
