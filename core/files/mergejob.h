// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/backgroundtask.h"
#include "core/files/merge.h"

namespace angee {

//! \brief Merges off the thread of the window. Cancelling never waits.
class MergeJob final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MergeJob)

public:
    enum class Outcome {
        Merged, //!< result() holds it, perhaps with conflicts to choose.
        TooLarge, //!< A text is over maxMergeBytes.
        TooCostly, //!< The time limit passed: the texts have too little in common.
    };
    Q_ENUM(Outcome)

    explicit MergeJob(QObject *parent = nullptr);
    ~MergeJob() override;

    //! Replaces what ran before. finished() follows once, unless cancelled.
    void start(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs,
               int timeLimitMs = defaultTimeLimitMs);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_task.isRunning(); }
    [[nodiscard]] const MergeResult &result() const { return m_result; }

    static constexpr int defaultTimeLimitMs = 20'000;

signals:
    void finished(angee::MergeJob::Outcome outcome);

private:
    BackgroundTask m_task;
    MergeResult m_result;
};

//! \brief Compares two texts off the thread of the window.
class DiffJob final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DiffJob)

public:
    explicit DiffJob(QObject *parent = nullptr);
    ~DiffJob() override;

    void start(const QByteArray &before, const QByteArray &after,
               int timeLimitMs = MergeJob::defaultTimeLimitMs);
    void cancel();

signals:
    void finished(const QList<angee::LineChange> &changes);
    void tooCostly();

private:
    BackgroundTask m_task;
};

} // namespace angee
