// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/logmemory.h"

#include <QHashFunctions>

#include <algorithm>

namespace angee {

namespace {

constexpr size_t mostStrays = 4; // lines at the beginning that another order put out of sight
constexpr size_t fewest = 8; // lines that have to agree when some are left out

//! Sums of the lines before each place. Equal sums are the same lines, in whatever order.
template <typename Lines>
std::vector<quint64> sumsOf(const Lines &lines)
{
    std::vector<quint64> sums;
    sums.reserve(lines.size() + 1);
    sums.push_back(0);
    for (const quint64 line : lines)
        sums.push_back(sums.back() + line);
    return sums;
}

//! Whether the end of what is known is what stands before \a place: a container's two outputs come
//! in an order of their own each time, so that only the lines count.
bool joinsAt(const std::vector<quint64> &known, const std::vector<quint64> &again, size_t place)
{
    const size_t length = std::min(known.size() - 1, place);
    for (size_t strays = 0; strays <= mostStrays; ++strays) {
        if (strays > 0 && length < strays + fewest)
            return false;
        const size_t compared = length - strays;
        if (known.back() - known[known.size() - 1 - compared]
            == again[place] - again[place - compared])
            return true;
    }
    return false;
}

} // namespace

quint64 LogMemory::hashOf(QByteArrayView message)
{
    return qHashBits(message.data(), size_t(message.size()), 0x9E3779B9);
}

void LogMemory::add(QByteArrayView message)
{
    m_last.push_back(hashOf(message));
    ++m_count;
    if (m_last.size() > mostLines)
        m_last.pop_front();
    m_lastAt = QDateTime::currentMSecsSinceEpoch();
}

QDateTime LogMemory::lastAt() const
{
    return m_lastAt == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(m_lastAt, Qt::UTC);
}

LogMemory::Join LogMemory::join(const std::vector<quint64> &again, size_t asked) const
{
    if (m_last.empty() || again.empty())
        return {.known = 0, .isProven = m_last.empty()};
    // All that there is, on both sides: then counting is enough.
    if (m_whole && again.size() < asked && m_count <= again.size() && m_count == m_last.size()
        && std::equal(m_last.cbegin(), m_last.cend(), again.cbegin()))
        return {.known = size_t(m_count), .isProven = true};
    const std::vector<quint64> known = sumsOf(m_last);
    const std::vector<quint64> sums = sumsOf(again);
    for (size_t place = again.size(); place > 0; --place) {
        if (!joinsAt(known, sums, place))
            continue;
        // The same few lines again and again: there is more than one way to lay them upon each
        // other.
        bool repeats = false;
        for (size_t other = place - 1; other > 0 && other * 2 >= place && !repeats; --other)
            repeats = joinsAt(known, sums, other);
        return {.known = place, .isProven = !repeats};
    }
    return {};
}

} // namespace angee
