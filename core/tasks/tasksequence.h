// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/tasks/task.h"

#include <QList>
#include <QObject>

namespace angee {

class TaskRunner;

//! \brief Actions of which each needs the one before: sent one after the other on one agreement,
//! until one does not succeed. Deletes itself after failed() or lastStarted(). GUI thread.
class TaskSequence final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TaskSequence)

public:
    struct Step
    {
        TaskSpec spec;
        //! Whether the next one is sent, where that is more than success; may be absent.
        std::function<bool(const Task &)> goesOn;
    };

    TaskSequence(TaskRunner *runner, const QList<Step> &steps, const Agreement &agreement,
                 QObject *parent);
    ~TaskSequence() override;

    void start();

signals:
    //! All but the last have succeeded, and that is on its way.
    void lastStarted(angee::Task *task);
    //! \a task did not succeed; those after it are not sent.
    void failed(angee::Task *task);

private:
    void next();
    void onFinished(Task *task);

    TaskRunner *m_runner;
    QList<Step> m_steps; // the first is under way
    Agreement m_agreement;
};

} // namespace angee
