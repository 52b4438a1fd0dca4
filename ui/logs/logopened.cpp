// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// What opens below a line.
#include "core/base/visibletext.h"
#include "core/query/prettyjson.h"
#include "ui/logs/logview.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostBytes = qsizetype(256) * 1024;
constexpr qsizetype mostRows = 2000;

QStringList shownRows(const QByteArray &text)
{
    QStringList rows;
    const QList<QByteArray> lines = text.split('\n');
    for (const QByteArray &line : lines) {
        if (rows.size() == mostRows) {
            rows.append(u"…"_s);
            break;
        }
        rows.append(shownText(QString::fromUtf8(line), 4000));
    }
    return rows;
}

//! Where the object begins in "prefix {…}".
qsizetype objectStart(const QByteArray &line)
{
    const qsizetype brace = line.indexOf('{');
    const qsizetype bracket = line.indexOf('[');
    if (brace < 0 || (bracket == 0 && bracket < brace))
        return bracket == 0 ? bracket : -1;
    return brace;
}

//! level=info msg="a b" t=12ms: each on a row, the names aligned.
QStringList pairsOf(const QString &line)
{
    QList<QPair<QString, QString>> pairs;
    qsizetype at = 0;
    while (at < line.size() && pairs.size() < mostRows) {
        while (at < line.size() && line.at(at).isSpace())
            ++at;
        qsizetype end = at;
        while (end < line.size() && !line.at(end).isSpace() && line.at(end) != u'='
               && line.at(end) != u'"')
            ++end;
        if (end == at || end >= line.size() || line.at(end) != u'=') {
            at = std::max(at + 1, end);
            continue;
        }
        const QString key = line.mid(at, end - at);
        at = end + 1;
        const bool quoted = at < line.size() && line.at(at) == u'"';
        end = at + (quoted ? 1 : 0);
        while (end < line.size() && (quoted ? line.at(end) != u'"' : !line.at(end).isSpace()))
            end += quoted && line.at(end) == u'\\' ? 2 : 1;
        end = std::min(line.size(), end + (quoted ? 1 : 0));
        pairs.append({key, line.mid(at, end - at)});
        at = end;
    }
    qsizetype longest = 0;
    for (const auto &pair : pairs)
        longest = std::max(longest, pair.first.size());
    QStringList rows;
    for (const auto &pair : pairs)
        rows.append(shownLine(pair.first.leftJustified(longest) + u"  "_s + pair.second));
    return rows;
}

} // namespace

QStringList openedLogLine(QByteArrayView bytes)
{
    const QByteArray line = plainLine(bytes.first(std::min(bytes.size(), mostBytes)));
    if (const qsizetype start = objectStart(line); start >= 0) {
        const PrettyJson pretty = prettyJson(QByteArrayView(line).sliced(start), mostBytes);
        if (pretty.isJson)
            return shownRows(pretty.text);
    }
    const QStringList pairs = pairsOf(QString::fromUtf8(line));
    return pairs.size() > 1 ? pairs : QStringList();
}

} // namespace angee
