// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/objectref.h"
#include "core/tasks/task.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace angee {

//! \brief What is known of an output besides its text: which action printed it and how it ended.
struct OutputRecord
{
    QString id; //!< names its files, and sorts by the time at which it began
    QString title; //!< of the action
    QString verb; //!< actionVerbId()
    ObjectRef object;
    QString profile;
    QDateTime started;
    qint64 elapsedMs = 0;
    Task::State state = Task::State::Running;
    QString words; //!< the outcome in one sentence; bounded
    QString reason; //!< of a failure: the line that bears it
    qint64 errorLine = 0; //!< at which reading begins, from 1; 0 for none
    qint64 size = 0; //!< bytes of its text
    qint64 leftOut = 0; //!< bytes in the middle of a very long text that were not kept
    QList<qint64> stepMs; //!< how long each step took, as its lines came
    QString problem; //!< why it, or a part of it, could not be kept or read; empty as a rule

    [[nodiscard]] bool isActive() const
    {
        return state == Task::State::Running || state == Task::State::Queued;
    }
    friend bool operator==(const OutputRecord &, const OutputRecord &) = default;
};

//! \brief What the tools print that an action of this kind starts: builds, starts of the stack and
//! jobs. Of nothing else a history is kept.
[[nodiscard]] bool printsOutput(const TaskSpec &spec);

//! \brief Lines of several services stand in one text: what Run shows.
[[nodiscard]] bool holdsServices(const OutputRecord &record);

//! \brief Another one each time, good as the name of a file.
[[nodiscard]] QString newOutputId(const QDateTime &started);
[[nodiscard]] bool isOutputId(const QString &id);

//! \brief As it is kept on the disk.
[[nodiscard]] QByteArray toJson(const OutputRecord &record);
//! \brief Nothing when \a json is damaged. Any thread.
[[nodiscard]] std::optional<OutputRecord> outputRecordOf(const QByteArray &json);

} // namespace angee
