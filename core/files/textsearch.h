// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QRegularExpression>
#include <QString>

#include <optional>

namespace angee {

//! \brief What to look for.
struct SearchQuery
{
    QString text;
    bool isRegex = false;
    bool caseSensitive = false;
    bool wholeWords = false;

    //! Invalid when the pattern cannot be compiled; errorString() says why.
    [[nodiscard]] QRegularExpression compiled() const;
};

//! \brief Bytes of a text.
struct ByteRange
{
    qsizetype begin = 0;
    qsizetype end = 0;

    friend bool operator==(const ByteRange &, const ByteRange &) = default;
};

//! \brief A UTF-8 text prepared for searching; offsets are those of the bytes.
class SearchText final
{
public:
    explicit SearchText(const QByteArray &utf8);

    //! The first match that begins at or after \a from; with \a wrap also from the start.
    [[nodiscard]] std::optional<ByteRange> next(const QRegularExpression &query, qsizetype from,
                                                bool wrap) const;
    //! The last match that ends at or before \a from; with \a wrap also from the end.
    [[nodiscard]] std::optional<ByteRange> previous(const QRegularExpression &query, qsizetype from,
                                                    bool wrap) const;
    //! Up to \a limit of them, in order.
    [[nodiscard]] QList<ByteRange> all(const QRegularExpression &query, qsizetype limit) const;

    struct Replaced
    {
        QByteArray text;
        qsizetype count = 0;
    };
    //! Every match replaced. With \a isRegex, \1 to \9 and \0 stand for what was caught, \n and \t
    //! for themselves.
    [[nodiscard]] Replaced replaced(const QRegularExpression &query, const QString &replacement,
                                    bool isRegex) const;
    //! What \a replacement becomes for the match at \a range.
    [[nodiscard]] QByteArray replacementFor(const QRegularExpression &query, ByteRange range,
                                            const QString &replacement, bool isRegex) const;

private:
    [[nodiscard]] qsizetype charAt(qsizetype byte) const;
    [[nodiscard]] ByteRange rangeOf(const QRegularExpressionMatch &match) const;
    static QString expanded(const QRegularExpressionMatch &match, const QString &replacement,
                            bool isRegex);

    QByteArray m_utf8;
    QString m_text;
    bool m_isAscii;
};

} // namespace angee
