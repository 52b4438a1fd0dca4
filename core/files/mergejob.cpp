// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/mergejob.h"

namespace angee {

MergeJob::MergeJob(QObject *parent)
    : QObject(parent)
{
    connect(&m_task, &BackgroundTask::timedOut, this,
            [this] { emit finished(Outcome::TooCostly); });
}

MergeJob::~MergeJob() = default;

void MergeJob::start(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs,
                     int timeLimitMs)
{
    m_result = {};
    const auto work = [this, base, mine, theirs]() -> BackgroundTask::Done {
        std::optional<MergeResult> merged = mergeTexts(base, mine, theirs);
        // Runs on this object's thread, and only while its task lives: `this` is not touched here.
        return [this, merged = std::move(merged)] {
            if (merged)
                m_result = *merged;
            emit finished(merged ? Outcome::Merged : Outcome::TooLarge);
        };
    };
    m_task.start(work, timeLimitMs);
}

void MergeJob::cancel()
{
    m_task.cancel();
}

DiffJob::DiffJob(QObject *parent)
    : QObject(parent)
{
    connect(&m_task, &BackgroundTask::timedOut, this, &DiffJob::tooCostly);
}

DiffJob::~DiffJob() = default;

void DiffJob::start(const QByteArray &before, const QByteArray &after, int timeLimitMs)
{
    const auto work = [this, before, after]() -> BackgroundTask::Done {
        const QList<LineChange> changes = diffLines(before, after);
        return [this, changes] { emit finished(changes); };
    };
    m_task.start(work, timeLimitMs);
}

void DiffJob::cancel()
{
    m_task.cancel();
}

} // namespace angee
