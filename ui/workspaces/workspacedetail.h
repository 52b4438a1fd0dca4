// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/workspace.h"
#include "ui/workspaces/workspacesmodel.h"

#include <QWidget>

class QLabel;
class QTabWidget;
class QTreeWidget;

namespace angee {

class FactList;
class ObjectActivity;
class SlotsList;
class TaskRunner;

//! \brief Everything the daemon tells of one workspace, in tabs. Shows what it is told and
//! announces statusRequested() when it needs to be told more.
class WorkspaceDetail final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkspaceDetail)

public:
    explicit WorkspaceDetail(QWidget *parent = nullptr);
    ~WorkspaceDetail() override;

    //! \brief Another workspace, or another state of the same one.
    void setWorkspace(const WorkspaceRecord &workspace);
    [[nodiscard]] const QString &workspaceName() const { return m_workspace.name; }
    void setRunner(TaskRunner *runner);
    [[nodiscard]] SlotsList *slotsList() const { return m_slots; }
    void showSlots();

    //! \brief Answers to statusRequested(); about another workspace they are dropped.
    void setStatus(const QString &workspace, const WorkspaceStatus &status);
    void setStatusProblem(const QString &workspace, const QString &words);

signals:
    void statusRequested(const QString &workspace);
    //! \brief Somebody wants to see an object of another pane.
    void openRequested(const angee::ObjectRef &object);

private:
    void showRecord();
    void showUsers();
    [[nodiscard]] QString expiryText() const;

    WorkspaceRecord m_workspace;
    WorkspaceStatus m_status;
    bool m_hasStatus = false;
    QTabWidget *m_tabs;
    QLabel *m_state;
    FactList *m_facts;
    SlotsList *m_slots;
    FactList *m_inputs;
    QTreeWidget *m_users;
    ObjectActivity *m_activity;
};

} // namespace angee
