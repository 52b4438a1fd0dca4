// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/visibletext.h"

#include <QChar>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

enum class Breaks { Marked, Blanks, Kept };

constexpr int mostMarksOnALetter = 4;
constexpr char32_t zeroWidthNonJoiner = 0x200C;
constexpr char32_t zeroWidthJoiner = 0x200D;

struct Range
{
    char32_t first;
    char32_t last;
};

//! Unicode's Default_Ignorable_Code_Point without the marks of direction, and what is drawn as
//! nothing all the same: the Braille blank, annotations, tags, musical brackets.
constexpr Range invisible[] = {
    {0x00AD, 0x00AD},   {0x034F, 0x034F},   {0x115F, 0x1160}, {0x17B4, 0x17B5}, {0x180B, 0x180F},
    {0x200B, 0x200D},   {0x2060, 0x2065},   {0x206A, 0x206F}, {0x2800, 0x2800}, {0x3164, 0x3164},
    {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3},
    {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
};

bool isInvisible(char32_t c)
{
    const auto *range = std::lower_bound(std::begin(invisible), std::end(invisible), c,
                                         [](Range r, char32_t at) { return r.last < at; });
    return range != std::end(invisible) && c >= range->first;
}

bool isBidi(char32_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
}

bool stacks(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

bool isSelector(char32_t c)
{
    return c >= 0xFE00 && c <= 0xFE0F;
}

//! Joiners belong to words of scripts that join, and to pictures made of several; a selector of a
//! variant to a picture, a symbol or an ideograph. Anywhere else nobody sees that they are there.
bool doesItsWork(char32_t c, char32_t before)
{
    const QChar::Category category = QChar::category(before);
    const bool picture =
        category == QChar::Symbol_Other || category == QChar::Symbol_Modifier || isSelector(before);
    if (isSelector(c)) {
        return category == QChar::Symbol_Other || category == QChar::Symbol_Math
            || QChar::script(before) == QChar::Script_Han;
    }
    if (c != zeroWidthJoiner && c != zeroWidthNonJoiner)
        return false;
    if (picture)
        return c == zeroWidthJoiner;
    switch (QChar::script(before)) {
    case QChar::Script_Unknown:
    case QChar::Script_Inherited:
    case QChar::Script_Common:
    case QChar::Script_Latin:
    case QChar::Script_Greek:
    case QChar::Script_Cyrillic:
    case QChar::Script_Han:
    case QChar::Script_Hangul:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
        return false;
    default:
        return true;
    }
}

//! Most texts have nothing of all this, and are looked through only.
bool needsNothing(QStringView text, Breaks breaks)
{
    return std::all_of(text.cbegin(), text.cend(), [breaks](QChar c) {
        if (c.unicode() < 0x20)
            return breaks == Breaks::Kept && (c == u'\n' || c == u'\t');
        return c.unicode() < 0x7F || (c.unicode() > 0xA0 && c.unicode() < 0x300 && c != u'\u00AD');
    });
}

class Shower
{
public:
    Shower(QStringView text, Breaks breaks, qsizetype atMost)
        : m_text(text)
        , m_breaks(breaks)
        , m_atMost(atMost)
    { }

    QString shown()
    {
        m_out.reserve(std::min(m_text.size(), m_atMost) + 1);
        while (m_at < m_text.size()) {
            const qsizetype before = m_out.size();
            add(next());
            // Characters that are dropped count as well: a name may be nothing else.
            if (m_out.size() > m_atMost || m_at > 4 * m_atMost) {
                m_out.truncate(std::min(before, m_atMost));
                m_out += u'…';
                break;
            }
        }
        return m_out;
    }

private:
    char32_t next()
    {
        const QChar c = m_text[m_at++];
        if (c.isHighSurrogate() && m_at < m_text.size() && m_text[m_at].isLowSurrogate())
            return QChar::surrogateToUcs4(c, m_text[m_at++]);
        return c.unicode();
    }

    void add(char32_t c)
    {
        const char32_t before = std::exchange(m_before, c);
        const CharacterKind kind = characterKind(c);
        if (c == u'\t') {
            m_out += m_breaks == Breaks::Kept ? u"\t"_s
                : m_breaks == Breaks::Blanks  ? u" "_s
                                              : characterMark(c);
        } else if (kind == CharacterKind::LineBreak && m_breaks != Breaks::Marked) {
            addBreak(c, before);
        } else if (isHidden(kind) && !doesItsWork(c, before)) {
            m_out += characterMark(c);
        } else if (stacks(c)) {
            if (++m_stacked <= mostMarksOnALetter)
                m_out += QString::fromUcs4(&c, 1);
            else if (m_stacked == mostMarksOnALetter + 1)
                m_out += u'…';
            return;
        } else {
            m_out += QString::fromUcs4(&c, 1);
        }
        m_stacked = 0;
    }

    void addBreak(char32_t c, char32_t before)
    {
        const bool secondOfTwo = c == u'\n' && before == u'\r';
        if (m_breaks == Breaks::Blanks) {
            if (!secondOfTwo)
                m_out += u' ';
        } else if (c == u'\n') {
            m_out += u'\n';
        } else if (c != u'\r' || m_at >= m_text.size() || m_text[m_at] != u'\n') {
            m_out += characterMark(c);
        }
    }

    QStringView m_text;
    Breaks m_breaks;
    qsizetype m_atMost;
    qsizetype m_at = 0;
    QString m_out;
    char32_t m_before = 0;
    int m_stacked = 0;
};

QString shown(const QString &text, Breaks breaks, qsizetype atMost)
{
    if (text.size() <= atMost && needsNothing(text, breaks))
        return text;
    return Shower(text, breaks, atMost).shown();
}

} // namespace

CharacterKind characterKind(char32_t c)
{
    if ((c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029)
        return CharacterKind::LineBreak;
    if (c == 0x09 || (c >= 0x20 && c < 0x7F))
        return CharacterKind::Visible;
    if (c < 0xA0 || QChar::isNonCharacter(c) || QChar::isSurrogate(c)
        || c > QChar::LastValidCodePoint)
        return CharacterKind::Control;
    if (isBidi(c))
        return CharacterKind::Bidi;
    if (isInvisible(c))
        return CharacterKind::Invisible;
    switch (QChar::category(c)) {
    case QChar::Separator_Space:
        return CharacterKind::Blank;
    case QChar::Other_Format:
        // Signs of Arabic and other numbers are drawn around what follows; the rest is not there.
        return QChar::script(c) == QChar::Script_Common ? CharacterKind::Invisible
                                                        : CharacterKind::Visible;
    default:
        return CharacterKind::Visible;
    }
}

bool isHidden(CharacterKind kind)
{
    return kind != CharacterKind::Visible && kind != CharacterKind::Blank;
}

QString characterCode(char32_t character)
{
    return u"U+"_s + QString::number(uint(character), 16).toUpper().rightJustified(4, u'0');
}

QString characterMark(char32_t character)
{
    return u'[' + characterCode(character) + u']';
}

QString shownName(const QString &name, qsizetype atMost)
{
    return shown(name, Breaks::Marked, atMost);
}

QString quotedName(const QString &name, qsizetype atMost)
{
    return u'“' + shownName(name, atMost) + u'”';
}

QString shownLine(const QString &text, qsizetype atMost)
{
    return shown(text, Breaks::Blanks, atMost);
}

QString shownText(const QString &text, qsizetype atMost)
{
    return shown(text, Breaks::Kept, atMost);
}

} // namespace angee
