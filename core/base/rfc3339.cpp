// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/rfc3339.h"

#include <chrono>

namespace angee {

qint64 parseRfc3339(std::string_view text)
{
    // 2026-11-24T07:41:58[.123456789](Z|+01:00). QDateTime takes 40 times as long, and a snapshot
    // can hold thousands of these.
    size_t at = 0;
    bool good = true;
    const auto number = [&](size_t digits) {
        int value = 0;
        for (size_t end = at + digits; at < end; ++at) {
            if (at >= text.size() || text[at] < '0' || text[at] > '9') {
                good = false;
                return 0;
            }
            value = value * 10 + (text[at] - '0');
        }
        return value;
    };
    const auto one = [&](std::string_view allowed) {
        const char found = at < text.size() ? text[at] : '\0';
        good = good && found != '\0' && allowed.find(found) != std::string_view::npos;
        ++at;
        return found;
    };
    using namespace std::chrono;
    const int y = number(4);
    one("-");
    const int mo = number(2);
    one("-");
    const int d = number(2);
    one("Tt ");
    const int h = number(2);
    one(":");
    const int mi = number(2);
    one(":");
    const int s = number(2);
    int fraction = 0;
    if (good && at < text.size() && text[at] == '.') {
        ++at;
        for (int scale = 100; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
            fraction += (text[at] - '0') * scale;
            scale /= 10;
        }
    }
    const char zone = one("Zz+-");
    int offset = 0;
    if (good && (zone == '+' || zone == '-')) {
        offset = number(2) * 60;
        one(":");
        offset += number(2);
        offset = zone == '-' ? -offset : offset;
    }
    const year_month_day date{year(y), month(unsigned(mo)), day(unsigned(d))};
    if (!good || at != text.size() || !date.ok() || h > 23 || mi > 59 || s > 60)
        return 0;
    const auto moment =
        sys_days(date) + hours(h) + minutes(mi - offset) + seconds(s) + milliseconds(fraction);
    return duration_cast<milliseconds>(moment.time_since_epoch()).count();
}

QDateTime rfc3339Time(const QString &text)
{
    const QByteArray bytes = text.toLatin1();
    const qint64 ms = parseRfc3339(std::string_view(bytes.constData(), size_t(bytes.size())));
    return ms == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

} // namespace angee
