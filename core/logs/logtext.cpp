// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/logtext.h"

#include "core/base/visibletext.h"
#include "core/logs/sgr.h"

#include <QChar>

#include <algorithm>
#include <vector>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype tabWidth = 8;
constexpr qsizetype mostFolded = 16 * 1024; // bytes before the end that can still be seen
constexpr int mostMarksOnALetter = 4;

//! \brief One character of the bytes; \c size 0 at their end.
struct Decoded
{
    char32_t character = 0;
    int size = 0;
    bool valid = true;
};

bool continues(char byte)
{
    return (quint8(byte) & 0xC0) == 0x80;
}

Decoded decode(QByteArrayView bytes, qsizetype at)
{
    const auto first = quint8(bytes[at]);
    const Decoded invalid{first, 1, false};
    if (first < 0x80)
        return {first, 1, true};
    const int size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + size > bytes.size())
        return invalid;
    char32_t character = first & (0xFF >> (size + 1));
    for (int i = 1; i < size; ++i) {
        if (!continues(bytes[at + i]))
            return invalid;
        character = (character << 6) | (quint8(bytes[at + i]) & 0x3F);
    }
    const bool overlong = (size == 3 && character < 0x800) || (size == 4 && character < 0x10000);
    if (overlong || character > 0x10FFFF || (character >= 0xD800 && character < 0xE000))
        return invalid;
    return {character, size, true};
}

//! \brief A place on the line of a terminal: a character and what stands on it.
struct Cell
{
    QString text;
    LogStyle style;
};

//! \brief What becomes of a line while it is read: straight to text where nothing goes back, else
//! cells that can be written again.
class Writer
{
public:
    explicit Writer(bool folds)
        : m_folds(folds)
    { }

    void reserve(qsizetype size) { m_out.text.reserve(size); }
    void put(const QString &text, const LogStyle &style, bool joins)
    {
        if (!m_folds)
            return add(text, style);
        if (joins) {
            if (m_at > 0)
                m_cells[m_at - 1].text += text;
            return;
        }
        if (m_at == m_cells.size())
            m_cells.emplace_back();
        m_cells[m_at++] = {text, style};
    }
    void putAscii(QByteArrayView ascii, const LogStyle &style)
    {
        if (!m_folds)
            return add(QLatin1StringView(ascii), style);
        for (const char c : ascii)
            put(QString(QLatin1Char(c)), style, false);
    }
    void carriageReturn() { m_at = 0; }
    void backspace() { m_at -= m_at > 0 ? 1 : 0; }
    void erase(int part)
    {
        if (!m_folds)
            return;
        if (part == 0)
            m_cells.resize(std::min(m_at, m_cells.size()));
        for (size_t i = 0; part != 0 && i < m_cells.size() && (part == 2 || i <= m_at); ++i)
            m_cells[i] = {QString(u' '), {}};
    }
    LogText finished()
    {
        for (const Cell &cell : m_cells)
            add(cell.text, cell.style);
        return std::move(m_out);
    }

private:
    template <typename Text>
    void add(const Text &text, const LogStyle &style)
    {
        if (style != LogStyle()) {
            if (!m_out.runs.isEmpty() && m_out.runs.constLast().style == style
                && m_out.runs.constLast().start + m_out.runs.constLast().length
                    == m_out.text.size())
                m_out.runs.last().length += text.size();
            else
                m_out.runs.append({m_out.text.size(), text.size(), style});
        }
        m_out.text += text;
    }

    bool m_folds;
    LogText m_out;
    std::vector<Cell> m_cells;
    size_t m_at = 0;
};

bool goesBack(QByteArrayView bytes)
{
    // At the very end a carriage return is part of the line's end.
    const qsizetype at = bytes.indexOf('\r');
    return (at >= 0 && at + 1 < bytes.size()) || bytes.indexOf('\b') >= 0;
}

//! Of a bar that was drawn a thousand times only what can still be seen is drawn.
QByteArrayView lastStates(QByteArrayView bytes)
{
    if (bytes.size() <= mostFolded)
        return bytes;
    const qsizetype at = bytes.indexOf('\r', bytes.size() - mostFolded);
    if (at >= 0 && at + 1 < bytes.size())
        return bytes.sliced(at + 1);
    const qsizetype last = bytes.first(bytes.size() - 1).lastIndexOf('\r');
    return last < 0 ? bytes : bytes.sliced(last + 1);
}

//! \brief Reads the bytes of a line from the left to the right.
class Reader
{
public:
    explicit Reader(QByteArrayView bytes)
        : m_folds(goesBack(bytes))
        , m_bytes(m_folds ? lastStates(bytes) : bytes)
        , m_writer(m_folds)
    { }

    LogText read()
    {
        m_writer.reserve(m_bytes.size());
        while (m_at < m_bytes.size())
            step();
        return m_writer.finished();
    }

private:
    void step()
    {
        qsizetype end = m_at;
        while (end < m_bytes.size() && m_bytes[end] >= 0x20 && m_bytes[end] < 0x7F)
            ++end;
        if (end > m_at) {
            m_writer.putAscii(m_bytes.sliced(m_at, end - m_at), m_style);
            m_at = end;
            m_before = U'a';
            m_marks = 0;
            return;
        }
        const Decoded next = decode(m_bytes, m_at);
        if (!next.valid) {
            ++m_at;
            return mark(u"\\x%1"_s.arg(uint(next.character), 2, 16, QLatin1Char('0'))
                            .toUpper()
                            .replace(u'X', u'x'));
        }
        if (next.character == 0x1B || next.character == 0x9B || isOpener(next.character))
            return sequence(next);
        m_at += next.size;
        character(next.character);
    }
    //! DCS, SOS, OSC, PM and APC in their forms of one character.
    static bool isOpener(char32_t c) { return c == 0x90 || c == 0x98 || (c >= 0x9D && c <= 0x9F); }
    void sequence(const Decoded &next)
    {
        const Sequence found = sequenceAt(m_bytes, m_at);
        if (found.size == 0) {
            m_at += next.size;
            return mark(characterMark(next.character));
        }
        if (found.kind == Sequence::Kind::Style)
            applySgr(found.parameters, &m_style);
        else if (found.kind == Sequence::Kind::EraseLine)
            m_writer.erase(eraseParameter(found.parameters));
        m_at += found.size;
    }
    void character(char32_t c)
    {
        if (c == U'\r') {
            if (m_folds)
                m_writer.carriageReturn();
            return;
        }
        if (c == U'\b')
            return m_writer.backspace();
        if (c == U'\t')
            return put(c, false);
        const bool combines = cellsOf(c) == 0;
        m_marks = combines ? m_marks + 1 : 0;
        const CharacterKind kind = characterKind(c);
        const bool joiner = kind == CharacterKind::Invisible && m_before > 0x2000
            && (c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F));
        if (kind == CharacterKind::LineBreak || (isHidden(kind) && !joiner))
            return mark(characterMark(c));
        if (combines && m_marks > mostMarksOnALetter)
            return;
        put(c, combines);
        m_before = c;
    }
    void put(char32_t c, bool joins) { m_writer.put(QString::fromUcs4(&c, 1), m_style, joins); }
    void mark(const QString &text)
    {
        LogStyle style = m_style;
        style.attributes |= LogStyle::Mark;
        m_writer.put(text, style, false);
        m_marks = 0;
        m_before = U']';
    }

    bool m_folds;
    QByteArrayView m_bytes;
    Writer m_writer;
    LogStyle m_style;
    qsizetype m_at = 0;
    char32_t m_before = 0;
    int m_marks = 0;
};

struct Range
{
    char32_t first;
    char32_t last;
};

//! East Asian Wide and Fullwidth, and the pictures that are drawn as wide ones.
constexpr Range wide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},
    {0x23F0, 0x23F0},   {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},
    {0x2648, 0x2653},   {0x267F, 0x267F},   {0x2693, 0x2693},   {0x26A1, 0x26A1},
    {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},   {0x26CE, 0x26CE},
    {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},
    {0x2728, 0x2728},   {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},
    {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27B0, 0x27B0},   {0x2B1B, 0x2B1C},
    {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x2E80, 0x303E},   {0x3041, 0x33FF},
    {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x16FE0, 0x18AFF}, {0x1B000, 0x1B2FF}, {0x1F004, 0x1F004},
    {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F200, 0x1F320},
    {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA},
    {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4}, {0x1F3F8, 0x1F43E},
    {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F54E},
    {0x1F550, 0x1F567}, {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4},
    {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2},
    {0x1F6D5, 0x1F6DF}, {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC}, {0x1F7E0, 0x1F7EB},
    {0x1F90C, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
};

} // namespace

bool isPlainAscii(QByteArrayView bytes)
{
    bool plain = true;
    // No way out in between: compilers make vectors of it.
    for (const char c : bytes)
        plain &= quint8(c - 0x20) < 0x5F;
    return plain;
}

LogText styledText(QByteArrayView bytes)
{
    if (isPlainAscii(bytes))
        return {QString::fromLatin1(bytes), {}};
    return Reader(bytes).read();
}

QByteArray plainLine(QByteArrayView bytes)
{
    if (isPlainAscii(bytes))
        return bytes.toByteArray();
    if (goesBack(bytes))
        return styledText(bytes).text.toUtf8();
    QByteArray plain;
    plain.reserve(bytes.size());
    for (qsizetype at = 0; at < bytes.size();) {
        const bool eightBit = bytes[at] == '\xC2' && at + 1 < bytes.size()
            && quint8(bytes[at + 1]) >= 0x90 && quint8(bytes[at + 1]) <= 0x9F;
        if (bytes[at] == '\x1b' || eightBit) {
            if (const Sequence found = sequenceAt(bytes, at); found.size > 0) {
                at += found.size;
                continue;
            }
        }
        if (bytes[at] != '\r')
            plain += bytes[at];
        ++at;
    }
    return plain;
}

int cellsOf(char32_t c)
{
    if (c < 0x300)
        return 1;
    const QChar::Category category = QChar::category(c);
    if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing || c == 0x200D)
        return 0;
    if (c < wide[0].first)
        return 1;
    const auto *range = std::lower_bound(std::begin(wide), std::end(wide), c,
                                         [](Range r, char32_t at) { return r.last < at; });
    return range != std::end(wide) && c >= range->first ? 2 : 1;
}

qsizetype cellsBehind(QStringView text, qsizetype column)
{
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text[at];
        if (c.unicode() < 0x300) {
            column = c == u'\t' ? (column / tabWidth + 1) * tabWidth : column + 1;
        } else if (c.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate()) {
            column += cellsOf(QChar::surrogateToUcs4(c, text[at + 1]));
            ++at;
        } else {
            column += cellsOf(c.unicode());
        }
    }
    return column;
}

} // namespace angee
