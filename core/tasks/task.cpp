// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/tasks/task.h"

#include "core/daemon/daemoncall.h"
#include "core/tasks/activityjournal.h"

#include <QCoreApplication>

namespace angee {

Task::Task(int id, TaskSpec spec, QObject *parent)
    : QObject(parent)
    , m_id(id)
    , m_spec(std::move(spec))
{ }

Task::~Task() = default;

bool Task::isActive() const
{
    return m_state == State::Queued || m_state == State::Running;
}

qint64 Task::elapsedMs() const
{
    return m_state == State::Running ? m_timer.elapsed() : m_elapsedMs;
}

bool Task::canCancel() const
{
    return m_state == State::Queued
        || (m_state == State::Running && !m_spec.cancelWarning.isEmpty());
}

bool Task::canFindOut() const
{
    return m_state == State::Unknown && m_spec.findOut && !m_findingOut && !m_isElsewhere;
}

void Task::appendOutput(const QByteArray &text)
{
    if (text.isEmpty())
        return;
    m_output += text;
    if (m_output.size() > outputLimit) {
        // Cut well below the limit, so that a long stream does not move all of it for every chunk.
        m_output = m_output.right(outputLimit / 4 * 3);
        m_outputCut = true;
    }
    emit outputAppended(text);
}

void Task::setState(State state)
{
    if (m_state == state)
        return;
    if (m_state == State::Running)
        m_elapsedMs = m_timer.elapsed();
    m_state = state;
    if (state == State::Running) {
        m_startedAt = QDateTime::currentDateTimeUtc();
        m_timer.start();
    }
    emit changed();
    if (!isActive())
        emit finished();
}

QString taskStateName(Task::State state)
{
    switch (state) {
    case Task::State::Queued:
        return QCoreApplication::translate("angee::Task", "waiting");
    case Task::State::Running:
        return QCoreApplication::translate("angee::Task", "running");
    case Task::State::Succeeded:
        return QCoreApplication::translate("angee::Task", "done");
    case Task::State::Failed:
        return QCoreApplication::translate("angee::Task", "failed");
    case Task::State::Cancelled:
        return QCoreApplication::translate("angee::Task", "cancelled");
    case Task::State::Unknown:
        return QCoreApplication::translate("angee::Task", "outcome unknown");
    case Task::State::Blocked:
        return QCoreApplication::translate("angee::Task", "not sent");
    case Task::State::Unfulfilled:
        return QCoreApplication::translate("angee::Task", "said done, not seen");
    case Task::State::DoneAnyway:
        return QCoreApplication::translate("angee::Task", "done all the same");
    }
    Q_UNREACHABLE();
}

} // namespace angee
