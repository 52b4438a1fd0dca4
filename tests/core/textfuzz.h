// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QRandomGenerator>

// Random texts and random edits of lines, the same for the same seed.
namespace textfuzz {

using Lines = QList<QByteArray>;

inline Lines split(const QByteArray &text)
{
    Lines lines;
    for (qsizetype from = 0; from < text.size();) {
        qsizetype to = text.indexOf('\n', from);
        to = to < 0 ? text.size() : to + 1;
        lines.append(text.sliced(from, to - from));
        from = to;
    }
    return lines;
}

inline QByteArray join(const Lines &lines)
{
    QByteArray text;
    for (const QByteArray &line : lines)
        text += line;
    return text;
}

// Few different lines make many ambiguous differences; many make clear ones.
inline QByteArray randomLine(QRandomGenerator &random, int kinds)
{
    static const char *const ends[] = {"\n", "\n", "\n", "\n", "\r\n", "\r\r\n"};
    return "line " + QByteArray::number(random.bounded(kinds)) + ends[random.bounded(6)];
}

inline QByteArray randomText(QRandomGenerator &random, int lineCount, int kinds)
{
    Lines lines;
    for (int i = 0; i < lineCount; ++i)
        lines.append(randomLine(random, kinds));
    QByteArray text = join(lines);
    if (random.bounded(4) == 0 && text.endsWith('\n'))
        text.chop(1);
    return text;
}

inline QByteArray edited(const QByteArray &text, QRandomGenerator &random, int edits, int kinds)
{
    Lines lines = split(text);
    for (int i = 0; i < edits; ++i) {
        const int at = int(random.bounded(int(lines.size()) + 1));
        switch (random.bounded(4)) {
        case 0:
            lines.insert(at, randomLine(random, kinds));
            break;
        case 1:
            if (at < lines.size())
                lines.removeAt(at);
            break;
        case 2:
            if (at < lines.size())
                lines[at] = randomLine(random, kinds);
            break;
        default:
            if (at < lines.size() && at + 1 == lines.size())
                lines[at] = lines.at(at).trimmed();
            break;
        }
    }
    return join(lines);
}

} // namespace textfuzz
