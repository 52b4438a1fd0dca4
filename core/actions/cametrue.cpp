// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/cametrue.h"

#include "core/base/ansi.h"
#include "core/daemon/operatordaemon.h"
#include "core/model/servicestatus.h"
#include "core/model/stuckcause.h"

#include <QCoreApplication>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

using Verdict = FindOutAnswer::Verdict;

struct CameTrue
{
    Q_DECLARE_TR_FUNCTIONS(angee::CameTrue)
};

bool isContainer(const QString &runtime)
{
    return serviceRuntime(runtime) == ServiceRuntime::Container;
}

//! Every container reads "declared" while the engine is away or compose refuses the stack, whether
//! it runs or not.
bool seesNothing(const OperatorDaemonError &failure)
{
    const auto cause = findStuckCause(withoutAnsi(failure.words));
    return cause && blocksStack(cause->kind);
}

QStringList runningOf(const QList<Service> &services)
{
    QStringList names;
    for (const Service &service : services) {
        const ServiceState state = serviceState(service.status);
        if (isUp(state) || state == ServiceState::Stopping)
            names.append(service.name);
    }
    return names;
}

FindOutAnswer afterBegin(ServiceAction action, const Service &service)
{
    const ServiceState state = serviceState(service.status);
    const QString reads =
        CameTrue::tr("It reads \"%1\".").arg(serviceStatusText(service.status, service.health));
    if (isUp(state))
        return {Verdict::Happened, reads};
    if (!isContainer(service.runtime))
        return {Verdict::CannotKnow, reads};
    if (state != ServiceState::Declared && state != ServiceState::Created)
        return {Verdict::CannotKnow, reads};
    if (action == ServiceAction::Up)
        return {Verdict::DidNotHappen,
                CameTrue::tr("nothing of it is seen to run. It may have ended at once: the end of "
                             "its log tells.")};
    return {Verdict::DidNotHappen,
            CameTrue::tr("nothing of it is seen to run. Start and Restart work on a container that "
                         "is there: where there is none, Up makes it. One that ended again at once "
                         "tells why at the end of its log.")};
}

FindOutAnswer afterStop(const Service &service)
{
    const ServiceState state = serviceState(service.status);
    if (state == ServiceState::Stopping)
        return {Verdict::CannotKnow, CameTrue::tr("It is still ending.")};
    if (isUp(state))
        return {Verdict::DidNotHappen, CameTrue::tr("it reads \"%1\".").arg(service.status)};
    return {Verdict::Happened, CameTrue::tr("It does not run.")};
}

FindOutAnswer afterDestroy(const QList<Service> &services, const QString &name,
                           const QString &runtime)
{
    const bool there = std::any_of(services.cbegin(), services.cend(),
                                   [&](const Service &service) { return service.name == name; });
    if (there)
        return {Verdict::DidNotHappen, CameTrue::tr("the service is still in the stack.")};
    if (!isContainer(runtime))
        return {Verdict::Happened, CameTrue::tr("The service is gone from the stack.")};
    return {Verdict::Happened,
            CameTrue::tr("The service is gone from the stack. Its container, stopped where that "
                         "was possible, stays on the daemon's machine: a later service of this "
                         "name that is started, and not brought up, runs that one.")};
}

} // namespace

TaskSpec::FindOut lookAtServices(const std::function<FindOutAnswer(const QList<Service> &)> &judge)
{
    return [judge](OperatorDaemon &daemon, QObject *context, const TaskSpec::Answer &answer) {
        daemon.run(new ListServicesCall)
            ->whenDone(context, [judge, answer](const Result<QList<Service>> &seen) {
                answer(seen ? judge(seen.value())
                            : FindOutAnswer{Verdict::CannotKnow, seen.error().summary()});
            });
    };
}

TaskSpec::Verify serviceCameTrue(ServiceAction action, const QString &name, const QString &runtime)
{
    return [=](const OperatorDaemonError *failure) -> TaskSpec::FindOut {
        const bool begins = action == ServiceAction::Start || action == ServiceAction::Restart
            || action == ServiceAction::Up;
        if (failure && begins)
            return {}; // it can have run before
        if (failure && action == ServiceAction::Stop && isContainer(runtime)
            && seesNothing(*failure))
            return {};
        if (action == ServiceAction::Destroy)
            return lookAtServices([=](const QList<Service> &services) {
                return afterDestroy(services, name, runtime);
            });
        return lookAtServices([=](const QList<Service> &services) -> FindOutAnswer {
            const auto found = std::find_if(services.cbegin(), services.cend(),
                                            [&](const Service &one) { return one.name == name; });
            if (found == services.cend())
                return {begins ? Verdict::DidNotHappen : Verdict::CannotKnow,
                        CameTrue::tr("the daemon no longer has this service.")};
            return begins ? afterBegin(action, *found) : afterStop(*found);
        });
    };
}

TaskSpec::Verify serviceWasSaved(const QString &name)
{
    return [name](const OperatorDaemonError *failure) -> TaskSpec::FindOut {
        if (!failure)
            return {}; // the answer holds the service
        QString saved = name;
        if (saved.isEmpty()) {
            const auto cause = findStuckCause(withoutAnsi(failure->words));
            saved = cause ? cause->user : QString();
        }
        // One that was there before is refused in other words.
        if (saved.isEmpty() || failure->status != 500)
            return {};
        return lookAtServices([saved](const QList<Service> &services) -> FindOutAnswer {
            const bool there =
                std::any_of(services.cbegin(), services.cend(),
                            [&](const Service &service) { return service.name == saved; });
            return {there ? Verdict::Happened : Verdict::DidNotHappen,
                    there ? CameTrue::tr("Service \"%1\" is in the stack now.").arg(saved)
                          : QString()};
        });
    };
}

TaskSpec::Verify containersCameUp(const QStringList &services)
{
    return [services](const OperatorDaemonError *failure) -> TaskSpec::FindOut {
        if (failure)
            return {};
        return lookAtServices([services](const QList<Service> &all) -> FindOutAnswer {
            QStringList up;
            QStringList missing;
            for (const Service &service : all) {
                const ServiceState state = serviceState(service.status);
                if (!isContainer(service.runtime) || state == ServiceState::Disabled
                    || !(services.isEmpty() || services.contains(service.name)))
                    continue;
                (isUp(state) ? up : missing).append(service.name);
            }
            if (missing.isEmpty())
                return {Verdict::Happened,
                        CameTrue::tr("%n container(s) seen to run.", nullptr, int(up.size()))};
            const QString names = missing.join(u", "_s);
            if (up.isEmpty())
                return {Verdict::DidNotHappen,
                        CameTrue::tr("nothing is seen to run of %1.").arg(names)};
            return {Verdict::CannotKnow, CameTrue::tr("Not seen to run: %1.").arg(names)};
        });
    };
}

TaskSpec::Verify stackCameDown()
{
    return [](const OperatorDaemonError *failure) -> TaskSpec::FindOut {
        if (failure && seesNothing(*failure))
            return {};
        return lookAtServices([](const QList<Service> &services) -> FindOutAnswer {
            const QStringList running = runningOf(services);
            if (running.isEmpty())
                return {Verdict::Happened, CameTrue::tr("Nothing of the stack is seen to run.")};
            return {Verdict::DidNotHappen,
                    CameTrue::tr("there still runs: %1.").arg(running.join(u", "_s))};
        });
    };
}

TaskSpec::Verify stackWasDestroyed(StackData data)
{
    return [data](const OperatorDaemonError *failure) -> TaskSpec::FindOut {
        if (failure && seesNothing(*failure))
            return {};
        const bool failed = failure;
        return lookAtServices([failed, data](const QList<Service> &services) -> FindOutAnswer {
            const QStringList running = runningOf(services);
            if (!running.isEmpty())
                return {Verdict::DidNotHappen,
                        CameTrue::tr("there still runs: %1.").arg(running.join(u", "_s))};
            // It fails between taking down and deleting: the one is seen, the other did not happen.
            if (failed)
                return {Verdict::DidNotHappen,
                        CameTrue::tr("Nothing of the stack is seen to run.")};
            return {Verdict::Happened,
                    data == StackData::Kept
                        ? CameTrue::tr("Nothing of the stack is seen to run.")
                        : CameTrue::tr("Nothing of the stack is seen to run. Docker's named "
                                       "volumes and built images are still on the daemon's "
                                       "machine.")};
        });
    };
}

} // namespace angee
