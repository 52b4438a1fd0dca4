// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/schema/graphqltext.h"

#include "core/schema/tokenizer.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>

#include <array>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

enum TextStyle {
    PlainStyle,
    KeywordStyle,
    NameStyle,
    StringStyle,
    CommentStyle,
    NumberStyle,
    DirectiveStyle,
    ErrorStyle,
    StyleCount,
};

constexpr std::array keywords{
    "type",       "interface",    "union",  "enum",  "input",    "scalar",   "schema",
    "directive",  "implements",   "extend", "query", "mutation", "fragment", "on",
    "repeatable", "subscription", "true",   "false", "null",
};

ColorRole colourOf(int style)
{
    switch (style) {
    case KeywordStyle:
        return ColorRole::Accent;
    case StringStyle:
        return ColorRole::Good;
    case CommentStyle:
        return ColorRole::SecondaryText;
    case NumberStyle:
    case DirectiveStyle:
        return ColorRole::Warning;
    case ErrorStyle:
        return ColorRole::Bad;
    default:
        return ColorRole::Text;
    }
}

bool isKeyword(std::string_view name)
{
    return std::find(keywords.begin(), keywords.end(), name) != keywords.end();
}

int styleOf(const GraphQlToken &token, std::string_view text, GraphQlTokenKind before)
{
    // A block string that goes on in the next line is "unterminated" in this one, and no fault.
    if (token.kind == GraphQlTokenKind::BlockString)
        return StringStyle;
    if (token.error != GraphQlTokenError::None)
        return ErrorStyle;
    switch (token.kind) {
    case GraphQlTokenKind::Name:
        if (before == GraphQlTokenKind::At)
            return DirectiveStyle;
        return isKeyword(text) ? KeywordStyle : NameStyle;
    case GraphQlTokenKind::String:
        return StringStyle;
    case GraphQlTokenKind::Comment:
        return CommentStyle;
    case GraphQlTokenKind::Int:
    case GraphQlTokenKind::Float:
        return NumberStyle;
    case GraphQlTokenKind::At:
        return DirectiveStyle;
    case GraphQlTokenKind::Invalid:
        return ErrorStyle;
    default:
        return PlainStyle;
    }
}

} // namespace

GraphQlText::GraphQlText(QWidget *parent)
    : QsciScintilla(parent)
{
    setUtf8(true);
    setMarginType(0, NumberMargin);
    setMarginWidth(1, 0);
    setCaretLineVisible(true);
    setTabWidth(2);
    setWrapMode(WrapNone);
    setFrameShape(QFrame::NoFrame);
    SendScintilla(SCI_SETMARGINLEFT, 0UL, long(spacing(1, this)));
    // From nothing on: a bar comes with the first line that needs it.
    SendScintilla(SCI_SETSCROLLWIDTH, 1UL);
    SendScintilla(SCI_SETSCROLLWIDTHTRACKING, 1);
    SendScintilla(SCI_SETLAYOUTCACHE, SC_CACHE_PAGE);
    SendScintilla(SCI_SETLEXER, SCLEX_CONTAINER);
    connect(this, &QsciScintillaBase::SCN_STYLENEEDED, this, &GraphQlText::styleUntil);
    applyColours();
    setMarginWidth(0, u"001"_s);
}

GraphQlText::~GraphQlText() = default;

void GraphQlText::setContent(std::string_view text)
{
    const bool readOnly = isReadOnly();
    setReadOnly(false);
    SendScintilla(SCI_SETUNDOCOLLECTION, 0UL);
    SendScintilla(SCI_CLEARALL);
    SendScintilla(SCI_ADDTEXT, static_cast<unsigned long>(text.size()), text.data());
    SendScintilla(SCI_SETUNDOCOLLECTION, 1UL);
    SendScintilla(SCI_EMPTYUNDOBUFFER);
    SendScintilla(SCI_SETSAVEPOINT);
    SendScintilla(SCI_GOTOPOS, 0UL);
    SendScintilla(SCI_SETSCROLLWIDTH, 1UL);
    setReadOnly(readOnly);
    setMarginWidth(0, u"00%1"_s.arg(lines()));
}

QByteArray GraphQlText::content() const
{
    return bytes(0, int(SendScintilla(SCI_GETLENGTH)));
}

QByteArray GraphQlText::bytes(int begin, int end) const
{
    QByteArray text(end - begin, Qt::Uninitialized);
    if (text.isEmpty())
        return text;
    const auto *all = static_cast<const char *>(SendScintillaPtrResult(SCI_GETCHARACTERPOINTER));
    const auto *from = all + begin;
    std::copy_n(from, text.size(), text.data());
    return text;
}

void GraphQlText::styleUntil(int position)
{
    // Whole lines, from the first that is not styled: the line above it says whether a block string
    // is open.
    const long styled = SendScintilla(SCI_GETENDSTYLED);
    const int first = int(SendScintilla(SCI_LINEFROMPOSITION, styled));
    const int last = int(SendScintilla(SCI_LINEFROMPOSITION, static_cast<unsigned long>(position)));
    for (int line = first; line <= last; ++line) {
        const int above = line > 0 ? int(SendScintilla(SCI_GETLINESTATE, line - 1)) : 0;
        styleLine(line, above);
    }
}

void GraphQlText::styleLine(int line, int state)
{
    const int begin = int(SendScintilla(SCI_POSITIONFROMLINE, line));
    const int end = line + 1 < lines() ? int(SendScintilla(SCI_POSITIONFROMLINE, line + 1))
                                       : int(SendScintilla(SCI_GETLENGTH));
    const QByteArray text = bytes(begin, end);
    QByteArray styles(text.size(), char(PlainStyle));
    GraphQlTokenizer tokenizer({text.constData(), size_t(text.size())}, GraphQlLineState(state));
    GraphQlToken last;
    for (auto token = tokenizer.next(); token.kind != GraphQlTokenKind::EndOfText;
         token = tokenizer.next()) {
        const int style = styleOf(token, tokenizer.text(token), last.kind);
        std::fill_n(styles.data() + token.offset, token.length, char(style));
        // Only JSON has strings in front of a colon: the names of its members.
        if (token.kind == GraphQlTokenKind::Colon && last.kind == GraphQlTokenKind::String)
            std::fill_n(styles.data() + last.offset, last.length, char(KeywordStyle));
        last = token;
    }
    SendScintilla(SCI_STARTSTYLING, static_cast<unsigned long>(begin));
    SendScintilla(SCI_SETSTYLINGEX, static_cast<unsigned long>(styles.size()), styles.constData());
    SendScintilla(SCI_SETLINESTATE, static_cast<unsigned long>(line), long(tokenizer.state()));
}

void GraphQlText::applyColours()
{
    const QPalette &colours = palette();
    const QFont font = monospaceFont(this);
    const auto setStyle = [&](int style, const QColor &text, const QColor &base) {
        SendScintilla(SCI_STYLESETFORE, static_cast<unsigned long>(style), text);
        SendScintilla(SCI_STYLESETBACK, static_cast<unsigned long>(style), base);
        SendScintilla(SCI_STYLESETFONT, static_cast<unsigned long>(style),
                      font.family().toUtf8().constData());
        SendScintilla(SCI_STYLESETSIZEFRACTIONAL, static_cast<unsigned long>(style),
                      long(font.pointSizeF() * int(SC_FONT_SIZE_MULTIPLIER)));
    };
    const QColor base = roleColor(ColorRole::Base, colours);
    setStyle(STYLE_DEFAULT, roleColor(ColorRole::Text, colours), base);
    for (int style = 0; style < StyleCount; ++style)
        setStyle(style, roleColor(colourOf(style), colours), base);
    setStyle(STYLE_LINENUMBER, roleColor(ColorRole::SecondaryText, colours),
             roleColor(ColorRole::Window, colours));
    setCaretForegroundColor(roleColor(ColorRole::Text, colours));
    setCaretLineBackgroundColor(roleColor(ColorRole::Hover, colours));
    setSelectionBackgroundColor(roleColor(ColorRole::Selection, colours));
    resetSelectionForegroundColor();
    setMarginsBackgroundColor(roleColor(ColorRole::Window, colours));
    setMarginsForegroundColor(roleColor(ColorRole::SecondaryText, colours));
    setPaper(base);
}

void GraphQlText::showRange(qsizetype begin, qsizetype end)
{
    const int line = int(SendScintilla(SCI_LINEFROMPOSITION, static_cast<unsigned long>(begin)));
    SendScintilla(SCI_SETFIRSTVISIBLELINE, static_cast<unsigned long>(qMax(0, line - 3)));
    SendScintilla(SCI_SETSEL, static_cast<unsigned long>(begin), long(end));
    SendScintilla(SCI_SETXOFFSET, 0UL);
}

void GraphQlText::changeEvent(QEvent *event)
{
    QsciScintilla::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyColours();
}

void GraphQlText::keyPressEvent(QKeyEvent *event)
{
    const bool isTab = event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab;
    if (isReadOnly() && isTab)
        focusNextPrevChild(event->key() == Qt::Key_Tab);
    else
        QsciScintilla::keyPressEvent(event);
}

} // namespace angee
