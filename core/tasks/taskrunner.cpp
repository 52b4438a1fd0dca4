// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/tasks/taskrunner.h"

#include "core/base/ansi.h"
#include "core/base/logging.h"
#include "core/daemon/operatordaemon.h"
#include "core/model/stuckcause.h"
#include "core/tasks/activityjournal.h"
#include "core/tasks/gate.h"

#include <QTimer>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds lookAgain{500};

//! What the action itself knows, and else what the words are known to mean.
QString adviceOn(const TaskSpec &spec, const OperatorDaemonError &failure)
{
    const QString own = spec.advice ? spec.advice(failure) : QString();
    if (!own.isEmpty())
        return own;
    const QString words = withoutAnsi(failure.words);
    const auto cause = findStuckCause(words);
    if (!cause)
        return {};
    const QString advice = stuckText(*cause) + u' ' + stuckAdvice(*cause);
    // The daemon writes the entry before it finds out (contract.md, section 15).
    return words.contains("after service create"_L1)
        ? TaskRunner::tr("The service was saved all the same, and now stands in the way of the "
                         "whole stack.")
            + u' ' + advice
        : advice;
}

} // namespace

TaskRunner::TaskRunner(QObject *parent)
    : QObject(parent)
    , m_gate(new TaskGate(this))
{ }

TaskRunner::~TaskRunner() = default;

void TaskRunner::setDaemon(OperatorDaemon *daemon)
{
    m_daemon = daemon;
    const QList<Task *> tasks = m_tasks;
    for (Task *task : tasks) {
        // A queued task was meant for the daemon of before.
        if (task->state() == Task::State::Queued)
            end(task, Task::State::Cancelled,
                tr("The connection was changed while it waited. Nothing was sent."));
        task->m_isElsewhere =
            !daemon || (!task->m_address.isEmpty() && task->m_address != daemon->base().display());
    }
}

void TaskRunner::setJournal(ActivityJournal *journal)
{
    m_journal = journal;
}

void TaskRunner::request(const TaskSpec &spec, QObject *context, const Started &started,
                         const TaskGate::Declined &declined)
{
    const auto go = [this, spec, started](const Agreement &agreement, const QString &choice) {
        TaskSpec chosen = spec;
        if (chosen.choose)
            chosen.choose(chosen, choice);
        Task *task = submit(chosen, agreement);
        if (started)
            started(task);
        return task;
    };
    if (active(spec.verb, spec.object)) { // asked and agreed already
        go({}, {});
        return;
    }
    if (const Agreement covered = m_gate->agreementOf(spec.verb, spec.object);
        m_gate->holds(covered)) {
        go(covered, {});
        return;
    }
    Question question = spec.question;
    if (question.title.isEmpty())
        question.title = spec.title;
    if (question.objectName.isEmpty())
        question.objectName = spec.object.name;
    if (m_gate->pass(question, context, go, declined) == TaskGate::Verdict::Refused)
        go({}, {}); // which ends unsent, and says why
}

Task *TaskRunner::submit(const TaskSpec &spec, const Agreement &agreement)
{
    if (Task *running = active(spec.verb, spec.object))
        return running;
    auto *task = new Task(m_nextId++, spec, this);
    task->m_agreement = agreement;
    task->m_journal = m_journal;
    if (m_daemon)
        task->m_address = m_daemon->base().display();
    m_tasks.append(task);
    connect(task, &Task::changed, this, [this, task] { emit taskChanged(task); });
    emit taskAdded(task);
    prune();
    QMetaObject::invokeMethod(this, &TaskRunner::startReady, Qt::QueuedConnection);
    return task;
}

bool TaskRunner::mustWait(const Task *task) const
{
    for (const Task *earlier : m_tasks) {
        if (earlier == task)
            return false;
        if (earlier->isActive() && mustWaitFor(task->laneUse(), earlier->laneUse()))
            return true;
    }
    return false;
}

void TaskRunner::startReady()
{
    const QList<Task *> tasks = m_tasks; // starting one may add others, or end it
    for (Task *task : tasks) {
        if (task->state() == Task::State::Queued && !mustWait(task))
            start(task);
    }
}

void TaskRunner::start(Task *task)
{
    if (!m_daemon)
        return end(task, Task::State::Failed, tr("Not connected to a daemon. Nothing was sent."));
    if (m_daemon->isReadOnly())
        return end(task, Task::State::Blocked, tr("This profile is read-only. Nothing was sent."));
    if (!m_gate->holds(task->m_agreement)) {
        const QString whyNot = m_gate->whyNot();
        return end(task, Task::State::Blocked,
                   !whyNot.isEmpty()
                       ? whyNot
                       : tr("Nobody has agreed to it for this connection. Nothing was sent."));
    }
    DaemonCall *call = task->m_spec.start(*m_daemon);
    task->m_call = call;
    task->m_request = call->request();
    connect(call, &DaemonCall::outputReceived, task, &Task::appendOutput);
    connect(call, &DaemonCall::finished, task, [this, task] { onCallFinished(task); });
    // The daemon object can go first, when another profile is chosen.
    connect(call, &QObject::destroyed, task, [this, task] {
        if (task->state() == Task::State::Running && !task->m_verifying.isValid())
            end(task, Task::State::Unknown,
                tr("The connection was closed before an answer came. It may or may not have "
                   "happened."));
    });
    if (task->m_journal)
        task->m_journal->begin(*task);
    task->setState(Task::State::Running);
}

void TaskRunner::onCallFinished(Task *task)
{
    const auto &failure = task->m_call->failure();
    if (!failure)
        return verify(task, Task::State::Succeeded, tr("Done."));
    task->m_error = failure;
    switch (failure->kind) {
    case OperatorDaemonError::Kind::Cancelled:
        return end(task, Task::State::Cancelled,
                   tr("Cancelled.") + u' ' + task->spec().cancelWarning);
    case OperatorDaemonError::Kind::OutcomeUnknown:
        if (!task->spec().doneWhenLost.isEmpty())
            return end(task, Task::State::Succeeded, task->spec().doneWhenLost);
        return end(task, Task::State::Unknown, failure->summary());
    case OperatorDaemonError::Kind::Blocked:
        return end(task, Task::State::Blocked, failure->summary());
    default:
        break;
    }
    const QString advice = adviceOn(task->spec(), *failure);
    const QString words =
        advice.isEmpty() ? failure->summary() : advice + u'\n' + failure->summary();
    // Only what the daemon tried and failed at can have come true all the same.
    if (failure->kind == OperatorDaemonError::Kind::Refused)
        return verify(task, Task::State::Failed, words);
    end(task, Task::State::Failed, words);
}

void TaskRunner::verify(Task *task, Task::State said, const QString &words)
{
    const bool failed = said == Task::State::Failed;
    task->m_look =
        task->spec().verify ? task->spec().verify(failed ? &*task->m_error : nullptr) : nullptr;
    if (!task->m_look)
        return end(task, said, words);
    task->m_said = said;
    task->m_saidWords = words;
    task->m_verifying.start();
    task->m_words = tr("The daemon has answered. Looking whether it came true.");
    emit task->changed();
    look(task);
}

void TaskRunner::look(Task *task)
{
    if (!task->m_verifying.isValid() || task->state() != Task::State::Running)
        return;
    if (!m_daemon || task->m_isElsewhere)
        return end(task, task->m_said, task->m_saidWords);
    task->m_look(*m_daemon, task, [this, task](const FindOutAnswer &seen) { onSeen(task, seen); });
}

void TaskRunner::onSeen(Task *task, const FindOutAnswer &seen)
{
    using Verdict = FindOutAnswer::Verdict;
    if (!task->m_verifying.isValid() || task->state() != Task::State::Running)
        return; // given up meanwhile
    const bool saidDone = task->m_said == Task::State::Succeeded;
    if (seen.verdict == Verdict::Happened) {
        const QString words = saidDone
            ? task->m_saidWords + u' ' + seen.words
            : tr("%1 The daemon answered: %2").arg(seen.words, task->m_saidWords);
        return end(task, saidDone ? Task::State::Succeeded : Task::State::DoneAnyway, words);
    }
    // A failure is the end of the daemon's work on it; "done" can be seen a moment later.
    const bool settled = !saidDone && seen.verdict == Verdict::DidNotHappen;
    if (!settled && !task->m_verifying.hasExpired(task->m_spec.verifyFor.count())) {
        QTimer::singleShot(lookAgain, task, [this, task] { look(task); });
        return;
    }
    if (!saidDone)
        return end(task, task->m_said,
                   settled && !seen.words.isEmpty() ? task->m_saidWords + u'\n' + seen.words
                                                    : task->m_saidWords);
    if (seen.verdict == Verdict::DidNotHappen)
        return end(task, Task::State::Unfulfilled,
                   tr("The daemon said done, but %1").arg(seen.words));
    end(task, task->m_said, task->m_saidWords + u' ' + seen.words);
}

void TaskRunner::end(Task *task, Task::State state, const QString &words)
{
    task->m_verifying.invalidate();
    task->m_words = words;
    task->setState(state);
    // Without its words: they are the daemon's, and may quote what was sent.
    qCInfo(tasksLog).noquote() << task->spec().title << "ended as" << state << "after"
                               << task->elapsedMs() << "ms";
    if (task->m_journal)
        task->m_journal->record(*task);
    emit taskFinished(task);
    QMetaObject::invokeMethod(this, &TaskRunner::startReady, Qt::QueuedConnection);
}

void TaskRunner::cancel(Task *task)
{
    if (!task->canCancel())
        return;
    if (task->state() == Task::State::Queued)
        return end(task, Task::State::Cancelled, tr("Cancelled before it was sent."));
    if (task->m_verifying.isValid()) // answered already: nothing is left to be cancelled
        return end(task, task->m_said, task->m_saidWords);
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
            // What stands between here and the daemon can still deliver it.
            task->m_words = tr("Not there yet. %1 The request can still be on its way: find out "
                               "again before doing it again.")
                                .arg(answer.words);
            emit task->changed();
            return;
        case FindOutAnswer::Verdict::CannotKnow:
            task->m_words = answer.words;
            emit task->changed();
            return;
        }
        Q_UNREACHABLE();
    });
}

Task *TaskRunner::active(ActionVerb verb, const ObjectRef &object) const
{
    const auto found = std::find_if(m_tasks.cbegin(), m_tasks.cend(), [&](const Task *task) {
        return task->isActive() && task->spec().verb == verb && task->spec().object == object;
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

QStringList TaskRunner::cutOffByClosing() const
{
    QStringList lines;
    for (const Task *task : m_tasks) {
        if (task->state() == Task::State::Queued)
            lines.append(
                tr("%1: it waits for other work and is never sent.").arg(task->spec().title));
        else if (task->isActive() && !task->m_verifying.isValid()
                 && task->spec().dropped == TaskSpec::Dropped::CutOff)
            lines.append(tr("%1: %2").arg(task->spec().title, task->spec().quitWarning));
    }
    return lines;
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
