// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/tasks/task.h"

#include <QList>
#include <QObject>

namespace angee {

class ActivityJournal;

//! \brief The one way from a click to the socket: every change of the stack is a task here.
//!
//! A second submission of the same action on the same object, while the first is under way, returns
//! the first: no click happens twice. A read-only profile blocks a task before it is sent.
//! Lives on the GUI thread; keeps the last keptTasks ended tasks.
class TaskRunner final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype keptTasks = 500;

    explicit TaskRunner(QObject *parent = nullptr);
    ~TaskRunner() override;

    //! Tasks are sent to this daemon from now on; running ones stay with the daemon they went to.
    //! May be null: submissions then end as failed, since nothing is connected.
    void setDaemon(OperatorDaemon *daemon);
    //! Every ended task is written there. Not owned; may be null.
    void setJournal(ActivityJournal *journal);

    //! Never null. The outcome is never reported from inside this call.
    Task *submit(const TaskSpec &spec);
    //! A waiting task is dropped; a running one is closed, which ends the daemon's work.
    void cancel(Task *task);
    //! Reads back what became of a task whose reply was lost; its state then says so.
    void findOut(Task *task);
    //! Forgets the tasks that have ended: they say nothing of the daemon that comes next. The
    //! journal keeps them.
    void forgetEnded();

    //! Oldest first.
    [[nodiscard]] const QList<Task *> &tasks() const { return m_tasks; }
    //! The active task of that action and object, or null.
    [[nodiscard]] Task *active(const QString &verb, const QString &objectKind,
                               const QString &objectName) const;
    [[nodiscard]] QList<Task *> activeTasks() const;

signals:
    void taskAdded(angee::Task *task);
    //! Before a task of the past is deleted.
    void taskAboutToBeRemoved(angee::Task *task);
    void taskChanged(angee::Task *task);
    void taskFinished(angee::Task *task);

private:
    void startNext(const QString &lane);
    void start(Task *task);
    void onCallFinished(Task *task);
    void end(Task *task, Task::State state, const QString &words);
    void prune();
    void remove(Task *task);

    QPointer<OperatorDaemon> m_daemon;
    QPointer<ActivityJournal> m_journal;
    QList<Task *> m_tasks;
    int m_nextId = 1;
};

} // namespace angee
