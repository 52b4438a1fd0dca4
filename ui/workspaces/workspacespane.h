// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/listpane.h"
#include "ui/workspaces/workspacesmodel.h"

namespace angee {

class BulkPanel;
class WorkspaceDetail;

//! \brief The workspaces of the stack: table, actions, detail.
//!
//! Announces what is wanted and shows what it is told; knows no daemon.
class WorkspacesPane final : public ListPane
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkspacesPane)

public:
    explicit WorkspacesPane(QWidget *parent = nullptr);
    ~WorkspacesPane() override;

    //! \brief Another snapshot; null for none.
    void apply(const LiveUpdatePtr &update);
    //! \brief Whose actions the rows tell, and the detail with them. Not owned.
    void setResults(const RowResults *results);
    [[nodiscard]] WorkspacesModel *model() const { return m_model; }
    [[nodiscard]] WorkspaceDetail *detail() const { return m_detail; }
    [[nodiscard]] BulkPanel *bulkPanel() const { return m_bulk; }
    void create(ObjectKind kind, const ObjectRef &from) override;

signals:
    //! \brief Out of a template, when \a from is one.
    void createRequested(const angee::ObjectRef &from);
    void updateRequested(const QString &name);
    void extendRequested(const QString &name, std::chrono::seconds more);
    void destroyRequested(const QString &name);
    void pushRequested(const QStringList &names);
    void syncRequested(const QStringList &names);
    //! \brief Another workspace may be shown below.
    void detailChanged();

protected:
    void onSelectionChanged() override;
    void onEmptyAction() override;

private:
    void makeActions();

    WorkspacesModel *m_model;
    WorkspaceDetail *m_detail;
    BulkPanel *m_bulk;
    QAction *m_create = nullptr;
    QAction *m_push = nullptr;
    QAction *m_sync = nullptr;
    QList<QAction *> m_single; // need one selected workspace
};

} // namespace angee
