// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/longlinelexer.h"

#include <Qsci/qsciscintilla.h>

#include <algorithm>

namespace angee {

namespace {

constexpr qsizetype eachSide = 2'000; // bytes drawn before and behind the caret
constexpr qsizetype edge = 500; // closer to an end the part moves along

using Sci = QsciScintillaBase;

} // namespace

LongLineLexer::LongLineLexer(QObject *parent)
    : QsciLexerCustom(parent)
{ }

LongLineLexer::~LongLineLexer() = default;

LongLine LongLineLexer::longest(QByteArrayView text)
{
    LongLine longest;
    int number = 1;
    const auto isEnd = [](char c) { return c == '\n' || c == '\r'; };
    for (auto start = text.begin(); start != text.end();) {
        auto end = std::find_if(start, text.end(), isEnd);
        if (end - start > std::max(limit, longest.bytes))
            longest = {number, end - start};
        if (end == text.end())
            break;
        const bool isPair = *end == '\r' && end + 1 != text.end() && *(end + 1) == '\n';
        start = end + (isPair ? 2 : 1);
        ++number;
    }
    return longest;
}

const char *LongLineLexer::language() const
{
    return "Long lines";
}

QString LongLineLexer::description(int style) const
{
    switch (style) {
    case Shown:
        return tr("Default");
    case Hidden:
        return tr("Not drawn");
    default:
        return {};
    }
}

void LongLineLexer::hideRest()
{
    if (editor())
        editor()->SendScintilla(Sci::SCI_STYLESETVISIBLE, Hidden, 0L);
}

void LongLineLexer::styleText(int start, int end)
{
    if (!editor())
        return;
    const long first =
        editor()->SendScintilla(Sci::SCI_LINEFROMPOSITION, static_cast<unsigned long>(start));
    const long last =
        editor()->SendScintilla(Sci::SCI_LINEFROMPOSITION, static_cast<unsigned long>(end));
    const long from =
        editor()->SendScintilla(Sci::SCI_POSITIONFROMLINE, static_cast<unsigned long>(first));
    startStyling(int(from));
    for (long line = first; line <= last; ++line)
        styleLine(line);
}

// Styling stands at the start of the line.
void LongLineLexer::styleLine(long line)
{
    const auto number = static_cast<unsigned long>(line);
    const qsizetype start = editor()->SendScintilla(Sci::SCI_POSITIONFROMLINE, number);
    const qsizetype whole = editor()->SendScintilla(Sci::SCI_LINELENGTH, number);
    // The line end keeps its place, or the caret could not stand before it.
    const qsizetype end = editor()->SendScintilla(Sci::SCI_GETLINEENDPOSITION, number);
    if (end - start <= limit) {
        setStyling(int(whole), Shown);
        return;
    }
    ByteRange part = partAround(start, {start, end});
    if (line == m_line) {
        // What was typed or taken away lies in this part: no other character changes its colour,
        // so that the line is laid out once a key and not twice.
        m_part.begin = std::min(m_part.begin, end - start);
        m_part.end = std::clamp(m_part.end + (end - start) - m_length, m_part.begin, end - start);
        m_length = end - start;
        part = {start + m_part.begin, start + m_part.end};
    }
    const auto put = [this](qsizetype length, Style style) {
        if (length > 0)
            setStyling(int(length), style);
    };
    put(part.begin - start, Hidden);
    put(part.end - part.begin, Shown);
    put(end - part.end, Hidden);
    put(start + whole - end, Shown);
}

ByteRange LongLineLexer::partAround(qsizetype caret, ByteRange line) const
{
    return {characterStart(std::max(line.begin, caret - eachSide)),
            characterStart(std::min(line.end, caret + eachSide))};
}

qsizetype LongLineLexer::characterStart(qsizetype position) const
{
    const long next =
        editor()->SendScintilla(Sci::SCI_POSITIONAFTER, static_cast<unsigned long>(position));
    const long start =
        editor()->SendScintilla(Sci::SCI_POSITIONBEFORE, static_cast<unsigned long>(next));
    return next > position ? start : position;
}

void LongLineLexer::keepColours()
{
    if (!editor() || m_line < 0)
        return;
    const auto number = static_cast<unsigned long>(m_line);
    const qsizetype start = editor()->SendScintilla(Sci::SCI_POSITIONFROMLINE, number);
    const qsizetype end = editor()->SendScintilla(Sci::SCI_GETLINEENDPOSITION, number);
    m_part.end += (end - start) - m_length;
    m_length = end - start;
    startStyling(int(editor()->SendScintilla(Sci::SCI_GETLENGTH)));
}

void LongLineLexer::reset()
{
    m_line = -1;
}

bool LongLineLexer::follow()
{
    if (!editor())
        return false;
    const auto caret = static_cast<unsigned long>(editor()->SendScintilla(Sci::SCI_GETCURRENTPOS));
    const long line = editor()->SendScintilla(Sci::SCI_LINEFROMPOSITION, caret);
    const auto number = static_cast<unsigned long>(line);
    const qsizetype start = editor()->SendScintilla(Sci::SCI_POSITIONFROMLINE, number);
    const qsizetype end = editor()->SendScintilla(Sci::SCI_GETLINEENDPOSITION, number);
    const qsizetype length = end - start;
    if (length <= limit)
        return false;
    const qsizetype inLine = qsizetype(caret) - start;
    const bool isSame = line == m_line;
    const ByteRange drawn = isSame ? m_part : ByteRange{0, eachSide};
    const bool farFromBegin = drawn.begin == 0 || inLine >= drawn.begin + edge;
    const bool farFromEnd = drawn.end >= length || inLine <= drawn.end - edge;
    // It does not grow for ever either.
    const bool isSmall = drawn.end - drawn.begin <= 3 * eachSide;
    if (isSame && farFromBegin && farFromEnd && isSmall)
        return false;
    m_line = line;
    m_length = length;
    const ByteRange part = partAround(qsizetype(caret), {start, end});
    m_part = {part.begin - start, part.end - start};
    startStyling(int(start));
    styleLine(line);
    return true;
}

} // namespace angee
