// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/actions/slotactions.h"
#include "core/live/snapshotworker.h"
#include "core/model/gitwork.h"
#include "core/tasks/gate.h"
#include "ui/gitops/slotsmodel.h"
#include "ui/panes/rowresults.h"

#include <QObject>
#include <QPointer>

class QWidget;

namespace angee {

class BulkPanel;
class BulkRun;
class ObjectDialog;
class PaneController;
class Session;
class SlotDialog;
class WorkspaceSlotsDialog;

//! \brief Does what is asked of slots, for every pane that shows some: dialogs before what needs
//! them, one task for one slot, a run with a row each for many. Also pushes and syncs the slots of
//! workspaces.
//!
//! What many slots are asked is fixed when it is asked: a selection that changes meanwhile changes
//! nothing. GUI thread.
class SlotWork final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SlotWork)

public:
    //! None is owned; \a controller owns this. \a bulk shows the runs over many.
    SlotWork(Session *session, PaneController *controller, QWidget *window, BulkPanel *bulk);
    ~SlotWork() override;

    //! The slots as they are now, those alone that \a isWanted takes, with their last actions.
    using IsWanted = std::function<bool(const LinkRow &)>;
    [[nodiscard]] QList<SlotRow> rows(const LiveUpdatePtr &update, const IsWanted &isWanted) const;
    [[nodiscard]] const RowResults &results() const { return m_results; }
    //! A snapshot or a confirmation came.
    void confirm() { m_results.confirm(); }

    void request(SlotAction action, const QStringList &ids);
    void pushWorkspaces(const QStringList &workspaces);
    void syncWorkspaces(const QStringList &workspaces);

signals:
    //! The last action of these slots is another one.
    void resultsChanged(const QStringList &ids);
    //! A merge or rebase stopped in the slot: somebody has to look.
    void convergenceRequested(const QString &id);

private:
    [[nodiscard]] SnapshotPtr snapshot() const;
    [[nodiscard]] QList<SlotRecord> recordsOf(const QStringList &ids) const;
    [[nodiscard]] std::optional<SlotRecord> recordOf(const QString &id) const;
    [[nodiscard]] QList<SlotRecord> slotsOf(const QString &workspace) const;
    [[nodiscard]] QString whyNotOf(SlotAction action, const QString &id) const;
    void openDialog(SlotAction action, const QList<SlotRecord> &records);
    void fillDialog(SlotDialog *dialog, const QList<SlotRecord> &records);
    void openWorkspaceDialog(WorkspaceSlotsDialog *dialog, const QString &workspace);
    void order(const QList<SlotRecord> &records, const SlotOrder &order, ObjectDialog *dialog);
    void orderOne(const SlotRecord &record, const SlotOrder &order, ObjectDialog *dialog);
    void runMany(const QList<SlotRecord> &records, const SlotOrder &order,
                 const Agreement &agreement);
    void runWorkspace(const TaskSpec &spec, WorkspaceSlotsDialog *dialog, const QString &workspace);
    void show(BulkRun *run);

    Session *m_session;
    PaneController *m_controller;
    QWidget *m_window;
    BulkPanel *m_bulkPanel;
    RowResults m_results;
    QPointer<BulkRun> m_bulk;
};

} // namespace angee
