// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/sources/sourcesmodel.h"

#include <QWidget>

class QTabWidget;

namespace angee {

class ChangesView;
class FactList;
class ObjectActivity;
class SlotsList;
class TaskRunner;

//! \brief Everything about one source, in tabs: facts, the slots that use it, its changes, what was
//! done to it. Shows what it is told.
class SourceDetail final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceDetail)

public:
    explicit SourceDetail(QWidget *parent = nullptr);
    ~SourceDetail() override;

    //! \brief Another source, or another state of the same one.
    void setSource(const SourceRecord &record);
    [[nodiscard]] const QString &sourceName() const { return m_name; }
    [[nodiscard]] SlotsList *slotsList() const { return m_slots; }
    void setRunner(TaskRunner *runner);
    [[nodiscard]] ChangesView *changes() const { return m_changes; }
    void showChanges();

signals:
    //! \brief Somebody wants to see an object of another pane.
    void openRequested(const angee::ObjectRef &object);

private:
    QTabWidget *m_tabs;
    FactList *m_facts;
    SlotsList *m_slots;
    QString m_name;
    ChangesView *m_changes;
    ObjectActivity *m_activity;
};

} // namespace angee
