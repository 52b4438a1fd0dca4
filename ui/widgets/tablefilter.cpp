// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/tablefilter.h"

#include <QCoreApplication>

#include <algorithm>
#include <string_view>

namespace angee {

namespace {

// Between cells; regexes see one cell a line, so that ^ and $ mean the ends of a cell.
constexpr char separator = '\n';

// The end of the word that starts at \a from: a space outside quotes and outside /…/.
qsizetype wordEnd(QStringView text, qsizetype from)
{
    bool quoted = false;
    qsizetype start = from;
    if (start < text.size() && text[start] == u'-')
        ++start;
    if (const qsizetype colon = text.indexOf(u':', start); colon > 0) {
        const QStringView before = text.mid(start, colon - start);
        if (std::none_of(before.begin(), before.end(), [](QChar c) { return c.isSpace(); }))
            start = colon + 1;
    }
    if (start < text.size() && text[start] == u'/') {
        for (qsizetype i = start + 1; i < text.size(); ++i) {
            const bool ends = i + 1 == text.size() || text[i + 1].isSpace();
            if (text[i] == u'\\')
                ++i;
            else if (text[i] == u'/' && ends)
                return i + 1;
        }
    }
    qsizetype i = from;
    for (; i < text.size() && (quoted || !text[i].isSpace()); ++i)
        if (text[i] == u'"')
            quoted = !quoted;
    return i;
}

std::string_view cellOf(std::string_view haystack, int column)
{
    std::size_t start = 0;
    for (; column > 0; --column) {
        start = haystack.find(separator, start) + 1;
        if (start == 0)
            return {};
    }
    return haystack.substr(start, haystack.find(separator, start) - start);
}

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

} // namespace

TableFilter TableFilter::parse(const QString &text, const QStringList &columnIds)
{
    TableFilter filter;
    const QStringView all(text);
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (all[i].isSpace())
            continue;
        const qsizetype end = wordEnd(all, i);
        filter.addTerm(all.mid(i, end - i), columnIds);
        i = end;
    }
    return filter;
}

void TableFilter::addTerm(QStringView word, const QStringList &columnIds)
{
    Term term;
    if (word.size() > 1 && word.startsWith(u'-')) {
        term.negated = true;
        word = word.mid(1);
    }
    if (const qsizetype colon = word.indexOf(u':'); colon > 0) {
        term.column = int(columnIds.indexOf(word.left(colon).toString().toLower()));
        if (term.column >= 0)
            word = word.mid(colon + 1);
    }
    if (word.size() > 2 && word.startsWith(u'/') && word.endsWith(u'/')) {
        term.regex = QRegularExpression(word.mid(1, word.size() - 2).toString(),
                                        QRegularExpression::CaseInsensitiveOption
                                            | QRegularExpression::MultilineOption
                                            | QRegularExpression::UseUnicodePropertiesOption);
        if (term.regex.isValid()) {
            term.kind = Kind::Regex;
            m_terms.append(term);
            return;
        }
        m_error = QCoreApplication::translate("angee::TableFilter", "Not a valid pattern: %1")
                      .arg(term.regex.errorString());
    } else if (term.column >= 0 && word.startsWith(u'=')) {
        term.kind = Kind::Equals;
        word = word.mid(1);
    }
    term.needle = word.toString().remove(u'"').toLower().toUtf8();
    if (!term.needle.isEmpty() || term.kind == Kind::Equals)
        m_terms.append(term);
}

bool TableFilter::matches(const QByteArray &haystack) const
{
    return std::all_of(m_terms.cbegin(), m_terms.cend(), [&haystack](const Term &term) {
        const std::string_view where =
            term.column < 0 ? view(haystack) : cellOf(view(haystack), term.column);
        switch (term.kind) {
        case Kind::Contains:
            return (where.find(view(term.needle)) != std::string_view::npos) != term.negated;
        case Kind::Equals:
            return (where == view(term.needle)) != term.negated;
        case Kind::Regex:
            break;
        }
        const QString text = QString::fromUtf8(where.data(), qsizetype(where.size()));
        return term.regex.match(text).hasMatch() != term.negated;
    });
}

void TableFilter::appendCell(QByteArray *haystack, const QString &cell, int column)
{
    if (column > 0)
        haystack->append(separator);
    const qsizetype from = haystack->size();
    haystack->append(cell.toLower().toUtf8());
    std::replace(haystack->begin() + from, haystack->end(), separator, ' ');
}

} // namespace angee
