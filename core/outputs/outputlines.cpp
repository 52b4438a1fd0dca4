// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/outputs/outputlines.h"

namespace angee {

QByteArray asOutput(const QByteArray &words)
{
    constexpr QByteArrayView status(": exit status ");
    const qsizetype firstEnd = words.indexOf('\n');
    const qsizetype at = words.indexOf(status);
    if (at < 0 || (firstEnd >= 0 && at > firstEnd))
        return words;
    qsizetype end = at + status.size();
    while (end < words.size() && words.at(end) >= '0' && words.at(end) <= '9')
        ++end;
    if (words.mid(end, 2) != ": ")
        return words;
    return words.first(end + 1) + '\n' + words.sliced(end + 2);
}

} // namespace angee
