// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/diffline.h"

#include "core/base/visibletext.h"

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownBefore = 500; // of a line that is too long to be drawn whole
constexpr char32_t zeroWidthJoiner = 0x200D;
constexpr char32_t emojiStyle = 0xFE0F;
constexpr char32_t replacement = 0xFFFD;

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

// The nearest start of a character at or before \a at.
qsizetype characterStart(QByteArrayView bytes, qsizetype at)
{
    while (at > 0 && at < bytes.size() && isContinuation(bytes[at]))
        --at;
    return at;
}

qsizetype lengthOf(char first)
{
    const auto byte = static_cast<unsigned char>(first);
    if (byte < 0x80)
        return 1;
    if (byte >= 0xF0)
        return 4;
    return byte >= 0xE0 ? 3 : 2;
}

} // namespace

DiffLine::DiffLine(QByteArrayView line, LineEndMarks marks, qsizetype interesting)
{
    const bool isEnded = line.endsWith('\n');
    if (isEnded)
        line.chop(1);
    const bool hasReturn = line.endsWith('\r');
    if (hasReturn)
        line.chop(1);
    qsizetype until = line.size();
    if (line.size() > longest) {
        const qsizetype from = std::min(interesting - shownBefore, line.size() - longest);
        m_from = from <= 0 ? 0 : characterStart(line, from);
        until = characterStart(line, std::min(line.size(), m_from + longest));
    }
    if (m_from > 0)
        m_text += u'…';
    put(line, m_from, until);
    if (until < line.size())
        m_text += u'…';
    else if (marks == LineEndMarks::Shown && hasReturn)
        m_text += u'\u240d';
    if (marks == LineEndMarks::Shown && !isEnded)
        m_text += u" \u2205"_s;
}

void DiffLine::put(QByteArrayView bytes, qsizetype at, qsizetype until)
{
    m_columns.reserve(until - at + 1);
    while (at < until) {
        const qsizetype length = std::min(lengthOf(bytes[at]), until - at);
        const int column = int(m_text.size());
        if (length == 1) {
            putCharacter(static_cast<unsigned char>(bytes[at]) < 0x80 ? char32_t(bytes[at])
                                                                      : replacement);
        } else {
            const QString character = QString::fromUtf8(bytes.sliced(at, length));
            const QList<uint> points = character.toUcs4();
            for (const uint point : points)
                putCharacter(point);
        }
        for (qsizetype i = 0; i < length; ++i)
            m_columns.append(column);
        at += length;
    }
    m_columns.append(int(m_text.size()));
}

void DiffLine::putCharacter(char32_t character)
{
    if (character == U'\t') {
        m_text += u"    "_s;
        return;
    }
    // What joins and styles what stands before it is part of that character.
    const bool joins = (character == zeroWidthJoiner || character == emojiStyle)
        && !m_text.isEmpty() && m_text.back().unicode() > 0x7F;
    const CharacterKind kind = characterKind(character);
    if (!joins && (isHidden(kind) || kind == CharacterKind::LineBreak))
        m_text += characterMark(character);
    else
        m_text += QString::fromUcs4(&character, 1);
}

int DiffLine::columnOf(qsizetype byte) const
{
    return m_columns.at(std::clamp<qsizetype>(byte - m_from, 0, m_columns.size() - 1));
}

} // namespace angee
