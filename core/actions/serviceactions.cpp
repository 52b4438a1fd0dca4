// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/serviceactions.h"

#include "core/actions/cametrue.h"
#include "core/daemon/operatordaemon.h"
#include "core/model/servicestatus.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

using Verdict = FindOutAnswer::Verdict;

struct ServiceActions
{
    Q_DECLARE_TR_FUNCTIONS(angee::ServiceActions)
};

QString actionTitle(ServiceAction action, const QString &name)
{
    switch (action) {
    case ServiceAction::Start:
        return ServiceActions::tr("Start service \"%1\"").arg(name);
    case ServiceAction::Stop:
        return ServiceActions::tr("Stop service \"%1\"").arg(name);
    case ServiceAction::Restart:
        return ServiceActions::tr("Restart service \"%1\"").arg(name);
    case ServiceAction::Up:
        return ServiceActions::tr("Bring up service \"%1\"").arg(name);
    case ServiceAction::Destroy:
        return ServiceActions::tr("Destroy service \"%1\"").arg(name);
    }
    Q_UNREACHABLE();
}

FindOutAnswer answerFor(ServiceAction action, const QString &status)
{
    const ServiceState state = serviceState(status);
    const QString seen =
        ServiceActions::tr("The daemon reports: %1.").arg(serviceStatusText(status));
    switch (action) {
    case ServiceAction::Start:
    case ServiceAction::Up:
        return {isSteady(state) ? Verdict::Happened : Verdict::CannotKnow, seen};
    case ServiceAction::Stop:
        return {isDown(state) ? Verdict::Happened : Verdict::CannotKnow, seen};
    case ServiceAction::Restart:
        return {Verdict::CannotKnow,
                seen + u' '
                    + ServiceActions::tr("Whether it was restarted cannot be told from that.")};
    case ServiceAction::Destroy:
        return {Verdict::DidNotHappen, ServiceActions::tr("The service is still there.")};
    }
    Q_UNREACHABLE();
}

//! Reads the list and answers by what it says about \a name: \a found when it is there.
TaskSpec::FindOut lookFor(const QString &name,
                          const std::function<FindOutAnswer(const Service &)> &found,
                          const FindOutAnswer &missing)
{
    return lookAtServices([=](const QList<Service> &services) {
        const auto it = std::find_if(services.cbegin(), services.cend(),
                                     [&](const Service &s) { return s.name == name; });
        return it == services.cend() ? missing : found(*it);
    });
}

QString adviceFor(ServiceAction action, const OperatorDaemonError &error)
{
    if (!error.saysNoSupervisor())
        return {};
    switch (action) {
    case ServiceAction::Start:
    case ServiceAction::Restart:
        return ServiceActions::tr(
            "The supervisor of the local services does not run. Bring the service up, or "
            "choose Run in the stack menu.");
    case ServiceAction::Stop:
        return ServiceActions::tr(
            "It was down already: the supervisor of the local services does not run.");
    case ServiceAction::Up:
    case ServiceAction::Destroy:
        return {};
    }
    Q_UNREACHABLE();
}

void setWarnings(TaskSpec *spec, ServiceAction action, const QString &name, const QString &runtime)
{
    if (mayHoldConnection(action, runtime)) {
        spec->cancelWarning = ServiceActions::tr(
            "The supervisor of the local services lives on this connection. Cancelling closes it: "
            "the daemon kills the supervisor and the local services it runs, and can leave a "
            "process behind.");
        spec->quitWarning = ServiceActions::tr("\"%1\" was brought up over this connection. "
                                               "Closing it kills the supervisor and the local "
                                               "services it runs.")
                                .arg(name);
        return;
    }
    if (action == ServiceAction::Destroy)
        spec->cancelWarning =
            ServiceActions::tr("The daemon stops where it is. The service can be left half "
                               "destroyed: gone from the stack, with files still there.");
    else if (action == ServiceAction::Stop)
        spec->cancelWarning =
            ServiceActions::tr("Closes the connection. A container that was told to stop stops all "
                               "the same; a local service can run on.");
    else
        spec->cancelWarning = ServiceActions::tr(
            "The daemon stops preparing the stack or ends the tool that is at work. The service "
            "can be left half way; what was done stays done.");
    spec->quitWarning = spec->cancelWarning;
}

Question questionOf(ServiceAction action)
{
    Question question;
    question.verb = serviceActionName(action);
    switch (action) {
    case ServiceAction::Start:
        question.text = ServiceActions::tr("The daemon starts it as it was made before.");
        break;
    case ServiceAction::Stop:
        question.text = ServiceActions::tr("The daemon stops it. What it holds in memory is lost.");
        break;
    case ServiceAction::Restart:
        question.text = ServiceActions::tr("The daemon stops and starts it, with the command and "
                                           "the values that it was made with.");
        break;
    case ServiceAction::Up:
        question.text = ServiceActions::tr("The daemon makes it anew where something changed, and "
                                           "starts it with what it depends on.");
        break;
    case ServiceAction::Destroy:
        break; // destroyServicesQuestion() knows more
    }
    return question;
}

Lanes lanesOf(ServiceAction action, const QString &runtime)
{
    switch (action) {
    case ServiceAction::Start:
    case ServiceAction::Stop:
    case ServiceAction::Restart:
        return Lane::Object;
    case ServiceAction::Up:
        return mayHoldConnection(action, runtime) ? Lanes(Lane::Object) | Lane::Held
                                                  : Lanes(Lane::Object) | Lane::Containers;
    case ServiceAction::Destroy:
        return Lanes(Lane::Object) | Lane::Manifest | Lane::Containers;
    }
    Q_UNREACHABLE();
}

TaskSpec actionTask(ServiceAction action, const QString &name, const QString &runtime)
{
    TaskSpec spec;
    spec.title = actionTitle(action, name);
    spec.verb = verbOf(action);
    spec.object = {ObjectKind::Service, name};
    spec.lanes = lanesOf(action, runtime);
    setWarnings(&spec, action, name, runtime);
    spec.advice = [action](const OperatorDaemonError &error) { return adviceFor(action, error); };
    spec.start = [=](OperatorDaemon &daemon) -> DaemonCall * {
        return daemon.run(new ServiceActionCall(name, action));
    };
    const FindOutAnswer gone = action == ServiceAction::Destroy
        ? FindOutAnswer{Verdict::Happened, ServiceActions::tr("The service is gone.")}
        : FindOutAnswer{Verdict::DidNotHappen,
                        ServiceActions::tr("The daemon no longer has this service.")};
    spec.findOut = lookFor(
        name, [action](const Service &service) { return answerFor(action, service.status); }, gone);
    spec.verify = serviceCameTrue(action, name, runtime);
    return spec;
}

} // namespace

ActionVerb verbOf(ServiceAction action)
{
    switch (action) {
    case ServiceAction::Start:
        return ActionVerb::Start;
    case ServiceAction::Stop:
        return ActionVerb::Stop;
    case ServiceAction::Restart:
        return ActionVerb::Restart;
    case ServiceAction::Up:
        return ActionVerb::Up;
    case ServiceAction::Destroy:
        return ActionVerb::Destroy;
    }
    Q_UNREACHABLE();
}

QString servicesActionTitle(ServiceAction action, int count)
{
    switch (action) {
    case ServiceAction::Start:
        return ServiceActions::tr("Start %n services", nullptr, count);
    case ServiceAction::Stop:
        return ServiceActions::tr("Stop %n services", nullptr, count);
    case ServiceAction::Restart:
        return ServiceActions::tr("Restart %n services", nullptr, count);
    case ServiceAction::Up:
        return ServiceActions::tr("Bring up %n services", nullptr, count);
    case ServiceAction::Destroy:
        return ServiceActions::tr("Destroy %n services", nullptr, count);
    }
    Q_UNREACHABLE();
}

Question servicesActionQuestion(ServiceAction action, const QStringList &names)
{
    Question question = questionOf(action);
    question.title = servicesActionTitle(action, int(names.size()));
    question.text = names.join(u", "_s);
    question.weight = Question::Weight::Bulk;
    return question;
}

TaskSpec serviceActionTask(ServiceAction action, const QString &name, const QString &runtime)
{
    if (action == ServiceAction::Destroy)
        return destroyServiceTask({name, runtime, {}, {}});
    TaskSpec spec = actionTask(action, name, runtime);
    spec.question = questionOf(action);
    return spec;
}

TaskSpec destroyServiceTask(const DoomedService &service)
{
    TaskSpec spec = actionTask(ServiceAction::Destroy, service.name, service.runtime);
    spec.question = destroyServicesQuestion({service});
    return spec;
}

TaskSpec createServiceTask(const ServiceRequest &request, const QObject *context,
                           const std::function<void(const Service &)> &created)
{
    TaskSpec spec;
    spec.title = request.name.isEmpty()
        ? ServiceActions::tr("Create service from \"%1\" in \"%2\"")
              .arg(request.serviceTemplate, request.workspace)
        : ServiceActions::tr("Create service \"%1\"").arg(request.name);
    spec.verb = ActionVerb::Create;
    spec.object = {ObjectKind::Service,
                   request.name.isEmpty() ? request.workspace + u'/' + request.serviceTemplate
                                          : request.name};
    // It writes the runtime files anew that bringing up reads.
    spec.lanes = Lanes(Lane::Manifest) | Lane::Containers;
    spec.question.verb = ServiceActions::tr("Create");
    spec.question.text = ServiceActions::tr(
        "The daemon renders the template, writes the service into the stack and leases its ports.");
    spec.cancelWarning =
        ServiceActions::tr("The daemon stops where it is. The service can be left in the stack "
                           "half made: look for it before creating it again.");
    spec.quitWarning = spec.cancelWarning;
    const QPointer<const QObject> receiver = context;
    spec.start = [=](OperatorDaemon &daemon) -> DaemonCall * {
        CreateServiceCall *call = daemon.createService(request);
        if (receiver)
            call->whenDone(receiver, [created](const Result<Service> &result) {
                if (result)
                    created(result.value());
            });
        return call;
    };
    spec.verify = serviceWasSaved(request.name);
    if (!request.name.isEmpty())
        spec.findOut =
            lookFor(request.name,
                    [](const Service &) {
                        return FindOutAnswer{Verdict::Happened,
                                             ServiceActions::tr("The service is there.")};
                    },
                    {Verdict::DidNotHappen, ServiceActions::tr("There is no such service.")});
    return spec;
}

TaskSpec updateServiceTask(const QString &name, const QMap<QString, QString> &inputs,
                           UpdateEdited edited)
{
    TaskSpec spec;
    spec.title = ServiceActions::tr("Update service \"%1\" from its template").arg(name);
    spec.verb = ActionVerb::UpdateFromTemplate;
    spec.object = {ObjectKind::Service, name};
    spec.lanes = Lanes(Lane::Object) | Lane::Manifest | Lane::Containers;
    spec.question.verb = ServiceActions::tr("Update");
    spec.question.text = edited == UpdateEdited::Overwrite
        ? ServiceActions::tr("The daemon renders the template anew over the service's files, those "
                             "that were edited included.")
        : ServiceActions::tr("The daemon renders the template anew over the service's files, and "
                             "refuses where one was edited.");
    spec.cancelWarning = ServiceActions::tr("The daemon stops where it is; files already written "
                                            "stay written. A dry run shows what is left to do.");
    spec.quitWarning = spec.cancelWarning;
    spec.start = [=](OperatorDaemon &daemon) -> DaemonCall * {
        return daemon.run(new UpdateServiceFromTemplateCall(name, inputs, false,
                                                            edited == UpdateEdited::Overwrite));
    };
    return spec;
}

bool saysNotRunning(const QString &words)
{
    return words.contains("not running"_L1, Qt::CaseInsensitive)
        || words.contains("connection refused"_L1, Qt::CaseInsensitive);
}

} // namespace angee
