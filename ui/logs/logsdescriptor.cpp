// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/logs/logsdescriptor.h"

#include "ui/logs/logscontroller.h"
#include "ui/logs/logspane.h"

namespace angee {

using namespace Qt::StringLiterals;

PaneDescriptor logsDescriptor()
{
    return {
        .id = u"logs"_s,
        .title = LogsPane::tr("Logs"),
        .icon = Icon::Name::Log,
        .kinds = {ObjectKind::Log},
        .operations = snapshotOperations() + QStringList{u"services.graphql"_s},
        .make = [](const PaneContext &context) -> Pane * {
            auto *pane = new LogsPane;
            new LogsController(context.session, pane, context.settings, context.controllers);
            return pane;
        },
    };
}

} // namespace angee
