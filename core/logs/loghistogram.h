// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/logline.h"

#include <vector>

namespace angee {

//! \brief How many lines came when, by how grave they are: bins of one length, which doubles
//! whenever there would be too many. Lines are added in their order; one that came before the first
//! counts with it.
class LogHistogram final
{
public:
    static constexpr size_t mostBins = 2048;

    struct Bin
    {
        quint32 errors = 0;
        quint32 warnings = 0;
        quint32 others = 0;
        qint64 first = -1; //!< number of its first line; -1: no line came then

        [[nodiscard]] quint32 lines() const { return errors + warnings + others; }
    };

    //! \a ms since 1970.
    void add(qint64 line, qint64 ms, LogLevel level);
    void clear();

    [[nodiscard]] const std::vector<Bin> &bins() const { return m_bins; }
    [[nodiscard]] qint64 startMs() const { return m_start; }
    [[nodiscard]] qint64 binMs() const { return m_length; }
    //! The bin of a time, within those that there are; 0 when there is none.
    [[nodiscard]] size_t binOf(qint64 ms) const;

private:
    void widen();

    std::vector<Bin> m_bins;
    qint64 m_start = 0;
    qint64 m_length = shortest;

    static constexpr qint64 shortest = 250; // milliseconds
};

} // namespace angee
