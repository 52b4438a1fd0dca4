// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/logs/logpattern.h"

#include <QHash>
#include <QStringList>

#include <atomic>

namespace angee {

//! \brief What a search found in one output.
struct OutputHits
{
    qint64 lines = 0; //!< that hold a hit
    qint64 firstLine = 0; //!< from 1

    friend bool operator==(const OutputHits &, const OutputHits &) = default;
};

//! \brief Looks through the whole texts of the outputs \a ids; those without a hit are not in the
//! answer. Colours do not hide a word. Stops early, with what it has, once \a cancelled. Blocks;
//! any thread.
[[nodiscard]] QHash<QString, OutputHits> searchOutputs(const QString &folder,
                                                       const QStringList &ids,
                                                       const LogQuery &query,
                                                       const std::atomic_bool &cancelled);

} // namespace angee
