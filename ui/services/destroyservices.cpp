// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/services/destroyservices.h"

#include "core/model/servicestatus.h"
#include "core/session/session.h"

#include <QCoreApplication>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! For its texts alone.
struct DestroyServices
{
    Q_DECLARE_TR_FUNCTIONS(angee::DestroyServices)
};

} // namespace

QStringList mayKeepRunning(const QList<ServiceRecord> &services)
{
    QStringList names;
    for (const ServiceRecord &service : services) {
        if (service.runtime == "local"_L1
            && serviceActivity(service.status) != ServiceActivity::Stopped)
            names.append(service.name);
    }
    return names;
}

Confirmation destroyServicesConfirmation(const QList<ServiceRecord> &services,
                                         const Session &session)
{
    Confirmation confirmation;
    confirmation.profile = session.profileName();
    confirmation.stack = session.stackName();
    confirmation.title = services.size() == 1
        ? DestroyServices::tr("Destroy service \"%1\"").arg(services.first().name)
        : DestroyServices::tr("Destroy %n services", nullptr, int(services.size()));
    confirmation.verb = DestroyServices::tr("Destroy");
    QStringList workspaces;
    for (const ServiceRecord &service : services) {
        confirmation.lost.append(
            DestroyServices::tr(
                "service \"%1\" (%2): its entry in the stack, its leased ports, and its folder "
                "services/%1 with everything in it")
                .arg(service.name, service.runtime));
        if (!service.workspaces.isEmpty())
            workspaces.append(
                DestroyServices::tr("workspace %1 with all its files").arg(service.workspaces));
    }
    workspaces.removeDuplicates();
    confirmation.kept = workspaces;
    confirmation.kept.append(DestroyServices::tr("its secrets and sources"));
    const QStringList running = mayKeepRunning(services);
    if (running.isEmpty()) {
        confirmation.text =
            DestroyServices::tr("The daemon stops its container and takes the service out of the "
                                "stack.");
        return confirmation;
    }
    confirmation.text =
        DestroyServices::tr("The daemon does not stop the process of a local service when it "
                            "destroys the service. Running, or not observed: %1.")
            .arg(running.join(u", "_s));
    Confirmation::Choice stopFirst;
    stopFirst.id = stopThenDestroyChoice;
    stopFirst.label =
        DestroyServices::tr("Stop, then destroy: two tasks, and nothing is destroyed if stopping "
                            "fails, other than because nothing runs");
    stopFirst.lost = {DestroyServices::tr("the running process")};
    Confirmation::Choice destroyOnly;
    destroyOnly.id = destroyOnlyChoice;
    destroyOnly.label = DestroyServices::tr("Destroy, and leave the process as it is");
    destroyOnly.kept = {
        DestroyServices::tr("the process, if it runs: it goes on, and nothing in the console can "
                            "stop it any more")};
    confirmation.choices = {stopFirst, destroyOnly};
    return confirmation;
}

} // namespace angee
