// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/multilinefield.h"

#include <QKeyEvent>
#include <QMimeData>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

// The document breaks its lines at these, whatever they were meant for.
bool isBreak(QChar c)
{
    return c == QChar::ParagraphSeparator || c == u'\uFDD0' || c == u'\uFDD1';
}

} // namespace

MultiLineField::MultiLineField(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    // What an empty field held before says nothing about what comes next.
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (document()->isEmpty()) {
            m_lineEnd = LineEnd::Lf;
            m_loss = Loss::None;
        }
    });
}

MultiLineField::~MultiLineField() = default;

QString MultiLineField::value() const
{
    return withLineEnds(document()->toRawText());
}

void MultiLineField::setValue(const QString &text)
{
    setPlainText(take(text, true));
}

QString MultiLineField::note() const
{
    switch (m_loss) {
    case Loss::LineEnds:
        return m_lineEnd == LineEnd::CrLf
            ? tr("What was put in had line ends of other kinds; all are CRLF now.")
            : tr("What was put in had line ends other than LF; all are LF now.");
    case Loss::Separators:
        return tr("What was put in had separators that cannot be kept; they are line ends now.");
    case Loss::None:
        break;
    }
    return m_lineEnd == LineEnd::CrLf ? tr("Its lines end with CRLF.") : QString();
}

// Not toPlainText(), which makes a blank of a no-break space and a line end of U+2028.
QString MultiLineField::withLineEnds(QString raw) const
{
    return raw.replace(QChar::ParagraphSeparator, m_lineEnd == LineEnd::CrLf ? "\r\n"_L1 : "\n"_L1);
}

// The document knows one kind of line end. \a text comes out with LF alone; what that loses is
// remembered.
QString MultiLineField::take(const QString &text, bool replacesAll)
{
    const qsizetype crLf = text.count("\r\n"_L1);
    const qsizetype cr = text.count(u'\r') - crLf;
    const qsizetype lf = text.count(u'\n') - crLf;
    if (replacesAll) {
        m_lineEnd = crLf > 0 && cr == 0 && lf == 0 ? LineEnd::CrLf : LineEnd::Lf;
        m_loss = Loss::None;
    }
    const bool isCrLf = m_lineEnd == LineEnd::CrLf;
    if (std::any_of(text.begin(), text.end(), isBreak))
        m_loss = Loss::Separators;
    else if (cr > 0 || (isCrLf ? lf : crLf) > 0)
        m_loss = Loss::LineEnds;
    QString lines = text;
    return lines.replace("\r\n"_L1, "\n"_L1).replace(u'\r', u'\n');
}

// Shift+Enter would put U+2028 into the text, which looks like a line end and is none.
void MultiLineField::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const Qt::KeyboardModifiers held = event->modifiers() & ~Qt::KeypadModifier;
    if (isEnter && held == Qt::ShiftModifier && !isReadOnly()) {
        insertPlainText(u"\n"_s);
        ensureCursorVisible();
        event->accept();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

QMimeData *MultiLineField::createMimeDataFromSelection() const
{
    auto *data = new QMimeData;
    data->setText(withLineEnds(textCursor().selectedText()));
    return data;
}

void MultiLineField::insertFromMimeData(const QMimeData *source)
{
    if (!source->hasText() || isReadOnly())
        return;
    const QTextCursor cursor = textCursor();
    const bool replacesAll =
        cursor.selectionEnd() - cursor.selectionStart() == document()->characterCount() - 1;
    const QString text = take(source->text(), replacesAll);
    // In one edit: what is replaced must not pass by as an empty field.
    insertPlainText(text);
    ensureCursorVisible();
}

} // namespace angee
