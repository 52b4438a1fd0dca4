// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/boundedtext.h"

#include <QCoreApplication>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct BoundedText
{
    Q_DECLARE_TR_FUNCTIONS(angee::BoundedText)
};

//! The end of the first part of \a text when it is cut at \a at.
qsizetype cutBefore(QStringView text, qsizetype at)
{
    return at > 0 && at < text.size() && text.at(at).isLowSurrogate() ? at - 1 : at;
}

QString leftOut(qsizetype count)
{
    return BoundedText::tr("… (%n more characters)", nullptr,
                           int(std::min<qsizetype>(count, INT_MAX)));
}

QString boundedPiece(QStringView text, qsizetype longest)
{
    if (text.size() <= longest)
        return text.toString();
    const qsizetype end = cutBefore(text, longest);
    return text.first(end).toString() + leftOut(text.size() - end);
}

} // namespace

QString boundedLine(const QString &text, qsizetype longest)
{
    return text.size() <= longest ? text : boundedPiece(text, longest);
}

QByteArray boundedBytes(const QByteArray &text, qsizetype longest)
{
    if (text.size() <= longest)
        return text;
    const auto end =
        qsizetype(boundedSize({text.constData(), size_t(text.size())}, size_t(longest)));
    return text.first(end) + leftOut(text.size() - end).toUtf8();
}

QString boundedWords(const QString &text, qsizetype longest)
{
    if (text.size() <= std::min(longest, textlimit::line))
        return text;
    QStringList lines;
    const QStringView whole(text);
    const QStringView head =
        whole.size() > longest ? whole.first(cutBefore(whole, longest / 4)) : whole;
    for (const QStringView line : head.split(u'\n'))
        lines.append(boundedPiece(line, textlimit::line));
    if (text.size() > longest) {
        // The rest is for the end.
        qsizetype tail = text.size() - longest * 3 / 4;
        tail += text.at(tail).isLowSurrogate();
        lines.append(leftOut(tail - head.size()));
        for (const QStringView line : whole.sliced(tail).split(u'\n'))
            lines.append(boundedPiece(line, textlimit::line));
    }
    return lines.join(u'\n');
}

size_t boundedSize(std::string_view utf8, size_t longest)
{
    if (utf8.size() <= longest)
        return utf8.size();
    size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(utf8[end]) & 0xC0) == 0x80)
        --end;
    return end;
}

} // namespace angee
