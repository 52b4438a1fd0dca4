// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/relativetime.h"

#include <QCoreApplication>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct RelativeTime
{
    Q_DECLARE_TR_FUNCTIONS(angee::RelativeTime)
};

} // namespace

QString shortDuration(qint64 seconds)
{
    constexpr qint64 minute = 60;
    constexpr qint64 hour = 60 * minute;
    constexpr qint64 day = 24 * hour;
    seconds = std::max<qint64>(0, seconds);
    if (seconds < minute)
        return RelativeTime::tr("%1 s").arg(seconds);
    if (seconds < hour)
        return RelativeTime::tr("%1 min").arg(seconds / minute);
    if (seconds < 2 * day)
        return RelativeTime::tr("%1 h").arg(seconds / hour);
    return RelativeTime::tr("%1 d").arg(seconds / day);
}

QString agoText(qint64 seconds)
{
    return seconds < 2 ? RelativeTime::tr("just now")
                       : RelativeTime::tr("%1 ago").arg(shortDuration(seconds));
}

QString relativeTime(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return {};
    const qint64 seconds = time.secsTo(now);
    return seconds > -2 ? agoText(seconds) : RelativeTime::tr("in %1").arg(shortDuration(-seconds));
}

QString exactTime(const QDateTime &time)
{
    return time.isValid() ? time.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s) : QString();
}

} // namespace angee
