// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/syntaxcolours.h"

#include <QFont>
#include <QPalette>
#include <Qsci/qscilexer.h>
#include <Qsci/qsciscintilla.h>

#include <algorithm>

namespace angee {

namespace {

constexpr qsizetype pieceBytes = qsizetype(64) * 1024; // a few milliseconds

} // namespace

SyntaxColours::SyntaxColours(QWidget *host)
    : QObject(host)
    , m_host(host)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &SyntaxColours::colourMore);
}

SyntaxColours::~SyntaxColours() = default;

void SyntaxColours::setText(const QByteArray &text, Language language)
{
    m_timer.stop();
    m_done = 0;
    m_size = language == Language::PlainText || text.size() > mostBytes ? 0 : text.size();
    if (m_size == 0)
        return;
    if (!m_editor) {
        m_editor = new QsciScintilla(m_host);
        m_editor->hide();
        m_editor->setUtf8(true);
        m_editor->setFocusPolicy(Qt::NoFocus);
        m_editor->SendScintilla(QsciScintillaBase::SCI_SETUNDOCOLLECTION, 0UL);
    }
    if (!m_lexer || m_language != language) {
        m_editor->setLexer(nullptr);
        delete m_lexer;
        m_language = language;
        m_lexer = makeLexer(language, this);
        colourLexer(m_lexer, m_host->palette(), QFont());
        m_editor->setLexer(m_lexer);
    }
    m_editor->SendScintilla(QsciScintillaBase::SCI_CLEARALL);
    m_editor->SendScintilla(QsciScintillaBase::SCI_ADDTEXT, static_cast<unsigned long>(m_size),
                            text.constData());
    m_timer.start();
}

void SyntaxColours::setPalette(const QPalette &palette)
{
    if (m_lexer)
        colourLexer(m_lexer, palette, QFont());
}

void SyntaxColours::colourMore()
{
    if (!m_editor || m_done >= m_size)
        return m_timer.stop();
    const qsizetype wanted = std::min(m_done + pieceBytes, m_size);
    const long line =
        m_editor->SendScintilla(QsciScintillaBase::SCI_LINEFROMPOSITION, static_cast<long>(wanted));
    const long lineStart = m_editor->SendScintilla(QsciScintillaBase::SCI_POSITIONFROMLINE, line);
    // Whole lines, but for one that is longer than a piece.
    const qsizetype end = wanted < m_size && lineStart > m_done ? lineStart : wanted;
    m_editor->SendScintilla(QsciScintillaBase::SCI_COLOURISE, static_cast<unsigned long>(m_done),
                            static_cast<long>(end));
    m_done = end;
    emit coloured();
}

QList<ColourRun> SyntaxColours::runs(qsizetype first, qsizetype count) const
{
    QList<ColourRun> runs;
    if (!m_editor || !m_lexer)
        return runs;
    const qsizetype end = std::min(first + count, m_done);
    if (end <= first)
        return runs;
    // One question a line, since this is asked while painting: each byte with its style, and an
    // end.
    QByteArray styled(2 * (end - first + 1), Qt::Uninitialized);
    m_editor->SendScintilla(QsciScintillaBase::SCI_GETSTYLEDTEXT, long(first), long(end),
                            styled.data());
    int styleBefore = -1;
    for (qsizetype at = 0; at < end - first; ++at) {
        const int style = uchar(styled.at(2 * at + 1));
        if (style == styleBefore)
            ++runs.last().bytes.count;
        else
            runs.append({{at, 1}, m_lexer->color(style)});
        styleBefore = style;
    }
    return runs;
}

} // namespace angee
