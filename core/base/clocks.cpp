// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/clocks.h"

#include <QDateTime>

#include <chrono>

#ifdef Q_OS_LINUX
#include <ctime>
#endif

namespace angee {

qint64 bootClockMs()
{
#ifdef Q_OS_LINUX
    // steady_clock stands still during suspend on Linux.
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return qint64(now.tv_sec) * 1000 + now.tv_nsec / 1000000;
#else
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
#endif
}

qint64 wallClockMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace angee
