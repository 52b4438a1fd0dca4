// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/services/servicesdescriptor.h"

#include "core/live/attention.h"
#include "core/live/snapshot.h"
#include "ui/services/servicescontroller.h"
#include "ui/services/servicespane.h"

#include <QSet>

#include <map>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QList<PaneObject> serviceObjects(const Snapshot &snapshot)
{
    QList<PaneObject> objects;
    for (const auto &row : snapshot.services())
        objects.append({{ObjectKind::Service, toText(row.name)},
                        ServicesPane::tr("Service, %1").arg(toText(row.status)),
                        Icon::Name::Service});
    return objects;
}

QList<QList<CountLink>> serviceCounts(const Snapshot &snapshot,
                                      const QList<AttentionItem> &attention)
{
    using Urgency = CountLink::Urgency;
    QSet<QString> endedAlone;
    for (const AttentionItem &item : attention) {
        if (item.kind == AttentionKind::ServiceExited)
            endedAlone.insert(item.object.name);
    }
    const auto &rows = snapshot.services();
    CountGroup group(u"services"_s, ServicesPane::tr("Services"), rows.size());
    // One link for each status word, whatever words the daemon uses.
    struct Seen
    {
        int count = 0;
        Urgency urgency = Urgency::Usual;
    };
    std::map<std::string_view, Seen> statuses;
    for (const ServiceRow &row : rows) {
        Seen &seen = statuses[row.status];
        ++seen.count;
        if (isEnded(row.status) && endedAlone.contains(toText(row.name)))
            seen.urgency = Urgency::Bad;
    }
    for (const auto &[status, seen] : statuses) {
        if (status.empty())
            continue;
        const QString word = toText(status);
        group.add(word, seen.count, u"%1 %2"_s.arg(seen.count).arg(word), u"status:"_s + word,
                  seen.urgency);
    }
    const int unhealthy =
        countIf(rows, [](const ServiceRow &row) { return row.health == "unhealthy"; });
    group.add(u"unhealthy"_s, unhealthy, ServicesPane::tr("%1 unhealthy").arg(unhealthy),
              u"health:unhealthy"_s, Urgency::Bad);
    return {group.links()};
}

} // namespace

PaneDescriptor servicesDescriptor()
{
    return {
        .id = u"services"_s,
        .title = ServicesPane::tr("Services"),
        .icon = Icon::Name::Service,
        .kinds = {ObjectKind::Service},
        .operations = snapshotOperations() + QStringList{u"services.graphql"_s},
        .make = makePane<ServicesPane, ServicesController>,
        .objects = serviceObjects,
        .counts = serviceCounts,
    };
}

} // namespace angee
