// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/tasks/taskmodel.h"

#include "core/base/ansi.h"
#include "core/tasks/taskrunner.h"

#include <QLocale>

namespace angee {

using namespace Qt::StringLiterals;

Icon::Status taskStatus(Task::State state)
{
    switch (state) {
    case Task::State::Queued:
        return Icon::Status::Declared;
    case Task::State::Running:
        return Icon::Status::Starting;
    case Task::State::Succeeded:
    case Task::State::DoneAnyway:
        return Icon::Status::Done;
    case Task::State::Failed:
    case Task::State::Unfulfilled:
        return Icon::Status::Failed;
    case Task::State::Cancelled:
    case Task::State::Blocked:
        return Icon::Status::Stopped;
    case Task::State::Unknown:
        return Icon::Status::Unknown;
    }
    Q_UNREACHABLE();
}

QString oneLine(const QString &words)
{
    return withoutAnsi(words).simplified();
}

QString elapsedText(qint64 milliseconds)
{
    const qint64 seconds = milliseconds / 1000;
    const QChar zero(u'0');
    if (seconds < 3600)
        return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, zero);
    return u"%1:%2:%3"_s.arg(seconds / 3600)
        .arg(seconds / 60 % 60, 2, 10, zero)
        .arg(seconds % 60, 2, 10, zero);
}

TaskModel::TaskModel(TaskRunner *runner, QObject *parent)
    : QAbstractTableModel(parent)
    , m_tasks(runner->tasks().crbegin(), runner->tasks().crend())
{
    connect(runner, &TaskRunner::taskAdded, this, &TaskModel::onAdded);
    connect(runner, &TaskRunner::taskAboutToBeRemoved, this, &TaskModel::onAboutToBeRemoved);
    connect(runner, &TaskRunner::taskChanged, this, &TaskModel::onChanged);
    connect(runner, &TaskRunner::taskFinished, this, &TaskModel::onChanged);
}

int TaskModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_tasks.size());
}

int TaskModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant TaskModel::data(const QModelIndex &index, int role) const
{
    const Task *task = index.isValid() ? taskAt(index.row()) : nullptr;
    if (!task)
        return {};
    if (role == TaskIdRole)
        return task->id();
    if (role == Qt::DecorationRole && index.column() == StateColumn)
        return Icon::status(taskStatus(task->state()));
    if (role == Qt::TextAlignmentRole && index.column() == ElapsedColumn)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole && index.column() == WordsColumn)
        return withoutAnsi(task->words().left(2000));
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case StateColumn:
        return taskStateName(task->state());
    case ActionColumn:
        return task->spec().title;
    case StartedColumn:
        return task->startedAt().isValid()
            ? QLocale().toString(task->startedAt().toLocalTime().time(), u"HH:mm:ss"_s)
            : QString();
    case ElapsedColumn:
        return task->startedAt().isValid() ? elapsedText(task->elapsedMs()) : QString();
    case WordsColumn:
        return oneLine(task->words());
    default:
        return {};
    }
}

QVariant TaskModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case StateColumn:
        return tr("State");
    case ActionColumn:
        return tr("Action");
    case StartedColumn:
        return tr("Started");
    case ElapsedColumn:
        return tr("Time");
    case WordsColumn:
        return tr("Outcome");
    default:
        return {};
    }
}

Task *TaskModel::taskAt(int row) const
{
    return row >= 0 && row < m_tasks.size() ? m_tasks.at(row) : nullptr;
}

int TaskModel::rowOf(const Task *task) const
{
    return int(m_tasks.indexOf(task));
}

void TaskModel::tick()
{
    for (int row = 0; row < m_tasks.size(); ++row) {
        if (m_tasks.at(row)->state() == Task::State::Running) {
            const QModelIndex cell = index(row, ElapsedColumn);
            emit dataChanged(cell, cell, {Qt::DisplayRole});
        }
    }
}

void TaskModel::onAdded(Task *task)
{
    beginInsertRows({}, 0, 0);
    m_tasks.prepend(task);
    endInsertRows();
}

void TaskModel::onAboutToBeRemoved(Task *task)
{
    const int row = rowOf(task);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_tasks.removeAt(row);
    endRemoveRows();
}

void TaskModel::onChanged(Task *task)
{
    const int row = rowOf(task);
    if (row >= 0)
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

} // namespace angee
