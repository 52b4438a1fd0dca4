// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/ansi.h"

namespace angee {

namespace {

constexpr char16_t escape = 0x1b;
constexpr char16_t bell = 0x07;

//! The index behind a control sequence that starts behind ESC at \a at (ECMA-48).
qsizetype skipSequence(const QString &text, qsizetype at)
{
    if (at >= text.size())
        return at;
    const char16_t kind = text.at(at).unicode();
    if (kind == u'[') { // CSI: parameters and intermediates, then one final byte
        for (++at; at < text.size(); ++at) {
            const char16_t c = text.at(at).unicode();
            if (c >= 0x40 && c <= 0x7e)
                return at + 1;
            if (c < 0x20 || c > 0x7e)
                return at; // not a sequence after all: what follows is text
        }
        return at;
    }
    if (kind == u']' || kind == u'P' || kind == u'^' || kind == u'_') { // strings, up to BEL or ST
        for (++at; at < text.size(); ++at) {
            const char16_t c = text.at(at).unicode();
            if (c == bell)
                return at + 1;
            if (c == escape)
                return at + 1 < text.size() && text.at(at + 1) == u'\\' ? at + 2 : at;
            if (c == u'\n')
                return at; // never closed: a whole log must not vanish in it
        }
        return at;
    }
    while (at < text.size() && text.at(at).unicode() >= 0x20 && text.at(at).unicode() <= 0x2f)
        ++at;
    return at < text.size() ? at + 1 : at;
}

} // namespace

QString withoutAnsi(const QString &text)
{
    QString plain;
    plain.reserve(text.size());
    for (qsizetype i = 0; i < text.size();) {
        const char16_t c = text.at(i).unicode();
        if (c == escape) {
            i = skipSequence(text, i + 1);
            continue;
        }
        ++i;
        if (c == u'\r') {
            const bool beforeNewline = i < text.size() && text.at(i) == u'\n';
            if (!beforeNewline && i < text.size())
                plain += u'\n';
            continue;
        }
        if ((c < 0x20 && c != u'\n' && c != u'\t') || c == 0x7f || (c >= 0x80 && c < 0xa0))
            continue;
        plain += QChar(c);
    }
    return plain;
}

} // namespace angee
