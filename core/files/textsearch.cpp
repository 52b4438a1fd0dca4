// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/textsearch.h"

#include <QStringDecoder>

namespace angee {

using namespace Qt::StringLiterals;

QRegularExpression SearchQuery::compiled() const
{
    QString pattern = isRegex ? text : QRegularExpression::escape(text);
    if (wholeWords)
        pattern = u"\\b(?:"_s + pattern + u")\\b"_s;
    QRegularExpression::PatternOptions options =
        QRegularExpression::MultilineOption | QRegularExpression::UseUnicodePropertiesOption;
    if (!caseSensitive)
        options |= QRegularExpression::CaseInsensitiveOption;
    return QRegularExpression(pattern, options);
}

SearchText::SearchText(const QByteArray &utf8)
    : m_utf8(utf8)
{
    // fromUtf8() would drop a byte order mark, and every offset with it.
    QStringDecoder decoder(QStringConverter::Utf8, QStringConverter::Flag::ConvertInitialBom);
    m_text = decoder(utf8);
    m_isAscii = m_text.size() == utf8.size();
}

qsizetype SearchText::charAt(qsizetype byte) const
{
    if (m_isAscii)
        return byte;
    QStringDecoder decoder(QStringConverter::Utf8, QStringConverter::Flag::ConvertInitialBom);
    const QString before = decoder(m_utf8.first(byte));
    return before.size();
}

ByteRange SearchText::rangeOf(const QRegularExpressionMatch &match) const
{
    if (m_isAscii)
        return {match.capturedStart(), match.capturedEnd()};
    const QStringView text(m_text);
    const qsizetype begin = text.first(match.capturedStart()).toUtf8().size();
    return {begin, begin + match.capturedView().toUtf8().size()};
}

std::optional<ByteRange> SearchText::next(const QRegularExpression &query, qsizetype from,
                                          bool wrap) const
{
    QRegularExpressionMatch match = query.match(m_text, charAt(from));
    if (!match.hasMatch() && wrap && from > 0)
        match = query.match(m_text);
    if (!match.hasMatch())
        return std::nullopt;
    return rangeOf(match);
}

std::optional<ByteRange> SearchText::previous(const QRegularExpression &query, qsizetype from,
                                              bool wrap) const
{
    const qsizetype until = charAt(from);
    QRegularExpressionMatch before;
    QRegularExpressionMatch last;
    for (QRegularExpressionMatchIterator it = query.globalMatch(m_text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        if (match.capturedEnd() <= until)
            before = match;
        else if (!wrap || before.hasMatch())
            break;
        last = match;
    }
    if (before.hasMatch())
        return rangeOf(before);
    if (wrap && last.hasMatch())
        return rangeOf(last);
    return std::nullopt;
}

QList<ByteRange> SearchText::all(const QRegularExpression &query, qsizetype limit) const
{
    QList<ByteRange> ranges;
    qsizetype chars = 0;
    qsizetype bytes = 0;
    const QStringView text(m_text);
    for (QRegularExpressionMatchIterator it = query.globalMatch(m_text);
         it.hasNext() && ranges.size() < limit;) {
        const QRegularExpressionMatch match = it.next();
        // Counted on from the match before, so that the whole stays linear.
        bytes += m_isAscii ? match.capturedStart() - chars
                           : text.sliced(chars, match.capturedStart() - chars).toUtf8().size();
        chars = match.capturedStart();
        const qsizetype length =
            m_isAscii ? match.capturedLength() : match.capturedView().toUtf8().size();
        ranges.append({bytes, bytes + length});
    }
    return ranges;
}

QString SearchText::expanded(const QRegularExpressionMatch &match, const QString &replacement,
                             bool isRegex)
{
    if (!isRegex)
        return replacement;
    QString text;
    for (qsizetype i = 0; i < replacement.size(); ++i) {
        const QChar c = replacement.at(i);
        if (c != u'\\' || i + 1 == replacement.size()) {
            text += c;
            continue;
        }
        const QChar escaped = replacement.at(++i);
        if (escaped.isDigit())
            text += match.captured(escaped.digitValue());
        else if (escaped == u'n')
            text += u'\n';
        else if (escaped == u't')
            text += u'\t';
        else
            text += escaped;
    }
    return text;
}

SearchText::Replaced SearchText::replaced(const QRegularExpression &query,
                                          const QString &replacement, bool isRegex) const
{
    Replaced result;
    QString text;
    qsizetype from = 0;
    for (QRegularExpressionMatchIterator it = query.globalMatch(m_text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        text += QStringView(m_text).sliced(from, match.capturedStart() - from);
        text += expanded(match, replacement, isRegex);
        from = match.capturedEnd();
        ++result.count;
    }
    text += QStringView(m_text).sliced(from);
    result.text = text.toUtf8();
    return result;
}

QByteArray SearchText::replacementFor(const QRegularExpression &query, ByteRange range,
                                      const QString &replacement, bool isRegex) const
{
    const QRegularExpressionMatch match = query.match(m_text, charAt(range.begin));
    return expanded(match, replacement, isRegex).toUtf8();
}

} // namespace angee
