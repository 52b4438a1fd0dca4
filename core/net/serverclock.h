// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>

namespace angee {

//! \brief The daemon's own clock, as far as its answers tell it: the measure for every time that
//! the daemon sends.
//!
//! Each answer carries a moment, cut to a second, that lies between sending and receiving; what all
//! of them allow together is kept, and carried on by the boot clock, so that nobody who sets this
//! machine's clock changes it. Thread of its HttpClient.
class ServerClock final
{
public:
    using Source = std::function<qint64()>;

    ServerClock();
    //! \a boot and \a wall answer in milliseconds; see clocks.h.
    ServerClock(Source boot, Source wall);

    //! \a date is the value of an HTTP Date header; the other two are readings of the boot clock.
    //! What is no date tells nothing.
    void observeDate(const QByteArray &date, qint64 sentAt, qint64 receivedAt);
    //! The same for a moment in ms since the epoch that was cut to its second.
    void observe(qint64 moment, qint64 sentAt, qint64 receivedAt);

    [[nodiscard]] bool isKnown() const { return m_range.has_value(); }
    //! Ms since the epoch by the daemon's clock; by this machine's while nothing is known.
    [[nodiscard]] qint64 nowMs() const;
    //! How far this machine's clock is ahead of the daemon's, negative when it is behind. Zero
    //! within what the moments can tell (2 s), and steady: it follows only a larger change.
    [[nodiscard]] qint64 skewMs() const { return m_skew; }
    //! A sentence for people; empty as long as the two clocks agree to half a minute.
    [[nodiscard]] QString sentence() const;

private:
    //! What daemon's clock minus boot clock can be.
    struct Range
    {
        qint64 low = 0;
        qint64 high = 0;
    };

    Source m_boot;
    Source m_wall;
    std::optional<Range> m_range;
    qint64 m_skew = 0;
};

//! Ms since the epoch of "Sun, 06 Nov 1994 08:49:37 GMT", the one form that HTTP/1.1 servers send.
[[nodiscard]] std::optional<qint64> parseHttpDate(const QByteArray &date);

} // namespace angee
