// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/plaintextview.h"

#include "core/base/ansi.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QScrollBar>

namespace angee {

using namespace Qt::StringLiterals;

PlainTextView::PlainTextView(const QString &name, QWidget *parent)
    : QPlainTextEdit(parent)
{
    setObjectName(u"plainText"_s);
    setAccessibleName(name);
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere); // tools say much in one line
    setMaximumBlockCount(maximumLines);
    setFont(monospaceFont(parent));
}

PlainTextView::~PlainTextView() = default;

void PlainTextView::setWords(const QString &words)
{
    setPlainText(withoutAnsi(words));
}

void PlainTextView::appendWords(const QString &words)
{
    const QScrollBar *bar = verticalScrollBar();
    const bool follow = bar->value() == bar->maximum();
    QTextCursor end(document());
    end.movePosition(QTextCursor::End);
    end.insertText(withoutAnsi(words));
    if (follow)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void PlainTextView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    // The program's font was scaled; the monospaced one does not follow by itself.
    if (event->type() == QEvent::ApplicationFontChange)
        setFont(monospaceFont(parentWidget()));
}

} // namespace angee
