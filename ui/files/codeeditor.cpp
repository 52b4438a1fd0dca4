// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/codeeditor.h"

#include "core/files/textfacts.h"
#include "ui/files/hiddencharacters.h"
#include "ui/widgets/palette.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QClipboard>
#include <QDropEvent>
#include <QEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>
#include <Qsci/qscilexer.h>

#include <algorithm>

namespace angee {

namespace {

constexpr int numberMargin = 0;
constexpr int symbolMargin = 1;
constexpr int problemMarker = 0;
constexpr int matchIndicator = QsciScintillaBase::INDIC_CONTAINER;
constexpr int minZoom = -8;
constexpr int maxZoom = 20;
constexpr QByteArrayView markBytes = "\xEF\xBB\xBF";

ByteOrderMark markOf(QByteArrayView file)
{
    return file.startsWith(markBytes) ? ByteOrderMark::Present : ByteOrderMark::Absent;
}

// What of \a file can be edited.
QByteArray bodyOf(const QByteArray &file)
{
    return markOf(file) == ByteOrderMark::Present ? file.sliced(markBytes.size()) : file;
}

QsciScintilla::EolMode eolModeOf(LineEnd end)
{
    switch (end) {
    case LineEnd::CrLf:
        return QsciScintilla::EolWindows;
    case LineEnd::Cr:
        return QsciScintilla::EolMac;
    case LineEnd::None:
    case LineEnd::Lf:
    case LineEnd::Mixed:
        break;
    }
    return QsciScintilla::EolUnix;
}

} // namespace

CodeEditor::CodeEditor(QWidget *parent)
    : QsciScintilla(parent)
{
    setUp();
    connect(this, &QsciScintillaBase::SCN_UPDATEUI, this, &CodeEditor::onUpdateUi);
    connect(this, &QsciScintillaBase::SCN_ZOOM, this, [this] {
        updateMargin();
        emit zoomChanged(zoom());
    });
    // Not from inside a notification: it changes the lexer.
    m_longLineTimer.setSingleShot(true);
    m_longLineTimer.setInterval(0);
    connect(&m_longLineTimer, &QTimer::timeout, this, &CodeEditor::checkLongLines);
}

CodeEditor::~CodeEditor() = default;

void CodeEditor::setUp()
{
    setUtf8(true);
    setFrameShape(QFrame::NoFrame);
    setMarginType(numberMargin, NumberMargin);
    setMarginType(symbolMargin, SymbolMargin);
    setMarginWidth(symbolMargin, 0);
    setMarginWidth(2, 0);
    setBraceMatching(SloppyBraceMatch);
    setIndentationGuides(true);
    setAutoIndent(true);
    setBackspaceUnindents(true);
    setTabWidth(4);
    setIndentationsUseTabs(false);
    setCaretLineVisible(true);
    setExtraAscent(1);
    setExtraDescent(1);
    setScrollWidth(1);
    setScrollWidthTracking(true);
    setMarkerBackgroundColor(Qt::transparent, problemMarker);
    markerDefine(RightTriangle, problemMarker);
    // Paste what was copied, byte for byte.
    SendScintilla(SCI_SETPASTECONVERTENDINGS, 0UL);
    SendScintilla(SCI_SETMULTIPASTE, SC_MULTIPASTE_EACH);
    SendScintilla(SCI_SETMULTIPLESELECTION, 1UL);
    SendScintilla(SCI_SETADDITIONALSELECTIONTYPING, 1UL);
    SendScintilla(SCI_INDICSETSTYLE, matchIndicator, INDIC_ROUNDBOX);
    SendScintilla(SCI_INDICSETUNDER, matchIndicator, 1L);
    // Ctrl+D, Ctrl+L and the like belong to the window.
    for (const QChar key : QStringView(u"LTKBGPSHFE"))
        SendScintilla(SCI_CLEARCMDKEY, key.unicode() + (SCMOD_CTRL << 16));
    SendScintilla(SCI_CLEARCMDKEY, 'L' + ((SCMOD_CTRL | SCMOD_SHIFT) << 16));
    drawHiddenMarks(this, HiddenMarks::Harmful);
    applyColours();
}

bool CodeEditor::load(const QByteArray &file)
{
    m_loading = true;
    m_byteOrderMark = markOf(file);
    const QByteArray text = bodyOf(file);
    setReadOnly(false);
    SendScintilla(SCI_SETUNDOCOLLECTION, 0UL);
    SendScintilla(SCI_CLEARALL);
    // Before anything lays the text out, which takes seconds for a line of a megabyte.
    setLongLine(LongLineLexer::longest(text));
    if (m_longLexer)
        m_longLexer->reset();
    SendScintilla(SCI_ALLOCATE, static_cast<unsigned long>(text.size()) + 4096);
    SendScintilla(SCI_ADDTEXT, static_cast<unsigned long>(text.size()), text.constData());
    if (m_longLexer)
        SendScintilla(SCI_COLOURISE, 0UL, -1L);
    SendScintilla(SCI_SETUNDOCOLLECTION, 1UL);
    SendScintilla(SCI_EMPTYUNDOBUFFER);
    SendScintilla(SCI_SETSAVEPOINT);
    SendScintilla(SCI_GOTOPOS, 0UL);
    setEolMode(eolModeOf(TextFacts::of(text).dominantLineEnd()));
    m_sizeLookedAt = text.size();
    updateMargin();
    m_loading = false;
    const bool exact = body() == text;
    setReadOnly(!exact);
    return exact;
}

void CodeEditor::replaceText(const QByteArray &text)
{
    setByteOrderMark(markOf(text));
    replaceBody(bodyOf(text));
}

void CodeEditor::replaceBody(const QByteArray &text)
{
    const QByteArray before = body();
    const qsizetype shared = std::min(before.size(), text.size());
    qsizetype head =
        std::mismatch(before.begin(), before.begin() + shared, text.begin()).first - before.begin();
    // Never in the middle of a character.
    while (head > 0 && head < before.size()
           && (static_cast<unsigned char>(before.at(head)) & 0xC0) == 0x80)
        --head;
    qsizetype tail =
        std::mismatch(before.rbegin(), before.rbegin() + (shared - head), text.rbegin()).first
        - before.rbegin();
    while (tail > 0 && (static_cast<unsigned char>(before.at(before.size() - tail)) & 0xC0) == 0x80)
        --tail;
    if (head + tail == before.size() && before.size() == text.size())
        return;
    const long caret = SendScintilla(SCI_GETCURRENTPOS);
    const long firstLine = SendScintilla(SCI_GETFIRSTVISIBLELINE);
    const bool wasReadOnly = isReadOnly();
    setReadOnly(false);
    replaceRange({head, before.size() - tail}, text.sliced(head, text.size() - head - tail));
    setReadOnly(wasReadOnly);
    const long oldEnd = long(before.size() - tail);
    const long moved = caret <= head ? caret
        : caret >= oldEnd            ? caret + long(text.size() - before.size())
                                     : long(head);
    SendScintilla(SCI_SETEMPTYSELECTION, static_cast<unsigned long>(moved));
    SendScintilla(SCI_SETFIRSTVISIBLELINE, static_cast<unsigned long>(firstLine));
}

QByteArray CodeEditor::bytes() const
{
    return m_byteOrderMark == ByteOrderMark::Present ? markBytes.toByteArray() + body() : body();
}

void CodeEditor::setByteOrderMark(ByteOrderMark mark)
{
    if (std::exchange(m_byteOrderMark, mark) != mark && !m_loading)
        emit edited();
}

QByteArray CodeEditor::body() const
{
    const long size = SendScintilla(SCI_GETLENGTH);
    const void *text = SendScintillaPtrResult(SCI_GETCHARACTERPOINTER);
    return QByteArray(static_cast<const char *>(text), size);
}

qsizetype CodeEditor::bodySize() const
{
    return SendScintilla(SCI_GETLENGTH);
}

void CodeEditor::setPath(const QString &path)
{
    const long headSize = std::min(SendScintilla(SCI_GETLENGTH), 256L);
    QByteArray head(headSize + 1, '\0');
    SendScintilla(SCI_GETTEXTRANGE, 0L, headSize, head.data());
    head.chop(1);
    m_language = languageOf(path, head);
    applyLexer();
    const bool usesTabs = m_language == Language::Makefile;
    setIndentationsUseTabs(usesTabs);
    setTabWidth(m_language == Language::Yaml || m_language == Language::Json ? 2 : 4);
    applyColours();
}

void CodeEditor::applyLexer()
{
    QsciLexer *const old = lexer();
    const bool isLong = m_longLine.number > 0;
    m_longLexer = isLong ? new LongLineLexer(this) : nullptr;
    QsciLexer *const fresh = isLong ? m_longLexer : makeLexer(m_language, this);
    if (fresh)
        colourLexer(fresh, palette(), monospaceFont(this));
    setLexer(fresh);
    if (old)
        old->deleteLater();
    setBraceMatching(isLong ? NoBraceMatch : SloppyBraceMatch);
    // All long lines in sight stay laid out, not that of the caret alone.
    SendScintilla(SCI_SETLAYOUTCACHE, isLong ? SC_CACHE_PAGE : SC_CACHE_CARET);
    applyColours();
}

void CodeEditor::checkLongLines()
{
    m_longLineTimer.stop();
    const void *text = SendScintillaPtrResult(SCI_GETCHARACTERPOINTER);
    m_sizeLookedAt = bodySize();
    const LongLine longest =
        LongLineLexer::longest(QByteArrayView(static_cast<const char *>(text), m_sizeLookedAt));
    setLongLine(longest);
}

void CodeEditor::setLongLine(const LongLine &line)
{
    const bool hadAny = std::exchange(m_longLine, line).number > 0;
    if (hadAny == (line.number > 0))
        return;
    applyLexer();
    if (m_longLexer)
        SendScintilla(SCI_COLOURISE, 0UL, -1L);
    followCaret();
    emit longLineChanged();
}

// Looks for long lines only where there may be one now or there was one before.
void CodeEditor::noteEdit()
{
    const auto caret = static_cast<unsigned long>(SendScintilla(SCI_GETCURRENTPOS));
    const long line = SendScintilla(SCI_LINEFROMPOSITION, caret);
    const qsizetype length = SendScintilla(SCI_LINELENGTH, static_cast<unsigned long>(line));
    if (m_longLine.number > 0 || length > LongLineLexer::limit
        || bodySize() > m_sizeLookedAt + LongLineLexer::limit)
        m_longLineTimer.start();
}

void CodeEditor::followCaret()
{
    if (m_longLexer && m_longLexer->follow())
        SendScintilla(SCI_SCROLLCARET);
}

int CodeEditor::caretLine() const
{
    return int(SendScintilla(SCI_LINEFROMPOSITION,
                             static_cast<unsigned long>(SendScintilla(SCI_GETCURRENTPOS))))
        + 1;
}

int CodeEditor::caretColumn() const
{
    const auto caret = static_cast<unsigned long>(SendScintilla(SCI_GETCURRENTPOS));
    const long line = SendScintilla(SCI_LINEFROMPOSITION, caret);
    const long start = SendScintilla(SCI_POSITIONFROMLINE, static_cast<unsigned long>(line));
    return int(SendScintilla(SCI_COUNTCHARACTERS, static_cast<unsigned long>(start), long(caret)))
        + 1;
}

void CodeEditor::goToLine(int line)
{
    SendScintilla(SCI_GOTOLINE, static_cast<unsigned long>(std::max(0, line - 1)));
    SendScintilla(SCI_VERTICALCENTRECARET);
}

void CodeEditor::goToPlace(int line, int column)
{
    const auto number = static_cast<unsigned long>(std::max(0, line - 1));
    const long start = SendScintilla(SCI_POSITIONFROMLINE, number);
    const long end = SendScintilla(SCI_GETLINEENDPOSITION, number);
    const long place = std::clamp<long>(start + std::max(0, column - 1), start, end);
    // Not into the middle of a character.
    const long next = SendScintilla(SCI_POSITIONAFTER, static_cast<unsigned long>(place));
    const long at =
        place == end ? end : SendScintilla(SCI_POSITIONBEFORE, static_cast<unsigned long>(next));
    SendScintilla(SCI_GOTOPOS, static_cast<unsigned long>(at));
    SendScintilla(SCI_VERTICALCENTRECARET);
    followCaret();
}

ByteRange CodeEditor::selection() const
{
    return {SendScintilla(SCI_GETSELECTIONSTART), SendScintilla(SCI_GETSELECTIONEND)};
}

void CodeEditor::select(ByteRange range)
{
    SendScintilla(SCI_SETSEL, static_cast<unsigned long>(range.begin), long(range.end));
    followCaret();
    SendScintilla(SCI_SCROLLRANGE, static_cast<unsigned long>(range.begin), long(range.end));
}

void CodeEditor::replaceRange(ByteRange range, const QByteArray &text)
{
    SendScintilla(SCI_SETTARGETRANGE, static_cast<unsigned long>(range.begin), long(range.end));
    SendScintilla(SCI_REPLACETARGET, static_cast<unsigned long>(text.size()), text.constData());
    SendScintilla(SCI_SETEMPTYSELECTION, static_cast<unsigned long>(range.begin + text.size()));
}

void CodeEditor::markMatches(const QList<ByteRange> &ranges)
{
    SendScintilla(SCI_SETINDICATORCURRENT, matchIndicator);
    SendScintilla(SCI_INDICATORCLEARRANGE, 0UL, SendScintilla(SCI_GETLENGTH));
    for (const ByteRange &range : ranges)
        SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(range.begin),
                      long(range.end - range.begin));
}

void CodeEditor::markProblems(const QList<int> &lines)
{
    markerDeleteAll(problemMarker);
    setMarginWidth(symbolMargin, lines.isEmpty() ? 0 : fontMetrics().height());
    for (const int line : lines)
        markerAdd(line - 1, problemMarker);
}

void CodeEditor::setWhitespaceShown(bool shown)
{
    setWhitespaceVisibility(shown ? WsVisible : WsInvisible);
    setEolVisibility(shown);
    drawHiddenMarks(this, shown ? HiddenMarks::All : HiddenMarks::Harmful);
}

bool CodeEditor::isWhitespaceShown() const
{
    return whitespaceVisibility() != WsInvisible;
}

void CodeEditor::setZoom(int points)
{
    zoomTo(std::clamp(points, minZoom, maxZoom));
}

int CodeEditor::zoom() const
{
    return int(SendScintilla(SCI_GETZOOM));
}

void CodeEditor::onUpdateUi(int updated)
{
    dropIdleAccessible();
    if ((updated & SC_UPDATE_CONTENT) && !m_loading) {
        updateMargin();
        noteEdit();
        emit edited();
    }
    if (updated & (SC_UPDATE_SELECTION | SC_UPDATE_CONTENT))
        emit caretMoved();
}

// What QScintilla keeps for screen readers counts all characters before the caret at each key and
// each movement, from the moment when anything asked for it: a new name or the focus is enough. 13
// ms at the end of 1 MiB. Where no reader listens it goes again.
void CodeEditor::dropIdleAccessible()
{
    if (QAccessible::isActive())
        return;
    QAccessibleInterface *const idle = QAccessible::queryAccessibleInterface(this);
    if (idle)
        QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(idle));
}

void CodeEditor::updateMargin()
{
    const long lines = SendScintilla(SCI_GETLINECOUNT);
    const int digits = std::max(3, int(QByteArray::number(qlonglong(lines)).size()));
    const int key = digits * 100 + zoom();
    if (std::exchange(m_marginDigits, key) == key)
        return;
    const QByteArray widest(digits + 1, '9');
    const long width = SendScintilla(SCI_TEXTWIDTH, STYLE_LINENUMBER, widest.constData());
    setMarginWidth(numberMargin, int(width) + 4);
}

void CodeEditor::applyColours()
{
    const auto colour = [this](ColorRole role) { return roleColor(role, palette()); };
    const QFont font = monospaceFont(this);
    setFont(font);
    setColor(colour(ColorRole::Text));
    setPaper(colour(ColorRole::Base));
    if (QsciLexer *const current = lexer())
        colourLexer(current, palette(), font);
    setMarginsFont(font);
    setMarginsForegroundColor(colour(ColorRole::SecondaryText));
    setMarginsBackgroundColor(colour(ColorRole::Window));
    setCaretForegroundColor(colour(ColorRole::Text));
    setCaretLineBackgroundColor(colour(ColorRole::Hover));
    setSelectionBackgroundColor(colour(ColorRole::Selection));
    resetSelectionForegroundColor();
    setMatchedBraceForegroundColor(colour(ColorRole::Accent));
    setMatchedBraceBackgroundColor(colour(ColorRole::NeutralBackground));
    setUnmatchedBraceForegroundColor(colour(ColorRole::Bad));
    setUnmatchedBraceBackgroundColor(colour(ColorRole::BadBackground));
    setIndentationGuidesForegroundColor(colour(ColorRole::Separator));
    setIndentationGuidesBackgroundColor(colour(ColorRole::Base));
    setWhitespaceForegroundColor(colour(ColorRole::Neutral));
    setIndicatorForegroundColor(colour(ColorRole::Warning), matchIndicator);
    setMarkerForegroundColor(colour(ColorRole::Bad), problemMarker);
    setMarkerBackgroundColor(colour(ColorRole::Bad), problemMarker);
    if (m_longLexer)
        m_longLexer->hideRest();
    m_marginDigits = 0;
    updateMargin();
}

void CodeEditor::changeEvent(QEvent *event)
{
    QsciScintilla::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyColours();
}

void CodeEditor::keyPressEvent(QKeyEvent *event)
{
    // Left to what is around the text.
    const bool isCtrlReturn =
        event->key() == Qt::Key_Return && event->modifiers() == Qt::ControlModifier;
    if (event->key() == Qt::Key_Escape || isCtrlReturn) {
        event->ignore();
        return;
    }
    if (event->matches(QKeySequence::Paste)) {
        paste();
        event->accept();
        return;
    }
    const qsizetype size = bodySize();
    const long lines = SendScintilla(SCI_GETLINECOUNT);
    QsciScintilla::keyPressEvent(event);
    const qsizetype change = bodySize() - size;
    constexpr qsizetype oneCharacter = 4;
    if (m_longLexer && change != 0 && std::abs(change) <= oneCharacter
        && lines == SendScintilla(SCI_GETLINECOUNT))
        m_longLexer->keepColours();
    followCaret();
}

// Only when the button is up: while it drags a selection the text stays where it is.
void CodeEditor::mouseReleaseEvent(QMouseEvent *event)
{
    QsciScintilla::mouseReleaseEvent(event);
    followCaret();
}

// The base class turns the line ends of what is pasted and dropped into those of the document, and
// loses what is not in its code page.
void CodeEditor::paste()
{
    bool rectangular = false;
    const QMimeData *source = QGuiApplication::clipboard()->mimeData();
    if (!source || isReadOnly())
        return;
    const QByteArray raw = fromMimeData(source, rectangular);
    if (rectangular || SendScintilla(SCI_GETSELECTIONS) > 1) {
        QsciScintilla::paste();
        return;
    }
    const QByteArray text = source->hasText() ? source->text().toUtf8() : raw;
    if (text.isEmpty())
        return;
    replaceRange(selection(), text);
    SendScintilla(SCI_SCROLLCARET);
}

void CodeEditor::dropEvent(QDropEvent *event)
{
    if (isReadOnly() || !event->mimeData()->hasText()) {
        event->ignore();
        return;
    }
    const QByteArray text = event->mimeData()->text().toUtf8();
    const QPoint point = event->position().toPoint();
    qsizetype at = SendScintilla(SCI_POSITIONFROMPOINT, static_cast<unsigned long>(point.x()),
                                 long(point.y()));
    const ByteRange dragged = selection();
    const bool isMove = event->source() == this && event->dropAction() == Qt::MoveAction;
    // Dropped onto itself.
    if (isMove && at >= dragged.begin && at <= dragged.end) {
        event->ignore();
        return;
    }
    SendScintilla(SCI_BEGINUNDOACTION);
    if (isMove) {
        replaceRange(dragged, {});
        if (at > dragged.end)
            at -= dragged.end - dragged.begin;
    }
    replaceRange({at, at}, text);
    SendScintilla(SCI_ENDUNDOACTION);
    // The base class must not remove again what was moved here.
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void CodeEditor::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() & Qt::ControlModifier) {
        setZoom(zoom() + (event->angleDelta().y() > 0 ? 1 : -1));
        event->accept();
        return;
    }
    QsciScintilla::wheelEvent(event);
}

void CodeEditor::focusInEvent(QFocusEvent *event)
{
    // Insertions are told to screen readers only while there is one: it costs as much again.
    const unsigned long events = QAccessible::isActive() ? SC_MODEVENTMASKALL : SC_MOD_CHANGEFOLD;
    SendScintilla(SCI_SETMODEVENTMASK, events);
    QsciScintilla::focusInEvent(event);
}

} // namespace angee
