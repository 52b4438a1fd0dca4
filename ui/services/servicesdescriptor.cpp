// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/services/servicesdescriptor.h"

#include "core/live/snapshot.h"
#include "core/model/servicestatus.h"
#include "ui/services/servicescontroller.h"
#include "ui/services/servicespane.h"

#include <map>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QList<PaneObject> serviceObjects(const Snapshot &snapshot)
{
    QList<PaneObject> objects;
    for (const auto &row : snapshot.services())
        objects.append({{ObjectKind::Service, toText(row.name)},
                        ServicesPane::tr("Service, %1")
                            .arg(serviceStatusText(toText(row.status), toText(row.health))),
                        Icon::Name::Service});
    return objects;
}

QList<QList<CountLink>> serviceCounts(const Snapshot &snapshot, const ServiceSights &sights)
{
    using Urgency = CountLink::Urgency;
    const auto &rows = snapshot.services();
    CountGroup group(u"services"_s, ServicesPane::tr("Services"), rows.size());
    // One link for what stands in the list's status column: the daemon's words, whatever they are,
    // or what was seen where that is more.
    struct Seen
    {
        int count = 0;
        Urgency urgency = Urgency::Usual;
    };
    std::map<std::string_view, int> plain;
    std::map<QString, Seen> statuses;
    for (const ServiceRow &row : rows) {
        // Running ones are in no list, and nearly all run: their names are not even converted.
        const auto sight = sights.isEmpty() || isUp(serviceState(row.status))
            ? sights.cend()
            : sights.constFind(toText(row.name));
        const bool saysMore = sight != sights.cend()
            && sightText(*sight, toText(row.status)) != serviceStatusText(toText(row.status));
        if (!saysMore) {
            ++plain[row.status];
            continue;
        }
        Seen &seen = statuses[sightText(*sight, toText(row.status))];
        ++seen.count;
        if (sight->state == ServiceSight::State::EndedUnseen)
            seen.urgency = Urgency::Bad;
    }
    for (const auto &[status, count] : plain) {
        if (status.empty())
            continue;
        Seen &seen = statuses[toText(status)];
        seen.count += count;
        if (hasEnded(serviceState(status)))
            seen.urgency = Urgency::Bad;
    }
    for (const auto &[word, seen] : statuses)
        group.add(
            QString(word).replace(u' ', u'-'), seen.count, u"%1 %2"_s.arg(seen.count).arg(word),
            word.contains(u' ') ? u"status:\"%1\""_s.arg(word) : u"status:"_s + word, seen.urgency);
    const int unhealthy = countIf(rows, [](const ServiceRow &row) {
        return serviceHealth(row.health) == ServiceHealth::Unhealthy;
    });
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
