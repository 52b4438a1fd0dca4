// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/model/names.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestQuotedSecret = 60'000;

//! For its texts alone.
struct NameWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::names)
};

bool isAsciiAlnum(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
}

//! Bytes that the daemon's quoting makes of a value: quotes and backslashes double, controls grow
//! to four or six.
qsizetype quotedSize(const QByteArray &utf8)
{
    qsizetype size = 2;
    for (const char c : utf8) {
        if (c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\t')
            size += 2;
        else if (uchar(c) < 0x20 || uchar(c) == 0x7f)
            size += 4;
        else
            size += 1;
    }
    return size;
}

} // namespace

QString problemWithName(const QString &name)
{
    if (name.isEmpty())
        return NameWords::tr("Give a name.");
    if (name.contains(u'/') || name.contains(".."_L1))
        return NameWords::tr(
            "A name cannot contain \"/\" or \"..\": it would end up outside its folder.");
    static const QRegularExpression pattern(u"\\A[a-z0-9][a-z0-9_-]{0,62}\\z"_s);
    if (name.size() > 63)
        return NameWords::tr("A name has at most 63 characters; this one has %1.").arg(name.size());
    if (!pattern.match(name).hasMatch())
        return NameWords::tr(
            "Use small letters, digits, \"-\" and \"_\", and start with a letter or a digit.");
    return {};
}

QString problemWithSecretName(const QString &name)
{
    if (name.isEmpty())
        return NameWords::tr("Give the secret a name.");
    if (name.size() > 256)
        return NameWords::tr("A secret's name has at most 256 characters; this one has %1.")
            .arg(name.size());
    const bool allowed = std::all_of(name.cbegin(), name.cend(), [](QChar c) {
        return isAsciiAlnum(c) || c == u'.' || c == u'_' || c == u'-';
    });
    if (!allowed)
        return NameWords::tr("Use letters, digits, \".\", \"_\" and \"-\" only.");
    if (std::none_of(name.cbegin(), name.cend(), isAsciiAlnum))
        return NameWords::tr("The name needs at least one letter or digit.");
    return {};
}

QString problemWithSecretValue(const QString &value)
{
    if (value.isEmpty())
        return NameWords::tr(
            "An empty value cannot be set. To take the value away, delete the secret.");
    const qsizetype size = quotedSize(value.toUtf8());
    if (size > longestQuotedSecret)
        return NameWords::tr(
                   "The value is too long: %1 of %2 bytes as the daemon stores it. A longer one "
                   "would "
                   "make all of the stack's secrets unreadable.")
            .arg(size)
            .arg(longestQuotedSecret);
    return {};
}

QString problemWithPath(const QString &path)
{
    if (path.isEmpty())
        return NameWords::tr("Give a path within the source, for example settings.yaml.");
    if (path.startsWith(u'/'))
        return NameWords::tr("Give the path from the source's folder, without a leading \"/\".");
    if (path.contains(QChar(0)))
        return NameWords::tr("A path cannot contain a NUL character.");
    int depth = 0;
    const QStringList segments = path.split(u'/');
    for (const QString &segment : segments) {
        if (segment == ".."_L1) {
            if (--depth < 0)
                return NameWords::tr(
                    "This path leaves the source. Only files inside it can be opened.");
        } else if (!segment.isEmpty() && segment != "."_L1) {
            ++depth;
        }
    }
    if (depth == 0)
        return NameWords::tr("This path names the source's folder, not a file in it.");
    return {};
}

QString problemWithGitRef(const QString &ref)
{
    if (ref.startsWith(u'-'))
        return NameWords::tr("A branch or ref cannot start with \"-\".");
    if (ref.startsWith(u'+'))
        return NameWords::tr("A branch or ref cannot start with \"+\": git would force the push.");
    static const QRegularExpression bad(u"[\\x00-\\x20\\x7f-\\xa0~^:?*\\[\\\\]|\\.\\.|@\\{|//"_s);
    if (bad.match(ref).hasMatch() || ref.endsWith(u'/') || ref.endsWith(".lock"_L1))
        return NameWords::tr("This is not a name that git accepts for a branch or ref.");
    return {};
}

QString problemWithGitRevision(const QString &revision)
{
    // What git lets follow a name: ~2, ^, ^2, ^{commit}, @{1}, @{upstream}.
    static const QRegularExpression steps(
        u"(?:~[0-9]*|\\^(?:[0-9]*|\\{[a-z]*\\})|@\\{[A-Za-z0-9]+\\})+\\z"_s);
    const qsizetype name = revision.indexOf(steps);
    return problemWithGitRef(name > 0 ? revision.left(name) : revision);
}

std::optional<std::chrono::milliseconds> parseDuration(const QString &text)
{
    static const QRegularExpression whole(
        u"\\A(?:(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+\\z"_s);
    static const QRegularExpression part(u"([0-9]*\\.?[0-9]*)(ns|us|µs|μs|ms|s|m|h)"_s);
    if (!whole.match(text).hasMatch())
        return std::nullopt;
    double milliseconds = 0;
    for (auto it = part.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const double number = match.captured(1).toDouble();
        const QString unit = match.captured(2);
        const double factor = unit == "h"_L1 ? 3'600'000.
            : unit == "m"_L1                 ? 60'000.
            : unit == "s"_L1                 ? 1'000.
            : unit == "ms"_L1                ? 1.
            : unit == "ns"_L1                ? 1e-6
                                             : 1e-3;
        milliseconds += number * factor;
    }
    constexpr double longest = 9.2e12; // Go's durations end at about 292 years
    if (!std::isfinite(milliseconds) || milliseconds > longest)
        return std::nullopt;
    return std::chrono::milliseconds(qint64(milliseconds));
}

QString problemWithTtl(const QString &ttl, std::chrono::seconds cap)
{
    if (ttl.isEmpty())
        return {};
    static const QRegularExpression days(u"\\A([0-9]+)([dDwW])\\z"_s);
    if (const auto match = days.match(ttl); match.hasMatch()) {
        const qint64 perUnit = match.captured(2).toLower() == "d"_L1 ? 24 : 168;
        return NameWords::tr(
                   "The daemon knows hours, minutes and seconds, not days or weeks. Write %1h.")
            .arg(match.captured(1).toLongLong() * perUnit);
    }
    static const QRegularExpression number(u"\\A[0-9.]+\\z"_s);
    static const QRegularExpression nothing(u"\\A[0.]*0[0.]*\\z"_s);
    if (number.match(ttl).hasMatch() && !nothing.match(ttl).hasMatch())
        return NameWords::tr("Add a unit: %1s, %1m or %1h.").arg(ttl);
    const auto duration =
        nothing.match(ttl).hasMatch() ? std::chrono::milliseconds(0) : parseDuration(ttl);
    if (!duration)
        return NameWords::tr("Write a duration such as 45s, 30m, 1h30m or 24h.");
    if (duration->count() <= 0)
        return NameWords::tr("The duration must be longer than nothing.");
    if (cap.count() > 0 && *duration > cap)
        return NameWords::tr("The longest the daemon accepts is %1h.").arg(cap.count() / 3600);
    return {};
}

QString problemWithToken(const QString &token)
{
    const bool printable = std::all_of(token.cbegin(), token.cend(),
                                       [](QChar c) { return c > u' ' && c < QChar(0x7f); });
    return printable
        ? QString()
        : NameWords::tr("A token is one word without spaces, of ASCII letters, digits and signs. "
                        "Give it alone, without \"Bearer\".");
}

QString secretEnvironmentVariable(const QString &name)
{
    QString mapped;
    for (const QChar c : name)
        mapped += isAsciiAlnum(c) ? c.toUpper() : QChar(u'_');
    while (mapped.endsWith(u'_'))
        mapped.chop(1);
    return u"ANGEE_SECRET_"_s + mapped;
}

} // namespace angee
