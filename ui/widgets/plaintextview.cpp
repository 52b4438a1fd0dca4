// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/plaintextview.h"

#include "core/base/ansi.h"
#include "core/base/visibletext.h"
#include "ui/widgets/foldedtext.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QScrollBar>

#include <limits>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! Searched and copied, so as whole as it can be shown; lines that a terminal writes over stand
//! below each other.
QString marked(const QString &words)
{
    QString text = withoutAnsi(words.right(PlainTextView::mostCharacters));
    text.replace("\r\n"_L1, "\n"_L1).replace(u'\r', u'\n');
    return shownText(text, std::numeric_limits<int>::max());
}

} // namespace

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
    clear();
    if (const qsizetype more = words.size() - mostCharacters; more > 0)
        appendFolded(document(),
                     tr("… %n earlier character(s) left out", nullptr, int(more)) + u'\n');
    appendFolded(document(), marked(words));
    moveCursor(QTextCursor::Start);
}

void PlainTextView::appendWords(const QString &words)
{
    const QScrollBar *bar = verticalScrollBar();
    const bool follow = bar->value() == bar->maximum();
    appendFolded(document(), marked(words));
    if (follow)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

QMimeData *PlainTextView::createMimeDataFromSelection() const
{
    return unfolded(textCursor());
}

void PlainTextView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    // The program's font was scaled; the monospaced one does not follow by itself.
    if (event->type() == QEvent::ApplicationFontChange)
        setFont(monospaceFont(parentWidget()));
}

} // namespace angee
