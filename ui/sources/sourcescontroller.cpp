// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/sources/sourcescontroller.h"

#include "core/actions/sourceactions.h"
#include "core/daemon/operatordaemon.h"
#include "core/daemon/slotcalls.h"
#include "core/live/livestore.h"
#include "core/model/commitgraph.h"
#include "core/session/session.h"
#include "core/tasks/bulkrun.h"
#include "core/tasks/taskrunner.h"
#include "ui/commits/commitswindow.h"
#include "ui/convergence/convergencewindow.h"
#include "ui/diffs/changescontroller.h"
#include "ui/diffs/diffsubject.h"
#include "ui/gitops/slotactionset.h"
#include "ui/gitops/slotslist.h"
#include "ui/gitops/slotwork.h"
#include "ui/panes/bulkpanel.h"
#include "ui/panes/taskfailure.h"
#include "ui/sources/pushdialog.h"
#include "ui/sources/sourcedetail.h"
#include "ui/sources/sourcespane.h"

namespace angee {

using namespace Qt::StringLiterals;

SourcesController::SourcesController(Session *session, SourcesPane *pane, QObject *parent)
    : PaneController(session, pane, parent)
    , m_pane(pane)
    , m_work(new SlotWork(session, this, pane, pane->bulkPanel()))
    , m_results(session->tasks(), ObjectKind::Source)
{
    pane->detail()->setRunner(session->tasks());
    pane->setResults(&m_results);
    connect(feed(), &PaneFeed::confirmed, &m_results, &RowResults::confirm);
    connect(pane, &SourcesPane::actionRequested, this, &SourcesController::onAction);
    connect(pane, &SourcesPane::pushRequested, this, &SourcesController::onPush);
    connect(pane, &SourcesPane::commitsRequested, this, &SourcesController::drawCommits);
    auto *changes = new ChangesController(session, pane->detail()->changes(), this);
    connect(pane, &SourcesPane::detailChanged, changes,
            [pane, changes] { changes->setTree(gitTreeOf(pane->detail()->sourceName())); });
    connect(this, &SourcesController::slotChangesRequested, pane,
            [pane, session](const QString &id) { openChangesFor(pane, session, id); });
    connect(this, &SourcesController::convergenceRequested, pane,
            [pane, session](const QString &id) { openConvergenceFor(pane, session, id); });
    connect(pane->bulkPanel(), &BulkPanel::dismissed, this, [this] {
        if (!m_bulk)
            return;
        m_pane->bulkPanel()->setRun(nullptr);
        m_bulk->deleteLater();
    });
    connectSlots();
    start();
}

SourcesController::~SourcesController() = default;

void SourcesController::connectSlots()
{
    SlotActionSet *set = m_pane->detail()->slotsList()->actionSet();
    connect(feed(), &PaneFeed::confirmed, m_work, &SlotWork::confirm);
    connect(m_work, &SlotWork::resultsChanged, this, &SourcesController::showSlots);
    connect(m_pane, &SourcesPane::detailChanged, this, &SourcesController::showSlots);
    connect(set, &SlotActionSet::requested, m_work, &SlotWork::request);
    connect(set, &SlotActionSet::changesRequested, this, &SourcesController::slotChangesRequested);
    connect(set, &SlotActionSet::commitsRequested, m_pane,
            [this](const QString &id) { CommitsWindow::openForSlot(session(), id, m_pane); });
    connect(set, &SlotActionSet::convergenceRequested, this,
            &SourcesController::convergenceRequested);
    connect(m_work, &SlotWork::convergenceRequested, this,
            &SourcesController::convergenceRequested);
}

void SourcesController::drawCommits(const QString &name)
{
    const auto record = m_pane->model()->source(name);
    if (record)
        CommitsWindow::open(session(),
                            {.source = name,
                             .slot = {},
                             .head = record->source.currentRef,
                             .base = record->source.upstream},
                            m_pane);
}

void SourcesController::showSlots()
{
    const QByteArray name = m_pane->detail()->sourceName().toUtf8();
    m_pane->detail()->slotsList()->setRows(m_work->rows(
        m_update, [&name](const LinkRow &link) { return link.source == viewOf(name); }));
}

void SourcesController::show(const LiveUpdatePtr &update)
{
    m_update = update;
    m_work->confirm();
    m_results.confirm();
    m_pane->apply(update);
}

void SourcesController::onAction(SourceAction action, const QStringList &names)
{
    if (names.isEmpty())
        return;
    if (names.size() == 1)
        return tasks()->request(sourceActionTask(action, names.first()), this);
    const auto go = [this, action, names](const Agreement &agreement, const QString &) -> Task * {
        runMany(action, names, agreement);
        return nullptr;
    };
    tasks()->gate()->pass(sourcesActionQuestion(action, names), this, go);
}

void SourcesController::runMany(SourceAction action, const QStringList &names,
                                const Agreement &agreement)
{
    if (m_bulk)
        m_bulk->deleteLater();
    BulkRun::Plan plan;
    plan.title = sourcesActionTitle(action, int(names.size()));
    plan.names = names;
    plan.makeTask = [action](const QString &name) { return sourceActionTask(action, name); };
    plan.whyNot = [this, action](const QString &name) {
        const auto record = m_pane->model()->source(name);
        return record ? whyNotNow(action, record->source) : tr("The source is gone.");
    };
    plan.agreement = agreement;
    m_bulk = new BulkRun(tasks(), plan, this);
    m_pane->bulkPanel()->setRun(m_bulk);
    m_bulk->start();
}

void SourcesController::onPush(const QStringList &names)
{
    if (names.size() > 1)
        return onAction(SourceAction::Push, names);
    const auto record = m_pane->model()->source(names.value(0));
    if (!record)
        return;
    auto *dialog = new PushDialog(record->source, m_pane->window());
    connect(dialog, &PushDialog::pushRequested, this,
            [this, dialog, name = names.first()](const QString &ref) {
                dialog->setBusy(tr("Pushing…"));
                submit(sourceActionTask(SourceAction::Push, name, ref), dialog);
            });
    open(dialog);
    showCommits(dialog, record->source);
}

void SourcesController::showCommits(PushDialog *dialog, const Source &source)
{
    if (!daemon())
        return;
    auto *call = daemon()->run(new TopologyCommitsCall(TopologyCommitsCall::mostCommits));
    call->whenDone(dialog, [dialog, source](const Result<QList<SourceCommits>> &result) {
        if (!result)
            return dialog->setProblem(result.error().summary());
        for (const SourceCommits &one : result.value()) {
            if (one.source == source.name)
                dialog->setCommits(CommitGraph(one.commits));
        }
    });
}

} // namespace angee
