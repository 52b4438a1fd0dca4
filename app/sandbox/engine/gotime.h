// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

#include <atomic>
#include <chrono>
#include <optional>

namespace angee::sandbox {

using Nanoseconds = std::chrono::nanoseconds;
//! A point in time in UTC, to the nanosecond as the daemon writes it.
using WireTime = std::chrono::sys_time<Nanoseconds>;

//! \brief The time, which a test may move. Safe from any thread.
class Clock final
{
public:
    [[nodiscard]] WireTime now() const;
    void setOffset(std::chrono::seconds offset) { m_offsetSeconds = offset.count(); }

private:
    std::atomic<std::int64_t> m_offsetSeconds = 0;
};

//! Reads a duration in Go's syntax. On failure answers nothing and says why in \a error, in the
//! daemon's words ("time: unknown unit …").
[[nodiscard]] std::optional<Nanoseconds> parseGoDuration(const QString &text, QString *error);
//! "48h0m0s"
[[nodiscard]] QString formatGoDuration(Nanoseconds duration);

//! RFC 3339 in UTC with up to nine digits of a second, last zeros trimmed.
[[nodiscard]] QString formatWireTime(WireTime time);
[[nodiscard]] std::optional<WireTime> parseWireTime(const QString &text);

} // namespace angee::sandbox
