// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/gitops/slotwork.h"

#include "core/actions/slotreader.h"
#include "core/actions/slotworkspace.h"
#include "core/daemon/operatordaemon.h"
#include "core/daemon/workspacecalls.h"
#include "core/live/livestore.h"
#include "core/model/commitgraph.h"
#include "core/session/session.h"
#include "core/session/slotobserver.h"
#include "core/tasks/bulkrun.h"
#include "core/tasks/taskrunner.h"
#include "ui/gitops/slotdialog.h"
#include "ui/gitops/workspaceslotsdialog.h"
#include "ui/panes/bulkpanel.h"
#include "ui/panes/panecontroller.h"
#include "ui/panes/taskfailure.h"

#include <QDateTime>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

bool isExpiring(const WorkspaceRow *workspace, qint64 nowMs)
{
    return workspace
        && (workspace->expired
            || (workspace->expiresAtMs > 0 && workspace->expiresAtMs - nowMs < ExpiryWarningMs));
}

//! What the other side of a merge is most likely to be.
QString likelyRef(const SlotRecord &record, const SourceRow *source)
{
    const WorkspaceSlot &slot = record.slot;
    if (!slot.upstream.isEmpty() && slot.behind > 0)
        return slot.upstream;
    if (!slot.ref.isEmpty())
        return u"origin/"_s + slot.ref;
    return source ? toText(source->upstream) : QString();
}

} // namespace

SlotWork::SlotWork(Session *session, PaneController *controller, QWidget *window, BulkPanel *bulk)
    : QObject(controller)
    , m_session(session)
    , m_controller(controller)
    , m_window(window)
    , m_bulkPanel(bulk)
    , m_results(session->tasks(), ObjectKind::Slot)
{
    connect(&m_results, &RowResults::changed, this, &SlotWork::resultsChanged);
    connect(bulk, &BulkPanel::dismissed, this, [this] {
        if (!m_bulk)
            return;
        m_bulkPanel->setRun(nullptr);
        m_bulk->deleteLater();
    });
}

SlotWork::~SlotWork() = default;

SnapshotPtr SlotWork::snapshot() const
{
    return m_session->live() ? m_session->live()->snapshot() : nullptr;
}

QList<SlotRow> SlotWork::rows(const LiveUpdatePtr &update, const IsWanted &isWanted) const
{
    QList<SlotRow> rows;
    if (!update)
        return rows;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    std::string_view workspace;
    bool expiring = false;
    for (const LinkRow &link : update->snapshot->links()) {
        if (link.workspace != workspace) { // they come grouped by it
            workspace = link.workspace;
            expiring = isExpiring(update->snapshot->workspace(workspace), now);
        }
        if (!isWanted(link))
            continue;
        SlotRow row;
        row.record = toSlotRecord(link);
        const QString id = row.record.id();
        const bool isSure =
            row.record.isGit() && !row.record.slot.dirty && !row.record.isOnWrongBranch();
        row.midst = update->midsts.value(id, isSure ? GitMidst::None : GitMidst::Unknown);
        row.isExpiring = expiring;
        row.result = m_results.of(id);
        rows.append(row);
    }
    return rows;
}

std::optional<SlotRecord> SlotWork::recordOf(const QString &id) const
{
    const SnapshotPtr now = snapshot();
    if (!now)
        return std::nullopt;
    const QByteArray wanted = id.toUtf8();
    for (const LinkRow &link : now->links()) {
        if (link.id == viewOf(wanted))
            return toSlotRecord(link);
    }
    return std::nullopt;
}

QList<SlotRecord> SlotWork::recordsOf(const QStringList &ids) const
{
    QList<SlotRecord> records;
    for (const QString &id : ids) {
        if (const auto record = recordOf(id))
            records.append(*record);
    }
    return records;
}

QList<SlotRecord> SlotWork::slotsOf(const QString &workspace) const
{
    QList<SlotRecord> records;
    const SnapshotPtr now = snapshot();
    if (!now)
        return records;
    for (const LinkRow &link : now->linksOf(workspace.toStdString()))
        records.append(toSlotRecord(link));
    return records;
}

QString SlotWork::whyNotOf(SlotAction action, const QString &id) const
{
    const auto record = recordOf(id);
    if (!record)
        return tr("The slot is gone.");
    const QString why = whyNotNow(action, *record, m_session->slotObserver()->midst(*record));
    return why.isEmpty() ? whyPassOver(action, *record) : why;
}

void SlotWork::request(SlotAction action, const QStringList &ids)
{
    const QList<SlotRecord> records = recordsOf(ids);
    if (records.isEmpty())
        return;
    if (SlotDialog::isFor(action))
        return openDialog(action, records);
    order(records, {action, {}, {}}, nullptr);
}

void SlotWork::openDialog(SlotAction action, const QList<SlotRecord> &records)
{
    auto *dialog = new SlotDialog(action, records, m_window);
    connect(dialog, &SlotDialog::orderRequested, this,
            [this, dialog, records](const SlotOrder &asked) { order(records, asked, dialog); });
    m_controller->open(dialog);
    fillDialog(dialog, records);
}

void SlotWork::fillDialog(SlotDialog *dialog, const QList<SlotRecord> &records)
{
    const SnapshotPtr now = snapshot();
    if (!now)
        return;
    QStringList known;
    QStringList sources;
    for (const SlotRecord &record : records)
        sources.append(record.slot.source);
    for (const LinkRow &link : now->links()) {
        if (sources.contains(toText(link.source)))
            known << toText(link.branch) << toText(link.upstream);
    }
    const SlotRecord &first = records.constFirst();
    dialog->proposeRef(likelyRef(first, now->source(first.slot.source.toStdString())));
    if (SlotReader *reader = m_session->slotObserver()->reader())
        reader->askAll(records, dialog, [dialog](const QHash<QString, SlotInsight> &insights) {
            dialog->setInsights(insights);
        });
    if (!m_session->daemon())
        return;
    constexpr int askedCommits = 200; // enough for the branches that people name
    auto *call = m_session->daemon()->run(new TopologyCommitsCall(askedCommits));
    call->whenDone(dialog, [=](const Result<QList<SourceCommits>> &result) {
        QStringList branches = known;
        if (result) {
            for (const SourceCommits &source : result.value()) {
                if (sources.contains(source.source))
                    branches += CommitGraph(source.commits).branches();
            }
        }
        branches.removeAll(QString());
        branches.sort();
        branches.removeDuplicates();
        dialog->setBranches(branches);
    });
}

void SlotWork::order(const QList<SlotRecord> &records, const SlotOrder &order, ObjectDialog *dialog)
{
    if (records.size() == 1)
        return orderOne(records.first(), order, dialog);
    const auto go = [this, records, order](const Agreement &agreement, const QString &) -> Task * {
        runMany(records, order, agreement);
        return nullptr;
    };
    if (dialog)
        dialog->accept();
    m_session->tasks()->gate()->pass(slotsActionQuestion(order.action, records), this, go);
}

void SlotWork::orderOne(const SlotRecord &record, const SlotOrder &order, ObjectDialog *dialog)
{
    if (dialog)
        dialog->setBusy(tr("%1 is under way…").arg(slotActionName(order.action)));
    const QPointer<ObjectDialog> shown = dialog;
    const auto follow = [this, shown, id = record.id()](Task *task) {
        connect(task, &Task::finished, this, [this, shown, id, task] {
            const auto &error = task->error();
            const bool stopped = error && error->kind == OperatorDaemonError::Kind::Conflict;
            if (shown && (task->succeeded() || stopped))
                shown->accept();
            else if (shown)
                shown->setFailure(failureOf(*task));
            if (stopped)
                emit convergenceRequested(id);
        });
    };
    const auto declined = [shown] {
        if (shown)
            shown->setBusy({});
    };
    QObject *context = this;
    if (dialog)
        context = dialog;
    m_session->tasks()->request(slotActionTask(record, order), context, follow, declined);
}

void SlotWork::runMany(const QList<SlotRecord> &records, const SlotOrder &order,
                       const Agreement &agreement)
{
    BulkRun::Plan plan;
    plan.title = slotsActionTitle(order.action, int(records.size()));
    QHash<QString, SlotRecord> frozen;
    for (const SlotRecord &record : records) {
        plan.names.append(record.id());
        frozen.insert(record.id(), record);
    }
    // As it is now, where it is still there: what is said of it must not be of an hour ago.
    plan.makeTask = [this, frozen, order](const QString &id) {
        return slotActionTask(recordOf(id).value_or(frozen.value(id)), order);
    };
    plan.whyNot = [this, order](const QString &id) { return whyNotOf(order.action, id); };
    plan.agreement = agreement;
    auto *run = new BulkRun(m_session->tasks(), plan, this);
    show(run);
    run->start();
}

void SlotWork::show(BulkRun *run)
{
    if (m_bulk)
        m_bulk->deleteLater();
    m_bulk = run;
    m_bulkPanel->setRun(run);
}

void SlotWork::pushWorkspaces(const QStringList &workspaces)
{
    if (workspaces.size() == 1) {
        auto *dialog =
            new WorkspaceSlotsDialog(WorkspaceSlotsDialog::What::Push, workspaces.first(),
                                     slotsOf(workspaces.first()), m_window);
        return openWorkspaceDialog(dialog, workspaces.first());
    }
    const auto go = [this, workspaces](const Agreement &agreement, const QString &) -> Task * {
        BulkRun::Plan plan;
        plan.title = pushWorkspacesQuestion(workspaces).title;
        plan.names = workspaces;
        plan.makeTask = [this](const QString &name) {
            return pushWorkspaceTask(name, slotsOf(name), {});
        };
        plan.whyNot = [this](const QString &name) { return whyNotPush(slotsOf(name)); };
        plan.agreement = agreement;
        auto *run = new BulkRun(m_session->tasks(), plan, this);
        show(run);
        run->start();
        return nullptr;
    };
    m_session->tasks()->gate()->pass(pushWorkspacesQuestion(workspaces), this, go);
}

void SlotWork::syncWorkspaces(const QStringList &workspaces)
{
    if (workspaces.size() == 1) {
        auto *dialog =
            new WorkspaceSlotsDialog(WorkspaceSlotsDialog::What::SyncBase, workspaces.first(),
                                     slotsOf(workspaces.first()), m_window);
        return openWorkspaceDialog(dialog, workspaces.first());
    }
    // Of many, the way that makes no commit anew.
    const auto go = [this, workspaces](const Agreement &agreement, const QString &) -> Task * {
        BulkRun::Plan plan;
        plan.title = syncWorkspacesQuestion(workspaces, SyncMethod::Merge).title;
        plan.names = workspaces;
        plan.makeTask = [this](const QString &name) {
            return syncWorkspaceTask(name, slotsOf(name), SyncMethod::Merge);
        };
        plan.whyNot = [this](const QString &name) { return whyNotSync(slotsOf(name)); };
        plan.agreement = agreement;
        auto *run = new BulkRun(m_session->tasks(), plan, this);
        show(run);
        run->start();
        return nullptr;
    };
    m_session->tasks()->gate()->pass(syncWorkspacesQuestion(workspaces, SyncMethod::Merge), this,
                                     go);
}

void SlotWork::openWorkspaceDialog(WorkspaceSlotsDialog *dialog, const QString &workspace)
{
    connect(dialog, &WorkspaceSlotsDialog::pushRequested, this,
            [this, dialog, workspace](const QString &ref) {
                runWorkspace(pushWorkspaceTask(workspace, slotsOf(workspace), ref), dialog,
                             workspace);
            });
    connect(dialog, &WorkspaceSlotsDialog::syncRequested, this,
            [this, dialog, workspace](SyncMethod method) {
                runWorkspace(syncWorkspaceTask(workspace, slotsOf(workspace), method), dialog,
                             workspace);
            });
    connect(dialog, &WorkspaceSlotsDialog::convergenceRequested, this,
            &SlotWork::convergenceRequested);
    m_controller->open(dialog);
    if (SlotReader *reader = m_session->slotObserver()->reader())
        reader->askAll(slotsOf(workspace), dialog,
                       [dialog](const QHash<QString, SlotInsight> &insights) {
                           dialog->setInsights(insights);
                       });
}

//! Whatever came of it, each slot is looked at afterwards: the daemon's answer names those that
//! went well, and only when all did.
void SlotWork::runWorkspace(const TaskSpec &spec, WorkspaceSlotsDialog *dialog,
                            const QString &workspace)
{
    dialog->setBusy(tr("Under way…"));
    const QPointer<WorkspaceSlotsDialog> shown = dialog;
    const auto follow = [this, shown, workspace](Task *task) {
        connect(task, &Task::finished, this, [this, shown, workspace, task] {
            if (!shown)
                return;
            if (task->succeeded())
                shown->setDone();
            else
                shown->setFailure(failureOf(*task));
            if (!m_session->daemon())
                return;
            auto *call = m_session->daemon()->run(new WorkspaceStatusCall(workspace));
            call->whenDone(shown, [this, shown, workspace](const Result<WorkspaceStatus> &result) {
                if (!result)
                    return;
                QList<SlotRecord> records;
                for (const WorkspaceSlot &slot : result.value().slotStates)
                    records.append({workspace, slot});
                shown->setResults(records);
                if (SlotReader *reader = m_session->slotObserver()->reader())
                    reader->askAll(records, shown,
                                   [shown](const QHash<QString, SlotInsight> &insights) {
                                       shown->setInsights(insights);
                                   });
            });
        });
    };
    m_session->tasks()->request(spec, dialog, follow, [dialog] { dialog->setBusy({}); });
}

} // namespace angee
