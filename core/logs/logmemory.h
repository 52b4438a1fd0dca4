// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QDateTime>

#include <deque>
#include <vector>

namespace angee {

//! \brief What was received of a log, as far as that is needed to go on with it: eight bytes for
//! each of the last lines. It outlives connections, and whoever follows.
class LogMemory final
{
public:
    //! As many as the daemon ever gives again.
    static constexpr size_t mostLines = 10'000;

    //! \brief Where what is received again joins what is known.
    struct Join
    {
        size_t known = 0; //!< so many lines at the beginning are known
        bool isProven = false; //!< nothing can be missing in between, and nothing comes twice
    };

    void add(QByteArrayView message);
    [[nodiscard]] bool isEmpty() const { return m_last.empty(); }
    [[nodiscard]] size_t size() const { return m_last.size(); }
    //! When the last line came.
    [[nodiscard]] QDateTime lastAt() const;
    //! All lines that there ever were are counted here, since the first answer held fewer than were
    //! asked for.
    void setWhole(bool whole) { m_whole = whole; }

    //! Lines that were received after a new connection, the oldest first; \a asked for so many at
    //! most. Linear.
    [[nodiscard]] Join join(const std::vector<quint64> &again, size_t asked) const;
    [[nodiscard]] static quint64 hashOf(QByteArrayView message);

private:
    std::deque<quint64> m_last;
    quint64 m_count = 0;
    bool m_whole = false;
    qint64 m_lastAt = 0; // milliseconds since 1970
};

} // namespace angee
