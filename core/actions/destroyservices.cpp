// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/destroyservices.h"

#include "core/model/servicestatus.h"

#include <QCoreApplication>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct DestroyServices
{
    Q_DECLARE_TR_FUNCTIONS(angee::DestroyServices)
};

} // namespace

QStringList mayKeepRunning(const QList<DoomedService> &services)
{
    QStringList names;
    for (const DoomedService &service : services) {
        if (serviceRuntime(service.runtime) == ServiceRuntime::Local
            && !isDown(serviceState(service.status)))
            names.append(service.name);
    }
    return names;
}

Question destroyServicesQuestion(const QList<DoomedService> &services)
{
    Question question;
    question.asked = Question::Asked::Always;
    question.tone = Question::Tone::Destructive;
    question.title = services.size() == 1
        ? DestroyServices::tr("Destroy service \"%1\"").arg(services.first().name)
        : DestroyServices::tr("Destroy %n services", nullptr, int(services.size()));
    question.verb = DestroyServices::tr("Destroy");
    question.weight = services.size() == 1 ? Question::Weight::Purge : Question::Weight::Bulk;
    question.afterwards =
        services.size() == 1 ? Question::Afterwards::Kept : Question::Afterwards::Closed;
    if (services.size() == 1)
        question.objectName = services.first().name;
    QStringList workspaces;
    for (const DoomedService &service : services) {
        question.lost.append(
            DestroyServices::tr(
                "service \"%1\" (%2): its entry in the stack, its leased ports, and its folder "
                "services/%1 with everything in it")
                .arg(service.name, service.runtime));
        if (!service.workspaces.isEmpty())
            workspaces.append(
                DestroyServices::tr("workspace %1 with all its files").arg(service.workspaces));
    }
    workspaces.removeDuplicates();
    question.kept = workspaces;
    question.kept.append(DestroyServices::tr("its secrets and sources"));
    const QStringList running = mayKeepRunning(services);
    if (running.isEmpty()) {
        question.text =
            DestroyServices::tr("The daemon stops its container and takes the service out of the "
                                "stack.");
        return question;
    }
    question.text =
        DestroyServices::tr("The daemon does not stop the process of a local service when it "
                            "destroys the service. Running, or not observed: %1.")
            .arg(running.join(u", "_s));
    Question::Choice stopFirst;
    stopFirst.id = stopThenDestroyChoice;
    stopFirst.label =
        DestroyServices::tr("Stop, then destroy: two tasks, and nothing is destroyed if stopping "
                            "fails, other than because nothing runs");
    stopFirst.lost = {DestroyServices::tr("the running process")};
    Question::Choice destroyOnly;
    destroyOnly.id = destroyOnlyChoice;
    destroyOnly.label = DestroyServices::tr("Destroy, and leave the process as it is");
    destroyOnly.kept = {
        DestroyServices::tr("the process, if it runs: it goes on, and nothing in the console can "
                            "stop it any more")};
    question.choices = {stopFirst, destroyOnly};
    return question;
}

} // namespace angee
