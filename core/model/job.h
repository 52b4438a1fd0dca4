// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

namespace angee {

//! \brief A job of the stack. The daemon keeps no state of runs (contract.md, 5.3).
struct Job
{
    QString name;
    QString runtime;

    friend bool operator==(const Job &, const Job &) = default;
};

} // namespace angee
