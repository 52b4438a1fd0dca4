// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshot.h"
#include "ui/sources/sourcesmodel.h"

#include <QWidget>

class QTabWidget;
class QTreeWidget;

namespace angee {

class FactList;
class ObjectActivity;
class SourceChanges;
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

    //! \brief Another source, or another state of the same one, and the slots of \a snapshot over
    //! it.
    void setSource(const SourceRecord &record, const SnapshotPtr &snapshot);
    void setRunner(TaskRunner *runner);
    [[nodiscard]] SourceChanges *changes() const { return m_changes; }
    void showChanges();

signals:
    //! \brief Somebody wants to see an object of another pane.
    void openRequested(const angee::ObjectRef &object);

private:
    void showSlots(const QString &source, const Snapshot &snapshot);

    QTabWidget *m_tabs;
    FactList *m_facts;
    QTreeWidget *m_slots;
    QString m_fittedFor; // the source whose slots the columns were made wide enough for
    SourceChanges *m_changes;
    ObjectActivity *m_activity;
};

} // namespace angee
