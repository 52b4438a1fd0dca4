// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/logmemory.h"

#include <QHashFunctions>

#include <algorithm>

namespace angee {

namespace {

//! For each length how long the longest end of it is that is its beginning as well.
std::vector<size_t> bordersOf(const std::vector<quint64> &lines)
{
    std::vector<size_t> borders(lines.size(), 0);
    for (size_t at = 1, border = 0; at < lines.size(); ++at) {
        while (border > 0 && lines[at] != lines[border])
            border = borders[border - 1];
        border += lines[at] == lines[border] ? 1 : 0;
        borders[at] = border;
    }
    return borders;
}

//! How much of the beginning of \a pattern the end of \a text is. Where all of it is found on the
//! way, \a whole is told the place behind the last time.
size_t beginningAtEnd(const std::vector<quint64> &pattern, const std::vector<size_t> &borders,
                      const auto &text, size_t *whole = nullptr)
{
    size_t length = 0;
    size_t at = 0;
    for (const quint64 line : text) {
        if (length == pattern.size())
            length = borders[length - 1];
        while (length > 0 && line != pattern[length])
            length = borders[length - 1];
        length += line == pattern[length] ? 1 : 0;
        ++at;
        if (length == pattern.size() && whole)
            *whole = at;
    }
    return length;
}

//! The same few lines again and again: there is more than one way to lay them upon each other.
bool repeats(size_t border, size_t length)
{
    return border > 0 && border * 2 >= length;
}

} // namespace

quint64 LogMemory::hashOf(const QString &message)
{
    return qHashBits(message.constData(), size_t(message.size()) * sizeof(QChar), 0x9E3779B9);
}

void LogMemory::add(const QString &message)
{
    m_last.push_back(hashOf(message));
    ++m_count;
    if (m_last.size() > mostLines)
        m_last.pop_front();
    m_lastAt = QDateTime::currentDateTimeUtc();
}

LogMemory::Join LogMemory::join(const std::vector<quint64> &again, size_t asked) const
{
    if (m_last.empty() || again.empty())
        return {.known = 0, .isProven = m_last.empty()};
    // All that there is, on both sides: then counting is enough.
    if (m_whole && again.size() < asked && m_count <= again.size() && m_count == m_last.size()
        && std::equal(m_last.cbegin(), m_last.cend(), again.cbegin()))
        return {.known = size_t(m_count), .isProven = true};
    const std::vector<size_t> borders = bordersOf(again);
    const size_t known = beginningAtEnd(again, borders, m_last);
    if (known > 0 && known < m_last.size())
        return {.known = known, .isProven = !repeats(borders[known - 1], known)};
    // It begins further back than what is known.
    const std::vector<quint64> all(m_last.cbegin(), m_last.cend());
    const std::vector<size_t> allBorders = bordersOf(all);
    size_t end = 0;
    beginningAtEnd(all, allBorders, again, &end);
    if (end > 0)
        return {.known = end, .isProven = !repeats(allBorders.back(), all.size())};
    return {.known = known, .isProven = known > 0 && !repeats(borders[known - 1], known)};
}

} // namespace angee
