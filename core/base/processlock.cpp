// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/processlock.h"

#include <QFile>
#include <QThread>

#include <utility>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace angee {

namespace {

constexpr int lockTries = 40;
constexpr unsigned long lockPauseMs = 5;

} // namespace

ProcessLock::ProcessLock(QString path)
    : m_path(std::move(path))
{ }

ProcessLock::~ProcessLock()
{
    unlock();
}

#ifdef Q_OS_UNIX
bool ProcessLock::tryLock()
{
    if (isLocked())
        return true;
    const int file = ::open(QFile::encodeName(m_path).constData(),
                            O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0)
        return false;
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        ::close(file);
        return false;
    }
    m_descriptor = file;
    return true;
}

void ProcessLock::unlock()
{
    if (isLocked())
        ::close(std::exchange(m_descriptor, -1));
}

bool ProcessLock::isHeld(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0)
        return false;
    // Shared, so that two who ask do not take each other for the holder.
    const bool held = ::flock(file, LOCK_SH | LOCK_NB) != 0;
    ::close(file);
    return held;
}
#else
bool ProcessLock::tryLock()
{
    m_descriptor = 0; // one process alone
    return true;
}

void ProcessLock::unlock()
{
    m_descriptor = -1;
}

bool ProcessLock::isHeld(const QString &)
{
    return false;
}
#endif

bool ProcessLock::lockSoon()
{
    for (int i = 0; i < lockTries; ++i) {
        if (tryLock())
            return true;
        QThread::msleep(lockPauseMs);
    }
    return tryLock();
}

} // namespace angee
