// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace angee {

//! \brief Who the console works as.
struct WorkingIdentity
{
    QString actor; //!< empty: work on the admin bearer itself
    QStringList scope;
    QString ttl; //!< empty: the daemon's default of one hour

    friend bool operator==(const WorkingIdentity &, const WorkingIdentity &) = default;
};

} // namespace angee
