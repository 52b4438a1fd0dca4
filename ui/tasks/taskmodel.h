// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/tasks/task.h"
#include "ui/widgets/icon.h"

#include <QAbstractTableModel>

namespace angee {

class TaskRunner;

//! \brief The tasks of a runner as a table, the newest first. Only rows that change signal.
class TaskModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        StateColumn,
        ActionColumn,
        StartedColumn,
        ElapsedColumn,
        WordsColumn,
        ColumnCount,
    };
    enum Role {
        TaskIdRole = Qt::UserRole + 1,
    };

    explicit TaskModel(TaskRunner *runner, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    //! Null for a row that is not there.
    [[nodiscard]] Task *taskAt(int row) const;
    [[nodiscard]] int rowOf(const Task *task) const;
    //! The elapsed times of running tasks moved on.
    void tick();

private:
    void onAdded(Task *task);
    void onAboutToBeRemoved(Task *task);
    void onChanged(Task *task);

    QList<Task *> m_tasks; // newest first
};

[[nodiscard]] Icon::Status taskStatus(Task::State state);
//! The words of a task without escapes and line ends, for a cell or a line.
[[nodiscard]] QString oneLine(const QString &words);
//! "0:42", "12:05", "1:02:03".
[[nodiscard]] QString elapsedText(qint64 milliseconds);

} // namespace angee
