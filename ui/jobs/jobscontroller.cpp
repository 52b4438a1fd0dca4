// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/jobs/jobscontroller.h"

#include "core/actions/jobactions.h"
#include "core/live/livestore.h"
#include "core/outputs/outputrecorder.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"
#include "ui/jobs/jobinputsdialog.h"
#include "ui/jobs/jobspane.h"
#include "ui/tasks/taskmodel.h"

namespace angee {

using namespace Qt::StringLiterals;

JobsController::JobsController(Session *session, JobsPane *pane, QObject *parent)
    : PaneController(session, pane, parent)
    , m_pane(pane)
{
    connect(pane, &JobsPane::runRequested, this, [this](const QString &job) { run(job, {}); });
    connect(pane, &JobsPane::runWithInputsRequested, this, &JobsController::askForInputs);
    connect(pane, &JobsPane::outputWanted, this, &JobsController::showOutput);
    connect(session->tasks(), &TaskRunner::taskAboutToBeRemoved, this, &JobsController::forget);
    connect(session->outputs(), &OutputRecorder::ended, this, &JobsController::onEnded);
    start();
}

JobsController::~JobsController() = default;

void JobsController::show(const LiveUpdatePtr &update)
{
    m_pane->apply(update);
}

void JobsController::askForInputs(const QString &job)
{
    auto *dialog = new JobInputsDialog(job, m_lastInputs.value(job), m_pane->window());
    connect(dialog, &JobInputsDialog::runRequested, this,
            [this, job](const QMap<QString, QString> &inputs, const QString &typed) {
                m_lastInputs.insert(job, typed);
                run(job, inputs);
            });
    dialog->open();
}

void JobsController::run(const QString &job, const QMap<QString, QString> &inputs)
{
    tasks()->request(runJobTask(job, inputs), this, [this, job](Task *task) { follow(job, task); });
}

void JobsController::follow(const QString &job, Task *task)
{
    if (m_last.value(job) == task)
        return;
    m_last.insert(job, task);
    m_runs.remove(job);
    connect(task, &Task::changed, this, [this, job] { showOutput(job); });
    connect(task, &Task::finished, this, [this, job] { showOutput(job); });
    showOutput(job);
}

void JobsController::forget(Task *task)
{
    const QString job = m_last.key(task);
    if (job.isEmpty())
        return;
    m_last.remove(job);
    m_runs.remove(job);
    m_pane->model()->clearRun(job);
    m_pane->clearOutput(job);
}

//! What is known of its end then is more: the reason, and where it stands.
void JobsController::onEnded(const OutputRecord &record)
{
    const QString &job = record.object.name;
    const Task *task = m_last.value(job);
    if (record.object.kind != ObjectKind::Job || !task
        || session()->outputs()->idOf(task) != record.id)
        return;
    m_runs.insert(job, record);
    showOutput(job);
}

void JobsController::showOutput(const QString &job)
{
    const Task *task = m_last.value(job);
    if (!task)
        return;
    m_pane->model()->setRun(job,
                            {taskStateName(task->state()), taskStatus(task->state()),
                             task->isActive() ? QString() : elapsedText(task->elapsedMs())});
    OutputRecord run = m_runs.value(job);
    if (run.id.isEmpty() || task->isActive()) {
        run = {};
        run.id = QString::number(task->id());
        run.object = task->spec().object;
        run.state = task->state();
        run.elapsedMs = task->elapsedMs();
        run.words = task->words();
        run.started = task->startedAt();
    }
    m_pane->setOutput(job, run, printedBy(*task));
}

} // namespace angee
