// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/refusalview.h"

#include "core/base/ansi.h"
#include "core/base/visibletext.h"
#include "ui/widgets/fittingscroll.h"
#include "ui/widgets/foldedtext.h"
#include "ui/widgets/palette.h"

#include <QEvent>

namespace angee {

RefusalView::RefusalView(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setAccessibleName(tr("What the daemon said"));
    setReadOnly(true);
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    updateColours();
    hide();
}

RefusalView::~RefusalView() = default;

void RefusalView::setWords(const QString &words)
{
    clear();
    appendFolded(document(), shownText(withoutAnsi(words)));
    moveCursor(QTextCursor::Start);
    setVisible(!words.isEmpty());
    fit();
    if (isVisible())
        growToFit(window());
}

void RefusalView::fit()
{
    const int width = qMax(1, viewport()->width() - 2 * int(document()->documentMargin()));
    const int needed =
        fontMetrics()
            .boundingRect(QRect(0, 0, width, 0), Qt::TextWrapAnywhere | Qt::TextWordWrap,
                          toPlainText().left(longestFoldedLine))
            .height();
    const int line = fontMetrics().lineSpacing();
    setFixedHeight(qMin(needed, maximumLines * line) + line);
}

QMimeData *RefusalView::createMimeDataFromSelection() const
{
    return unfolded(textCursor());
}

void RefusalView::updateColours()
{
    // Its own palette is what changes here, so it must not be what is looked at.
    const QPalette around = parentWidget() ? parentWidget()->palette() : palette();
    QPalette colours = around;
    colours.setColor(QPalette::Text, roleColor(ColorRole::Bad, around));
    colours.setColor(QPalette::Base, roleColor(ColorRole::BadBackground, around));
    if (colours != palette())
        setPalette(colours);
}

void RefusalView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ParentChange)
        updateColours();
}

void RefusalView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fit();
}

} // namespace angee
