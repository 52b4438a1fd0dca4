// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/loghistogram.h"

#include <algorithm>

namespace angee {

void LogHistogram::add(qint64 line, qint64 ms, LogLevel level)
{
    if (m_bins.empty())
        m_start = ms - ms % shortest;
    const qint64 since = std::max<qint64>(0, ms - m_start);
    while (size_t(since / m_length) >= mostBins)
        widen();
    const auto at = size_t(since / m_length);
    if (m_bins.size() <= at)
        m_bins.resize(at + 1);
    Bin &bin = m_bins[at];
    if (bin.first < 0)
        bin.first = line;
    if (level == LogLevel::Error)
        ++bin.errors;
    else if (level == LogLevel::Warn)
        ++bin.warnings;
    else
        ++bin.others;
}

void LogHistogram::widen()
{
    m_length *= 2;
    for (size_t at = 0; at < m_bins.size(); at += 2) {
        Bin both = m_bins[at];
        if (at + 1 < m_bins.size()) {
            const Bin &second = m_bins[at + 1];
            both.errors += second.errors;
            both.warnings += second.warnings;
            both.others += second.others;
            if (both.first < 0)
                both.first = second.first;
        }
        m_bins[at / 2] = both;
    }
    m_bins.resize((m_bins.size() + 1) / 2);
}

void LogHistogram::clear()
{
    m_bins.clear();
    m_start = 0;
    m_length = shortest;
}

size_t LogHistogram::binOf(qint64 ms) const
{
    if (m_bins.empty())
        return 0;
    return std::min(size_t(std::max<qint64>(0, ms - m_start) / m_length), m_bins.size() - 1);
}

} // namespace angee
