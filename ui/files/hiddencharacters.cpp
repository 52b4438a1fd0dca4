// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/hiddencharacters.h"

#include "core/base/visibletext.h"

#include <QList>
#include <Qsci/qsciscintillabase.h>

#include <algorithm>

namespace angee {

namespace {

constexpr qsizetype mostCodes = 4;

// Joins or shapes what stands beside it: letters of some scripts and pictures are made with these.
bool isShaping(char32_t c)
{
    return c == 0x200C || c == 0x200D || c == 0x034F || (c >= 0x180B && c <= 0x180F)
        || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

bool isHarmful(char32_t c)
{
    const CharacterKind kind = characterKind(c);
    return kind == CharacterKind::Bidi || (kind == CharacterKind::Invisible && !isShaping(c));
}

struct Range
{
    char32_t first;
    char32_t last;
};

// Nothing hidden stands anywhere else.
constexpr Range looked[] = {
    {0x80, 0xFFFD}, {0x1BCA0, 0x1BCAF}, {0x1D159, 0x1D17A}, {0xE0000, 0xE0FFF}};

struct Sets
{
    QList<char32_t> harmful;
    QList<char32_t> others;
};

const Sets &sets()
{
    static const Sets found = [] {
        Sets sets;
        for (const Range &range : looked) {
            for (char32_t c = range.first; c <= range.last; ++c) {
                const CharacterKind kind = characterKind(c);
                if (isHarmful(c))
                    sets.harmful.append(c);
                else if (kind == CharacterKind::Invisible || kind == CharacterKind::Blank)
                    sets.others.append(c);
            }
        }
        return sets;
    }();
    return found;
}

QByteArray utf8Of(char32_t c)
{
    // Not QString::fromUcs4(), which swallows U+FEFF.
    return QStringView(QChar::fromUcs4(c)).toUtf8();
}

struct Decoded
{
    char32_t character;
    qsizetype length;
};

// At a byte over 0x7F; a length of 1 and U+FFFD for what is no character.
Decoded decode(QByteArrayView text, qsizetype at)
{
    const auto byte = [text](qsizetype i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    const qsizetype length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
    if (length == 1 || at + length > text.size())
        return {0xFFFD, 1};
    char32_t character = lead & (0xFFU >> (length + 1));
    for (qsizetype i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80)
            return {0xFFFD, 1};
        character = (character << 6) | (byte(at + i) & 0x3FU);
    }
    return {character, length};
}

} // namespace

HiddenCharacters HiddenCharacters::of(QByteArrayView text)
{
    HiddenCharacters found;
    int line = 1;
    qsizetype lineStart = 0;
    for (qsizetype at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x80) {
            ++at;
            const bool isPair = byte == '\r' && at < text.size() && text[at] == '\n';
            if (byte == '\n' || (byte == '\r' && !isPair)) {
                ++line;
                lineStart = at;
            }
            continue;
        }
        const auto [character, length] = decode(text, at);
        if (isHarmful(character)) {
            if (found.count++ == 0) {
                found.line = line;
                found.column = int(at - lineStart) + 1;
            }
            const QString code = characterCode(character);
            if (found.codes.size() < mostCodes && !found.codes.contains(code))
                found.codes.append(code);
        }
        at += length;
    }
    return found;
}

void drawHiddenMarks(QsciScintillaBase *editor, HiddenMarks marks)
{
    const auto mark = [editor](char32_t c) {
        editor->SendScintilla(QsciScintillaBase::SCI_SETREPRESENTATION, utf8Of(c).constData(),
                              characterCode(c).toLatin1().constData());
    };
    for (const char32_t c : sets().harmful)
        mark(c);
    for (const char32_t c : sets().others) {
        if (marks == HiddenMarks::All)
            mark(c);
        else // the character is the first of two arguments
            editor->SendScintilla(QsciScintillaBase::SCI_CLEARREPRESENTATION, utf8Of(c).constData(),
                                  static_cast<const char *>(nullptr));
    }
}

} // namespace angee
