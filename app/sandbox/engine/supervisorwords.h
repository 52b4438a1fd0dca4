// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/engine/gotime.h"
#include "app/sandbox/engine/manifest.h"

#include <QString>

namespace angee::sandbox {

//! \brief What process-compose prints, colours and all, when it cannot do what it was asked.
struct SupervisorWords
{
    //! "process-compose --address 127.0.0.1 --port 18080 process stop web": what was called.
    QString call;
    //! Its coloured line.
    QString line;

    //! "CALL: exit status 1: LINE"
    [[nodiscard]] QString sentence() const;

    //! While it does not run. \a verb is down, logs, start, stop or restart.
    [[nodiscard]] static SupervisorWords whileDown(const Manifest &manifest, const Clock *clock,
                                                   const QString &verb, const QString &names);
    //! While it runs; \a reason is why.
    [[nodiscard]] static SupervisorWords refusal(const Manifest &manifest, const Clock *clock,
                                                 const QString &verb, const QString &name,
                                                 const QString &reason);
};

} // namespace angee::sandbox
