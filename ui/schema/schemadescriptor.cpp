// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/schema/schemadescriptor.h"

#include "ui/schema/schemacontroller.h"
#include "ui/schema/schemapane.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

Pane *makeSchema(const PaneContext &context)
{
    auto *pane = new SchemaPane;
    auto *controller = new SchemaController(context.session, pane, context.controllers);
    controller->setPanes(context.panes);
    return pane;
}

} // namespace

PaneDescriptor schemaDescriptor()
{
    return {
        .id = u"schema"_s,
        .title = SchemaPane::tr("Schema"),
        .icon = Icon::Name::Schema,
        .make = makeSchema,
    };
}

} // namespace angee
