// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/schema/queryeditor.h"

#include "ui/schema/completionpopup.h"
#include "ui/widgets/palette.h"

#include <QAccessible>
#include <QKeyEvent>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int problemIndicator = QsciScintillaBase::INDIC_CONTAINER;
constexpr int step = 2; // of the indentation
// Completing reads everything before the caret: while somebody types only in documents of usual
// size.
constexpr long largestWhileTyping = 256L * 1024;

bool opens(char c)
{
    return c == '{' || c == '(' || c == '[';
}

bool closes(QChar c)
{
    return c == u'}' || c == u')' || c == u']';
}

bool beginsCompletion(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'$' || c == u'@';
}

} // namespace

QueryEditor::QueryEditor(QWidget *parent)
    : GraphQlText(parent)
    , m_completions(new CompletionPopup(parent))
{
    setIndentationsUseTabs(false);
    setIndentationWidth(step);
    setBackspaceUnindents(true);
    setEolMode(EolUnix);
    SendScintilla(SCI_INDICSETSTYLE, static_cast<unsigned long>(problemIndicator),
                  long(INDIC_SQUIGGLE));
    SendScintilla(SCI_INDICSETFORE, static_cast<unsigned long>(problemIndicator),
                  roleColor(ColorRole::Bad, palette()));
    connect(this, &QsciScintilla::linesChanged, this,
            [this] { setMarginWidth(0, u"00%1"_s.arg(lines())); });
    connect(m_completions, &CompletionPopup::accepted, this, &QueryEditor::accept);
    connect(m_completions, &CompletionPopup::chosenChanged, this, [this](const QString &words) {
        setAccessibleDescription(words);
        QAccessibleEvent event(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&event);
    });
}

QueryEditor::~QueryEditor() = default;

void QueryEditor::setSchema(const SchemaDocumentPtr &schema)
{
    m_schema = schema;
    hideCompletions();
}

void QueryEditor::replaceContent(const QByteArray &text)
{
    hideCompletions();
    SendScintilla(SCI_BEGINUNDOACTION);
    SendScintilla(SCI_CLEARALL);
    SendScintilla(SCI_ADDTEXT, static_cast<unsigned long>(text.size()), text.constData());
    SendScintilla(SCI_ENDUNDOACTION);
    SendScintilla(SCI_GOTOPOS, 0UL);
}

void QueryEditor::markProblems(const QList<TextProblem> &problems)
{
    const long length = SendScintilla(SCI_GETLENGTH);
    SendScintilla(SCI_SETINDICATORCURRENT, static_cast<unsigned long>(problemIndicator));
    SendScintilla(SCI_INDICATORCLEARRANGE, 0UL, length);
    for (const TextProblem &problem : problems) {
        // At the end of the text there is nothing to underline but what is in front of it.
        const long from = std::clamp(long(problem.offset), 0L, std::max(0L, length - 1));
        const long size = std::min(long(problem.length), length - from);
        SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(from), size);
    }
}

void QueryEditor::goTo(const TextProblem &problem)
{
    showRange(problem.offset, problem.offset + problem.length);
    setFocus();
}

void QueryEditor::complete()
{
    if (!m_schema)
        return hideCompletions();
    const auto *all = static_cast<const char *>(SendScintillaPtrResult(SCI_GETCHARACTERPOINTER));
    const std::string_view text(all, size_t(SendScintilla(SCI_GETLENGTH)));
    GraphQlCompletions found = completionsAt(text, size_t(caret()), m_schema->schema);
    // What is written out already needs no list.
    const std::string_view word =
        text.substr(found.replaceFrom, size_t(caret()) - found.replaceFrom);
    if (found.items.size() == 1 && found.items.front().text == word)
        found.items.clear();
    m_completions->showItems(found, caretRect());
}

void QueryEditor::changeEvent(QEvent *event)
{
    GraphQlText::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        SendScintilla(SCI_INDICSETFORE, static_cast<unsigned long>(problemIndicator),
                      roleColor(ColorRole::Bad, palette()));
}

void QueryEditor::keyPressEvent(QKeyEvent *event)
{
    if (m_completions->isVisible() && choose(event))
        return;
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier)
        return complete();
    if (isNavigation(event))
        return;
    const bool wasShown = m_completions->isVisible();
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && !event->modifiers().testFlag(Qt::ControlModifier)) {
        hideCompletions();
        return newLine();
    }
    GraphQlText::keyPressEvent(event);
    if (event->key() == Qt::Key_Backspace && wasShown)
        complete();
    else
        afterTyping(event->text(), wasShown);
}

//! Keys that belong to the list while it is shown.
bool QueryEditor::choose(const QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Down:
        m_completions->moveChoice(1);
        return true;
    case Qt::Key_Up:
        m_completions->moveChoice(-1);
        return true;
    case Qt::Key_PageDown:
        m_completions->moveChoice(10);
        return true;
    case Qt::Key_PageUp:
        m_completions->moveChoice(-10);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        if (event->modifiers().testFlag(Qt::ControlModifier))
            return false;
        accept();
        return true;
    case Qt::Key_Escape:
        hideCompletions();
        return true;
    default:
        return false;
    }
}

//! Keys that leave the editor, or that it does not need.
bool QueryEditor::isNavigation(const QKeyEvent *event)
{
    const bool isTab = event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab;
    const bool severalLines = selectedText().contains(u'\n');
    if (isTab && !severalLines) {
        // The base class holds the focus in what can be edited, so it is passed over.
        // NOLINTNEXTLINE(bugprone-parent-virtual-call)
        QWidget::focusNextPrevChild(event->key() == Qt::Key_Tab);
        return true;
    }
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    return isReturn && event->modifiers().testFlag(Qt::ControlModifier);
}

void QueryEditor::afterTyping(const QString &typed, bool wasShown)
{
    const QChar c = typed.size() == 1 ? typed.front() : QChar();
    if (closes(c))
        unindentBracket();
    if (beginsCompletion(c) && SendScintilla(SCI_GETLENGTH) <= largestWhileTyping)
        complete();
    else if (wasShown)
        hideCompletions();
}

void QueryEditor::accept()
{
    const GraphQlCompletion *chosen = m_completions->chosen();
    if (!chosen)
        return;
    QByteArray text = QByteArray::fromStdString(chosen->text);
    const bool hasValue = chosen->kind == GraphQlCompletion::Kind::Argument
        || chosen->kind == GraphQlCompletion::Kind::InputField;
    if (hasValue && SendScintilla(SCI_GETCHARAT, static_cast<unsigned long>(caret())) != ':')
        text += ": ";
    SendScintilla(SCI_SETTARGETRANGE,
                  static_cast<unsigned long>(m_completions->completions().replaceFrom), caret());
    hideCompletions();
    SendScintilla(SCI_REPLACETARGET, static_cast<unsigned long>(text.size()), text.constData());
    SendScintilla(SCI_GOTOPOS, static_cast<unsigned long>(SendScintilla(SCI_GETTARGETEND)));
}

//! A line break that keeps the indentation, and opens a bracket that the caret stands in.
void QueryEditor::newLine()
{
    SendScintilla(SCI_BEGINUNDOACTION);
    removeSelectedText();
    const long at = caret();
    const long line = SendScintilla(SCI_LINEFROMPOSITION, static_cast<unsigned long>(at));
    const long level = SendScintilla(SCI_GETLINEINDENTATION, line);
    const char before =
        at > 0 ? char(SendScintilla(SCI_GETCHARAT, static_cast<unsigned long>(at - 1))) : '\0';
    const char behind = char(SendScintilla(SCI_GETCHARAT, static_cast<unsigned long>(at)));
    QByteArray text = '\n' + QByteArray(level + (opens(before) ? step : 0), ' ');
    const qsizetype goTo = at + text.size();
    if (opens(before) && closes(QLatin1Char(behind)))
        text += '\n' + QByteArray(level, ' ');
    SendScintilla(SCI_INSERTTEXT, static_cast<unsigned long>(at), text.constData());
    SendScintilla(SCI_ENDUNDOACTION);
    SendScintilla(SCI_GOTOPOS, static_cast<unsigned long>(goTo));
}

void QueryEditor::unindentBracket()
{
    const long line = SendScintilla(SCI_LINEFROMPOSITION, static_cast<unsigned long>(caret()));
    const long level = SendScintilla(SCI_GETLINEINDENTATION, line);
    const long first = SendScintilla(SCI_GETLINEINDENTPOSITION, line);
    if (first == caret() - 1 && level >= step)
        SendScintilla(SCI_SETLINEINDENTATION, static_cast<unsigned long>(line), level - step);
}

void QueryEditor::hideCompletions()
{
    m_completions->hide();
    setAccessibleDescription({});
}

long QueryEditor::caret() const
{
    return SendScintilla(SCI_GETCURRENTPOS);
}

QRect QueryEditor::caretRect() const
{
    const int x = int(SendScintilla(SCI_POINTXFROMPOSITION, 0UL, caret()));
    const int y = int(SendScintilla(SCI_POINTYFROMPOSITION, 0UL, caret()));
    const int height = int(SendScintilla(SCI_TEXTHEIGHT, 0UL));
    return {viewport()->mapTo(m_completions->parentWidget(), QPoint(x, y)), QSize(1, height)};
}

void QueryEditor::focusOutEvent(QFocusEvent *event)
{
    hideCompletions();
    GraphQlText::focusOutEvent(event);
}

void QueryEditor::mousePressEvent(QMouseEvent *event)
{
    hideCompletions();
    GraphQlText::mousePressEvent(event);
}

void QueryEditor::wheelEvent(QWheelEvent *event)
{
    hideCompletions();
    GraphQlText::wheelEvent(event);
}

} // namespace angee
