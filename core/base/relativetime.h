// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace angee {

//! \brief Ages and distances in time, as the whole program writes them. Times of the wire are
//! turned into this machine's own where they are decoded (ServerClock), so both sides of a
//! comparison here stand on one clock.

//! \brief "just now", "12 s ago", "5 min ago", "in 3 h", "2 d ago"; empty for an invalid time.
[[nodiscard]] QString relativeTime(const QDateTime &time,
                                   const QDateTime &now = QDateTime::currentDateTimeUtc());

//! \brief "just now", "12 s ago", "5 min ago": an age that is known as such.
[[nodiscard]] QString agoText(qint64 seconds);

//! \brief ISO date and local time with seconds, for tool tips and for copying.
[[nodiscard]] QString exactTime(const QDateTime &time);

//! \brief "12 s", "5 min", "3 h", "2 d": how long, without a direction. Negative counts as zero.
[[nodiscard]] QString shortDuration(qint64 seconds);

} // namespace angee
