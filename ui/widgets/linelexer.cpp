// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/linelexer.h"

#include <Qsci/qsciscintilla.h>

#include <algorithm>
#include <array>

namespace angee {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool isWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
        || c == '-' || c == '.' || c == '+' || c == ':';
}

qsizetype spaces(QByteArrayView text)
{
    return std::find_if_not(text.begin(), text.end(), isSpace) - text.begin();
}

bool isInstruction(QByteArrayView word)
{
    static constexpr std::array<QByteArrayView, 19> known{
        "ADD",    "ARG",        "AS",          "CMD",    "COPY",       "ENTRYPOINT", "ENV",
        "EXPOSE", "FROM",       "HEALTHCHECK", "LABEL",  "MAINTAINER", "ONBUILD",    "RUN",
        "SHELL",  "STOPSIGNAL", "USER",        "VOLUME", "WORKDIR"};
    return std::any_of(known.begin(), known.end(), [word](QByteArrayView instruction) {
        return word.compare(instruction, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

LineLexer::LineLexer(Dialect dialect, QObject *parent)
    : QsciLexerCustom(parent)
    , m_dialect(dialect)
{ }

LineLexer::~LineLexer() = default;

const char *LineLexer::language() const
{
    switch (m_dialect) {
    case Dialect::Toml:
        return "TOML";
    case Dialect::Ini:
        return "INI";
    case Dialect::Env:
        return "Environment";
    case Dialect::Dockerfile:
        return "Dockerfile";
    }
    Q_UNREACHABLE();
}

QString LineLexer::description(int style) const
{
    switch (style) {
    case Default:
        return tr("Default");
    case Comment:
        return tr("Comment");
    case Section:
        return tr("Section");
    case Key:
        return tr("Key");
    case Operator:
        return tr("Operator");
    case String:
        return tr("String");
    case Number:
        return tr("Number");
    case Keyword:
        return tr("Keyword");
    default:
        return {};
    }
}

void LineLexer::styleText(int start, int end)
{
    QsciScintilla *const sci = editor();
    if (!sci)
        return;
    int line = int(sci->SendScintilla(QsciScintillaBase::SCI_LINEFROMPOSITION, start));
    const long from = sci->SendScintilla(QsciScintillaBase::SCI_POSITIONFROMLINE, line);
    // To the end of the last line, with room for the NUL that Scintilla adds.
    const int lastLine = int(sci->SendScintilla(QsciScintillaBase::SCI_LINEFROMPOSITION, end));
    const long until = sci->SendScintilla(QsciScintillaBase::SCI_POSITIONFROMLINE, lastLine)
        + sci->SendScintilla(QsciScintillaBase::SCI_LINELENGTH, lastLine);
    QByteArray bytes(until - from + 1, '\0');
    sci->SendScintilla(QsciScintillaBase::SCI_GETTEXTRANGE, from, until, bytes.data());
    startStyling(int(from));
    QByteArrayView rest = QByteArrayView(bytes).chopped(1);
    while (!rest.isEmpty()) {
        const long length = sci->SendScintilla(QsciScintillaBase::SCI_LINELENGTH, line);
        const auto before = line > 0
            ? State(sci->SendScintilla(QsciScintillaBase::SCI_GETLINESTATE, line - 1))
            : Outside;
        const State after = styleLine(rest.first(length), before);
        // Scintilla styles the lines below again when this changes.
        sci->SendScintilla(QsciScintillaBase::SCI_SETLINESTATE, line, int(after));
        rest = rest.sliced(length);
        ++line;
    }
}

void LineLexer::put(qsizetype length, Style style)
{
    if (length > 0)
        setStyling(int(length), style);
}

LineLexer::State LineLexer::styleLine(QByteArrayView line, State state)
{
    if (state == InBasicString || state == InLiteralString) {
        const qsizetype done = styleQuoted(line, &state);
        styleValue(line.sliced(done), &state);
        return state;
    }
    const qsizetype indent = spaces(line);
    put(indent, Default);
    const QByteArrayView text = line.sliced(indent);
    const bool isIni = m_dialect == Dialect::Ini;
    if (text.startsWith('#') || (isIni && text.startsWith(';'))) {
        put(text.size(), Comment);
        // A comment does not end an instruction that goes on.
        return state;
    }
    if (m_dialect == Dialect::Dockerfile) {
        State after = Outside;
        styleInstruction(text, state, &after);
        return after;
    }
    if (text.startsWith('[') && m_dialect != Dialect::Env) {
        const qsizetype close = text.lastIndexOf(']');
        put(close < 0 ? text.size() : close + 1, Section);
        State after = Outside;
        if (close >= 0)
            styleValue(text.sliced(close + 1), &after);
        return after;
    }
    qsizetype separator = text.indexOf('=');
    if (separator < 0 && isIni)
        separator = text.indexOf(':');
    State after = Outside;
    if (separator < 0) {
        styleValue(text, &after);
        return after;
    }
    const bool exported = m_dialect == Dialect::Env && text.startsWith("export ");
    put(exported ? 7 : 0, Keyword);
    put(separator - (exported ? 7 : 0), Key);
    put(1, Operator);
    styleValue(text.sliced(separator + 1), &after);
    return after;
}

// From inside a string, or from its opening quotes, to its end or the end of the line.
qsizetype LineLexer::styleQuoted(QByteArrayView text, State *state)
{
    const bool goesOn = *state != Outside;
    const char quote = goesOn ? (*state == InBasicString ? '"' : '\'') : text.front();
    const char triple[] = {quote, quote, quote, '\0'};
    const bool isTriple =
        goesOn || (m_dialect == Dialect::Toml && text.startsWith(QByteArrayView(triple, 3)));
    const qsizetype length = isTriple ? 3 : 1;
    qsizetype at = goesOn ? 0 : length;
    for (; at < text.size(); ++at) {
        if (text[at] == '\\' && quote == '"') {
            ++at;
        } else if (text.sliced(at).startsWith(QByteArrayView(triple, length))) {
            at += length;
            put(at, String);
            *state = Outside;
            return at;
        }
    }
    put(text.size(), String);
    if (isTriple)
        *state = quote == '"' ? InBasicString : InLiteralString;
    return text.size();
}

void LineLexer::styleValue(QByteArrayView text, State *state)
{
    while (!text.isEmpty()) {
        const char c = text.front();
        qsizetype length = 1;
        if (isSpace(c)) {
            length = spaces(text);
            put(length, Default);
        } else if (c == '#' || (c == ';' && m_dialect == Dialect::Ini)) {
            put(text.size(), Comment);
            return;
        } else if (c == '"' || c == '\'') {
            length = styleQuoted(text, state);
        } else if (isWord(c)) {
            length = std::find_if_not(text.begin(), text.end(), isWord) - text.begin();
            const QByteArrayView word = text.first(length);
            const bool isNumber = (c >= '0' && c <= '9') || ((c == '-' || c == '+') && length > 1);
            const bool isBoolean =
                word == QByteArrayView("true") || word == QByteArrayView("false");
            put(length, isNumber ? Number : isBoolean ? Keyword : Default);
        } else {
            put(1,
                c == '=' || c == ',' || c == '[' || c == ']' || c == '{' || c == '}' ? Operator
                                                                                     : Default);
        }
        text = text.sliced(length);
    }
}

void LineLexer::styleInstruction(QByteArrayView text, State before, State *state)
{
    qsizetype word = 0;
    while (word < text.size() && !isSpace(text[word]))
        ++word;
    if (before != InInstruction && isInstruction(text.first(word))) {
        put(word, Keyword);
        styleValue(text.sliced(word), state);
    } else {
        styleValue(text, state);
    }
    const QByteArrayView trimmed = text.trimmed();
    *state = trimmed.endsWith('\\') ? InInstruction : Outside;
}

} // namespace angee
