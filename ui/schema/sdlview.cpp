// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/schema/sdlview.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace angee {

using namespace Qt::StringLiterals;

SdlView::SdlView(QWidget *parent)
    : GraphQlText(parent)
{
    setObjectName(u"sdlView"_s);
    setAccessibleName(tr("Schema as SDL"));
    setReadOnly(true);
}

SdlView::~SdlView() = default;

QString SdlView::nameAtCaret() const
{
    const long caret = SendScintilla(SCI_GETCURRENTPOS);
    const long begin = SendScintilla(SCI_WORDSTARTPOSITION, static_cast<unsigned long>(caret), 1L);
    const long end = SendScintilla(SCI_WORDENDPOSITION, static_cast<unsigned long>(caret), 1L);
    return QString::fromUtf8(bytes(int(begin), int(end)));
}

bool SdlView::findNext(const QString &text, bool backwards)
{
    int line = 0;
    int column = 0;
    getCursorPosition(&line, &column);
    if (backwards && hasSelectedText()) {
        int endLine = 0;
        int endColumn = 0;
        getSelection(&line, &column, &endLine, &endColumn);
    }
    return findFirst(text, false, false, false, true, !backwards, line, column, true);
}

void SdlView::mouseReleaseEvent(QMouseEvent *event)
{
    GraphQlText::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::ControlModifier
        && !nameAtCaret().isEmpty())
        emit definitionRequested(nameAtCaret());
}

void SdlView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F12 && !nameAtCaret().isEmpty())
        emit definitionRequested(nameAtCaret());
    else
        GraphQlText::keyPressEvent(event);
}

} // namespace angee
