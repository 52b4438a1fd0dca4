// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/workspacecalls.h"
#include "core/live/snapshotworker.h"
#include "ui/panes/panecontroller.h"
#include "ui/panes/rowresults.h"

#include <QPointer>

namespace angee {

class CreateWorkspaceDialog;
class SlotWork;
class WorkspacesPane;
struct LosableWork;

//! \brief Joins the workspaces pane to the session: intents become tasks, outcomes go back to the
//! row, the dialog or the field they belong to.
class WorkspacesController final : public PaneController
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkspacesController)

public:
    //! \a session and \a pane must outlive the controller.
    WorkspacesController(Session *session, WorkspacesPane *pane, QObject *parent = nullptr);
    ~WorkspacesController() override;

signals:
    //! \brief Somebody wants to see what is changed in a slot's files: "<workspace>:<slot>".
    void changesRequested(const QString &id);
    //! \brief Somebody wants to resolve what stopped in a slot, or it has just stopped.
    void convergenceRequested(const QString &id);

private:
    using StatusReceiver = std::function<void(const WorkspaceStatus &)>;

    void show(const LiveUpdatePtr &update) override;
    //! Opens the dialog, with the template chosen when \a from is one.
    void createWorkspace(const ObjectRef &from);
    void showSlots();
    void connectSlots();
    void onStatus(const QString &name);
    //! Reads the status afresh for a dialog that must not speak of an older one.
    void withStatus(const QString &name, const StatusReceiver &receiver);
    void onPreflight(CreateWorkspaceDialog *dialog, const WorkspaceRequest &request);
    void onCreate(CreateWorkspaceDialog *dialog, const WorkspaceRequest &request);
    void onExtend(const QString &name, std::chrono::seconds more);
    void followExtending(const QString &name, Task *task);
    void onDestroy(const WorkspaceStatus &status);
    void requestDestroy(const WorkspaceStatus &status, const QList<LosableWork> &works);
    void destroyUsersFirst(const TaskSpec &destroy, const QStringList &services,
                           const Agreement &agreement, int question);
    void onUpdate(const WorkspaceStatus &status);

    WorkspacesPane *m_pane;
    SlotWork *m_work;
    LiveUpdatePtr m_update;
    RowResults m_results;
    QString m_selectWhenThere;
    QPointer<QObject> m_newestPreflight;
    QPointer<QObject> m_newestStatus;
    QPointer<QObject> m_dialogStatus;
    QPointer<QObject> m_askingLoss;
};

} // namespace angee
