// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/processlock.h"

#include <QString>

#include <memory>

namespace angee {

//! \brief A file that stands as long as the program runs: one that is left says that a run ended
//! without a goodbye, and, after a crash, where.
//!
//! From its making on the signals of a crash write their number and the stack of calls (names and
//! addresses, no values) into it before they end the program as they would have. One in a process.
class RunMarker final
{
public:
    //! \a folder is the program's own.
    explicit RunMarker(const QString &folder);
    //! The goodbye.
    ~RunMarker();
    Q_DISABLE_COPY_MOVE(RunMarker)

    //! What earlier runs left, for a person; empty when all of them said goodbye. Told once: the
    //! files are gone. Those of processes that still run are left alone.
    [[nodiscard]] const QString &formerEnd() const { return m_formerEnd; }

private:
    void readFormer(const QString &folder);

    QString m_path;
    std::unique_ptr<ProcessLock> m_lock;
    QString m_formerEnd;
    int m_file = -1;
};

} // namespace angee
