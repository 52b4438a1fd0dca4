// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <Qsci/qsciscintilla.h>

#include <string_view>

namespace angee {

//! \brief GraphQL text to be read: highlighted by the console's own tokenizer, as far as it is in
//! sight. A megabyte opens at once, because nothing below the window is coloured until it is
//! scrolled to.
class SdlView final : public QsciScintilla
{
    Q_OBJECT

public:
    explicit SdlView(QWidget *parent = nullptr);
    ~SdlView() override;

    //! UTF-8. The view is read-only afterwards.
    void setSdl(std::string_view sdl);
    //! Scrolls to a byte range and selects it.
    void showRange(qsizetype begin, qsizetype end);
    //! The name under the caret, for a jump to its definition; empty when there is none.
    [[nodiscard]] QString nameAtCaret() const;
    //! Selects the next place of \a text from the caret on, around the end; false when there is
    //! none.
    bool findNext(const QString &text, bool backwards);

signals:
    //! F12, or a click with Ctrl: somebody wants to see the definition of this name.
    void definitionRequested(const QString &name);

protected:
    void changeEvent(QEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void applyColours();
    void styleUntil(int position);
    void styleLine(int line, int state);
    [[nodiscard]] QByteArray bytes(int begin, int end) const;
};

} // namespace angee
