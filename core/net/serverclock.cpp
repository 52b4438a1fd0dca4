// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/serverclock.h"

#include "core/base/clocks.h"
#include "core/base/relativetime.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace angee {

namespace {

constexpr qint64 resolutionMs = 2'000;
constexpr qint64 worthSayingMs = 30'000;

struct ServerClockWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::ServerClock)
};

} // namespace

std::optional<qint64> parseHttpDate(const QByteArray &date)
{
    static constexpr std::array<const char *, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (date.size() != 29 || !date.endsWith(" GMT"))
        return std::nullopt;
    const auto number = [&date](qsizetype at, qsizetype length) {
        bool good = false;
        const int value = date.mid(at, length).toInt(&good);
        return good ? value : -1;
    };
    const QByteArray month = date.mid(8, 3);
    const auto found =
        std::find_if(months.begin(), months.end(), [&](const char *name) { return month == name; });
    const QDate day(number(12, 4), int(found - months.begin()) + 1, number(5, 2));
    const QTime time(number(17, 2), number(20, 2), std::min(59, number(23, 2))); // a leap second
    if (!day.isValid() || !time.isValid())
        return std::nullopt;
    return QDateTime(day, time, Qt::UTC).toMSecsSinceEpoch();
}

ServerClock::ServerClock()
    : ServerClock(bootClockMs, wallClockMs)
{ }

ServerClock::ServerClock(Source boot, Source wall)
    : m_boot(std::move(boot))
    , m_wall(std::move(wall))
{ }

void ServerClock::observeDate(const QByteArray &date, qint64 sentAt, qint64 receivedAt)
{
    if (const auto moment = parseHttpDate(date))
        observe(*moment, sentAt, receivedAt);
}

void ServerClock::observe(qint64 moment, qint64 sentAt, qint64 receivedAt)
{
    const Range seen{.low = moment - receivedAt, .high = moment + 999 - sentAt};
    if (m_range) {
        m_range->low = std::max(m_range->low, seen.low);
        m_range->high = std::min(m_range->high, seen.high);
    }
    // Nothing fits both: one of the clocks was set, or they drifted apart.
    if (!m_range || m_range->low > m_range->high)
        m_range = seen;
    const qint64 skew = m_wall() - nowMs();
    if (std::abs(skew - m_skew) > resolutionMs)
        m_skew = std::abs(skew) <= resolutionMs ? 0 : skew;
}

qint64 ServerClock::nowMs() const
{
    return m_range ? m_boot() + m_range->low + (m_range->high - m_range->low) / 2 : m_wall();
}

QString ServerClock::sentence() const
{
    if (std::abs(m_skew) < worthSayingMs)
        return {};
    const QString distance = shortDuration(std::abs(m_skew) / 1000);
    return m_skew > 0 ? ServerClockWords::tr("This machine's clock is %1 ahead of the daemon's. "
                                             "Times are counted by the daemon's.")
                            .arg(distance)
                      : ServerClockWords::tr("This machine's clock is %1 behind the daemon's. "
                                             "Times are counted by the daemon's.")
                            .arg(distance);
}

} // namespace angee
