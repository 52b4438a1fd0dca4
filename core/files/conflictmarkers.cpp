// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/conflictmarkers.h"

#include "core/base/boundedtext.h"

namespace angee {

namespace {

constexpr qsizetype shortestMarker = 7;
constexpr qsizetype longestLabel = 200;

//! A line that can be a marker: its character, how often it stands there, and what follows.
struct Marker
{
    char sign = 0;
    qsizetype length = 0;
    QByteArrayView label;
};

Marker markerOf(QByteArrayView line)
{
    const char sign = line.isEmpty() ? '\0' : line.front();
    if (sign != '<' && sign != '|' && sign != '=' && sign != '>')
        return {};
    qsizetype length = 0;
    while (length < line.size() && line[length] == sign)
        ++length;
    if (length < shortestMarker)
        return {};
    const QByteArrayView rest = line.sliced(length);
    if (!rest.isEmpty() && rest.front() != ' ' && rest.front() != '\n' && rest.front() != '\r')
        return {};
    return {sign, length, rest.trimmed()};
}

class MarkerParser final
{
public:
    explicit MarkerParser(const QByteArray &text)
        : m_lines(text)
    { }

    MarkedText parse()
    {
        for (qsizetype line = 0; line < m_lines.count(); ++line)
            take(line);
        if (m_part != Part::Outside) {
            m_text.brokenAt = m_conflict.lines.first + 1;
            m_text.conflicts.clear();
        }
        for (const MarkedConflict &conflict : std::as_const(m_text.conflicts))
            addSides(conflict);
        const LineRange rest{m_from, m_lines.count() - m_from};
        addStable(rest);
        return std::move(m_text);
    }

private:
    enum class Part { Outside, Ours, Base, Theirs };

    void take(qsizetype line)
    {
        const Marker marker = markerOf(m_lines.line(line));
        if (m_part == Part::Outside) {
            if (marker.sign == '<')
                begin(line, marker);
            return;
        }
        if (marker.length != m_length)
            return; // text of a side, or nested with another length
        if (marker.sign == '<')
            ++m_nested;
        else if (m_nested > 0 && marker.sign == '>')
            --m_nested;
        else if (m_nested == 0)
            takeMarker(line, marker);
    }

    void begin(qsizetype line, const Marker &marker)
    {
        m_conflict = {};
        m_conflict.lines.first = line;
        m_conflict.ours.first = line + 1;
        m_part = Part::Ours;
        m_length = marker.length;
        m_nested = 0;
        m_ourLabel = labelOf(marker);
    }

    void takeMarker(qsizetype line, const Marker &marker)
    {
        if (marker.sign == '|' && m_part == Part::Ours) {
            m_conflict.ours.count = line - m_conflict.ours.first;
            m_conflict.base.first = line + 1;
            m_conflict.hasBase = true;
            m_part = Part::Base;
        } else if (marker.sign == '=' && m_part != Part::Theirs) {
            LineRange &side = m_part == Part::Ours ? m_conflict.ours : m_conflict.base;
            side.count = line - side.first;
            m_conflict.theirs.first = line + 1;
            m_part = Part::Theirs;
        } else if (marker.sign == '=') {
            m_conflict.isAmbiguous = true;
        } else if (marker.sign == '>' && m_part == Part::Theirs) {
            m_conflict.theirs.count = line - m_conflict.theirs.first;
            m_conflict.lines.count = line + 1 - m_conflict.lines.first;
            if (m_text.conflicts.isEmpty()) {
                m_text.ourLabel = m_ourLabel;
                m_text.theirLabel = labelOf(marker);
            }
            m_text.conflicts.append(m_conflict);
            m_part = Part::Outside;
        }
    }

    static QString labelOf(const Marker &marker)
    {
        return boundedLine(QString::fromUtf8(marker.label), longestLabel);
    }

    void addStable(LineRange lines)
    {
        const QByteArrayView text = m_lines.lines(lines);
        m_text.base += text;
        m_text.ours += text;
        m_text.theirs += text;
        for (qsizetype *count : {&m_baseLines, &m_ourLines, &m_theirLines})
            *count += lines.count;
    }

    void addSides(const MarkedConflict &conflict)
    {
        addStable({m_from, conflict.lines.first - m_from});
        m_from = conflict.lines.end();
        m_text.base += m_lines.lines(conflict.base);
        m_text.ours += m_lines.lines(conflict.ours);
        m_text.theirs += m_lines.lines(conflict.theirs);
        const LineRange base{m_baseLines, conflict.base.count};
        m_text.ourChanges.append({base, {m_ourLines, conflict.ours.count}});
        m_text.theirChanges.append({base, {m_theirLines, conflict.theirs.count}});
        m_baseLines += conflict.base.count;
        m_ourLines += conflict.ours.count;
        m_theirLines += conflict.theirs.count;
    }

    LineIndex m_lines;
    MarkedText m_text;
    MarkedConflict m_conflict;
    QString m_ourLabel;
    Part m_part = Part::Outside;
    qsizetype m_length = 0;
    qsizetype m_nested = 0;
    qsizetype m_from = 0; // the first line behind the last conflict
    qsizetype m_baseLines = 0;
    qsizetype m_ourLines = 0;
    qsizetype m_theirLines = 0;
};

} // namespace

MarkedText parseConflictMarkers(const QByteArray &text)
{
    // Nearly every file has none.
    if (!text.startsWith("<<<<<<<") && !text.contains("\n<<<<<<<")) {
        MarkedText plain;
        plain.base = plain.ours = plain.theirs = text;
        return plain;
    }
    return MarkerParser(text).parse();
}

MergeResult mergeOfMarkers(const MarkedText &text)
{
    return MergeResult(LineIndex(text.base), LineIndex(text.ours), LineIndex(text.theirs),
                       text.ourChanges, text.theirChanges);
}

} // namespace angee
