// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QStringList>

class QsciScintillaBase;

namespace angee {

//! \brief Which characters that cannot be seen an editor draws as a mark such as "U+202E".
enum class HiddenMarks {
    Harmful, //!< What changes the order of its neighbours, and what draws nothing.
    All, //!< Blanks other than a space, joiners and selectors as well.
};

//! \brief The harmful ones of a text.
struct HiddenCharacters
{
    qsizetype count = 0;
    int line = 0; //!< Of the first, from 1.
    int column = 0; //!< In bytes, from 1.
    QStringList codes; //!< The first few different ones, such as "U+202E".

    //! Of UTF-8; what is not valid in it is passed over. One pass, about 1 ms per MiB.
    static HiddenCharacters of(QByteArrayView text);
    friend bool operator==(const HiddenCharacters &, const HiddenCharacters &) = default;
};

//! Has \a editor, whose text is UTF-8, draw these as marks from its next painting on.
void drawHiddenMarks(QsciScintillaBase *editor, HiddenMarks marks);

} // namespace angee
