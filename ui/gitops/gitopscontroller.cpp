// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/gitops/gitopscontroller.h"

#include "core/session/session.h"
#include "core/session/slotobserver.h"
#include "ui/commits/commitswindow.h"
#include "ui/convergence/convergencewindow.h"
#include "ui/gitops/gitopspane.h"
#include "ui/gitops/slotactionset.h"
#include "ui/gitops/slotdetail.h"
#include "ui/gitops/slotwork.h"

namespace angee {

using namespace Qt::StringLiterals;

GitOpsController::GitOpsController(Session *session, GitOpsPane *pane, QObject *parent)
    : PaneController(session, pane, parent,
                     SnapshotPart::GitOps | SnapshotPart::Workspaces | SnapshotPart::Sources)
    , m_pane(pane)
    , m_work(new SlotWork(session, this, pane, pane->bulkPanel()))
{
    pane->detail()->setRunner(session->tasks());
    connect(feed(), &PaneFeed::confirmed, m_work, &SlotWork::confirm);
    connect(m_work, &SlotWork::resultsChanged, this, &GitOpsController::fill);
    connect(pane->actionSet(), &SlotActionSet::requested, m_work, &SlotWork::request);
    connect(pane->actionSet(), &SlotActionSet::changesRequested, this,
            &GitOpsController::changesRequested);
    connect(pane->actionSet(), &SlotActionSet::commitsRequested, pane,
            [pane, session](const QString &id) { CommitsWindow::openForSlot(session, id, pane); });
    connect(pane->actionSet(), &SlotActionSet::convergenceRequested, this,
            &GitOpsController::convergenceRequested);
    connect(m_work, &SlotWork::convergenceRequested, this, &GitOpsController::convergenceRequested);
    connect(pane, &GitOpsPane::pushWorkspacesRequested, m_work, &SlotWork::pushWorkspaces);
    connect(pane, &GitOpsPane::syncWorkspacesRequested, m_work, &SlotWork::syncWorkspaces);
    connect(pane->detail(), &SlotDetail::insightRequested, this, &GitOpsController::onInsight);
    connect(this, &GitOpsController::changesRequested, pane,
            [pane, session](const QString &id) { openChangesFor(pane, session, id); });
    connect(this, &GitOpsController::convergenceRequested, pane,
            [pane, session](const QString &id) { openConvergenceFor(pane, session, id); });
    start();
}

GitOpsController::~GitOpsController() = default;

void GitOpsController::show(const LiveUpdatePtr &update)
{
    m_update = update;
    m_work->confirm();
    fill();
}

void GitOpsController::fill()
{
    const bool attention = m_update && concerns(m_update->attention, ObjectKind::Slot);
    m_pane->setRows(m_work->rows(m_update, [](const LinkRow &) { return true; }),
                    m_update != nullptr, attention);
}

void GitOpsController::onInsight(const QString &id)
{
    const auto row = m_pane->model()->slotRow(id);
    SlotReader *reader = session()->slotObserver()->reader();
    if (!row || !reader)
        return;
    reader->ask(row->record, m_pane->detail(), [this, id](const SlotInsight &insight) {
        m_pane->detail()->setInsight(id, insight);
    });
}

} // namespace angee
