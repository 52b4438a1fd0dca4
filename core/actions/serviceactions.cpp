// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/serviceactions.h"

#include "core/daemon/operatordaemon.h"
#include "core/model/servicestatus.h"

#include <QCoreApplication>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

using Verdict = FindOutAnswer::Verdict;

QString tr(const char *text)
{
    return QCoreApplication::translate("angee::services", text);
}

QString actionTitle(ServiceAction action, const QString &name)
{
    switch (action) {
    case ServiceAction::Start:
        return tr("Start service \"%1\"").arg(name);
    case ServiceAction::Stop:
        return tr("Stop service \"%1\"").arg(name);
    case ServiceAction::Restart:
        return tr("Restart service \"%1\"").arg(name);
    case ServiceAction::Up:
        return tr("Bring up service \"%1\"").arg(name);
    case ServiceAction::Destroy:
        return tr("Destroy service \"%1\"").arg(name);
    }
    Q_UNREACHABLE();
}

FindOutAnswer answerFor(ServiceAction action, const QString &status)
{
    const ServiceActivity activity = serviceActivity(status);
    const QString seen = tr("The daemon reports: %1.").arg(serviceStatusText(status));
    switch (action) {
    case ServiceAction::Start:
    case ServiceAction::Up:
        return {activity == ServiceActivity::Running ? Verdict::Happened : Verdict::CannotKnow,
                seen};
    case ServiceAction::Stop:
        return {activity == ServiceActivity::Stopped ? Verdict::Happened : Verdict::CannotKnow,
                seen};
    case ServiceAction::Restart:
        return {Verdict::CannotKnow,
                seen + u' ' + tr("Whether it was restarted cannot be told from that.")};
    case ServiceAction::Destroy:
        return {Verdict::DidNotHappen, tr("The service is still there.")};
    }
    Q_UNREACHABLE();
}

//! Reads the list and answers by what it says about \a name: \a found when it is there.
TaskSpec::FindOut lookFor(const QString &name,
                          const std::function<FindOutAnswer(const Service &)> &found,
                          const FindOutAnswer &missing)
{
    return [=](OperatorDaemon &daemon, QObject *context, const TaskSpec::Answer &answer) {
        auto *call = daemon.run(new ListServicesCall);
        call->whenDone(context, [=](const Result<QList<Service>> &result) {
            if (!result) {
                answer({Verdict::CannotKnow, result.error().summary()});
                return;
            }
            const QList<Service> &services = result.value();
            const auto it = std::find_if(services.cbegin(), services.cend(),
                                         [&](const Service &s) { return s.name == name; });
            answer(it == services.cend() ? missing : found(*it));
        });
    };
}

QString adviceFor(ServiceAction action, const OperatorDaemonError &error)
{
    if (!error.saysNoSupervisor())
        return {};
    switch (action) {
    case ServiceAction::Start:
    case ServiceAction::Restart:
        return tr("The supervisor of the local services does not run. Bring the service up, or "
                  "choose Run in the stack menu.");
    case ServiceAction::Stop:
        return tr("It was down already: the supervisor of the local services does not run.");
    case ServiceAction::Up:
    case ServiceAction::Destroy:
        return {};
    }
    Q_UNREACHABLE();
}

void setWarnings(TaskSpec *spec, ServiceAction action, const QString &name, const QString &runtime)
{
    if (mayHoldConnection(action, runtime)) {
        spec->cancelWarning =
            tr("The supervisor of the local services lives on this connection. Cancelling closes "
               "it: the daemon kills the supervisor and the local services it runs, and can leave "
               "a process behind.");
        spec->quitWarning =
            tr("\"%1\" was brought up over this connection. Closing it kills the supervisor and "
               "the local services it runs.")
                .arg(name);
        return;
    }
    if (action == ServiceAction::Destroy) {
        spec->cancelWarning = tr("The daemon stops where it is. The service can be left half "
                                 "destroyed: gone from the stack, with files still there.");
        spec->quitWarning = spec->cancelWarning;
        return;
    }
    spec->cancelWarning =
        tr("The daemon stops preparing the stack or ends the tool that is at work. The service can "
           "be left half way; what was done stays done.");
    spec->quitWarning = spec->cancelWarning;
}

} // namespace

TaskSpec serviceActionTask(ServiceAction action, const QString &name, const QString &runtime)
{
    TaskSpec spec;
    spec.title = actionTitle(action, name);
    spec.verb = serviceActionVerb(action);
    spec.objectKind = u"service"_s;
    spec.objectName = name;
    if (action == ServiceAction::Destroy)
        spec.lane = u"manifest"_s;
    else if (!mayHoldConnection(action, runtime))
        spec.lane = u"service:"_s + name;
    setWarnings(&spec, action, name, runtime);
    spec.advice = [action](const OperatorDaemonError &error) { return adviceFor(action, error); };
    spec.start = [=](OperatorDaemon &daemon) -> DaemonCall * {
        return daemon.run(new ServiceActionCall(name, action));
    };
    const FindOutAnswer gone = action == ServiceAction::Destroy
        ? FindOutAnswer{Verdict::Happened, tr("The service is gone.")}
        : FindOutAnswer{Verdict::DidNotHappen, tr("The daemon no longer has this service.")};
    spec.findOut = lookFor(
        name, [action](const Service &service) { return answerFor(action, service.status); }, gone);
    return spec;
}

TaskSpec createServiceTask(const ServiceRequest &request, TaskSpec::Start start)
{
    TaskSpec spec;
    spec.title = request.name.isEmpty()
        ? tr("Create service from \"%1\" in \"%2\"").arg(request.serviceTemplate, request.workspace)
        : tr("Create service \"%1\"").arg(request.name);
    spec.verb = u"create"_s;
    spec.objectKind = u"service"_s;
    spec.objectName =
        request.name.isEmpty() ? request.workspace + u'/' + request.serviceTemplate : request.name;
    spec.lane = u"manifest"_s;
    spec.cancelWarning = tr("The daemon stops where it is. The service can be left in the stack "
                            "half made: look for it before creating it again.");
    spec.quitWarning = spec.cancelWarning;
    spec.start = std::move(start);
    if (!request.name.isEmpty())
        spec.findOut =
            lookFor(request.name,
                    [](const Service &) {
                        return FindOutAnswer{Verdict::Happened, tr("The service is there.")};
                    },
                    {Verdict::DidNotHappen, tr("There is no such service.")});
    return spec;
}

TaskSpec updateServiceTask(const QString &name, TaskSpec::Start start)
{
    TaskSpec spec;
    spec.title = tr("Update service \"%1\" from its template").arg(name);
    spec.verb = u"update-from-template"_s;
    spec.objectKind = u"service"_s;
    spec.objectName = name;
    spec.lane = u"manifest"_s;
    spec.cancelWarning = tr("The daemon stops where it is; files already written stay written. A "
                            "dry run shows what is left to do.");
    spec.quitWarning = spec.cancelWarning;
    spec.start = std::move(start);
    return spec;
}

bool saysNotRunning(const QString &words)
{
    return words.contains("not running"_L1, Qt::CaseInsensitive)
        || words.contains("connection refused"_L1, Qt::CaseInsensitive);
}

} // namespace angee
