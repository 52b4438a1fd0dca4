// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/actions/slotactions.h"
#include "ui/panes/objectdialog.h"

#include <QHash>

class QCompleter;
class QLineEdit;
class QTreeWidget;

namespace angee {

class ProblemField;

//! \brief Asks before slots are pushed, published, merged into or rebased: what goes, what stands
//! in the way, and the ref, which is checked here and completed from the branches that are known.
class SlotDialog final : public ObjectDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SlotDialog)

public:
    //! \a action is Push, Publish, Merge or Rebase; \a records are not empty.
    SlotDialog(SlotAction action, const QList<SlotRecord> &records, QWidget *parent = nullptr);
    ~SlotDialog() override;

    //! \brief Whether it comes before \a action.
    [[nodiscard]] static bool isFor(SlotAction action);

    //! \brief What was found out about the slots, by their ids.
    void setInsights(const QHash<QString, SlotInsight> &insights);
    void setBranches(const QStringList &branches);
    //! \brief The branch that is proposed as the other side of a merge or a rebase.
    void proposeRef(const QString &ref);

signals:
    void orderRequested(const angee::SlotOrder &order);

protected:
    void updateActions() override;

private:
    void addFields();
    void addField(QLineEdit *edit, const QString &label, const QString &name, const QString &hint,
                  ProblemField **field);
    void showRows();
    [[nodiscard]] QStringList linesOf(const SlotRecord &record) const;
    [[nodiscard]] QString headOf(const SlotRecord &record) const;
    [[nodiscard]] bool isSingle() const { return m_records.size() == 1; }

    SlotAction m_action;
    QList<SlotRecord> m_records;
    QHash<QString, SlotInsight> m_insights;
    QTreeWidget *m_list;
    QLineEdit *m_ref;
    QLineEdit *m_remote;
    ProblemField *m_refField = nullptr;
    ProblemField *m_remoteField = nullptr;
    QPushButton *m_go;
};

} // namespace angee
