// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// What applying means for a stack, and what was applied.
#include "core/live/livestore.h"
#include "core/model/servicestatus.h"
#include "core/pipeline/savepipeline.h"
#include "core/tasks/taskrunner.h"

#include <QRegularExpression>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

// What the tool prints of a container that it left as it was says "Running".
bool tellsOfWork(const QString &output)
{
    static const QRegularExpression pattern(
        u"^\\s*Container \\S+ +(?:Created|Recreated|Started)\\s*$"_s,
        QRegularExpression::MultilineOption);
    return pattern.match(output).hasMatch();
}

qint64 seconds(std::chrono::milliseconds time)
{
    return std::chrono::ceil<std::chrono::seconds>(time).count();
}

} // namespace

QList<Service> observedServices(const LiveStore *live)
{
    QList<Service> services;
    if (const SnapshotPtr snapshot = live ? live->snapshot() : nullptr) {
        for (const ServiceRow &row : snapshot->services())
            services.append(
                {toText(row.name), toText(row.runtime), toText(row.status), toText(row.health)});
    }
    return services;
}

QList<SavePipeline::Way> applyWays(const QList<Service> &services)
{
    bool containers = false;
    bool locals = false;
    bool localsUp = false;
    for (const Service &service : services) {
        const bool local = serviceRuntime(service.runtime) == ServiceRuntime::Local;
        containers = containers || !local;
        locals = locals || local;
        localsUp = localsUp || (local && isUp(serviceState(service.status)));
    }
    using Way = SavePipeline::Way;
    if (!locals)
        return {Way::Containers};
    if (localsUp)
        return {containers ? Way::Containers : Way::LocalsRunOn};
    return containers ? QList{Way::Containers, Way::Everything} : QList{Way::Everything};
}

void SavePipeline::startApplying()
{
    switch (m_work.way) {
    case Way::BuildOnly:
        Q_UNREACHABLE();
    case Way::LocalsRunOn:
        end(State::Skipped,
            tr("Nothing to apply: there is no container, and local services run on with what "
               "they have read. Restart those that read this file only when they start."));
        break;
    case Way::Containers:
        // Only here when the task that builds and applies has ended well without naming a
        // container.
        endApplied();
        break;
    case Way::Everything:
        m_watchTimer.start(m_timings.observe);
        m_askTimer.start(m_timings.ask);
        follow(m_tasks->submit(m_work.run, m_work.agreement));
        break;
    }
}

//! What was applied, and to what it was not.
void SavePipeline::endApplied()
{
    QStringList locals;
    for (const Service &service : m_before) {
        if (serviceRuntime(service.runtime) == ServiceRuntime::Local
            && isUp(serviceState(service.status)))
            locals.append(service.name);
    }
    const bool applied = tellsOfWork(current().output);
    QString words = applied
        ? tr("Containers that changed were made anew.")
        : tr("No container was made anew: all are as they are declared and built.");
    if (!locals.isEmpty())
        words += u' '
            + tr("Local services run on with what they have read: %1. Restart those that read it "
                 "only when they start.")
                  .arg(locals.join(u", "_s));
    end(applied ? State::Succeeded : State::Skipped, words);
}

// The request that starts local services need not end while they run (contract.md, Q1): what is
// seen to be started counts, not its answer.
void SavePipeline::lookAtStarted(const QList<Service> &services)
{
    if (m_work.way != Way::Everything || !m_task || m_task->state() != Task::State::Running)
        return;
    QStringList unseen;
    for (const Service &service : services) {
        // One that had ended before, and reads so still, was not started yet.
        const ServiceState state = serviceState(service.status);
        const bool isNews =
            state != ServiceState::Declared && !(hasEnded(state) && m_before.contains(service));
        if (serviceRuntime(service.runtime) == ServiceRuntime::Local
            && state != ServiceState::Disabled && !isNews)
            unseen.append(service.name);
    }
    if (unseen.isEmpty()) {
        end(State::Succeeded,
            tr("The services are observed. The request stays open in the task list: closing it, "
               "or the console, stops the local services."));
        return;
    }
    setWords(tr("Starts; not observed yet, for at most %1 s: %2")
                 .arg(seconds(m_timings.observe))
                 .arg(unseen.join(u", "_s)));
}

} // namespace angee
