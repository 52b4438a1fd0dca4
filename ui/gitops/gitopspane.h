// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/gitops/slotsmodel.h"
#include "ui/panes/listpane.h"

class QComboBox;

namespace angee {

class BulkPanel;
class CountLinks;
class SlotActionSet;
class SlotDetail;

//! \brief The slots of all workspaces under counts that are filters, and all that can be done to
//! them. Announces intents only.
class GitOpsPane final : public ListPane
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GitOpsPane)

public:
    explicit GitOpsPane(QWidget *parent = nullptr);
    ~GitOpsPane() override;

    //! \brief \a known: whether the daemon could tell its slots at all.
    void setRows(const QList<SlotRow> &rows, bool known, bool attention);
    [[nodiscard]] SlotsModel *model() const { return m_model; }
    [[nodiscard]] SlotDetail *detail() const { return m_detail; }
    [[nodiscard]] BulkPanel *bulkPanel() const { return m_bulk; }
    [[nodiscard]] SlotActionSet *actionSet() const { return m_set; }
    void showObject(const ObjectRef &object) override;
    [[nodiscard]] QByteArray saveState() const override;
    void restoreState(const QByteArray &state) override;

signals:
    //! \brief Push, or sync with their base, the workspaces that are selected.
    void pushWorkspacesRequested(const QStringList &workspaces);
    void syncWorkspacesRequested(const QStringList &workspaces);

protected:
    void onSelectionChanged() override;
    void onEmptyAction() override;

private:
    void makeActions();
    void makeGrouping();
    void group(int column);
    void showCounts();
    [[nodiscard]] QList<SlotRow> selected() const;
    [[nodiscard]] QStringList selectedWorkspaces() const;

    SlotsModel *m_model;
    SlotDetail *m_detail;
    BulkPanel *m_bulk;
    CountLinks *m_counts;
    QComboBox *m_grouping;
    int m_groupedBy = -1; // a column
    SlotActionSet *m_set = nullptr;
    QAction *m_pushAll = nullptr;
    QAction *m_syncAll = nullptr;
    QAction *m_workspace = nullptr;
};

} // namespace angee
