// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/backoff.h"

#include <algorithm>

namespace angee {

Backoff::Backoff(quint32 seed)
    : m_random(seed)
{ }

Backoff::Milliseconds Backoff::next(Milliseconds away, bool cheap)
{
    const Milliseconds limit = cheap || away < QuickPhase ? QuickLimit : SlowLimit;
    m_last = std::min(std::max(m_last * 2, First), limit);
    const double spread = 0.8 + m_random.generateDouble() * 0.4;
    return std::min(Milliseconds(qint64(double(m_last.count()) * spread)), SlowLimit);
}

} // namespace angee
