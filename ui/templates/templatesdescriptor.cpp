// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/templates/templatesdescriptor.h"

#include "core/live/attention.h"
#include "core/live/snapshot.h"
#include "ui/templates/templatescontroller.h"
#include "ui/templates/templatespane.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QList<PaneObject> templateObjects(const Snapshot &snapshot)
{
    QList<PaneObject> objects;
    for (const auto &row : snapshot.templates())
        objects.append({{ObjectKind::Template, toText(row.ref)},
                        TemplatesPane::tr("Template"),
                        Icon::Name::Template});
    return objects;
}

QList<QList<CountLink>> templateCounts(const Snapshot &snapshot, const ServiceSights &)
{
    return {CountGroup(u"templates"_s, TemplatesPane::tr("Templates"), snapshot.templates().size())
                .links()};
}

} // namespace

PaneDescriptor templatesDescriptor()
{
    return {
        .id = u"templates"_s,
        .title = TemplatesPane::tr("Templates"),
        .icon = Icon::Name::Template,
        .kinds = {ObjectKind::Template},
        .operations = snapshotOperations(),
        .make = makePane<TemplatesPane, TemplatesController>,
        .objects = templateObjects,
        .counts = templateCounts,
    };
}

} // namespace angee
