// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QHash>
#include <QMap>
#include <QObject>
#include <QPointer>

namespace angee {

class JobsPane;
class Session;
class Task;

//! \brief Runs jobs as tasks. Outputs belong to the tasks, so leaving the pane loses nothing.
class JobsController final : public QObject
{
    Q_OBJECT

public:
    JobsController(Session *session, JobsPane *pane, QObject *parent = nullptr);
    ~JobsController() override;

private:
    void run(const QString &job, const QMap<QString, QString> &inputs);
    void askForInputs(const QString &job);
    void show(const QString &job);
    void follow(const QString &job, Task *task);
    void forget(Task *task);

    Session *m_session;
    JobsPane *m_pane;
    QHash<QString, QPointer<Task>> m_last;
    QHash<QString, QString> m_lastInputs; // as typed, for the next time
};

} // namespace angee
