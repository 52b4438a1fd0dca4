// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace angee {

//! \brief A computation that cannot be interrupted, on a thread that can be left alone.
//!
//! Cancelling, or destroying this object, returns at once: the thread computes to its end and its
//! result is dropped. Starting anew drops what ran before.
class BackgroundTask final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BackgroundTask)

public:
    using Done = std::function<void()>;
    //! Computes on another thread and returns what must then happen on the thread of this object.
    using Work = std::function<Done()>;

    explicit BackgroundTask(QObject *parent = nullptr);
    ~BackgroundTask() override;

    //! \a work must own all that it touches.
    void start(Work work, int timeLimitMs = 0);
    //! Nothing is reported any more.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_link != nullptr; }

signals:
    //! The time limit passed first; the result is dropped.
    void timedOut();

private:
    struct Link;

    void onTimeLimit();

    // Shared with the thread, because either side may end first.
    std::shared_ptr<Link> m_link;
    QTimer m_limit;
};

} // namespace angee
