// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/sortkey.h"

#include <QDateTime>

#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>

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
    QString lower = text.toLower();
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

// What the sort moves around: large enough to decide most comparisons without a look at the text.
struct SortKey::Entry
{
    quint64 rank;
    int slot;
    int place; // in natural order
    Kind kind;
};

// "service-…" before every number would make all ranks equal: what all texts share is left out.
qsizetype SortKey::commonStart(const QList<int> &order, const QList<SortKey> &keys)
{
    const QString *first = nullptr;
    qsizetype common = 0;
    for (const int slot : order) {
        const SortKey &key = keys[slot];
        if (key.m_kind != Kind::Text)
            continue;
        if (!first) {
            first = &key.m_text;
            common = first->size();
        }
        common = std::min(common, key.m_text.size());
        const auto end = key.m_text.cbegin() + common;
        common =
            std::mismatch(key.m_text.cbegin(), end, first->cbegin()).first - key.m_text.cbegin();
    }
    return common;
}

bool SortKey::sort(QList<int> *order, const QList<SortKey> &keys, Qt::SortOrder direction,
                   const std::atomic_bool *cancelled)
{
    const qsizetype skip = commonStart(*order, keys);
    // Eight characters fit where all of them are of Latin-1, four otherwise.
    const bool narrow = std::all_of(order->cbegin(), order->cend(), [&keys, skip](int slot) {
        const QStringView text = QStringView(keys[slot].m_text).mid(skip).left(8);
        return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 256; });
    });
    const int bits = narrow ? 8 : 16;
    std::vector<Entry> entries;
    entries.reserve(std::size_t(order->size()));
    for (const int slot : std::as_const(*order)) {
        const SortKey &key = keys[slot];
        quint64 rank = key.m_rank;
        const QString &text = key.m_text;
        for (qsizetype i = skip; key.m_kind == Kind::Text && i < skip + 64 / bits; ++i)
            rank = rank << bits | (i < text.size() ? text[i].unicode() : 0);
        entries.push_back({rank, slot, int(entries.size()), key.m_kind});
    }
    const int sign = direction == Qt::AscendingOrder ? 1 : -1;
    const auto less = [&keys, sign, skip](const Entry &a, const Entry &b) {
        if (a.kind != b.kind)
            return a.kind < b.kind;
        if (a.rank != b.rank)
            return (a.rank < b.rank) == (sign > 0);
        if (a.kind == Kind::Text) {
            const int texts = sign
                * QStringView(keys[a.slot].m_text)
                      .mid(skip)
                      .compare(QStringView(keys[b.slot].m_text).mid(skip));
            if (texts != 0)
                return texts < 0;
        }
        return a.place < b.place;
    };
    // Runs that are merged step by step can be left between two steps.
    constexpr std::ptrdiff_t run = 8192;
    const auto size = std::ptrdiff_t(entries.size());
    const auto at = [&entries, size](std::ptrdiff_t i) {
        return entries.begin() + std::min(i, size);
    };
    const auto stop = [cancelled] { return cancelled && *cancelled; };
    for (std::ptrdiff_t i = 0; i < size && !stop(); i += run)
        std::sort(at(i), at(i + run), less);
    for (std::ptrdiff_t width = run; width < size && !stop(); width *= 2)
        for (std::ptrdiff_t i = 0; i + width < size && !stop(); i += 2 * width)
            std::inplace_merge(at(i), at(i + width), at(i + 2 * width), less);
    if (stop())
        return false;
    std::transform(entries.cbegin(), entries.cend(), order->begin(),
                   [](const Entry &entry) { return entry.slot; });
    return true;
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
