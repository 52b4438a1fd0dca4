// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/linediff.h"
#include "core/files/textsearch.h"
#include "ui/files/longlinelexer.h"
#include "ui/widgets/syntaxlexers.h"

#include <QPointer>
#include <QTimer>
#include <Qsci/qsciscintilla.h>

namespace angee {

//! \brief Whether a file begins with the three bytes of U+FEFF.
enum class ByteOrderMark : bool { Absent, Present };

//! \brief The text of one file: shows and edits bytes without changing any that were not typed.
//!
//! Works on bytes alone, never through QString: NUL, odd separators, mixed line ends and bad UTF-8
//! survive. A byte order mark is a fact beside the text: no key, paste, undo or replacement reaches
//! it, and all positions count from behind it.
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
    //! Changes to \a text as one step that can be undone, but for its byte order mark; caret and
    //! scroll position stay.
    void replaceText(const QByteArray &text);
    //! The same for what stands behind the byte order mark, which stays as it is.
    void replaceBody(const QByteArray &body);
    //! A copy of the whole file, with its byte order mark.
    [[nodiscard]] QByteArray bytes() const;
    //! A copy of what can be edited: positions and ranges are places in this.
    [[nodiscard]] QByteArray body() const;
    [[nodiscard]] qsizetype bodySize() const;
    [[nodiscard]] ByteOrderMark byteOrderMark() const { return m_byteOrderMark; }
    //! Counts as an edit; cannot be undone but by another call.
    void setByteOrderMark(ByteOrderMark mark);

    //! Chooses language and highlighting by the name of the file and the text loaded.
    void setPath(const QString &path);
    [[nodiscard]] Language fileLanguage() const { return m_language; }

    //! The longest line, if it is too long to be laid out whole at each key: then the text has no
    //! colours and no matching of brackets, and of such a line only the part around the caret is
    //! drawn.
    [[nodiscard]] const LongLine &longLine() const { return m_longLine; }

    //! Line and column count from 1, the column in characters.
    [[nodiscard]] int caretLine() const;
    [[nodiscard]] int caretColumn() const;
    void goToLine(int line);
    //! \a column in bytes, from 1.
    void goToPlace(int line, int column);
    [[nodiscard]] ByteRange selection() const;
    void select(ByteRange range);
    //! Replaces the bytes as one undo step and leaves the caret behind them.
    void replaceRange(ByteRange range, const QByteArray &text);
    //! Marks all these, for the matches of a search; empty clears.
    void markMatches(const QList<ByteRange> &ranges);
    //! Draws a mark in the margin of these lines, counted from 1, instead of those before.
    void markProblems(const QList<int> &lines);

    //! As it was copied: line ends are those of the clipboard.
    void paste() override;

    //! Blanks, line ends and every character that cannot be seen. Those that do harm unseen are
    //! drawn as marks in any case.
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
    //! The first line became long, or none is any more.
    void longLineChanged();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void setUp();
    void applyColours();
    void updateMargin();
    void applyLexer();
    void checkLongLines();
    void setLongLine(const LongLine &line);
    void noteEdit();
    void followCaret();
    void dropIdleAccessible();
    void onUpdateUi(int updated);

    Language m_language = Language::PlainText;
    ByteOrderMark m_byteOrderMark = ByteOrderMark::Absent;
    LongLine m_longLine;
    QPointer<LongLineLexer> m_longLexer; // in use for as long as there is a long line
    QTimer m_longLineTimer;
    qsizetype m_sizeLookedAt = 0;
    int m_marginDigits = 0;
    bool m_loading = false;
};

} // namespace angee
