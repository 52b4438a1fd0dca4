// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <Qsci/qsciscintilla.h>

#include <string_view>

namespace angee {

//! \brief GraphQL text, or JSON, which is made of the same tokens: highlighted by the console's own
//! tokenizer, as far as it is in sight. A megabyte opens at once, because nothing below the window
//! is coloured until it is scrolled to.
class GraphQlText : public QsciScintilla
{
    Q_OBJECT

public:
    explicit GraphQlText(QWidget *parent = nullptr);
    ~GraphQlText() override;

    //! Replaces everything by UTF-8 text, without an undo step; a read-only view stays so.
    void setContent(std::string_view text);
    //! A copy of what the widget holds now.
    [[nodiscard]] QByteArray content() const;
    //! Scrolls to a byte range and selects it.
    void showRange(qsizetype begin, qsizetype end);

protected:
    void changeEvent(QEvent *event) override;
    //! In a view that is read-only nothing is typed: Tab moves on.
    void keyPressEvent(QKeyEvent *event) override;

    [[nodiscard]] QByteArray bytes(int begin, int end) const;

private:
    void applyColours();
    void styleUntil(int position);
    void styleLine(int line, int state);
};

} // namespace angee
