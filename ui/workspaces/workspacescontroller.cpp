// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/workspaces/workspacescontroller.h"

#include "core/actions/serviceactions.h"
#include "core/actions/slotguard.h"
#include "core/actions/slotreader.h"
#include "core/actions/workspaceactions.h"
#include "core/base/ansi.h"
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "core/session/slotobserver.h"
#include "core/tasks/taskrunner.h"
#include "core/tasks/tasksequence.h"
#include "ui/commits/commitswindow.h"
#include "ui/convergence/convergencewindow.h"
#include "ui/gitops/slotactionset.h"
#include "ui/gitops/slotslist.h"
#include "ui/gitops/slotwork.h"
#include "ui/templates/snapshottemplates.h"
#include "ui/widgets/noticebar.h"
#include "ui/workspaces/createworkspacedialog.h"
#include "ui/workspaces/updateworkspacedialog.h"
#include "ui/workspaces/workspacedetail.h"
#include "ui/workspaces/workspacespane.h"

namespace angee {

using namespace Qt::StringLiterals;

WorkspacesController::WorkspacesController(Session *session, WorkspacesPane *pane, QObject *parent)
    : PaneController(session, pane, parent)
    , m_pane(pane)
    , m_work(new SlotWork(session, this, pane, pane->bulkPanel()))
    , m_results(session->tasks(), ObjectKind::Workspace)
{
    pane->detail()->setRunner(session->tasks());
    pane->setResults(&m_results);
    connect(feed(), &PaneFeed::confirmed, &m_results, &RowResults::confirm);
    connect(pane->detail(), &WorkspaceDetail::statusRequested, this,
            &WorkspacesController::onStatus);
    connect(pane, &WorkspacesPane::createRequested, this, &WorkspacesController::createWorkspace);
    connect(pane, &WorkspacesPane::extendRequested, this, &WorkspacesController::onExtend);
    connect(pane, &WorkspacesPane::destroyRequested, this, [this](const QString &name) {
        withStatus(name, [this](const WorkspaceStatus &status) { onDestroy(status); });
    });
    connect(pane, &WorkspacesPane::updateRequested, this, [this](const QString &name) {
        withStatus(name, [this](const WorkspaceStatus &status) { onUpdate(status); });
    });
    connectSlots();
    connect(this, &WorkspacesController::changesRequested, pane,
            [pane, session](const QString &id) { openChangesFor(pane, session, id); });
    connect(this, &WorkspacesController::convergenceRequested, pane,
            [pane, session](const QString &id) { openConvergenceFor(pane, session, id); });
    start();
}

WorkspacesController::~WorkspacesController() = default;

void WorkspacesController::connectSlots()
{
    SlotActionSet *set = m_pane->detail()->slotsList()->actionSet();
    connect(feed(), &PaneFeed::confirmed, m_work, &SlotWork::confirm);
    connect(m_work, &SlotWork::resultsChanged, this, &WorkspacesController::showSlots);
    connect(m_pane, &WorkspacesPane::detailChanged, this, &WorkspacesController::showSlots);
    connect(set, &SlotActionSet::requested, m_work, &SlotWork::request);
    connect(set, &SlotActionSet::changesRequested, this, &WorkspacesController::changesRequested);
    connect(set, &SlotActionSet::commitsRequested, m_pane,
            [this](const QString &id) { CommitsWindow::openForSlot(session(), id, m_pane); });
    connect(set, &SlotActionSet::convergenceRequested, this,
            &WorkspacesController::convergenceRequested);
    connect(m_work, &SlotWork::convergenceRequested, this,
            &WorkspacesController::convergenceRequested);
    connect(m_pane, &WorkspacesPane::pushRequested, m_work, &SlotWork::pushWorkspaces);
    connect(m_pane, &WorkspacesPane::syncRequested, m_work, &SlotWork::syncWorkspaces);
}

void WorkspacesController::showSlots()
{
    const QByteArray name = m_pane->detail()->workspaceName().toUtf8();
    m_pane->detail()->slotsList()->setRows(m_work->rows(
        m_update, [&name](const LinkRow &link) { return link.workspace == viewOf(name); }));
}

void WorkspacesController::show(const LiveUpdatePtr &update)
{
    m_update = update;
    m_work->confirm();
    m_results.confirm();
    m_pane->apply(update);
    if (!m_selectWhenThere.isEmpty() && m_pane->selectKey(m_selectWhenThere))
        m_selectWhenThere.clear();
}

void WorkspacesController::onStatus(const QString &name)
{
    if (!daemon()) {
        m_pane->detail()->setStatusProblem(name, session()->whyNoChanges());
        return;
    }
    auto *call = daemon()->run(new WorkspaceStatusCall(name));
    m_newestStatus = call;
    call->whenDone(m_pane->detail(), [this, call, name](const Result<WorkspaceStatus> &result) {
        if (m_newestStatus != call)
            return; // a newer question is on its way
        if (result)
            m_pane->detail()->setStatus(name, result.value());
        else
            m_pane->detail()->setStatusProblem(name, withoutAnsi(result.error().summary()));
    });
}

void WorkspacesController::withStatus(const QString &name, const StatusReceiver &receiver)
{
    if (!daemon() || m_dialogStatus)
        return; // a second press while the first is being answered opens one dialog
    auto *call = daemon()->run(new WorkspaceStatusCall(name));
    m_dialogStatus = call;
    call->whenDone(this, [this, name, receiver](const Result<WorkspaceStatus> &result) {
        m_dialogStatus = nullptr;
        if (result)
            return receiver(result.value());
        m_pane->notices()->show(
            {u"status"_s,
             Notice::Kind::Warning,
             tr("The status of \"%1\" could not be read, so nothing is offered. "
                "%2")
                 .arg(name, withoutAnsi(result.error().summary())),
             {},
             true});
    });
}

void WorkspacesController::createWorkspace(const ObjectRef &from)
{
    auto *dialog = new CreateWorkspaceDialog(m_pane->window());
    const SnapshotPtr shown = snapshot();
    QStringList names;
    if (shown) {
        for (const WorkspaceRow &row : shown->workspaces())
            names.append(toText(row.name));
    }
    dialog->setWorkspaceNames(names);
    connect(dialog, &CreateWorkspaceDialog::preflightRequested, this,
            [this, dialog](const WorkspaceRequest &request) { onPreflight(dialog, request); });
    connect(dialog, &CreateWorkspaceDialog::createRequested, this,
            [this, dialog](const WorkspaceRequest &request) { onCreate(dialog, request); });
    dialog->setTemplates(templatesOf(shown));
    if (from.kind == ObjectKind::Template)
        dialog->chooseTemplate(from.name);
    open(dialog);
}

void WorkspacesController::onPreflight(CreateWorkspaceDialog *dialog,
                                       const WorkspaceRequest &request)
{
    if (!daemon())
        return;
    auto *call = daemon()->run(new PreflightWorkspaceCall(request));
    m_newestPreflight = call;
    call->whenDone(dialog, [this, call, dialog](const Result<WorkspacePreflight> &result) {
        if (m_newestPreflight != call)
            return; // a newer one is on its way
        if (result)
            dialog->setPreflight(result.value());
        else
            dialog->setPreflightFailure(result.error());
    });
}

void WorkspacesController::onCreate(CreateWorkspaceDialog *dialog, const WorkspaceRequest &request)
{
    const auto created = [this](const Workspace &workspace) { m_selectWhenThere = workspace.name; };
    submit(createWorkspaceTask(request, this, created), dialog);
}

void WorkspacesController::onExtend(const QString &name, std::chrono::seconds more)
{
    const auto record = m_pane->model()->workspace(name);
    if (!record)
        return;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    tasks()->request(extendWorkspaceTask(name, record->expiresAt, more, now), this,
                     [this, name](Task *task) { followExtending(name, task); });
}

void WorkspacesController::followExtending(const QString &name, Task *task)
{
    // The daemon renders the template anew with every update, and refuses over edited files.
    connect(task, &Task::finished, this, [this, task, name] {
        const auto &error = task->error();
        if (!error || error->kind != OperatorDaemonError::Kind::Conflict)
            return;
        m_pane->notices()->show(
            {u"extend"_s,
             Notice::Kind::Conflict,
             tr("The lifetime of \"%1\" was not changed: the daemon would render its template anew "
                "and overwrite %2. Use Update to decide about that.")
                 .arg(name, conflictingPaths(error->reason).join(u", "_s)),
             {},
             true});
    });
}

//! Which commits would be lost is asked first: the dialog must name them.
void WorkspacesController::onDestroy(const WorkspaceStatus &status)
{
    QList<SlotRecord> losable;
    for (const WorkspaceSlot &slot : status.slotStates) {
        if (const SlotRecord record{status.name, slot}; record.isUnpushed())
            losable.append(record);
    }
    SlotReader *reader = session()->slotObserver()->reader();
    if (losable.isEmpty() || !reader)
        return requestDestroy(status, {});
    if (m_askingLoss)
        return; // a second press while the first is being answered opens one dialog
    m_askingLoss = new QObject(reader);
    reader->askAll(losable, m_askingLoss,
                   [this, status](const QHash<QString, SlotInsight> &insights) {
                       m_askingLoss->deleteLater();
                       QList<LosableWork> works;
                       for (auto it = insights.cbegin(); it != insights.cend(); ++it)
                           works.append({tr("slot %1").arg(it.key().section(u':', 1)), it->work});
                       requestDestroy(status, works);
                   });
}

void WorkspacesController::requestDestroy(const WorkspaceStatus &status,
                                          const QList<LosableWork> &works)
{
    TaskSpec spec = destroyWorkspaceTask(status);
    guardAgainstLoss(&spec.question, works, {deleteFilesChoice});
    if (servicesUsing(status).isEmpty())
        return tasks()->request(spec, this);
    TaskGate *gate = tasks()->gate();
    const auto go = [this, gate, spec, status](const Agreement &agreement,
                                               const QString &choice) -> Task * {
        TaskSpec chosen = spec;
        chosen.choose(chosen, choice);
        if (choice != usersFirstChoice)
            return tasks()->submit(chosen, agreement);
        destroyUsersFirst(chosen, servicesUsing(status), agreement, gate->current());
        return nullptr;
    };
    gate->pass(spec.question, this, go);
}

//! \a question stays open meanwhile; it may be closed, and what was asked for goes on.
void WorkspacesController::destroyUsersFirst(const TaskSpec &destroy, const QStringList &services,
                                             const Agreement &agreement, int question)
{
    const SnapshotPtr shown = snapshot();
    QList<TaskSequence::Step> steps;
    for (const QString &name : services) {
        const ServiceRow *row = shown ? shown->service(name.toStdString()) : nullptr;
        const QString runtime = row ? toText(row->runtime) : QString();
        steps.append({serviceActionTask(ServiceAction::Stop, name, runtime),
                      [](const Task &stop) { return saysNotRunning(stop.words()); }});
        steps.append({serviceActionTask(ServiceAction::Destroy, name, runtime), {}});
    }
    steps.append({destroy, {}});
    auto *sequence = new TaskSequence(tasks(), steps, agreement, this);
    TaskGate *gate = tasks()->gate();
    connect(sequence, &TaskSequence::failed, gate, [gate, question](const Task *task) {
        gate->fail(question,
                   tr("%1 did not succeed, so nothing after it was done. %2")
                       .arg(task->spec().title, task->words()));
    });
    connect(sequence, &TaskSequence::lastStarted, gate,
            [gate, question](Task *task) { gate->follow(question, task); });
    sequence->start();
}

void WorkspacesController::onUpdate(const WorkspaceStatus &status)
{
    QList<TemplateInput> inputs;
    const QList<TemplateDescriptor> templates = templatesOf(snapshot());
    for (const TemplateDescriptor &descriptor : templates) {
        if (descriptor.ref == status.workspaceTemplate)
            inputs = descriptor.inputs;
    }
    auto *dialog = new UpdateWorkspaceDialog(status, inputs, m_pane->window());
    connect(dialog, &UpdateWorkspaceDialog::updateRequested, this,
            [this, dialog, name = status.name](const QMap<QString, QString> &changed,
                                               const QString &ttl, bool overwrite) {
                submit(
                    updateWorkspaceTask(name, changed, ttl,
                                        overwrite ? UpdateEdited::Overwrite : UpdateEdited::Refuse),
                    dialog);
            });
    open(dialog);
}

} // namespace angee
