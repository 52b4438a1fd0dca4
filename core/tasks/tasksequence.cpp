// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/tasks/tasksequence.h"

#include "core/tasks/taskrunner.h"

namespace angee {

TaskSequence::TaskSequence(TaskRunner *runner, const QList<Step> &steps, const Agreement &agreement,
                           QObject *parent)
    : QObject(parent)
    , m_runner(runner)
    , m_steps(steps)
    , m_agreement(agreement)
{ }

TaskSequence::~TaskSequence() = default;

void TaskSequence::start()
{
    next();
}

void TaskSequence::next()
{
    if (m_steps.isEmpty()) {
        deleteLater();
        return;
    }
    Task *task = m_runner->submit(m_steps.constFirst().spec, m_agreement);
    if (m_steps.size() == 1) {
        emit lastStarted(task);
        deleteLater();
        return;
    }
    connect(task, &Task::finished, this, [this, task] { onFinished(task); });
}

void TaskSequence::onFinished(Task *task)
{
    const Step done = m_steps.takeFirst();
    if (task->succeeded() || (done.goesOn && done.goesOn(*task)))
        return next();
    emit failed(task);
    deleteLater();
}

} // namespace angee
