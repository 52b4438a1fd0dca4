// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/linediff.h"
#include "core/files/textsearch.h"
#include "ui/files/syntaxlexers.h"

#include <Qsci/qsciscintilla.h>

namespace angee {

//! \brief The text of one file: shows and edits bytes without changing any that were not typed.
//!
//! Works on bytes alone, never through QString: byte order marks, NUL, odd separators, mixed line
//! ends and bad UTF-8 survive.
class CodeEditor final : public QsciScintilla
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CodeEditor)

public:
    explicit CodeEditor(QWidget *parent = nullptr);
    ~CodeEditor() override;

    //! Shows \a text with a fresh undo history. False if the widget does not give the same bytes
    //! back: then it is read-only, and saying so is left to the caller.
    bool load(const QByteArray &text);
    //! Changes to \a text as one step that can be undone; caret and scroll position stay.
    void replaceText(const QByteArray &text);
    //! A copy of what the widget holds now.
    [[nodiscard]] QByteArray bytes() const;
    [[nodiscard]] qsizetype byteCount() const;

    //! Chooses language and highlighting by the name of the file and the text loaded.
    void setPath(const QString &path);
    [[nodiscard]] Language fileLanguage() const { return m_language; }

    //! Line and column count from 1, the column in characters.
    [[nodiscard]] int caretLine() const;
    [[nodiscard]] int caretColumn() const;
    void goToLine(int line);
    [[nodiscard]] ByteRange selection() const;
    void select(ByteRange range);
    //! Replaces the bytes as one undo step and leaves the caret behind them.
    void replaceRange(ByteRange range, const QByteArray &text);
    //! Marks all these, for the matches of a search; empty clears.
    void markMatches(const QList<ByteRange> &ranges);
    //! Draws a mark in the margin of a line, counted from 1; 0 clears.
    void markProblem(int line, const QString &words);

    //! As it was copied: line ends are those of the clipboard.
    void paste() override;

    void setWhitespaceShown(bool shown);
    [[nodiscard]] bool isWhitespaceShown() const;
    //! In points over the usual size, kept within -8 and 20.
    void setZoom(int points);
    [[nodiscard]] int zoom() const;

signals:
    //! After each change by the user or by code, before the next paint. Costs nothing but the call.
    void edited();
    void caretMoved();
    void zoomChanged(int points);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void setUp();
    void applyColours();
    void updateMargin();
    void setCodePage(bool utf8);
    void onUpdateUi(int updated);

    Language m_language = Language::PlainText;
    int m_marginDigits = 0;
    bool m_loading = false;
    bool m_isUtf8 = true;
};

} // namespace angee
