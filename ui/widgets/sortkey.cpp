// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/sortkey.h"

#include <QDateTime>

#include <bit>
#include <cmath>

namespace angee {

namespace {

// Numbers as bits that compare like the numbers.
quint64 rankOf(double number)
{
    constexpr quint64 sign = quint64(1) << 63;
    const auto bits = std::bit_cast<quint64>(number);
    return bits & sign ? ~bits : bits | sign;
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

// Each number is written as its length, then its digits: then plain comparison sorts by size.
QString naturalText(const QString &text)
{
    const QString lower = text.toLower();
    if (std::none_of(lower.cbegin(), lower.cend(), isDigit))
        return lower;
    QString natural;
    natural.reserve(lower.size() + 8);
    for (qsizetype i = 0; i < lower.size();) {
        if (!isDigit(lower[i])) {
            natural += lower[i++];
            continue;
        }
        while (i + 1 < lower.size() && lower[i] == u'0' && isDigit(lower[i + 1]))
            ++i;
        qsizetype end = i;
        while (end < lower.size() && isDigit(lower[end]))
            ++end;
        natural += QChar(u'0' + char16_t(std::min<qsizetype>(end - i, 9)));
        natural += QStringView(lower).mid(i, end - i);
        i = end;
    }
    return natural;
}

} // namespace

SortKey::SortKey(const QVariant &value)
{
    double number = 0;
    switch (value.typeId()) {
    case QMetaType::UnknownType:
        return;
    case QMetaType::QString: {
        m_text = naturalText(value.toString());
        if (m_text.isEmpty())
            return;
        m_kind = Kind::Text;
        for (qsizetype i = 0; i < 4; ++i)
            m_rank = m_rank << 16 | (i < m_text.size() ? m_text[i].unicode() : 0);
        return;
    }
    case QMetaType::QDateTime: {
        const QDateTime time = value.toDateTime();
        if (!time.isValid())
            return;
        number = double(time.toMSecsSinceEpoch());
        break;
    }
    default:
        number = value.toDouble();
        if (std::isnan(number))
            return;
        break;
    }
    m_kind = Kind::Number;
    m_rank = rankOf(number);
}

int SortKey::compare(const SortKey &a, const SortKey &b, Qt::SortOrder order)
{
    if (a.m_kind != b.m_kind)
        return a.m_kind < b.m_kind ? -1 : 1;
    const int sign = order == Qt::AscendingOrder ? 1 : -1;
    if (a.m_rank != b.m_rank)
        return a.m_rank < b.m_rank ? -sign : sign;
    return sign * QString::compare(a.m_text, b.m_text);
}

} // namespace angee
