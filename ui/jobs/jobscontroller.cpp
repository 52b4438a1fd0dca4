// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/jobs/jobscontroller.h"

#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"
#include "ui/jobs/jobinputsdialog.h"
#include "ui/jobs/jobspane.h"
#include "ui/panes/panefeed.h"
#include "ui/tasks/taskmodel.h"
#include "ui/widgets/confirmdialog.h"

namespace angee {

using namespace Qt::StringLiterals;

JobsController::JobsController(Session *session, JobsPane *pane, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_pane(pane)
{
    auto *feed = new PaneFeed(session, pane, this);
    connect(feed, &PaneFeed::updated, pane, &JobsPane::apply);
    connect(pane, &JobsPane::runRequested, this, &JobsController::confirmRun);
    connect(pane, &JobsPane::runWithInputsRequested, this, &JobsController::askForInputs);
    connect(pane, &JobsPane::outputWanted, this, &JobsController::show);
    connect(session->tasks(), &TaskRunner::taskAboutToBeRemoved, this, &JobsController::forget);
    if (session->live() && session->live()->lastUpdate())
        pane->apply(session->live()->lastUpdate());
}

JobsController::~JobsController() = default;

void JobsController::confirmRun(const QString &job)
{
    if (m_session->protection() != Protection::Confirm)
        return run(job, {});
    Confirmation question;
    question.title = tr("Run job \"%1\"").arg(job);
    question.profile = m_session->profileName();
    question.stack = m_session->stackName();
    question.verb = tr("Run");
    question.destructive = false;
    auto *dialog = new ConfirmDialog(question, m_pane->window());
    connect(dialog, &ConfirmDialog::confirmed, this, [this, dialog, job] {
        dialog->close();
        run(job, {});
    });
    dialog->open();
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
    TaskSpec spec;
    spec.title = tr("Run job \"%1\"").arg(job);
    spec.verb = u"run"_s;
    spec.objectKind = u"job"_s;
    spec.objectName = job;
    spec.lane = u"job:"_s + job;
    spec.cancelWarning =
        tr("Closes the connection, and the daemon kills the job where it is. What it "
           "has done stays done.");
    spec.quitWarning = tr("The job is killed when the connection closes.");
    spec.start = [job, inputs](OperatorDaemon &daemon) {
        return daemon.run(new RunJobCall(job, inputs));
    };
    Task *task = m_session->tasks()->submit(spec);
    if (m_last.value(job) == task)
        return;
    m_last.insert(job, task);
    connect(task, &Task::changed, this, [this, job] { show(job); });
    connect(task, &Task::finished, this, [this, job] { show(job); });
    show(job);
}

void JobsController::forget(Task *task)
{
    const QString job = m_last.key(task);
    if (job.isEmpty())
        return;
    m_last.remove(job);
    m_pane->model()->clearRun(job);
    m_pane->setOutput(job, {});
}

void JobsController::show(const QString &job)
{
    const Task *task = m_last.value(job);
    if (!task)
        return;
    m_pane->model()->setRun(job,
                            {taskStateName(task->state()), taskStatus(task->state()),
                             task->isActive() ? QString() : elapsedText(task->elapsedMs())});
    QString text = QString::fromUtf8(task->output());
    if (task->state() != Task::State::Succeeded && !task->words().isEmpty())
        text += (text.isEmpty() ? QString() : u"\n"_s) + task->words();
    m_pane->setOutput(job, text);
}

} // namespace angee
