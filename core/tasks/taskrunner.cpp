// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/tasks/taskrunner.h"

#include "core/daemon/operatordaemon.h"
#include "core/tasks/activityjournal.h"

#include <algorithm>

namespace angee {

TaskRunner::TaskRunner(QObject *parent)
    : QObject(parent)
{ }

TaskRunner::~TaskRunner() = default;

void TaskRunner::setDaemon(OperatorDaemon *daemon)
{
    m_daemon = daemon;
}

void TaskRunner::setJournal(ActivityJournal *journal)
{
    m_journal = journal;
}

Task *TaskRunner::submit(const TaskSpec &spec)
{
    if (Task *running = active(spec.verb, spec.objectKind, spec.objectName))
        return running;
    auto *task = new Task(m_nextId++, spec, this);
    m_tasks.append(task);
    connect(task, &Task::changed, this, [this, task] { emit taskChanged(task); });
    emit taskAdded(task);
    prune();
    QMetaObject::invokeMethod(
        task, [this, lane = spec.lane] { startNext(lane); }, Qt::QueuedConnection);
    return task;
}

void TaskRunner::startNext(const QString &lane)
{
    const auto inLane = [&lane](const Task *task) { return task->spec().lane == lane; };
    const QList<Task *> tasks = m_tasks; // starting one may add others
    for (Task *task : tasks) {
        if (!inLane(task) || task->state() != Task::State::Queued)
            continue;
        const bool busy = !lane.isEmpty()
            && std::any_of(m_tasks.cbegin(), m_tasks.cend(), [&](const Task *other) {
                   return inLane(other) && other->state() == Task::State::Running;
               });
        if (busy)
            return;
        start(task);
    }
}

void TaskRunner::start(Task *task)
{
    if (!m_daemon)
        return end(task, Task::State::Failed, tr("Not connected to a daemon. Nothing was sent."));
    if (m_daemon->isReadOnly())
        return end(task, Task::State::Blocked, tr("This profile is read-only. Nothing was sent."));
    DaemonCall *call = task->m_spec.start(*m_daemon);
    task->m_call = call;
    task->m_request = call->request();
    connect(call, &DaemonCall::outputReceived, task, &Task::appendOutput);
    connect(call, &DaemonCall::finished, task, [this, task] { onCallFinished(task); });
    // The daemon object can go first, when another profile is chosen.
    connect(call, &QObject::destroyed, task, [this, task] {
        if (task->state() == Task::State::Running)
            end(task, Task::State::Unknown,
                tr("The connection was closed before an answer came. It may or may not have "
                   "happened."));
    });
    task->setState(Task::State::Running);
}

void TaskRunner::onCallFinished(Task *task)
{
    const auto &failure = task->m_call->failure();
    if (!failure)
        return end(task, Task::State::Succeeded, tr("Done."));
    task->m_error = failure;
    switch (failure->kind) {
    case OperatorDaemonError::Kind::Cancelled:
        return end(task, Task::State::Cancelled,
                   tr("Cancelled.") + u' ' + task->spec().cancelWarning);
    case OperatorDaemonError::Kind::OutcomeUnknown:
        return end(task, Task::State::Unknown, failure->summary());
    case OperatorDaemonError::Kind::Blocked:
        return end(task, Task::State::Blocked, failure->summary());
    default:
        break;
    }
    const QString advice = task->spec().advice ? task->spec().advice(*failure) : QString();
    end(task, Task::State::Failed,
        advice.isEmpty() ? failure->summary() : advice + u'\n' + failure->summary());
}

void TaskRunner::end(Task *task, Task::State state, const QString &words)
{
    task->m_words = words;
    task->setState(state);
    if (m_journal)
        m_journal->record(*task);
    emit taskFinished(task);
    startNext(task->spec().lane);
}

void TaskRunner::cancel(Task *task)
{
    if (!task->canCancel())
        return;
    if (task->state() == Task::State::Queued)
        return end(task, Task::State::Cancelled, tr("Cancelled before it was sent."));
    if (task->m_call)
        task->m_call->abort();
}

void TaskRunner::findOut(Task *task)
{
    if (!task->canFindOut() || !m_daemon)
        return;
    task->m_findingOut = true;
    emit task->changed();
    task->m_spec.findOut(*m_daemon, task, [this, task](const FindOutAnswer &answer) {
        task->m_findingOut = false;
        switch (answer.verdict) {
        case FindOutAnswer::Verdict::Happened:
            return end(task, Task::State::Succeeded, answer.words);
        case FindOutAnswer::Verdict::DidNotHappen:
            return end(task, Task::State::Failed, answer.words);
        case FindOutAnswer::Verdict::CannotKnow:
            task->m_words = answer.words;
            emit task->changed();
            return;
        }
        Q_UNREACHABLE();
    });
}

Task *TaskRunner::active(const QString &verb, const QString &objectKind,
                         const QString &objectName) const
{
    const auto found = std::find_if(m_tasks.cbegin(), m_tasks.cend(), [&](const Task *task) {
        return task->isActive() && task->spec().verb == verb
            && task->spec().objectKind == objectKind && task->spec().objectName == objectName;
    });
    return found == m_tasks.cend() ? nullptr : *found;
}

QList<Task *> TaskRunner::activeTasks() const
{
    QList<Task *> active;
    std::copy_if(m_tasks.cbegin(), m_tasks.cend(), std::back_inserter(active),
                 [](const Task *task) { return task->isActive(); });
    return active;
}

void TaskRunner::prune()
{
    while (m_tasks.size() > keptTasks) {
        const auto oldest = std::find_if(m_tasks.begin(), m_tasks.end(),
                                         [](const Task *task) { return !task->isActive(); });
        if (oldest == m_tasks.end())
            return;
        remove(*oldest);
    }
}

void TaskRunner::forgetEnded()
{
    const QList<Task *> all = m_tasks;
    for (Task *task : all) {
        if (!task->isActive())
            remove(task);
    }
}

void TaskRunner::remove(Task *task)
{
    emit taskAboutToBeRemoved(task);
    m_tasks.removeOne(task);
    task->deleteLater();
}

} // namespace angee
