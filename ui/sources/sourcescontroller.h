// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/sourcecalls.h"
#include "core/live/snapshotworker.h"
#include "core/tasks/gate.h"
#include "ui/panes/panecontroller.h"
#include "ui/panes/rowresults.h"

#include <QPointer>

namespace angee {

class BulkRun;
class SlotWork;
class PushDialog;
class SourcesPane;
struct Source;

//! \brief Joins the sources pane to the session: fetch, pull and push become tasks, changes are
//! read on demand.
class SourcesController final : public PaneController
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourcesController)

public:
    //! \a session and \a pane must outlive the controller.
    SourcesController(Session *session, SourcesPane *pane, QObject *parent = nullptr);
    ~SourcesController() override;

signals:
    //! \brief Somebody wants to see what is changed in a slot's files: "<workspace>:<slot>".
    void slotChangesRequested(const QString &id);
    //! \brief Somebody wants to resolve what stopped in a slot, or it has just stopped.
    void convergenceRequested(const QString &id);

private:
    void show(const LiveUpdatePtr &update) override;
    void onAction(SourceAction action, const QStringList &names);
    void runMany(SourceAction action, const QStringList &names, const Agreement &agreement);
    void onPush(const QStringList &names);
    void showCommits(PushDialog *dialog, const Source &source);
    void connectSlots();
    void drawCommits(const QString &name);
    void showSlots();

    SourcesPane *m_pane;
    SlotWork *m_work;
    LiveUpdatePtr m_update;
    RowResults m_results;
    QPointer<BulkRun> m_bulk;
};

} // namespace angee
