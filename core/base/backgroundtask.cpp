// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/backgroundtask.h"

#include <QMutex>

#include <thread>

namespace angee {

struct BackgroundTask::Link
{
    QMutex mutex;
    BackgroundTask *task = nullptr; // null once nobody waits any more
};

BackgroundTask::BackgroundTask(QObject *parent)
    : QObject(parent)
{
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &BackgroundTask::onTimeLimit);
}

BackgroundTask::~BackgroundTask()
{
    cancel();
}

void BackgroundTask::start(Work work, int timeLimitMs)
{
    cancel();
    m_link = std::make_shared<Link>();
    m_link->task = this;
    if (timeLimitMs > 0)
        m_limit.start(timeLimitMs);
    std::thread([link = m_link, work = std::move(work)] {
        Done done = work();
        const QMutexLocker lock(&link->mutex);
        BackgroundTask *task = link->task;
        if (!task)
            return;
        const auto report = [link, task, done = std::move(done)] {
            if (task->m_link != link)
                return;
            task->cancel();
            done();
        };
        QMetaObject::invokeMethod(task, report, Qt::QueuedConnection);
    }).detach();
}

void BackgroundTask::cancel()
{
    m_limit.stop();
    if (!m_link)
        return;
    const std::shared_ptr<Link> link = std::move(m_link);
    const QMutexLocker lock(&link->mutex);
    link->task = nullptr;
}

void BackgroundTask::onTimeLimit()
{
    cancel();
    emit timedOut();
}

} // namespace angee
