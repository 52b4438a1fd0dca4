// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QFile>
#include <QList>

#include <algorithm>
#include <ctime>

namespace angee::bench {

//! Milliseconds that \a work took.
template <typename Work>
double timed(Work work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

//! Milliseconds that this thread computed meanwhile: what \a work costs on a machine that has other
//! things to do as well.
template <typename Work>
double computed(Work work)
{
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    };
    const double before = now();
    work();
    return now() - before;
}

inline double percentile(QList<double> values, double fraction)
{
    std::sort(values.begin(), values.end());
    return values.at(qsizetype(fraction * double(values.size() - 1) + 0.5));
}

inline double median(const QList<double> &values)
{
    return percentile(values, 0.5);
}

//! One figure of /proc/self/smaps_rollup in KiB, for example "Pss:"; 0 where there is none.
inline qint64 memoryKib(const QByteArray &name)
{
    QFile file(QStringLiteral("/proc/self/smaps_rollup"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(name))
            return line.mid(name.size()).trimmed().split(' ').first().toLongLong();
    }
    return 0;
}

} // namespace angee::bench
