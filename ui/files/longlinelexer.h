// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/textsearch.h"

#include <Qsci/qscilexercustom.h>

namespace angee {

//! \brief A line that takes too long to lay out: its number from 1, or 0 for none, and its bytes.
struct LongLine
{
    int number = 0;
    qsizetype bytes = 0;

    friend bool operator==(const LongLine &, const LongLine &) = default;
};

//! \brief Instead of the lexer of a language where lines are too long for one.
//!
//! Every key lays out and colours its whole line again: a second for a megabyte. So all text has
//! one colour, and of a long line only the part around the caret is drawn; the rest takes no room
//! and no time. follow() moves that part along.
class LongLineLexer final : public QsciLexerCustom
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LongLineLexer)

public:
    //! From here on a line is long.
    static constexpr qsizetype limit = 10'000;

    explicit LongLineLexer(QObject *parent = nullptr);
    ~LongLineLexer() override;

    //! The longest line of \a text if it is long. One pass, under 1 ms per MiB.
    [[nodiscard]] static LongLine longest(QByteArrayView text);

    [[nodiscard]] const char *language() const override;
    [[nodiscard]] QString description(int style) const override;
    void styleText(int start, int end) override;
    //! After colours and fonts were set, which also show what this hides.
    void hideRest();
    //! After a few characters were typed or taken away at the caret, where all is drawn already:
    //! spares the editor from asking for the colours of the whole text.
    void keepColours();
    //! Another text comes.
    void reset();
    //! After the caret has moved. True if what is drawn of its line is another part now.
    bool follow();

private:
    enum Style { Shown, Hidden, StyleCount };

    void styleLine(long line);
    [[nodiscard]] ByteRange partAround(qsizetype caret, ByteRange line) const;
    [[nodiscard]] qsizetype characterStart(qsizetype position) const;

    // The line that the caret is or was in, and what of it is drawn, from its start.
    long m_line = -1;
    ByteRange m_part;
    qsizetype m_length = 0; // of the line when it was last coloured
};

} // namespace angee
