// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/actions/slotreader.h"
#include "ui/gitops/slotsmodel.h"

#include <QWidget>

class QListWidget;
class QTabWidget;

namespace angee {

class FactList;
class ObjectActivity;
class TaskRunner;

//! \brief Everything about one slot, in tabs: where it stands and what a pull would do, the commits
//! that are nowhere else, what was done to it. Shows what it is told and announces
//! insightRequested() when it needs to be told more.
class SlotDetail final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SlotDetail)

public:
    explicit SlotDetail(QWidget *parent = nullptr);
    ~SlotDetail() override;

    //! \brief Another slot, or another state of the same one.
    void setSlot(const SlotRow &row);
    void setRunner(TaskRunner *runner);
    //! \brief Answers to insightRequested(); about another slot they are dropped.
    void setInsight(const QString &id, const SlotInsight &insight);

signals:
    void insightRequested(const QString &id);

private:
    void showFacts();
    void showCommits();

    SlotRow m_row;
    SlotInsight m_insight;
    bool m_hasInsight = false;
    QTabWidget *m_tabs;
    FactList *m_facts;
    QListWidget *m_commits;
    ObjectActivity *m_activity;
};

} // namespace angee
