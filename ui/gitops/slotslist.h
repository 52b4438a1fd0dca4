// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/gitops/slotsmodel.h"

#include <QWidget>

class QAction;

namespace angee {

class ActionRow;
class FilterTable;
class SlotActionSet;

//! \brief The slots of one workspace or over one source, with what can be done to them: for the
//! page of either. Shows what it is told and announces what is wanted.
class SlotsList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SlotsList)

public:
    enum class Of {
        Workspace,
        Source,
    };

    //! \brief The column that says the same in every row is hidden.
    explicit SlotsList(Of of, QWidget *parent = nullptr);
    ~SlotsList() override;

    void setRows(const QList<SlotRow> &rows);
    void setWhyNoChanges(const QString &text);
    [[nodiscard]] SlotsModel *model() const { return m_model; }
    [[nodiscard]] FilterTable *table() const { return m_table; }
    [[nodiscard]] SlotActionSet *actionSet() const { return m_set; }

signals:
    //! \brief Enter or double click on a slot.
    void activated(const QString &id);

private:
    void updateActions();

    SlotsModel *m_model;
    FilterTable *m_table;
    ActionRow *m_row;
    SlotActionSet *m_set = nullptr;
    QList<QAction *> m_actions;
    QString m_whyNoChanges;
};

} // namespace angee
