// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/gitwork.h"
#include "core/model/slotrecord.h"
#include "ui/panes/objectdialog.h"

#include <QHash>

class QLineEdit;
class QRadioButton;
class QTreeWidget;

namespace angee {

class ProblemField;

//! \brief Asks before all slots of a workspace are pushed or brought up to their bases: a line a
//! slot with what goes or how far it is. Afterwards the same lines tell what became of each.
class WorkspaceSlotsDialog final : public ObjectDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkspaceSlotsDialog)

public:
    enum class What {
        Push,
        SyncBase,
    };

    WorkspaceSlotsDialog(What what, const QString &workspace, const QList<SlotRecord> &records,
                         QWidget *parent = nullptr);
    ~WorkspaceSlotsDialog() override;

    void setInsights(const QHash<QString, SlotInsight> &insights);
    //! \brief The daemon says that all went well.
    void setDone();
    //! \brief The slots as they are afterwards.
    void setResults(const QList<SlotRecord> &records);

signals:
    //! \brief An empty \a ref: each slot's own branch.
    void pushRequested(const QString &ref);
    void syncRequested(angee::SyncMethod method);
    //! \brief Somebody wants to resolve what stopped in a slot.
    void convergenceRequested(const QString &id);

protected:
    void updateActions() override;

private:
    void addFields();
    void showRows();
    [[nodiscard]] QString outlookOf(const SlotRecord &record) const;
    [[nodiscard]] QString resultOf(const SlotRecord &record) const;
    [[nodiscard]] QString stoppedIn() const;

    What m_what;
    QList<SlotRecord> m_records;
    QHash<QString, SlotInsight> m_insights;
    QTreeWidget *m_list;
    QLineEdit *m_ref = nullptr;
    ProblemField *m_refField = nullptr;
    QRadioButton *m_merge = nullptr;
    QRadioButton *m_rebase = nullptr;
    QPushButton *m_go;
    QPushButton *m_resolve;
    bool m_isDone = false;
    bool m_hasResults = false;
};

} // namespace angee
