// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/destroyservices.h"

#include "core/model/servicestatus.h"

#include <QCoreApplication>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct DestroyServices
{
    Q_DECLARE_TR_FUNCTIONS(angee::DestroyServices)
};

bool isContainer(const DoomedService &service)
{
    return serviceRuntime(service.runtime) == ServiceRuntime::Container;
}

QStringList whatStays(const QList<DoomedService> &services)
{
    QStringList workspaces;
    QStringList containers;
    for (const DoomedService &service : services) {
        if (!service.workspaces.isEmpty())
            workspaces.append(
                DestroyServices::tr("workspace %1 with all its files").arg(service.workspaces));
        if (isContainer(service))
            containers.append(service.name);
    }
    workspaces.removeDuplicates();
    QStringList kept = workspaces;
    kept.append(DestroyServices::tr("its secrets and sources"));
    if (!containers.isEmpty()) {
        kept.append(
            DestroyServices::tr("the container itself, on the daemon's machine (%1): a later "
                                "service of this name that is started runs that one, with its old "
                                "command; brought up, it is made anew")
                .arg(containers.join(u", "_s)));
        kept.append(DestroyServices::tr("its image and its named volumes"));
    }
    return kept;
}

//! Empty where they are stopped.
QString whyContainersRunOn(const QList<DoomedService> &services)
{
    const auto stuck =
        std::find_if(services.cbegin(), services.cend(), [](const DoomedService &service) {
            return isContainer(service) && !service.stuck.isEmpty();
        });
    return stuck == services.cend()
        ? QString()
        : DestroyServices::tr("The stack is stuck: %1 Until that is mended the daemon stops no "
                              "container: the service is taken out of the stack, and its container "
                              "goes on running, out of reach of this console.")
              .arg(stuck->stuck);
}

void addStopFirst(Question *question, const QStringList &running)
{
    if (!question->text.isEmpty())
        question->text += u'\n';
    question->text +=
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
    question->choices = {stopFirst, destroyOnly};
}

} // namespace

QStringList mayKeepRunning(const QList<DoomedService> &services)
{
    QStringList names;
    for (const DoomedService &service : services) {
        if (serviceRuntime(service.runtime) == ServiceRuntime::Local && !service.isDaemon
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
    for (const DoomedService &service : services)
        question.lost.append(
            DestroyServices::tr(
                "service \"%1\" (%2): its entry in the stack, its leased ports, and its folder "
                "services/%1 with everything in it")
                .arg(service.name, service.runtime));
    question.kept = whatStays(services);
    const QStringList running = mayKeepRunning(services);
    const QString stuck = whyContainersRunOn(services);
    const bool daemon = std::any_of(services.cbegin(), services.cend(),
                                    [](const DoomedService &one) { return one.isDaemon; });
    question.text = daemon
        ? DestroyServices::tr("The connected daemon runs as one of these services itself. Its "
                              "process goes on until it ends; after that the stack starts no "
                              "daemon any more, and nobody can work on it from here.")
        : !stuck.isEmpty() ? stuck
        : running.isEmpty()
        ? DestroyServices::tr("The daemon stops its container and takes the service out of the "
                              "stack.")
        : QString();
    if (!running.isEmpty())
        addStopFirst(&question, running);
    return question;
}

} // namespace angee
