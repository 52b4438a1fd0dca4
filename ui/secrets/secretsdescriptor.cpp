// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/secrets/secretsdescriptor.h"

#include "core/live/attention.h"
#include "core/live/snapshot.h"
#include "ui/secrets/secretscontroller.h"
#include "ui/secrets/secretspane.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QList<PaneObject> secretObjects(const Snapshot &snapshot)
{
    QList<PaneObject> objects;
    for (const auto &row : snapshot.secrets())
        objects.append({{ObjectKind::Secret, toText(row.name)},
                        SecretsPane::tr("Secret"),
                        Icon::Name::Secret});
    return objects;
}

QList<QList<CountLink>> secretCounts(const Snapshot &snapshot, const ServiceSights &)
{
    const auto &rows = snapshot.secrets();
    CountGroup group(u"secrets"_s, SecretsPane::tr("Secrets"), rows.size());
    const int missing =
        countIf(rows, [](const SecretRow &row) { return row.required && !row.hasValue; });
    group.add(u"missing"_s, missing, SecretsPane::tr("%1 without a value").arg(missing),
              u"value:required"_s, CountLink::Urgency::Bad);
    return {group.links()};
}

} // namespace

PaneDescriptor secretsDescriptor()
{
    return {
        .id = u"secrets"_s,
        .title = SecretsPane::tr("Secrets"),
        .icon = Icon::Name::Secret,
        .kinds = {ObjectKind::Secret},
        .operations = snapshotOperations(),
        .make = makePane<SecretsPane, SecretsController>,
        .objects = secretObjects,
        .counts = secretCounts,
    };
}

} // namespace angee
