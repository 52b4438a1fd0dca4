// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/tasks/bulkrun.h"

#include "core/tasks/taskrunner.h"

#include <QCoreApplication>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

BulkRun::State stateOf(Task::State state)
{
    switch (state) {
    case Task::State::Queued:
    case Task::State::Running:
        return BulkRun::State::Running;
    case Task::State::Succeeded:
    case Task::State::DoneAnyway:
        return BulkRun::State::Done;
    case Task::State::Failed:
    case Task::State::Unfulfilled:
    case Task::State::Blocked:
        return BulkRun::State::Failed;
    case Task::State::Cancelled:
        return BulkRun::State::Cancelled;
    case Task::State::Unknown:
        return BulkRun::State::Unknown;
    }
    Q_UNREACHABLE();
}

} // namespace

BulkRun::BulkRun(TaskRunner *runner, const Plan &plan, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
    , m_title(plan.title)
    , m_makeTask(plan.makeTask)
    , m_submit(plan.submit)
    , m_agreement(plan.agreement)
    , m_concurrency(plan.concurrency)
{
    m_rows.reserve(plan.names.size());
    for (const QString &name : plan.names) {
        const QString reason = plan.whyNot ? plan.whyNot(name) : QString();
        m_rows.append({name, reason.isEmpty() ? State::Waiting : State::Skipped, reason});
    }
}

BulkRun::~BulkRun() = default;

void BulkRun::start()
{
    if (m_underWay)
        return;
    m_underWay = true;
    QMetaObject::invokeMethod(this, &BulkRun::fill, Qt::QueuedConnection);
}

void BulkRun::retryFailed()
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row).state == State::Failed)
            setRow(row, State::Waiting, {});
    }
    m_underWay = true;
    QMetaObject::invokeMethod(this, &BulkRun::fill, Qt::QueuedConnection);
}

void BulkRun::cancelRest()
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row).state == State::Waiting)
            setRow(row, State::Cancelled, tr("Nothing was sent."));
    }
    QMetaObject::invokeMethod(this, &BulkRun::fill, Qt::QueuedConnection);
}

void BulkRun::fill()
{
    for (int row = 0; row < m_rows.size() && count(State::Running) < m_concurrency; ++row) {
        if (m_rows.at(row).state != State::Waiting)
            continue;
        Task *task = submit(m_rows.at(row).name);
        if (!task) {
            setRow(row, State::Failed, tr("Not connected to a daemon. Nothing was sent."));
            continue;
        }
        connect(task, &Task::finished, this, [this, row, task] { onTaskFinished(row, *task); });
        setRow(row, State::Running, {});
    }
    if (m_underWay && isFinished()) {
        m_underWay = false;
        emit finished();
    }
}

Task *BulkRun::submit(const QString &name) const
{
    if (m_submit)
        return m_submit(name);
    return m_runner ? m_runner->submit(m_makeTask(name), m_agreement) : nullptr;
}

void BulkRun::onTaskFinished(int row, const Task &task)
{
    setRow(row, stateOf(task.state()), task.words());
    fill(); // a task that is found out later finishes again: then only its own row changes
}

void BulkRun::setRow(int row, State state, const QString &words)
{
    m_rows[row].state = state;
    m_rows[row].words = words;
    emit rowChanged(row);
}

qsizetype BulkRun::count(State state) const
{
    return std::count_if(m_rows.cbegin(), m_rows.cend(),
                         [state](const Row &row) { return row.state == state; });
}

bool BulkRun::isFinished() const
{
    return count(State::Waiting) == 0 && count(State::Running) == 0;
}

QString BulkRun::summary() const
{
    QStringList parts;
    for (const State state : {State::Done, State::Failed, State::Unknown, State::Skipped,
                              State::Cancelled, State::Running, State::Waiting}) {
        if (const qsizetype n = count(state); n > 0)
            parts.append(u"%1 %2"_s.arg(n).arg(bulkStateName(state)));
    }
    return parts.join(u", "_s);
}

QString bulkStateName(BulkRun::State state)
{
    switch (state) {
    case BulkRun::State::Waiting:
        return BulkRun::tr("waiting");
    case BulkRun::State::Running:
        return BulkRun::tr("running");
    case BulkRun::State::Done:
        return BulkRun::tr("done");
    case BulkRun::State::Failed:
        return BulkRun::tr("failed");
    case BulkRun::State::Unknown:
        return BulkRun::tr("outcome unknown");
    case BulkRun::State::Skipped:
        return BulkRun::tr("skipped");
    case BulkRun::State::Cancelled:
        return BulkRun::tr("cancelled");
    }
    Q_UNREACHABLE();
}

} // namespace angee
