// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/gotime.h"

#include "app/sandbox/engine/reply.h"

#include <QDateTime>
#include <QRegularExpression>

#include <array>
#include <limits>

namespace angee::sandbox {

using namespace Qt::StringLiterals;
using namespace std::chrono;

WireTime Clock::now() const
{
    return time_point_cast<Nanoseconds>(system_clock::now()) + seconds(m_offsetSeconds.load());
}

namespace {

struct Unit
{
    QStringView name;
    double nanos;
};

constexpr std::array<Unit, 8> units{{{u"ns", 1},
                                     {u"us", 1e3},
                                     {u"\u00b5s", 1e3},
                                     {u"\u03bcs", 1e3},
                                     {u"ms", 1e6},
                                     {u"s", 1e9},
                                     {u"m", 60e9},
                                     {u"h", 3600e9}}};

bool isNumeric(QChar c)
{
    return c == u'.' || (c >= u'0' && c <= u'9');
}

} // namespace

std::optional<Nanoseconds> parseGoDuration(const QString &text, QString *error)
{
    const auto refuse = [&](const QString &what) {
        *error = u"time: %1 %2"_s.arg(what, goQuote(text));
        return std::nullopt;
    };
    QStringView rest(text);
    const bool negative = rest.startsWith(u'-');
    if (negative || rest.startsWith(u'+'))
        rest = rest.mid(1);
    if (rest == u"0")
        return Nanoseconds::zero();
    if (rest.isEmpty())
        return refuse(u"invalid duration"_s);
    double total = 0;
    while (!rest.isEmpty()) {
        qsizetype length = 0;
        while (length < rest.size() && isNumeric(rest.at(length)))
            ++length;
        bool ok = false;
        const double amount = rest.left(length).toDouble(&ok);
        if (!ok)
            return refuse(u"invalid duration"_s);
        rest = rest.mid(length);
        length = 0;
        while (length < rest.size() && !isNumeric(rest.at(length)))
            ++length;
        if (length == 0)
            return refuse(u"missing unit in duration"_s);
        const QStringView name = rest.left(length);
        const auto unit = std::find_if(units.begin(), units.end(),
                                       [name](const Unit &u) { return u.name == name; });
        if (unit == units.end())
            return refuse(u"unknown unit %1 in duration"_s.arg(goQuote(name.toString())));
        total += amount * unit->nanos;
        rest = rest.mid(length);
    }
    if (total > double(std::numeric_limits<qint64>::max()))
        return refuse(u"invalid duration"_s);
    return Nanoseconds(qint64(negative ? -total : total));
}

QString formatGoDuration(Nanoseconds duration)
{
    if (duration == Nanoseconds::zero())
        return u"0s"_s;
    const QString sign = duration < Nanoseconds::zero() ? u"-"_s : QString();
    const qint64 nanos = std::abs(duration.count());
    if (nanos < 1'000'000'000) {
        const double shown = double(nanos);
        if (nanos < 1000)
            return sign + QString::number(nanos) + u"ns"_s;
        return nanos < 1'000'000 ? sign + QString::number(shown / 1e3, 'g', 7) + u"\u00b5s"_s
                                 : sign + QString::number(shown / 1e6, 'g', 10) + u"ms"_s;
    }
    const qint64 whole = nanos / 1'000'000'000;
    QString out;
    if (whole >= 3600)
        out += u"%1h"_s.arg(whole / 3600);
    if (whole >= 60)
        out += u"%1m"_s.arg(whole / 60 % 60);
    QString fraction = u"%1"_s.arg(nanos % 1'000'000'000, 9, 10, QChar(u'0'));
    while (fraction.endsWith(u'0'))
        fraction.chop(1);
    out += QString::number(whole % 60) + (fraction.isEmpty() ? QString() : u'.' + fraction) + u's';
    return sign + out;
}

QString formatWireTime(WireTime time)
{
    const auto whole = floor<seconds>(time);
    QString out = QDateTime::fromSecsSinceEpoch(whole.time_since_epoch().count(), Qt::UTC)
                      .toString(u"yyyy-MM-ddThh:mm:ss"_s);
    const qint64 nanos = (time - whole).count();
    if (nanos != 0) {
        QString fraction = u"%1"_s.arg(nanos, 9, 10, QChar(u'0'));
        while (fraction.endsWith(u'0'))
            fraction.chop(1);
        out += u'.' + fraction;
    }
    return out + u'Z';
}

std::optional<WireTime> parseWireTime(const QString &text)
{
    static const QRegularExpression form(
        u"^(\\d{4}-\\d\\d-\\d\\d[Tt ]\\d\\d:\\d\\d:\\d\\d)(?:\\.(\\d{1,9})\\d*)?(Z|z|[+-]\\d\\d:\\d\\d)$"_s);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    QString base = match.captured(1);
    base[10] = u'T';
    const QDateTime parsed = QDateTime::fromString(base + match.captured(3).toUpper(), Qt::ISODate);
    if (!parsed.isValid())
        return std::nullopt;
    const qint64 nanos = match.captured(2).leftJustified(9, u'0').toLongLong();
    return WireTime(seconds(parsed.toSecsSinceEpoch())) + Nanoseconds(nanos);
}

} // namespace angee::sandbox
