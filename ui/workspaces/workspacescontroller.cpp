// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/workspaces/workspacescontroller.h"

#include "core/actions/workspaceactions.h"
#include "core/base/ansi.h"
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"
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
    start();
}

WorkspacesController::~WorkspacesController() = default;

void WorkspacesController::show(const LiveUpdatePtr &update)
{
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
    const QString ttl = extendedTtl(record->expiresAt, more, QDateTime::currentDateTimeUtc());
    tasks()->request(updateWorkspaceTask(name, {}, ttl, UpdateEdited::Refuse), this,
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

void WorkspacesController::onDestroy(const WorkspaceStatus &status)
{
    tasks()->request(destroyWorkspaceTask(status), this);
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
