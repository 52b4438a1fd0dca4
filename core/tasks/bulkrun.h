// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/tasks/task.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <functional>

namespace angee {

class TaskRunner;

//! \brief One action over many objects: a few tasks at a time, one result for each, in the order
//! that was chosen.
//!
//! Every row becomes a task of its own, so each is in the task list and the journal. The rows never
//! move. GUI thread; finished() and rowChanged() never come from inside start().
class BulkRun final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BulkRun)

public:
    enum class State {
        Waiting,
        Running,
        Done,
        Failed,
        Unknown, //!< the reply was lost: not repeated by retryFailed()
        Skipped, //!< could not work in its state; nothing was sent
        Cancelled, //!< nothing was sent, or the daemon was told to stop
    };
    Q_ENUM(State)

    struct Row
    {
        QString name;
        State state = State::Waiting;
        QString words; //!< the outcome, or why it was skipped
    };
    using MakeTask = std::function<TaskSpec(const QString &name)>;
    //! A reason to skip that object, or nothing.
    using WhyNot = std::function<QString(const QString &name)>;

    static constexpr int usualConcurrency = 3;

    //! What is done to the objects, and what was agreed to for all of them.
    struct Plan
    {
        QString title; //!< names the action and the count: Restart 20 services
        QStringList names;
        MakeTask makeTask;
        WhyNot whyNot; //!< may be absent
        int concurrency = usualConcurrency;
        Agreement agreement;
        //! Where each object has a runner, and an agreement, of its own: makes its task there.
        //! Null: there is nobody to send it to. Absent for objects of one daemon.
        std::function<Task *(const QString &name)> submit;
    };
    //! \a runner may be null where the plan submits by itself.
    BulkRun(TaskRunner *runner, const Plan &plan, QObject *parent = nullptr);
    ~BulkRun() override;

    void start();
    //! Failed rows wait again; the others stay as they are.
    void retryFailed();
    //! Rows that wait are dropped. What runs goes on.
    void cancelRest();

    [[nodiscard]] const QString &title() const { return m_title; }
    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }
    [[nodiscard]] qsizetype count(State state) const;
    [[nodiscard]] bool isFinished() const;
    //! "14 done, 2 failed, 4 waiting".
    [[nodiscard]] QString summary() const;

signals:
    void rowChanged(int row);
    //! Nothing waits or runs any more. Comes again after retryFailed().
    void finished();

private:
    void fill();
    [[nodiscard]] Task *submit(const QString &name) const;
    void onTaskFinished(int row, const Task &task);
    void setRow(int row, State state, const QString &words);

    QPointer<TaskRunner> m_runner;
    QString m_title;
    MakeTask m_makeTask;
    std::function<Task *(const QString &name)> m_submit;
    Agreement m_agreement;
    QList<Row> m_rows;
    int m_concurrency;
    bool m_underWay = false;
};

//! \brief The state of a row for people.
[[nodiscard]] QString bulkStateName(BulkRun::State state);

} // namespace angee
