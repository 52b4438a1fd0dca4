// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/sources/sourcesdescriptor.h"

#include "core/live/attention.h"
#include "core/live/snapshot.h"
#include "ui/sources/sourcescontroller.h"
#include "ui/sources/sourcespane.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QList<PaneObject> sourceObjects(const Snapshot &snapshot)
{
    QList<PaneObject> objects;
    for (const auto &row : snapshot.sources())
        objects.append({{ObjectKind::Source, toText(row.name)},
                        SourcesPane::tr("Source"),
                        Icon::Name::Source});
    return objects;
}

QList<QList<CountLink>> sourceCounts(const Snapshot &snapshot, const ServiceSights &)
{
    using Urgency = CountLink::Urgency;
    const auto &rows = snapshot.sources();
    CountGroup group(u"sources"_s, SourcesPane::tr("Sources"), rows.size());
    const auto add = [&](const char *word, const QString &text, Urgency urgency) {
        const int count = countIf(rows, [word](const SourceRow &row) { return row.state == word; });
        group.add(QString::fromLatin1(word), count, u"%1 %2"_s.arg(count).arg(text),
                  u"state:"_s + QString::fromLatin1(word), urgency);
    };
    add("dirty", SourcesPane::tr("dirty"), Urgency::Usual);
    add("behind", SourcesPane::tr("behind"), Urgency::Usual);
    add("diverged", SourcesPane::tr("diverged"), Urgency::Bad);
    add("error", SourcesPane::tr("failed"), Urgency::Bad);
    return {group.links()};
}

} // namespace

PaneDescriptor sourcesDescriptor()
{
    return {
        .id = u"sources"_s,
        .title = SourcesPane::tr("Sources"),
        .icon = Icon::Name::Source,
        .kinds = {ObjectKind::Source},
        .operations = snapshotOperations(),
        .make = makePane<SourcesPane, SourcesController>,
        .objects = sourceObjects,
        .counts = sourceCounts,
    };
}

} // namespace angee
