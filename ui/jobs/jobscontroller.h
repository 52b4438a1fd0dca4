// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/outputs/outputrecord.h"
#include "ui/panes/panecontroller.h"

#include <QHash>
#include <QMap>
#include <QPointer>

namespace angee {

class JobsPane;
class Task;

//! \brief Runs jobs as tasks. Outputs belong to the tasks, so leaving the pane loses nothing.
class JobsController final : public PaneController
{
    Q_OBJECT

public:
    JobsController(Session *session, JobsPane *pane, QObject *parent = nullptr);
    ~JobsController() override;

private:
    void show(const LiveUpdatePtr &update) override;
    void run(const QString &job, const QMap<QString, QString> &inputs);
    void askForInputs(const QString &job);
    void showOutput(const QString &job);
    void follow(const QString &job, Task *task);
    void onEnded(const OutputRecord &record);
    void forget(Task *task);

    JobsPane *m_pane;
    QHash<QString, QPointer<Task>> m_last;
    QHash<QString, OutputRecord> m_runs; // of those that have ended
    QHash<QString, QString> m_lastInputs; // as typed, for the next time
};

} // namespace angee
