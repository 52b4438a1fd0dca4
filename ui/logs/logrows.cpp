// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/logs/logrows.h"

#include <algorithm>

namespace angee {

namespace {

constexpr qint64 blockLines = 512;

} // namespace

LogRows::LogRows(LogStore *store, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_search(store)
{
    connect(store, &LogStore::appended, this, &LogRows::onAppended);
    connect(store, &LogStore::trimmed, this, &LogRows::onTrimmed);
    connect(store, &LogStore::cleared, this, [this] {
        m_opened.clear();
        m_from = m_store->endLine();
        m_frozenAt = -1;
        rebuild();
    });
    connect(&m_search, &LogSearch::grown, this, &LogRows::onFound);
    connect(&m_search, &LogSearch::shrunk, this, [this](qsizetype count) { m_goneHits += count; });
    connect(&m_search, &LogSearch::finished, this, [this] { emit grown(); });
    rebuild();
}

LogRows::~LogRows() = default;

void LogRows::setFilter(const LogFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    if (isFiltered())
        m_search.start(filter, LogMatcher::Dividers::Keep, firstLine());
    else
        m_search.stop();
    rebuild();
}

void LogRows::hideBefore(qint64 line)
{
    m_from = line;
    if (isFiltered())
        m_search.start(m_filter, LogMatcher::Dividers::Keep, firstLine());
    rebuild();
}

void LogRows::setFrozen(bool frozen)
{
    if (frozen == isFrozen())
        return;
    m_frozenAt = frozen ? m_store->endLine() : -1;
    if (frozen)
        return;
    extend();
    emit grown();
}

void LogRows::setWrapColumns(int columns)
{
    if (columns == m_columns)
        return;
    m_columns = columns;
    rebuild();
}

void LogRows::setOpened(qint64 line, const QStringList &below)
{
    if (below.isEmpty())
        m_opened.remove(line);
    else
        m_opened.insert(line, below);
    rebuild();
}

qint64 LogRows::firstLine() const
{
    return std::max(m_store->firstLine(), m_from);
}

//! What is there, told or not.
qint64 LogRows::countNow() const
{
    const qint64 end = isFrozen() ? std::max(m_frozenAt, firstLine()) : m_store->endLine();
    if (!isFiltered())
        return end - firstLine();
    const std::vector<qint64> &found = m_search.found();
    return isFrozen() ? std::lower_bound(found.cbegin(), found.cend(), end) - found.cbegin()
                      : qint64(found.size());
}

qint64 LogRows::count() const
{
    return m_count;
}

qint64 LogRows::lineAt(qint64 index) const
{
    return isFiltered() ? m_search.found()[size_t(index)] : m_firstTold + index;
}

qint64 LogRows::indexOf(qint64 line) const
{
    if (!isFiltered())
        return std::clamp<qint64>(line - m_firstTold, 0, m_count);
    const std::vector<qint64> &found = m_search.found();
    return std::min<qint64>(m_count,
                            std::lower_bound(found.cbegin(), found.cend(), line) - found.cbegin());
}

bool LogRows::isShown(qint64 line) const
{
    const qint64 index = indexOf(line);
    return index < m_count && lineAt(index) == line;
}

qint64 LogRows::textRows(qint64 index) const
{
    if (m_columns == 0)
        return 1;
    const qint64 cells = m_store->cells(lineAt(index));
    return std::max<qint64>(1, (cells + m_columns - 1) / m_columns);
}

qint64 LogRows::rowsOf(qint64 index) const
{
    const qint64 rows = textRows(index);
    return m_opened.isEmpty() ? rows : rows + m_opened.value(lineAt(index)).size();
}

qint64 LogRows::totalRows() const
{
    return isUniform() ? m_count : m_blockEnds.empty() ? 0 : m_blockEnds.back();
}

qint64 LogRows::topOf(qint64 index) const
{
    if (isUniform())
        return index;
    const auto block = size_t(index / blockLines);
    qint64 top = block == 0 ? 0 : m_blockEnds[block - 1];
    for (qint64 i = qint64(block) * blockLines; i < index; ++i)
        top += rowsOf(i);
    return top;
}

LogRows::Place LogRows::placeAt(qint64 row) const
{
    if (m_count == 0)
        return {};
    row = std::clamp<qint64>(row, 0, totalRows() - 1);
    if (isUniform())
        return {row, 0};
    const auto block = std::upper_bound(m_blockEnds.cbegin(), m_blockEnds.cend(), row);
    const auto number = qint64(block - m_blockEnds.cbegin());
    row -= number == 0 ? 0 : *std::prev(block);
    qint64 index = number * blockLines;
    for (; index + 1 < m_count; ++index) {
        const qint64 rows = rowsOf(index);
        if (row < rows)
            break;
        row -= rows;
    }
    return {index, row};
}

//! Takes in what came at the end.
void LogRows::extend()
{
    extendTo(countNow());
}

void LogRows::extendTo(qint64 count)
{
    const bool uniform = isUniform();
    for (qint64 index = m_count; index < count; ++index) {
        m_widest = std::max(m_widest, m_store->cells(lineAt(index)));
        if (uniform)
            continue;
        if (index % blockLines == 0)
            m_blockEnds.push_back(m_blockEnds.empty() ? 0 : m_blockEnds.back());
        m_blockEnds.back() += rowsOf(index);
    }
    m_count = count;
}

void LogRows::rebuild()
{
    m_firstTold = firstLine();
    m_goneHits = 0;
    m_count = 0;
    m_blockEnds.clear();
    m_widest = 0;
    extend();
    emit changed();
}

void LogRows::onAppended()
{
    if (isFrozen() || isFiltered())
        return;
    extend();
    emit grown();
}

void LogRows::onFound(qsizetype before)
{
    Q_UNUSED(before);
    if (isFrozen())
        return;
    extend();
    emit grown();
}

void LogRows::onTrimmed()
{
    const qint64 first = m_store->firstLine();
    // The rows of lines that are gone cannot be asked for any more: count what stays of those that
    // were told; what came with them is told after that.
    const qint64 before = totalRows();
    const qint64 gone = isFiltered() ? std::exchange(m_goneHits, 0) : firstLine() - m_firstTold;
    const qint64 left = std::max<qint64>(0, m_count - gone);
    for (auto it = m_opened.begin(); it != m_opened.end();)
        it = it.key() < first ? m_opened.erase(it) : std::next(it);
    m_firstTold = firstLine();
    m_count = 0;
    m_blockEnds.clear();
    extendTo(std::min(left, countNow()));
    const qint64 rows = std::max<qint64>(0, before - totalRows());
    extend();
    emit shrunk(rows);
    emit grown();
}

} // namespace angee
