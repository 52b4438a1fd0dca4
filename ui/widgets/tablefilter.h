// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

namespace angee {

//! \brief What somebody typed into the filter of a table, understood.
//!
//! Words are ANDed. A word is plain text, `column:text`, `column:=whole text` or `/regex/`, each
//! with a leading `-` to exclude; "…" keeps spaces together. Case never matters. A value of this
//! class is immutable and may be used from any thread.
class TableFilter final
{
public:
    TableFilter() = default;
    //! \brief Never fails: a word that is no regex after all is searched as text, see error().
    static TableFilter parse(const QString &text, const QStringList &columnIds);

    [[nodiscard]] bool isEmpty() const { return m_terms.isEmpty(); }
    //! \brief What is wrong with the text, in words, or nothing.
    [[nodiscard]] QString error() const { return m_error; }

    //! \brief Whether a row passes, given as appendCell() wrote it.
    [[nodiscard]] bool matches(const QByteArray &haystack) const;

    //! \brief Adds a cell to the text of a row; call it for each column in order. The text is lower
    //! case and UTF-8: half the memory of UTF-16, and bytes are found several times faster.
    static void appendCell(QByteArray *haystack, const QString &cell, int column);

private:
    enum class Kind {
        Contains,
        Equals,
        Regex,
    };

    struct Term
    {
        Kind kind = Kind::Contains;
        bool negated = false;
        int column = -1; // any
        QByteArray needle; // lower case, UTF-8
        QRegularExpression regex;
    };

    void addTerm(QStringView word, const QStringList &columnIds);

    QList<Term> m_terms;
    QString m_error;
};

} // namespace angee
