// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/logs/loglayout.h"

#include <algorithm>

namespace angee {

namespace {

constexpr int mostKept = 8 * 1024 * 1024; // characters

} // namespace

LogLayout::LogLayout(QByteArrayView bytes, bool isPlain)
    : m_plain(isPlain)
    , m_bytes(bytes)
{
    if (isPlain)
        return;
    m_text = styledText(bytes);
    const QString &text = m_text.text;
    m_columns.reserve(size_t(text.size()) + 1);
    qsizetype column = 0;
    for (qsizetype at = 0; at < text.size();) {
        const bool pair = text.at(at).isHighSurrogate() && at + 1 < text.size();
        const qsizetype next = cellsBehind(QStringView(text).mid(at, pair ? 2 : 1), column);
        // What stands on a letter stands in its cell.
        const bool joins = next == column && !m_columns.empty();
        m_columns.insert(m_columns.end(), pair ? 2 : 1, joins ? m_columns.back() : quint32(column));
        column = next;
        at += pair ? 2 : 1;
    }
    m_columns.push_back(quint32(column));
}

qsizetype LogLayout::cells() const
{
    return m_plain ? m_bytes.size() : qsizetype(m_columns.back());
}

QString LogLayout::text(qsizetype from, qsizetype length) const
{
    if (!m_plain)
        return m_text.text.mid(from, length);
    from = std::clamp<qsizetype>(from, 0, m_bytes.size());
    const qsizetype left = m_bytes.size() - from;
    return QString::fromLatin1(m_bytes.sliced(from, std::clamp<qsizetype>(length, 0, left)));
}

qsizetype LogLayout::columnOf(qsizetype position) const
{
    position = std::clamp<qsizetype>(position, 0, length());
    return m_plain ? position : qsizetype(m_columns[size_t(position)]);
}

qsizetype LogLayout::positionAt(qsizetype column) const
{
    column = std::max<qsizetype>(0, column);
    if (m_plain)
        return std::min(column, m_bytes.size());
    const auto next = std::upper_bound(m_columns.cbegin(), m_columns.cend(), quint32(column));
    if (next == m_columns.cend())
        return length();
    // The first of those that stand in the same cell: what stands on a letter belongs to it.
    const quint32 covered = *std::prev(next);
    return std::lower_bound(m_columns.cbegin(), m_columns.cend(), covered) - m_columns.cbegin();
}

LogLayouts::LogLayouts(const LogStore *store)
    : m_store(store)
    , m_kept(mostKept)
{ }

const LogLayout &LogLayouts::of(qint64 line)
{
    const LogFacts facts = m_store->facts(line);
    if (facts.isPlain()) {
        m_plain = std::make_unique<LogLayout>(m_store->bytes(line), true);
        return *m_plain;
    }
    if (const LogLayout *kept = m_kept.object(line))
        return *kept;
    auto made = std::make_unique<LogLayout>(m_store->bytes(line), false);
    const auto cost = std::min<qsizetype>(mostKept / 2, made->length() + 64);
    LogLayout *kept = made.release();
    m_kept.insert(line, kept, cost);
    return *kept;
}

} // namespace angee
