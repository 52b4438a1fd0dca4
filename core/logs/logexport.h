// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/logs/logstore.h"

#include <optional>
#include <vector>

namespace angee {

//! How lines are written to a file.
enum class LogFormat : quint8 {
    Text, //!< the lines; with several services their names before them
    NdJson, //!< an object a line: service, level, time, entry, message
};

//! \brief One line in a format, with its newline. Escapes are left out; in JSON invalid bytes
//! become U+FFFD.
[[nodiscard]] QByteArray formattedLine(LogFormat format, const LogFacts &facts,
                                       QByteArrayView bytes, qint64 arrivedMs,
                                       const QStringList &services);

//! \brief What came of it.
struct LogExported
{
    qint64 lines = 0;
    QString problem; //!< why nothing was written; empty when all was
};

//! \brief Writes the lines of a snapshot, taken with its times, or those of \a only, to a file that
//! holds all of them or what it held before. Blocks; any thread.
[[nodiscard]] LogExported exportLog(const LogSnapshot &snapshot,
                                    const std::optional<std::vector<qint64>> &only,
                                    LogFormat format, const QString &path);

} // namespace angee
