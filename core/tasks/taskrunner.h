// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/tasks/task.h"

#include <QList>
#include <QObject>

namespace angee {

//! \brief The one way from a click to the socket: every change of the stack is a task here.
//!
//! Every change passes its gate first. A second one of the same action on the same object, while
//! the first is under way, is the first: no click happens twice. Actions that would get into each
//! other's way in the daemon go one after the other (mustWaitFor()). Lives on the GUI thread; keeps
//! the last keptTasks ended tasks.
class TaskRunner final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype keptTasks = 500;

    explicit TaskRunner(QObject *parent = nullptr);
    ~TaskRunner() override;

    //! Tasks are sent to this daemon from now on; running ones stay with the daemon they went to,
    //! and waiting ones are ended unsent: they were meant for another. May be null: tasks then end
    //! as failed, since nothing is connected.
    void setDaemon(OperatorDaemon *daemon);
    //! Every task asked for from now on is written there when it ends. Not owned; may be null.
    void setJournal(ActivityJournal *journal);
    [[nodiscard]] TaskGate *gate() const { return m_gate; }

    using Started = std::function<void(Task *)>;
    //! The way of every change: asks where the gate says so, then makes a task and hands it to
    //! \a started, at once or once somebody has agreed; never when \a context goes first. A task
    //! that is refused is made too, and ends as Blocked. \a declined is called when the answer was
    //! no. The outcome is never reported from inside this call.
    void request(const TaskSpec &spec, QObject *context, const Started &started = {},
                 const TaskGate::Declined &declined = {});
    //! Without a question, on an agreement that covers it. Never null.
    Task *submit(const TaskSpec &spec, const Agreement &agreement);
    //! A waiting task is dropped; a running one is closed, which ends the daemon's work.
    void cancel(Task *task);
    //! Reads back what became of a task whose reply was lost. Once it is seen to have happened its
    //! state says so; until then it stays open and can be asked again: the request can still be on
    //! its way.
    void findOut(Task *task);
    //! Forgets the tasks that have ended: they say nothing of the daemon that comes next. The
    //! journal keeps them.
    void forgetEnded();

    //! Oldest first.
    [[nodiscard]] const QList<Task *> &tasks() const { return m_tasks; }
    //! The active task of that action and object, or null.
    [[nodiscard]] Task *active(ActionVerb verb, const ObjectRef &object) const;
    [[nodiscard]] QList<Task *> activeTasks() const;
    //! What ends when the connection is closed now, a line for each task: what the daemon then does
    //! to its work, or that it waits and is never sent.
    [[nodiscard]] QStringList cutOffByClosing() const;

signals:
    void taskAdded(angee::Task *task);
    //! Before a task of the past is deleted.
    void taskAboutToBeRemoved(angee::Task *task);
    void taskChanged(angee::Task *task);
    void taskFinished(angee::Task *task);

private:
    void startReady();
    [[nodiscard]] bool mustWait(const Task *task) const;
    void start(Task *task);
    void onCallFinished(Task *task);
    void verify(Task *task, Task::State said, const QString &words);
    void look(Task *task);
    void onSeen(Task *task, const FindOutAnswer &seen);
    void end(Task *task, Task::State state, const QString &words);
    void prune();
    void remove(Task *task);

    TaskGate *m_gate;
    QPointer<OperatorDaemon> m_daemon;
    QPointer<ActivityJournal> m_journal;
    QList<Task *> m_tasks;
    int m_nextId = 1;
};

} // namespace angee
